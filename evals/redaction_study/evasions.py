"""Write identifiers as people hide them, on purpose or by accident: the table of the redaction guide, 4a.

In: an identifier. Out: the same one in another writing, or None when it cannot be written so.
Knows nothing about redaction.
"""

from __future__ import annotations

import html
from collections.abc import Callable

Writing = Callable[[str], str | None]
_FULL_WIDTH = {code: code - 0x21 + 0xFF01 for code in range(0x21, 0x7F)}
_STYLED_DIGITS = {ord("0") + i: 0x1D7CE + i for i in range(10)}
_ARABIC_DIGITS = {ord("0") + i: 0x0660 + i for i in range(10)}
_LOOKALIKES = str.maketrans("aeopcxyAEOPCXTMHKB", "аеорсхуАЕОРСХТМНКВ")  # noqa: RUF001  # that is the point
_LETTERS = str.maketrans("015", "OlS")
_MIN_DIGITS = 7


def _has_digits(value: str) -> bool:
    return sum(char.isdecimal() for char in value) >= _MIN_DIGITS


def _between(mark: str) -> Writing:
    def write(value: str) -> str | None:
        middle = len(value) // 2
        return value[:middle] + mark + value[middle:]

    return write


def _digits_apart(mark: str) -> Writing:
    return lambda value: mark.join(char for char in value if char.isdecimal()) if _has_digits(value) else None


def _number_break(value: str) -> str | None:
    for mark in "- .":
        if mark in value and _has_digits(value):
            return value.replace(mark, mark + "\n", 1)
    return None


def _letters_for_digits(value: str) -> str | None:
    first = next((i for i, char in enumerate(value) if char in "015"), None)
    if first is None or not _has_digits(value):
        return None
    return value[:first] + value[first].translate(_LETTERS) + value[first + 1 :]


def _marked_letters(value: str) -> str | None:
    marked = "".join(char + "\u0301" if char.isalpha() else char for char in value)
    return marked if marked != value else None


WRITINGS: dict[str, Writing] = {
    "zero-width space inside": _between("\u200b"),
    "soft hyphen inside": _between("\u00ad"),
    "word joiner inside": _between("\u2060"),
    "right-to-left mark inside": _between("\u200f"),
    "right-to-left override before": lambda value: f"\u202e{value}\u202c",
    "NUL inside": _between("\x00"),
    "full-width": lambda value: value.translate(_FULL_WIDTH),
    "mathematical digits": lambda value: value.translate(_STYLED_DIGITS) if _has_digits(value) else None,
    "Arabic-Indic digits": lambda value: value.translate(_ARABIC_DIGITS) if _has_digits(value) else None,
    "Cyrillic look-alikes": lambda value: (
        value.translate(_LOOKALIKES) if value.translate(_LOOKALIKES) != value else None
    ),
    "en dash for hyphen": lambda value: value.replace("-", "\u2013") if "-" in value else None,
    "no-break space for space": lambda value: value.replace(" ", "\u00a0") if " " in value else None,
    "line break inside a number": _number_break,
    "digits spaced apart": _digits_apart(" "),
    "digits dotted apart": _digits_apart("."),
    "digits slashed apart": _digits_apart("/"),
    "no separators": _digits_apart(""),
    "O for 0, l for 1, S for 5": _letters_for_digits,
    "HTML entities": lambda value: "".join(
        f"&#{ord(c)};" if c.isdecimal() or c in "@-" else html.escape(c) for c in value
    ),
    "combining mark on each letter": _marked_letters,
}
