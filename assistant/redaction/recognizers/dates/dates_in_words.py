"""Read a date said in words around the name of a month, in any order, in English or Spanish.

In: a turn and the index of a month. Out: the first and last word of the date, or None when it names no day.
Days may be ordinals, numbers or digits; fillers and corrections ("no wait the fifth") belong to the date.
Knows nothing about which months count; ``dates.py`` decides that.
"""

from __future__ import annotations

from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken import read_atom
from assistant.redaction.recognizers.spoken.number_words import CORRECTIONS, FILLERS, ORDINALS, SUFFIXES
from assistant.redaction.turn import Hit, Turn

_ENGLISH = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec febuary feburary septmber ene abr ago dic"
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"
)
FULL_MONTHS = frozenset(f"{_ENGLISH} {_SPANISH}".split())
SHORT_MONTHS = frozenset(_SHORT.split())
MONTHS = FULL_MONTHS | SHORT_MONTHS
VERBS = frozenset({"may", "march", "mar", "ago", "mayo"})
"""Months that are other words too: they need a day beside them, or a sure word before."""
WEEKDAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs "
        "fri sat sun lunes martes miercoles jueves viernes sabado domingo"
    ).split()
)
_LINKS = (FILLERS - ORDINALS.keys()) | {"of", "de", "del", "el", "day", "dia", "on", ",", ".", "-", "/"}
_TIGHT = frozenset({"of", "de", "del", "-", "/", "."})
_YEAR_LINKS = (FILLERS - ORDINALS.keys()) | {
    "of",
    "in",
    "de",
    "del",
    "year",
    "ano",
    "back",
    "and",
    ",",
    ".",
    "-",
    "/",
    "'",
}
_RANGE = frozenset({"to", "through", "thru", "until", "till", "and", "or", "-", "al", "a", "y", "o", "into"})
_BEFORE_RANGE = frozenset({"to", "through", "thru", "until", "till", "or", "al"})
_WHICH_YEAR = frozenset({"last", "this", "next"})
_LONGEST_DAY, _MAX_DAY_DIGITS, _YEAR_DIGITS = 31, 2, 4
_PARTS_OF_MONTH = frozenset("week end middle beginning start half part".split())
_WHICH_PART = frozenset("first second third fourth last very latter".split())
_MAX_LINKS = 6
_MAX_STEPS = 6


def day_at(turn: Turn, index: int) -> int | None:
    """The last word of a day of the month that starts at a word ("3rd", "twenty first", "4"), or None."""
    if not 0 <= index < len(turn.words):
        return None
    word = turn.words[index]
    ordinal = ordinal_at(turn, index)
    if ordinal is not None:
        return ordinal
    if word.text == "once" and turn.word(index + 1) == "de":
        return index  # the Spanish eleven
    atom = read_atom(turn, index) if word.is_digits or word.is_letters else None
    if atom is None or atom.cardinal or len(atom.digits) > _MAX_DAY_DIGITS:
        return None
    after = turn.word(atom.last + 1)
    fits = 1 <= int(atom.digits) <= _LONGEST_DAY and (
        not is_quantity_after(after) or after in {"of", "in", "at"}
    )
    return atom.last if fits else None


def ordinal_at(turn: Turn, index: int) -> int | None:
    """The last word of an ordinal from 1 to 31 that starts at a word, or None."""
    text = turn.word(index)
    if text.isdecimal():
        fits = turn.word(index + 1) in SUFFIXES and 1 <= int(text[:3]) <= _LONGEST_DAY
        return index + 1 if fits and turn.gap(index, index + 1).strip() == "" else None
    if text in ORDINALS:
        return index
    if text in {"twenty", "thirty"}:
        step = index + 2 if turn.word(index + 1) == "-" else index + 1
        return step if 0 < ORDINALS.get(turn.word(step), 0) < 10 else None  # noqa: PLR2004
    glued = text.removeprefix("twenty").removeprefix("thirty")
    return index if glued != text and 0 < ORDINALS.get(glued, 0) < 10 else None  # noqa: PLR2004


def around(turn: Turn, month: int) -> tuple[int, int] | None:
    """(first, last word) of the date around a month, or None when it stands alone."""
    first = _to_the_left(turn, month)
    last = _to_the_right(turn, month, has_day=first < month)
    return None if (first, last) == (month, month) else (with_lead(turn, first), last)


def around_right(turn: Turn, month: int) -> tuple[int, int]:
    """(first, last word) of a date that starts with its month, whatever stands before it."""
    return month, _to_the_right(turn, month, has_day=False)


def with_lead(turn: Turn, first: int) -> int:
    """The first word of a date together with "the" and the weekday in front of it."""
    at = first
    for _ in range(_MAX_STEPS):
        before = turn.word(at - 1)
        if before in {"the", "el", "dia"} or before in WEEKDAYS:
            at -= 1
        elif before in {",", "."} and turn.word(at - 2) in WEEKDAYS:
            at -= 2
        else:
            break
    return at


