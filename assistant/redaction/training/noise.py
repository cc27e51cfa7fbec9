"""Make clean words look as people type and speech recognition writes: slips, lost marks, fillers, repeats.

In: words of one part of a sentence. Out: the same part, noised. Parts are noised one by one, so the label
of each part stays true. Case is left alone: the encoder reads all letters as small ones.
"""

from __future__ import annotations

import random
from itertools import pairwise

import regex

_FILLERS = "um uh like you know so well I mean er okay".split()
_MARKS = regex.compile(r"[.,;:!?\"()]+")
_NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_MIN_TYPO = 4


def slip(word: str, rng: random.Random) -> str:
    """The word with one letter left out, doubled, swapped with its neighbour, or hit beside its key."""
    if len(word) < _MIN_TYPO or not word.isalpha():
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:  # noqa: PLR2004
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return word[:at] + rng.choice(_NEAR.get(word[at].lower(), "e")) + word[at + 1 :]


def typos(text: str, rng: random.Random, share: float) -> str:
    """Slips in ``share`` of the words."""
    return " ".join(slip(word, rng) if rng.random() < share else word for word in text.split(" "))


def lost_spaces(text: str, rng: random.Random, share: float) -> str:
    """Two words run together in ``share`` of the places between words inside the text."""
    words = text.split(" ")
    joined = words[0]
    for before, word in pairwise(words):
        glued = before and word and rng.random() < share
        joined += word if glued else f" {word}"
    return joined


def without_marks(text: str) -> str:
    """No full stops, commas or quotes, as speech recognition leaves them out."""
    return _MARKS.sub("", text)


def hesitations(text: str, rng: random.Random, share: float) -> str:
    """Fillers and repeated words in ``share`` of the places between words."""
    words: list[str] = []
    for word in text.split(" "):
        words.append(word)
        if word and rng.random() < share:
            words.append(rng.choice((word, *_FILLERS)))
    return " ".join(words)
