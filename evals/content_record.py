"""Write down the content a run stood on, so that a later run can say what was changed since.

In: the contents as read, a day, and the folder of the knowledge base. Out: one short string for each thing that
could hurt when it changes by a slip: every phone, fact, topic, red-flag phrase, guard, scope rule and set phrase,
under a key that a person can read ("rule:911/chest_pain: chest hurts").
Long words stand as their beginning and a hash, so that an edit anywhere in them is seen. What a change means is
for ``content_changes``, which is given on from here. Knows nothing about runs, cases or scores.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WrongUse
from assistant.package_data import knowledge_base_dir
from assistant.safety.rule_files import Entry, read_rule_file
from assistant.strict_yaml import read_yaml
from evals.content_changes import CUT, FACT_PARTS, GUARD_WORD, ContentChange, content_changes

if TYPE_CHECKING:
    from assistant.knowledge.facts import Fact
    from assistant.knowledge.library import Contents
    from assistant.knowledge.resources import Resource

__all__ = ["ContentChange", "content_changes", "record_content", "seen_by"]

#: what a task can see of the content, by the first word of its key; "reply" sees everything
_SEEN_BY: Mapping[str, tuple[str, ...]] = {
    "red_flags": ("guard", "rule", "spelling", "words"),
    "redact": ("table",),
    "check_back": ("table",),
    "verify": ("fact", "listing", "phone", "phrase", "table", "topic"),
}

_MOST_CHARACTERS = 100
_RULE_FILES = {"red_flags": "red_flags.yaml", "words": "words.yaml", "scope": "scope.yaml"}
_GROUP_SLOT = re.compile(r"\{([a-z0-9_]+)\}")
_GUARD_BLOCKS = ("phrases", "unless", "stops")
_ROWS = ("silences", "lets_through")
"""What the tests read; no row changes what fires."""
_GUARD_LISTS = ("clause_words", "or_words", "real_words")
"""Lists that say how far a guard reaches, or which words are left as they are: more words can silence a rule."""


def record_content(contents: Contents, day: date, root: Path | None = None) -> dict[str, str]:
    """The record of all content under ``root`` (the installed one) on ``day``, sorted by key.

    Raises KnowledgeBaseInvalid with file and line when a rule or phrase file cannot be read.
    """
    root = root or knowledge_base_dir()
    rows = [
        *_topics(contents, day),
        *(row for fact in contents.facts for row in _fact(fact)),
        *(row for listing in contents.resources for row in _listing(listing)),
        *_red_flags(root),
        *_scope(root),
        *_phrases(contents, root, day),
        *_word_tables(root),
    ]
    return dict(sorted(rows))


def seen_by(task: str, record: Mapping[str, str]) -> dict[str, str]:
    """The part of a record that can change what comes out of ``task``, so that no baseline holds more."""
    kinds = _SEEN_BY.get(task)
    return {key: value for key, value in record.items() if kinds is None or key.partition(":")[0] in kinds}


def _topics(contents: Contents, day: date) -> Iterator[tuple[str, str]]:
    for topic in contents.topics.values():
        said = contents.sayable(topic.say_it, day)
        missing = len(topic.say_it) - len(said)
        grade = _graded(
            " ".join(said), f"{missing} of {len(topic.say_it)} parts out of date" if missing else ""
        )
        yield f"topic:{topic.id}", f"{_hash(topic.model_dump_json())} {grade}"


def _graded(script: str, fault: str = "") -> str:
    """The grade and whether it is ready ("grade 9 not ready"); with a ``fault`` it never is."""
    from assistant.plain_language import explain_reading

    try:
        reading = explain_reading(script).reading
    except WrongUse:
        return "grade 0 not ready (nothing to say)"
    ready = "ready" if reading.ready_to_read_aloud and not fault else "not ready"
    return f"grade {reading.grade} {ready}" + (f" ({fault})" if fault else "")


def _fact(fact: Fact) -> Iterator[tuple[str, str]]:
    dates = f"{fact.valid_from or 'always'} to {fact.valid_to or 'open'}"
    parts = (fact.value, fact.say, fact.status, dates)
    yield f"fact:{fact.key}", FACT_PARTS.join(_short(part.replace(FACT_PARTS, " / ")) for part in parts)


def _listing(listing: Resource) -> Iterator[tuple[str, str]]:
    kept = {
        "phone": listing.phone,
        "tty": listing.tty,
        "hours": listing.schedule,
        "eligibility": listing.eligibility,
    }
    for kind, words in kept.items():
        if words:
            yield f"{kind}:{listing.id}", _short(words)
    rest = replace(listing, phone="", tty="", schedule="", eligibility="")
    yield f"listing:{listing.id}", _short(f"{listing.service}, {listing.status} {CUT}{_hash(repr(rest))}")


def _red_flags(root: Path) -> Iterator[tuple[str, str]]:
    type_of: dict[str, str] = {}
    for entry in _rule_fields(root, "red_flags")["kinds"].entries():
        kind = dict(entry.items())
        name = kind["id"].text()
        type_of[name] = kind["type"].text()
        wording = f"{kind['severity'].text()}: {kind['ask_first'].text()} {kind['text'].text()}"
        yield f"rule:{type_of[name]}/{name}", _short(wording)
    shared = _rule_fields(root, "words")
    groups = dict(shared["words"].items())
    silencers: list[Entry] = []
    for path in sorted((root / "safety" / "rules").glob("*.yaml")):
        file = dict(read_rule_file(path).items())
        if "words" in file:
            groups |= dict(file["words"].items())
        for entry in file["rules"].entries():
            rule = dict(entry.items())
            kind_id = rule["kind"].text()
            name = f"{type_of[kind_id]}/{kind_id}/{rule['id'].text()}"
            yield from _lines(f"rule:{name}", rule["phrases"])
            if "not_when" in rule:
                silencers.append(rule["not_when"])
                yield from _lines(f"guard:{name} not_when", rule["not_when"])
    yield from _shared("red_flags", shared, groups, silencers)


def _scope(root: Path) -> Iterator[tuple[str, str]]:
    from assistant.safety.scope import load_scope_rules

    fields = _rule_fields(root, "scope")
    rules = load_scope_rules(root / "safety" / "scope.yaml", root / "resources" / "national.csv").rules
    silencers: list[Entry] = []
    for entry in fields["rules"].entries():
        rule = dict(entry.items())
        name = rule["id"].text()
        spoken = rules[name]
        yield f"scope:{name}", f"{_hash(repr(spoken))} {_graded(spoken.scope.script)}"
        yield from _lines(f"scope:{name}", rule["phrases"])
        if "not_when" in rule:
            silencers.append(rule["not_when"])
            yield from _lines(f"guard:scope/{name} not_when", rule["not_when"])
    yield "order:scope", " ".join(rules)
    yield from _shared("scope", fields, dict(fields["words"].items()), silencers)


def _rule_fields(root: Path, name: str) -> dict[str, Entry]:
    return dict(read_rule_file(root / "safety" / _RULE_FILES[name]).items())


def _shared(
    file: str, fields: Mapping[str, Entry], groups: Mapping[str, Entry], silencers: Sequence[Entry]
) -> Iterator[tuple[str, str]]:
    """What both sets of rules have: guards, groups of words, and the lists about single words.

    A group that a guard uses, straight or through another group, counts as a part of the guard.
    """
    blocks = list(silencers)
    for entry in fields["guards"].entries():
        guard = dict(entry.items())
        name = f"guard:{file}/{guard['id'].text()}"
        rest = sorted(guard.keys() - {"id", "why", *_GUARD_BLOCKS, *_ROWS})
        yield name, _short("; ".join(f"{key} {guard[key].text()}" for key in rest))
        for part in _GUARD_BLOCKS:
            if part in guard:
                blocks.append(guard[part])
                yield from _lines(f"{name} {part}", guard[part])
    guarding = _groups_used(blocks, groups)
    for group, rows in groups.items():
        for row, _ in rows.lines():
            yield f"words:{file}/{group}: {row}", GUARD_WORD if group in guarding else "phrase"
    for key in _GUARD_LISTS:
        yield from ((f"guard:{file}/{key}: {word}", "word") for word in fields[key].words())
    for meant, forms in fields["same_words"].items():
        yield from ((f"spelling:{file}/{meant}: {form}", "word") for form in forms.words())
    yield from ((f"spelling:{file}/key_words: {word}", "word") for word in fields["key_words"].words())


def _groups_used(blocks: Sequence[Entry], groups: Mapping[str, Entry]) -> set[str]:
    used: set[str] = set()
    waiting = list(blocks)
    while waiting:
        named = {name for row, _ in waiting.pop().lines() for name in _GROUP_SLOT.findall(row)}
        waiting += [groups[name] for name in sorted(named - used) if name in groups]
        used |= named
    return used


def _lines(name: str, block: Entry) -> Iterator[tuple[str, str]]:
    return ((f"{name}: {row}", "phrase") for row, _ in block.lines())


def _phrases(contents: Contents, root: Path, day: date) -> Iterator[tuple[str, str]]:
    words = root / "words"
    phrases = read_yaml((words / "phrases.yaml").read_text(encoding="utf-8"), "phrases.yaml")
    for topic_of, topics in phrases.pop("alert_topics", {}).items():
        yield f"banner_topic:{topic_of}", " ".join(topics)
    chunks = phrases["not_found"].pop("chunks")
    script = " ".join(contents.sayable(chunks, day))
    yield "phrase:not_found", f"{_hash(repr(chunks))} {_graded(script)}"
    yield from ((f"phrase:{name}", _short(text)) for name, text in _leaves(phrases))
    openers = read_yaml((words / "openers.yaml").read_text(encoding="utf-8"), "openers.yaml")
    for opener in openers:
        cues = (*opener.get("cues", ()), *opener.get("groups", ()))
        yield f"opener:{opener['say']}", _short(", ".join(map(str, cues)))


def _leaves(tree: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of nested maps and lists, with its place ("not_found.handoff.who")."""
    if isinstance(tree, dict):
        branches = list(tree.items())
    elif isinstance(tree, list):
        branches = list(enumerate(tree, start=1))
    else:
        yield name, str(tree)
        return
    for key, branch in branches:
        yield from _leaves(branch, f"{name}.{key}".lstrip("."))


def _word_tables(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "words").iterdir()):
        if path.suffix in {".tsv", ".txt", ".gz"}:
            yield f"table:{path.name}", hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _short(text: str) -> str:
    """The text itself, or when it is long its beginning and a hash of all of it."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    return f"{text[:_MOST_CHARACTERS].rstrip()}{CUT}{_hash(text)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
