"""One text made ready for the recognizers: folded characters, and its words cut once.

In: folded text (see ``views.py``). Out: a ``Turn`` with words, and ``Hit`` for each identifier found in it.
A pattern that runs too long raises ``RedactionFailed`` with its rule id, so the caller can fail closed.
Knows nothing about Presidio, labels of a family, or the raw text behind the folded one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import regex

from assistant.errors import RedactionFailed

PATTERN_TIMEOUT_S = 0.1
"""Seconds one pattern may take on one window; the patterns need about a thousandth of it."""

_WORD = regex.compile(r"\p{L}+(?:'\p{L}+)*|\d+|[^\s\w]|_")
_SENTENCE_END = frozenset(".?!;")


class Word(NamedTuple):
    """A run of letters, a run of digits, or one mark. ``text`` is lower case, ``raw`` as typed."""

    text: str
    start: int
    end: int
    raw: str

    @property
    def is_letters(self) -> bool:
        """Whether it is made of letters (an apostrophe may stand inside)."""
        return self.raw[0].isalpha()

    @property
    def is_digits(self) -> bool:
        """Whether it is made of digits."""
        return self.raw[0].isdecimal()

    @property
    def is_mark(self) -> bool:
        """Whether it is one punctuation mark or symbol."""
        return not (self.raw[0].isalpha() or self.raw[0].isdecimal())

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.raw[0].isupper()


class Hit(NamedTuple):
    """An identifier in the folded text. ``firm`` hits (said to be a name) are never vetoed."""

    start: int
    end: int
    label: str
    score: float
    rule: str
    firm: bool = False


class Rule(NamedTuple):
    """A pattern with the label it gives; group ``id`` is the identifier when the pattern holds its cue."""

    id: str
    label: str
    pattern: regex.Pattern[str]
    score: float = 0.8
    firm: bool = False


def rule(rule_id: str, label: str, pattern: str, *, score: float = 0.8, firm: bool = False) -> Rule:
    """A compiled, case-blind rule."""
    return Rule(rule_id, label, regex.compile(pattern, regex.IGNORECASE | regex.VERBOSE), score, firm)


class Turn:
    """Folded text of one window with its words; ``text`` never changes after it is made."""

    def __init__(self, text: str, *, year: int) -> None:
        self.text = text
        self.year = year

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words and marks, in order."""
        found = _WORD.finditer(self.text)
        return tuple(Word(m[0].lower(), m.start(), m.end(), m[0]) for m in found)

    @cached_property
    def index_at(self) -> dict[int, int]:
        """Position of a character -> number of the word that starts there."""
        return {word.start: i for i, word in enumerate(self.words)}

    def word(self, index: int) -> str:
        """The lower-case word at ``index``, or an empty string outside the text."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def gap(self, left: int, right: int) -> str:
        """The characters between two words."""
        return self.text[self.words[left].end : self.words[right].start]

    def starts_sentence(self, index: int) -> bool:
        """Whether the word at ``index`` opens the text or a sentence, where a capital says nothing."""
        return index == 0 or self.words[index - 1].text in _SENTENCE_END or "\n" in self.gap(index - 1, index)

    def before(self, index: int, count: int) -> list[str]:
        """Up to ``count`` words before ``index`` in the same sentence, nearest first."""
        found: list[str] = []
        for i in range(index - 1, -1, -1):
            word = self.words[i]
            if word.text in {"?", "!"} or (word.text == "." and self.gap(i, i + 1)):
                break
            if not word.is_mark:
                found.append(word.text)
            if len(found) == count:
                break
        return found

    def after(self, index: int, count: int) -> list[str]:
        """Up to ``count`` words after ``index`` in the same sentence, nearest first."""
        found: list[str] = []
        for i in range(index + 1, len(self.words)):
            word = self.words[i]
            if word.text in {"?", "!", "."}:
                break
            if not word.is_mark:
                found.append(word.text)
            if len(found) == count:
                break
        return found


def matches(
    rule_id: str, pattern: regex.Pattern[str], text: str, *, overlapped: bool = False
) -> list[regex.Match[str]]:
    """All matches; raises ``RedactionFailed`` when the pattern runs out of time."""
    try:
        # All at once: the clock of a pattern also runs while somebody works on its last match.
        return list(pattern.finditer(text, overlapped=overlapped, timeout=PATTERN_TIMEOUT_S))
    except TimeoutError:
        raise RedactionFailed(
            f"Redaction rule {rule_id} ran out of time on {len(text)} characters. Nothing was kept; "
            "please report the rule name."
        ) from None


def scan(rules: tuple[Rule, ...], turn: Turn) -> Iterator[Hit]:
    """One hit for each match of each rule; the group ``id`` bounds it when there is one."""
    for each in rules:
        group = "id" if "id" in each.pattern.groupindex else 0
        for match in matches(each.id, each.pattern, turn.text):
            start, end = match.span(group)
            if start < end:
                yield Hit(start, end, each.label, each.score, each.id, each.firm)
