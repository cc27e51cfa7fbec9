"""Folding finds what is hidden, and every folded character knows its place in the input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction.views import fold, other_readings, replace_surrogates, unescape

FOLD = [
    ("5\u200b5", "55", "zero-width is dropped"),
    ("ex\u00adample", "example", "soft hyphen is dropped"),
    ("９８７", "987", "full-width digits"),
    ("٣٤٥", "345", "Arabic digits"),
    ("𝟡𝟠𝟟", "987", "mathematical digits"),
    ("Ａ＠ｂ", "A@b", "full-width letters and signs"),
    ("987–65—43", "987-65-43", "dashes"),
    ("987\u00a065", "987 65", "no-break space"),
    ("it’s “ok”", 'it\'s "ok"', "curly quotes"),
    ("José", "Jose", "accents"),
    ("Jose\u0301", "Jose", "accents apart"),
    ("½ cup", "1/2 cup", "a fraction becomes three characters"),
    ("İ", "I", "a letter whose lower case has two characters"),
    ("Вruth", "Bruth", "a Cyrillic letter in a Latin word"),
    ("Вера", "Вера", "a Cyrillic word stays"),
    ("a\x00b", "ab", "NUL is dropped"),
    ("a\nb\tc", "a\nb\tc", "line breaks and tabs stay"),
]
READINGS = [
    ("212-555-\n0143", ("212-555- 0143",), "a line break becomes a space"),
    ("2l2-555-Ol43", ("212-555-0143",), "letters typed for digits"),
    ("is 99213", (), "a word is no digit"),
    ("SOS so lol 12", (), "words stay"),
    ("is 2l2-555-Ol43", ("is 212-555-0143",), "a word in front"),
    ("5 5 5 O 1 4 3", ("5 5 5 0 1 4 3",), "spaced, with a letter"),
    ("p 102 o2 90 t 98", (), "o2 is oxygen"),
    ("B12 1000 ok", (), "a vitamin"),
    ("plain words", (), "nothing to read in another way"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FOLD, ids=[row[2] for row in FOLD])
def test_characters_are_folded(text, expected, why):
    assert fold(text).text == expected


@pytest.mark.parametrize(("text", "expected", "why"), READINGS, ids=[row[2] for row in READINGS])
def test_other_readings_keep_their_length(text, expected, why):
    found = other_readings(text)
    assert found == expected
    assert all(len(reading) == len(text) for reading in found)


@given(st.text())
def test_every_folded_character_knows_its_place(text):
    view = fold(replace_surrogates(text))
    assert len(view.source) == len(view.text)
    assert list(view.source) == sorted(view.source)
    assert all(0 <= place < len(text) for place in view.source)


@given(st.text(alphabet=st.characters(codec=None)))
def test_surrogates_are_replaced_one_for_one(text):
    clean = replace_surrogates(text)
    assert len(clean) == len(text)
    clean.encode("utf-8")


def test_entities_are_read_and_mapped_back():
    view = unescape("call &#53;55&#45;0143 &amp; ask")
    assert view is not None
    assert view.text == "call 555-0143 & ask"
    assert view.to_input(5, 13) == (5, 21)
    assert unescape("a & b; c") is None


def test_an_entity_at_the_end_is_covered_whole():
    view = unescape("555-014&#51; ok")
    assert view is not None
    assert view.to_input(0, 8) == (0, 12)


def test_text_behind_an_override_is_read_as_shown():
    view = unescape("ssn \u202e0234-56-789\u202c ok")
    assert view is not None
    assert view.text == "ssn 987-65-4320 ok"
    assert view.to_input(4, 15) == (5, 16)
