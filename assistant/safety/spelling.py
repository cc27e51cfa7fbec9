"""Bring a mistyped or drawn-out word back to the key word it stands for.

In: one folded word. Out: the word itself, or the key word one slip away ("brething", "unconcious", "helppp").
Only the long key words named in the rule file are mended, and never into or out of a word named there as a
real word of its own, so that "prison" does not become "poison".
Knows nothing about phrases; keeps no word it was asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

SHORTEST_KEY_WORD: Final = 6
"""Below six letters one slip often makes another real word (chest, cheat), so those are spelled out as data."""

_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_LONGEST_MENDED: Final = 24


class Speller:
    """Mends single words; made once for each rule file."""

    def __init__(
        self,
        *,
        same_words: Mapping[str, str],
        key_words: Iterable[str],
        real_words: Iterable[str],
        known: Iterable[str],
    ) -> None:
        self._same = dict(same_words)
        self._left_alone = frozenset(known) | frozenset(real_words) | frozenset(key_words)
        self._near: dict[str, list[str]] = {}
        for key in sorted(set(key_words)):
            for cut in {key, *_cuts(key)}:
                self._near.setdefault(cut, []).append(key)

    def mend(self, word: str) -> str:
        """The word that the rules know this word by."""
        same = self._same.get(word)
        if same is not None:
            return same
        if word in self._left_alone or len(word) > _LONGEST_MENDED or word[:1].isdigit():
            return word
        if _DRAWN_OUT.search(word):
            for keep in (r"\1", r"\1\1"):
                shorter = _DRAWN_OUT.sub(keep, word)
                if shorter in self._same or shorter in self._left_alone:
                    return self._same.get(shorter, shorter)
        return self._nearest(word)

    def _nearest(self, word: str) -> str:
        if len(word) < SHORTEST_KEY_WORD - 1:
            return word
        for cut in (word, *_cuts(word)):
            for key in self._near.get(cut, ()):
                if key[0] == word[0] and is_one_slip(word, key):
                    return self._same.get(key, key)
        return word


def is_one_slip(typed: str, meant: str) -> bool:
    """True when one letter is missing, added, wrong, or two neighbours are swapped."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if same is None:
        return len(typed) != len(meant)
    rest_typed, rest_meant = typed[same:], meant[same:]
    return (
        rest_typed[1:] == rest_meant[1:]
        or rest_typed[1:] == rest_meant
        or rest_typed == rest_meant[1:]
        or (rest_typed[:2] == rest_meant[:2][::-1] and rest_typed[2:] == rest_meant[2:])
    )


def _cuts(word: str) -> list[str]:
    """The word with each one of its letters left out."""
    return [word[:i] + word[i + 1 :] for i in range(len(word))]
