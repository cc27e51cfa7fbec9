"""Numbers, dates and names are compared in one spelling."""

from __future__ import annotations

import pytest

from assistant.plain_language.exact_marks import calendar_words, dates_and_numbers, names, numbers

NUMBERS = [
    ("two pills", {"2"}, "a word is a number"),
    ("twice a day", {"2"}, "twice"),
    ("$1,200", {"1200"}, "thousands"),
    ("1-800-555-0100", {"18005550100"}, "a phone"),
    ("at 8:00", {"8"}, "a whole hour"),
    ("at 8:30", {"830"}, "half past"),
    ("the one you take", set(), "one is mostly no number"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NUMBERS, ids=[row[2] for row in NUMBERS])
def test_numbers(text, expected, why):
    assert numbers(text) == expected


DATES = [
    ("by March 31", {"march"}, "month with a day"),
    ("in May", {"may"}, "month after in"),
    ("You may march on", set(), "words that are no months"),
    ("on Mondays", {"monday"}, "weekday"),
    ("What may you do?", set(), "may at work"),
]


@pytest.mark.parametrize(("text", "expected", "why"), DATES, ids=[row[2] for row in DATES])
def test_calendar_words(text, expected, why):
    assert calendar_words(text) == expected


def test_dates_and_numbers_leave_tomorrow_out():
    assert dates_and_numbers("tomorrow at 9 on Friday") == {"9", "friday"}


def test_names_are_capitals_inside_a_sentence():
    assert names("Call Rosa on Friday.") == {"rosa"}
    assert names("Call her.") == frozenset()
