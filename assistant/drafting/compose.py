"""Compose the offline draft: whole sentences from the library, never a sentence made up here.

In: alerts, scope, chosen topics and the call's local facts. Out: ``Draft`` objects, the fullest first, for
verification to choose from. Every number and phone comes from a slot; a chunk whose fact is out of date is
replaced by an honest line. Knows nothing about search or about whether a draft is good enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.call_types import (
    Alert,
    CheckBack,
    Chunk,
    Draft,
    Handoff,
    Need,
    ResourceMatch,
    Said,
    Scope,
    Source,
)
from assistant.drafting.choose_topics import Choice
from assistant.drafting.phrases import Phrases
from assistant.errors import FactNotCurrent
from assistant.knowledge.library import Contents
from assistant.knowledge.topics import Topic
from assistant.safety import handoff_check_backs
from assistant.settings import Settings

MAX_CHUNKS = 3
MAX_CHUNK_WORDS_IN_ALL = 106  # with an opener of up to 12 words this stays within the gate's 120
MAX_QUESTIONS = 3
MAX_RESOURCES = 5
MAX_ASK_NEXT = 2
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[.?!][\"')])\s+")


@dataclass(frozen=True, slots=True)
class Writer:
    """What composing needs beside the topics: contents, wording, settings and the moment."""

    contents: Contents
    phrases: Phrases
    settings: Settings
    now: datetime

    @property
    def day(self) -> date:
        """The day facts are judged by."""
        return self.settings.today or self.now.date()


def compose_turn(
    scope: Scope,
    choices: Sequence[Choice],
    needs: Sequence[Need],
    said: Said,
    alerts: Sequence[Alert],
    writer: Writer,
) -> Iterator[Draft]:
    """The drafts of a turn: the hand-off when it is not ours, else topics; under a red banner, no opener."""
    has_red_alert = any(alert.severity == "red" for alert in alerts)
    if scope.kind == "handoff" and not has_red_alert:
        return iter([compose_handoff(needs[0], scope, handoff_check_backs(scope.rule), writer)])
    words = "" if has_red_alert or not needs else needs[0].text
    return compose(choices, said, words, writer)


def compose(choices: Sequence[Choice], said: Said, words: str, writer: Writer) -> Iterator[Draft]:
    """Drafts for these topics, fullest first: with and without opener, then fewer topics."""
    for count in range(len(choices), 0, -1):
        draft = _draft(choices[:count], said, writer)
        opener = writer.phrases.opener(words, choices[0].topic.group)
        if opener:
            yield replace(draft, opener=opener)
        yield draft


def compose_handoff(need: Need, scope: Scope, check_backs: Sequence[CheckBack], writer: Writer) -> Draft:
    """The draft for a question that is not ours to answer: limit, who, when, what to say."""
    return Draft(
        status="handoff",
        chunks=(Chunk(need.text, f"scope:{scope.rule}", scope.script),),
        check_backs=_with_lead_in(check_backs, writer.phrases),
        handoff=_own_nurse_line_first(scope.handoff, writer.settings),
    )


def compose_not_found(need: str, writer: Writer) -> Draft:
    """The draft for "that is not in my list": who to ask, and no source, since nothing was found."""
    words = writer.phrases.not_found
    handoff = Handoff(
        limit=words.handoff.limit,
        who=words.handoff.who,
        phone=writer.contents.resources.get(words.handoff.resource).phone,
        say=words.handoff.say,
        when=words.handoff.when,
    )
    checks = [CheckBack(c.ask, c.expect, c.reteach) for c in words.check_backs]
    return Draft(
        status="not_found",
        chunks=tuple(Chunk(need, "", chunk) for chunk in words.chunks),
        check_backs=_with_lead_in(checks, writer.phrases),
        handoff=_own_nurse_line_first(handoff, writer.settings),
    )


def _draft(choices: Sequence[Choice], said: Said, writer: Writer) -> Draft:
    topics = [choice.topic for choice in choices]
    asks = [ask for topic in topics for ask in writer.contents.sayable(topic.ask_next, writer.day)]
    return Draft(
        status="answered",
        chunks=_chunks(choices, writer),
        check_backs=_with_lead_in(_check_backs(topics, writer), writer.phrases),
        ask_next=tuple(asks[:MAX_ASK_NEXT]),
        resources=_resources(topics, said, writer),
        handoff=_handoff(topics[0], writer),
        sources=tuple(source for topic in topics for source in _sources(topic)),
    )


def _chunks(choices: Sequence[Choice], writer: Writer) -> tuple[Chunk, ...]:
    """First ideas of all topics before second ideas; as many as fit, in the order of the topics."""
    by_turn = sorted(
        (
            (turn, number, text)
            for number, choice in enumerate(choices)
            for turn, text in enumerate(_ideas(choice.topic, writer))
        ),
    )
    taken: list[tuple[int, int, str]] = []
    words = 0
    for turn, number, text in by_turn:
        words += len(text.split())
        if len(taken) == MAX_CHUNKS or (taken and words > MAX_CHUNK_WORDS_IN_ALL):
            break
        taken.append((number, turn, text))
    return tuple(Chunk(choices[n].need.text, choices[n].topic.id, text) for n, _, text in sorted(taken))


def _ideas(topic: Topic, writer: Writer) -> list[str]:
    """The topic's chunks; a sentence whose fact is out of date gives way to one honest line."""
    ideas: list[str] = []
    is_missing_said = False
    for chunk in topic.say_it:
        sentences = _SENTENCE_END.split(chunk)
        sayable = writer.contents.sayable(sentences, writer.day)
        if len(sayable) < len(sentences) and not is_missing_said:
            sayable, is_missing_said = (*sayable, writer.phrases.amount_missing), True
        if sayable:
            ideas.append(" ".join(sayable))
    return ideas


