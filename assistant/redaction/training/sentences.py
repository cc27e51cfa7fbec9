"""Write training sentences: a frame with filled slots, talk without identity, or a marked note, noised.

In: the frames, talk and notes in ``data/`` and a source of chance. Out: ``Sentence``s with the place and label of
each name, place and organisation. About two in five sentences hold nobody.
Knows nothing about the encoder or the head.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from assistant.package_data import knowledge_base_dir
from assistant.redaction.training import noise
from assistant.redaction.training.fill_slots import fill
from assistant.redaction.training.marked_notes import note_parts
from assistant.redaction.training.name_lists import DATA, lines
from assistant.redaction.views import fold

STYLES = ("typed", "hurried", "spoken", "dialogue")
_STYLE_OF = {"telegraph": "hurried", "turns": "dialogue"}
SHARE_WITHOUT_PEOPLE = 0.5
SHARE_OF_NOTES = 0.35
"""Whole notes written by hand, with marks: the nearest to what is typed in a call."""
_SLOT = regex.compile(r"\{([a-z_]+\d?)\}")
_SAID = regex.compile(r'^  - "(.{20,400})"$', regex.MULTILINE)
_FACT = regex.compile(r"\{[^}]*\}")


class Sentence(NamedTuple):
    """A text and its (start, end, label) spans."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def sentences(seed: int) -> Iterator[Sentence]:
    """Sentences without end, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311  # chance for training text, not for secrets
    while True:
        count = rng.choices((1, 2, 3), (70, 22, 8))[0]
        yield _join([_one(rng) for _ in range(count)], rng)


def _one(rng: random.Random) -> Sentence:
    if rng.random() < SHARE_OF_NOTES:
        names, weights = _files("notes")
        name = rng.choices(names, weights)[0]
        return _noised(note_parts(rng.choice(lines(name)), rng), _style(name, rng), rng)
    with_people = rng.random() >= SHARE_WITHOUT_PEOPLE
    names, weights = _files("frames" if with_people else "talk")
    name = rng.choices(names, weights)[0]
    line = rng.choice(_topics() if name == "topics" else lines(name))
    return _noised(_parts(line, rng), _style(name, rng), rng)


def _style(name: str, rng: random.Random) -> str:
    """The style of a file's lines, from its name; of a file of all styles, any."""
    about = name.partition("_")[2].partition("_")[0]
    return _STYLE_OF.get(about, about if about in STYLES else rng.choice(STYLES))


@cache
def _files(kind: str) -> tuple[list[str], list[float]]:
    """The files of frames or talk, each as likely as it has lines."""
    names = sorted(path.stem for path in DATA.glob(f"{kind}_*.txt"))
    weights = [float(len(lines(name))) for name in names]
    if kind == "talk":
        names.append("topics")
        weights.append(0.05 * sum(weights))
    return names, weights


@cache
def _topics() -> tuple[str, ...]:
    """What our own topics say, line by line; names of facts in braces are left out."""
    paths = sorted((knowledge_base_dir() / "topics").rglob("*.md"))
    said = (match[1] for path in paths for match in _SAID.finditer(path.read_text(encoding="utf-8")))
    return tuple(_FACT.sub("", line) for line in said)


def _parts(line: str, rng: random.Random) -> list[tuple[str, str]]:
    """The line as (words, label) parts; a slot named twice is filled with the same words."""
    filled: dict[str, tuple[str, str]] = {}
    parts: list[tuple[str, str]] = []
    last = 0
    for match in _SLOT.finditer(line):
        slot = match[1]
        if slot not in filled:
            filled[slot] = fill(slot, rng)
        parts += [(line[last : match.start()], "O"), filled[slot]]
        last = match.end()
    return [*parts, (line[last:], "O")]


def _noised(parts: list[tuple[str, str]], style: str, rng: random.Random) -> Sentence:
    slips = {"typed": 0.01, "hurried": 0.05, "spoken": 0.0, "dialogue": 0.02}[style]
    if rng.random() < 0.3:  # noqa: PLR2004  # many lines are typed without any slip
        slips = 0.0
    markless = style == "spoken" or rng.random() < {"hurried": 0.5, "dialogue": 0.25}.get(style, 0.1)
    pauses = 0.04 if style == "spoken" and rng.random() < 0.5 else 0.0  # noqa: PLR2004
    text, spans = "", []
    for words, label in parts:
        piece = noise.typos(words, rng, slips if label == "O" else slips / 2)
        if markless:
            piece = noise.without_marks(piece)
        if label == "O":
            piece = noise.hesitations(piece, rng, pauses)
            piece = noise.lost_spaces(piece, rng, slips / 5)
        piece = fold(piece).text  # the detector reads folded text in a call too
        if label != "O" and piece.strip():
            spans.append((len(text), len(text) + len(piece), label))
        text += piece
    return Sentence(text, tuple(spans))


def _join(found: list[Sentence], rng: random.Random) -> Sentence:
    text, spans = "", []
    for each in found:
        if text:
            text += rng.choice((" ", " ", "\n", ". ", " and "))
        spans += [(a + len(text), b + len(text), label) for a, b, label in each.spans]
        text += each.text
    return Sentence(text, tuple(spans))
