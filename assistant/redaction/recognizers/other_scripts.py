"""Mask words in a script that the other recognizers cannot read: they may be a name or an address.

In: a turn. Out: NAME hits over runs of letters that are neither Latin nor a single symbol.
Knows nothing about what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("NAME",)
_RULES = (
    make_rule(
        "script.other",
        "NAME",
        r"(?=\p{L})[^\P{L}\p{Latin}]{2,}+(?:[\s-][^\P{L}\p{Latin}]+)*+|[\p{Han}\p{Hangul}]",
        score=0.6,
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """Every run of letters of another script."""
    if not turn.text.isascii():
        yield from scan(_RULES, turn)
