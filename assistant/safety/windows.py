"""Cut what was said into pieces short enough to be one thought, so that one clause in a long paste is heard.

In: a text. Out: (start, end) places: the whole of a short text, each sentence, each two sentences side by side,
and slices of a sentence that runs on without a stop. A long paste gives many windows, in linear time.
Knows nothing about dangers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

WHOLE: Final = 60
"""Words up to which a text is also read as a whole."""
RUN_ON: Final = 40
SLICE: Final = 30
STEP: Final = 15
FEWEST: Final = 4
"""A shorter sentence ("Yes. Still.") goes with the one before it."""
_STOP = re.compile(r"(?<=[.!?;])\s+|\s*\n+\s*|\s+(?=(?:CM|Pt|Nurse|Caller|RN|Patient):)")
_WORD = re.compile(r"\S+")
Place = tuple[int, int]


def windows(text: str) -> list[Place]:
    """Places of the windows in the text, in order; none when nothing is said."""
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return []
    sentences = _sentences(text, words)
    found = [(words[0][0], words[-1][1])] if len(words) <= WHOLE else []
    for first, last in sentences:
        if last - first > RUN_ON:
            found += [_place(words, at, min(at + SLICE, last)) for at in range(first, last - STEP, STEP)]
        elif last - first >= FEWEST:
            found.append(_place(words, first, last))
    found += [_place(words, one[0], two[1]) for one, two in pairwise(sentences) if two[1] - one[0] <= RUN_ON]
    return list(dict.fromkeys(found)) or [(words[0][0], words[-1][1])]


def _sentences(text: str, words: list[Place]) -> list[tuple[int, int]]:
    """First and last word (not included) of each sentence; a very short one is part of the one before."""
    ends = [match.start() for match in _STOP.finditer(text)]
    sentences: list[tuple[int, int]] = []
    first = at = 0
    for end in [*ends, len(text)]:
        while at < len(words) and words[at][0] < end:
            at += 1
        if at == first:
            continue
        if sentences and at - first < FEWEST:
            sentences[-1] = (sentences[-1][0], at)
        else:
            sentences.append((first, at))
        first = at
    return sentences


def _place(words: list[Place], first: int, last: int) -> Place:
    return words[first][0], words[last - 1][1]
