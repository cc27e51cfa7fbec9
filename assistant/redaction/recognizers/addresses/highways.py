"""Read a numbered road: "hwy 18", "county road two sixteen", "cty rd 412", "farm to market 1488", "cr 412".

In: a turn and a word index. Out: the index behind the road and its units, or None.
Knows nothing about house numbers.
"""

from __future__ import annotations

from assistant.redaction.recognizers.addresses.street_words import DIRECTIONS
from assistant.redaction.recognizers.addresses.units import units_end
from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken.number_words import NUMBER_WORDS
from assistant.redaction.turn import Turn

_LEADS = frozenset(
    "us u.s state county cty co farm old rural forest fire ranch fs parish township twp bia private "
    "indian".split()
)
_ROADS = frozenset("highway hwy hiway highwy route rte rt road rd interstate".split())
_ALONE = frozenset("highway hwy hiway highwy route rte interstate".split())
_CODES = frozenset({"cr", "fm", "csah", "rm"})
HIGHWAYS = _LEADS | _ALONE | _CODES
_MAX_NUMBER = 5
_LEAST_CODE_DIGITS = 3


def highway_end(turn: Turn, index: int) -> int | None:
    """The index behind a numbered road that starts here, or None."""
    at = index
    if turn.word(at) in DIRECTIONS:
        at += 2 if turn.word(at + 1) == "." else 1
    if turn.word(at) in _CODES:
        return _code_road(turn, at)
    if turn.word(at) == "farm" and turn.word(at + 1) == "to" and turn.word(at + 2) == "market":
        at += 2 if turn.word(at + 3)[:1].isdecimal() or turn.word(at + 3) in NUMBER_WORDS else 3
        return _number_end(turn, at + 1)
    led = turn.word(at) in _LEADS
    if led:
        at += 2 if turn.word(at + 1) == "." else 1
        if turn.word(at) in {"old", "state", "county", "farm"}:
            at += 1
    if turn.word(at) not in (_ROADS if led else _ALONE) or turn.word(index - 1) == "bus":
        return None
    if turn.word(at + 1) == ".":
        at += 1
    return _number_end(turn, at + 1)


def _code_road(turn: Turn, index: int) -> int | None:
    digits = turn.word(index + 1)
    decimal = turn.word(index + 2) == "." and turn.word(index + 3)[:1].isdecimal()
    if not digits.isdecimal() or len(digits) < _LEAST_CODE_DIGITS or decimal:
        return None
    return None if turn.word(index) == "rm" else _number_end(turn, index + 1)


def _number_end(turn: Turn, index: int) -> int | None:
    at = index
    if turn.word(at) in {"-", "#", "number"}:
        at += 1
    start = at
    while at < len(turn.words) and at - start < _MAX_NUMBER:
        word = turn.words[at]
        glued = (
            at > start and turn.words[at - 1].end == word.start and len(word.text) == 1 and word.is_letters
        )
        lettered = len(word.text) == 1 and word.is_capital and at == start
        if not (word.text in NUMBER_WORDS or glued or lettered or (word.is_digits and at == start)):
            break
        at += 1
    lettered = len(turn.word(at)) == 1 and turn.word(at).isalpha() and turn.word(at) not in {"a", "i", "x"}
    if at > start and lettered and turn.word(at) not in DIRECTIONS:
        at += 1  # "co rd 550 k"
    if at > start and turn.word(at) in {"mm", "milepost"} and turn.word(at + 1).isdecimal():
        at += 2
    if at == start or is_quantity_after(turn.word(at)):
        return None
    return units_end(turn, at)
