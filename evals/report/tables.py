"""The run as a spreadsheet and as JSON.

In: what a report is made from. Out: CSV with one row for each case (and repeat), and JSON of everything with the
same keys in the same order each time. Cells that a spreadsheet would run as a formula are disarmed.
Knows nothing about HTML.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from evals.case_text import text_of
from evals.eval_types import CaseResult, Value
from evals.report.inputs import ReportInputs, failed_metrics, first_topic
from evals.report.page_summary import summary
from evals.titles import title_of

BOM = "\ufeff"
"""A spreadsheet reads accents and symbols right only with it; our own reader skips it."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIELDS = ("group", "stage", "challenge", "language", "style", "kind", "red_flag", "looks_like", "fault")
SCHEMA = 1


def cases_csv(inputs: ReportInputs) -> str:
    """One row for each case and repeat: what came out, and the value and verdict of each score."""
    metrics = _metrics(inputs.run.results)
    target = io.StringIO()
    writer = csv.writer(target)
    head = ["id", "half", "repeat", "result", "fails", "topic", *_FIELDS, "said", "text", "error", "why"]
    writer.writerow([*head, *(name for metric in metrics for name in (metric, f"{metric} passed"))])
    for result in inputs.run.results:
        writer.writerow([guarded(cell) for cell in _row(inputs, result, metrics)])
    return BOM + target.getvalue()


def guarded(cell: object) -> object:
    """A cell no spreadsheet runs: text that starts like a formula gets an apostrophe. A number stays a number.

    >>> guarded("=1+1"), guarded("+1-800-555-0100"), guarded(-1.5)
    ("'=1+1", "'+1-800-555-0100", -1.5)
    """
    is_formula = isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA)
    return f"'{cell}" if is_formula else cell


def _metrics(results: Iterable[CaseResult]) -> list[str]:
    return sorted({metric for result in results for metric in result.scores})


def _row(inputs: ReportInputs, result: CaseResult, metrics: Sequence[str]) -> list[object]:
    case, failed = inputs.case_of.get(result.id), failed_metrics(result)
    outcome = "error" if result.error else "fails" if failed else "passes"
    fields = [str(getattr(case, field, "")) for field in _FIELDS]
    said = str((result.output or {}).get("said", ""))
    text = text_of(result.output, inputs.suite.task) if result.output else ""
    whys = " ".join(f"{title_of(metric)}: {result.scores[metric].why}" for metric in failed)
    scores = [cell for metric in metrics for cell in _score(result.scores.get(metric))]
    topic = str(getattr(case, "topic", "")) or first_topic(result)
    start = [result.id, result.half, result.repeat, outcome, ", ".join(failed), topic]
    return [*start, *fields, said, text, result.error or "", whys, *scores]


def _score(value: Value | None) -> tuple[object, str]:
    if value is None:
        return "", ""
    return round(value.value, 6), {True: "yes", False: "no", None: ""}[value.passed]


def whole_json(inputs: ReportInputs) -> str:
    """Everything the report was made from, and its summary in words."""
    whole = {
        "schema": SCHEMA,
        "suite": {"name": inputs.suite.name, "version": inputs.suite.version, "task": inputs.suite.task},
        "manifest": inputs.run.manifest,
        "verdict": inputs.verdict,
        "summary": [note.text for note in summary(inputs)],
        "comparison": inputs.comparison,
        "results": inputs.run.results,
        "timings": inputs.run.timings,
        "content": inputs.run.content,
    }
    return json.dumps(_plain(whole), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """Plain JSON types; a figure that is no number becomes null, which every reader of JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
