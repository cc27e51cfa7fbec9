"""The content linter: every rule a topic, fact or listing must keep before it may be read aloud.

In: the knowledge base folder and a day. Out: a list of ``Problem`` (file, field, what to do); empty = fit.
Gate, question and jargon rules come from ``assistant.plain_language``. Run it for single topics while
writing: ``checkback library check FILES``. Knows nothing about search or the index.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from assistant.call_types import CheckBack
from assistant.errors import KnowledgeBaseInvalid
from assistant.knowledge.facts import FactTable, load_facts
from assistant.knowledge.resources import ResourceTable, load_resources
from assistant.knowledge.topics import SLOT, Topic, fill_slots, read_topic
from assistant.package_data import knowledge_base_dir
from assistant.strict_yaml import find_places

MAX_CHUNK_WORDS = 45
MAX_SPOKEN_WORDS = 105  # leaves room for the opener within the 120 words of the gate
_BARE_AMOUNT = re.compile(r"\$\s?\d")
_BARE_PHONE = re.compile(r"\b1?-?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\b\d{3}-\d{4}\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_BARE_DATE = re.compile(rf"\b(?:{_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{{1,2}}\b")
_IN_QUOTES = re.compile(r"'([^']{6,})'|\((\$[^)]*?|[\d-]+)(?:\.\.\.)?\)")
_NUMBER = re.compile(r"(?<![^\W\d_])\d+(?:[.,/]\d+)*")  # the 1 of "A1C" is a letter of a name
_FREE_NUMBERS = frozenset({"911", "988", "211", "711"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: where it is, and what to do about it. ``line`` is 0 when it is not about one line."""

    file: str
    field: str
    what: str
    line: int = 0

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{line}: {self.field}: {self.what}"


def check_library(root: Path, day: date, only: Sequence[Path] = ()) -> list[Problem]:
    """All problems under ``root`` on ``day``; with ``only``, just those of these topic files."""
    try:
        facts = load_facts(root / "facts.csv")
        resources = load_resources(sorted((root / "resources").glob("*.csv")))
    except KnowledgeBaseInvalid as error:
        return [Problem("tables", "-", str(error))]
    problems: list[Problem] = []
    topics: list[Topic] = []
    for path in only or sorted((root / "topics").glob("*/*.md")):
        try:
            topic = read_topic(path)
        except KnowledgeBaseInvalid as error:
            problems.append(Problem(path.name, "-", str(error)))
            continue
        topics.append(topic)
        if found := list(_check_topic(topic, path, facts, resources, day)):
            line_of = _line_finder(path)
            problems += [replace(each, line=line_of(each.field, each.what)) for each in found]
    if not topics and not problems:
        problems.append(
            Problem("topics", "-", "there is no topic to check, so nothing was shown to be right")
        )
    problems += _check_aliases(topics)
    if not only:
        problems += [*_check_facts(facts), *_check_resources(resources, day)]
    return problems


