"""Read IP addresses as they are said: "ten dot zero dot zero dot one", "f e eight zero colon colon one".

In: a turn. Out: IP hits. Readings such as "ninety eight point six" have one point and stay.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.cued_ids.code_speech import is_speaker
from assistant.redaction.recognizers.spoken.number_words import NUMBER_WORDS
from assistant.redaction.turn import Hit, Turn

_DOTS = frozenset({"dot", "point", "period", "punto"})
_PAUSES = frozenset(
    "um uh er ah okay ok yeah yes then and , . - … go ahead got it mhm huh right next".split()
)
_HEX = regex.compile(r"(?=.*\d)[0-9a-f]{1,4}|[a-f]|[a-f]{2,4}|db\d?")
_CUE = regex.compile(r"\bi\.?[ ]?p\b", regex.IGNORECASE)
_CUE_REACH = 60
_MAX_PART = 5
_MAX_PAUSE = 7
_LEAST_DOTS, _LEAST_CUED_DOTS = 3, 2
_LEAST_COLONS = 2
_MAX_WORDS = 60


def find(turn: Turn) -> Iterator[Hit]:
    """All IP addresses that are said aloud."""
    done = 0
    for index, word in enumerate(turn.words):
        if index < done:
            continue
        if word.is_digits or word.text in NUMBER_WORDS:
            dots, end = _dotted(turn, index)
            cued = _cued(turn, index)
            if dots >= (_LEAST_CUED_DOTS if cued else _LEAST_DOTS):
                yield Hit(word.start, turn.words[end - 1].end, "IP", 0.9, "online.said_ip")
            done = max(index + 1, end if dots else index + 1)
        elif word.text == "colon":
            yield from _colons(turn, index)


def _cued(turn: Turn, index: int) -> bool:
    start = turn.words[index].start
    return _CUE.search(turn.text, max(0, start - _CUE_REACH), start) is not None


def _is_number(turn: Turn, index: int) -> bool:
    text = turn.word(index)
    return text in NUMBER_WORDS or text[:1].isdecimal()


def _dotted(turn: Turn, index: int) -> tuple[int, int]:
    """How many said dots join numbers from here, and the index behind the last number."""
    at, dots, end = index, 0, index
    cued = _cued(turn, index)
    while at < len(turn.words) and at - index < _MAX_WORDS:
        start = at
        while _is_number(turn, at) and at - start < _MAX_PART:
            at += 1
        if at == start:
            break
        end = at
        step = at
        while step < len(turn.words) and step - at < _MAX_PAUSE and turn.word(step) not in _DOTS:
            # in an address known to be one, anything may be said between two parts
            if not (
                turn.word(step) in _PAUSES
                or is_speaker(turn, step)
                or turn.word(step) == ":"
                or (cued and dots)
            ):
                break
            step += 1
        if turn.word(step) not in _DOTS:
            break
        at = step + 1
        while turn.word(at) in _PAUSES and at - step < _MAX_PART:
            at += 1
        if not _is_number(turn, at):
            break
        dots += 1
    return dots, end


def _colons(turn: Turn, index: int) -> Iterator[Hit]:
    """A said IPv6 address around its first colon."""
    if index and _is_hex(turn, index - 1):
        first = index - 1
        while first > 0 and _is_hex(turn, first - 1) and index - first < _MAX_PART:
            first -= 1
    elif turn.word(index + 1) == "colon":
        first = index
    else:
        return
    at, colons, end, parts = index, 0, index, int(first < index)
    while at < len(turn.words) and at - index < _MAX_WORDS:
        if turn.word(at) == "colon":
            colons += 1
        elif _is_hex(turn, at):
            parts += 1
        else:
            break
        at += 1
        end = at
    if parts and colons >= _LEAST_COLONS:
        yield Hit(turn.words[first].start, turn.words[end - 1].end, "IP", 0.9, "online.said_ip6")


def _is_hex(turn: Turn, index: int) -> bool:
    return _is_number(turn, index) or _HEX.fullmatch(turn.word(index)) is not None
