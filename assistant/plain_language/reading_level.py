"""Grade a script: how hard it is to follow for someone who only hears it.

In: a text of any size. Out: ``reading_level`` gives a Reading, ``measure`` the figures behind it. Ready to
read aloud = easy words AND short sentences AND no unexplained jargon AND not too long; one grade
alone is not enough. Formulas are the published ones, computed here.
Keeps nothing of the text, touches no network, knows nothing about facts or patients.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.call_types import Reading
from assistant.errors import WrongUse
from assistant.plain_language.easy_words import is_easy
from assistant.plain_language.jargon import find_jargon, is_known_name
from assistant.plain_language.scoring_copy import Sentence, prepare, read_sentences
from assistant.plain_language.syllables import count_syllables

__all__ = ["Measures", "judge", "measure", "prepare", "reading_level"]

# The gate "ready to read aloud" (plain language guide, section 5).
MAX_FKGL = 5.0
MAX_DALE_CHALL = 5.9
MAX_SENTENCE_WORDS = 20
MAX_MEAN_WORDS = 12.0
MIN_WORDS, MAX_WORDS = 40, 120

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
    spoken = [word for sentence in sentences for piece in sentence for word in piece]
    counts = {word: count_syllables(word) for word in set(spoken)}
    syllables = [counts[word] for word in spoken]
    hard = tuple(find_hard_words(sentences))
    words, mean = len(syllables), len(syllables) / len(sentences)
    fkgl = flesch_kincaid(words, len(sentences), sum(syllables))
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
    return judge(
        measure(text), tuple(dict.fromkeys(hit.term for hit in find_jargon(text) if not hit.explained))
    )


def _with_easy_names(text: str, names: Sequence[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "Name")
    return text


def scored_words(text: str) -> frozenset[str]:
    """The words of ``text`` as they are scored, in small letters."""
    return frozenset(word.lower() for part in read_sentences(text) for piece in part for word in piece)


def grade_of_new_words(text: str, known: frozenset[str]) -> float:
    """Flesch-Kincaid grade of ``text`` for someone who just heard ``known``: each of those is one syllable."""
    sentences = read_sentences(text)
    words = [word for sentence in sentences for piece in sentence for word in piece]
    if not words:
        return 0.0
    syllables = sum(1 if word.lower() in known else count_syllables(word) for word in words)
    return flesch_kincaid(len(words), len(sentences), syllables)


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """The published formula on counts."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def judge(figures: Measures, jargon: tuple[str, ...]) -> Reading:
    """The reading of a text with these figures and these unexplained terms: gate (d) of the guide."""
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
