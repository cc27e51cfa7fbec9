"""A check-back question is open, one idea, answerable from the script, new in nothing, plain and kind."""

from __future__ import annotations

import check_back_cases as cases
import pytest
from check_back_cases import SCRIPTS

from assistant.call_types import CheckBack
from assistant.plain_language import check_question_set, check_questions

GOOD = cases.GUIDE_GOOD + cases.DEV_GOOD + cases.TEST_GOOD + cases.FINAL_GOOD
BAD = cases.GUIDE_BAD + cases.DEV_BAD + cases.TEST_BAD + cases.FINAL_BAD


def judge(key, ask, expect):
    return check_questions(SCRIPTS[key], [CheckBack(ask, expect, "Let me say it another way.")])[0]


@pytest.mark.parametrize(("key", "ask", "expect", "why"), GOOD, ids=[row[1] for row in GOOD])
def test_a_good_question_is_kept(key, ask, expect, why):
    assert judge(key, ask, expect).reasons == ()


@pytest.mark.parametrize(("key", "ask", "expect", "why"), BAD, ids=[f"{row[3]}: {row[1]}" for row in BAD])
def test_a_bad_question_is_refused_with_a_reason(key, ask, expect, why):
    verdict = judge(key, ask, expect)
    assert not verdict.ok
    assert verdict.reasons


REASONS = [
    ("A", "Will you sign it?", ("sign it",), "open question", "closed"),
    ("A", "When is it due and where does it go?", ("by March 31",), "one thing", "two ideas"),
    ("A", "When in March do you send the form by March 31?", ("by March 31",), "answer stands", "leading"),
    ("A", "What will you do by April 15?", ("sign it",), "number or date", "new date"),
    (
        "A",
        "What will you do on Friday with the form?",
        ("sign it",),
        "number or date",
        "weekday names are numbers",
    ),
    ("A", "What will Bob do with the form?", ("sign it",), "name that was not said", "new name"),
    ("A", "What is the deductible on the form?", ("sign it",), "plain words", "jargon"),
    ("A", "When should you send the form?", ("by March 31",), "test or blame", "should"),
    ("A", "What color is the car?", ("sign it",), "does not answer", "not in the script"),
    (
        "A",
        "What will you do with the form?",
        ("burn old tires",),
        "was not said",
        "expected points not in the script",
    ),
    ("A", "What will you do with the form?", (), "listen for", "nothing expected"),
    ("A", "What will you do with the form?", ("yes",), "listen for", "only yes expected"),
]


@pytest.mark.parametrize(("key", "ask", "expect", "holds", "why"), REASONS, ids=[row[4] for row in REASONS])
def test_the_reason_names_what_is_wrong(key, ask, expect, holds, why):
    assert any(holds in reason for reason in judge(key, ask, expect).reasons)


def test_may_and_march_are_months_only_where_they_can_be():
    script = "You may eat. You may walk to the store. Call me if you feel weak."
    question = CheckBack("What may you do if you feel weak?", ("call me",), "x")
    assert check_questions(script, [question])[0].ok


def test_verdicts_stand_in_the_order_of_the_questions():
    good, bad = (
        CheckBack(ask, ("by March 31",), "x") for ask in ("When does the form need to be back?", "Got it?")
    )
    assert [verdict.ok for verdict in check_questions(SCRIPTS["A"], [good, bad, good])] == [True, False, True]


DUE = "When does the form need to be back?"
LATE = "What could happen if the form is late?"
FIRST = "What will you do first today?"
DUTY = "I want to check how clear I was. "
SETS = [
    ((DUE, LATE, FIRST), "", "three questions with a closing one"),
    ((DUTY + DUE, FIRST), "", "the duty is taken once"),
    ((DUTY + DUE, DUTY + LATE, FIRST), "Say once", "the duty before each question"),
    ((FIRST,), "2 or 3", "one question only"),
    ((DUE, LATE, FIRST, "Who can you call?"), "2 or 3", "four questions"),
    ((DUE, LATE), "Close with", "no closing question"),
    ((DUE, DUE.replace("does", "will"), FIRST), "same thing", "the same question twice"),
]


@pytest.mark.parametrize(("asks", "holds", "why"), SETS, ids=[row[2] for row in SETS])
def test_a_set_of_questions(asks, holds, why):
    faults = check_question_set([CheckBack(ask, ("x",), "x") for ask in asks])
    assert (faults == ()) if not holds else any(holds in fault for fault in faults)
