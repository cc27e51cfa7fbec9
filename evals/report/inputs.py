"""What a report is made from, with the look-ups every section needs.

In: a run, its suite and cases, the verdict, the comparison, earlier runs. Out: results by half, by metric and by a
field of the case. Computes no verdict of its own: that is the work of the gates. Knows nothing about pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evals.case_types import AnyCase
from evals.compare import Comparison
from evals.eval_types import CaseResult, Figure, Run, Value, Verdict
from evals.figures import aggregate, case_scores
from evals.read_suites import Suite


@dataclass(frozen=True)
class ReportInputs:
    """Everything a report may show. ``baseline`` is the accepted run, when the caller has it at hand."""

    run: Run
    suite: Suite
    cases: Sequence[AnyCase]
    verdict: Verdict
    comparison: Comparison | None = None
    history: Sequence[Run] = ()
    baseline: Run | None = None

    @cached_property
    def case_of(self) -> Mapping[str, AnyCase]:
        """Cases by id."""
        return {case.id: case for case in self.cases}

    @cached_property
    def half(self) -> str:
        """The half the gates look at: the test half, or all there is when the run has no test case."""
        return "test" if any(result.half == "test" for result in self.run.results) else "both"

    @cached_property
    def judged(self) -> tuple[CaseResult, ...]:
        """The results the gates look at."""
        return self.of_half(self.half)

    def of_half(self, half: str) -> tuple[CaseResult, ...]:
        """Results of one half, or all for "both"."""
        return tuple(result for result in self.run.results if half in {"both", result.half})

    def by_field(self, field: str) -> dict[str, tuple[CaseResult, ...]]:
        """Judged results by a field of their case, most cases first; those without a value are left out."""
        groups: dict[str, list[CaseResult]] = defaultdict(list)
        for result in self.judged:
            value = field_of(self.case_of.get(result.id), result, field)
            if value:
                groups[value].append(result)
        return {key: tuple(groups[key]) for key in sorted(groups, key=lambda key: (-len(groups[key]), key))}

    @cached_property
    def gate_metrics(self) -> tuple[str, ...]:
        """The metrics the suite has goals for, in its order, each once."""
        return tuple(dict.fromkeys(gate.metric for gate in self.suite.gates))


def field_of(case: AnyCase | None, result: CaseResult, field: str) -> str:
    """A field of the case as text; the topic of a reply is the one that speaks first."""
    if field == "topic" and not hasattr(case, "topic"):
        return first_topic(result)
    value = getattr(case, field, "")
    return value if isinstance(value, str) else ""


def first_topic(result: CaseResult) -> str:
    """The topic of the first chunk of a reply, or an empty string."""
    chunks = reply_of(result).get("chunks") or ()
    return next((str(chunk.get("topic_id", "")) for chunk in chunks), "")


def reply_of(result: CaseResult) -> Mapping[str, Any]:
    """The reply of a reply case; empty for an error and for other tasks."""
    return (result.output or {}).get("reply") or {}


def values_of(results: Iterable[CaseResult], metric: str) -> list[tuple[CaseResult, Value]]:
    """The results that have ``metric``, each with its score."""
    return [(result, result.scores[metric]) for result in results if metric in result.scores]


def failing(results: Iterable[CaseResult], metric: str) -> list[tuple[CaseResult, Value]]:
    """The results that do not pass ``metric``."""
    return [(result, value) for result, value in values_of(results, metric) if value.passed is False]


def share_passed(inputs: ReportInputs, metric: str, ids: Collection[str] | None = None) -> Figure | None:
    """How many judged cases pass ``metric``, with the interval; None when none was judged by it."""
    return aggregate(metric, "share", case_scores(inputs.run, metric, inputs.half, ids).values())


def failed_metrics(result: CaseResult) -> tuple[str, ...]:
    """The metrics this result does not pass, in the order of their names."""
    return tuple(sorted(metric for metric, value in result.scores.items() if value.passed is False))
