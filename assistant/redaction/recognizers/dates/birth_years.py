"""Find the year alone that still says who somebody is: a birth year that shows 90 years, a year that ends a date.

In: a turn. Out: DATE hits. Every other year alone stays.
Knows nothing about months and days; ``dates.py`` takes those.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.dates.dates_in_words import year_at
from assistant.redaction.recognizers.spoken import spoken_digits
from assistant.redaction.turn import Hit, Turn, matches

_OLDEST_BEFORE = 90
_CENTURIES = frozenset({18, 19})
_BIRTH = regex.compile(
    r"\b(?:born|b\.|c[oa]me\s+into\s+(?:this|the)\s+world|birth\s+year|year\s+of\s+birth|yob|naci[oó]?)\W{0,2}(?:(?:in|is|en|was|back|the|year|around|about)\s+)"
    r"{0,4}(?=[12n]|tw|mil)",
    regex.IGNORECASE,
)
_YEAR_ASKED = regex.compile(
    r"\b(?P<birth>what\s+year\b[^.?]{0,30}\bborn|year\s+of\s+birth|birth\s+year|when\b[^.?]{0,20}\bborn|en\s+que\s+ano\s+nacio)"
    r"[^.?]{0,10}\?|\b(?:year|ano)\b[^.?]{0,20}\?",
    regex.IGNORECASE,
)
"""A question for a year: of birth, or the year that a date still lacks."""
_DATE_TOLD = regex.compile(r"birth|born|dob|date|naci|fecha|month|\bday\?", regex.IGNORECASE)
_ANSWER_WORDS, _TOLD_REACH = 10, 140


def find(turn: Turn) -> Iterator[Hit]:
    """Birth years that show an age of 90, and years that complete a date told before."""
    yield from _said(turn)
    yield from _asked(turn)


def _said(turn: Turn) -> Iterator[Hit]:
    """A year of birth that shows an age of 90 or more, typed or said."""
    for match in matches("date.birth_year", _BIRTH, turn.text):
        index = turn.index_at.get(match.end())
        last = year_at(turn, index) if index is not None else None
        if index is None or last is None:
            continue
        if _is_long_ago(turn, index, last):
            yield Hit(turn.words[index].start, turn.words[last].end, "DATE", 0.8, "date.birth_year")


def _asked(turn: Turn) -> Iterator[Hit]:
    """The year that answers a question, when it shows an age of 90 or completes a date that was told."""
    for match in matches("date.year_asked", _YEAR_ASKED, turn.text):
        told = _DATE_TOLD.search(turn.text, max(0, match.start() - _TOLD_REACH), match.start())
        first = bisect_left(turn.words, match.end(), key=lambda word: word.start)
        for index in range(first, min(first + _ANSWER_WORDS, len(turn.words))):
            last = year_at(turn, index)
            if last is not None:
                if (told and not match["birth"]) or _is_long_ago(turn, index, last):
                    yield Hit(turn.words[index].start, turn.words[last].end, "DATE", 0.7, "date.year_asked")
                break


def _is_long_ago(turn: Turn, first: int, last: int) -> bool:
    said = turn.text[turn.words[first].start : turn.words[last].end]
    digits = spoken_digits(said.replace(" and ", " "))
    if len(digits) != len("1931"):
        return False
    return int(digits[:2]) in _CENTURIES and turn.year - int(digits) >= _OLDEST_BEFORE
