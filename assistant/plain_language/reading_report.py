"""Say in plain words why a script is or is not ready to read aloud, and what to change first.

In: a text. Out: a ReadingReport: the reading, its colour, one reason for each failed rule, the sentence that
costs most as it stands in the text, and the hard words with plainer ones where our lists know them.
Keeps nothing of the text. Knows nothing about facts, topics or the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.call_types import Reading
from assistant.plain_language.jargon import find_jargon
from assistant.plain_language.reading_level import (
    MAX_DALE_CHALL,
    MAX_FKGL,
    MAX_MEAN_WORDS,
    MAX_SENTENCE_WORDS,
    MAX_WORDS,
    MIN_WORDS,
    Measures,
    judge,
    measure,
    reading_level,
)
from assistant.plain_language.scoring_copy import is_short_form, read_sentences
from assistant.plain_language.syllables import count_syllables
from assistant.plain_language.word_tables import plainer_words

Level = Literal["green", "amber", "red"]

MAX_AMBER_GRADE = 6.0
_SHOWN_WORDS = 8
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]+[\"')\u2019\u201d]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """A reading, and in plain words what costs most. ``level`` is the colour a page shows.

    ``sentence_words``: words in each sentence, in order. ``costliest_sentence``: as it stands in the text.
    ``hard_words``: each once. ``swaps``: hard word or term, and what to say instead or what it means.
    ``adjusted``: the reading with must-say names counted as easy, to show beside ``reading``; else None.
    """

    reading: Reading
    level: Level
    reasons: tuple[str, ...]
    sentence_words: tuple[int, ...]
    costliest_sentence: str
    hard_words: tuple[str, ...]
    swaps: tuple[tuple[str, str], ...]
    adjusted: Reading | None = None


def explain_reading(text: str, *, must_say: Sequence[str] = ()) -> ReadingReport:
    """Why ``text`` is or is not ready to read aloud; raises WrongUse when it holds no word."""
    figures = measure(text)
    terms = {hit.term: hit.plain for hit in find_jargon(text) if not hit.explained}
    hard_words = tuple(dict.fromkeys(figures.hard_words))
    reading = judge(figures, tuple(terms))
    known = {word: plainer_words(word) for word in hard_words if word.lower() not in terms}
    swaps = terms | {word: plain for word, plain in known.items() if plain}
    costliest = _costliest(text)
    return ReadingReport(
        reading=reading,
        level=_level(figures, reading),
        reasons=tuple(_reasons(figures, terms, costliest)),
        sentence_words=figures.sentence_words,
        costliest_sentence=costliest,
        hard_words=hard_words,
        swaps=tuple(swaps.items()),
        adjusted=reading_level(text, must_say=must_say) if must_say else None,
    )


def _level(figures: Measures, reading: Reading) -> Level:
    if reading.ready_to_read_aloud:
        return "green"
    return "amber" if figures.headline <= MAX_AMBER_GRADE else "red"


def _reasons(figures: Measures, terms: Mapping[str, str], costliest: str) -> Iterator[str]:
    mean = figures.words / figures.sentences
    if figures.fkgl > MAX_FKGL:
        yield (
            f"The grade is {figures.fkgl:.1f}; at most {MAX_FKGL:.0f}. Use shorter words and sentences. "
            f'Start with: "{costliest}"'
        )
    if figures.dale_chall > MAX_DALE_CHALL:
        hard = ", ".join(list(dict.fromkeys(figures.hard_words))[:_SHOWN_WORDS])
        yield f"Too many hard words (Dale-Chall {figures.dale_chall:.1f}; at most {MAX_DALE_CHALL}): {hard}."
    if max(figures.sentence_words) > MAX_SENTENCE_WORDS:
        longest = max(figures.sentence_words)
        yield f"The longest sentence has {longest} words; at most {MAX_SENTENCE_WORDS}. Make two of it."
    if mean > MAX_MEAN_WORDS:
        yield f"Sentences have {mean:.1f} words on average; at most {MAX_MEAN_WORDS:.0f}."
    for term, plain in terms.items():
        yield (
            f"Swap or explain '{term}': {plain}."
            if plain
            else f"Say the whole name of '{term}', or what it is."
        )
    if not MIN_WORDS <= figures.words <= MAX_WORDS:
        yield f"The text has {figures.words} words; a script has {MIN_WORDS} to {MAX_WORDS}."


def _costliest(text: str) -> str:
    """The sentence with the highest grade of its own, as it stands: the scoring copy is never shown."""
    return max(_sentences_as_they_stand(text), key=_cost, default="").strip()


def _sentences_as_they_stand(text: str) -> Iterator[str]:
    begins = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "." and is_short_form(text, match.start()):
            continue
        yield text[begins : match.end()]
        begins = match.end()
    yield text[begins:]


def _cost(sentence: str) -> float:
    words = [word for part in read_sentences(sentence) for piece in part for word in piece]
    return 0.39 * len(words) + 11.8 * sum(map(count_syllables, words)) / len(words) if words else 0.0
