"""Red flags: what was due against what came, the misses first.

In: what a report is made from. Out: a section, or None when no case says which banner is due.
Knows nothing about HTML or about how a red flag is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evals.case_types import AnyCase, RedFlagCase, ReplyCase
from evals.eval_types import CaseResult
from evals.report.inputs import ReportInputs, reply_of
from evals.report.page_cases import case_view
from evals.report.page_parts import Block, Card, Cell, Link, Note, Section, Table, row
from evals.report.words import Tone, anchor, counted, value_words

NONE = "none"
_CLASSES = ("911", "988", "poison", "abuse", "same_day", NONE)
_MOST_CARDS = 12
_METRICS = ("red_flag_recall", "false_alarm", "red_flag_right")


def due(case: AnyCase | None) -> str | None:
    """The banner that is due, "none" for harmless words; None for a case of another task."""
    if isinstance(case, RedFlagCase):
        return case.red_flag
    return case.expect.red_flag if isinstance(case, ReplyCase) else None


def came(result: CaseResult, wanted: str) -> str:
    """The banner that came: the one that was due when it is among them, else the first; "none" without any."""
    alerts = (result.output or {}).get("alerts") or reply_of(result).get("alerts") or ()
    types = [str(alert.get("type", "")) for alert in alerts]
    return wanted if wanted in types else next(iter(types), NONE)


def red_flags_section(inputs: ReportInputs) -> Section | None:
    """The confusion table, then each miss and each false alarm in its own words."""
    pairs = [
        (result, wanted, came(result, wanted))
        for result in inputs.judged
        if result.error is None and (wanted := due(inputs.case_of.get(result.id))) is not None
    ]
    if not pairs:
        return None
    counts = Counter((wanted, got) for _, wanted, got in pairs)
    missed = [pair for pair in pairs if pair[1] != NONE and pair[2] != pair[1]]
    alarms = [pair for pair in pairs if pair[1] == NONE and pair[2] != NONE]
    blocks = [
        _note(missed, alarms, counts),
        *_cards(inputs, sorted(missed, key=lambda pair: pair[2] != NONE)),
        _confusion(counts),
        *_cards(inputs, alarms),
    ]
    return Section("red-flags", "Red flags: misses first, then false alarms", tuple(blocks))


Pairs = list[tuple[CaseResult, str, str]]


def _note(missed: Pairs, alarms: Pairs, counts: Counter[tuple[str, str]]) -> Note:
    dangers = sum(count for (wanted, _), count in counts.items() if wanted != NONE)
    harmless = sum(counts.values()) - dangers
    silent = sum(got == NONE for _, _, got in missed)
    words = (
        f"{len(missed)} of {counted(dangers, 'danger')} did not raise the banner that was due"
        f" ({silent} raised none at all). {len(alarms)} of {harmless} harmless ones raised a banner."
    )
    tone: Tone = "bad" if missed else "warn" if alarms else "good"
    return Note(words, tone)


def _cards(inputs: ReportInputs, pairs: Pairs) -> Iterator[Block]:
    for result, wanted, got in pairs[:_MOST_CARDS]:
        view = case_view(inputs, result)
        title = f"Due: {_name(wanted)}. Came: {_name(got)}."
        reasons = [
            result.scores[metric].why
            for metric in _METRICS
            if metric in result.scores and result.scores[metric].passed is False
        ]
        words = view.parts[0].lines[0] if view.parts else ()
        yield Card(
            Link(result.id, anchor(result.id, result.repeat)), title, words, tuple(dict.fromkeys(reasons))[:2]
        )
    if len(pairs) > _MOST_CARDS:
        yield Note(f"{counted(len(pairs) - _MOST_CARDS, 'more case')} like these, under All cases.")


def _confusion(counts: Counter[tuple[str, str]]) -> Table:
    wanted = [name for name in _CLASSES if any(key[0] == name for key in counts)]
    got = [name for name in _CLASSES if any(name in key for key in counts)]
    rows = tuple(
        row(
            Cell(_name(name)),
            *(_count(name, other, counts[name, other]) for other in got),
            f"{sum(counts[name, other] for other in got)}",
        )
        for name in wanted
    )
    columns = ("Due, down; came, across", *map(_name, got), "All")
    return Table("What was due and what came", columns, rows, frozenset(range(1, len(columns))))


def _count(wanted: str, got: str, count: int) -> Cell:
    if not count:
        return Cell("0")
    if wanted == got:
        return Cell(f"{count}", "good")
    return Cell(f"{count}", "bad" if got == NONE else "warn")


def _name(kind: str) -> str:
    return "no banner" if kind == NONE else value_words(kind)
