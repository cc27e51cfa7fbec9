"""Fold a text so that hidden characters, styled letters and odd digits cannot hide an identifier.

In: the text as typed. Out: ``View``s, folded copies for matching; ``source[i]`` is the place in the
input of folded character ``i``. What is shown and stored is never the folded copy.
Knows nothing about identifiers; the shapes of numbers stand in ``recognizers/``.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

_LINE_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "`": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2044": "/",
        "\u2215": "/",
        "\u2212": "-",
        "\u2043": "-",
    }
)
_KEPT_CONTROLS = frozenset("\n\r\t")
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_WORD = regex.compile(r"[\p{L}\d]++")
_LATIN = regex.compile(r"[a-zA-Z]")
_OTHER = regex.compile(r"[\p{Greek}\p{Cyrillic}]")
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u043c\u0442\u0432\u043d\u043a\u0410\u0415\u041e\u0420\u0421\u0423\u0425\u0406\u0408\u0405\u041c\u0422\u0412\u041d\u041a\u03bf\u03b1\u03b5\u03c1\u03bd\u03b9\u03c4\u03ba\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdhmtbhkAEOPCYXIJSMTBHKoaepvitkABEZHIKMNOPTYX",
)
_LETTER_DIGITS = str.maketrans("OolIi|SsBZz", "00111155822")
# A number typed with letters: whole groups of digits and look-alike letters, joined as numbers are.
_NUMBERISH = regex.compile(
    r"(?<![\p{L}\d])[(]?[0-9OolIi|SsBZz]{2,}+(?:[ .)/-]{1,2}+[0-9OolIi|SsBZz]{2,}+)*+(?![\p{L}\d])"
)
_GROUPS = regex.compile(r"[\w|]+")
_MIN_NUMBERISH = 7
_MIN_REAL_DIGITS = 2


class View(NamedTuple):
    """Folded text; ``source[i]`` is the index in the input of folded character ``i``."""

    text: str
    source: Sequence[int]
    length: int

    def to_input(self, start: int, end: int) -> tuple[int, int]:
        """The span of the input that holds folded characters ``start`` to ``end``, hidden ones included."""
        return self.source[start], self.source[end - 1] + 1


def replace_surrogates(text: str) -> str:
    """Lone surrogates as ``?``, one for one, so that offsets stay true and no later step can fail on them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("?" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return char if char in _KEPT_CONTROLS else ""
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd":
        return "-"
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    composed = unicodedata.normalize("NFKC", char).translate(_QUOTES)
    parts = unicodedata.normalize("NFD", composed)
    return "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Me", "Cf"})


def fold(text: str) -> View:
    """The folded copy for matching.

    >>> fold("5\u200b5").text, list(fold("5\u200b5").source)
    ('55', [0, 2])
    """
    if text.isascii() and text.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable():
        return View(text.replace("`", "'"), range(len(text)), len(text))
    letters: list[str] = []
    source: list[int] = []
    for index, char in enumerate(text):
        for folded in _fold_char(char):
            letters.append(folded)
            source.append(index)
    return View(_fold_lookalikes("".join(letters)), source, len(text))


def _fold_lookalikes(text: str) -> str:
    if text.isascii():
        return text
    return _WORD.sub(_fold_mixed_word, text)


def _fold_mixed_word(match: regex.Match[str]) -> str:
    word = match[0]
    mixed = _LATIN.search(word) and _OTHER.search(word)
    return word.translate(_LOOKALIKES) if mixed else word


def unescape(text: str) -> View | None:
    """A view with HTML entities read as characters, or None when the text holds none."""
    letters: list[str] = []
    source: list[int] = []
    last = 0
    for match in _ENTITY.finditer(text):
        letters.extend(text[last : match.start()])
        source.extend(range(last, match.start()))
        for char in html.unescape(match[0]):
            letters.append(char)
            source.append(match.start())
        last = match.end()
    if not last:
        return None
    letters.extend(text[last:])
    source.extend(range(last, len(text)))
    folded = fold("".join(letters))
    # An entity maps to its first character; growing to whole words covers the rest.
    return View(folded.text, [source[i] for i in folded.source], len(text))


def other_readings(text: str) -> tuple[str, ...]:
    """The same length of text read in other ways: line breaks as spaces, letters typed for digits."""
    readings: list[str] = []
    flat = text.translate(_LINE_BREAKS)
    if flat != text:
        readings.append(flat)
    digits = _NUMBERISH.sub(_read_digits, flat)
    if digits != flat:
        readings.append(digits)
    return tuple(readings)


def _read_digits(match: regex.Match[str]) -> str:
    shape = match[0]
    characters = sum(char.isalnum() or char == "|" for char in shape)
    if characters < _MIN_NUMBERISH or sum(char.isdigit() for char in shape) < _MIN_REAL_DIGITS:
        return shape
    groups = _GROUPS.findall(shape)
    # "is 99213" is a word and a number: each group must hold a digit, or letters o alone.
    if not all(any(char.isdigit() for char in group) or not group.strip("oO") for group in groups):
        return shape
    return shape.translate(_LETTER_DIGITS)
