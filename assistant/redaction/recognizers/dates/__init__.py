"""Find dates that point at this person's life: typed, spoken, English or Spanish, with or without a year.

In: a turn. Out: DATE hits. A year alone stays, unless it is a birth year that shows an age of 90 or more;
so do weekdays, holidays, fractions, scores and the public dates of a programme.
Knows nothing about numbers without a date shape; ``numbers.py`` takes those. ``dates_in_words.py`` reads the
words around a month, ``birth_years.py`` the years,
``days_alone.py`` the days without a month.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.dates import birth_years, days_alone
from assistant.redaction.recognizers.dates.dates_in_words import (
    FULL_MONTHS,
    MONTHS,
    VERBS,
    around,
    around_right,
    hit_of,
    with_lead,
)
from assistant.redaction.turn import Hit, Turn, matches, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("DATE",)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_SURE_BEFORE = frozenset(
    (
        "in since last next until till by early late mid of past this from through around during end before after "
        "en desde hasta come middle back ending starting beginning"
    ).split()
)
_MAY_BE_VERB = frozenset("this from through around during end before after past back".split())
_PRONOUNS = frozenset("i you he she it we they that who this which be not have need take".split())
_PROGRAMME = frozenset(
    (
        "enrollment deadline deadlines enroll marketplace deductible resets "
        "tax taxes awareness season history cola liheap heap raise increase opens starts begins irs school"
    ).split()
)
_OWN_EVENT = frozenset(
    (
        "my his her our born birthday birth visit surgery appointment appt admitted discharged fell died "
        "passed i he she moved cita operation procedure off refill refilled fell"
    ).split()
)
_NO_MONTH = {
    "august": frozenset("company presence body assembly institution occasion".split()),
    "april": frozenset({"showers"}),
}
"""What follows where the word is no month."""
_RECURRING = frozenset({"every", "each", "cada"})

_RULES = (
    make_rule("date.iso", "DATE", rf"(?<!\d)(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.]{_DAY}(?!\d)"),
    make_rule(
        "date.numeric",
        "DATE",
        r"(?=[0-3]?\d[ ]?[-/.])(?<![\d/.]|\d-)"
        rf"(?:{_DAY})[ ]?([-/.])[ ]?{_DAY}[ ]?\1[ ]?(?:(?:19|20)\d\d|'?\d\d)(?![\d])(?!\.\d)",
    ),
    make_rule("date.range_second", "DATE", rf"(?<=\d[ ]?-[ ]?){_MONTH}/{_DAY}(?:/(?:19|20)?\d\d)?(?![\d/])"),
    make_rule("date.month_year", "DATE", rf"(?<![\d/.-]){_MONTH}/(?:19|20)\d\d(?![\d/])"),
    make_rule(
        "date.cued",
        "DATE",
        r"(?:dob|d\.o\.b\.?|bday|birth\s?da(?:y|te)|date\s+of\s+birth|born(?:\s+on)?|nacimiento)\W{0,3}(?:is\s+"
        r"|was\s+)?(?P<id>\d{6,8}|\d{1,2}[-/. ]\d{1,2}(?:[-/. ]\d{2,4})?)(?!\d)",
        score=0.9,
    ),
    make_rule(
        "date.hyphen_cued",
        "DATE",
        r"(?=[01]?\d-)(?<=\b(?:sx|surg|surgery|fell|fall|adm|admit|released|rel|admitted|dc|d/c|dc'd|discharged|appt|cita|seen"
        r"|visit|f/u|on|since|until|till|due|lmp|dos|injury|onset|er|hosp|last|next)[ ]{1,2})"
        rf"{_MONTH}-{_DAY}(?![\d-]|[ ]?(?:mg|ml|x|times|days?|d\b|hours?|hrs?|weeks?|wks?|units?|tabs?|pills?"
        r"|min|mos?\b|months?|years?|yrs?|lbs?))",
        score=0.7,
    ),
)
_DAY_MONTH = regex.compile(
    rf"(?<![\d/.$]|\d-|\b\p{{L}}|\b\p{{L}}-){_MONTH}/{_DAY}(?![\d/%]|\.\d)(?!-\d(?!\d?/\d))"
)
_TENTHS = ("/10", "/5")
"""A score out of ten or five, unless the text holds other dates of this shape."""
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/8", "3/8", "5/8", "7/8"})
_DATE_BEFORE = frozenset(
    (
        "on dob appt appointment since until till by visit seen from to through thru admitted discharged surgery "
        "due born last next adm dc fell sx birthday not no wait cita el hospital"
    ).split()
)
_SCORES = frozenset(
    (
        "pain score scale scored strength rate rated nausea anxiety energy stress murmur reflexes dtr dtrs pulses "
        "grade gcs mmse phq gad bims apgar moca edema mrs power motor"
    ).split()
)
_CUP = frozenset(
    (
        "cup cups tablet tablets pill pills teaspoon tablespoon tsp tbsp dose of a inch inches "
        "hour mile can glass tab tabs strength murmur"
    ).split()
)


def find(turn: Turn) -> Iterator[Hit]:
    """All dates of this person."""
    yield from _with_weekday(turn, scan(_RULES, turn))
    yield from _with_weekday(turn, _day_month(turn))
    yield from birth_years.find(turn)
    for index, word in enumerate(turn.words):
        if word.text in MONTHS:
            yield from _around_month(turn, index)
        elif word.raw[0].isalnum():
            yield from days_alone.at(turn, index)


def _with_weekday(turn: Turn, hits: Iterator[Hit]) -> Iterator[Hit]:
    """Numeric dates together with the weekday in front of them ("wed 7/2")."""
    for hit in hits:
        index = turn.index_at.get(hit.start)
        first = with_lead(turn, index) if index else index
        yield hit._replace(start=turn.words[first].start) if first is not None else hit


def _day_month(turn: Turn) -> Iterator[Hit]:
    found = matches("date.day_month", _DAY_MONTH, turn.text)
    others = sum(not match[0].endswith(_TENTHS) for match in found)
    for match in found:
        index = turn.index_at.get(match.start())
        if index is None:
            continue
        before, after = turn.before(index, 8), turn.after(index + 2, 2)
        cued = bool({*before[:4], *after[:1]} & _DATE_BEFORE)
        first, second = (int(part) for part in match[0].split("/"))
        ten = match[0].endswith(_TENTHS) and not others and first <= second
        if _is_scored(turn, index, before) or set(after) & _SCORES - {"dtr"} or (ten and not cued):
            continue
        if (match[0] in _FRACTIONS and not cued) or (
            after
            and (is_quantity_after(after[0]) or after[0] in _CUP)
            and after[0] not in {"in", "at", "am", "pm"}
        ):
            continue
        yield Hit(match.start(), match.end(), "DATE", 0.7, "date.day_month")


def _is_scored(turn: Turn, index: int, before: list[str]) -> bool:
    """Whether a score is named before; "Dtr:" is a daughter who speaks, no tendon reflex."""
    speaks = turn.word(index - 1) == ":" and turn.word(index - 2) == "dtr"
    return not speaks and bool(set(before) & _SCORES)


def _around_month(turn: Turn, index: int) -> Iterator[Hit]:
    name = turn.words[index].text
    found = around(turn, index)
    if found is None:
        yield from _month_alone(turn, index)
        return
    first, last = found
    if name in VERBS and _is_verb(turn, index, first, last):
        return
    if turn.word(first) == "4" and turn.word(first - 1) == "b" and first < index:
        first, last = around_right(turn, index)  # "b4 oct 3" is before October 3
    if (
        is_quantity_after(turn.word(last + 1))
        and first == index
        and turn.word(last + 1) not in {"at", "in", "of", "am", "pm"}
    ):
        return
    if _is_holiday(turn, first, last) or _is_programme_date(turn, first, last):
        return
    yield hit_of(turn, first, last)


def _is_verb(turn: Turn, month: int, first: int, last: int) -> bool:
    """Whether "may" or "march" beside a number is a verb: "you may take 2 tablets", "take 2. May I"."""
    led = first == month and (turn.word(month - 1) in _PRONOUNS or is_quantity_after(turn.word(last + 1)))
    return led or (last == month and turn.word(last + 1) in _PRONOUNS)


def _month_alone(turn: Turn, index: int) -> Iterator[Hit]:
    """A month without a day, when it dates an event: anywhere, if it can be no other word."""
    name, before = turn.words[index].text, turn.word(index - 1)
    if before == "-":
        before = turn.word(index - 2)
    sure = before in _SURE_BEFORE and not (name in VERBS and before in _MAY_BE_VERB)
    sure = sure or (name == "may" and before == "to")
    if not sure and (name not in FULL_MONTHS or name in VERBS):
        sure = name not in VERBS and turn.word(index + 1) in {",", "."} and name != "sun"
        sure = sure and turn.words[index].text in MONTHS and before.isalpha()
    elif not sure:
        sure = True
    if (
        not sure
        or _is_programme_date(turn, index, index)
        or (name in VERBS and turn.word(index + 1) in _PRONOUNS)
    ):
        return
    if name in _NO_MONTH and turn.word(index + 1) in _NO_MONTH[name]:
        return
    if before in _RECURRING or turn.word(index + 1) in _RECURRING:
        return
    yield hit_of(turn, index, index)


def _is_holiday(turn: Turn, first: int, last: int) -> bool:
    """The Fourth of July and Cinco de Mayo without a year; a birthday on them is a date all the same."""
    words = " ".join(turn.word(at) for at in range(first, last + 1) if turn.word(at) != "the")
    if words not in {"fourth of july", "4 th of july", "4 of july", "cinco de mayo"}:
        return False
    return not set(turn.before(first, 6)) & {
        "born",
        "turned",
        "birthday",
        "surgery",
        "died",
        "appointment",
        "nacio",
        "naci",
    }


def _is_programme_date(turn: Turn, first: int, last: int) -> bool:
    near = {*turn.before(first, 10), *turn.after(last, 8)}
    return bool(near & _PROGRAMME) and not near & _OWN_EVENT
