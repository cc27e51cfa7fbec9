"""Grade a script: how hard is it to follow for someone who only hears it?

In: a text of any size. Out: ``reading_level`` gives a Reading; ``explain_reading`` says in plain words what
costs most and what to say instead. Ready to read aloud = easy words AND short sentences AND no unexplained
jargon AND not too long; one grade alone is not enough. Formulas are the published ones, computed here.
Keeps nothing of the text, touches no network, knows nothing about facts or patients.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.call_types import Reading
from assistant.errors import WrongUse
from assistant.plain_language.easy_words import is_easy
from assistant.plain_language.jargon import find_jargon, is_known_name
from assistant.plain_language.scoring_copy import Sentence, prepare, read_sentences
from assistant.plain_language.syllables import count_syllables

__all__ = ["Measures", "ReadingReport", "explain_reading", "measure", "prepare", "reading_level"]

Level = Literal["green", "amber", "red"]

# The gate "ready to read aloud" (plain language guide, section 5).
MAX_FKGL = 5.0
MAX_DALE_CHALL = 5.9
MAX_SENTENCE_WORDS = 20
MAX_MEAN_WORDS = 12.0
MIN_WORDS, MAX_WORDS = 40, 120
MAX_AMBER_GRADE = 6.0

_POLYSYLLABLE = 3
# Dale-Chall adds this when more than 5 % of words are hard. The shown grade spreads the step over 3-7 %,
# so that one word more or less does not move it by four grades.
_STEP, _STEP_AT, _STEP_FROM, _STEP_TO = 3.6365, 5.0, 3.0, 7.0
_SHOUTED = 0.5


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures behind a grade, unrounded. ``dale_chall`` is the raw score, step at 5 % included."""

    words: int
    sentences: int
    fkgl: float
    smog: float
    dale_chall: float
    headline: float
    sentence_words: tuple[int, ...]
    hard_words: tuple[str, ...]


def measure(text: str) -> Measures:
    """All figures of ``text``; raises WrongUse when there is no word in it."""
    sentences = read_sentences(text)
    if not sentences:
        raise WrongUse("There are no words to grade. Give the words you want to read aloud.")
    lengths = tuple(sum(map(len, sentence)) for sentence in sentences)
    syllables = [count_syllables(word) for sentence in sentences for piece in sentence for word in piece]
    hard = tuple(find_hard_words(sentences))
    words, mean = len(syllables), len(syllables) / len(sentences)
    fkgl = _fkgl(words, len(sentences), sum(syllables))
    polysyllables = sum(n >= _POLYSYLLABLE for n in syllables)
    percent_hard = 100 * len(hard) / words
    dale_chall = _dale_chall(percent_hard, mean, step=float(percent_hard > _STEP_AT))
    smooth = _dale_chall(percent_hard, mean, step=_share(percent_hard, _STEP_FROM, _STEP_TO))
    return Measures(
        words=words,
        sentences=len(sentences),
        fkgl=fkgl,
        smog=1.043 * math.sqrt(30 * polysyllables / len(sentences)) + 3.1291,
        dale_chall=dale_chall,
        headline=max(fkgl, (fkgl + min(16.0, max(1.0, 2 * smooth - 5))) / 2),
        sentence_words=lengths,
        hard_words=hard,
    )


def _dale_chall(percent_hard: float, mean_words: float, *, step: float) -> float:
    return 0.1579 * percent_hard + 0.0496 * mean_words + _STEP * step


