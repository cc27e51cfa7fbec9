"""What became of every metric between two runs, with statistics.

In: two runs and the ids that both hold unchanged. Out: one ``MetricChange`` for each metric that both measured.
A metric that passes or fails is tested on its flips, any other on its values; Holm over all of them.
Knows nothing about which change is allowed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from evals.eval_types import Run
from evals.figures import BOTH, CaseScore, case_scores, higher_is_better
from evals.gate_words import number, percent
from evals.paired_tests import PairedTest, holm, score_test, verdict_test
from evals.titles import title_of


@dataclass(frozen=True, slots=True)
class MetricChange:
    """One metric on the same cases, before and after. ``wins`` are cases that got better, ``losses`` worse.

    ``low`` to ``high``: 95 % interval of ``difference``; ``holm_p``: p after Holm over all metrics.
    """

    metric: str
    is_share: bool
    n: int
    before: float
    after: float
    difference: float
    low: float | None
    high: float | None
    p: float | None
    holm_p: float | None
    wins: int
    ties: int
    losses: int
    is_worse: bool
    words: str


def metric_changes(before: Run, after: Run, same: Collection[str], alpha: float) -> tuple[MetricChange, ...]:
    """Every metric that both runs measured on these cases, by name."""
    clusters = {result.id: result.cluster for result in after.results}
    measured: list[tuple[str, bool]] = []
    tests: list[PairedTest] = []
    for metric in metrics_of_both(before, after):
        pairs = paired_scores(before, after, metric, same)
        if not pairs:
            continue
        is_share = all(old.passed is not None and new.passed is not None for old, new in pairs.values())
        measured.append((metric, is_share))
        tests.append(_test(pairs, [clusters[case_id] for case_id in pairs], alpha, is_share=is_share))
    return tuple(
        _change(metric, test, is_share=is_share)
        for (metric, is_share), test in zip(measured, holm(tests, alpha), strict=True)
    )


def metrics_of_both(before: Run, after: Run) -> list[str]:
    """The metrics that stand in both runs, by name."""
    return sorted(_metrics(before) & _metrics(after))


def paired_scores(
    before: Run, after: Run, metric: str, same: Collection[str]
) -> dict[str, tuple[CaseScore, CaseScore]]:
    """The score before and after of each of these cases that has both, by id."""
    then = case_scores(before, metric, BOTH, same)
    now = case_scores(after, metric, BOTH, same)
    return {case_id: (then[case_id], now[case_id]) for case_id in sorted(then.keys() & now.keys())}


def _metrics(run: Run) -> set[str]:
    return {metric for result in run.results for metric in result.scores}


def _test(
    pairs: Mapping[str, tuple[CaseScore, CaseScore]], clusters: list[str], alpha: float, *, is_share: bool
) -> PairedTest:
    if is_share:
        then, now = (
            [bool(old.passed) for old, _ in pairs.values()],
            [bool(new.passed) for _, new in pairs.values()],
        )
        return verdict_test(then, now, clusters, alpha)
    return score_test(
        [old.value for old, _ in pairs.values()], [new.value for _, new in pairs.values()], clusters, alpha
    )


def _change(metric: str, test: PairedTest, *, is_share: bool) -> MetricChange:
    up_is_good = is_share or higher_is_better(metric)
    wins, losses = (test.wins, test.losses) if up_is_good else (test.losses, test.wins)
    return MetricChange(
        metric=metric,
        is_share=is_share,
        n=test.n,
        before=test.before,
        after=test.after,
        difference=test.difference,
        low=test.low,
        high=test.high,
        p=test.p,
        holm_p=test.holm_p,
        wins=wins,
        ties=test.ties,
        losses=losses,
        is_worse=test.difference < 0 if up_is_good else test.difference > 0,
        words=_in_words(metric, test, wins, losses, is_share=is_share),
    )


def _in_words(metric: str, test: PairedTest, wins: int, losses: int, *, is_share: bool) -> str:
    then, now = (
        (f"{percent(test.before, test.after)} %", f"{percent(test.after, test.before)} %")
        if is_share
        else (number(test.before, test.after), number(test.after, test.before))
    )
    spread = ""
    if test.low is not None and test.high is not None:
        scale, unit = (100, " points") if is_share else (1, "")
        spread = (
            f" (change {test.difference * scale:+.1f}{unit}, "
            f"95 % interval {test.low * scale:+.1f} to {test.high * scale:+.1f})"
        )
    chance = f" p = {test.holm_p:.3f} after Holm." if test.holm_p is not None else ""
    return (
        f"{title_of(metric)}: was {then}, is {now} over {test.n} cases{spread}. "
        f"{wins} better, {test.ties} as before, {losses} worse. {test.words}{chance}"
    )
