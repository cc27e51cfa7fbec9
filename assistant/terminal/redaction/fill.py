"""Put what redaction gave for a whole text back into the pieces the text was made of.

In: the text, what redaction made of it, and pieces: cells of a row, or runs of a paragraph. Out: the new words
of each piece. Knows nothing about files, and nothing about how identifiers are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.call_types import Redacted

_PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_]*_\d+>")


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of the text. Pieces of one ``group`` are read as one run of words."""

    start: int
    end: int
    group: int


def fill(pieces: Sequence[Piece], text: str, redacted: Redacted) -> list[str]:
    """The new words of each piece, in order.

    An identifier that runs over several pieces of a group leaves its placeholder in the first of them; one
    that runs over several groups leaves it in each.
    """
    placeholders = placeholders_of(redacted)
    filled: list[str] = []
    told: set[tuple[int, int]] = set()
    first = 0
    for piece in pieces:
        while first < len(redacted.spans) and redacted.spans[first].end <= piece.start:
            first += 1
        words: list[str] = []
        at = piece.start
        for number in range(first, len(redacted.spans)):
            span = redacted.spans[number]
            if span.start >= piece.end or piece.start == piece.end:
                break
            words.append(text[at : span.start] if at < span.start else "")
            if (number, piece.group) not in told:
                told.add((number, piece.group))
                words.append(placeholders[number])
            at = min(span.end, piece.end)
        filled.append("".join((*words, text[at : piece.end])))
    return filled


def placeholders_of(redacted: Redacted) -> list[str]:
    """The placeholder of each span, as it stands in the redacted text."""
    found: list[str] = []
    shift = 0
    for span in redacted.spans:
        match = _PLACEHOLDER.match(redacted.text, span.start + shift)
        if match is None:
            raise ValueError  # text and spans do not belong together
        found.append(match[0])
        shift += len(match[0]) - (span.end - span.start)
    return found
