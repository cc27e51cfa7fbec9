"""Every status, every exit code: a run passes only when it was measured whole and is good enough."""

from __future__ import annotations

import pytest
from made_runs import gate, know_metrics, many, reply_case, result, run, shares, suite, timing

from evals.gates import figures, figures_by, judge, judge_gates

OTHER_CONTENT = {"phone:us-005": "1-800-222-1223"}


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def statuses(made, *gates, cases=(), baseline=None):
    return [g.status for g in judge_gates(made, suite(*gates), cases, baseline)]


GOOD, BAD = shares("grade_le_5", 100, 100), shares("grade_le_5", 90, 100)
STATUSES = [
    (gate(), GOOD, "met", "above the goal"),
    (gate(), shares("grade_le_5", 95, 100), "met", "just on the goal"),
    (gate(), shares("grade_le_5", 94, 100), "missed", "one below the goal"),
    (gate(level="fatal"), BAD, "missed", "a fatal gate"),
    (gate(level="warn"), BAD, "warn", "a gate that only warns"),
    (gate(level="warn"), GOOD, "met", "a gate that only warns, met"),
    (gate(min_n=101), GOOD, "not_enough", "one case too few"),
    (gate(min_n=100), GOOD, "met", "just enough cases"),
    (gate(min_n=101), BAD, "not_enough", "too few to say it is missed"),
    (gate("grade"), GOOD, "not_measured", "a metric no scorer gave"),
    (gate("grade_le_5", "share"), many("grade_le_5", [4.0]), "not_measured", "values without a verdict are no share"),
    (gate(), shares("grade_le_5", 3, 3, half="dev"), "not_measured", "only the dev half"),
    (gate("phi_leaks", "sum", max=0), many("phi_leaks", [0, 0]), "met", "at most nothing"),
    (gate("phi_leaks", "sum", max=0), many("phi_leaks", [0, 1]), "missed", "one leak"),
    (gate("recall_at_3", "mean", min=0.9), many("recall_at_3", [1.0, 0.8]), "met", "a mean just on its goal, in floating point"),
    (gate("grade", "max", max=6), many("grade", [2, 7]), "missed", "the worst case"),
    (gate("leaked", "ratio", max=0.03), many("leaked", [(1, 50), (0, 50)]), "met", "1 of 100 identifiers"),
    (gate("leaked", "ratio", max=0.03), many("leaked", [(4, 50), (0, 50)]), "missed", "4 of 100 identifiers"),
    (gate(min=0.4, max=0.6), shares("grade_le_5", 1, 2), "met", "between two ends"),
    (gate(min=0.4, max=0.6), shares("grade_le_5", 2, 2), "missed", "over the upper of two ends"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "results", "status", "why"), STATUSES, ids=[row[3] for row in STATUSES])
def test_statuses(wanted, results, status, why):
    assert statuses(run(results), wanted) == [status]


def test_a_gate_looks_at_the_test_half_only():
    made = run([*shares("grade_le_5", 5, 5), result("dev", {"grade_le_5": False}, half="dev")])
    (found,) = judge_gates(made, suite(gate()), ())
    assert (found.status, found.figure.n, found.failing) == ("met", 5, ())


def test_a_gate_on_times():
    made = run(many("m", [True, True]), timings=[timing("c000", 900), timing("c001", 1100)])
    wanted = gate("latency_ms", "p95", max=1000, level="warn")
    assert statuses(made, wanted) == ["warn"]
    assert judge_gates(made, suite(wanted), ())[0].failing == ("c001",)


FAILING = [
    (gate("grade", "share"), [(4, True), (9, False), (7, False)], ["c001", "c002"], "the highest grade is the worst"),
    (gate("recall_at_3", "mean", min=0.9), [(0.5, False), (1.0, True), (0.0, False)], ["c002", "c000"], "the lowest recall is the worst"),
    (gate("recall_at_3", "mean", min=0.9), [0.5, 1.0, 0.9], ["c000"], "without a verdict, what is below the goal"),
    (gate("phi_leaks", "sum", max=0), [0, 2, 1], ["c001", "c002"], "whatever adds to a total kept low"),
    (gate("leaked", "ratio", max=0.03), [(1, 100), (2, 10), (0, 4)], ["c001"], "more of its own than the goal allows"),
    (gate(min=0.5), [True, False, True], ["c001"], "a gate that is met can have failing cases"),
    (gate(), [True, True], [], "nobody fails"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "plains", "ids", "why"), FAILING, ids=[row[3] for row in FAILING])
def test_failing_cases_stand_worst_first(wanted, plains, ids, why):
    assert judge_gates(run(many(wanted.metric, plains)), suite(wanted), ())[0].failing == tuple(ids)


