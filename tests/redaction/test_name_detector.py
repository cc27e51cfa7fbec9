"""The trained head finds people and places without a cue, in any case, and leaves plain talk alone."""

from __future__ import annotations

import json
import shutil

import pytest
import torch

from assistant.errors import InstallationIncomplete
from assistant.redaction.name_detector import Found, NameDetector, join
from assistant.redaction.names_head import CARD, WEIGHTS, NamesHead, load_head, save_head


@pytest.fixture(scope="module")
def detector():
    return NameDetector()


# names of many communities, without "my name is"; Quanisha, Xochitl and Przybylski stand in no training list
MUST = [
    ("Did Oyinlola take her pills today?", "Oyinlola"),
    ("tell quanisha the ride comes at nine", "quanisha"),
    ("we buried Tevita in the spring and i cant sleep", "Tevita"),
    ("so then vang pao lee said he would drive me", "vang pao lee"),
    ("xochitl dropped off the cooler with the insulin", "xochitl"),
    ("could you call Przybylski back about the walker", "Przybylski"),
    ("ANNELIESE HAS NOT EATEN SINCE NOON", "ANNELIESE"),
]
MUST_NOT = [
    "my metformin makes my stomach hurt every morning",
    "the doctor said it is Parkinson's and not a stroke",
    "the sun rose early and she had a penny to spend",
    "she may march in and ask for medicaid in june",
    "they put in a foley catheter and gave me lasix",
    "mi mama tiene azucar alta y le duele la panza",
    "pt endorses sob and chest tightness, dc'd yesterday",
    "what is a copay and who pays it",
]


@pytest.mark.parametrize(("text", "name"), MUST)
def test_a_name_without_a_cue_is_found(detector, text, name):
    start = text.index(name)
    covered = {i for one in detector.find(text) for i in range(one.start, one.end)}
    assert all(i in covered for i in range(start, start + len(name)) if text[i].isalpha())


@pytest.mark.parametrize("text", MUST_NOT)
def test_plain_talk_is_left_alone(detector, text):
    assert detector.find(text) == ()


@pytest.mark.parametrize("text", [text for text, _ in MUST])
def test_case_makes_no_difference(detector, text):
    places = [
        [(one.start, one.end) for one in detector.find(copy)] for copy in (text, text.lower(), text.upper())
    ]
    assert places[0] == places[1] == places[2]


def test_many_texts_at_once_give_the_same(detector):
    texts = [text for text, _ in MUST] + MUST_NOT
    together = detector.find_many(texts)
    for text, found in zip(texts, together, strict=True):
        assert [one[:3] for one in found] == [one[:3] for one in detector.find(text)]


def test_a_long_text_is_read_to_its_end(detector):
    text = "she takes her pills with food and feels fine . " * 60 + "then oyinlola called"
    assert any(text[one.start : one.end] == "oyinlola" for one in detector.find(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "1234", "\u200b"])
def test_nothing_to_find(detector, text):
    assert detector.find(text) == ()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("ana lopez", [(0, 9)]),
        ("ana-lopez", [(0, 9)]),
        ("ana, lopez", [(0, 3), (5, 10)]),
        ("ana and lopez", [(0, 3), (8, 13)]),
    ],
)
def test_neighbours_are_one_name(text, joined):
    at = text.index("lopez")
    found = [Found(0, 3, "NAME", 0.9), Found(at, at + 5, "NAME", 0.8)]
    assert [(one.start, one.end) for one in join(found, text)] == joined


def _copy(tmp_path):
    for path in (WEIGHTS, CARD):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / WEIGHTS.name, tmp_path / CARD.name


def _break_weights(weights, _card):
    weights.write_bytes(weights.read_bytes()[:-8] + b"\x00" * 8)


def _cut_weights(weights, _card):
    weights.write_bytes(weights.read_bytes()[:100])


def _lose_weights(weights, _card):
    weights.unlink()


def _lose_card(_weights, card):
    card.unlink()


def _garble_card(_weights, card):
    card.write_text("{", encoding="utf-8")


def _other_encoder(_weights, card):
    read = json.loads(card.read_text(encoding="utf-8"))
    card.write_text(json.dumps({**read, "encoder_sha256": "0" * 64}), encoding="utf-8")


@pytest.mark.parametrize(
    "harm", [_break_weights, _cut_weights, _lose_weights, _lose_card, _garble_card, _other_encoder]
)
def test_files_that_are_not_ours_are_refused(tmp_path, harm):
    weights, card = _copy(tmp_path)
    harm(weights, card)
    with pytest.raises(InstallationIncomplete, match=r"name detector|Name detector"):
        NameDetector(weights, card)


def test_the_weights_are_small_and_the_card_is_whole():
    assert WEIGHTS.stat().st_size < 2_000_000
    card = json.loads(CARD.read_text(encoding="utf-8"))
    for key in (
        "purpose",
        "not_for",
        "seed",
        "training_text",
        "encoder",
        "licence",
        "make_again",
        "versions",
    ):
        assert card[key]
    assert "no patient text" in card["training_text"]


def test_a_saved_head_is_read_back(tmp_path):
    torch.manual_seed(1)
    head = NamesHead()
    save_head(head, {"thresholds": {}}, tmp_path / "w", tmp_path / "c")
    again, card = load_head(tmp_path / "w", tmp_path / "c")
    pairs = zip(head.parameters(), again.parameters(), strict=True)
    assert all(torch.equal(written.half(), read.half()) for written, read in pairs)
    assert len(card["weights_sha256"]) == 64


@pytest.mark.xfail(
    strict=True, reason="a word that is a name too, first in the line and without a person around it"
)
def test_a_verb_that_is_a_name_too_is_left_alone(detector):
    assert detector.find("i rose early and had a penny to my name") == ()
