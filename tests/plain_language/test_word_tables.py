"""The word lists keep their format, speak in one voice, and their meanings can be read aloud."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.package_data import knowledge_base_dir
from assistant.plain_language import find_jargon, word_tables
from assistant.plain_language.reading_level import measure
from assistant.plain_language.word_tables import plainer_words, term_index

WORDS = knowledge_base_dir() / "words"


def rows(name):
    return [line.split("\t") for line in (WORDS / name).read_text(encoding="utf-8").splitlines()[1:]]


GLOSSARY = rows("glossary.tsv")
PLAIN_WORDS = rows("plain_words.tsv")


def test_the_glossary_covers_insurance_and_care():
    assert len(GLOSSARY) >= 120
    terms = {row[0] for row in GLOSSARY}
    assert {
        "deductible",
        "copay",
        "coinsurance",
        "premium",
        "formulary",
        "prior authorization",
        "EOB",
        "network",
        "referral",
        "appeal",
    } <= terms


def test_no_term_stands_twice():
    terms = [row[0].lower() for row in PLAIN_WORDS] + [
        row[0].lower() for row in GLOSSARY if row[3] not in {"acronym", "name"}
    ]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("row", GLOSSARY, ids=lambda row: row[0])
def test_a_meaning_is_short_and_plain(row):
    figures = measure(row[1])
    assert figures.words <= 16
    assert len(figures.hard_words) <= 2
    own = {row[0], *row[2].split(";")}
    assert [hit.term for hit in find_jargon(row[1]) if hit.term not in own and not hit.explained] == []


@pytest.mark.parametrize("row", [row for row in PLAIN_WORDS if row[4] == "swap"], ids=lambda row: row[0])
def test_a_swap_is_one_direct_replacement(row):
    assert ";" not in row[1]
    assert "(omit)" not in row[1]


@pytest.mark.parametrize("row", PLAIN_WORDS[:: len(PLAIN_WORDS) // 60], ids=lambda row: row[0])
def test_a_row_names_its_source_and_licence(row):
    assert row[2]
    assert row[3]


@pytest.mark.parametrize(
    "word",
    [
        "doctor",
        "pill",
        "plan",
        "bill",
        "clinic",
        "pain",
        "card",
        "ride",
        "visit",
        "nurse",
        "benefits",
        "heart",
        "care",
    ],
)
def test_everyday_words_are_in_no_list_of_jargon(word):
    assert word not in term_index().jargon or all(len(form) > 1 for form, _ in term_index().jargon[word])


@pytest.mark.parametrize(("word", "plain"), [("Physicians", "doctor"), ("utilizes", "use"), ("table", "")])
def test_plainer_words(word, plain):
    assert plainer_words(word) == plain


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain_words.tsv", "term\tplain\tsource\tlicence\tuse\nword\tplain\tx\ty\tswop\n"),
        ("plain_words.tsv", "term\tplain\tsource\tlicence\tuse\nword\tplain\tx\n"),
        ("plain_words.tsv", "word\tplain\tx\ty\tswap\n"),
    ],
)
def test_a_broken_line_is_named(monkeypatch, tmp_path, name, text):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / name).write_text(text)
    monkeypatch.setattr(word_tables, "knowledge_base_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeBaseInvalid, match=f"{name}, line"):
        list(word_tables._read_plain_words())
