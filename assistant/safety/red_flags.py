"""Find red flags in what the patient said.

In: the raw words, as typed or pasted. Out: at most three alerts, most urgent first, each with the words that
fired. Wording shown to the care manager comes unchanged from knowledge_base/safety/red_flags.yaml.
Rules before any model: a banner may not depend on one. The trained reader adds what no phrase names. Knows
nothing about redaction, search or the screen; never calls the network, keeps nothing of what was said, and
raises on no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, get_args

from assistant.call_types import Alert, AlertType, Severity
from assistant.package_data import knowledge_base_dir
from assistant.safety.nurse_questions import as_said
from assistant.safety.phone_slots import fill_phones, read_phones
from assistant.safety.rule_book import RuleBook, RuleHit, Silenced
from assistant.safety.rule_files import Entry, read_rule_file
from assistant.safety.second_layer import safety_reader

MOST_ALERTS: Final = 3
"""More than three banners cannot be read while someone is frightened (domain guide, section 11)."""

_MOST_WHY: Final = 3
_LONGEST_WHY: Final = 160

TYPES: tuple[AlertType, ...] = get_args(AlertType)
"""Most urgent first."""

SCHEMA: Final = "2"
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_WORD_KEYS = (
    "schema",
    "clause_words",
    "or_words",
    "same_words",
    "key_words",
    "real_words",
    "words",
    "guards",
)
_KIND_KEYS = ("id", "type", "severity", "ask_first", "text")
_RULE_KEYS = ("id", "kind", "phrases", "fires_on", "silent_on")


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


def find_red_flags(text: str, earlier: str = "") -> tuple[Alert, ...]:
    """The alerts for what was said, most urgent first; at most three, one for each kind.

    ``earlier`` is what was said just before in the same call, for a danger told in two pieces. Both layers are
    asked and either raises the banner; without the trained reader all the rules stand alone, backup ones too.
    """
    return add_heard(find_red_flags_at_once(text, earlier), text, earlier)


def find_red_flags_at_once(text: str, earlier: str = "") -> tuple[Alert, ...]:
    """The alerts to paint before the reader is asked, in milliseconds: those of the rules less the backup ones."""
    return _alerts_of(hit for hit in judge_red_flags(text, earlier).fired if not hit.backup)


def find_red_flags_by_rules(text: str, earlier: str = "") -> tuple[Alert, ...]:
    """The alerts of all the written rules, backup ones too, as without the reader; needs no model."""
    return _alerts_of(judge_red_flags(text, earlier).fired)


def _alerts_of(fired: Iterable[RuleHit]) -> tuple[Alert, ...]:
    kinds = red_flag_kinds()
    by_kind: dict[str, list[str]] = {}
    for hit in fired:
        by_kind.setdefault(hit.kind, []).extend(hit.why)
    return most_urgent(
        _alert(kinds[kind], tuple(dict.fromkeys(why))[:_MOST_WHY]) for kind, why in by_kind.items()
    )


def add_heard(alerts: tuple[Alert, ...], text: str, earlier: str = "") -> tuple[Alert, ...]:
    """These alerts and those that the trained reader hears; none is ever taken back.

    Without the reader, the backup rules are asked in its place.
    """
    reader = safety_reader()
    if reader is None:
        raised_now = {alert.text for alert in alerts}
        more = [alert for alert in find_red_flags_by_rules(text, earlier) if alert.text not in raised_now]
        return most_urgent((*alerts, *more)) if more else alerts
    kinds, raised = red_flag_kinds(), {alert.type for alert in alerts}
    heard = [
        _alert(kinds[each.kind], (_words_of(text, each.place),))
        for each in reader.dangers(text, earlier)
        if each.type not in raised
    ]
    return most_urgent((*alerts, *heard)) if heard else alerts


def judge_red_flags(text: str, earlier: str = "") -> RedFlagJudgement:
    """Every rule that stands in ``text``, and every rule that a guard took away."""
    fired, silenced = red_flag_rules().book.hits(as_said(text), earlier)
    return RedFlagJudgement(tuple(fired), tuple(silenced))


@cache
def red_flag_kinds() -> Mapping[str, RedFlagKind]:
    """The kinds of danger with their wording, most urgent first; without the rules that find them."""
    folder = knowledge_base_dir()
    return _read_kinds(
        folder / "safety" / "red_flags.yaml", read_phones(folder / "resources" / "national.csv")
    )


@cache
def red_flag_rules() -> RedFlagRules:
    """The rules of this installation; raises KnowledgeBaseInvalid with file, line and field."""
    folder = knowledge_base_dir()
    return load_red_flag_rules(folder / "safety", folder / "resources" / "national.csv")


def load_red_flag_rules(folder: Path, listing: Path) -> RedFlagRules:
    """Read, check and compile the wording, the shared words and the rule files, with phones from ``listing``."""
    kinds = _read_kinds(folder / "red_flags.yaml", read_phones(listing))
    words = read_rule_file(folder / "words.yaml").fields(_WORD_KEYS)
    words["schema"].text(among=(SCHEMA,))
    book = RuleBook(words)
    for alert_type in TYPES:
        own = [kind.id for kind in kinds.values() if kind.type == alert_type]
        for path in _rule_files(folder / "rules", alert_type):
            file = read_rule_file(path).fields(("schema", "rules"), may=("words",))
            file["schema"].text(among=(SCHEMA,))
            if "words" in file:
                book.add_groups(file["words"])
            for entry in file["rules"].entries():
                fields = entry.fields(_RULE_KEYS, may=("not_when", "backup"))
                book.add_rule(fields["id"].text(), fields["kind"].text(among=own), alert_type, fields)
    book.finish()
    return RedFlagRules(kinds, book)


def _rule_files(folder: Path, alert_type: AlertType) -> list[Path]:
    """``911_events.yaml``, ``911_illness.yaml``; ``poison.yaml``: each class must have one."""
    found = sorted(folder.glob(f"{alert_type}*.yaml"))
    return found or [folder / f"{alert_type}.yaml"]  # reading it says that it is missing


def _read_kinds(path: Path, phones: Mapping[str, str]) -> dict[str, RedFlagKind]:
    file = read_rule_file(path).fields(("schema", "kinds"))
    file["schema"].text(among=(SCHEMA,))
    kinds: dict[str, RedFlagKind] = {}
    for entry in file["kinds"].entries():
        fields = entry.fields(_KIND_KEYS)
        kind = RedFlagKind(
            id=fields["id"].text(),
            type=next(t for t in TYPES if t == fields["type"].text(among=TYPES)),
            severity=next(s for s in _SEVERITIES if s == fields["severity"].text(among=_SEVERITIES)),
            ask_first=fields["ask_first"].text(),
            text=_with_phones(fields["text"], phones),
        )
        if kind.id in kinds:
            entry.wrong(f"the id {kind.id!r} stands here twice")
        if any(kind.text == other.text for other in kinds.values()):
            entry.wrong("these words stand under another kind too; each kind needs its own")
        kinds[kind.id] = kind
    return kinds


def _with_phones(wording: Entry, phones: Mapping[str, str]) -> str:
    try:
        return fill_phones(wording.text(), phones)
    except KeyError as slot:
        wording.wrong(f"the slot {slot} names no listing with a confirmed phone")


def most_urgent(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """By class, then in the order of the wording file; no more than can be read."""
    order = {kind.text: rank for rank, kind in enumerate(red_flag_kinds().values())}
    ranked = sorted(alerts, key=lambda alert: (TYPES.index(alert.type), order[alert.text]))
    return tuple(ranked[:MOST_ALERTS])


def _alert(kind: RedFlagKind, why: tuple[str, ...]) -> Alert:
    return Alert(kind.type, kind.severity, kind.text, kind.ask_first, why)


def _words_of(text: str, place: tuple[int, int]) -> str:
    """The words the reader heard, short enough for a banner."""
    words = " ".join(text[place[0] : place[1]].split())
    return words if len(words) <= _LONGEST_WHY else words[: _LONGEST_WHY - 1] + "…"
