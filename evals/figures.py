"""Sum up a run: one figure for each metric, with n and its interval.

In: a run, and for a split by group or language its cases. Out: ``CaseScore`` (one case, its repeats together) and
``Figure`` (one metric over many cases).
A case passes only when it passes each time it was run: a patient hears one of the times. Values are averaged.
Knows nothing about goals, baselines or verdicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.case_types import AnyCase, Expect
from evals.eval_types import Aggregate, CaseResult, Figure, Run, Value
from evals.intervals import percentile, wilson

if TYPE_CHECKING:
    from evals.read_suites import Suite
    from evals.scorers.metric import Metric

TEST = "test"
BOTH = "both"
TIMED = {"latency_ms": "total_ms", "first_ms": "first_ms"}
"""Metrics that come from the times of a run and not from a scorer."""


@dataclass(frozen=True, slots=True)
class CaseScore:
    """One metric of one case. ``values`` holds one value for each repeat; ``n`` what a count is out of."""

    id: str
    values: tuple[float, ...]
    passed: bool | None
    n: float = 1
    why: str = ""

    @property
    def value(self) -> float:
        """The mean over the repeats."""
        return sum(self.values) / len(self.values)


def metric_of(name: str) -> Metric | None:
    """What the scorers say about a metric; None for one that no scorer gives."""
    import evals.scorers

    found: Metric | None = getattr(evals.scorers, "METRICS", {}).get(name)
    return found


def higher_is_better(metric: str) -> bool:
    """Whether a higher value is the better one; true when no scorer says otherwise."""
    if metric in TIMED:
        return False
    known = metric_of(metric)
    return known.higher_is_better if known else True


def results_by_id(run: Run, half: str = TEST) -> dict[str, list[CaseResult]]:
    """The results without an error, by case, repeats in order."""
    by_id: dict[str, list[CaseResult]] = defaultdict(list)
    for result in sorted(run.results, key=lambda result: (result.id, result.repeat)):
        if result.error is None and half in (BOTH, result.half):
            by_id[result.id].append(result)
    return dict(by_id)


def case_scores(
    run: Run, metric: str, half: str = TEST, only: Collection[str] | None = None
) -> dict[str, CaseScore]:
    """The scores of one metric by case id; with ``only`` just those cases. None where it does not apply."""
    by_id = results_by_id(run, half)
    chosen = {case_id: results for case_id, results in by_id.items() if only is None or case_id in only}
    if metric in TIMED:
        return _timed(run, metric, chosen)
    scores = {}
    for case_id, results in chosen.items():
        values = [result.scores[metric] for result in results if metric in result.scores]
        if values:
            scores[case_id] = _merged(case_id, values)
    return scores


def _merged(case_id: str, values: Sequence[Value]) -> CaseScore:
    verdicts = [value.passed for value in values if value.passed is not None]
    told = next((value for value in values if value.passed is False), values[0])
    return CaseScore(
        id=case_id,
        values=tuple(value.value for value in values),
        passed=all(verdicts) if verdicts else None,
        n=sum(value.n for value in values) / len(values),
        why=told.why,
    )


def _timed(run: Run, metric: str, chosen: Collection[str]) -> dict[str, CaseScore]:
    times: dict[str, list[float]] = defaultdict(list)
    for timing in run.timings:
        if timing.id in chosen:
            times[timing.id].append(getattr(timing, TIMED[metric]))
    return {case_id: CaseScore(case_id, tuple(values), None) for case_id, values in times.items()}


def aggregate(metric: str, agg: Aggregate, scores: Iterable[CaseScore]) -> Figure | None:
    """One figure of these scores; None when no score can be counted that way, so that nothing was measured."""
    scores = tuple(scores)
    if agg == "share":
        verdicts = [score.passed for score in scores if score.passed is not None]
        return _proportion(metric, agg, sum(verdicts), len(verdicts)) if verdicts else None
    if not scores:
        return None
    if agg == "ratio":
        out_of = sum(score.n for score in scores)
        return _proportion(metric, agg, sum(score.value for score in scores), out_of) if out_of else None
    values = [score.value for score in scores]
    if agg == "mean" and set(values) <= {0.0, 1.0}:
        return _proportion(metric, agg, sum(values), len(values))
    return Figure(metric, agg, _summed_up(agg, scores, values), len(values))


def _summed_up(agg: Aggregate, scores: Sequence[CaseScore], values: Sequence[float]) -> float:
    """The one value; for the smallest and largest each repeat counts on its own."""
    if agg in ("min", "max"):
        worst = min if agg == "min" else max
        return worst(value for score in scores for value in score.values)
    if agg in ("p50", "p95"):
        return percentile(values, float(agg[1:]))
    return sum(values) / len(values) if agg == "mean" else sum(values)


def _proportion(metric: str, agg: Aggregate, good: float, n: float) -> Figure:
    if not 0 <= good <= n:  # a count that is not out of its n: no share, so no interval
        return Figure(metric, agg, good / n, round(n), good=good)
    low, high = wilson(good, n)
    return Figure(metric, agg, good / n, round(n), good=good, low=low, high=high)


def figures(run: Run, cases: Sequence[AnyCase], suite: Suite, half: str = TEST) -> tuple[Figure, ...]:
    """The figures that the gates ask for, in their order, then every other metric of the run by name.

    A metric without a gate is a share when it passes or fails, else a mean. ``half``: test, dev or both.
    """
    del cases  # a figure over all cases needs none of their fields; the same call as ``figures_by``
    return _figures(run, suite, half, None)


def figures_by(
    run: Run, cases: Sequence[AnyCase], suite: Suite, field: str, half: str = TEST
) -> dict[str, tuple[Figure, ...]]:
    """The figures for each value of a field of the cases (group, language, topic ...), by value."""
    return {part: _figures(run, suite, half, ids) for part, ids in parts_of(cases, field).items() if ids}


def _figures(run: Run, suite: Suite, half: str, only: Collection[str] | None) -> tuple[Figure, ...]:
    wanted = list(dict.fromkeys((gate.metric, gate.agg) for gate in suite.gates))
    gated = {metric for metric, _ in wanted}
    found = {metric for result in run.results for metric in result.scores}
    rest: list[tuple[str, Aggregate | None]] = [(metric, None) for metric in sorted(found - gated)]
    made = []
    for metric, agg in [*wanted, *rest]:
        scores = case_scores(run, metric, half, only)
        made.append(aggregate(metric, agg or _usual(scores.values()), scores.values()))
    return tuple(figure for figure in made if figure is not None)


def _usual(scores: Iterable[CaseScore]) -> Aggregate:
    return "share" if any(score.passed is not None for score in scores) else "mean"


def parts_of(cases: Iterable[AnyCase], field: str) -> dict[str, frozenset[str]]:
    """The ids of the cases for each value of ``field``, values in order.

    "topic" is the case's own topic, else the first topic of its first need. A case of several values (tags) stands
    in each; one without a value in none.
    """
    parts: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for part in _values(case, field):
            parts[part].add(case.id)
    return {part: frozenset(parts[part]) for part in sorted(parts)}


def _values(case: AnyCase, field: str) -> tuple[str, ...]:
    expect = vars(case).get("expect")
    fields = {**(vars(expect) if isinstance(expect, Expect) else {}), **vars(case)}
    value = fields.get(field)
    if field == "topic" and value is None:
        value = next((topic for need in fields.get("needs", ()) for topic in need), None)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(map(str, value)))
    return (str(value),) if value not in (None, "") else ()