def _to_the_left(turn: Turn, month: int) -> int:
    first = month
    for _ in range(_MAX_STEPS):
        at, linked, corrected = first - 1, False, False
        while (
            at >= 0
            and first - at <= _MAX_LINKS
            and (
                turn.word(at) in _LINKS or turn.word(at) in (_BEFORE_RANGE if first < month else _WHICH_YEAR)
            )
        ):
            word = turn.word(at)
            if word in {".", ","} and turn.gap(at, at + 1) and first == month:
                return first  # "take 2. May I": a stop is no part of a date
            linked = linked or word in _TIGHT
            corrected = corrected or word in CORRECTIONS or word in _BEFORE_RANGE
            at -= 1
        start = _day_that_ends(turn, at, plain=linked or (first == month and at == first - 1))
        if start is None or (first < month and not corrected):
            return first
        first = start
    return first


def _day_that_ends(turn: Turn, at: int, *, plain: bool) -> int | None:
    """The first word of a day that ends at a word; ``plain`` numbers count only right beside the month."""
    if at < 0:
        return None
    for start in range(max(0, at - 3), at + 1):
        number = turn.words[start].is_digits or turn.words[start].is_letters
        if ordinal_at(turn, start) == at or (plain and number and day_at(turn, start) == at):
            return start
    return None


def _to_the_right(turn: Turn, month: int, *, has_day: bool) -> int:
    last, days = month, has_day
    for _ in range(_MAX_STEPS):
        at, corrected, ranged, comma = last + 1, False, False, False
        while at < len(turn.words) and at - last <= _MAX_LINKS and "\n" not in turn.gap(at - 1, at):
            word = turn.word(at)
            if word not in (_YEAR_LINKS if days else _LINKS) and not (days and word in _RANGE):
                break
            if word == "." and turn.gap(at, at + 1 if at + 1 < len(turn.words) else at) and last != month:
                return last
            corrected = corrected or word in CORRECTIONS
            ranged = ranged or word in _RANGE
            comma = comma or word == ","
            at += 1
        year = (
            year_at(turn, at)
            if days or at == last + 1 or turn.word(at - 1) in {"of", "de", "del", ",", "'"}
            else None
        )
        day = None if comma and not days and ordinal_at(turn, at) is None else day_at(turn, at)
        ordinal = at == month + 1 and ordinal_at(turn, at) is not None
        if day is not None and (ordinal or not days or corrected or ranged) and not (year and year > day):
            last, days = day, True
        elif year is not None and not (ranged and turn.word(at - 1) in {"and", "or", "to"} and last == month):
            last, days = year, True
        elif (corrected or ranged) and turn.word(at) in MONTHS and turn.word(at) not in VERBS:
            last = at
        else:
            return last
    return last


def year_at(turn: Turn, index: int) -> int | None:  # noqa: PLR0911  # one line for each way to say it
    """The last word of a year that starts at a word: 1951, '51, fifty one, nineteen (and) forty eight, or None."""
    if not 0 <= index < len(turn.words):
        return None
    word = turn.words[index]
    if word.is_digits:
        amount = is_quantity_after(turn.word(index + 1)) and turn.word(index + 1) not in {"in", "of", "at"}
        fits = len(word.text) in {_MAX_DAY_DIGITS, _YEAR_DIGITS} and not amount
        return index if fits and turn.word(index + 1) not in {":", "%"} else None
    first = read_atom(turn, index) if word.is_letters else None
    if first is None or is_quantity_after(turn.word(first.last + 1)):
        return None
    if first.cardinal:
        return first.last if len(first.digits) in {_MAX_DAY_DIGITS, _YEAR_DIGITS} else None
    step = first.last + 2 if turn.word(first.last + 1) == "and" else first.last + 1
    second = read_atom(turn, step) if step < len(turn.words) else None
    if second is None or not second.spoken or len(first.digits) != _MAX_DAY_DIGITS:
        return first.last if len(first.digits) == _MAX_DAY_DIGITS else None
    if is_quantity_after(turn.word(second.last + 1)):
        return first.last
    third = read_atom(turn, second.last + 1) if second.last + 1 < len(turn.words) else None
    if second.digits == "0" and third and third.spoken:
        return third.last
    return second.last


def hit_of(turn: Turn, first: int, last: int) -> Hit:
    """A DATE hit for these words, with "late", "the first week of" and "of last year" around them."""
    if (
        turn.word(last + 1) == "of"
        and turn.word(last + 2) in {"last", "this", "next"}
        and turn.word(last + 3) == "year"
    ):
        last += 3
    if turn.word(last + 1) == "before" and turn.word(last + 2) == "last":
        last += 2
    if turn.words[first].text in MONTHS and turn.word(first - 1) in {
        "late",
        "early",
        "mid",
        "last",
        "next",
        "this",
    }:
        first -= 1
    if turn.word(first - 1) == "of" and turn.word(first - 2) in _PARTS_OF_MONTH:
        first = with_lead(turn, first - 3 if turn.word(first - 3) in _WHICH_PART else first - 2)
    return Hit(turn.words[first].start, turn.words[last].end, "DATE", 0.8, "date.month")