def _line_finder(path: Path) -> Callable[[str, str], int]:
    """Where a field of a topic file stands; "say_it 2" is the second chunk. Quoted words are looked for first."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    places = find_places(text.split("\n---", 1)[0].removeprefix("---"))

    def line_of(field: str, what: str) -> int:
        for quoted in filter(None, chain.from_iterable(_IN_QUOTES.findall(what))):
            for number, line in enumerate(lines, start=1):
                if quoted in line:
                    return number
        name, _, item = field.partition(" ")
        path_of = (name, int(item) - 1) if item.isdecimal() else (name,)
        place = places.get(path_of) or places.get((name,))
        return place.line if place else 0

    return line_of


def _check_topic(
    topic: Topic, path: Path, facts: FactTable, resources: ResourceTable, day: date
) -> Iterator[Problem]:
    name = f"{topic.group}/{topic.id}"
    yield from (Problem(name, field, what) for field, what in _hidden_characters(path))
    yield from (Problem(name, field, what) for field, what in _references(topic, facts, resources, day))
    yield from (Problem(name, field, what) for field, what in _bare_figures(topic, path, facts))
    if topic.review_by < day:
        yield Problem(
            name,
            "review_by",
            f"the review was due on {topic.review_by}. Review the topic and set a new date.",
        )
    try:
        chunks = [fill_slots(chunk, facts, resources, day) for chunk in topic.say_it]
        checks = [_filled(check, facts, resources, day) for check in topic.check_backs]
        asks = [fill_slots(ask, facts, resources, day) for ask in topic.ask_next]
    except KnowledgeBaseInvalid as error:
        yield Problem(name, "say_it", str(error))
        return
    yield from (Problem(name, field, what) for field, what in _spoken(topic, chunks, facts, resources, day))
    yield from (Problem(name, field, what) for field, what in _questions(chunks, checks, asks))


def _filled(check: object, facts: FactTable, resources: ResourceTable, day: date) -> CheckBack:
    ask, expect, reteach = check.ask, check.expect, check.reteach  # type: ignore[attr-defined]
    return CheckBack(
        ask=fill_slots(ask, facts, resources, day),
        expect=tuple(fill_slots(point, facts, resources, day) for point in expect),
        reteach=fill_slots(reteach, facts, resources, day),
    )


def _hidden_characters(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    hidden = {c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cf", "Cc", "Co", "Cs")}
    if hidden:
        codes = ", ".join(sorted(f"U+{ord(c):04X}" for c in hidden))
        yield "file", f"holds hidden characters ({codes}). Type the line again."


def _references(
    topic: Topic, facts: FactTable, resources: ResourceTable, day: date
) -> Iterator[tuple[str, str]]:
    for key in topic.facts:
        if key not in facts:
            yield "facts", f"there is no fact {key} in facts.csv"
    handoff_ids = [topic.handoff.resource] if topic.handoff and topic.handoff.resource else []
    for resource_id in (*topic.resources, *handoff_ids):
        if resource_id not in resources:
            yield "resources", f"there is no listing {resource_id}"
    due = [
        fact.review_by for fact in map(facts.get, (k for k in topic.facts if k in facts)) if fact.review_by
    ]
    if due and topic.review_by > min(due):
        yield "review_by", f"must not be later than the first review of its facts, {min(due)}"
    if topic.handoff:
        try:
            fill_slots(topic.handoff.say, facts, resources, day)
        except KnowledgeBaseInvalid as error:
            yield "handoff", str(error)
    yield from _slots(topic, resources)


def _slots(topic: Topic, resources: ResourceTable) -> Iterator[tuple[str, str]]:
    for kind, key in SLOT.findall(_all_words(topic)):
        if kind == "fact" and key not in topic.facts:
            yield "facts", f"the slot {{fact:{key}}} is used; list the key under facts"
        listing = key.partition(".")[0]
        says_phone = kind == "resource" and listing in resources and key.endswith(".phone")
        if says_phone and resources.get(listing).status != "confirmed":
            yield "say_it", f"the phone of {listing} is not confirmed, so no script may say it"


def _bare_figures(topic: Topic, path: Path, facts: FactTable) -> Iterator[tuple[str, str]]:
    text = SLOT.sub("", path.read_text(encoding="utf-8"))
    for pattern, what in ((_BARE_AMOUNT, "dollar amount"), (_BARE_PHONE, "phone number")):
        if found := pattern.search(text):
            yield (
                "file",
                f"a bare {what} ({found[0]}...) is written; use {{fact:key}} or {{resource:id.phone}}",
            )
    spoken = SLOT.sub("", " ".join((*topic.say_it, *_check_back_words(topic), *topic.ask_next)))
    if found := _BARE_DATE.search(spoken):
        yield "say_it", f"a bare date ({found[0]}) is said; use {{fact:key}}"
    known = _FREE_NUMBERS | _numbers(
        " ".join(
            f"{fact.value} {fact.say}" for fact in map(facts.get, (k for k in topic.facts if k in facts))
        )
    )
    for number in sorted(_numbers(spoken) - known):
        yield "say_it", f"the number {number} is in none of the facts this topic lists"


def _spoken(
    topic: Topic, chunks: list[str], facts: FactTable, resources: ResourceTable, day: date
) -> Iterator[tuple[str, str]]:
    from assistant.plain_language import explain_reading

    script = " ".join(chunks)
    for number, chunk in enumerate(chunks, start=1):
        if (words := len(chunk.split())) > MAX_CHUNK_WORDS:
            yield f"say_it {number}", f"{words} words; at most {MAX_CHUNK_WORDS}"
    report = explain_reading(script)
    if not report.reading.ready_to_read_aloud:
        yield "say_it", "not ready to read aloud: " + " ".join(report.reasons)
    if report.reading.words > MAX_SPOKEN_WORDS:
        yield "say_it", f"{report.reading.words} words in all; at most {MAX_SPOKEN_WORDS}"
    for keep in topic.must_keep:
        try:
            text = fill_slots(keep.text, facts, resources, day)
        except KnowledgeBaseInvalid as error:
            yield "must_keep", str(error)
            continue
        if keep.type != "action" and text.casefold() not in script.casefold():
            yield "must_keep", f"{text!r} is not in say_it word for word"


def _questions(chunks: list[str], checks: list[CheckBack], asks: list[str]) -> Iterator[tuple[str, str]]:
    from assistant.plain_language import check_questions, explain_reading

    for number, verdict in enumerate(check_questions(" ".join(chunks), checks), start=1):
        if not verdict.ok:
            yield f"check_backs {number}", " ".join(verdict.reasons)
    first = check_questions(chunks[0], checks[:1])[0]
    if not first.ok:
        yield "check_backs 1", "must be answerable from chunk 1 alone: " + " ".join(first.reasons)
    for number, check in enumerate(checks, start=1):
        if (words := len(check.reteach.split())) > MAX_CHUNK_WORDS:
            yield f"check_backs {number}", f"reteach has {words} words; at most {MAX_CHUNK_WORDS}"
    for ask in asks:
        report = explain_reading(ask)
        if not ask.endswith("?") or report.reading.longest_sentence > 20 or report.reading.jargon:  # noqa: PLR2004
            yield "ask_next", f"{ask!r} must be one open question of at most 20 words without jargon"


def _check_aliases(topics: Iterable[Topic]) -> Iterator[Problem]:
    owners: dict[str, list[str]] = defaultdict(list)
    for topic in topics:
        for alias in topic.aliases:
            owners[alias.casefold()].append(topic.id)
    for alias, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield Problem(
                ", ".join(sorted(ids)), "aliases", f"{alias!r} stands twice; keep it where it fits best"
            )


def _check_facts(facts: FactTable) -> Iterator[Problem]:
    for fact in facts:
        if (
            fact.say
            and fact.unit.startswith("USD")
            and fact.valid_to
            and str(fact.valid_to.year) not in fact.say
        ):
            year_before = str(fact.valid_to.year - 1)
            if year_before not in fact.say:
                yield Problem("facts.csv", fact.key, "a yearly amount must name its year in say")
        if fact.value == "pending" and fact.say:
            yield Problem("facts.csv", fact.key, "a pending amount must have no words to say")
        if fact.unit == "phone" and fact.value and not re.fullmatch(r"1-\d{3}-\d{3}-\d{4}|\d{3}", fact.value):
            yield Problem("facts.csv", fact.key, "a phone must look like 1-800-222-1222 or 988")
        if (
            fact.say
            and _numbers(fact.value)
            and fact.unit.startswith("USD")
            and not (_numbers(fact.value.replace(",", "")) & _numbers(fact.say.replace(",", "")))
        ):
            yield Problem("facts.csv", fact.key, "the amount in say is not the amount in value")
        if not fact.source:
            yield Problem("facts.csv", fact.key, "a source is missing")


def _check_resources(resources: ResourceTable, day: date) -> Iterator[Problem]:
    for resource in resources:
        if resource.review_by and resource.review_by < day:
            yield Problem(
                "resources",
                resource.id,
                f"was due for a check on {resource.review_by}; call it and set new dates",
            )
        if not resource.phone and not resource.text_chat:
            yield Problem("resources", resource.id, "needs a phone or another way to reach it")


def _all_words(topic: Topic) -> str:
    handoff = [topic.handoff.say, topic.handoff.who] if topic.handoff else []
    keep = [keep.text for keep in topic.must_keep]
    return " ".join((*topic.say_it, *_check_back_words(topic), *topic.ask_next, *handoff, *keep, topic.notes))


def _check_back_words(topic: Topic) -> Iterator[str]:
    for check in topic.check_backs:
        yield from (check.ask, *check.expect, check.reteach)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


if __name__ == "__main__":
    found = check_library(knowledge_base_dir(), date.today(), [Path(a) for a in sys.argv[1:]])  # noqa: DTZ011
    print("\n".join(map(str, found)) or "No problem found.")  # noqa: T201
    sys.exit(bool(found))
