"""The two checkers that are checked: of check-back questions, and of scripts with a planted error."""

from __future__ import annotations

import pytest
from scorer_samples import planted, question

from assistant.errors import CouldNotMeasure
from evals.scorers import METRICS
from evals.scorers import check_questions as questions
from evals.scorers import planted as errors


@pytest.mark.parametrize(
    ("good", "kept", "metric", "passed", "why"),
    [
        (True, True, "good_kept", True, "A good question was kept."),
        (True, False, "good_kept", False, "A good question was refused: Ask an open question."),
        (False, False, "bad_caught", True, "A bad question (closed) was refused: Ask an open question."),
        (False, True, "bad_caught", False, "A bad question (closed) was kept."),
    ],
)
def test_a_question_is_judged_as_people_did(good, kept, metric, passed, why):
    output = {"ok": kept, "reasons": [] if kept else ["Ask an open question."]}
    values = questions.score(question(good=good, fault="" if good else "closed"), output, None)
    assert set(values) == {"question_judged_right", metric}
    assert {value.passed for value in values.values()} == {passed}
    assert values[metric].why == why


SCRIPT = "Send it back by April 30."
FINDING = {"kind": "numbers", "where": "script", "fix": "A number is wrong."}


def verified(findings, changed):
    return {"topic": "snap", "script": SCRIPT, "findings": findings, "changed": changed}


@pytest.mark.parametrize(
    ("kind", "findings", "metric", "passed", "why"),
    [
        (
            "number",
            [FINDING],
            "error_caught",
            True,
            'Seen: "March 31" became "April 30"; the check named numbers.',
        ),
        ("number", [], "error_caught", False, 'Not seen: "March 31" became "April 30".'),
        ("untouched", [], "silent_on_untouched", True, "No alarm on right words."),
        ("untouched", [FINDING], "silent_on_untouched", False, "An alarm on right words: numbers."),
    ],
)
def test_a_planted_error_is_seen_and_right_words_raise_no_alarm(kind, findings, metric, passed, why):
    changed = ["March 31", "April 30"] if kind == "number" else ["", ""]
    values = errors.score(planted(kind), verified(findings, changed), None)
    assert set(values) == {metric}
    assert values[metric].passed is passed
    assert values[metric].why == why


@pytest.mark.parametrize(("offered", "passed"), [(False, True), (True, False)])
def test_an_error_that_is_read_aloud_all_the_same_is_told_apart(offered, passed):
    output = verified([FINDING], ["March 31", "April 30"]) | {"offered": offered}
    values = errors.score(planted("number"), output, None)
    assert set(values) <= set(METRICS)
    assert values["error_caught"].passed
    assert values["error_stopped"].passed is passed


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (["", "It is free."], 'Not seen: "It is free." was added.'),
        (["Sign it.", ""], 'Not seen: "Sign it." was left out.'),
    ],
)
def test_a_sentence_added_or_left_out_is_told_as_such(changed, why):
    assert errors.score(planted("added_claim"), verified([], changed), None)["error_caught"].why == why


def test_the_span_marks_the_planted_words():
    value = errors.score(planted("number"), verified([], ["March 31", "April 30"]), None)["error_caught"]
    assert [SCRIPT[start:end] for _, start, end in value.spans] == ["April 30"]


@pytest.mark.parametrize("changed", [[], ["", ""], ["March 31", "March 31"]])
def test_a_case_that_plants_nothing_is_an_error_and_no_score(changed):
    with pytest.raises(CouldNotMeasure, match="plants no error"):
        errors.score(planted("number"), verified([], changed), None)
