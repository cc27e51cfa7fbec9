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
_ENTITY = regex.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z]{2,31};)")
_NESTED_ENTITIES = 2
_WORD = regex.compile(r"[\p{L}\d]++")
_LATIN = regex.compile(r"[a-zA-Z]")
_OTHER = regex.compile(r"[\p{Greek}\p{Cyrillic}]")
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u043c\u0442\u0432\u043d\u043a\u0410\u0415\u041e\u0420\u0421\u0423\u0425\u0406\u0408\u0405\u041c\u0422\u0412\u041d\u041a\u03bf\u03b1\u03b5\u03c1\u03bd\u03b9\u03c4\u03ba\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdhmtbhkAEOPCYXIJSMTBHKoaepvitkABEZHIKMNOPTYX",
)
_LETTER_DIGITS = str.maketrans("OolIi|Ss", "00111155")
# A number typed with letters: groups of digits and look-alike letters, joined as numbers are.
_NUMBERISH = regex.compile(
    r"(?<![\p{L}\d])[(]?[0-9OolIi|Ss]++(?:[ .)/-]{1,2}+[0-9OolIi|Ss]++)*+(?![\p{L}\d])"
)
_GROUPS = regex.compile(r"[\w|]+")
_ZERO_LETTERS = frozenset("oO")
_OXYGEN = "o2"
_MIN_NUMBERISH = 7
_MIN_REAL_DIGITS = 2
_RIGHT_TO_LEFT = "\u202e"
_OVERRIDE = regex.compile(r"\u202e([^\u202c\u202e\n]*+)")


class View(NamedTuple):
    """Folded text; ``source[i]`` is the index in the input of folded character ``i``.

    ``ends[i]`` is where that character ends in the input, when it may be longer there (an HTML entity).
    """

    text: str
    source: Sequence[int]
    length: int
    ends: Sequence[int] | None = None

    def to_input(self, start: int, end: int) -> tuple[int, int]:
        """The span of the input that holds folded characters ``start`` to ``end``, hidden ones included."""
        if self.ends is None:
            return self.source[start], self.source[end - 1] + 1
        return min(self.source[start:end]), max(self.ends[start:end])


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
    """A view as a screen would show the text, or None when that is the text itself.

    HTML entities are read as characters, and what a right-to-left override turns round is turned back.
    """
    if "&" not in text and _RIGHT_TO_LEFT not in text:
        return None
    shown = [_Shown(char, place, place + 1) for place, char in enumerate(text)]
    for _ in range(_NESTED_ENTITIES):
        shown = _read_entities(shown)
    for match in _OVERRIDE.finditer(_text_of(shown)):
        start, end = match.span(1)
        shown[start:end] = shown[start:end][::-1]
    if len(shown) == len(text) and _RIGHT_TO_LEFT not in text:
        return None
    folded = fold(_text_of(shown))
    places = [shown[place] for place in folded.source]
    return View(folded.text, [each.start for each in places], len(text), [each.end for each in places])


class _Shown(NamedTuple):
    """A character as shown, and where it stands in the input."""

    char: str
    start: int
    end: int


def _text_of(shown: Sequence[_Shown]) -> str:
    return "".join(each.char for each in shown)


def _read_entities(shown: list[_Shown]) -> list[_Shown]:
    """The characters with each HTML entity as the character it stands for."""
    read: list[_Shown] = []
    last = 0
    for match in _ENTITY.finditer(_text_of(shown)):
        start, end = match.span()
        read += shown[last:start]
        read += [_Shown(char, shown[start].start, shown[end - 1].end) for char in html.unescape(match[0])]
        last = end
    return [*read, *shown[last:]]


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
    """The match with its numbers read as digits; a group of letters ("is", "lol") or o2 ends a number."""
    shape = match[0]
    pieces: list[str] = []
    start = last = 0
    for group in _GROUPS.finditer(shape):
        number = any(char.isdigit() for char in group[0]) or _ZERO_LETTERS.issuperset(group[0])
        if number and group[0].lower() != _OXYGEN:
            continue
        pieces += [_as_digits(shape[start : group.start()]), group[0]]
        start = last = group.end()
    pieces.append(_as_digits(shape[last:]))
    return "".join(pieces)


def _as_digits(shape: str) -> str:
    characters = sum(char.isalnum() or char == "|" for char in shape)
    if characters < _MIN_NUMBERISH or sum(char.isdigit() for char in shape) < _MIN_REAL_DIGITS:
        return shape
    return shape.translate(_LETTER_DIGITS)
