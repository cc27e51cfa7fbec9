"""Find names, places and organisations in a text with the trained head.

In: folded text. Out: ``Found`` spans over whole words, with a label and a score. Case makes no difference.
The bar a word must reach depends on its label and on its kind: low for an unknown word, high for a plain one.
Knows nothing about Presidio, the veto list or the memory of a call.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import regex
import torch

from assistant.errors import InstallationIncomplete
from assistant.redaction.names_head import CARD, LABELS, WEIGHTS, load_head
from assistant.redaction.piece_reader import BATCH, PieceReader, hidden_states_once
from assistant.redaction.word_kinds import KINDS, NUMBER, KindOfWord, words_with_kinds

BESIDE = 0.05
"""Share of its bar that a word must pass right beside a word that is one already."""
_NOT_DRAWN_IN = frozenset("and or but is are was were has had my your the this that with works for".split())
"""Words that are never the rest of a name for standing beside one: "Georgia and", "is my ssn"."""
_MAX_GAP = 2
_INSIDE_A_PLACE = frozenset("of|of the|the|on the|and|&|de|de la|de los|de las|del|la|el|los|y".split("|"))
_KIND_BEFORE = regex.compile(
    r"(?<![\p{L}])(?:hospital|cl[ií]nica|centro|farmacia|iglesia|escuela|the)(?:\ de|\ del)?\ $",
    regex.IGNORECASE,
)
_KIND_AFTER = regex.compile(
    r"(?:\ (?:hospital|hosp|clinic|center|ctr|centre|unit|house|home|pharmacy|drug|hospice|dialysis"
    r"|renal|rehab|manor|health|medical|med|care|living|pavilion|shelter|snf|alf|uc|school|schools"
    r"|farms?|foods?|company|trucking))+"
    r"(?![\p{L}'])",
    regex.IGNORECASE,
)
_MIN_SPELLED = 3


class Found(NamedTuple):
    """A name, place or organisation: its characters in the text, ``NAME``, ``LOC`` or ``ORG``, and 1 - P(O)."""

    start: int
    end: int
    label: str
    score: float


class NameDetector:
    """The encoder and the head, loaded once; safe to share between threads."""

    def __init__(self, weights: Path = WEIGHTS, card: Path = CARD) -> None:
        """Raises InstallationIncomplete when weights, card and encoder do not belong together."""
        self._head, self.card = load_head(weights, card)
        self._reader = PieceReader()
        self._transformer = self._head.adapters.merge(self._reader.transformer)
        if self.card["encoder_sha256"] != self._reader.encoder_sha256:
            raise InstallationIncomplete(
                "The name detector was trained on other encoder weights. Install Checkback again."
            )
        self._bars = _bars_of(self.card["thresholds"])
        # A number counts beside words only: where nothing but numbers and marks stands, the rules see it all.
        self._quiet = _never_over(self._bars) | {NUMBER}

    def find(self, text: str) -> tuple[Found, ...]:
        """All that is found in one text."""
        return self.find_many([text])[0]

    def find_many(self, texts: Sequence[str], *, batch: int = BATCH) -> list[tuple[Found, ...]]:
        """What is found in each text, in order; faster than one by one."""
        every = self.scores(texts, batch=batch)
        return [
            tuple(
                widen(one, text)
                for one in join(self._over_the_bar(scored, text), text)
                if not _is_stray_letter(one, text)
            )
            for scored, text in zip(every, texts, strict=True)
        ]

    def scores(
        self, texts: Sequence[str], *, batch: int = BATCH
    ) -> list[list[tuple[KindOfWord, list[float]]]]:
        """For each text its words, each with the probability of every label of ``LABELS``."""
        words = [words_with_kinds(text) for text in texts]
        scored: list[list[list[float] | None]] = [[None] * len(each) for each in words]
        for windows in self._reader.read(texts, words, batch=batch, quiet=self._quiet):
            with torch.inference_mode():
                layers = hidden_states_once(self._transformer, windows.ids, windows.mask)
                every = self._head.probabilities(
                    layers, windows.kinds, windows.spellings, windows.mask
                ).tolist()
            for row, text in enumerate(windows.texts):
                _give_to_words(words[text], scored[text], windows.places[row], every[row])
        none = [1.0, *(0.0 for _ in LABELS[1:])]
        return [
            [(word, one or none) for word, one in zip(each, found, strict=True)]
            for each, found in zip(words, scored, strict=True)
        ]

    def _over_the_bar(self, scored: Sequence[tuple[KindOfWord, list[float]]], text: str) -> list[Found]:
        """The words over their bar, and beside them those over a lower one: the rest of a name."""
        judged = [self._judge(word, one) for word, one in scored]
        taken = [found.score > bar for found, bar in judged]
        for step in (1, -1):  # forwards, then backwards, so that the rest of a long name follows
            order = range(len(judged)) if step == 1 else range(len(judged) - 1, -1, -1)
            for at in order:
                before = at - step
                if taken[at] or not 0 <= before < len(judged) or not taken[before]:
                    continue
                found, bar = judged[at]
                first, last = sorted((found, judged[before][0]))
                near = judged[before][0].label == found.label and _touches(text[first.end : last.start])
                drawn_in = text[found.start : found.end].lower() not in _NOT_DRAWN_IN
                taken[at] = near and drawn_in and found.score > bar * BESIDE
        return [found for (found, _), keep in zip(judged, taken, strict=True) if keep]

    def _judge(self, word: KindOfWord, one: Sequence[float]) -> tuple[Found, float]:
        """The word with its likeliest label, and the bar it must pass."""
        label = max(range(1, len(LABELS)), key=one.__getitem__)
        return Found(word.start, word.end, LABELS[label], 1 - one[0]), self._bars[label][word.kind]


def _bars_of(thresholds: dict[str, dict[str, float]]) -> list[list[float]]:
    """(label, kind) -> the score a word must pass; the first row, O, is never used."""
    return [[1.0] * len(KINDS), *([thresholds[label][kind] for kind in KINDS] for label in LABELS[1:])]


def _never_over(bars: list[list[float]]) -> frozenset[int]:
    """The kinds of words that are never found, whatever the head says of them."""
    return frozenset(kind for kind in range(len(KINDS)) if all(row[kind] >= 1 for row in bars))


def _give_to_words(
    words: Sequence[KindOfWord],
    scored: list[list[float] | None],
    places: Sequence[tuple[int, int]],
    every: Sequence[list[float]],
) -> None:
    """Each word gets the scores of the piece in it that is least sure of being nothing."""
    at = 0
    for (start, end), one in zip(places, every, strict=False):
        if start == end:
            continue
        while at < len(words) and words[at].end <= start:
            at += 1
        if at == len(words):
            return
        if words[at].start >= end:
            continue
        known = scored[at]
        if known is None or one[0] < known[0]:
            scored[at] = one


def join(found: Sequence[Found], text: str) -> tuple[Found, ...]:
    """Neighbours with one label as one: across a space, a hyphen, the dot of an initial, "of the" in a place."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.label == one.label and _belongs(one.label, text[last.end : one.start]):
            joined[-1] = Found(last.start, one.end, one.label, max(last.score, one.score))
        else:
            joined.append(one)
    return tuple(joined)


def _belongs(label: str, gap: str) -> bool:
    return _touches(gap) or (label != "NAME" and gap.lower().strip() in _INSIDE_A_PLACE)


def widen(found: Found, text: str) -> Found:
    """An organisation with the words of its kind beside it: "Hospital Santa Rosa", "Tri Rivers Dialysis Unit"."""
    if found.label != "ORG":
        return found
    before, after = (
        _KIND_BEFORE.search(text, max(0, found.start - 20), found.start),
        _KIND_AFTER.match(text, found.end),
    )
    start = before.start() if before else found.start
    return found._replace(start=start, end=after.end() if after else found.end)


def _is_stray_letter(found: Found, text: str) -> bool:
    """Whether no more than two letters stand alone: an initial without its name, a part of a code."""
    words = text[found.start : found.end].replace(".", " ").replace("-", " ").split()
    return len(words) < _MIN_SPELLED and all(len(word) == 1 for word in words)


def _touches(gap: str) -> bool:
    return len(gap) <= _MAX_GAP and not gap.strip(" -.")
