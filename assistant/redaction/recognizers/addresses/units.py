"""Read what stands behind a street: a direction, "apt 4b", "lot nine", "unit b", "# 12", "room 3 bed b".

In: a turn and a word index. Out: the index behind the last word that belongs to the address.
Knows nothing about streets.
"""

from __future__ import annotations

from assistant.redaction.recognizers.addresses.street_words import (
    COMPLEX_WORDS,
    DIRECTIONS,
    NOT_NAMES,
    UNIT_WORDS,
)
from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken.number_words import HOMOPHONES, NUMBER_WORDS, ORDINALS, SUFFIXES
from assistant.redaction.turn import Turn

_PARTS = frozenset("rear upstairs downstairs basement".split())
_MAX_UNITS = 3
_MAX_VALUE = 6
_MAX_COMPLEX = 5
_SIDES = frozenset({"b", "c", "e", "f", "r"})
"""Letters behind a floor that stand for no unit of a dose or a time."""
_FILLERS = frozenset({"um", "uh", "er", ","})
_NUMBER_SIGNS = frozenset({"#", "number", "no", "num", ".", ":", "-", "is"})
_FLOORS = frozenset({"floor", "fl", "flr"})
_LETTER_NAMES = frozenset({"bee", "cee", "dee", "ee", "eff", "gee", "kay", "zee"})


def units_end(turn: Turn, index: int) -> int:
    """The index behind the direction and units that start here, or ``index`` itself."""
    if turn.word(index) == "." and turn.word(index + 1) in DIRECTIONS | UNIT_WORDS | {","}:
        step = index + 1
    else:
        step = index
    if turn.word(step) in DIRECTIONS and not _opens_words(turn, step):
        index = step = step + 1
        if turn.word(step) == "." and turn.word(step + 1) in UNIT_WORDS | {","}:
            step += 1
    for _ in range(_MAX_UNITS):
        step = _floor_end(turn, step)
        index = max(index, step) if step > index and turn.word(step - 1) in _FLOORS else index
        start = step
        while turn.word(start) in _FILLERS and start - step < 2:  # noqa: PLR2004
            start += 1
        end = unit_end(turn, start) or _numbered_end(turn, start)
        if end is None:
            end = _part_end(turn, start)
        if end is None:
            break
        index = step = end
    return index


def _numbered_end(turn: Turn, index: int) -> int | None:
    """The index behind "number six" or the floor and side "3f", right behind a street, or None."""
    if turn.word(index) == "number":
        end = _value_end(turn, index + 1)
        return None if end is None or is_quantity_after(turn.word(end)) else end
    glued = index + 1 < len(turn.words) and turn.words[index].end == turn.words[index + 1].start
    lettered = glued and turn.word(index).isdecimal() and turn.word(index + 1) in _SIDES
    return index + 2 if lettered and len(turn.word(index)) <= 2 else None  # noqa: PLR2004


def _part_end(turn: Turn, index: int) -> int | None:
    """The index behind "rear", "the rear", "back stairs", "upstairs", or None."""
    at = index + 1 if turn.word(index) == "the" else index
    if turn.word(at) in _PARTS:
        return at + 1
    return (
        at + 2
        if turn.word(at) in {"back", "front", "side"} and turn.word(at + 1) in {"stairs", "door", "unit"}
        else None
    )


def _floor_end(turn: Turn, index: int) -> int:
    """The index behind ", 2nd floor" or "second floor", or ``index``."""
    step = index + 1 if turn.word(index) == "," else index
    if turn.word(step)[:1].isdecimal() and turn.word(step + 1) in SUFFIXES:
        step += 1
    elif turn.word(step) not in ORDINALS:
        return index
    return step + 2 if turn.word(step + 1) in _FLOORS else index


def _opens_words(turn: Turn, index: int) -> bool:
    # "12 oak st e coli": one letter with a word behind it is a direction only before a mark or a unit.
    return turn.word(index) in {"e", "s"} and turn.word(index + 1) in {"coli", "aureus", "/"}


def unit_end(turn: Turn, index: int) -> int | None:
    """The index behind one unit ("apt 4b"), or None when no unit starts here."""
    if turn.word(index) not in UNIT_WORDS:
        return None
    step = index + 1
    while turn.word(step) in _NUMBER_SIGNS and step - index < 4:  # noqa: PLR2004
        step += 1
    end = _value_end(turn, step)
    said = "is" in {turn.word(i) for i in range(index + 1, step)}
    if said and end is not None and end < len(turn.words) and turn.words[end].is_letters:
        return None  # "the apartment is 2 rooms"
    if end is None or (is_quantity_after(turn.word(end)) and turn.word(end) != "in"):
        return None
    return end


def _value_end(turn: Turn, index: int) -> int | None:
    """The index behind a unit's number or letter: 4, 4b, b4, four b, b, "too b"."""
    at, numbers = index, 0
    while at < len(turn.words) and at - index < _MAX_VALUE:
        word = turn.words[at]
        glued = at > index and turn.words[at - 1].end == word.start
        if word.is_digits or word.text in NUMBER_WORDS:
            if at > index and word.is_digits and turn.words[at - 1].is_digits:
                break
            numbers += 1
        elif word.is_letters and (len(word.text) == 1 or word.text in _LETTER_NAMES) and word.text != "i":
            if word.text == "a" and not glued and at > index and turn.word(at + 1) not in {"", ",", "."}:
                break
            numbers += 1
            if turn.word(at + 1) == "as" and turn.word(at + 2) == "in":
                return min(at + 4, len(turn.words))
        elif word.text in HOMOPHONES and at == index and len(turn.word(at + 1)) == 1:
            numbers += 1
        elif not (
            glued and word.text == "-" and at + 1 < len(turn.words) and turn.words[at + 1].start == word.end
        ):
            break
        at += 1
    return at if numbers else None


def complex_end(turn: Turn, index: int) -> int:
    """The index behind the name of a park or complex that follows a unit: ", Sunny Acres Mobile Park"."""
    step = index + 1 if turn.word(index) == "," else index
    end = index
    for at in range(step, min(step + _MAX_COMPLEX, len(turn.words))):
        word = turn.words[at]
        if not word.is_letters or word.text in NOT_NAMES:
            break
        if word.text in COMPLEX_WORDS and at > step:
            end = at + 1
    return end


def complex_start(turn: Turn, index: int) -> int:
    """Where the name of a complex begins that ends just before ``index``: "Willow Creek Apartments #12"."""
    last = index - 2 if turn.word(index - 1) == "," else index - 1
    if last < 1 or turn.word(last) not in COMPLEX_WORDS:
        return index
    first = last
    while first > 0 and last - first < _MAX_COMPLEX - 1:
        word = turn.words[first - 1]
        if (
            not word.is_letters
            or word.text in NOT_NAMES
            or word.text in {"live", "lives", "stay", "stays", "pt"}
        ):
            break
        first -= 1
    return first if first < last else index
