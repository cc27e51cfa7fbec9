"""Know the topics that are not written down by default, and refuse to write them.

In: words that are to be sent, left, kept or logged, with the alerts and topic cards of their turn. Out: the plain
names of the topics they touch, or the words once they may be written. Topics, phrases and help lines come from
``knowledge_base/safety/sensitive.yaml``. Denied and past count too: "no drug use" tells as much as "drug use".
Knows nothing about messages, notes or the screen; keeps nothing of what it reads, and no error holds a word of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from assistant.call_types import Alert, AlertType
from assistant.errors import MayNotBeWritten, WrongUse
from assistant.package_data import knowledge_base_dir
from assistant.safety.phone_slots import read_phones
from assistant.safety.rule_book import RuleBook
from assistant.safety.rule_files import Entry, read_rule_file

Purpose = Literal["message", "voicemail", "note", "log"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

SENSITIVE_TOPICS = ("domestic_violence", "suicide", "abuse", "hiv", "substance_use", "mental_health")
"""What is never put in a text or voicemail (domain guide, sections 8 and 10); the file has each once."""

_FILE_KEYS = (
    "schema",
    "clause_words",
    "or_words",
    "same_words",
    "key_words",
    "real_words",
    "words",
    "guards",
    "topics",
)
_TOPIC_KEYS = ("id", "name", "alerts", "cards", "help_lines", "phrases", "fires_on", "silent_on")
_FULL_NUMBER = 10  # digits of a U.S. phone without the 1 in front
_NEXT_STEP = {
    "message": "Take that part out and say it on the call, when it is safe to talk.",
    "voicemail": "Leave the organization, your name and a number to call back, and nothing else.",
    "note": "Take that part out, or choose yourself that this note keeps it.",
    "log": "Log the name of the step and a count, never words.",
}


@dataclass(frozen=True, slots=True)
class SensitiveTopic:
    """One topic: its plain name, the alerts and topic cards it covers, and its help lines as digits."""

    id: str
    name: str
    alerts: frozenset[str]
    cards: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SensitiveTopics:
    """The whole file, checked and compiled."""

    topics: tuple[SensitiveTopic, ...]
    book: RuleBook


def sensitive_topics(
    text: str, alerts: Iterable[Alert] = (), topic_ids: Iterable[str] = ()
) -> tuple[str, ...]:
    """The plain names of the sensitive topics that words, alerts or topic cards touch, in file order."""
    known = known_topics()
    raised, cards = {alert.type for alert in alerts}, set(topic_ids)
    heard = {hit.id for hit in known.book.hits(text)[0]}
    digits = re.sub(r"[\s().+-]", "", text)
    return tuple(
        topic.name
        for topic in known.topics
        if topic.id in heard
        or topic.alerts & raised
        or topic.cards & cards
        or any(number in digits for number in topic.numbers)
    )


def may_be_written(text: str, alerts: Iterable[Alert] = (), topic_ids: Iterable[str] = ()) -> bool:
    """Whether nothing sensitive is touched, so the words may be sent, left, kept or logged."""
    return not sensitive_topics(text, alerts, topic_ids)


def words_for_record(
    text: str,
    purpose: Purpose,
    allow: bool = False,
    *,
    alerts: Iterable[Alert] = (),
    topic_ids: Iterable[str] = (),
) -> str:
    """``text`` unchanged when it may be written; else raises MayNotBeWritten, which never holds the words.

    ``allow`` means that a person chose to keep this; it counts for a note only.
    """
    if purpose not in PURPOSES:
        raise WrongUse(f"There is no such record. Use one of {', '.join(PURPOSES)}.")
    if (allow and purpose == "note") or may_be_written(text, alerts, topic_ids):
        return text
    raise MayNotBeWritten(f"This touches a topic that is not written to a {purpose}. {_NEXT_STEP[purpose]}")


@cache
def known_topics() -> SensitiveTopics:
    """The topics of this installation; raises KnowledgeBaseInvalid with file, line and field."""
    folder = knowledge_base_dir()
    return load_sensitive_topics(folder / "safety" / "sensitive.yaml", folder / "resources" / "national.csv")


def load_sensitive_topics(path: Path, listing: Path) -> SensitiveTopics:
    """Read, check and compile one file, with the numbers of help lines from ``listing``."""
    fields = read_rule_file(path).fields(_FILE_KEYS)
    fields["schema"].text(among=("1",))
    book = RuleBook(fields)
    topics = tuple(_read_topic(entry, listing, book) for entry in fields["topics"].entries())
    if tuple(topic.id for topic in topics) != SENSITIVE_TOPICS:
        fields["topics"].wrong(
            f"there must be one entry for each of {', '.join(SENSITIVE_TOPICS)}, in that order"
        )
    book.finish()
    return SensitiveTopics(topics, book)


def _read_topic(entry: Entry, listing: Path, book: RuleBook) -> SensitiveTopic:
    fields = entry.fields(_TOPIC_KEYS)
    topic_id = fields["id"].text(among=SENSITIVE_TOPICS)
    book.add_rule(topic_id, topic_id, topic_id, fields)
    return SensitiveTopic(
        id=topic_id,
        name=fields["name"].text(),
        alerts=frozenset(each.text(among=get_args(AlertType)) for each in fields["alerts"].entries()),
        cards=frozenset(each.text() for each in fields["cards"].entries()),
        numbers=frozenset(_number(each, listing) for each in fields["help_lines"].entries()),
    )


def _number(entry: Entry, listing: Path) -> str:
    """The last ten digits: a line is told by its number, with or without the 1 in front."""
    digits = re.sub(r"\D", "", read_phones(listing).get(entry.text(), ""))[-_FULL_NUMBER:]
    if len(digits) != _FULL_NUMBER:
        entry.wrong("this listing has no confirmed phone of ten digits in resources/national.csv")
    return digits


__all__ = ["PURPOSES", "Purpose", "may_be_written", "sensitive_topics", "words_for_record"]