def _share(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def find_hard_words(sentences: Iterable[Sentence]) -> list[str]:
    """Every word that is neither easy nor a name, in order, as often as it stands there.

    A capital inside a sentence makes a name, unless the whole stretch is in capitals or a headline.
    """
    verdicts: dict[str, bool] = {}
    hard: list[str] = []
    for sentence in sentences:
        for piece in sentence:
            capitals = sum(word[0].isupper() for word in piece[1:])
            shouted = capitals > _SHOUTED * len(piece[1:])
            for place, word in enumerate(piece):
                is_name = place > 0 and word[0].isupper() and not shouted
                if is_name or is_known_name(word):
                    continue
                if word not in verdicts:
                    verdicts[word] = is_easy(word)
                if not verdicts[word]:
                    hard.append(word)
    return hard


def reading_level(text: str, *, must_say: Sequence[str] = ()) -> Reading:
    """The reading of ``text``; raises WrongUse when it holds no word.

    ``must_say``: names of programmes the patient has to hear. They are then graded as one easy word each;
    show that figure beside the one without them, never instead of it.

    >>> reading_level("Take one pill each day. Drink a glass of water with it.").grade
    0
    """
    text = _with_easy_names(text, must_say)
    return _reading(measure(text), tuple(dict.fromkeys(hit.term for hit in find_jargon(text) if not hit.explained)))


def _with_easy_names(text: str, names: Sequence[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "Name")
    return text


def grade_of_new_words(text: str, heard: str) -> float:
    """Flesch-Kincaid grade of ``text`` for someone who has just heard ``heard``: those words count as one syllable."""
    known = {word.lower() for sentence in read_sentences(heard) for piece in sentence for word in piece}
    sentences = read_sentences(text)
    words = [word for sentence in sentences for piece in sentence for word in piece]
    if not words:
        return 0.0
    syllables = sum(1 if word.lower() in known else count_syllables(word) for word in words)
    return _fkgl(len(words), len(sentences), syllables)


def _fkgl(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def _reading(figures: Measures, jargon: tuple[str, ...]) -> Reading:
    ready = (
        figures.fkgl <= MAX_FKGL
        and figures.dale_chall <= MAX_DALE_CHALL
        and max(figures.sentence_words) <= MAX_SENTENCE_WORDS
        and figures.words / figures.sentences <= MAX_MEAN_WORDS
        and not jargon
        and MIN_WORDS <= figures.words <= MAX_WORDS
    )
    return Reading(
        grade=max(0, math.floor(figures.headline + 0.5)),
        fkgl=figures.fkgl,
        smog=figures.smog,
        dale_chall=figures.dale_chall,
        longest_sentence=max(figures.sentence_words),
        words=figures.words,
        jargon=jargon,
        ready_to_read_aloud=ready,
    )


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """A reading, and in plain words what costs most. ``level`` is the colour a page shows."""

    reading: Reading
    level: Level
    reasons: tuple[str, ...]
    sentence_words: tuple[int, ...]
    costliest_sentence: str
    hard_words: tuple[str, ...]
    swaps: tuple[tuple[str, str], ...]


def explain_reading(text: str) -> ReadingReport:
    """Why ``text`` is or is not ready to read aloud; raises WrongUse when it holds no word."""
    figures = measure(text)
    swaps = {hit.term: hit.plain for hit in find_jargon(text) if not hit.explained}
    reading = _reading(figures, tuple(swaps))
    return ReadingReport(
        reading=reading,
        level=_level(figures, reading),
        reasons=tuple(_reasons(figures, swaps)),
        sentence_words=figures.sentence_words,
        costliest_sentence=_costliest(text),
        hard_words=tuple(dict.fromkeys(figures.hard_words)),
        swaps=tuple(swaps.items()),
    )


def _level(figures: Measures, reading: Reading) -> Level:
    if reading.ready_to_read_aloud:
        return "green"
    return "amber" if figures.headline <= MAX_AMBER_GRADE else "red"


def _reasons(figures: Measures, swaps: Mapping[str, str]) -> Iterator[str]:
    if figures.fkgl > MAX_FKGL:
        yield f"The grade is {figures.fkgl:.1f}; at most {MAX_FKGL:.0f}. Use shorter words and sentences."
    if figures.dale_chall > MAX_DALE_CHALL:
        hard = ", ".join(dict.fromkeys(figures.hard_words[:12]))
        yield f"Too many hard words (Dale-Chall {figures.dale_chall:.1f}; at most {MAX_DALE_CHALL}): {hard}."
    if max(figures.sentence_words) > MAX_SENTENCE_WORDS:
        yield f"The longest sentence has {max(figures.sentence_words)} words; at most {MAX_SENTENCE_WORDS}."
    if figures.words / figures.sentences > MAX_MEAN_WORDS:
        yield f"Sentences have {figures.words / figures.sentences:.1f} words on average; at most {MAX_MEAN_WORDS:.0f}."
    for term, plain in swaps.items():
        yield f"Explain or swap '{term}': {plain}."
    if not MIN_WORDS <= figures.words <= MAX_WORDS:
        yield f"The text has {figures.words} words; a script has {MIN_WORDS} to {MAX_WORDS}."


def _costliest(text: str) -> str:
    """The sentence with the highest grade of its own, as ``prepare`` gives it."""
    sentences = [part for part in prepare(text).replace("? ", ". ").replace("! ", ". ").split(". ") if part.strip()]
    return max(sentences, key=_cost, default="")


def _cost(sentence: str) -> float:
    words = sentence.split()
    return 0.39 * len(words) + 11.8 * sum(count_syllables(word.strip(".,;:")) for word in words) / max(1, len(words))