CASES = [
    reply_case(f"c{n:03}", group="insurance" if n < 12 else "sdoh", language="es" if n == 13 else "en", expect={"needs": (("deductible",),)} if n < 2 else {})
    for n in range(14)
]  # fmt: skip
SPLITS = [
    (gate(by="group", min_n=10), [("insurance", "met"), ("sdoh", "not_enough")], "a small part can not be judged"),
    (gate(by="group"), [("insurance", "met"), ("sdoh", "missed")], "each part by itself"),
    (gate(by="topic"), [("deductible", "met")], "cases without a topic stand in no part"),
    (gate(by="colour"), [("", "not_measured")], "a field no case has"),
    (gate(only="group=sdoh"), [("sdoh", "missed")], "only some cases"),
    (gate(only="group=sdoh", min=0.5), [("sdoh", "met")], "only some cases, met"),
    (gate(only="group=tests"), [("tests", "not_measured")], "no case of that kind"),
    (gate(only="group=sdoh", by="language", min=0.5), [("sdoh, en", "met"), ("sdoh, es", "missed")], "both"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "expected", "why"), SPLITS, ids=[row[2] for row in SPLITS])
def test_split_gates(wanted, expected, why):
    made = run(shares("grade_le_5", 13, 14))  # c013 fails
    assert [(g.part, g.status) for g in judge_gates(made, suite(wanted), CASES)] == expected


def test_a_part_that_was_not_run_is_no_part():
    made = run(shares("grade_le_5", 12, 12))
    assert [g.part for g in judge_gates(made, suite(gate(by="group")), CASES)] == ["insurance"]


# known misses: gate of 95 %, the baseline missed it at 90 %
def base(results, **fields):
    return run(results, run_id="base", **fields)


def at(good, n=100, **fields):
    return shares("grade_le_5", good, n, **fields)


KNOWN = [
    (at(90), at(90), "known_miss", "missed as before"),
    (at(90), at(91), "known_miss", "missed, and better"),
    (at(90), at(89), "missed", "missed, and worse by one case"),
    (at(96), at(94), "missed", "the baseline met it"),
    (at(90), at(96), "met", "met now"),
    (
        at(90),
        [*at(90), result("new", {"grade_le_5": False})],
        "known_miss",
        "a new hard case makes it no worse",
    ),
    (at(90), at(90, case_hash="h2"), "missed", "every case was edited: nothing shows it is no worse"),
    (at(90), [r for r in at(90) if r.id != "c000"], "known_miss", "a case went; the others are as before"),
    (at(0, 0), at(90), "missed", "the baseline did not measure it"),
    (at(90, half="dev"), at(90), "missed", "the baseline holds another half"),
]


@pytest.mark.parametrize(("then", "now", "status", "why"), KNOWN, ids=[row[3] for row in KNOWN])
def test_known_misses(then, now, status, why):
    assert statuses(run(now), gate(), baseline=base(then)) == [status]


KNOWN_OTHERWISE = [
    (gate("grade", "p95", max=6), [7, 7], [7, 7], "known_miss", "a percentile as before"),
    (
        gate("grade", "p95", max=6),
        [7, 7],
        [7, 7 + 1e-12],
        "known_miss",
        "a last digit of floating point is not worse",
    ),
    (gate("grade", "p95", max=6), [7, 7], [7, 7.1], "missed", "a percentile that rose"),
    (gate("leaked", "ratio", max=0.03), [(5, 50)], [(5, 50)], "known_miss", "as many leaks"),
    (gate("leaked", "ratio", max=0.03), [(5, 50)], [(6, 50)], "missed", "one leak more"),
    (gate(level="warn"), [False], [False], "warn", "a gate that only warns stays one"),
    (gate(level="fatal"), [False], [False], "known_miss", "a fatal gate, too"),
]


@pytest.mark.parametrize(
    ("wanted", "then", "now", "status", "why"), KNOWN_OTHERWISE, ids=[row[4] for row in KNOWN_OTHERWISE]
)
def test_known_misses_of_other_figures(wanted, then, now, status, why):
    assert statuses(run(many(wanted.metric, now)), wanted, baseline=base(many(wanted.metric, then))) == [
        status
    ]


def test_a_known_miss_of_one_part_hides_no_other():
    then, now = shares("grade_le_5", 12, 14), many("grade_le_5", [False] + [True] * 11 + [False, False])
    found = judge_gates(run(now), suite(gate(by="group")), CASES, base(then))
    assert [(g.part, g.status) for g in found] == [("insurance", "missed"), ("sdoh", "known_miss")]


