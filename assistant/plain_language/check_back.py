"""Check that a check-back question is one a patient can answer without shame and that shows understanding.

In: a script and its questions. Out: for each question whether it is fit, and in plain words why not.
The rules are those of teach-back: open, one idea, answerable from what was just said, not holding its own
answer, nothing new, plain, no blame. Knows nothing about topics; compares words, not meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from assistant.call_types import CheckBack
from assistant.plain_language.content_words import content_stems, speaks_of
from assistant.plain_language.exact_marks import calendar_words, dates_and_numbers, names, numbers
from assistant.plain_language.jargon import find_jargon
from assistant.plain_language.question_wording import (
    is_closing,
    is_one_idea,
    is_open,
    question_of,
    takes_duty,
    without_duty,
    without_frame,
    words_of_blame,
)
from assistant.plain_language.reading_level import MAX_FKGL, grade_of_new_words, scored_words

MAX_WORDS = 20
MIN_QUESTIONS, MAX_QUESTIONS = 2, 3
MIN_SHARE_OF_EXPECTED = 0.51  # of the words to listen for, said in the script
MIN_SHARE_OF_ASK = 0.3  # of the words of the question, said in the script
MIN_SHARE_RELATED = 0.5  # when only words of the same kind were said
MAX_ALIKE = 0.75
_LEAKED_REST = 1  # an expected point with its number in the ask and one word besides is given away
_GIVEN_AWAY = 2

_EMPTY_ANSWERS = frozenset({"yes", "no", "ok", "okay", "sure", "fine", "i understand", "i do", "right"})

# Stems found in nearly every script of a care call.
_SAID_EVERYWHERE = content_stems(
    "call tell need take doctor nurse number phone help day plan visit happen use feel start find kind "
    "else go small big "
    "answer person other two three bring give see work best good much many long often mean"
)


class QuestionVerdict(NamedTuple):
    """Whether a question is fit, and why not."""

    ok: bool
    reasons: tuple[str, ...]


class _Heard(NamedTuple):
    """What a script says, worked out once for all its questions."""

    stems: frozenset[str]
    marks: frozenset[str]
    days: frozenset[str]
    words: frozenset[str]
    terms: frozenset[str]
    scored_words: frozenset[str]


def _hear(script: str) -> _Heard:
    return _Heard(
        stems=content_stems(script),
        marks=dates_and_numbers(script),
        days=calendar_words(script),
        words=frozenset(re.findall(r"[^\W\d_]+", script.lower())),
        terms=frozenset(hit.term for hit in find_jargon(script)),
        scored_words=scored_words(script),
    )


def check_questions(script: str, questions: Sequence[CheckBack]) -> tuple[QuestionVerdict, ...]:
    """A verdict for each question about ``script``, in order."""
    heard = _hear(script)
    reasons = [tuple(_faults(heard, question)) for question in questions]
    return tuple(QuestionVerdict(not why, why) for why in reasons)


def check_question_set(questions: Sequence[CheckBack]) -> tuple[str, ...]:
    """What is wrong with the questions as a set; empty when nothing is."""
    return tuple(_set_faults([question.ask for question in questions]))


def _set_faults(asks: Sequence[str]) -> Iterator[str]:
    if not MIN_QUESTIONS <= len(asks) <= MAX_QUESTIONS:
        yield f"Ask 2 or 3 questions; there are {len(asks)}."
    if sum(takes_duty(ask) for ask in asks) > 1:
        yield "Say once, before the first question, that you check how clear you were."
    if not any(is_closing(ask) for ask in asks):
        yield "Close with what the patient will do first."
    for one, other in combinations([_all_words(ask) for ask in asks], 2):
        if one and len(one & other) >= MAX_ALIKE * len(one | other):
            yield "Two questions ask the same thing."


def _all_words(ask: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", question_of(ask).lower()))


def _faults(heard: _Heard, check: CheckBack) -> Iterator[str]:
    ask = question_of(check.ask)
    yield from _form_faults(ask, check.ask)
    yield from _answer_faults(heard, ask, check.ask, check.expect)
    yield from _word_faults(heard, ask, check.ask)


def _form_faults(ask: str, whole: str) -> Iterator[str]:
    if not is_open(whole):
        yield "Ask an open question that starts with what, how, when, where, who or tell me."
    if not is_one_idea(whole):
        yield "Ask one thing at a time."
    if (words := len(ask.split())) > MAX_WORDS:
        yield f"The question has {words} words; at most {MAX_WORDS}."


def _answer_faults(heard: _Heard, ask: str, whole: str, expect: Sequence[str]) -> Iterator[str]:
    said, asked = heard.stems, content_stems(without_frame(ask))
    asked |= content_stems(without_duty(whole)) & said
    points = [point for point in expect if point.strip(" .!").lower() not in _EMPTY_ANSWERS | {""}]
    if not points:
        yield "Say what to listen for (expect): a fact or a step, not only yes or no."
    if points and not _was_said(points, heard):
        yield "What to listen for was not said in the script."
    if not is_closing(ask) and not _is_about(asked, said):
        yield "The script does not answer this question."
    if any(_is_given_away(point, ask) for point in points) or _gives_all(points, asked):
        yield "The answer stands in the question."
    how_many = {str(len(points))}  # "What two things ..." may count the points to listen for
    if dates_and_numbers(whole) - heard.marks - how_many:
        yield "The question brings a number or date that was not said."
    if calendar_words(ask) & {"yesterday"} - heard.days:
        yield "The question asks about a day the script does not speak of."
    if unknown := names(ask) - heard.words:
        yield f"The question brings a name that was not said: {', '.join(sorted(unknown))}."


def _was_said(points: Sequence[str], heard: _Heard) -> bool:
    """The numbers to listen for, and more than half of the words, stand in the script."""
    expected = frozenset[str]().union(*map(content_stems, points))
    figures = frozenset[str]().union(*map(dates_and_numbers, points))
    return figures <= heard.marks and len(expected & heard.stems) >= MIN_SHARE_OF_EXPECTED * len(expected)


def _is_about(asked: frozenset[str], said: frozenset[str]) -> bool:
    """The question names something the script speaks of; "call", "doctor" and the like say little alone."""
    telling = asked - _SAID_EVERYWHERE or asked
    share = sum(speaks_of(stem, said) for stem in telling) / max(1, len(telling))
    return share >= MIN_SHARE_OF_ASK if telling & said else share > MIN_SHARE_RELATED


def _is_given_away(point: str, ask: str) -> bool:
    """The exact part of an answer stands in the question, and hardly anything is left to tell."""
    marks = dates_and_numbers(point)
    if not marks or not marks <= dates_and_numbers(ask):
        return False
    left = content_stems(point) - content_stems(ask) - frozenset(map(str.lower, marks)) - numbers(point)
    return len(left) <= _LEAKED_REST


def _gives_all(points: Sequence[str], asked: frozenset[str]) -> bool:
    """Every point to listen for can be read off the question."""
    stems = [content_stems(point) for point in points]
    return bool(stems) and all(len(point) >= _GIVEN_AWAY and point <= asked for point in stems)


def _word_faults(heard: _Heard, ask: str, whole: str) -> Iterator[str]:
    if hard := [hit.term for hit in find_jargon(ask) if not hit.explained and hit.term not in heard.terms]:
        yield f"Use plain words, not: {', '.join(dict.fromkeys(hard))}."
    elif (grade := grade_of_new_words(ask, heard.scored_words)) > MAX_FKGL:
        yield f"The question is at grade {grade:.0f}; use shorter words."
    if found := words_of_blame(whole):
        yield f"Leave out '{found}': it sounds like a test or blame."
