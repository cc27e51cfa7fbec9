"""Plant one error of a known kind in a script, the same one each time for the same seed.

In: a kind, a script, its topic with filled slots, and a seed. Out: the script with exactly one thing wrong.
Each kind lists every place it could change; the seed picks one, so consecutive seeds walk through all of them.
Knows nothing about what would find the error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple

from assistant.errors import CaseInvalid
from assistant.knowledge.topics import Topic

UNTOUCHED = "untouched"
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[.?!][\"')])\s+")  # as where scripts are composed
_PHONE = re.compile(r"\b1-\d{3}-\d{3}-\d{4}\b|\b(?:911|988|211|711)\b")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?<!,)")
_YEAR = re.compile(r"20\d\d")
_STEPS = (1, 4, 7)  # how far a digit is moved; all differ from 0 modulo 10

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
#: "May" and "March" are also other words, so they count only beside a day or a year
_MONTH = re.compile(
    rf"\b(?:{'|'.join(m for m in _MONTHS if m not in ('May', 'March'))}|(?:May|March)(?= \d))\b"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")

_UNITS = {
    "second": "minute", "minute": "hour", "hour": "day", "business day": "week", "day": "week", "week": "month",
    "month": "year", "year": "month", "pound": "ounce", "ounce": "pound", "gram": "ounce", "percent": "dollar",
    "cent": "dollar", "mg": "gram", "ml": "ounce",
}  # fmt: skip
_UNIT = re.compile(rf"(?<=\d )({'|'.join(_UNITS)})(s?)\b")
_PERCENT = re.compile(r"\b(\d+)%")
_PER = re.compile(r"(?<=\d a )(day|week|month|year)\b")
_HOURS = (
    (r"\bmorning\b", "evening"), (r"\bevening\b", "morning"), (r"\b(?:at night|tonight)\b", "in the morning"),
    (r"\bmidnight\b", "noon"), (r"\bnoon\b", "midnight"), (r"(?<=\d )a\.m\.", "p.m."), (r"(?<=\d )p\.m\.", "a.m."),
    (r"(?<=\d )am\b", "pm"), (r"(?<=\d )pm\b", "am"),
)  # fmt: skip
_BOUNDS = (
    (r"\bat least\b", "at most"), (r"\bat most\b", "at least"),
    (r"\bor more\b", "or less"), (r"\bor less\b", "or more"),
    (r"\bno more than\b", "no less than"), (r"(?<!no )\bmore than\b", "less than"),
    (r"\bless than\b", "more than"), (r"\bup to(?= \$?\d)", "at least"),
    (r"\bor older\b", "or younger"), (r"\bor younger\b", "or older"),
    (r"\bunder(?= \$?\d)", "over"), (r"\bover(?= \$?\d)", "under"),
    (r"\babove(?= \$?\d)", "below"), (r"\bbelow(?= \$?\d)", "above"),
)  # fmt: skip
_ORDER = (
    (r"\bbefore\b", "after"), (r"\bafter\b(?!-)", "before"),
    (r"\bwithin(?= \d)", "after"), (r"\buntil\b", "after"),
)  # fmt: skip
_NOT_LOST = (
    (r"\b(?:do not|don't) (?!if\b)(?=\w)", ""), (r"\b(does|did) not\b", r"\1"), (r"\bdoesn't\b", "does"),
    (r"\bcan ?not\b|\bcan't\b", "can"), (r"\bwon't\b", "will"), (r"\bisn't\b", "is"), (r"\baren't\b", "are"),
    (r"\b(is|are|was|were|will|may|must|should|\w+'s) not\b", r"\1"), (r"\bnever\b", "always"),
)  # fmt: skip
#: not in a question ("What will ..."), and not after "may", which leaves both open
_NOT_GAINED = ((r"(?<!what )(?<!which )\b(can|must|should|will)\b(?! not)(?= [a-z])", r"\1 not"),)
_NAMES = (
    (r"\b(?:your|the) doctor(?:'s office)?\b(?! who)", ("Dr. Velmar", "Dr. Ostrander")),
    (r"\b(?:your|the) (?:pharmacist|pharmacy|drug store)\b", ("Millgate Drugs", "Mr. Pellworth")),
    (r"\b(?:your|the) plan\b(?! card|'s| year)", ("Corvane Health", "Brightwell Fund")),
    (r"\b(?:the|a) (?:hospital|clinic)\b", ("Pinecrest Hospital", "Larkfield Clinic")),
    (r"\b(?:someone|a friend|a trained person)\b", ("Marla Quent", "Teddy Arnholt")),
    (r"\bMedicare\b(?! [A-Z]| card)", ("Corvane Health", "Brightwell Fund")),
    (r"\b911\b", ("Larkfield Clinic",)),
    (r"\bme\b(?=[.,])", ("Marla Quent",)),
)  # fmt: skip
_CLAIMS = (
    "It will cure you for good.",
    "You do not need to see a doctor for this.",
    "This is free for all people.",
    "It has no side effects.",
    "Your plan will always pay for it.",
    "You can take a double pill if you feel bad.",
)


class Edit(NamedTuple):
    """One possible change: ``put`` stands in place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    put: str


