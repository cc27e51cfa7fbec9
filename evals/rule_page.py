"""Write the page that shows every red-flag and scope rule with its rows: ``docs/red_flags.md``.

In: the rule files and the wording. Out: Markdown between the marks of the page. Run:
``python -m evals.rule_page --write``; a test fails when page and rules differ.
Knows nothing about figures; those are written by ``python -m evals.red_flag_study --write``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from assistant.safety.red_flags import TYPES, RedFlagKind, red_flag_rules
from assistant.safety.rule_book import Rows, Rule
from assistant.safety.scope import scope_rules

PAGE = Path(__file__).parents[1] / "docs" / "red_flags.md"
BEGIN = "<!-- rules: written by python -m evals.rule_page --write -->"
END = "<!-- end of rules -->"
_TITLES = {
    "911": "Call 911",
    "988": "988, the suicide and crisis line",
    "poison": "Poison Help",
    "abuse": "Abuse and violence",
    "same_day": "Call the clinic today (amber)",
}


def page_part() -> str:
    """All rules, guards and limits as Markdown."""
    return "\n".join([BEGIN, "", *_red_flags(), *_guards(), *_scope(), END])


def with_part(page: str, part: str, begin: str = BEGIN, end: str = END) -> str:
    """The page with what stands between the marks replaced; raises ValueError without marks."""
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{PAGE.name} lacks the marks {begin} and {end}.")
    return before + part + after


def _red_flags() -> Iterator[str]:
    rules = red_flag_rules()
    for alert_type in TYPES:
        yield f"### {_TITLES[alert_type]}"
        yield ""
        for kind in rules.kinds.values():
            if kind.type == alert_type:
                yield from _kind(kind, [rule for rule in rules.book.rules if rule.kind == kind.id])


def _kind(kind: RedFlagKind, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"#### {kind.id}"
    yield ""
    yield f"**{kind.ask_first}** {kind.text}"
    yield ""
    yield from _table("rule", {rule.id: rule.rows for rule in rules}, "fires on", "stays silent on")


def _guards() -> Iterator[str]:
    yield "### Guards: what takes a phrase's danger away"
    yield ""
    yield from _table("guard", red_flag_rules().book.guard_rows, "keeps quiet", "lets through")


def _scope() -> Iterator[str]:
    rules = scope_rules()
    yield "### Not ours to answer: hand-offs"
    yield ""
    rows = {rule.id: rule.rows for rule in rules.book.rules}
    yield from _table("rule", rows, "handed off", "answered")
    for name, rule in rules.rules.items():
        handoff = rule.scope.handoff
        if handoff is not None:
            yield f"- **{name}**: {handoff.limit} {handoff.who}. Say: “{handoff.say}” {handoff.when}."
    yield ""
    yield from _table("guard of the hand-offs", rules.book.guard_rows, "keeps quiet", "lets through")


def _table(name: str, rows: Mapping[str, Rows], must: str, must_not: str) -> Iterator[str]:
    yield f"| {name} | {must} | {must_not} |"
    yield "|---|---|---|"
    for rule, each in rows.items():
        yield f"| {rule} | {_cell(each.must)} | {_cell(each.must_not)} |"
    yield ""


def _cell(said: Iterable[str]) -> str:
    return "<br>".join(row.replace("|", "\\|") for row in said)


def main() -> int:
    """Print, or write into the page."""
    parser = argparse.ArgumentParser(description="Write every rule with its rows.")
    parser.add_argument("--write", action="store_true", help=f"put them into {PAGE.name}")
    part = page_part()
    if parser.parse_args().write:
        PAGE.write_text(with_part(PAGE.read_text(encoding="utf-8"), part), encoding="utf-8")
    else:
        sys.stdout.write(part + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
