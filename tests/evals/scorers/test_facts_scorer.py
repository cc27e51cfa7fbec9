"""Facts: every number backed on the frozen day, the point said, nothing forbidden, nothing out of date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from scorer_samples import CAP, MISSED_DOSE, alert, check, listing, said, turn

from assistant.errors import KnowledgeBaseInvalid
from assistant.knowledge.facts import FactTable
from assistant.knowledge.library import Contents
from evals.scorers.facts import score

PHONE = "For free help, call 1-877-839-2675."
HANDOFF = {
    "limit": "",
    "who": "SHIP",
    "phone": "1-877-839-2675",
    "say": "Which plan is right?",
    "when": "this week",
}


def value(metric, desk, output=None, **expect):
    return score(turn(**expect), output or said(), desk).get(metric)


@pytest.mark.parametrize(
    ("output", "passed", "why"),
    [
        (said(), True, "2 doses stands in a fact of the topic"),
        (said(CAP, ["part-d-drug-cap"]), True, "amounts of two years that may both be said"),
        (said(f"{CAP} {PHONE}", ["part-d-drug-cap"]), True, "a phone of a listing"),
        (said("Call 911 or 988 or 211."), True, "the short numbers are free"),
        (said("You can change up to December 7.", ["medicare-advantage"]), True, "a date of a fact"),
        (said(CAP.replace("2,100", "2,000"), ["part-d-drug-cap"]), False, "last year's amount"),
        (said(CAP.replace("2,100", "2,700"), ["part-d-drug-cap"]), False, "nobody's amount"),
        (said("Pay 2,100 dollars. Pay $306.", ["part-d-drug-cap"]), False, "an amount of another topic"),
        (said("You can change up to December 15.", ["medicare-advantage"]), False, "the wrong day"),
        (said(f"{CAP} {PHONE.replace('2675', '2657')}", ["part-d-drug-cap"]), False, "two digits changed places"),
        (said("It costs $211."), False, "only the number to call is free, not an amount"),
        (said(MISSED_DOSE.replace("2 doses", "3 doses")), False, "another number"),
        (said(MISSED_DOSE.replace("2 doses", "three doses")), False, "and as a word"),
        (said(check_backs=[check("What is $77?", "x")]), False, "in a question"),
        (said(check_backs=[check("What?", "x", reteach="It takes 44 days.")]), False, "in a second telling"),
        (said(handoff=HANDOFF | {"phone": "1-800-555-0100"}), False, "the phone of the hand-off"),
        (said(handoff=HANDOFF), True, "the right phone of the hand-off"),
        (said(handoff=HANDOFF | {"say": "My sugar is 310."}), False, "words to say"),
        (said(alerts=[alert("poison", text="Call 1-800-222-1222.")]), True, "a phone in a banner"),
        (said(alerts=[alert("poison", text="Call 1-800-222-1223.")]), False, "a wrong phone in a banner"),
    ],
)  # fmt: skip
def test_every_number_stands_in_a_fact_or_listing(output, passed, why, desk):
    assert value("numbers_grounded", desk, output).passed is passed


def test_a_place_with_a_changed_phone_is_not_grounded(desk):
    right = said(resources=[listing(desk, "us-005", open_now=True)])
    wrong = said(resources=[listing(desk, "us-005", open_now=True, phone="1-800-222-1228")])
    assert value("numbers_grounded", desk, right).passed
    assert not value("numbers_grounded", desk, wrong).passed


def test_the_reason_names_the_number_the_place_and_the_day(desk):
    script = MISSED_DOSE.replace("2 doses", "7 doses")
    wrong = value("numbers_grounded", desk, said(script))
    assert wrong.why == "The number 7 (script) stands in no fact or listing of its topic valid on 2026-11-24."
    assert (wrong.value, wrong.n) == (0, 1)
    assert [script[start:end] for _, start, end in wrong.spans] == ["7"]


def test_a_reply_without_numbers_is_not_counted(desk):
    assert value("numbers_grounded", desk, said("Call your doctor.")) is None


def test_the_nurse_line_of_the_settings_is_backed(desk):
    output = said(handoff=HANDOFF | {"phone": "1-800-555-0142"})
    settings = desk.live.settings.model_copy(update={"nurse_line_phone": "1-800-555-0142"})
    own = replace(desk, live=type(desk.live)(settings=settings))
    assert not value("numbers_grounded", desk, output).passed
    assert value("numbers_grounded", own, output).passed


def test_a_fact_past_its_last_day_backs_nothing(desk):
    later = replace(desk, day=date(2027, 3, 1))
    output = said(CAP, ["part-d-drug-cap"])
    assert value("numbers_grounded", desk, output).passed
    assert not value("numbers_grounded", later, output).passed


def test_a_fact_past_its_last_day_is_stale_when_it_is_said(desk):
    later = replace(desk, day=date(2027, 3, 1))
    stale = value("no_stale_fact", later, said(CAP, ["part-d-drug-cap"]))
    assert value("no_stale_fact", desk, said(CAP, ["part-d-drug-cap"])).passed
    assert stale.passed is False
    assert stale.why.startswith(
        '"$2,100 in 2026" (script) was valid until 2026-12-31 only (fact insurance.part_d'
    )
    assert [CAP[start:end] for _, start, end in stale.spans] == ["$2,100 in 2026"]


def test_a_wrong_value_in_circulation_names_the_right_one(desk):
    stale = value("no_stale_fact", desk, said("The Part D cap is $2,000."))
    assert stale.why == (
        '"$2,000" (script) is wrong: the Part D cap of 2025 and the old catastrophic limit. '
        "Right: $2,100 in 2026, $2,400 in 2027."
    )


@pytest.mark.parametrize(
    ("groups", "passed", "why"),
    [
        ((("call your pharmacist",),), True, "said"),
        ((("CALL your  Pharmacist",),), True, "any case and blanks"),
        ((("ask a nurse", "call your pharmacist"),), True, "one of the group is enough"),
        ((("do not take 2 doses",), ("call your pharmacist",)), True, "both groups"),
        ((("do not take 2 doses",), ("ask a nurse",)), False, "one group is missing"),
        ((("take 2 doses now",),), False, "not said"),
        ((("what will you do",),), False, "a question does not tell"),
        ((("this week",),), True, "the hand-off tells when"),
    ],
)
def test_the_point_must_be_said(groups, passed, why, desk):
    output = said(check_backs=[check("What will you do?", "x")], handoff=HANDOFF)
    assert value("must_say", desk, output, must_say_any=groups).passed is passed


@pytest.mark.parametrize(
    ("phrase", "passed", "why"),
    [
        ("redetermination", True, "not said"),
        ("CALL YOUR PHARMACIST", False, "in the script"),
        ("which bill", False, "in a question"),
        ("another way", False, "in a second telling"),
        ("how do you feel", False, "in what to ask next"),
        ("which plan", False, "in the hand-off"),
    ],
)
def test_nothing_forbidden_is_said_anywhere(phrase, passed, why, desk):
    output = said(check_backs=[check("Which bill?", "x")], ask_next=["How do you feel?"], handoff=HANDOFF)
    found = value("must_not_say", desk, output, must_not_say=(phrase,))
    assert found.passed is passed
    assert bool(found.spans) is not passed


@pytest.mark.parametrize(
    ("number", "passed", "why"),
    [
        ("$2,100", True, "in the script"),
        ("1-877-839-2675", True, "in the hand-off"),
        ("2100", False, "not as written"),
        ("$2,10", False, "a part of another number"),
        ("877", True, "whole between hyphens"),
        ("988", False, "not shown"),
    ],
)
def test_an_expected_number_is_shown_as_written(number, passed, why, desk):
    output = said(CAP, ["part-d-drug-cap"], handoff=HANDOFF)
    assert value("expected_numbers", desk, output, numbers=(number,)).passed is passed


@pytest.mark.parametrize(
    ("key", "passed", "why"),
    [
        ("insurance.part_d.oop_cap.2026", True, "said"),
        ("insurance.part_d.oop_cap.2027", True, "a coming year that names itself"),
        ("sdoh.snap.max_one.fy2027", False, "not said"),
        ("insurance.part_b.premium.2027", False, "pending: it may not be said"),
    ],
)
def test_the_words_of_an_expected_fact_are_said(key, passed, why, desk):
    found = value("expected_facts", desk, said(CAP, ["part-d-drug-cap"]), facts=(key,))
    assert found.passed is passed
    assert passed or key in found.why


def test_an_unknown_fact_is_an_error_and_no_score(desk):
    with pytest.raises(KnowledgeBaseInvalid):
        value("expected_facts", desk, facts=("insurance.no_such_fact",))


def test_what_a_case_does_not_expect_is_not_scored(desk):
    assert set(score(turn(), said(), desk)) == {"numbers_grounded", "no_stale_fact"}


def test_a_dropped_fact_backs_nothing(desk):
    facts = {
        fact.key: fact for fact in desk.contents.facts if not fact.key.startswith("insurance.part_d.oop_cap")
    }
    poorer = replace(desk, contents=Contents(desk.contents.topics, FactTable(facts), desk.contents.resources))
    with pytest.raises(KnowledgeBaseInvalid):  # the topic names a fact that is gone: an error, not a pass
        value("numbers_grounded", poorer, said(CAP, ["part-d-drug-cap"]))
