"""Public terms, sites and hotlines stay; the person's own number and a name said to be one never do."""

from __future__ import annotations

import pytest

from assistant.redaction.training.name_lists import lines
from assistant.redaction.turn import Hit
from assistant.redaction.veto import is_listed, is_public_phone, may_stay

LISTED = [
    ("Parkinson's", True, "an eponym with its possessive"),
    ("metformin", True, "a drug"),
    ("Meals on Wheels", True, "a programme of three words"),
    ("Medicaid SNAP", True, "each word is listed"),
    ("Yakima", False, "a town is identity"),
    ("Ruth Parkinson", False, "a person with an eponym"),
    ("", False, "nothing"),
    ("Guillain-Barré", True, "an eponym with a hyphen and an accent"),
    ("guillan barre", True, "an eponym as people write it"),
    ("lou gehrigs", True, "an eponym without its apostrophe"),
    ("Burton\u2019s line", True, "an eponym with a curly apostrophe"),
    ("Katie Beckett waiver", True, "a programme named after a person"),
    ("Ryan White", True, "a programme that is a name"),
    ("Hill-Burton", True, "a programme with a hyphen"),
    ("section 8", True, "a programme with a number"),
    ("CalFresh", True, "a state's programme"),
    ("MassHealth", True, "a state's Medicaid"),
    ("Juneteenth", True, "a holiday"),
    ("Tigrinya", True, "a language"),
    ("Mepilex", True, "a dressing"),
    ("Dexcom G6", True, "a device of two words"),
    ("amlodipina", True, "a drug in Spanish"),
    ("losartán", True, "a Spanish drug with its accent"),
    ("losartan", True, "the same without"),
    ("Huntington's", True, "an eponym said with 's"),
    ("kuya", True, "an elder brother"),
    ("yiayia", True, "a grandmother"),
    ("the Affordable Care Act", True, "a programme with its article"),
    ("Huntington", False, "the same word alone is a town or a surname"),
    ("Graves", False, "a surname, though a disease has it too"),
    ("Hickman", False, "a surname, though a line has it too"),
    ("Barrett's", False, "a given name with 's"),
    ("Camila", False, "a pill that is a name"),
    ("Yasmin", False, "another pill that is a name"),
    ("Allegra", False, "an allergy drug that is a name"),
    ("Heather", False, "a pill that is a plain word and a name"),
    ("Molina", False, "a surname, though a plan has it too"),
    ("Ryan", False, "half of a programme"),
    ("Beckett", False, "a part of a programme"),
    ("White Burton", False, "parts of two programmes"),
    ("Israel", False, "a given name"),
    ("Christian", False, "a given name"),
    ("Cobb", False, "a surname"),
    ("Merkel", False, "a surname"),
    ("Glasgow", False, "a town"),
    ("Standing Rock", False, "a reservation is a place"),
    ("Jain", False, "a surname, though a faith too"),
    ("Steven Johnson", False, "a name like a syndrome"),
    ("Lola", False, "a grandmother's word that is a name"),
    ("ozempc", False, "a misspelled drug counts only where a hit is judged"),
]
NEAR = [
    ("ozempc", True), ("Lisinipril", True), ("metforman", True), ("gabapentine", True), ("atorvastain 40", False),
    ("metforman lisinipril", True), ("Camilla", False), ("Ruth metforman", False), ("Celestine", False),
    ("Carlene", False), ("Marisol", False),
]  # fmt: skip
PHONES = [
    ("1-800-222-1222", True, "toll-free"),
    ("800-677-1116", True, "toll-free without the one"),
    ("one eight hundred six three three four two two seven", True, "spoken"),
    ("212-555-0143", False, "an area code"),
    ("800-1222", False, "too short"),
]
STAYS = [
    ("Call 1-800-222-1222", "1-800-222-1222", "PHONE", False, True, "a public line"),
    ("My own line is 1-888-555-0112", "1-888-555-0112", "PHONE", False, False, "said to be the person's own"),
    ("look at www.ssa.gov/benefits", "www.ssa.gov/benefits", "URL", False, True, "a government site"),
    ("look at example.org/ruth", "example.org/ruth", "URL", False, False, "somebody's page"),
    ("my name is Parkinson", "Parkinson", "NAME", True, False, "a firm hit is never taken back"),
    ("ask for Extra Help", "Extra", "NAME", False, True, "the first word of a programme"),
    ("has Guillain Barre now", "Barre", "NAME", False, True, "the last word of an eponym"),
    ("she has Cobb angle of 40", "Cobb", "NAME", False, True, "a surname that opens an eponym"),
    (
        "on the Katie Beckett waiver",
        "Katie Beckett",
        "NAME",
        False,
        True,
        "the first two words of a programme",
    ),
    ("she has Huntington's too", "Huntington", "NAME", False, True, "an eponym cut before its 's"),
    ("she got Santly and metforman", "metforman", "NAME", False, True, "a misspelled drug"),
    ("metforman came to the house", "metforman", "NAME", True, False, "a firm hit, however like a drug"),
    ("I saw Ryan. White pills again", "Ryan", "NAME", False, False, "a full stop parts the words"),
    ("I saw Ryan and white pills", "Ryan", "NAME", False, False, "words between"),
    ("she lives in Huntington now", "Huntington", "CITY", False, False, "a town"),
    ("Camila came by", "Camila", "NAME", False, False, "a name that is a pill"),
    ("she takes Camila pills", "Camila", "NAME", False, True, "a pill in words that say so"),
    ("Ruth Bell's palsy", "Ruth Bell", "NAME", False, False, "a person beside an eponym"),
    ("Medicaid 12345", "12345", "HEALTH_PLAN", False, False, "other labels are never taken back"),
]


@pytest.mark.parametrize(("value", "expected", "why"), LISTED, ids=[row[2] for row in LISTED])
def test_only_whole_terms_are_listed(value, expected, why):
    assert is_listed(value) is expected


def test_no_full_name_of_the_training_lists_is_listed():
    assert [name for name in lines("full_names") if is_listed(name, near=True)] == []


@pytest.mark.parametrize(("value", "expected"), NEAR, ids=[row[0] for row in NEAR])
def test_a_misspelled_drug_is_listed_for_a_hit(value, expected):
    assert is_listed(value, near=True) is expected


@pytest.mark.parametrize(("value", "expected", "why"), PHONES, ids=[row[2] for row in PHONES])
def test_public_numbers_are_known(value, expected, why):
    assert is_public_phone(value) is expected


@pytest.mark.parametrize(
    ("text", "value", "label", "firm", "expected", "why"), STAYS, ids=[row[5] for row in STAYS]
)
def test_a_public_term_may_stay(text, value, label, firm, expected, why):
    start = text.index(value)
    assert may_stay(Hit(start, start + len(value), label, 0.8, "test", firm), text) is expected
