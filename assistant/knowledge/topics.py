"""Topic cards: what to say, how to check it was clear, who can help, where it comes from.

In: Markdown files with front matter under ``knowledge_base/topics``. Out: frozen ``Topic`` objects and
their words with every ``{fact:..}`` and ``{resource:..}`` slot filled for a given day.
Knows nothing about search or the patient's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import KnowledgeBaseInvalid
from assistant.knowledge.facts import FactTable
from assistant.knowledge.resources import ResourceTable
from assistant.strict_yaml import read_yaml

SLOT = re.compile(r"\{(fact|resource):([^{}]+)\}")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?]\s+)\Z")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_Words = Annotated[str, Field(min_length=1)]
Group = Literal[
    "role", "insurance", "conditions", "medicines", "tests", "transitions", "sdoh", "skills", "safety"
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MustKeep(_Strict):
    """A typed fact that no wording of this topic may lose; ``text`` as rendered in ``say_it``."""

    type: Literal["phone", "amount", "date", "deadline", "number", "condition", "negation", "action"]
    text: _Words


class TopicCheckBack(_Strict):
    """An open question, the points to listen for, and the same thing in other words."""

    ask: _Words
    expect: tuple[_Words, ...] = Field(min_length=1)
    reteach: _Words
    about: _Words


class TopicHandoff(_Strict):
    """Who to call about this topic; ``resource`` names a listing when there is a number."""

    who: _Words
    resource: str | None
    say: _Words
    when: _Words


class TopicSource(_Strict):
    """An authority. ``accessed`` is the day somebody of this project opened the page, else None."""

    org: _Words
    title: _Words
    url: Annotated[str, Field(pattern="^https://")]
    accessed: date | None


class Topic(_Strict):
    """One topic card; fields as in the contract of content formats."""

    id: Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: _Words
    group: Group
    stage: Literal[
        "engagement", "assessment", "planning", "implementation", "evaluation", "transition", "any"
    ]
    audience: Literal["patient", "caregiver", "care_manager", "any"]
    priority: Literal["P1", "P2"]
    aliases: tuple[_Words, ...] = Field(min_length=3)
    say_it: tuple[_Words, ...] = Field(min_length=2, max_length=4)
    key_points: tuple[_Words, ...] = Field(min_length=1, max_length=5)
    must_keep: tuple[MustKeep, ...] = Field(min_length=1)
    check_backs: tuple[TopicCheckBack, ...] = Field(min_length=3, max_length=3)
    ask_next: tuple[_Words, ...] = Field(min_length=1, max_length=3)
    do_not_say: tuple[_Words, ...] = ()
    red_flags: tuple[_Words, ...] = ()
    handoff: TopicHandoff | None
    resources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    sources: tuple[TopicSource, ...] = Field(min_length=1)
    reviewed: date | Literal["none"]
    review_by: date
    reviewer: _Words
    notes: str = ""

    @property
    def reviewed_words(self) -> str:
        """What the app says about review; never more than a named person signed."""
        if self.reviewer == "none" or self.reviewed == "none":
            return "not yet reviewed by a clinician"
        return f"reviewed {self.reviewed} by {self.reviewer}"


def read_topic(path: Path) -> Topic:
    """One topic file; raises KnowledgeBaseInvalid with file, field and what is allowed."""
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise KnowledgeBaseInvalid(f"{name}: it is not UTF-8 text. Save it as UTF-8.") from None
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise KnowledgeBaseInvalid(f"{name}, line 1: the front matter must stand between two lines of ---.")
    fields = read_yaml(match[1], name, first_line=2)
    if not isinstance(fields, dict):
        raise KnowledgeBaseInvalid(
            f"{name}, line 2: the front matter must be a list of fields like 'title: ...'."
        )
    try:
        topic = Topic.model_validate({**fields, "notes": match[2].strip()})
    except ValidationError as error:
        raise KnowledgeBaseInvalid(f"{name}: {_first_problem(error)}") from None
    if topic.id != path.stem or topic.group != path.parent.name:
        raise KnowledgeBaseInvalid(f"{name}: id and group must match the file name and its folder.")
    return topic


def load_topics(folder: Path) -> dict[str, Topic]:
    """All topics under ``folder`` by id, in the order of their ids."""
    topics = [read_topic(path) for path in sorted(folder.glob("*/*.md"))]
    return {topic.id: topic for topic in sorted(topics, key=lambda topic: topic.id)}


def fill_slots(text: str, facts: FactTable, resources: ResourceTable, day: date) -> str:
    """``text`` with its slots filled, a capital where a sentence begins with one.

    Raises FactNotCurrent when a fact may not be said on ``day``.
    """
    fillers: dict[str, Callable[[str], str]] = {
        "fact": lambda key: facts.say(key, day),
        "resource": resources.slot,
    }

    def filled(match: re.Match[str]) -> str:
        words = fillers[match[1]](match[2])
        begins = _SENTENCE_BEGINS.search(text, 0, match.start())
        return words[:1].upper() + words[1:] if begins else words

    return SLOT.sub(filled, text)


def _first_problem(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"the field {field} is missing. Add it; CONTRIBUTING.md shows every field."
    if first["type"] == "extra_forbidden":
        return f"the field {field} is not known. Correct its name or remove it."
    return f"the field {field} is wrong: {first['msg']}."
