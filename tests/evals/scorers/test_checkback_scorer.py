"""Check-back questions of a reply: two or three, each fit, and good as a set."""

from __future__ import annotations

import pytest
from scorer_samples import GOOD_QUESTIONS, check, said, turn

from evals.scorers.checkback import score

DUTY = "I want to check how clear I was. "
FIRST, LAST = GOOD_QUESTIONS


def scores(*questions):
    return score(turn(), said(check_backs=[check(ask, expect) for ask, expect in questions]), None)


@pytest.mark.parametrize(
    ("questions", "passed", "reason", "why"),
    [
        ((FIRST, LAST), True, "open, answerable and kind", "both fit"),
        ((FIRST, ("Will you call them?", "call your pharmacist"), LAST), False, "Question 2: Ask an open", "yes or no"),
        ((FIRST, ("Which plan do you have?", "a gold plan"), LAST), False, "Question 2:", "not in the script"),
        ((FIRST,), False, "The set: Ask 2 or 3 questions", "one only"),
        (((FIRST[0].removeprefix(DUTY), FIRST[1]), LAST), False, "The set: Say once", "nobody takes the duty"),
        ((FIRST, (DUTY + LAST[0], LAST[1])), False, "The set: Say once", "the duty is taken twice"),
        ((FIRST, FIRST, LAST), False, "The set", "the same question twice"),
        ((), False, "The set", "none at all"),
    ],
)  # fmt: skip
def test_a_set_passes_or_the_first_fault_is_named(questions, passed, reason, why):
    value = scores(*questions)["checkback_ok"]
    assert value.passed is passed
    assert reason in value.why


@pytest.mark.parametrize(("count", "passed"), [(0, False), (1, False), (2, True), (3, True), (4, False)])
def test_two_or_three_questions_are_right(count, passed):
    value = scores(*[FIRST] * count)["checkback_count"]
    assert (value.value, value.passed) == (count, passed)


def test_the_span_marks_the_question_that_failed():
    assert scores(FIRST, ("Will you call?", "call"), LAST)["checkback_ok"].spans == (("question 2", 0, 14),)
