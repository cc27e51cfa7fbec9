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
from assistant.plain_language.content_words import content_stems
from assistant.plain_language.exact_marks import calendar_words, dates_and_numbers, names, numbers
from assistant.plain_language.jargon import find_jargon
from assistant.plain_language.reading_level import MAX_FKGL, grade_of_new_words

MAX_WORDS = 20
MIN_QUESTIONS, MAX_QUESTIONS = 2, 3
MIN_SHARE_OF_EXPECTED = 0.5  # of the words to listen for, said in the script
MIN_SHARE_OF_ASK = 0.3  # of the words of the question, said in the script
MAX_ALIKE = 0.8
_LEAKED_REST = 1  # an expected point with its number in the ask and one word besides is given away
_GIVEN_AWAY = 2

_ASKING = r"(?:what|what's|how|when|where|who|who's|whom|whose|which|why)"
_INVITING = r"(?:tell|show|walk|teach) me|(?:can|could|would|will) you (?:please )?(?:tell|explain|show|walk|describe)"
_HELPING = r"(?:will|do|does|did|is|are|was|can|could|would|should|must|may|might|have|has)"
# What may stand before the question: "If the ride is late, ...", "At home, ...", "Just so I know I was clear, ...".
_LEAD = (
    rf"(?:(?:(?:when|once)(?! {_HELPING}\b)|(?:at|on|in|for|with|by|from|after|before)(?! {_ASKING}\b)|if|while|next time"
    r"|each|every|this|next|okay|let's say|just so|to be sure|to make sure|say|tonight|tomorrow|today|please)\b[^?]{0,90}?[,:] "
    r"|so,? |and |now,? |please |then )"
)
_OPEN = re.compile(
    rf"(?:{_LEAD}){{0,3}}(?:(?:at|on|in|to|for|with|by|from|under|over|about) )?(?:{_ASKING}\b|(?:please )?(?:{_INVITING})\b)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"\b(?:any questions|make sense|makes sense|got it|got that|all set|is that clear|okay with (?:that|this))\b"
    r"|,\s*(?:right|okay|ok|correct|yes|yeah|huh|(?:is|are|do|does|will|can|would)(?:n't| not)? (?:it|you|they|that))\s*[?.]?$"
    rf"|^(?:{_LEAD})?(?:{_INVITING})(?: us)? (?:if|whether|yes or no)\b"
    r"|^(?:do|does|did|is|are|was|were|will|have|has|had|would|should|am|isn't|aren't|don't)\b",
    re.IGNORECASE,
)
_TWO_IDEAS = re.compile(rf"\?.*\?|(?:\band |\bor |[,;] (?:and |or )?)(?:also )?{_ASKING}\b", re.IGNORECASE | re.DOTALL)
_LEAD_IN = re.compile(rf"^(?:{_LEAD})+", re.IGNORECASE)
_SHAME = re.compile(
    r"\b(?:listen(?:ed|ing)?|repeat(?:ed|ing)?|quiz(?:zed)?|prove|proof that you|(?:already|just) (?:told|said|explained|went over)"
    r"|as i said|like i said|i told you|simple|simply|easy|obvious(?:ly)?|clearly enough|should(?: you|n't)?|supposed to"
    r"|(?:did|do|have|would|could)(?: ?n.t| not) you|you did ?n.t|you have ?n.t|you never"
    r"|(?:did|what) (?:did )?i (?:just )?(?:say|tell|explain)|(?:do|can|did) you remember|remember what (?:i|we)"
    r"|understand|understood|pay(?:ing)? attention|of course|surely|come on|your fault|to blame|fail(?:ed)?|lazy|careless|silly"
    r"|excuse|pass this|get (?:it|this|that|them) right|wrong with you|smart enough|keep up|correct answer|forgot(?:ten)?)\b",
    re.IGNORECASE,
)
# "test" is a word of care as well: a blood test, test strips.
_TESTING = re.compile(r"\b(?:a (?:little |small |short |quick |pop )?test\b(?! strip)|(?:to|will|let me|i'll) test you\b|test (?:you|time)\b|tested on\b)", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:how (?:clear|well) i|i (?:said|explained|told) (?:it|that|this|all) (?:well|clearly|right)|i was clear|i made (?:it|that|this) clear|my job)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\bwhat(?:'s| is| will| are| would| do)?\b.*\b(?:first|next|today|tonight|tomorrow|this week)\b|\b(?:who|where|which|how)\b.*\b(?:first|today|tonight)\b",
    re.IGNORECASE,
)
_EMPTY_ANSWERS = frozenset({"yes", "no", "ok", "okay", "sure", "fine", "i understand", "i do", "right"})


