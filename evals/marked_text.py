"""Read a text whose identifiers are marked in place: ``[[Rosa|NAME]]``; what must stay: ``[[metformin|KEEP]]``.

In: the marked text of a redaction case. Out: the text as a person typed it, and where each marked part stands.
Knows nothing about redaction or about which labels there are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

KEEP = "KEEP"
_MARK = re.compile(r"\[\[(.*?)\|([A-Z_0-9]+)\]\]", re.DOTALL)


class Mark(NamedTuple):
    """One marked part: ``start``/``end`` are character offsets into the text without marks."""

    start: int
    end: int
    label: str


def parse(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and where the marked parts stand in it.

    >>> parse("I am [[Rosa|NAME]].")
    ('I am Rosa.', (Mark(start=5, end=9, label='NAME'),))
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    length = last = 0
    for match in _MARK.finditer(marked):
        before, words = marked[last : match.start()], match[1]
        begins = length + len(before)
        marks.append(Mark(begins, begins + len(words), match[2]))
        pieces += (before, words)
        length, last = begins + len(words), match.end()
    return "".join((*pieces, marked[last:])), tuple(marks)
