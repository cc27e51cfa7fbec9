"""Jargon is found, everyday words are left alone, and a term explained where it stands does not count."""

from __future__ import annotations

import pytest

from assistant.plain_language import find_jargon


def unexplained(text):
    return [hit.term for hit in find_jargon(text) if not hit.explained]


JARGON = [
    ("You have not met your deductible.", ["deductible"], "insurance word"),
    ("Your co-pays and co-insurance went up.", ["copay", "coinsurance"], "other spellings"),
    ("Ask for prior authorization now.", ["prior authorization"], "two words"),
    ("Out-of-pocket costs are high.", ["out-of-pocket"], "hyphens"),
    ("The physicians utilized it prior to the visit.", ["physician", "utilize", "prior to"], "inflections"),
    ("It complies with the plan.", ["comply with"], "the first word of a phrase inflected"),
    ("Your EOB came.", ["EOB"], "letters"),
    ("Join our CCM program for NEMT.", ["CCM", "NEMT"], "letters of care management"),
    ("Call the ZQX office.", ["ZQX"], "unknown letters"),
    ("YOUR DEDUCTIBLE IS DUE NOW.", ["deductible"], "capitals do not hide a word"),
    ("Your Deductible is due.", ["deductible"], "one capital does not hide a word"),
    (
        "chronic obstructive pulmonary disease",
        ["chronic obstructive pulmonary disease"],
        "longest match first",
    ),
    ("Your deductible is $500.", ["deductible"], "an amount is no meaning"),
    ("Your premium is due.", ["premium"], "a due date is no meaning"),
    ("You may need a referral. It is late.", ["referral"], "a next sentence without a meaning"),
    ("You may file an appeal, or call us.", ["appeal"], "or call us is no meaning"),
    ("See the formulary (page 2).", ["formulary"], "a page is no meaning"),
    (
        "Your explanation of benefits (EOB) came.",
        ["explanation of benefits"],
        "letters do not explain the long name",
    ),
]


@pytest.mark.parametrize(("text", "terms", "why"), JARGON, ids=[row[2] for row in JARGON])
def test_jargon_is_found(text, terms, why):
    assert unexplained(text) == terms


PLAIN = [
    ("Ask your doctor about the pill, the plan and the bill at the clinic.", "everyday words"),
    ("Medicare and Medicaid and Extra Help may pay.", "names of programmes"),
    ("You may get SNAP or WIC or SSI.", "programmes known by their letters"),
    (
        "Call 911 or 988. TTY users call 711. Go to the ER with your ID. We are in the U.S. today.",
        "letters nearly all know",
    ),
    ("Commence Health called you.", "part of a name"),
    ("She goes to Oak Street Hospice now.", "part of a name in a sentence"),
    ("You can join Medication Therapy Management this year.", "a name in capitals"),
    ("Send it to Dayton, OH 45402.", "a state behind a town"),
    ("CALL 911 NOW. DO NOT WAIT FOR ME.", "shouting"),
    ("Take a dose of insulin for your diabetes.", "words of the patient's own care"),
    ("However, the previous option was similar to it.", "flagged words are advice only"),
    ("A positive test and an acute discharge.", "words with two meanings"),
]


@pytest.mark.parametrize(("text", "why"), PLAIN, ids=[row[1] for row in PLAIN])
def test_everyday_words_and_names_are_not_jargon(text, why):
    assert unexplained(text) == []


EXPLAINED = [
    ("Your deductible is what you pay first each year.", "is what"),
    ("You pay a copay (a set price for a visit).", "brackets"),
    ("Prior authorization means your plan says yes first.", "means"),
    ("What you pay each month is called your premium.", "is called"),
    ("They call this an appeal.", "they call this"),
    ("Your EOB came. That is a letter from your plan.", "that is"),
    ("You need a referral. It is a note from your doctor.", "it is a"),
    ("You have a deductible. Your deductible is what you pay first.", "in the next sentence, by name"),
    ("A premium, or what you pay each month, is due.", "or"),
    ("You pay a set price for each visit. That price is the copay.", "its meaning stands before it"),
    ("high blood pressure (hypertension)", "the term in brackets"),
    ("A co-pay - a set price you pay - is due.", "dashes"),
    ("Deductible: what you pay first in a year", "a colon"),
    ("A seizure, which is a shaking fit, and edema, which is swelling.", "which is"),
]


@pytest.mark.parametrize(("text", "why"), EXPLAINED, ids=[row[1] for row in EXPLAINED])
def test_a_term_explained_where_it_stands_does_not_count(text, why):
    assert unexplained(text) == []


def test_only_the_last_of_two_terms_is_explained_by_the_next_sentence():
    assert unexplained("Know your premium and deductible. That is what you pay.") == ["premium"]


def test_a_term_once_explained_stays_known():
    text = "Your copay is a set price. We talked for long. Pay the copay at the desk."
    assert unexplained(text) == []


def test_a_late_explanation_does_not_reach_far_back():
    text = "Pay the copay. Sit down. Have some tea. A copay is a set price you pay."
    assert unexplained(text) == ["copay"]


def test_hits_carry_their_place_and_plain_words():
    text = "Your co-pays went up."
    (hit,) = find_jargon(text)
    assert text[hit.start : hit.end] == "co-pays"
    assert hit.plain == "a set price you pay for a visit or a medicine"


def test_hits_stand_in_order_and_never_overlap():
    hits = find_jargon(
        "Chronic obstructive pulmonary disease and a deductible and prior authorization of the EOB."
    )
    places = [place for hit in hits for place in (hit.start, hit.end)]
    assert places == sorted(places)
