"""Marks are read, and the text without them is what a person typed."""

from __future__ import annotations

import pytest

from evals.marked_text import parse


@pytest.mark.parametrize(
    ("marked", "text", "found", "why"),
    [
        ("no marks", "no marks", [], "none"),
        ("[[Rosa|NAME]] called", "Rosa called", [("Rosa", "NAME")], "at the start"),
        ("I am [[Rosa|NAME]]", "I am Rosa", [("Rosa", "NAME")], "at the end"),
        (
            "[[Rosa|NAME]] [[555-0142|PHONE]]",
            "Rosa 555-0142",
            [("Rosa", "NAME"), ("555-0142", "PHONE")],
            "two",
        ),
        ("take [[metformin|KEEP]] 5 mg", "take metformin 5 mg", [("metformin", "KEEP")], "to keep"),
        ("an [[age of 92|AGE_90]]", "an age of 92", [("age of 92", "AGE_90")], "a label with a number"),
        ("at [[12 Oak\nSt|ADDRESS]]", "at 12 Oak\nSt", [("12 Oak\nSt", "ADDRESS")], "over two lines"),
        ("a [[b|c]] and [d|NAME]", "a [[b|c]] and [d|NAME]", [], "not quite a mark"),
    ],
)
def test_marks_point_at_their_words(marked, text, found, why):
    plain, marks = parse(marked)
    assert plain == text
    assert [(plain[mark.start : mark.end], mark.label) for mark in marks] == found
