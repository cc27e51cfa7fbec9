"""Judge whether a question is ours to answer, or whose it is.

In: redacted words. Out: a ``Scope``: "answer", or "handoff" with the honest limit, who, when, the exact words to
say and a script to read. Wording comes unchanged from ``knowledge_base/safety/scope.yaml``.
"Not ours" differs from "not in the library": that is for search to find out. Keeps nothing of what was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.call_types import CheckBack, Handoff, Scope
from assistant.errors import WrongUse
from assistant.package_data import knowledge_base_dir
from assistant.safety.phone_slots import fill_phones, read_phones
from assistant.safety.rule_book import RuleBook
from assistant.safety.rule_files import Entry, read_rule_file
from assistant.safety.second_layer import safety_reader

_FILE_KEYS = (
    "schema",
    "clause_words",
    "or_words",
    "same_words",
    "key_words",
    "real_words",
    "words",
    "guards",
    "rules",
)
SCOPE_RULES = (
    "dose",
    "start_or_stop",
    "interaction",
    "diagnosis",
    "chart_reading",
    "prognosis",
    "eligibility_promise",
    "plan_choice",
    "legal_tax_immigration",
)
"""What is not ours to answer (domain guide, section 8); the rule file has one rule for each."""

_RULE_KEYS = ("id", "phrases", "limit", "who", "resource", "say", "when", "script", "check_backs")
_CHECK_BACK_KEYS = ("ask", "expect", "reteach")


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One thing that is not ours to answer, with its hand-off and its check-backs."""

    scope: Scope
    check_backs: tuple[CheckBack, ...]


@dataclass(frozen=True, slots=True)
class ScopeRules:
    """The whole rule file, checked and compiled."""

    rules: Mapping[str, ScopeRule]
    book: RuleBook


def judge_scope(redacted_text: str) -> Scope:
    """Ours to answer, or a hand-off: the first rule of the file that stands in the words, or what is heard."""
    reader = safety_reader()
    rule = judge_scope_by_rules(redacted_text) or (reader.scope(redacted_text)[0] if reader else "")
    return scope_rules().rules[rule].scope if rule else Scope("answer")


def judge_scope_by_rules(redacted_text: str) -> str:
    """The rule whose phrases stand in the words, or an empty text; needs no model."""
    hits, _ = scope_rules().book.hits(redacted_text)
    return hits[0].id if hits else ""


def handoff_check_backs(rule: str) -> tuple[CheckBack, ...]:
    """The check-back questions of one rule; raises WrongUse for an unknown rule."""
    try:
        return scope_rules().rules[rule].check_backs
    except KeyError:
        raise WrongUse(f"There is no scope rule {rule}. See knowledge_base/safety/scope.yaml.") from None


@cache
def scope_rules() -> ScopeRules:
    """The rules of this installation; raises KnowledgeBaseInvalid with file, line and field."""
    folder = knowledge_base_dir()
    return load_scope_rules(folder / "safety" / "scope.yaml", folder / "resources" / "national.csv")


def load_scope_rules(path: Path, listing: Path) -> ScopeRules:
    """Read, check and compile one rule file, with phones from ``listing``."""
    fields = read_rule_file(path).fields(_FILE_KEYS)
    fields["schema"].text(among=("1",))
    book, phones = RuleBook(fields), read_phones(listing)
    rules: dict[str, ScopeRule] = {}
    for entry in fields["rules"].entries():
        rule = _read_rule(entry, phones, book)
        if rule.scope.rule in rules:
            entry.wrong(f"the id {rule.scope.rule!r} stands here twice")
        rules[rule.scope.rule] = rule
    if set(rules) != set(SCOPE_RULES):
        fields["rules"].wrong(f"there must be one rule for each of {', '.join(SCOPE_RULES)}")
    book.finish()
    return ScopeRules(rules, book)


def _read_rule(entry: Entry, phones: Mapping[str, str], book: RuleBook) -> ScopeRule:
    fields = entry.fields(_RULE_KEYS, may=("not_when", "fires_on", "silent_on"))
    rule_id = fields["id"].text()
    book.add_rule(rule_id, rule_id, "scope", fields)
    handoff = Handoff(
        limit=fields["limit"].text(),
        who=fields["who"].text(),
        phone=_phone(fields["resource"], phones),
        say=fields["say"].text(),
        when=fields["when"].text(),
    )
    scope = Scope("handoff", rule_id, handoff, _fill(fields["script"], phones))
    return ScopeRule(scope, tuple(_check_back(each) for each in fields["check_backs"].entries()))


def _check_back(entry: Entry) -> CheckBack:
    fields = entry.fields(_CHECK_BACK_KEYS)
    expect = tuple(point.text() for point in fields["expect"].entries())
    return CheckBack(fields["ask"].text(), expect, fields["reteach"].text())


def _phone(listing: Entry, phones: Mapping[str, str]) -> str:
    name = listing.text()
    if name == "null":
        return ""
    return fill_phones(f"{{resource:{name}.phone}}", phones)


def _fill(wording: Entry, phones: Mapping[str, str]) -> str:
    try:
        return fill_phones(wording.text(), phones)
    except KeyError as slot:
        wording.wrong(f"the slot {slot} names no listing with a confirmed phone")
