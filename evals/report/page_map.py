"""Show failing cases by score, so that clusters of failure can be seen.

In: what a report is made from. Out: a section with a heat map and its table. Knows nothing about HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from evals.eval_types import CaseResult
from evals.report import plots
from evals.report.inputs import ReportInputs, failed_metrics
from evals.report.page_gates import case_links
from evals.report.page_parts import Cell, Picture, Section, Table
from evals.report.words import counted
from evals.titles import title_of

_ROWS, _COLUMNS = 40, 24


def heat_section(inputs: ReportInputs) -> Section | None:
    """Failing cases by metric, so that clusters show; None when nothing fails."""
    failed = {result.id: failed_metrics(result) for result in inputs.judged if failed_metrics(result)}
    if not failed:
        return None
    columns = _heat_columns(inputs, failed)
    cases = sorted(failed, key=lambda case_id: (-len(set(failed[case_id]) & set(columns)), case_id))[:_ROWS]
    by_id = {result.id: result for result in reversed(inputs.judged)}
    cells = [[_passed(by_id[case_id], metric) for metric in columns] for case_id in cases]
    words = f"{counted(len(failed), 'case')} of {len(by_id)} fail at least one score" + (
        f"; the {_ROWS} with most are shown." if len(failed) > _ROWS else "."
    )
    rows = tuple(
        (case_links([case_id]), *map(_cell, line)) for case_id, line in zip(cases, cells, strict=True)
    )
    titles = [title_of(metric) for metric in columns]
    table = Table("Cases and what they fail", ("Case", *titles), rows, folded=True)
    svg = plots.heat_map(cases, titles, cells)
    return Section(
        "map",
        "Where failures cluster",
        (Picture("heat-map", "Failing cases and scores", words, svg, table, is_wide=True),),
    )


def _heat_columns(inputs: ReportInputs, failed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The scores that some case fails: goals first in the suite's order, then those failed most."""
    counts = Counter(metric for metrics in failed.values() for metric in metrics)
    order = {metric: place for place, metric in enumerate(inputs.gate_metrics)}
    metrics = sorted(counts, key=lambda metric: (order.get(metric, len(order)), -counts[metric], metric))
    return tuple(metrics[:_COLUMNS])


def _passed(result: CaseResult, metric: str) -> bool | None:
    value = result.scores.get(metric)
    return value.passed if value else None


def _cell(passed: bool | None) -> Cell:
    if passed is None:
        return Cell("")
    return Cell("passes", "good") if passed else Cell("fails", "bad")
