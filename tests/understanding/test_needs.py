"""A message is split into its needs; a clause that only says who is calling is no need."""

from __future__ import annotations

import pytest

from assistant.understanding.needs import find_needs


@pytest.mark.parametrize(
    ("said", "expected", "why"),
    [
        ("what is a copay", "what is a copay", "a plain question"),
        ("this is <NAME_1>, what is a copay", "what is a copay", "who is calling is left out"),
        ("my name is <NAME_1> born <DATE_1>. i need a ride", "i need a ride", "a whole sentence of identity"),
        ("<NAME_1> needs a ride to dialysis", "needs a ride to dialysis", "only the name goes"),
        ("hola me llamo <NAME_1>, no tengo comida", "no tengo comida", "Spanish"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_words_to_search_with(said, expected, why):
    assert find_needs(said)[0].text == expected, why


@pytest.mark.parametrize(
    ("said", "count", "why"),
    [
        ("I need food and also my lights got shut off", 3, "two needs and the whole"),
        ("i cant pay my rent. my insulin costs too much", 3, "two sentences"),
        ("what is a deductible", 1, "one need has no parts"),
        ("rice and beans", 1, "too short to be two needs"),
        ("<NAME_1> <PHONE_1>", 0, "nothing but identity"),
        ("", 0, "nothing"),
        ("?!", 0, "no word"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)
def test_how_many_needs(said, count, why):
    assert len(find_needs(said)) == count, why