def _check_backs(topics: Sequence[Topic], writer: Writer) -> list[CheckBack]:
    """All three of a single topic; the first of each of several, and the closing one of the first."""
    picked = [(topic, 0) for topic in topics]
    picked += [(topics[0], number) for number in ((1, 2) if len(topics) == 1 else (2,))]
    checks = []
    for topic, number in picked[:MAX_QUESTIONS]:
        check = topic.check_backs[number]
        try:
            ask, reteach = (writer.contents.words(text, writer.day) for text in (check.ask, check.reteach))
            expect = tuple(writer.contents.words(point, writer.day) for point in check.expect)
        except FactNotCurrent:
            continue
        checks.append(CheckBack(ask, expect, reteach))
    return checks


def _with_lead_in(checks: Sequence[CheckBack], phrases: Phrases) -> tuple[CheckBack, ...]:
    """The speaker takes the duty once: the lead-in stands before the first question only."""
    return tuple(
        replace(check, ask=f"{phrases.check_back_lead_in} {check.ask}") if number == 0 else check
        for number, check in enumerate(checks)
    )


def _resources(topics: Sequence[Topic], said: Said, writer: Writer) -> tuple[ResourceMatch, ...]:
    """The topics' listings, the organization's own before national ones, one row a phone."""
    state = said.state or writer.settings.state or None
    matches: list[ResourceMatch] = []
    phones: set[str] = set()
    for topic in topics:
        listed = [writer.contents.resources.get(resource_id) for resource_id in topic.resources]
        tags = {tag for listing in listed for tag in listing.taxonomy}
        local = [r for r in writer.contents.resources if r.state and tags & set(r.taxonomy)]
        for listing in (*local, *listed):
            reach = listing.phone or listing.text_chat
            if listing.serves(state, said.zip_code) and reach not in phones:
                phones.add(reach)
                why = f"for {topic.title}; serves {listing.service_area}"
                matches.append(listing.as_match(why, writer.now, writer.settings.timezone))
    return tuple(matches[:MAX_RESOURCES])


def _handoff(topic: Topic, writer: Writer) -> Handoff | None:
    if topic.handoff is None:
        return None
    listing = writer.contents.resources.get(topic.handoff.resource) if topic.handoff.resource else None
    said = writer.contents.sayable((topic.handoff.say,), writer.day)
    handoff = Handoff(
        limit="",
        who=topic.handoff.who,
        phone=listing.phone if listing else "",
        say=said[0] if said else "",
        when=topic.handoff.when,
    )
    return _own_nurse_line_first(handoff, writer.settings) if not handoff.phone else handoff


def _own_nurse_line_first(handoff: Handoff | None, settings: Settings) -> Handoff | None:
    """The organization's own nurse line comes before outside numbers, when it has one."""
    if handoff is None or not settings.nurse_line_phone:
        return handoff
    name = settings.nurse_line_name or "our nurse line"
    return replace(handoff, who=f"{name}, or {handoff.who}", phone=settings.nurse_line_phone)


def _sources(topic: Topic) -> list[Source]:
    return [
        Source(f"topic:{topic.id}/{number}", source.title, source.org, source.url, topic.reviewed_words)
        for number, source in enumerate(topic.sources, start=1)
    ]
