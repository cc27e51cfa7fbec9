"""What got worse in a way that must be mended, or accepted by a person, before anything else.

In: two runs, their suite and what changed between them. Out: one sentence for each regression, the gravest first.
Four kinds: content that must not change by a slip; a case that newly fails a metric of ``flips_block`` (one is
enough, in either half), or is no longer measured by it; a share of the test half that fell by more than
``max_drop``; and, only when cases were run several times, a metric with a gate that is worse by more than luck.
Knows nothing about gates that are missed both times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evals.aligned import Aligned
from evals.content_record import ContentChange
from evals.eval_types import Aggregate, Figure, Run
from evals.figures import BOTH, aggregate, case_scores, higher_is_better
from evals.gate_words import number, percent
from evals.metric_changes import MetricChange
from evals.titles import title_of

if TYPE_CHECKING:
    from evals.compare import Flip
    from evals.read_suites import Suite

_TINY = 1e-9
_SHOWN = 3


def find_regressions(
    before: Run,
    after: Run,
    suite: Suite,
    aligned: Aligned,
    content: Sequence[ContentChange],
    newly_failing: Sequence[Flip],
    sampled: Sequence[MetricChange],
) -> Iterator[str]:
    """The regressions; ``sampled`` holds the statistics when cases were run several times, else nothing."""
    yield from (change.words for change in content if change.blocks)
    yield from _forbidden_flips(before, after, suite, aligned, newly_failing)
    yield from _drops(before, after, suite, aligned)
    yield from _more_than_luck(suite, sampled)


def _forbidden_flips(
    before: Run, after: Run, suite: Suite, aligned: Aligned, newly_failing: Sequence[Flip]
) -> Iterator[str]:
    for metric in suite.regression.flips_block:
        flips = [flip for flip in newly_failing if flip.metric == metric]
        if flips:
            cases = "1 case fails" if len(flips) == 1 else f"{len(flips)} cases fail"
            yield (
                f"{title_of(metric)}: {cases} now and passed before, and not one may. "
                f"{_some([flip.case_id for flip in flips])}: {flips[0].after_why}"
            )
        then, now = (case_scores(run, metric, BOTH, aligned.same) for run in (before, after))
        lost = sorted(then.keys() - now.keys())
        if lost:
            yield f"{title_of(metric)}: no longer measured in {len(lost)} of the same cases ({_some(lost)})."


def _drops(before: Run, after: Run, suite: Suite, aligned: Aligned) -> Iterator[str]:
    for metric, most in sorted(suite.regression.max_drop.items()):
        then, now = (case_scores(run, metric, BOTH, aligned.test) for run in (before, after))
        shared = sorted(then.keys() & now.keys())
        agg = _aggregate_of(metric, suite, [then[i].passed for i in shared] + [now[i].passed for i in shared])
        old = aggregate(metric, agg, [then[case_id] for case_id in shared])
        new = aggregate(metric, agg, [now[case_id] for case_id in shared])
        if old is None or new is None:
            continue
        drop = old.value - new.value if agg == "share" or higher_is_better(metric) else new.value - old.value
        if drop > most + _TINY:
            yield f"{title_of(metric)}: {_fell(old, new, most)}"


def _fell(old: Figure, new: Figure, most: float) -> str:
    show = percent if old.low is not None else number
    unit, limit = (" %", f"{percent(most)} points") if old.low is not None else ("", number(most))
    return (
        f"was {show(old.value, new.value)}{unit}, is {show(new.value, old.value)}{unit} on the {old.n} "
        f"that both runs measured in the test half; it may get worse by {limit} at most."
    )


def _aggregate_of(metric: str, suite: Suite, verdicts: Sequence[bool | None]) -> Aggregate:
    """As the first gate of the metric counts it; without a gate a share where all pass or fail, else a mean."""
    gated = next((gate.agg for gate in suite.gates if gate.metric == metric), None)
    if gated is not None:
        return gated
    return "mean" if None in verdicts else "share"


def _more_than_luck(suite: Suite, sampled: Sequence[MetricChange]) -> Iterator[str]:
    watched = {gate.metric for gate in suite.gates} | {
        *suite.regression.max_drop,
        *suite.regression.flips_block,
    }
    for change in sampled:
        is_sure = change.holm_p is not None and change.holm_p < suite.regression.alpha
        if change.metric in watched and change.is_worse and is_sure:
            yield f"Worse by more than luck. {change.words}"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")
