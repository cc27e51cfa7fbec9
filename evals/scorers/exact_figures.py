"""Find what must be exact in a text: phones, amounts, dates and numbers, each in one spelling.

In: a text. Out: figures with their kind and place, so that two texts can be compared whatever their spelling
("$2,100" = "2,100 dollars", "Jan. 15th" = "January 15", "two pills" = "2 pills").
A number word counts only from two to twelve and only before a unit: "two papers" is no figure.
Knows nothing about where a figure may come from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

Kind = Literal["phone", "amount", "date", "number"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_UNITS = (
    "minute hour day night week month year time dollar cent percent pound ounce gram milligram mg mcg ml unit "
    "pill tablet capsule dose puff shot drop spoon teaspoon tablespoon point inch foot feet mile degree call visit"
)
_UNIT = rf"(?:more |or more |business |whole |full |extra )?(?:{'|'.join(_UNITS.split())})(?:s|es)?\b"
_FIGURE = re.compile(
    rf"(?P<phone>(?<![\w$.,-])(?:\+?1[-. ])?(?:\(\d{{3}}\) ?|\d{{3}}[-. ])\d{{3}}[-. ]\d{{4}}(?!\d))"
    rf"|(?P<amount>\$\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?(?= dollars?\b))"
    rf"|(?P<iso>\b\d{{4}}-\d\d-\d\d\b)"
    rf"|(?P<date>\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?![\d%])|\b{_MONTH} \d{{4}}\b)"
    rf"|(?P<number>24/7|\d+(?:,\d{{3}})*(?:\.\d+)?(?::\d\d)?)"
    rf"|\b(?P<word>{'|'.join(_WORDS)})(?= {_UNIT})",
    re.IGNORECASE,
)

_MAY_HOLD = re.compile(rf"\d|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
"""Most sentences hold no figure at all, and this look is ten times quicker."""


class Figure(NamedTuple):
    """One exact thing: ``value`` in our one spelling, ``shown`` as it stands at ``start``/``end``."""

    kind: Kind
    value: str
    shown: str
    start: int
    end: int


def figures(text: str) -> Iterator[Figure]:
    """The figures of ``text`` in order.

    >>> [(f.kind, f.value) for f in figures("Pay $2,100 by Jan. 15. Call 1-800-555-0100 in 3 days.")]
    [('amount', '2100'), ('date', 'january 15'), ('phone', '8005550100'), ('number', '3')]
    """
    if not _MAY_HOLD.search(text):
        return
    for match in _FIGURE.finditer(text):
        shown, (start, end) = match[0], match.span()
        for kind, value in _READ[match.lastgroup or ""](shown):
            yield Figure(kind, value, shown, start, end)


def values(texts: Iterable[str]) -> frozenset[tuple[Kind, str]]:
    """The kinds and values of all figures of these texts."""
    return frozenset((figure.kind, figure.value) for text in texts for figure in figures(text))


def _phone(shown: str) -> Iterator[tuple[Kind, str]]:
    yield "phone", re.sub(r"\D", "", shown)[-10:]


def _amount(shown: str) -> Iterator[tuple[Kind, str]]:
    yield "amount", _plain_number(shown)


def _iso_date(shown: str) -> Iterator[tuple[Kind, str]]:
    """As a script says it: month and day, and the year as a number of its own."""
    year, month, day = map(int, shown.split("-"))
    if 1 <= month <= len(_MONTHS):
        yield "date", f"{_MONTHS[month - 1]} {day}"
    yield "number", str(year)


def _date(shown: str) -> Iterator[tuple[Kind, str]]:
    month = next(name for name in _MONTHS if name.startswith(shown[:3].lower()))
    yield "date", f"{month} {int(re.sub(r'[^0-9]', '', shown))}"


def _number(shown: str) -> Iterator[tuple[Kind, str]]:
    yield "number", _plain_number(shown)


def _number_word(shown: str) -> Iterator[tuple[Kind, str]]:
    yield "number", str(_WORDS.index(shown.lower()) + 2)


def _plain_number(shown: str) -> str:
    number = re.sub(r"[$,\s]", "", shown)
    return number.rstrip("0").rstrip(".") if "." in number else number.removesuffix(":00")


_READ: Mapping[str, Callable[[str], Iterator[tuple[Kind, str]]]] = {
    "phone": _phone,
    "amount": _amount,
    "iso": _iso_date,
    "date": _date,
    "number": _number,
    "word": _number_word,
}
