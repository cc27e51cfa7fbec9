"""The word files hold their shape, and no word is both harmless and a name."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.redaction import word_lists
from assistant.redaction.training.name_lists import lines
from assistant.redaction.word_lists import (
    bare_letters,
    drugs_that_are_names_too,
    everyday_words,
    home_language_words,
    is_plain,
    plain_words,
    public_contacts,
    read_terms,
    spanish_words,
    veto_terms,
    words_that_are_names_too,
)

SPANISH = (
    "tengo tuvo tenía perdió tiene quiero puedo fui dijo dijeron mareada hinchado duele rodilla presión azúcar "
    "traila bil aseguranza renta parquear chequear lonche troca esposo hijos mañana lunes gracias dinero lluvia "
    "tristeza veintidós cuñada pastilla vómito"
).split()
SAID_MORE_THAN_BORNE = frozenset(
    "alta das e favor fue gana ha han hay he la le lei lo manana mi mire na nina nino ninos o ojo ok pan par sabe segun sin "
    "so son su ta tan ten tierra tu u una van vea vi".split()
)
"""Spanish words so common that a surname which is spelled like one does not count."""
LISTED_ALL_THE_SAME = frozenset({"kenya", "christ"})
SPANISH_NAMES = (
    "rosa luz cruz paz reyes dolores esperanza flores campos ríos león camila maría garcía josé".split()
)
HOME_LANGUAGES = (
    "doulè sezisman tansyon jenjanm grangou nilalagnat kasama kumusta masakit thuốc đau đường khong tshuaj taubhau "
    "ntshav xanuun daawo caafimaad madaxa remédio coração doendo açúcar"
).split()
HOME_LANGUAGE_NAMES = (
    "nguyen tran pham duong đang lola mai pao joseline vang xiong moua santos reyes abdi hassan jean pierre silva thanh hoa tito"
).split()
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
    towns = {"yakima", "tuscaloosa", "chicago", "houston", "jackson", "huntington", "glasgow", "vienna"}
    assert veto_terms() & towns == frozenset()


@pytest.mark.parametrize("word", SPANISH)
def test_spanish_words_are_known_without_accents(word):
    assert bare_letters(word) in spanish_words()


@pytest.mark.parametrize("word", SPANISH_NAMES)
def test_a_spanish_word_that_is_a_name_is_not_among_them(word):
    assert bare_letters(word) not in spanish_words()


def test_spanish_words_that_are_names_are_known_as_such():
    assert {"luz", "flores", "rios", "leon"} <= words_that_are_names_too()
    assert not spanish_words() & words_that_are_names_too()
    assert len(spanish_words()) > 3500


def test_no_spanish_word_is_a_name_of_the_training_lists():
    names = {bare_letters(name) for kind in ("given_names", "family_names") for name in lines(kind)}
    assert spanish_words() & names <= SAID_MORE_THAN_BORNE


@pytest.mark.parametrize("word", HOME_LANGUAGES)
def test_words_of_home_languages_are_known_without_accents(word):
    assert bare_letters(word) in home_language_words()
    assert bare_letters(word) in everyday_words()


@pytest.mark.parametrize("word", HOME_LANGUAGE_NAMES)
def test_a_name_is_not_among_the_words_of_home_languages(word):
    assert word not in home_language_words()
    assert word not in everyday_words()


def test_words_of_home_languages_that_are_names_are_known_as_such():
    assert {"lola", "tito"} <= words_that_are_names_too()
    assert not home_language_words() & words_that_are_names_too()
    assert len(home_language_words()) > 2700


def test_no_word_of_home_languages_is_a_name_of_the_training_lists():
    names = {bare_letters(name) for kind in ("given_names", "family_names") for name in lines(kind)}
    assert home_language_words() & names == frozenset()


def test_drugs_that_are_names_are_not_taken_back():
    assert {"camila", "yasmin", "allegra"} <= drugs_that_are_names_too()
    assert not drugs_that_are_names_too() & veto_terms()


def test_no_given_name_is_a_term_of_one_word():
    names = {bare_letters(name) for name in lines("given_names")}
    assert names & veto_terms() - plain_words() <= LISTED_ALL_THE_SAME


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
