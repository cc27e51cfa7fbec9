"""One figure over many cases says what it counted, and never counts what was not measured."""

from __future__ import annotations

import pytest
from made_runs import gate, know_metrics, many, reply_case, result, run, suite, timing

from evals.case_types import RedFlagCase, VerifyCase
from evals.eval_types import Figure
from evals.figures import aggregate, case_scores, figures, figures_by, parts_of
from evals.intervals import wilson


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def figure(agg, plains):
    made = run(many("m", plains))
    return aggregate("m", agg, case_scores(made, "m").values())


FIGURES = [
    ("share", [True, True, False], (2 / 3, 3, 2), "verdicts"),
    ("share", [True, 4, False], (1 / 2, 2, 1), "a value that only informs is not counted"),
    ("mean", [1.5, 2.5], (2.0, 2, None), "a mean of values"),
    (
        "mean",
        [True, False, True, True],
        (0.75, 4, 3),
        "a mean of yes and no is a share, so it has an interval",
    ),
    ("ratio", [(3, 5), (0, 5), (1, 10)], (0.2, 20, 4), "counts out of counts"),
    ("sum", [1, 0, 2], (3.0, 3, None), "a total"),
    ("min", [3, 1, 2], (1.0, 3, None), "the lowest"),
    ("max", [3, 1, 2], (3.0, 3, None), "the highest"),
    ("p50", [1, 2, 30], (2.0, 3, None), "the middle"),
    ("p95", list(range(101)), (95.0, 101, None), "19 of 20"),
]


@pytest.mark.parametrize(
    ("agg", "plains", "expected", "why"), FIGURES, ids=[f"{row[0]}: {row[3]}" for row in FIGURES]
)
def test_aggregates(agg, plains, expected, why):
    value, n, good = expected
    found = figure(agg, plains)
    assert (found.value, found.n, found.good) == (pytest.approx(value), n, good)
    assert (found.low, found.high) == (wilson(good, n) if good is not None else (None, None))


NOTHING = [
    ("share", [], "no case"),
    ("share", [3.0, 4.0], "nothing that passes or fails"),
    ("mean", [], "no case"),
    ("ratio", [], "no case"),
    ("p95", [], "no case"),
]


@pytest.mark.parametrize(("agg", "plains", "why"), NOTHING, ids=[f"{row[0]}: {row[2]}" for row in NOTHING])
def test_nothing_measured_is_no_figure_and_not_zero(agg, plains, why):
    assert figure(agg, plains) is None


def test_a_case_that_broke_off_is_not_counted_as_failed():
    made = run([result("a", {"m": True}), result("b", {}, error="KeyError in scorer")])
    assert aggregate("m", "share", case_scores(made, "m").values()) == Figure(
        "m", "share", 1.0, 1, 1, *wilson(1, 1)
    )


REPEATS = [
    ([True, True, True], True, "passes each time"),
    ([True, False, True], False, "fails once, and a patient hears one of the times"),
    ([False, False], False, "fails each time"),
]


@pytest.mark.parametrize(("verdicts", "passed", "why"), REPEATS, ids=[row[2] for row in REPEATS])
def test_a_case_passes_only_when_it_passes_each_time(verdicts, passed, why):
    made = run([result("a", {"m": verdict}, repeat=n) for n, verdict in enumerate(verdicts, 1)])
    score = case_scores(made, "m")["a"]
    assert score.passed is passed
    assert score.why == ("fine" if passed else "too hard")


def test_repeats_are_one_case_and_its_values_are_averaged():
    made = run([result("a", {"m": n}, repeat=n) for n in (1, 2, 6)] + [result("b", {"m": 1})])
    scores = case_scores(made, "m")
    assert [score.value for score in scores.values()] == [3.0, 1.0]
    assert aggregate("m", "mean", scores.values()).n == 2
    assert aggregate("m", "max", scores.values()).value == 6  # the worst time counts on its own


def test_only_the_half_that_is_asked_for():
    made = run([*many("m", [True, False]), result("dev", {"m": False}, half="dev")])
    assert list(case_scores(made, "m")) == ["c000", "c001"]
    assert list(case_scores(made, "m", "dev")) == ["dev"]
    assert len(case_scores(made, "m", "both")) == 3


def test_times_come_from_the_times_of_the_run():
    made = run(
        many("m", [True] * 3),
        timings=[timing("c000", 10), timing("c001", 20), timing("c002", 40, 3.0), timing("gone", 9000)],
    )
    assert aggregate("latency_ms", "p50", case_scores(made, "latency_ms").values()).value == 20
    assert aggregate("first_ms", "max", case_scores(made, "first_ms").values()).value == 3.0


def test_figures_of_gates_come_first_and_then_every_other_metric():
    made = run(
        [*many("grade_le_5", [True, False]), result("x", {"grade": 4.0, "grade_le_5": True, "safe": False})]
    )
    found = figures(made, (), suite(gate("recall_at_3", "mean"), gate()))
    assert [(f.metric, f.agg) for f in found] == [
        ("grade_le_5", "share"),
        ("grade", "mean"),
        ("safe", "share"),
    ]


CASES = (
    reply_case("c000", group="insurance", tags=("hf", "spanish"), expect={"needs": (("deductible", "copay"), ("snap",)), "red_flag": "911"}),
    reply_case("c001", group="insurance", tags=("hf",), expect={"needs": (("snap",),)}),
    reply_case("c002", group="sdoh", language="es"),
)  # fmt: skip
PARTS = [
    ("group", {"insurance": {"c000", "c001"}, "sdoh": {"c002"}}, "a field"),
    ("language", {"en": {"c000", "c001"}, "es": {"c002"}}, "another field"),
    (
        "topic",
        {"deductible": {"c000"}, "snap": {"c001"}},
        "the first topic of the first need; no need, no topic",
    ),
    ("red_flag", {"911": {"c000"}, "none": {"c001", "c002"}}, "a field of what is expected"),
    ("tags", {"hf": {"c000", "c001"}, "spanish": {"c000"}}, "a case of two tags stands in both"),
    ("colour", {}, "a field no case has"),
    ("copy", {}, "the name of a method is no field"),
    ("note", {}, "an empty field is no part"),
]


@pytest.mark.parametrize(("field", "expected", "why"), PARTS, ids=[f"{row[0]}: {row[2]}" for row in PARTS])
def test_parts(field, expected, why):
    assert parts_of(CASES, field) == expected


def test_parts_of_other_kinds_of_cases():
    planted = VerifyCase(id="v", half="test", topic="deductible", kind="phone")
    heard = RedFlagCase(id="r", half="test", ask="My chest hurts", red_flag="911")
    assert parts_of([planted, heard], "topic") == {"deductible": {"v"}}
    assert parts_of([planted, heard], "red_flag") == {"911": {"r"}}


def test_figures_by_a_field():
    made = run(many("grade_le_5", [True, False, True]))
    found = figures_by(made, CASES, suite(gate()), "group")
    assert {part: [(f.good, f.n) for f in made] for part, made in found.items()} == {
        "insurance": [(1, 2)],
        "sdoh": [(1, 1)],
    }
