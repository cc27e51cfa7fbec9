"""Check a draft before anyone reads it aloud; what fails is not offered as a script.

In: a draft and what its numbers may come from. Out: findings, each naming its rule; empty = pass.
Checks reading level, every number and phone against the tables, left-over placeholders and slots, and the
check-back questions. Knows nothing about how the draft was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.call_types import CheckBack, Draft, Finding, Reading
from assistant.knowledge.library import Contents
from assistant.plain_language import check_questions, reading_level
from assistant.understanding.needs import PLACEHOLDER

MIN_QUESTIONS, MAX_QUESTIONS = 2, 3
FREE_NUMBERS = frozenset({"911", "988", "211", "711"})
_NUMBER = re.compile(r"(?<![^\W\d_])\d+(?:[.,:/-]\d+)*")  # the 1 of "A1C" is part of a name
_SLOT = re.compile(r"[{}]")


def verify(draft: Draft, contents: Contents) -> tuple[Finding, ...]:
    """Everything wrong with ``draft``; an empty tuple means it may be read aloud."""
    return (*_check_reading(draft), *_check_numbers(draft, contents), *_check_form(draft))


def read_draft(draft: Draft) -> Reading:
    """The reading level of the whole script."""
    return reading_level(draft.script)


def _check_reading(draft: Draft) -> Iterator[Finding]:
    if not read_draft(draft).ready_to_read_aloud:
        yield Finding("reading", "script", "The script is too hard, too long or too short to read aloud.")


def _check_numbers(draft: Draft, contents: Contents) -> Iterator[Finding]:
    allowed = FREE_NUMBERS | _numbers(_sources_of_numbers(draft, contents))
    spoken = [draft.script, *(text for check in draft.check_backs for text in (check.ask, check.reteach))]
    for number in sorted(_numbers(spoken) - allowed):
        yield Finding(
            "numbers",
            "script",
            f"A number of {len(number)} characters is in no fact or listing of its topic.",
        )


def _sources_of_numbers(draft: Draft, contents: Contents) -> Iterator[str]:
    for topic_id in dict.fromkeys(chunk.topic_id for chunk in draft.chunks):
        topic = contents.topics.get(topic_id)
        if topic is None:
            continue
        for fact in (contents.facts.get(key) for key in topic.facts):
            yield from (fact.say, fact.value)
        for resource_id in (*topic.resources, *([topic.handoff.resource] if topic.handoff else [])):
            if resource_id:
                yield contents.resources.get(resource_id).phone
    yield from (resource.phone for resource in contents.resources if resource.phone in draft.script)


def _check_form(draft: Draft) -> Iterator[Finding]:
    words = " ".join((draft.script, *(check.ask for check in draft.check_backs)))
    if PLACEHOLDER.search(words) or _SLOT.search(words):
        yield Finding("form", "script", "A placeholder or an unfilled slot is left in the words.")
    if not MIN_QUESTIONS <= len(draft.check_backs) <= MAX_QUESTIONS:
        yield Finding("check_backs", "questions", "There must be 2 or 3 check-back questions.")
    for number, verdict in enumerate(check_questions(draft.script, draft.check_backs), start=1):
        if not verdict.ok:
            yield Finding("check_backs", f"question {number}", " ".join(verdict.reasons))


def keep_good_questions(draft: Draft) -> Draft:
    """The draft without check-backs that its script cannot answer (a chunk may have been left out)."""
    verdicts = check_questions(draft.script, draft.check_backs)
    kept: Sequence[CheckBack] = [c for c, v in zip(draft.check_backs, verdicts, strict=True) if v.ok]
    return replace(draft, check_backs=tuple(kept))


def _numbers(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(number for text in texts for number in _NUMBER.findall(text))
