"""Turn hits into spans of the input: united, grown to whole words, named by the strictest label.

In: hits as (start, end, label, score) on the input. Out: sorted ``Span``s that share no character.
A hit never ends inside a word, so no half of an identifier stays behind.
Knows nothing about what found a hit, about placeholders, or about a call.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.call_types import Span

# Overlapping hits become one; the label that would hurt most stands first (redaction guide, 4e).
PRIORITY = (
    "SSN", "HEALTH_PLAN", "MRN", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "BIOMETRIC", "FAX", "PHONE",
    "EMAIL", "PHOTO", "URL", "IP", "DATE", "AGE_90", "ADDRESS", "ZIP", "FACILITY", "EMPLOYER", "CITY",
    "NAME", "OTHER_ID",
)  # fmt: skip
LABELS = frozenset(PRIORITY)
_APOSTROPHES = frozenset({"'", "\u2019"})
_POSSESSIVES = frozenset({"s", "S"})
_RANK = {label: rank for rank, label in enumerate(PRIORITY)}


def grow(text: str, start: int, end: int) -> tuple[int, int]:
    """The same span, made longer so that it begins and ends with whole words.

    >>> grow("call Ruthie now", 5, 8)
    (5, 11)
    >>> grow("Ruthie's pills", 0, 6)
    (0, 8)
    """
    if text[start].isalnum():
        while start > 0 and _joins(text[start - 1]):
            start -= 1
    if text[end - 1].isalnum():
        while end < len(text) and _joins(text[end]):
            end += 1
        if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2] in _POSSESSIVES:
            after = text[end + 2 : end + 3]
            end += 0 if after.isalnum() else 2
    return start, end


def _joins(char: str) -> bool:
    # Marks and hidden characters inside a word belong to it; so does a letter of any script.
    return char.isalnum() or not (char.isprintable() or char.isspace())


def unite(hits: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, disjoint spans that cover every hit; overlapping hits share one span and one label."""
    merged: list[Span] = []
    for hit in sorted(hits, key=lambda span: (span.start, -span.end)):
        if merged and hit.start < merged[-1].end:
            merged[-1] = _join(merged[-1], hit)
        else:
            merged.append(hit)
    return tuple(merged)


def _join(first: Span, second: Span) -> Span:
    label = min(first.label, second.label, key=lambda name: _RANK[name])
    return Span(first.start, max(first.end, second.end), label, max(first.score, second.score))
