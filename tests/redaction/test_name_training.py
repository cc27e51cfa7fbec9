"""The text the name detector learns from: marked right, the same for the same seed, and full of talk without people."""

from __future__ import annotations

import csv
import random
import re
from itertools import islice
from pathlib import Path

import pytest

from assistant.redaction.names_head import save_head
from assistant.redaction.train_names import train
from assistant.redaction.training import noise
from assistant.redaction.training.fill_slots import SLOTS, fill
from assistant.redaction.training.name_lists import DATA, Speller, faker_names, lines
from assistant.redaction.training.sentences import STYLES, sentences

pytest.importorskip("faker", reason="the training text needs Faker, a development package: make setup-dev")
N = 400


@pytest.fixture(scope="module")
def some():
    return list(islice(sentences(3), N))


def test_the_same_seed_writes_the_same_sentences(some):
    assert list(islice(sentences(3), N)) == some
    assert list(islice(sentences(4), N)) != some


def test_spans_lie_in_the_text_and_hold_words(some):
    for each in some:
        ends = 0
        for start, end, label in each.spans:
            assert ends <= start < end <= len(each.text)
            assert label in {"NAME", "LOC", "ORG"}
            assert any(char.isalpha() for char in each.text[start:end])
            ends = end


def test_many_sentences_hold_nobody(some):
    """Whole notes hold people in two of three; frames and talk in half, and two or three of them may be joined."""
    assert sum(not each.spans for each in some) >= 0.35 * N


@pytest.mark.parametrize("style", STYLES)
def test_every_slot_of_every_frame_can_be_filled(style):
    for kind in ("frames", "talk"):
        for line in lines(f"{kind}_{style}"):
            for slot in line.split("{")[1:]:
                name = slot.partition("}")[0]
                assert name.rstrip("0123456789") in SLOTS, f"{kind}_{style}: {{{name}}} in {line}"


@pytest.mark.parametrize("style", STYLES)
def test_enough_frames_and_talk(style):
    assert len(lines(f"frames_{style}")) >= 200
    assert len(lines(f"talk_{style}")) >= 130


@pytest.mark.parametrize("slot", sorted(SLOTS))
def test_a_slot_is_filled_with_words(slot):
    words, label = fill(slot, random.Random(5))
    assert words.strip()
    assert label in {"O", "NAME", "LOC", "ORG"}


def test_a_third_of_names_stand_in_no_list():
    rng = random.Random(1)
    known = {name.lower() for name in (*lines("given_names"), *faker_names("first_names"))}
    drawn = [fill("first", rng)[0].lower() for _ in range(600)]
    assert 0.25 <= sum(name not in known for name in drawn) / 600 <= 0.45


def test_invented_names_are_new_and_look_like_names():
    real = ("Marisol", "Marianne", "Mariana", "Solange", "Annelise")
    speller, rng = Speller(real), random.Random(2)
    for _ in range(20):
        name = speller.spell(rng)
        assert name.isalpha()
        assert name[0].isupper()
        assert name not in real


@pytest.mark.parametrize(
    ("words", "unchanged"),
    [("metformin", False), ("pt", True), ("B12", True), ("did", True)],
)
def test_a_slip_changes_long_words_only(words, unchanged):
    assert (noise.slip(words, random.Random(3)) == words) is unchanged


def test_speech_has_no_marks_and_some_pauses():
    rng = random.Random(4)
    assert noise.without_marks('Well, she said: "No."') == "Well she said No"
    assert len(noise.hesitations("one two three four", rng, 1.0).split()) == 8
    assert noise.hesitations("one two three four", rng, 0.0) == "one two three four"


_WORD = re.compile(r"[\w']+|@")
_PEOPLE = frozenset({"NAME", "CITY", "FACILITY", "EMPLOYER", "ADDRESS"})


def windows(text):
    """Every run of five words with a person or place in it; ``@`` stands for one."""
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4) if "@" in words[i : i + 5]}


def frames():
    for path in sorted(DATA.glob("frames_*.txt")):
        for line in lines(path.stem):
            yield line, re.sub(r"\{[a-z_]+\d?\}", " @ ", line)
    for path in sorted(DATA.glob("notes_*.txt")):
        for line in lines(path.stem):
            yield line, without_people(line)


def without_people(marked):
    return re.sub(r"\[\[(.*?)\|([A-Z_0-9]+)\]\]", lambda m: " @ " if m[2] in _PEOPLE else m[1], marked)


def test_no_frame_is_shared_with_the_test_half():
    """What is measured must not have been learned: no five words around a name are the same."""
    seen = set()
    for path in sorted((Path(__file__).parents[2] / "evals/cases/redaction/test").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                seen |= windows(without_people(row["text"]))
    shared = [line for line, frame in frames() if windows(frame) & seen]
    assert shared == []


@pytest.mark.slow
def test_the_same_seed_trains_the_same_weights(tmp_path):
    digests = {
        save_head(train(5, 1, block=200), {}, tmp_path / str(n), tmp_path / f"{n}.json") for n in range(2)
    }
    assert len(digests) == 1
