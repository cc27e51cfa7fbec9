"""The word test of the Dale-Chall formula, with regular forms of easy words."""

from __future__ import annotations

import pytest

from assistant.plain_language.easy_words import is_easy

EASY = [
    "doctor",
    "Pills",
    "called",
    "stopped",
    "stopping",
    "bigger",
    "babies",
    "carried",
    "happily",
    "don't",
    "she's",
    "5",
    "1/2",
    "a",
    "makes",
    "taken",
    "knives",
]
HARD = [
    "formulary",
    "deductible",
    "edema",
    "coinsurance",
    "metformin",
    "authorization",
    "hypertension",
    "obtain",
    "utilize",
]


@pytest.mark.parametrize("word", EASY)
def test_easy(word):
    assert is_easy(word)


@pytest.mark.parametrize("word", HARD)
def test_hard(word):
    assert not is_easy(word)
