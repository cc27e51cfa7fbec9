"""Read one number: a digit, a teen, tens with their unit, hundreds, "double five", in English or Spanish.

In: a turn and a word. Out: an ``Atom``, the digits it stands for and the words it covers, or None.
Knows nothing about its neighbours; ``spoken.py`` puts numbers together.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from assistant.redaction.recognizers.spoken.number_words import (
    HOMOPHONES,
    HUNDREDS,
    SCALES,
    SPANISH,
    TEENS,
    TENS,
    TIMES,
    UNITS,
)
from assistant.redaction.turn import Turn

_TEN = 10
_MAX_SCALES = 3
"""Hundred, thousand, hundred: more than that is no number, and reading on would cost time."""
_ZIP_DIGITS = 5
_MIN_GLUED, _MAX_GLUED = 6, 60
_UNIT_WORDS = "|".join(word for word in UNITS if word not in {"oh", "uno"})
_GLUED_TENS = regex.compile(rf"({'|'.join(TENS)})({_UNIT_WORDS})")
_GLUED_UNITS = regex.compile(rf"(?:{_UNIT_WORDS}|oh){{2,}}+")
_ONE_UNIT = regex.compile(rf"{_UNIT_WORDS}|oh")


class Atom(NamedTuple):
    """One number as it was said: its digits, whether spoken, and the words it covers."""

    digits: str
    spoken: bool
    first: int
    last: int
    cardinal: bool
    """Said with hundred or thousand, so it is an amount rather than digits."""
    single: bool
    """One digit, or "double five": the way people read out a number."""


def read_atom(turn: Turn, index: int, *, inside: bool = False) -> Atom | None:  # noqa: PLR0911  # a line a form
    """The one number that starts at a word, or None; ``inside`` a spoken run "to" and "for" count too."""
    word = turn.words[index]
    if word.is_digits:
        return Atom(
            word.text, spoken=False, first=index, last=index, cardinal=False, single=len(word.text) == 1
        )
    text = word.text
    if text in TIMES:
        digit = UNITS.get(turn.word(index + 1)) or _typed_digit(turn, index + 1)
        return _spoken(digit * TIMES[text], index, index + 1, single=True) if digit else None
    if word.raw == "OH" and len(turn.word(index + 1)) == _ZIP_DIGITS:
        return None  # "Dayton OH 45402": the state, not a spoken zero
    below = _below_hundred(turn, index)
    if below is not None:
        return _with_scale(turn, *below, first=index)
    if text in HUNDREDS or (text == "mil" and turn.word(index + 1) in HUNDREDS):
        return _with_scale(turn, "0", index - 1, first=index)
    if inside and text in HOMOPHONES and is_single(turn, index + 1):
        return _spoken(HOMOPHONES[text], index, index, single=True)
    return _glued(text, index)


def _spoken(digits: str, first: int, last: int, *, single: bool) -> Atom:
    return Atom(digits, spoken=True, first=first, last=last, cardinal=False, single=single)


def _glued(text: str, index: int) -> Atom | None:
    """Number words typed without a space: "ninetythree", "fivefivefive"."""
    if not _MIN_GLUED <= len(text) <= _MAX_GLUED:
        return None
    tens = _GLUED_TENS.fullmatch(text)
    if tens:
        return _spoken(TENS[tens[1]][0] + UNITS[tens[2]], index, index, single=False)
    if _GLUED_UNITS.fullmatch(text):
        return _spoken("".join(UNITS[unit] for unit in _ONE_UNIT.findall(text)), index, index, single=True)
    return None


def _typed_digit(turn: Turn, index: int) -> str:
    text = turn.word(index)
    return text if len(text) == 1 and text.isdecimal() else ""


def is_single(turn: Turn, index: int) -> bool:
    """Whether one digit stands at a word, said or typed."""
    text = turn.word(index)
    return text in UNITS or text in TIMES or bool(_typed_digit(turn, index))


def _below_hundred(turn: Turn, index: int) -> tuple[str, int] | None:
    """(digits, last word) of a unit, a teen, or tens with their unit."""
    text = turn.word(index)
    if text in UNITS:
        return UNITS[text], index
    if text in TEENS:
        return TEENS[text], index
    if text == "once" and (turn.word(index - 1) in SPANISH or turn.word(index + 1) in SPANISH):
        return "11", index
    if text not in TENS:
        return None
    step = index + 2 if turn.word(index + 1) in {"-", "y"} else index + 1
    unit = UNITS.get(turn.word(step), "0")
    if unit != "0" and turn.word(step) != "oh":
        return TENS[text][0] + unit, step
    return TENS[text], index


def _with_scale(turn: Turn, digits: str, last: int, *, first: int) -> Atom:
    """A number with the hundreds and thousands that follow it."""
    value, cardinal = int(digits), False
    total = 0
    for _ in range(_MAX_SCALES):
        scale_word = turn.word(last + 1)
        if scale_word not in SCALES and scale_word not in HUNDREDS:
            break
        last, cardinal = last + 1, True
        if scale_word in HUNDREDS:
            total += HUNDREDS[scale_word]
        else:
            scale = SCALES[scale_word]
            total = (total + value) * scale if total < scale else total + value * scale
            if not total:
                total = scale  # "mil novecientos": the thousand has no number of its own
        value = 0
        step = last + 2 if turn.word(last + 1) == "and" else last + 1
        if turn.word(step) in HUNDREDS:
            continue
        rest = _below_hundred(turn, step) if step < len(turn.words) else None
        # "eight hundred six three three ..." is digits said one by one, not 806 and more digits.
        if rest is None or (int(rest[0]) < _TEN and is_single(turn, rest[1] + 1)):
            break
        value, last = int(rest[0]), rest[1]
    text = str(total + value) if cardinal else digits
    return Atom(text, spoken=True, first=first, last=last, cardinal=cardinal, single=len(text) == 1)
