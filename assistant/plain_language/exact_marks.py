"""Pick out what must be exact in a sentence: numbers, phones, times, months, weekdays and names.

In: a text. Out: marks in one spelling ("two" = "2", "8:00" = "8", "1-800-555-0100" = its digits), so that a
question can be compared with the script it belongs to. Knows nothing about what a number means.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90", "twice": "2", "half": "1/2"}
# "one" is mostly no number: "the one you take", "one of these".
del _NUMBER_WORDS["one"], _NUMBER_WORDS["zero"]
_MONTHS = "january|february|april|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_CALENDAR = re.compile(
    rf"\b(?:{_MONTHS}|(?:{_DAYS})(?=s?\b))|\b(?:March|May)\b(?=\W+\d)"
    r"|(?<=\b[io]n )(?:March|May)\b|(?<=\bby )(?:March|May)\b"
    r"|(?<=\bof )(?:March|May)\b|\b(?:tomorrow|tonight|yesterday)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_LIGHT_DAYS = frozenset({"tomorrow", "tonight", "yesterday"})


def numbers(text: str) -> frozenset[str]:
    """All numbers, written or spelled out; digits of phones and sums without their marks.

    >>> sorted(numbers("Take two at 8:00. Call 1-800-555-0100. It is $1,200."))
    ['1200', '18005550100', '2', '8']
    """
    found = {_spelling(match[0]) for match in _NUMBER.finditer(text)}
    return frozenset(
        found | {_NUMBER_WORDS[w] for w in map(str.lower, _WORD.findall(text)) if w in _NUMBER_WORDS}
    )


def _spelling(number: str) -> str:
    number = number.removesuffix(":00").removesuffix(".00")
    return number.replace(",", "").replace("-", "").replace(":", "")


def calendar_words(text: str) -> frozenset[str]:
    """Months and weekdays (and "tomorrow"); "may" and "march" only where they can be a month."""
    return frozenset(match[0].lower() for match in _CALENDAR.finditer(text))


def dates_and_numbers(text: str) -> frozenset[str]:
    """Numbers, months and weekdays together: the answers that must not stand in a question."""
    return numbers(text) | (calendar_words(text) - _LIGHT_DAYS)


def names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, in small letters; days and months are not names."""
    return frozenset(match[0].lower() for match in _NAME.finditer(text)) - calendar_words(text)
