"""One case in plain words, what failed first."""

from __future__ import annotations

import pytest
from made_runs import gate, know_metrics, reply_case, result, run, suite

from assistant.errors import WrongUse
from evals.eval_types import Value
from evals.explain import explain

CASE = reply_case("late-form", ask="She got a form,\nit is due today", note="written by hand")
SCORES = {
    "grade_le_5": Value(0.0, False, 'the script is at grade 9; start with "Recalculation ..."'),
    "grade": Value(9.25, None, "grade 9"),
    "leaked": Value(1.0, False, "Rosa was left in", n=3),
    "red_flag_recall": Value(1.0, True, "the 911 banner came up"),
}


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def made(scores=None, **fields):
    fields = {"text": "Pay it first.\nThen call.", "case_hash": CASE.hash, **fields}
    return run([result("late-form", SCORES if scores is None else scores, **fields)])


def test_a_case_in_plain_words():
    assert explain(made(), "late-form", suite(gate()), CASE).split("\n") == [
        "late-form (core, test half)",
        "What was said:",
        "  She got a form,",
        "  it is due today",
        "Note: written by hand",
        "What came out:",
        "  Pay it first.",
        "  Then call.",
        "Scores (2 missed):",
        '  MISSED  At fifth grade or below: the script is at grade 9; start with "Recalculation ..."',
        "  MISSED  Identifiers left in 1 of 3: Rosa was left in (no gate looks at it)",
        "  passed  Red flag found: the 911 banner came up",
        "  informs Reading grade 9.25 school grade: grade 9",
    ]


PARTS = [
    (made({}), CASE, "  no scorer had anything to say about this case", "no score"),
    (made({"red_flag_recall": True}), CASE, "Scores (none missed):", "nothing missed"),
    (
        made(error="KeyError in score"),
        CASE,
        "It broke off with an error, so it has no score: KeyError in score.",
        "an error",
    ),
    (
        made(error="KeyError in score"),
        CASE,
        "Mend the cause, then run it again: checkback eval run core --resume run-1",
        "what to do about an error",
    ),
    (
        made(case_hash="old"),
        CASE,
        "The case was edited since this run; what stands above as said may be newer than what came out.",
        "an edited case",
    ),
]


@pytest.mark.parametrize(("run_made", "case", "line", "why"), PARTS, ids=[row[3] for row in PARTS])
def test_lines_that_stand_there(run_made, case, line, why):
    assert line in explain(run_made, "late-form", suite(gate()), case).split("\n")


ABSENT = [
    (made(error="KeyError in score"), "What came out", "a case that broke off has no words"),
    (made(), "was edited", "the case is as it was"),
    (made(), "baseline", "no baseline was given"),
    (made({"grade_le_5": False}), "no gate looks", "a gate looks at it"),
]


@pytest.mark.parametrize(("run_made", "words", "why"), ABSENT, ids=[row[2] for row in ABSENT])
def test_words_that_do_not_stand_there(run_made, words, why):
    assert words not in explain(run_made, "late-form", suite(gate()), CASE)


def test_without_the_case_what_was_said_comes_from_the_run():
    first = made().results[0]
    output = {"said": "I am <NAME_1>", "text": "Hi.", "spans": [], "degraded": False}
    told = explain(
        run([type(first)(first.id, "test", "", "h1", "c", 1, output, {})]), "late-form", suite(gate())
    )
    assert "What was said:\n  I am <NAME_1>" in told


def test_each_time_of_a_repeated_case_is_shown():
    twice = run([result("late-form", {"grade": n}, repeat=n) for n in (1, 2)])
    told = explain(twice, "late-form", suite(gate()))
    assert "late-form (core, test half, time 1 of 2)" in told
    assert "late-form (core, test half, time 2 of 2)" in told


UNKNOWN = [
    ("late-from", "The run run-1 has no case late-from. Did you mean late-form?"),
    ("xyz", "The run run-1 has no case xyz. See its cases in the report of the run."),
]


@pytest.mark.parametrize(("case_id", "words"), UNKNOWN)
def test_an_unknown_case_is_answered_with_the_nearest(case_id, words):
    with pytest.raises(WrongUse) as told:
        explain(made(), case_id, suite(gate()))
    assert str(told.value) == words


AGAINST = [
    (made({"grade_le_5": True, "grade": 4, "leaked": (1, 3)}, text="Pay first.\nThen call."), [
        "Against the baseline (run-1):",
        "  words: Pay [+it+] first. Then call.",
        "  Reading grade: was 4, is 9.25",
        "  At fifth grade or below: was passed, is MISSED",
        "  Identifiers left in: was informs, is MISSED",
    ], "words and scores changed"),
    (made(), ["Against the baseline (run-1):", "  nothing changed"], "nothing changed"),
    (made({**SCORES, "phi_leaks": True}), ["Against the baseline (run-1):", "  Identifiers that came out: was measured, is not any more"], "a score that is gone"),
    (made(case_hash="h0"), ["The case was edited since the baseline, so the two are not compared."], "an edited case"),
    (run([result("other", {})]), ["The baseline does not hold this case."], "a new case"),
]  # fmt: skip


@pytest.mark.parametrize(("baseline", "lines", "why"), AGAINST, ids=[row[2] for row in AGAINST])
def test_against_the_baseline(baseline, lines, why):
    told = explain(made(), "late-form", suite(gate()), CASE, baseline).split("\n")
    found = told[-len(lines) :]
    assert sorted(found) == sorted(lines)
    assert found[0] == lines[0]
