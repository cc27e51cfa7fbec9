"""Check that a check-back question is one a patient can answer without shame and that shows understanding.

In: a script and its questions. Out: for each question whether it is fit, and in plain words why not.
The rules are those of teach-back: open, one idea, answerable from what was just said, not holding its own
answer, nothing new, plain, no blame. Knows nothing about topics; compares words, not meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from assistant.call_types import CheckBack
from assistant.plain_language.jargon import find_jargon

MAX_WORDS = 20
MIN_SHARE_OF_EXPECTED = 0.5
MIN_QUESTIONS, MAX_QUESTIONS = 2, 3
MAX_OVERLAP = 0.8
_OPEN = re.compile(
    r"^(?:(?:if|when|after|before|next time|so)\b[^?,]*, )?(?:and |so )?"
    r"(?:(?:in your own words|just so i know|to be sure), )?"
    r"(?:what|how|when|where|who|whom|which|why|tell me|show me|walk me|can you (?:tell|explain|show))\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:any questions|make sense|got it|okay with that)\b|,\s*(?:right|okay|ok|correct|yes)\?$", re.IGNORECASE)
_TWO_IDEAS = re.compile(r"\?.*\?|\band (?:what|how|when|where|who|which|why)\b", re.IGNORECASE)
_SHAME = re.compile(
    r"\b(?:listen|listening|repeat|test|quiz|prove|already told|simple|easy|obviously|should|did ?n.t you|remember|understand)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(r"\b(?:how clear i|i (?:said|explained) (?:it|that|this) (?:well|clearly)|i was clear|my job)\b", re.IGNORECASE)
_CLOSING = re.compile(r"\bwhat(?:'s| is| will| are)?\b.*\b(?:first|next|today|tonight|tomorrow)\b|\bwho\b.*\bfirst\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_CALENDAR = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:March|May)(?= \d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?|\d+")
_NO_CONTENT = frozenset(
    "a an the and or but if then so to of in on at for from with by as is are was be been am do does did will would "
    "can could may might must have has had i me my you your we our us it its this that these those they them their "
    "what how when where who which why tell show there here not no any some one each other about out up get go".split()
)


class QuestionVerdict(NamedTuple):
    """Whether a question is fit, and why not."""

    ok: bool
    reasons: tuple[str, ...]


def check_questions(script: str, questions: Sequence[CheckBack]) -> tuple[QuestionVerdict, ...]:
    """A verdict for each question about ``script``, in order."""
    said = _stems(script)
    reasons = [tuple(_faults(script, said, question)) for question in questions]
    return tuple(QuestionVerdict(not why, why) for why in reasons)


def check_question_set(script: str, questions: Sequence[CheckBack]) -> tuple[str, ...]:
    """What is wrong with the questions as a set; empty when nothing is."""
    faults = []
    if not MIN_QUESTIONS <= len(questions) <= MAX_QUESTIONS:
        faults.append("Ask 2 or 3 questions.")
    if sum(bool(_DUTY.search(question.ask)) for question in questions) != 1:
        faults.append("Take the duty once, before the first question: I want to check how clear I was.")
    if not any(_is_closing(_question_of(question.ask)) for question in questions):
        faults.append("Close with what the patient will do first.")
    stems = [_stems(_question_of(question.ask)) for question in questions]
    for place, one in enumerate(stems):
        if any(len(one & other) > MAX_OVERLAP * len(one | other) for other in stems[place + 1 :]):
            faults.append("Two questions ask the same thing.")
    return tuple(faults)


def _faults(script: str, said: frozenset[str], check: CheckBack) -> Iterator[str]:
    ask = _question_of(check.ask)
    if not _OPEN.search(ask) or _CLOSED.search(ask):
        yield "Ask an open question that starts with what, how, when, where, who or tell me."
    if _TWO_IDEAS.search(check.ask):
        yield "Ask one thing at a time."
    if (words := len(ask.split())) > MAX_WORDS:
        yield f"The question has {words} words; at most {MAX_WORDS}."
    if not check.expect:
        yield "Say what to listen for (expect)."
    yield from _not_answerable(said, ask, check)
    expected_marks = {mark for point in check.expect for mark in _marks(point)}
    if expected_marks & _marks(ask):
        yield "The answer stands in the question."
    if _marks(ask) - _marks(script):
        yield "The question brings a number or date that was not said."
    if hits := [hit.term for hit in find_jargon(ask) if not hit.explained and hit.term.lower() not in script.lower()]:
        yield f"Use plain words, not: {', '.join(hits)}."
    if found := _SHAME.search(ask):
        yield f"Leave out '{found[0]}': it sounds like a test or blame."


def _not_answerable(said: frozenset[str], ask: str, check: CheckBack) -> Iterator[str]:
    if _is_closing(ask):
        return
    expected = frozenset().union(*(_stems(point) for point in check.expect)) if check.expect else frozenset()
    if expected and len(expected & said) < MIN_SHARE_OF_EXPECTED * len(expected):
        yield "What to listen for was not said in the script."
    if not _stems(ask) & said:
        yield "The script does not answer this question."


def _question_of(ask: str) -> str:
    """The question itself, without a lead-in sentence before it."""
    parts = re.split(r"(?<=[.!])\s+", ask.strip())
    return next((part for part in parts if part.endswith("?")), parts[-1])


def _is_closing(question: str) -> bool:
    return bool(_CLOSING.search(question))


def _marks(text: str) -> frozenset[str]:
    """Numbers, months and weekdays: what must be exact."""
    return frozenset(_NUMBER.findall(text)) | frozenset(word.lower() for word in _CALENDAR.findall(text))


def _stems(text: str) -> frozenset[str]:
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    return frozenset(_stemmer().stemWords([word for word in words if word not in _NO_CONTENT]))


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english", 0)  # no cache: words of a call must not stay in memory
