"""Find red flags in what the patient said.

In: the raw words, as typed or pasted. Out: at most three alerts, most urgent first, each with the words that
fired. Wording shown to the care manager comes unchanged from knowledge_base/safety/red_flags.yaml.
Rules before any model: a banner may not depend on one. Knows nothing about redaction, search or the screen;
never calls the network, keeps nothing of what was said, and raises on no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, get_args

from assistant.call_types import Alert, AlertType, Severity
from assistant.package_data import knowledge_base_dir
from assistant.safety.phone_slots import fill_phones, read_phones
from assistant.safety.rule_book import RuleBook, RuleHit, Silenced
from assistant.safety.rule_files import Entry, read_rule_file

MOST_ALERTS: Final = 3
"""More than three banners cannot be read while someone is frightened (domain guide, section 11)."""

TYPES: tuple[AlertType, ...] = get_args(AlertType)
"""Most urgent first."""

_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_FILE_KEYS = (
    "schema",
    "clause_words",
    "or_words",
    "same_words",
    "key_words",
    "real_words",
    "words",
    "guards",
    "kinds",
)
_KIND_KEYS = ("id", "type", "severity", "ask_first", "text", "phrases")


@dataclass(frozen=True, slots=True)
class RedFlagKind:
    """One kind of danger and the exact words for it."""

    id: str
    type: AlertType
    severity: Severity
    ask_first: str
    text: str


@dataclass(frozen=True, slots=True)
class RedFlagRules:
    """The whole rule file, checked and compiled."""

    kinds: Mapping[str, RedFlagKind]
    book: RuleBook


@dataclass(frozen=True, slots=True)
class RedFlagJudgement:
    """What fired and what a guard silenced, by kind; QA staff read this, the call page does not."""

    fired: tuple[RuleHit, ...]
    silenced: tuple[Silenced, ...]


def find_red_flags(text: str) -> tuple[Alert, ...]:
    """The alerts for what was said, most urgent first; at most three, one for each kind."""
    rules = red_flag_rules()
    return tuple(_alert(rules.kinds[hit.id], hit) for hit in _most_urgent(judge_red_flags(text).fired))


def judge_red_flags(text: str) -> RedFlagJudgement:
    """Every kind that stands in ``text``, and every kind that a guard took away."""
    fired, silenced = red_flag_rules().book.hits(text)
    return RedFlagJudgement(tuple(fired), tuple(silenced))


@cache
def red_flag_rules() -> RedFlagRules:
    """The reviewed rules of this installation; raises KnowledgeBaseInvalid with file, line and field."""
    folder = knowledge_base_dir()
    return load_red_flag_rules(folder / "safety" / "red_flags.yaml", folder / "resources" / "national.csv")


def load_red_flag_rules(path: Path, listing: Path) -> RedFlagRules:
    """Read, check and compile one rule file, with phones from ``listing``."""
    fields = read_rule_file(path).fields(_FILE_KEYS)
    fields["schema"].text(among=("1",))
    book = RuleBook(fields)
    kinds: dict[str, RedFlagKind] = {}
    for entry in fields["kinds"].entries():
        kind = _read_kind(entry, read_phones(listing), book)
        if kind.id in kinds:
            entry.wrong(f"the id {kind.id!r} stands here twice")
        kinds[kind.id] = kind
    book.finish()
    return RedFlagRules(kinds, book)


def _read_kind(entry: Entry, phones: Mapping[str, str], book: RuleBook) -> RedFlagKind:
    fields = entry.fields(_KIND_KEYS)
    kind = RedFlagKind(
        id=fields["id"].text(),
        type=next(t for t in TYPES if t == fields["type"].text(among=TYPES)),
        severity=next(s for s in _SEVERITIES if s == fields["severity"].text(among=_SEVERITIES)),
        ask_first=fields["ask_first"].text(),
        text=_with_phones(fields["text"], phones),
    )
    book.add_rule(kind.id, kind.type, fields["phrases"])
    return kind


def _with_phones(wording: Entry, phones: Mapping[str, str]) -> str:
    try:
        return fill_phones(wording.text(), phones)
    except KeyError as slot:
        wording.wrong(f"the slot {slot} names no listing with a confirmed phone")


def _most_urgent(hits: Iterable[RuleHit]) -> list[RuleHit]:
    """By type, then in the order of the file."""
    order = {name: rank for rank, name in enumerate(TYPES)}
    return sorted(hits, key=lambda hit: order[next(t for t in TYPES if t == hit.type)])[:MOST_ALERTS]


def _alert(kind: RedFlagKind, hit: RuleHit) -> Alert:
    return Alert(kind.type, kind.severity, kind.text, kind.ask_first, hit.why)
