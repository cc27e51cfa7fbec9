"""Catch the people this call already knows, in any case, with a possessive or one typing slip.

In: names and numbers given at call start, and names found so far. Out: hits wherever they stand.
A name that is also a plain word counts only as part of the full name or capitalised inside a sentence.
Held in memory for one call; ``clear()`` forgets it. Knows nothing about how a name was first found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.word_lists import is_plain, veto_terms, words_that_are_names_too

_LETTERS = regex.compile(r"\p{L}+(?:'\p{L}+)*")
_DIGITS = regex.compile(r"\d(?:[\s().,/-]{0,3}+\d)*+")
_MIN_TOKEN = 3
_MIN_TYPO = 6
_MIN_DIGITS = 4
_MAX_NUMBERS = 50


class KnownPeople:
    """Name words and numbers of the people in one call."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._tokens: set[str] = set()
        self._common: set[str] = set()
        self._full: set[tuple[str, ...]] = set()
        self._numbers: set[str] = set()
        for value in known:
            self._add_number(value)
            self.learn((value,))

    def __repr__(self) -> str:
        return (
            f"KnownPeople({len(self._tokens) + len(self._common)} name words, {len(self._numbers)} numbers)"
        )

    def clear(self) -> None:
        """Forget everybody."""
        for held in (self._tokens, self._common, self._full, self._numbers):
            held.clear()

    def learn(self, names: Iterable[str]) -> None:
        """Remember names for the rest of the call."""
        for name in names:
            words = tuple(word.lower().removesuffix("'s") for word in _LETTERS.findall(name))
            if len(words) > 1:
                self._full.add(words)
            for word in words:
                if len(word) < _MIN_TOKEN or word in veto_terms():
                    continue
                common = is_plain(word) or word in words_that_are_names_too()
                (self._common if common else self._tokens).add(word)

    def find(self, turn: Turn) -> list[Hit]:
        """Every place where a known name or number stands."""
        return [*self._numbers_in(turn), *self._full_names(turn), *self._single_words(turn)]

    def _add_number(self, value: str) -> None:
        digits = "".join(char for char in value if char.isdecimal())
        if len(digits) >= _MIN_DIGITS and len(self._numbers) < _MAX_NUMBERS:
            self._numbers.add(digits)

    def _numbers_in(self, turn: Turn) -> Iterator[Hit]:
        # No pattern is made of a number: the pattern library would remember it when the call is over.
        if not self._numbers:
            return
        for run in matches("known.number", _DIGITS, turn.text):
            places = [place for place in range(*run.span()) if turn.text[place].isdecimal()]
            digits = "".join(turn.text[place] for place in places)
            for number in self._numbers:
                for at in _starts(number, digits):
                    start, end = places[at], places[at + len(number) - 1] + 1
                    inside = turn.text[start - 1 : start].isdecimal() or turn.text[end : end + 1].isdecimal()
                    if not inside:
                        yield Hit(start, end, "OTHER_ID", 1.0, "known.number", firm=True)

    def _full_names(self, turn: Turn) -> Iterator[Hit]:
        if not self._full:
            return
        words = [word for word in turn.words if word.is_letters]
        starts = {name[0] for name in self._full}
        for index, word in enumerate(words):
            if word.text not in starts:
                continue
            for name in self._full:
                part = tuple(each.text.removesuffix("'s") for each in words[index : index + len(name)])
                if part == name:
                    yield Hit(
                        word.start,
                        words[index + len(name) - 1].end,
                        "NAME",
                        1.0,
                        "known.full_name",
                        firm=True,
                    )

    def _single_words(self, turn: Turn) -> Iterator[Hit]:
        if not self._tokens and not self._common:
            return
        verdicts: dict[str, bool] = {}
        for index, word in enumerate(turn.words):
            if not word.is_letters:
                continue
            bare = word.text.removesuffix("'s")
            if bare not in verdicts:
                verdicts[bare] = self._is_token(bare)
            capital = word.is_capital and not word.raw.isupper() and not turn.starts_sentence(index)
            if verdicts[bare] or (bare in self._common and capital):
                end = word.start + len(bare)
                yield Hit(word.start, end, "NAME", 1.0, "known.name", firm=True)

    def _is_token(self, word: str) -> bool:
        if word in self._tokens:
            return True
        if len(word) < _MIN_TYPO - 1 or is_plain(word) or word in veto_terms():
            return False
        if word.removesuffix("s") in self._tokens:
            return True
        return any(len(token) >= _MIN_TYPO and is_one_slip(word, token) for token in self._tokens)


def _starts(part: str, whole: str) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


def is_one_slip(word: str, token: str) -> bool:
    """Whether one letter was changed, added, left out or swapped with its neighbour.

    >>> is_one_slip("ketterdige", "ketteridge"), is_one_slip("maria", "martin")
    (True, False)
    """
    if abs(len(word) - len(token)) > 1:
        return False
    start = 0
    while start < min(len(word), len(token)) and word[start] == token[start]:
        start += 1
    left, right = word[start:], token[start:]
    if left[1:] == right[1:] or left[1:] == right or left == right[1:]:
        return True
    return left[:2] == right[:2][::-1] and left[2:] == right[2:]
