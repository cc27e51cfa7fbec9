"""People of this call are caught in any case, with a slip; words that are also names need more."""

from __future__ import annotations

import pytest

from assistant.redaction.known_people import KnownPeople, is_one_slip
from assistant.redaction.turn import Turn

FOUND = [
    ("Ruth Ketteridge", "RUTH KETTERIDGE called", ["RUTH", "KETTERIDGE", "RUTH KETTERIDGE"], "upper case"),
    ("Ruth Ketteridge", "ketteridge's leg", ["ketteridge"], "possessive"),
    ("Ruth Ketteridge", "mrs ketterdige fell", ["ketterdige"], "two letters swapped"),
    ("Ruth Ketteridge", "the kettle is hot", [], "another word"),
    ("Penny Marsh", "a penny in the marsh", [], "plain words"),
    ("Penny Marsh", "so Penny left", ["Penny"], "a plain word with a capital inside a sentence"),
    ("Penny Marsh", "penny marsh is here", ["penny marsh"], "the full name in lower case"),
    (
        "212-555-0143",
        "try 212 555 0143 or 2125550143",
        ["212 555 0143", "2125550143"],
        "a number in any shape",
    ),
    ("Bo Li", "bo is fine, Bo Li called", ["Bo Li"], "two letters only as the full name"),
]
SLIPS = [
    ("ketterdige", "ketteridge", True, "swapped"),
    ("keteridge", "ketteridge", True, "left out"),
    ("kettteridge", "ketteridge", True, "doubled"),
    ("ketterodge", "ketteridge", True, "changed"),
    ("katterodge", "ketteridge", False, "two slips"),
    ("maria", "martin", False, "another name"),
]


@pytest.mark.parametrize(("known", "text", "expected", "why"), FOUND, ids=[row[3] for row in FOUND])
def test_known_people_are_found(known, text, expected, why):
    hits = KnownPeople((known,)).find(Turn(text, year=2026))
    assert sorted(text[hit.start : hit.end] for hit in hits) == sorted(expected)


@pytest.mark.parametrize(("word", "token", "expected", "why"), SLIPS, ids=[row[3] for row in SLIPS])
def test_one_slip_is_allowed(word, token, expected, why):
    assert is_one_slip(word, token) is expected


def test_known_people_show_counts_and_can_be_forgotten():
    people = KnownPeople(("Ruth Ketteridge", "212-555-0143"))
    assert repr(people) == "KnownPeople(2 name words, 1 numbers)"
    people.clear()
    assert people.find(Turn("ruth ketteridge 212-555-0143", year=2026)) == []
