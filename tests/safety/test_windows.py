"""A long paste is cut into pieces that each hold one thought, and no word is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.safety.windows import RUN_ON, SLICE, windows

LONG = " ".join(f"w{n}" for n in range(200))


def said(text):
    return [text[start:end] for start, end in windows(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my chest hurts", ["my chest hurts"]),
        ("", []),
        ("  \n ", []),
        (
            "I need a ride. My chest hurts so bad.",
            ["I need a ride. My chest hurts so bad.", "I need a ride.", "My chest hurts so bad."],
        ),
        ("My chest hurts so bad. Yes.", ["My chest hurts so bad. Yes."]),
    ],
    ids=["one thought", "nothing", "only spaces", "two sentences", "a short answer stays with its question"],
)
def test_the_pieces(text, expected):
    assert said(text) == expected


def test_a_turn_of_another_speaker_is_a_piece_of_its_own():
    assert "CM: any pain today sir" in said("CM: any pain today sir Pt: no but my arm went numb")


def test_a_run_on_is_cut_in_overlapping_slices():
    pieces = said(LONG)
    assert all(len(piece.split()) <= SLICE for piece in pieces)
    assert {word for piece in pieces for word in piece.split()} == set(LONG.split())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .!?\n:", max_size=400))
def test_no_word_is_left_out(text):
    held = [False] * len(text)
    for start, end in windows(text):
        assert 0 <= start < end <= len(text)
        held[start:end] = [True] * (end - start)
    assert all(held[at] or text[at].isspace() for at in range(len(text)))


def test_a_window_is_never_longer_than_one_reading():
    text = ". ".join([LONG, "short one here now"] * 20)
    assert all(len(piece.split()) <= max(RUN_ON, 60) for piece in said(text))
