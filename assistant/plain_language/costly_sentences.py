"""Find the sentences that make a text hard: those without which its grade would fall most.

In: a text of any length. Out: up to three sentences as they stand, with their words and their own grade.
Length and long words both count. A heading is no sentence: it is named only where there is nothing else.
Keeps nothing of the text. Knows nothing about jargon, gates or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assistant.plain_language.letter_text import sentences_as_they_stand
from assistant.plain_language.reading_level import MAX_FKGL, flesch_kincaid
from assistant.plain_language.scoring_copy import read_sentences
from assistant.plain_language.syllables import count_syllables

MOST_SHOWN = 3
_LONGEST_HEADING = 7
_STOP = re.compile(r"[.!?][\"')\u2019\u201d]*$")


@dataclass(frozen=True, slots=True)
class CostlySentence:
    """A sentence as it stands, its words, and the school grade it would have alone."""

    text: str
    words: int
    grade: int


class _Counted(NamedTuple):
    text: str
    words: int
    syllables: int


def find_costliest(text: str, most: int = MOST_SHOWN) -> tuple[CostlySentence, ...]:
    """The sentences that raise the grade of ``text`` most, the worst first, each once; none that is easy.

    >>> find_costliest("Call me. Utilization management necessitates authorization. We will help you.")[0].words
    4
    """
    counted = list(_count(text))
    counted = [sentence for sentence in counted if not _is_heading(sentence)] or counted
    words = sum(sentence.words for sentence in counted)
    syllables = sum(sentence.syllables for sentence in counted)

    def saved(sentence: _Counted) -> float:
        if len(counted) == 1:
            return sentence.words
        left = words - sentence.words, len(counted) - 1, syllables - sentence.syllables
        return flesch_kincaid(words, len(counted), syllables) - flesch_kincaid(*left)

    def own_grade(sentence: _Counted) -> int:
        return max(0, round(flesch_kincaid(sentence.words, 1, sentence.syllables)))

    worst = sorted(dict.fromkeys(counted), key=saved, reverse=True)[:most]
    return tuple(
        CostlySentence(" ".join(sentence.text.split()), sentence.words, own_grade(sentence))
        for sentence in worst
        if saved(sentence) > 0 or own_grade(sentence) > MAX_FKGL
    )


def _is_heading(sentence: _Counted) -> bool:
    return sentence.words <= _LONGEST_HEADING and not _STOP.search(sentence.text[-8:])


def _count(text: str) -> Iterator[_Counted]:
    """Words and syllables of each sentence as it is scored; what holds no word is no sentence."""
    for sentence in sentences_as_they_stand(text):
        words = [word for part in read_sentences(sentence) for piece in part for word in piece]
        if words:
            yield _Counted(sentence, len(words), sum(map(count_syllables, words)))
