"""Print how hard a script or a letter is, for a person at a terminal.

In: a reading or the findings on a letter. Out: plain lines: grade first, then the sentences to start with, then
words and what to say instead. Knows nothing about files.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.plain_language.letter_report import HardTerm, LetterFindings
from assistant.terminal.show import WIDTH

_SHOWN_WORDS = 12


def script_lines(reading: Mapping[str, Any], reasons: Sequence[str]) -> Iterator[str]:
    """A text short enough for one script: its figures and each rule it fails."""
    ready = "ready to read aloud" if reading["ready_to_read_aloud"] else "not ready to read aloud"
    yield (
        f"Grade {reading['grade']} ({ready}); {reading['words']} words, "
        f"longest sentence {reading['longest_sentence']}"
    )
    yield (
        f"Flesch-Kincaid {reading['fkgl']:.1f}, SMOG {reading['smog']:.1f}, "
        f"Dale-Chall {reading['dale_chall']:.1f}"
    )
    for reason in reasons:
        yield f"- {reason}"


def letter_lines(letter: LetterFindings) -> Iterator[str]:
    """A letter: grade, length, what to start with, terms and hard words."""
    yield _first_line(letter)
    yield (
        f"  {letter.words} words in {letter.sentences} sentences, longest {letter.longest_sentence}, "
        f"{letter.minutes_aloud} minutes aloud"
    )
    yield f"  Flesch-Kincaid {letter.fkgl:.1f}, SMOG {letter.smog:.1f}, Dale-Chall {letter.dale_chall:.1f}"
    yield f"  {letter.length_note}"
    if letter.left_out_lines:
        moved = letter.whole_grade != letter.grade
        beside = f"; with them it would be grade {letter.whole_grade}" if moved else ""
        yield f"  Short lines of address and signature not counted: {letter.left_out_lines}{beside}."
    yield from _wrapped(letter.verdict, "  ", "    ")
    for sentence in letter.costliest[1:]:
        yield from _wrapped(f'Then (grade {sentence.grade}): "{sentence.text}"', "  ", "    ")
    yield from _terms("Say instead, or explain", letter.jargon)
    yield from _terms("Hard words", letter.hard_words)


def brief_letter_lines(letter: LetterFindings) -> Iterator[str]:
    """One of many letters: its grade and the sentence to start with."""
    yield _first_line(letter)
    yield from _wrapped(letter.verdict, "  ", "    ")


def _first_line(letter: LetterFindings) -> str:
    ready = "plain enough to read aloud" if letter.is_plain else "not ready to read aloud"
    return f"{letter.name}: grade {letter.grade} ({ready})"


def _terms(title: str, terms: Sequence[HardTerm]) -> Iterator[str]:
    if terms:
        shown = [f"{hard.term} ({hard.plain})" if hard.plain else hard.term for hard in terms[:_SHOWN_WORDS]]
        more = f" and {len(terms) - _SHOWN_WORDS} more" if len(terms) > _SHOWN_WORDS else ""
        yield from _wrapped(f"{title}: {'; '.join(shown)}{more}", "  ", "    ")


def _wrapped(text: str, first: str, then: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=then)
