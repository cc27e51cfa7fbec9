"""Choose the topics to speak about: what a red banner demands, else what the search finds.

In: alerts, needs and the library. Out: at most three ``Choice`` objects, most urgent first.
A message is answered as one need unless its parts clearly point at different topics.
Knows nothing about wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.call_types import Alert, Need
from assistant.drafting.phrases import Phrases
from assistant.knowledge.library import Library
from assistant.knowledge.topics import Topic

MAX_TOPICS = 3
#: a part of a message must fit its own topic this much better than the bare threshold
PART_MARGIN = 0.08
#: safety first, then what may be missing today, then the rest
_GROUP_URGENCY = {"safety": 0, "medicines": 1, "conditions": 1, "transitions": 2, "sdoh": 2}


@dataclass(frozen=True, slots=True)
class Choice:
    """One topic for one need; ``score`` is the search score, 1.0 when a banner demanded it."""

    need: Need
    topic: Topic
    score: float


def choose_topics(
    alerts: Sequence[Alert], needs: Sequence[Need], library: Library, phrases: Phrases, threshold: float
) -> tuple[Choice, ...]:
    """The topics to speak about now; a red banner silences everything else."""
    if demanded := _demanded_by_banner(alerts, needs, library, phrases):
        return (demanded,)
    if not needs:
        return ()
    parts = _choices_of_parts(needs[1:], library, threshold)
    clear = [part for part in parts if part.score >= threshold + PART_MARGIN]
    if len(clear) > 1:
        return tuple(sorted(clear[:MAX_TOPICS], key=_urgency))
    hits = library.hits(needs[0].text, 1)
    if hits and hits[0].score >= threshold:
        return (Choice(needs[0], library.contents.topics[hits[0].owner], hits[0].score),)
    return tuple(parts[:1])


def _demanded_by_banner(
    alerts: Sequence[Alert], needs: Sequence[Need], library: Library, phrases: Phrases
) -> Choice | None:
    red = next((alert for alert in alerts if alert.severity == "red"), None)
    ids = [i for i in phrases.alert_topics.get(red.type, ()) if i in library.contents.topics] if red else []
    if not ids:
        return None
    need = needs[0] if needs else Need("")
    best = ids[0]
    if len(ids) > 1 and need.text:
        ranked = [
            hit.owner for hit in library.hits(need.text, len(library.contents.topics)) if hit.owner in ids
        ]
        best = ranked[0] if ranked else best
    return Choice(need, library.contents.topics[best], 1.0)


def _choices_of_parts(parts: Sequence[Need], library: Library, threshold: float) -> list[Choice]:
    choices: dict[str, Choice] = {}
    for part in parts:
        for hit in library.hits(part.text, 1):
            known = choices.get(hit.owner)
            if hit.score >= threshold and (known is None or hit.score > known.score):
                choices[hit.owner] = Choice(part, library.contents.topics[hit.owner], hit.score)
    return sorted(choices.values(), key=lambda choice: -choice.score)


def _urgency(choice: Choice) -> tuple[int, float]:
    return (_GROUP_URGENCY.get(choice.topic.group, 3), -choice.score)
