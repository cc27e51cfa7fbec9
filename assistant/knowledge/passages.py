"""Cut topics and listings into the passages that search compares a question with.

In: topics and listings. Out: ``PassageRow`` objects: one for the whole document, one for each idea, one for
the title and each alias. Slots are left out: an amount must come from the facts table on the day it is said.
Knows nothing about vectors or files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from assistant.knowledge.resources import Resource
from assistant.knowledge.topics import SLOT, Topic

Kind = Literal["topic", "document", "resource"]
Part = Literal["document", "chunk", "title"]
MAX_NOTE_WORDS = 130


class PassageRow(NamedTuple):
    """One text to compare with; ``owner`` is the topic or listing it belongs to."""

    kind: Kind
    part: Part
    owner: str
    text: str

    @property
    def id(self) -> str:
        """Same content, same id: a hash of what the row says and whose it is."""
        return hashlib.sha256("\x00".join(self).encode()).hexdigest()[:32]


def topic_rows(topic: Topic) -> Iterator[PassageRow]:
    """The rows of one topic card."""
    ideas = [without_slots(chunk) for chunk in topic.say_it]
    points = [without_slots(point) for point in topic.key_points]
    yield PassageRow("topic", "document", topic.id, ". ".join((topic.title, *ideas, *points)))
    for idea in ideas:
        yield PassageRow("topic", "chunk", topic.id, f"{topic.title}. {idea}")
    for paragraph in topic.notes.split("\n\n"):
        words = without_slots(paragraph).split()
        if words:
            yield PassageRow("topic", "chunk", topic.id, f"{topic.title}. {' '.join(words[:MAX_NOTE_WORDS])}")
    for title in dict.fromkeys((topic.title, *topic.aliases)):
        yield PassageRow("topic", "title", topic.id, title)


def resource_rows(resource: Resource) -> Iterator[PassageRow]:
    """The rows of one listing; a listing is short, so its whole text is also its only idea."""
    text = ". ".join(
        part
        for part in (
            resource.service,
            resource.organization,
            resource.eligibility,
            ", ".join(resource.taxonomy),
        )
        if part
    )
    yield PassageRow("resource", "document", resource.id, text)
    yield PassageRow("resource", "title", resource.id, resource.service)


def all_rows(topics: Iterable[Topic], resources: Iterable[Resource]) -> list[PassageRow]:
    """Every row of the library, in a fixed order."""
    rows = [row for topic in topics for row in topic_rows(topic)]
    rows += [row for resource in resources for row in resource_rows(resource)]
    return list(dict.fromkeys(rows))


def without_slots(text: str) -> str:
    """``text`` with its ``{...}`` slots taken out and the gaps closed."""
    return re.sub(r"\s+", " ", SLOT.sub(" ", text)).replace(" .", ".").replace(" ,", ",").strip()
