"""Find a day that is said without its month: "on the 14th", "Tuesday the ninth", "hasta el diecinueve".

In: a turn and a word. Out: DATE hits. Floors, grades, counts and "the first of the month" stay.
Knows nothing about months; ``dates.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.dates.dates_in_words import (
    MONTHS,
    WEEKDAYS,
    day_at,
    hit_of,
    ordinal_at,
    with_lead,
    year_at,
)
from assistant.redaction.turn import Hit, Turn

_DAY_ASKED = regex.compile(r"\bday\s*\?", regex.IGNORECASE)
_ASKED_REACH = 40
_DAY_BEFORE = frozenset(
    "on by until till since from to through thru before after el the was is it's its or not".split()
)
_NOT_DAYS = frozenset(
    (
        "floor day days week month time one grade step stage visit call appointment person line street avenue "
        "st ave of try dose shot round birthday trimester quarter part opinion hand thing of"
    ).split()
)
_ENDS_DAY = frozenset("and or but at i for with he she we they it so because to in around if um uh".split())
_TOLD_WORDS = 12


def at(turn: Turn, index: int) -> Iterator[Hit]:
    """A day without a month: "on the 14th", "Tuesday the ninth", "the fifth of the eleventh thirty nine"."""
    last = ordinal_at(turn, index)
    if last is None and turn.word(index - 1) == "el" and _follows_month(turn, index):
        last = day_at(turn, index)
    if last is None or ordinal_at(turn, index - 1) == last:
        return
    nxt = turn.word(last + 1)
    if nxt == "of" and turn.word(last + 2) == "the":
        month = ordinal_at(turn, last + 3)
        if month is not None:
            yield hit_of(turn, with_lead(turn, index), year_at(turn, month + 1) or month)
        return
    if nxt in {"of", "de"} and turn.word(last + 2) in {"this", "next", "last", "este", "the"}:
        if turn.word(last + 3) in {"month", "mes"} and turn.word(index) not in {"first", "1", "primero"}:
            yield hit_of(turn, with_lead(turn, index), last + 3)
        return
    first = with_lead(turn, index)
    led = first < index
    weekday = led and any(turn.word(at) in WEEKDAYS for at in range(first, index))
    small = turn.word(index) in {"first", "second", "third", "primero"}
    told = _follows_month(turn, first)
    timed = led and (told or turn.word(first - 1) in _DAY_BEFORE) and not (small and nxt != "at")
    ends = nxt in _ENDS_DAY or not nxt or nxt in {",", ".", ";", "!", "?"}
    asked = bool(
        _DAY_ASKED.search(turn.text, max(0, turn.words[first].start - _ASKED_REACH), turn.words[first].start)
    )
    alone = (
        led
        and (asked or not small)
        and turn.word(first - 1) in {"", ":", ",", ".", "?"}
        and nxt in {".", "?", "!", "", ","}
    )
    if nxt not in _NOT_DAYS and (weekday or (timed and ends) or alone):
        yield hit_of(turn, first, last)


def _follows_month(turn: Turn, index: int) -> bool:
    return any(turn.word(at) in MONTHS for at in range(index - _TOLD_WORDS, index))
