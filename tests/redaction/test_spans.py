"""Hits become sorted spans that share no character, grow to whole words, and take the strictest label."""

from __future__ import annotations

import pytest

from assistant.call_types import Span
from assistant.redaction.spans import LABELS, PRIORITY, grow, unite

UNITE = [
    ([(0, 4, "NAME"), (6, 9, "DATE")], [(0, 4, "NAME"), (6, 9, "DATE")], "apart stays apart"),
    ([(6, 9, "DATE"), (0, 4, "NAME")], [(0, 4, "NAME"), (6, 9, "DATE")], "sorted"),
    ([(0, 6, "NAME"), (4, 9, "SSN")], [(0, 9, "SSN")], "overlap takes the strictest label"),
    ([(0, 9, "PHONE"), (2, 4, "ZIP")], [(0, 9, "PHONE")], "inside"),
    ([(0, 3, "NAME"), (3, 6, "NAME")], [(0, 3, "NAME"), (3, 6, "NAME")], "touching is not overlapping"),
    ([(0, 3, "CITY"), (2, 5, "NAME"), (4, 8, "ZIP")], [(0, 8, "ZIP")], "a chain becomes one"),
]
GROW = [
    ("call Ruthie now", (5, 8), (5, 11), "to the end of the word"),
    ("call Ruthie now", (8, 11), (5, 11), "to its beginning"),
    ("Ruth's pills", (0, 4), (0, 6), "over a possessive, so that no letter is left"),
    ("Ru\u200bth ok", (0, 2), (0, 5), "over a hidden character"),
    ("(555) 0143!", (0, 10), (0, 10), "not over marks"),
]


@pytest.mark.parametrize(("hits", "expected", "why"), UNITE, ids=[row[2] for row in UNITE])
def test_hits_are_united(hits, expected, why):
    found = unite(Span(*hit, 0.5) for hit in hits)
    assert [(span.start, span.end, span.label) for span in found] == expected


@pytest.mark.parametrize(("text", "hit", "expected", "why"), GROW, ids=[row[3] for row in GROW])
def test_a_hit_grows_to_whole_words(text, hit, expected, why):
    assert grow(text, *hit) == expected


def test_every_label_has_one_rank():
    assert len(PRIORITY) == len(LABELS) == 23
