"""Syllables as a careful speaker says them."""

from __future__ import annotations

import pytest

from assistant.errors import InstallationIncomplete
from assistant.package_data import knowledge_base_dir
from assistant.plain_language import syllables
from assistant.plain_language.build_syllables import count_pronounced
from assistant.plain_language.syllables import count_syllables, syllable_table

WORDS = [
    ("pill", 1, "plain"), ("doctor", 2, "plain"), ("medicine", 3, "plain"), ("diabetes", 4, "plain"),
    ("DOCTOR", 2, "capitals"), ("don't", 1, "contraction"), ("I'm", 1, "contraction"), ("o'clock", 2, "apostrophe"),
    ("doctor's", 2, "possessive"), ("copay", 2, "our own word"), ("copays", 2, "ending of our own word"),
    ("metformin", 3, "drug not in the dictionary"), ("lisinopril", 4, "drug not in the dictionary"),
    ("prediabetes", 5, "beginning plus known word"), ("telehealth", 3, "unknown, by its vowels"),
    ("5", 1, "number"), ("1,200", 1, "number"), ("3rd", 1, "number"), ("A1C", 3, "letters and a number"),
    ("b12", 2, "letters and a number"), ("año", 2, "Spanish letters"), ("zzz", 1, "never less than one"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "expected", "why"), WORDS, ids=[f"{w[0]}: {w[2]}" for w in WORDS])
def test_syllables_of_a_word(word, expected, why):
    assert count_syllables(word) == expected


def test_the_table_is_large_and_its_file_small():
    assert len(syllable_table()) > 120_000
    assert (knowledge_base_dir() / "words" / "syllables.tsv.gz").stat().st_size < 400_000


def test_the_guess_alone_is_right_for_most_words():
    words = sorted(word for word in syllable_table() if "'" not in word)[::25]
    right = sum(syllables._guess(word) == syllable_table()[word] for word in words)
    assert right / len(words) > 0.87


def test_the_builder_takes_the_first_pronunciation():
    lines = ["every EH1 V ER0 IY0", "every(2) EH1 V R IY0", "i'm AY1 M", "a.m. EY2 EH1 M # comment"]
    counts = count_pronounced(lines)
    assert (counts["every"], counts["i'm"], counts["im"]) == (3, 1, 1)
    assert "a.m." not in counts


def test_a_missing_table_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(syllables, "knowledge_base_dir", lambda: tmp_path)
    syllable_table.cache_clear()
    with pytest.raises(InstallationIncomplete, match="make setup"):
        syllable_table()
    syllable_table.cache_clear()
