"""Find dates that point at this person's life: typed, spoken, English or Spanish, with or without a year.

In: a turn. Out: DATE hits. A year alone stays, unless it is a birth year that shows an age of 90 or more;
so do weekdays, holidays, fractions, scores and the public dates of a programme.
Knows nothing about numbers without a date shape; ``numbers.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken import ORDINALS, read_atom
from assistant.redaction.turn import Hit, Turn, matches, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("DATE",)
_ENGLISH = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec"
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"
)
MONTHS = frozenset(f"{_ENGLISH} {_SHORT} {_SPANISH}".split())
_ALONE = MONTHS - frozenset(_SHORT.split())
_VERBS = frozenset({"may", "march", "mar"})
_BEFORE_MONTH = frozenset(
    (
        "in since last next until till by early late mid this from through around during of end "
        "before after en desde"
    ).split()
)
_SURE_BEFORE_VERB = frozenset("in since last next until till by early late mid of".split())
_LINKS = frozenset({"the", "of", "um", "uh", "uhm", "er", ",", ".", "-", "/", "de", "del", "el"})
_PRONOUNS = frozenset("i you he she it we they that who this which".split())
_PROGRAMME = frozenset(
    (
        "enrollment deadline deadlines enroll medicare part coverage plan plans marketplace "
        "deductible resets tax taxes"
    ).split()
)
_OWN_EVENT = frozenset(
    "my his her our born birthday birth visit surgery appointment appt admitted discharged".split()
)
_LONGEST_DAY = 31
_OLDEST_BEFORE = 90

_RULES = (
    make_rule(
        "date.iso", "DATE", r"(?<!\d)(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)"
    ),
    make_rule(
        "date.numeric",
        "DATE",
        r"(?<![\d/.-])(?:3[01]|[12]\d|0?[1-9])[ ]?([-/.])[ ]?(?:3[01]|[12]\d|0?[1-9])[ ]?\1"
        r"[ ]?(?:(?:19|20)\d\d|'?\d\d)(?![\d])(?!\.\d)",
    ),
    make_rule(
        "date.cued",
        "DATE",
        r"(?:dob|d\.o\.b\.?|birth\s?da(?:y|te)|date\s+of\s+birth|born(?:\s+on)?)\W{0,3}(?:is\s+"
        r"|was\s+)?(?P<id>\d{6,8}|\d{1,2}[-/. ]\d{1,2}(?:[-/. ]\d{2,4})?)(?!\d)",
        score=0.9,
    ),
    make_rule(
        "date.day_alone",
        "DATE",
        r"\bon\s+the\s+(?P<id>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;!?]|$|and\b|but\b|at\b|i\b|for\b|with\b))",
        score=0.6,
    ),
)
_DAY_MONTH = regex.compile(r"(?<![\d/.$-])(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?![\d/%]|[.-]\d)")
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/8", "3/8", "5/8", "7/8"})
_DATE_BEFORE = frozenset(
    (
        "on dob appt appointment since until till by visit seen from admitted discharged surgery "
        "due born last"
    ).split()
)
_SCORES = frozenset("pain score scale scored strength rate rated nausea anxiety energy stress".split())
_CUP = frozenset(
    (
        "cup cups tablet tablets pill pills teaspoon tablespoon tsp tbsp dose of a inch inches "
        "hour mile can glass"
    ).split()
)
_BIRTH_YEAR = regex.compile(
    r"\b(?:born|b\.|birth\s+year|year\s+of\s+birth|naci[oó]?)\W{0,2}(?:in\s+|is\s+|en\s+"
    r"|was\s+|back\s+in\s+){0,2}(1[89]\d\d)\b(?![-/.]\d)",
    regex.IGNORECASE,
)


def find(turn: Turn) -> Iterator[Hit]:
    """All dates of this person."""
    yield from scan(_RULES, turn)
    yield from _day_month(turn)
    yield from _birth_years(turn)
    for index, word in enumerate(turn.words):
        if word.text in MONTHS:
            yield from _around_month(turn, index)


def _day_month(turn: Turn) -> Iterator[Hit]:
    for match in matches("date.day_month", _DAY_MONTH, turn.text):
        index = turn.index_at.get(match.start())
        if index is None:
            continue
        before, after = turn.before(index, 8), turn.after(index + 2, 2)
        cued = bool(before) and bool(set(before[:2]) & _DATE_BEFORE)
        ten = match[0].endswith(("/10", "/5"))
        if set(before) & _SCORES or set(after) & _SCORES or (ten and not cued):
            continue
        if (match[0] in _FRACTIONS and not cued) or (
            after and (is_quantity_after(after[0]) or after[0] in _CUP)
        ):
            continue
        yield Hit(match.start(), match.end(), "DATE", 0.7, "date.day_month")


def _birth_years(turn: Turn) -> Iterator[Hit]:
    for match in matches("date.birth_year", _BIRTH_YEAR, turn.text):
        if turn.year - int(match[1]) >= _OLDEST_BEFORE:
            yield Hit(match.start(1), match.end(1), "DATE", 0.8, "date.birth_year")


def _around_month(turn: Turn, index: int) -> Iterator[Hit]:
    name = turn.words[index].text
    before = _day_before(turn, index)
    last = _day_after(turn, index) if before is None else index
    first = index if before is None else before
    if before is None and last is None:
        yield from _month_alone(turn, index)
        return
    last = index if last is None else last
    if (
        name in _VERBS
        and before is None
        and (turn.word(index - 1) in _PRONOUNS or is_quantity_after(turn.word(last + 1)))
    ):
        return
    if (
        is_quantity_after(turn.word(last + 1))
        and before is None
        and turn.word(last + 1) not in {"at", "in", "of"}
    ):
        return
    year = _year_after(turn, last)
    if (_is_holiday(turn, first, index) and year is None) or _is_programme_date(turn, first, last):
        return
    yield _hit(turn, first, year or last)


def _hit(turn: Turn, first: int, last: int) -> Hit:
    return Hit(turn.words[first].start, turn.words[last].end, "DATE", 0.8, "date.month")


def _skip(turn: Turn, index: int, step: int) -> int:
    for _ in range(3):
        if turn.word(index) not in _LINKS:
            break
        index += step
    return index


def _day_before(turn: Turn, index: int) -> int | None:
    """The first word of a day in front of the month ("the fourth of", "4th", "02-"), or None."""
    at = _skip(turn, index - 1, -1)
    if at < 0:
        return None
    word = turn.words[at]
    if word.text in {"st", "nd", "rd", "th"} and turn.word(at - 1).isdecimal():
        return at - 1
    if word.is_digits:
        return at if 1 <= int(word.text[:4]) <= _LONGEST_DAY and len(word.text) <= 2 else None  # noqa: PLR2004
    if word.text in ORDINALS:
        return at - 1 if turn.word(at - 1) in {"twenty", "thirty"} else at
    return None


def _day_after(turn: Turn, index: int) -> int | None:  # noqa: PLR0911  # one line for each way to say it
    """The last word of a day behind the month, or None."""
    at = _skip(turn, index + 1, 1)
    if at >= len(turn.words) or "\n" in turn.gap(index, at):
        return None
    word = turn.words[at]
    if word.is_digits:
        if len(word.text) > 2 or not 1 <= int(word.text) <= _LONGEST_DAY:  # noqa: PLR2004
            return _year_after(turn, index)
        return at + 1 if turn.word(at + 1) in {"st", "nd", "rd", "th"} else at
    if word.text in {"twenty", "thirty"} and turn.word(at + 1) in ORDINALS:
        return at + 1
    if word.text in ORDINALS:
        return at
    atom = read_atom(turn, at)
    if atom and atom.spoken and not atom.cardinal:
        return atom.last
    return None


def _year_after(turn: Turn, index: int) -> int | None:
    """The last word of a year behind a date, or None."""
    at = _skip(turn, index + 1, 1)
    if turn.word(at) == "'":
        at += 1
    if at >= len(turn.words):
        return None
    word = turn.words[at]
    if word.is_digits:
        return at if len(word.text) in {2, 4} and not is_quantity_after(turn.word(at + 1)) else None
    first = read_atom(turn, at)
    if first is None or not first.spoken or is_quantity_after(turn.word(first.last + 1)):
        return None
    second = read_atom(turn, first.last + 1) if first.last + 1 < len(turn.words) else None
    third = read_atom(turn, second.last + 1) if second and second.last + 1 < len(turn.words) else None
    if first.cardinal or second is None or not second.spoken:
        return first.last if first.cardinal or len(first.digits) == 2 else None  # noqa: PLR2004
    if second.digits == "0" and third and third.spoken:
        return third.last
    return second.last


def _month_alone(turn: Turn, index: int) -> Iterator[Hit]:
    word = turn.words[index]
    before = turn.word(index - 1)
    if word.text not in _ALONE or before not in _BEFORE_MONTH:
        return
    if word.text in _VERBS and before not in _SURE_BEFORE_VERB:
        return
    if not _is_programme_date(turn, index, index):
        yield _hit(turn, index, index)


def _is_holiday(turn: Turn, first: int, month: int) -> bool:
    return turn.words[month].text == "july" and turn.words[first].text in {"fourth", "4"} and first < month


def _is_programme_date(turn: Turn, first: int, last: int) -> bool:
    near = {*turn.before(first, 10), *turn.after(last, 8)}
    return bool(near & _PROGRAMME) and not near & _OWN_EVENT