class QuestionVerdict(NamedTuple):
    """Whether a question is fit, and why not."""

    ok: bool
    reasons: tuple[str, ...]


def check_questions(script: str, questions: Sequence[CheckBack]) -> tuple[QuestionVerdict, ...]:
    """A verdict for each question about ``script``, in order."""
    reasons = [tuple(_faults(script, question)) for question in questions]
    return tuple(QuestionVerdict(not why, why) for why in reasons)


def check_question_set(questions: Sequence[CheckBack]) -> tuple[str, ...]:
    """What is wrong with the questions as a set; empty when nothing is."""
    return tuple(_set_faults([question.ask for question in questions]))


def _set_faults(asks: Sequence[str]) -> Iterator[str]:
    if not MIN_QUESTIONS <= len(asks) <= MAX_QUESTIONS:
        yield f"Ask 2 or 3 questions; there are {len(asks)}."
    if sum(bool(_DUTY.search(ask)) for ask in asks) > 1:
        yield "Say once, before the first question, that you check how clear you were."
    if not any(_is_closing(question_of(ask)) for ask in asks):
        yield "Close with what the patient will do first."
    for one, other in combinations([_all_words(ask) for ask in asks], 2):
        if one and len(one & other) >= MAX_ALIKE * len(one | other):
            yield "Two questions ask the same thing."


def _all_words(ask: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", question_of(ask).lower()))


def _faults(script: str, check: CheckBack) -> Iterator[str]:
    ask = question_of(check.ask)
    yield from _form_faults(ask, check.ask)
    yield from _answer_faults(script, ask, check.expect)
    yield from _word_faults(script, ask, check.ask)


def _form_faults(ask: str, whole: str) -> Iterator[str]:
    if not _OPEN.match(ask) or _YES_OR_NO.search(ask) or _YES_OR_NO.search(whole):
        yield "Ask an open question that starts with what, how, when, where, who or tell me."
    if _TWO_IDEAS.search(_LEAD_IN.sub("", ask)) or whole.count("?") > 1:
        yield "Ask one thing at a time."
    if (words := len(ask.split())) > MAX_WORDS:
        yield f"The question has {words} words; at most {MAX_WORDS}."


def _answer_faults(script: str, ask: str, expect: Sequence[str]) -> Iterator[str]:
    said, asked = content_stems(script), content_stems(ask)
    points = [point for point in expect if point.strip(" .!").lower() not in _EMPTY_ANSWERS | {""}]
    if not points:
        yield "Say what to listen for (expect): a fact or a step, not only yes or no."
    expected = frozenset[str]().union(*map(content_stems, points))
    if expected and len(expected & said) < MIN_SHARE_OF_EXPECTED * len(expected):
        yield "What to listen for was not said in the script."
    if not _is_closing(ask) and len(asked & said) < max(1.0, MIN_SHARE_OF_ASK * len(asked)):
        yield "The script does not answer this question."
    if any(_is_given_away(point, ask) for point in points) or _gives_all(points, asked):
        yield "The answer stands in the question."
    if dates_and_numbers(ask) - dates_and_numbers(script):
        yield "The question brings a number or date that was not said."
    if calendar_words(ask) & {"yesterday"} - calendar_words(script):
        yield "The question asks about a day the script does not speak of."
    if unknown := names(ask) - frozenset(re.findall(r"[^\W\d_]+", script.lower())):
        yield f"The question brings a name that was not said: {', '.join(sorted(unknown))}."


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


def _word_faults(script: str, ask: str, whole: str) -> Iterator[str]:
    said = {hit.term for hit in find_jargon(script)}
    if hard := [hit.term for hit in find_jargon(ask) if not hit.explained and hit.term not in said]:
        yield f"Use plain words, not: {', '.join(dict.fromkeys(hard))}."
    elif (grade := grade_of_new_words(ask, script)) > MAX_FKGL:
        yield f"The question is at grade {grade:.0f}; use shorter words."
    if found := _SHAME.search(whole) or _TESTING.search(whole):
        yield f"Leave out '{found[0]}': it sounds like a test or blame."


def question_of(ask: str) -> str:
    """The question itself, without a lead-in sentence before it.

    >>> question_of("I want to check how clear I was. When is the form due?")
    'When is the form due?'
    """
    parts = re.split(r"(?<=[.!])\s+", ask.strip())
    return next((part for part in parts if part.endswith("?")), parts[-1])


def _is_closing(question: str) -> bool:
    return bool(_CLOSING.search(question))
