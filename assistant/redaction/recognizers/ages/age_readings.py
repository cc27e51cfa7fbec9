"""Read an age of 90 and more as hurried hands and speech recognition write it.

In: a turn and a word. Out: an ``Atom``: "ninety three", "ninety 3", "9 0", "9ty two", "nine tee five",
"ninety fo", "one oh one", "a hundred and two". Whether it is an age at all ``ages`` decides, by the words beside
it. Knows nothing about people, readings or doses.
"""

from __future__ import annotations

from assistant.redaction.recognizers.spoken import Atom, read_atom
from assistant.redaction.recognizers.spoken.number_words import UNITS
from assistant.redaction.turn import Turn

AGES = range(90, 120)
_NINETY = frozenset("ninety ninty nintey ninetey nienty nintee ninedy".split())
_NINE = frozenset({"9", "nine", "nin", "90"})
_TY = frozenset({"ty", "tee", "tea", "dee", "tie"})
_HEARD = {
    "fo": 4, "foe": 4, "fo'": 4, "fower": 4, "fi": 5, "fahv": 5, "fiv": 5, "fibe": 5, "tree": 3, "thre": 3,
    "tre": 3,
    "wun": 1, "sevn": 7, "sebben": 7, "eigt": 8, "eght": 8, "nin": 9, "nein": 9, "niner": 9,
}  # fmt: skip
"""Units as they are heard or mistyped; "for", "to" and "ate" are too common to count."""
_ZERO = frozenset({"oh", "o", "zero"})
_HUNDRED_HEARD = frozenset("hunnert hunnerd hunderd hundrd hunnid".split())
_HUNDRED_AND = frozenset({"1", "one"})
_PASSED = frozenset(
    "turned turning turns turn turnin turnt turnd age aged hit hits pushing pushin reached".split()
)


def read_age(turn: Turn, index: int) -> Atom | None:
    """The number that starts at a word, when it reads as 90 to 119; else None."""
    word = turn.words[index]
    if not (word.is_digits or word.is_letters):
        return None
    atom = _hundred(turn, index) or _hundred_in_digits(turn, index) or _ninety_apart(turn, index)
    atom = atom or read_atom(turn, index)
    if atom is None or len(atom.digits) > 3 or int(atom.digits) not in AGES:  # noqa: PLR2004
        return None
    return atom


def _said(age: int, first: int, last: int) -> Atom:
    return Atom(str(age), spoken=True, first=first, last=last, cardinal=False, single=False)


def _hundred(turn: Turn, index: int) -> Atom | None:
    """Read "a hundred", "a hundred and two", "turns hundred", which are no digits elsewhere."""
    if turn.word(index) == "hundred" and turn.word(index - 1) in _PASSED:
        return _said(100, index, index)
    if turn.word(index) in {"a", "one"} and turn.word(index + 1) in _HUNDRED_HEARD:
        return _said(100, index, index + 1)
    if turn.word(index) != "a" or turn.word(index + 1) != "hundred":
        return None
    step = index + 3 if turn.word(index + 2) == "and" else index + 2
    rest = read_atom(turn, step) if step < len(turn.words) else None
    if rest is None or len(rest.digits) > 2:  # noqa: PLR2004
        return _said(100, index, index + 1)
    return _said(100 + int(rest.digits), index, rest.last)


def _hundred_in_digits(turn: Turn, index: int) -> Atom | None:
    """Read "one oh one" and "one-oh-one", unless more digits follow: then it is part of a longer number."""
    if turn.word(index) not in _HUNDRED_AND or _is_digit(turn, index - 1):
        return None
    middle = _over_hyphen(turn, index)
    if turn.word(middle) not in _ZERO:
        return None
    last = _over_hyphen(turn, middle)
    unit = _unit(turn, last)
    if unit is None or _is_digit(turn, last + 1):
        return None
    return _said(100 + unit, index, last)


def _ninety_apart(turn: Turn, index: int) -> Atom | None:  # noqa: PLR0911  # a line a form
    """Read "ninety 3", "ninety fo", "9ty two", "nine tee five" and "9 0"."""
    word = turn.word(index)
    if word in _NINETY:
        unit = _unit(turn, _over_hyphen(turn, index))
        return _said(90 + unit, index, _over_hyphen(turn, index)) if unit else _ninety_alone(turn, index)
    if word not in _NINE or _is_digit(turn, index - 1):
        return None
    glued = word == "9" and index + 1 < len(turn.words) and not turn.gap(index, index + 1)
    if glued and turn.word(index + 1) in UNITS:
        return _said(90 + int(UNITS[turn.word(index + 1)]), index, index + 1)
    if turn.word(index + 1) in _TY:
        at = _over_hyphen(turn, index + 1)
        unit = _unit(turn, at)
        if unit is None and turn.gap(index, index + 1):
            return None  # "he is nine tee ball starts soon"
        return _said(90 + (unit or 0), index, at if unit else index + 1)
    apart = (
        word in {"9", "nine"} and turn.gap(index, index + 1) == " " if index + 1 < len(turn.words) else False
    )
    unit = _unit(turn, index + 1) if apart and turn.word(index + 1) not in _HEARD else None
    typed = turn.word(index + 1).isdecimal() == (word == "9")
    if word == "nine" and turn.word(index + 2) in {"year", "years", "day", "month"}:
        return None  # "nine six year old kids"
    if unit is None or not typed or _is_digit(turn, index + 2) or turn.word(index - 1) == "a":
        return None
    return _said(90 + unit, index, index + 1)


def _ninety_alone(turn: Turn, index: int) -> Atom | None:
    return None if turn.word(index) == "ninety" else _said(90, index, index)


def _over_hyphen(turn: Turn, index: int) -> int:
    """The index of the next word, over one hyphen that touches it."""
    return index + 2 if turn.word(index + 1) == "-" and not turn.gap(index, index + 1) else index + 1


def _unit(turn: Turn, index: int) -> int | None:
    text = turn.word(index)
    if len(text) == 1 and text.isdecimal():
        return int(text)
    if text in UNITS and text not in {"oh", "uno"}:
        return int(UNITS[text])
    return _HEARD.get(text)


def _is_digit(turn: Turn, index: int) -> bool:
    text = turn.word(index)
    return text in UNITS or (text.isdecimal() and len(text) <= 2)  # noqa: PLR2004