# the verdict
BROKEN = [*GOOD, result("bad", {}, error="KeyError in score")]
NOT_ENOUGH = gate(min_n=101)
CODES = [
    # code 0
    (run(GOOD), (gate(),), base(GOOD), {}, 0, "Good enough: its gate is met.", "met and no worse"),
    (run(GOOD), (gate(), gate(min=0.5)), base(GOOD), {}, 0, "Good enough: all 2 gates met.", "two gates met"),
    (run(GOOD), (gate(),), None, {"need_baseline": False}, 0, "Good enough: its gate is met.", "no baseline is wanted"),
    (run(GOOD), (gate(), gate("latency_ms", "p95", max=1, level="warn")), base(GOOD), {}, 0, "Good enough: 1 of 2 gates met, 1 only warns.", "a warning never changes the code, measured or not"),
    (run(at(90)), (gate(), gate(min=0.5)), base(at(90)), {"allow_known_misses": True}, 0, "No worse than the baseline: 1 of 2 gates met, 1 known to miss.", "a known miss, allowed"),
    (run(GOOD, partial="only tag=hf"), (gate(),), base(GOOD), {}, 0, "Good enough: its gate is met. This was only a part of the suite (only tag=hf).", "a part may be judged, and is called one"),
    # code 1
    (run(BAD), (gate(), gate(min=0.5)), base(GOOD), {}, 1, "Not good enough: 1 of 2 gates missed.", "a gate missed"),
    (run(at(90)), (gate(), gate(min=0.5)), base(at(90)), {}, 1, "Not good enough: 1 of 2 gates missed.", "a known miss counts unless allowed"),
    (run(at(89)), (gate(),), base(at(90)), {"allow_known_misses": True}, 1, "Not good enough: 1 of 1 gates missed.", "a known miss that got worse"),
    (run(GOOD, content=OTHER_CONTENT), (gate(),), base(GOOD), {}, 1, "Not good enough: 1 thing got worse than the baseline.", "a phone changed"),
    (run(BAD, content=OTHER_CONTENT), (gate(),), base(GOOD), {}, 1, "Not good enough: 1 of 1 gates missed, and 1 thing got worse than the baseline.", "both"),
    (run(GOOD, counts={"phi_in_store": 1}), (gate(),), base(GOOD), {}, 1, "Not good enough: identifiers stand in the stored run.", "identity in the store"),
    (run(BAD), (gate(),), None, {"need_baseline": False}, 1, "Not good enough: 1 of 1 gates missed.", "missed without a baseline"),
    # code 2
    (run([]), (gate(),), base(GOOD), {}, 2, "Could not measure: No case was run.", "an empty run"),
    (run(BROKEN), (gate(),), base(GOOD), {}, 2, "Could not measure: 1 case of 101 broke off with an error", "one case broke off"),
    (run([*GOOD, result("bad", {}, half="dev", error="KeyError in score")]), (gate(),), base(GOOD), {}, 2, "Could not measure: 1 case of 101 broke off", "one case of the dev half broke off"),
    (run(GOOD, status="interrupted"), (gate(),), base(GOOD), {}, 2, "Could not measure: The run did not finish", "stopped"),
    (run(GOOD), (gate(),), None, {}, 2, "Could not measure: There is no accepted baseline of core", "no baseline"),
    (run(GOOD), (gate(),), base(GOOD, version=2), {}, 2, "Could not measure: The baseline is of suite core, version 2", "a baseline of another version"),
    (run(GOOD), (gate(),), base(GOOD, name="safety"), {}, 2, "Could not measure: The baseline is of suite safety", "a baseline of another suite"),
    (run(GOOD), (gate(),), base(GOOD, version=2), {"need_baseline": False}, 2, "Could not measure: The baseline is of suite core, version 2", "a wrong baseline that was not needed is wrong all the same"),
    (run(GOOD), (gate(),), base(at(100, case_hash="h0")), {}, 2, "Could not measure: Not one case of this run stands unchanged in the baseline.", "nothing to compare with"),
    (run(GOOD, version=2), (gate(),), base(GOOD), {}, 2, "Could not measure: The run is of suite core, version 2", "a run of another version"),
    (run(GOOD), (gate(), gate("grade", "mean", max=5)), base(GOOD), {}, 2, "Could not measure: Reading grade: no case of the test half gave this figure.", "a gate of which nothing was measured"),
    (run(GOOD), (NOT_ENOUGH,), base(GOOD), {}, 2, "Could not measure: At fifth grade or below: 100 of 100", "a whole gate with too few cases"),
    (run(GOOD), (), base(GOOD), {}, 2, "Could not measure: The suite core has no gate", "a suite that demands nothing"),
    (run(at(9, 9, half="dev")), (gate(),), base(at(9, 9, half="dev")), {}, 2, "Could not measure: Only the dev half was run", "only the dev half"),
    (run(GOOD, case_hashes={"c000": "h1", "lost": "h1"}), (gate(),), base(GOOD), {}, 2, "Could not measure: 1 case without a result (lost)", "a case got lost"),
    (run([*BAD, BROKEN[-1]], content=OTHER_CONTENT), (gate(),), base(GOOD), {}, 2, "Could not measure: 1 case of 101 broke off", "2 beats 1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "gates", "baseline", "options", "code", "headline", "why"),
    CODES,
    ids=[f"{row[4]}: {row[6]}" for row in CODES],
)
def test_exit_codes(made, gates, baseline, options, code, headline, why):
    verdict = judge(made, suite(*gates), (), baseline, **options)
    assert verdict.code == code
    assert (
        verdict.headline == headline
        if headline.endswith(".") and code < 2
        else verdict.headline.startswith(headline)
    )


def test_a_small_part_of_a_split_gate_is_no_fault():
    verdict = judge(
        run(shares("grade_le_5", 14, 14)), suite(gate(by="group", min_n=10)), CASES, None, need_baseline=False
    )
    assert (verdict.code, verdict.headline) == (
        0,
        "Good enough: its gate is met, 1 part with too few cases to judge.",
    )


def test_a_fatal_miss_is_named_first_whatever_else_is_wrong():
    wanted = suite(
        gate("grade_le_5", min=1.0),
        gate("red_flag_recall", min=1.0, level="fatal"),
        gate("grade", "mean", max=5),
    )
    made = run(
        [result("a", {"grade_le_5": False, "red_flag_recall": True}), result("b", {"red_flag_recall": False})]
    )
    verdict = judge(made, wanted, (), None)
    assert verdict.code == 2
    assert verdict.reasons[0] == (
        "Fatal. Red flag found: 1 of 2 (50 %, 95 % interval 9-91). Goal: at least 100 %. Missed. "
        "See the worst: checkback eval explain run-1 b"
    )
    assert "no case of the test half gave this figure" in verdict.reasons[1]
    assert verdict.reasons[-1].startswith("At fifth grade or below: 0 of 1")


def test_identity_in_the_store_is_fatal_and_says_what_to_do():
    verdict = judge(run(GOOD, counts={"phi_in_store": 2}), suite(gate()), (), base(GOOD))
    assert verdict.reasons == (
        "Fatal. Identifiers of 2 cases stand in the stored text of this run. Delete the run, mend the redaction, and run again.",
    )


def test_known_misses_are_listed_loudly_even_when_allowed():
    verdict = judge(run(at(90)), suite(gate()), (), base(at(90)), allow_known_misses=True)
    assert verdict.code == 0
    assert verdict.reasons[0].startswith("Known miss. At fifth grade or below: 90 of 100 (90 %")
    assert verdict.reasons[0].endswith("See the worst: checkback eval explain run-1 c090")


def test_a_regression_says_what_to_do_next():
    verdict = judge(run(GOOD, content=OTHER_CONTENT), suite(gate()), (), base(GOOD))
    assert verdict.reasons == (
        "Worse than the baseline. The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223.",
        "See what changed, both texts side by side: checkback eval compare baseline run-1. If it is meant: checkback eval accept run-1",
    )


def test_one_flip_of_a_metric_that_must_never_flip_fails_a_run_that_meets_every_gate():
    wanted = suite(gate(min=0.9), flips_block=("grade_le_5",))
    assert judge(run(at(99)), wanted, (), base(at(99)), need_baseline=True).code == 0
    assert judge(run(at(98)), wanted, (), base(at(99)), need_baseline=True).code == 1


def test_deleting_a_failing_case_is_told():
    verdict = judge(run(at(99, 99)), suite(gate()), (), base(at(99, 100)))
    assert verdict.code == 0
    assert verdict.reasons == ("Cases of the baseline that are gone: 1 (c099).",)


def test_what_a_part_did_not_run_is_not_gone():
    verdict = judge(run(at(50, 50), partial="limit 50"), suite(gate()), (), base(at(100)))
    assert verdict.reasons == ()


def test_the_verdict_is_the_same_each_time():
    made, wanted = run(at(89), content=OTHER_CONTENT), suite(gate(), flips_block=("grade_le_5",))
    assert judge(made, wanted, (), base(at(90))) == judge(made, wanted, (), base(at(90)))


def test_figures_can_be_had_from_here():
    made = run(GOOD)
    assert figures(made, CASES, suite(gate()))[0].value == 1.0
    assert set(figures_by(made, CASES, suite(gate()), "group")) == {"insurance", "sdoh"}
