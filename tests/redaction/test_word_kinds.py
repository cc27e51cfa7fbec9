"""Each word has one kind; a name of the lists is never one of the kinds that say it is none."""

from __future__ import annotations

import pytest

from assistant.redaction.word_kinds import KINDS, kind_of

ROWS = [
    ("metformin", "listed", "a drug"),
    ("metforman", "listed", "a drug with a slip"),
    ("losartán", "listed", "a drug with an accent"),
    ("huntington's", "listed", "an eponym said with 's"),
    ("kuya", "listed", "a word for a brother"),
    ("perdió", "common", "Spanish with an accent"),
    ("perdio", "common", "Spanish without it"),
    ("aseguranza", "common", "Spanish of the United States"),
    ("noche", "common", "a Spanish word that a holiday holds too"),
    ("flores", "also_name", "a Spanish word that is a surname"),
    ("león", "also_name", "the same with an accent"),
    ("rose", "also_name", "an English word that is a name"),
    ("sezisman", "common", "Haitian Creole"),
    ("nilalagnat", "common", "Tagalog"),
    ("thuốc", "common", "Vietnamese with its marks"),
    ("thuoc", "common", "Vietnamese without them"),
    ("đường", "common", "Vietnamese with the crossed d"),
    ("duong", "near_plain", "a surname, when typed without the crossed d"),
    ("ntshav", "common", "Hmong"),
    ("caafimaad", "common", "Somali"),
    ("remédio", "common", "Portuguese"),
    ("ppwk", "common", "office shorthand"),
    ("tetrazzini", "common", "a dish"),
    ("onondaga", "common", "a people"),
    ("lola", "also_name", "a Tagalog word for a grandmother that is a name"),
    ("nguyen", "unknown", "a Vietnamese surname"),
    ("mai", "unknown", "a given name"),
    ("pao", "unknown", "a Hmong name"),
    ("joseline", "unknown", "another given name"),
    ("walking", "plain", "an English word"),
    ("huntington", "unknown", "the eponym without 's may be a person"),
    ("camila", "unknown", "a pill that is a name"),
    ("yasmin", "unknown", "another"),
    ("ryan", "unknown", "a part of a programme"),
    ("beckett", "unknown", "a part of a programme"),
    ("gehrig", "unknown", "a part of an eponym"),
    ("okonkwo", "unknown", "a surname"),
    ("marcelino", "unknown", "a given name"),
    ("hickman", "unknown", "a surname, though a line has it too"),
]


@pytest.mark.parametrize(("word", "kind", "why"), ROWS, ids=[f"{row[0]}: {row[2]}" for row in ROWS])
def test_each_word_has_its_kind(word, kind, why):
    assert KINDS[kind_of(word)] == kind
