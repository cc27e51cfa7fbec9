"""Read what was said as plain words, and remember where each word stood.

In: any text, of any length, as typed or pasted. Out: lower-case words without accents, apostrophes,
hidden characters or full-width letters, each with its place in the raw text and the kind of break before it.
A placeholder such as <NAME_1> is one word. All folding is on a copy: what is shown stays as typed.
Knows nothing about phrases, rules or what a word means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

NO_BREAK: Final = 0
CLAUSE_BREAK: Final = 1
SENTENCE_BREAK: Final = 2

PLACEHOLDER: Final = "<name>"
"""The folded form of every placeholder, so that a phrase can ask for one."""

_WORD = re.compile(r"<[a-z]+(?:_[a-z]+)*_\d+>|\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<!\.)\.(?!\.)|[!?;]|\n\s*\n|\n\s*[-*•]")
_CLAUSE_END = re.compile(r"[,:()\n/–—]|\s-\s|\.\.|…")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NOT_AN_END = frozenset({"dr", "mr", "mrs", "ms", "st", "vs", "sr", "sra", "pt", "am", "pm", "a", "p", "s"})
_APOSTROPHES = frozenset("'\u2018\u2019\u02bc\u00b4`\u2032\uff07")


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of one text. ``breaks[i]`` is the break that stands before word ``i``."""

    raw: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]

    def as_typed(self, first: int, last: int) -> str:
        """The raw text from word ``first`` through word ``last``."""
        return self.raw[self.spans[first][0] : self.spans[last][1]]


def fold(text: str) -> Words:
    """The words of ``text``; never raises on any string and takes time linear in its length."""
    folded, places = _fold_characters(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    breaks: list[int] = []
    end_before = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        breaks.append(_break_in(folded, end_before, start, words[-1] if words else ""))
        word = match.group()
        words.append(PLACEHOLDER if word[0] == "<" else word.replace("'", ""))
        spans.append((places[start], places[end - 1] + 1) if places else (start, end))
        end_before = end
    return Words(text, tuple(words), tuple(spans), tuple(breaks))


def fold_word(word: str) -> str:
    """One word of a rule file, folded the same way as what is said."""
    return _fold_characters(word)[0].replace("'", "")


def _break_in(folded: str, start: int, end: int, word_before: str) -> int:
    gap = folded[start:end]
    if gap in {"", " "}:
        return NO_BREAK
    if _SENTENCE_END.search(gap) and not (gap.strip() == "." and word_before in _NOT_AN_END):
        return SENTENCE_BREAK
    return CLAUSE_BREAK if _CLAUSE_END.search(gap) else NO_BREAK


def _fold_characters(text: str) -> tuple[str, list[int]]:
    """The folded copy and, for each of its characters, the raw place (empty when both agree)."""
    if text.isascii() and not _CONTROL.search(text):
        return text.lower().replace("`", "'"), []
    seen: dict[str, str] = {}
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = seen.get(char)
        if plain is None:
            plain = seen[char] = _fold_character(char)
        folded.append(plain)
        places.extend([place] * len(plain))
    return "".join(folded), places


def _fold_character(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in "\u2013\u2014\u2026":
        return char
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Me", "Cf", "Cc", "Cs"})
    return kept or (
        "\n" if char == "\n" else " " if char in "\t\r\v\f" or unicodedata.category(char) == "Cs" else ""
    )