Finder = Callable[[str, Topic], Iterator[Edit]]


def mutate(kind: str, script: str, topic: Topic, seed: int) -> str:
    """``script`` with one error of ``kind``; ``topic`` must have its slots filled.

    Raises CaseInvalid when there is no such kind, or when this script gives it nothing to change.
    """
    edits = find_edits(kind, script, topic)
    if not edits:
        raise CaseInvalid(
            f"The script of topic {topic.id} has nothing that an error of kind {kind} could change. "
            "Take another topic for this kind, or write the change out with find and put."
        )
    edit = edits[seed % len(edits)]
    return script[: edit.start] + edit.put + script[edit.end :]


def find_edits(kind: str, script: str, topic: Topic) -> tuple[Edit, ...]:
    """Every change of ``kind`` that this script allows, in a fixed order; raises CaseInvalid for another kind."""
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise CaseInvalid(f"There is no kind of error called {kind!r}; allowed: {', '.join(KINDS)}.{hint}")
    edits = dict.fromkeys(KINDS[kind](script, topic))
    return tuple(edit for edit in edits if kind == UNTOUCHED or script[edit.start : edit.end] != edit.put)


def _untouched(_script: str, _topic: Topic) -> Iterator[Edit]:
    yield Edit(0, 0, "")


def _number(script: str, _topic: Topic) -> Iterator[Edit]:
    places = _numbers(script)
    for step in _STEPS:
        for place in places:
            is_front = step == _STEPS[1] and not _YEAR.fullmatch(place[0])
            at = 0 if is_front else len(place[0]) - 1
            yield Edit(*place.span(), _other_digit(place[0], at, step))


def _phone_digit(script: str, _topic: Topic) -> Iterator[Edit]:
    phones = sorted(
        _PHONE.finditer(script), key=lambda phone: -len(phone[0])
    )  # long ones first, in text order
    for step in _STEPS:
        for phone in phones:
            at = len(phone[0]) - (1 if step == _STEPS[0] or len(phone[0]) == len("911") else step)
            yield Edit(*phone.span(), _other_digit(phone[0], at - (phone[0][at] == "-"), step))


def _two_amounts(script: str, _topic: Topic) -> Iterator[Edit]:
    """Two numbers of one sort change places: dollars with dollars, years with years, the rest with the rest."""
    sorts: dict[str, list[re.Match[str]]] = {}
    for number in _numbers(script):
        is_money = script[number.start() - 1 : number.start()] == "$"
        sort = "money" if is_money else "year" if _YEAR.fullmatch(number[0]) else "other"
        sorts.setdefault(sort, []).append(number)
    for places in sorts.values():
        for one, other in pairwise(places):
            between = script[one.end() : other.start()]
            if one[0] != other[0] and between not in (" or ", " and "):  # "2 or 3" is "3 or 2"
                yield Edit(one.start(), other.end(), other[0] + between + one[0])


