"""Public terms, sites and hotlines stay; the person's own number and a name said to be one never do."""

from __future__ import annotations

import pytest

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
]
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
    ("Medicaid 12345", "12345", "HEALTH_PLAN", False, False, "other labels are never taken back"),
]


@pytest.mark.parametrize(("value", "expected", "why"), LISTED, ids=[row[2] for row in LISTED])
def test_only_whole_terms_are_listed(value, expected, why):
    assert is_listed(value) is expected


@pytest.mark.parametrize(("value", "expected", "why"), PHONES, ids=[row[2] for row in PHONES])
def test_public_numbers_are_known(value, expected, why):
    assert is_public_phone(value) is expected


@pytest.mark.parametrize(
    ("text", "value", "label", "firm", "expected", "why"), STAYS, ids=[row[5] for row in STAYS]
)
def test_a_public_term_may_stay(text, value, label, firm, expected, why):
    start = text.index(value)
    assert may_stay(Hit(start, start + len(value), label, 0.8, "test", firm), text) is expected
