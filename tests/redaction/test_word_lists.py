"""The word files hold their shape, and no word is both harmless and a name."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.redaction import word_lists
from assistant.redaction.word_lists import (
    is_plain,
    plain_words,
    public_contacts,
    read_terms,
    veto_terms,
    words_that_are_names_too,
)

PLAIN = [
    ("walking", True, "a form of a plain word"),
    ("dizziness", True, "a form of a plain word with y"),
    ("can't", True, "a contraction"),
    ("thaddeus", False, "a name"),
    ("rose", False, "also a name"),
    ("okonkwo", False, "a surname"),
]


@pytest.mark.parametrize(("word", "expected", "why"), PLAIN, ids=[row[2] for row in PLAIN])
def test_plain_words_are_known(word, expected, why):
    assert is_plain(word) is expected


def test_no_word_is_plain_and_a_name():
    assert plain_words() & words_that_are_names_too() == frozenset()
    assert len(plain_words()) > 5000


def test_towns_are_not_taken_back():
    assert veto_terms() & {"yakima", "tuscaloosa", "chicago", "houston", "jackson"} == frozenset()


def test_our_listings_are_public():
    assert "8002221222" in public_contacts().phones
    assert "988lifeline.org" in public_contacts().sites


@pytest.mark.parametrize(("name", "words"), [("absent.tsv", None), ("broken.tsv", "no tab here\n")])
def test_a_broken_word_file_is_named(tmp_path, monkeypatch, name, words):
    (tmp_path / "words").mkdir()
    if words:
        (tmp_path / "words" / name).write_text(words, encoding="utf-8")
    monkeypatch.setattr(word_lists, "knowledge_base_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeBaseInvalid, match=name):
        read_terms(name)