def _dropped_fact(script: str, topic: Topic) -> Iterator[Edit]:
    """The only sentence that holds a fact which must be kept."""
    places = list(sentences(script))
    for fact in topic.must_keep:
        words = fact.text.lower()
        holding = [(start, end) for start, end in places if words in script[start:end].lower()]
        if len(holding) == 1 and len(places) > 1:
            start, end = holding[0]
            yield Edit(start, end, "") if end < len(script) else Edit(len(script[:start].rstrip()), end, "")


def _month_or_weekday(script: str, _topic: Topic) -> Iterator[Edit]:
    for step in (1, 5):
        for pattern, names in ((_MONTH, _MONTHS), (_WEEKDAY, _WEEKDAYS)):
            for place in pattern.finditer(script):
                yield Edit(*place.span(), names[(names.index(place[0]) + step) % len(names)])


def _unit(script: str, _topic: Topic) -> Iterator[Edit]:
    edits = [Edit(*place.span(), _UNITS[place[1]] + _plural(place)) for place in _UNIT.finditer(script)]
    edits += [Edit(*place.span(), _UNITS[place[1]]) for place in _PER.finditer(script)]
    edits += [Edit(*place.span(), f"${place[1]}") for place in _PERCENT.finditer(script)]
    yield from sorted(edits)


def _invented_name(script: str, _topic: Topic) -> Iterator[Edit]:
    for number in (0, 1):
        yield from _swaps(script, [(pattern, names[number % len(names)]) for pattern, names in _NAMES])


def _negation(script: str, _topic: Topic) -> Iterator[Edit]:
    yield from _swaps(script, _NOT_LOST)
    yield from _swaps(script, _NOT_GAINED)


def _added_claim(script: str, _topic: Topic) -> Iterator[Edit]:
    ends = [end for _, end in sentences(script)]
    for number, claim in enumerate(_CLAIMS):
        end = ends[-1 - number % len(ends)]
        yield Edit(end, end, f" {claim}" if end == len(script) else f"{claim} ")


def _words(*pairs: tuple[str, str]) -> Finder:
    def find(script: str, _topic: Topic) -> Iterator[Edit]:
        yield from _swaps(script, pairs)

    return find


def _swaps(script: str, pairs: Sequence[tuple[str, str]]) -> list[Edit]:
    """One edit for each place of each pattern, in the order of the text; a capital stays a capital."""
    return sorted(
        _keep_capital(script, place, place.expand(put))
        for pattern, put in pairs
        for place in re.finditer(pattern, script, re.IGNORECASE)
    )


def _keep_capital(script: str, place: re.Match[str], put: str) -> Edit:
    start, end = place.span()
    if not put:  # the next word moves to the front of the sentence
        put, end = script[end], end + 1
    return Edit(start, end, put[0].upper() + put[1:] if place[0][0].isupper() else put)


def _numbers(script: str) -> list[re.Match[str]]:
    """The numbers that are no phone and no part of one."""
    phones = [phone.span() for phone in _PHONE.finditer(script)]
    return [
        number
        for number in _NUMBER.finditer(script)
        if not any(start <= number.start() < end for start, end in phones)
    ]


def _other_digit(number: str, at: int, step: int) -> str:
    """``number`` with the digit at ``at`` moved by ``step``; never a zero in front."""
    digit = (int(number[at]) + step) % 10
    if digit == 0 and at == 0:
        digit = 1 if number[at] != "1" else 2
    return f"{number[:at]}{digit}{number[at + 1 :]}"


def sentences(script: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, the blank behind it included."""
    start = 0
    for gap in _SENTENCE_END.finditer(script):
        yield start, gap.end()
        start = gap.end()
    if start < len(script):
        yield start, len(script)


def _plural(place: re.Match[str]) -> str:
    return "s" if place[1] == "percent" else place[2]


KINDS: Mapping[str, Finder] = {
    UNTOUCHED: _untouched,
    "number": _number,
    "phone_digit": _phone_digit,
    "invented_name": _invented_name,
    "negation": _negation,
    "unit": _unit,
    "dropped_fact": _dropped_fact,
    "month_or_weekday": _month_or_weekday,
    "am_pm": _words(*_HOURS),
    "two_amounts": _two_amounts,
    "at_least_at_most": _words(*_BOUNDS),
    "before_after": _words(*_ORDER),
    "added_claim": _added_claim,
}
