"""What the library has to do with it: facts and sources out of date, and places by need.

In: what a report is made from. Out: sections of a reply suite, None where no case tells. Knows nothing about HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from evals.case_types import ReplyCase
from evals.eval_types import CaseResult
from evals.report.inputs import ReportInputs, failing, reply_of, share_passed, values_of
from evals.report.page_gates import case_links
from evals.report.page_parts import Block, Cell, Note, Section, Table, row
from evals.report.words import Tone, counted, measured, value_words
from evals.titles import title_of

_STALE = ("no_stale_fact", "sources_in_date")
_PLACES = ("resource_in_first_3", "resource_fields_exact", "open_now_right")
_NOT_REVIEWED = "not yet reviewed"


def stale_section(inputs: ReportInputs) -> Section | None:
    """Facts and sources past their date, and which sources the replies stand on."""
    if not any(values_of(inputs.judged, metric) for metric in _STALE):
        return None
    found = [(metric, result, value) for metric in _STALE for result, value in failing(inputs.judged, metric)]
    blocks: list[Block] = []
    if found:
        stale = {result.id for _, result, _ in found}
        rows = tuple(row(case_links([result.id]), value.why) for _, result, value in found)
        blocks.append(Note(f"{counted(len(stale), 'reply', 'replies')} with something out of date.", "bad"))
        blocks.append(Table("Out of date", ("Case", "What is out of date"), rows))
    else:
        blocks.append(Note("No reply said a fact or named a source that is out of date.", "good"))
    blocks += [table] if (table := _sources(inputs)) else []
    return Section("stale", "Facts and sources out of date", tuple(blocks))


def _sources(inputs: ReportInputs) -> Table | None:
    users: dict[str, set[str]] = defaultdict(set)
    known: dict[str, Mapping[str, Any]] = {}
    for result in inputs.judged:
        for source in reply_of(result).get("sources") or ():
            users[str(source.get("id", ""))].add(result.id)
            known[str(source.get("id", ""))] = source
    if not known:
        return None
    order = sorted(known, key=lambda name: (-len(users[name]), name))
    rows = tuple(_source_row(known[name], sorted(users[name])) for name in order)
    return Table(
        f"{counted(len(rows), 'source')} that the replies stand on",
        ("Source", "Reviewed", "Replies"),
        rows,
        frozenset({2}),
        folded=True,
    )


def _source_row(source: Mapping[str, Any], users: list[str]) -> tuple[Cell, ...]:
    reviewed = str(source.get("reviewed", ""))
    title = Cell(
        str(source.get("title", "")),
        small=" · ".join(filter(None, (str(source.get("publisher", "")), str(source.get("id", ""))))),
    )
    return row(
        title,
        Cell(reviewed or "no date", "warn" if _NOT_REVIEWED in reviewed or not reviewed else "none"),
        f"{len(users)}",
    )


def places_section(inputs: ReportInputs) -> Section | None:
    """Whether the right place to call stands on top, need by need."""
    metrics = [metric for metric in _PLACES if values_of(inputs.judged, metric)]
    if not metrics:
        return None
    needs: dict[str, set[str]] = defaultdict(set)
    for result in inputs.judged:
        if any(metric in result.scores for metric in metrics):
            needs[_need(inputs, result)].add(result.id)
    order = sorted(needs, key=lambda need: (-len(_misses(inputs, needs[need])), -len(needs[need]), need))
    rows = tuple(_need_row(inputs, need, needs[need], metrics) for need in order)
    columns = ("Need", *map(title_of, metrics), "Cases to look at")
    return Section(
        "places",
        "Places that can help, by need",
        (Table("Places by need, most misses first", columns, rows),),
    )


def _need(inputs: ReportInputs, result: CaseResult) -> str:
    case = inputs.case_of.get(result.id)
    if not isinstance(case, ReplyCase):
        return "other"
    topics = [topic for need in case.expect.needs for topic in need]
    return next(iter(topics), value_words(case.group))


def _misses(inputs: ReportInputs, ids: set[str]) -> list[str]:
    bad = {result.id for metric in _PLACES for result, _ in failing(inputs.judged, metric)}
    return sorted(bad & ids)


def _need_row(inputs: ReportInputs, need: str, ids: set[str], metrics: list[str]) -> tuple[Cell, ...]:
    cells = []
    for metric in metrics:
        figure = share_passed(inputs, metric, ids)
        tone: Tone = "none" if figure is None else "good" if figure.value == 1 else "bad"
        cells.append(Cell(measured(figure), tone) if figure else Cell("–"))
    return row(need, *cells, case_links(_misses(inputs, ids)))
