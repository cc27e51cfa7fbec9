"""Is a difference between two runs more than luck? Tests on the same cases, before and after.

In: one figure for each case before and after (repeats already averaged), and the cluster of each case.
Out: a ``PairedTest``: mean difference with its bootstrap interval, p, wins, ties and losses, and it in words.
All statistics are scipy's; random numbers start the same each time, so the same runs give the same figures.
Paraphrases of one seed are not independent: whole clusters are drawn, swapped and counted, never single cases.
Knows nothing about metrics, runs or gates. Needs the extra ``evals`` (scipy).
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from evals.intervals import CONFIDENCE

SEED = 20261124
SWAPS = 9999
DRAWS = 2999
"""An end of an interval needs fewer draws than a small p needs swaps."""

ALPHA = 0.05
_BATCH = 500
_TINY = 1e-12
MORE_THAN_LUCK = "More than luck would give."
LUCK_OF_MANY = "Could be luck, with so many figures compared at once."


@dataclass(frozen=True, slots=True)
class PairedTest:
    """What became of one metric over ``n`` cases in ``clusters`` clusters, of which ``moved`` moved.

    ``low`` to ``high`` is the 95 % interval of the mean ``difference`` (None when it cannot be given).
    ``p`` is None when nothing moved. ``holm_p`` is ``p`` after Holm over all metrics of one comparison.
    """

    n: int
    clusters: int
    moved: int
    before: float
    after: float
    difference: float
    low: float | None
    high: float | None
    p: float | None
    wins: int
    ties: int
    losses: int
    words: str
    holm_p: float | None = None


def score_test(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[str], alpha: float = ALPHA
) -> PairedTest:
    """Mean difference of a score: BCa bootstrap for the interval, paired permutation for p. Up counts as a win."""
    return _paired_test(before, after, clusters, alpha, is_verdict=False)


def verdict_test(
    before: Sequence[bool], after: Sequence[bool], clusters: Sequence[str], alpha: float = ALPHA
) -> PairedTest:
    """Change of a share of passes: p is the exact McNemar test on the flips, one flip for each cluster.

    A cluster whose flips cancel out counts as not flipped.
    """
    return _paired_test(list(map(float, before)), list(map(float, after)), clusters, alpha, is_verdict=True)


def holm(tests: Sequence[PairedTest], alpha: float = ALPHA) -> tuple[PairedTest, ...]:
    """The tests with ``holm_p``: each p times the number of tests still in the race, never below the one before.

    A metric in which nothing moved was not tested, so it does not make the others stricter.
    """
    ranked = sorted((test.p, place) for place, test in enumerate(tests) if test.p is not None)
    adjusted: dict[int, float] = {}
    highest = 0.0
    for rank, (p, place) in enumerate(ranked):
        highest = max(highest, min(1.0, p * (len(ranked) - rank)))
        adjusted[place] = highest
    return tuple(_with_holm(test, adjusted.get(place), alpha) for place, test in enumerate(tests))


def _with_holm(test: PairedTest, holm_p: float | None, alpha: float) -> PairedTest:
    is_lost = holm_p is not None and holm_p >= alpha
    words = test.words.replace(MORE_THAN_LUCK, LUCK_OF_MANY) if is_lost else test.words
    return replace(test, holm_p=holm_p, words=words)


def can_be_significant(moved: int, alpha: float = ALPHA) -> bool:
    """Whether so many flips could show anything, even all to one side: p is then 2 x 0.5 to the power of flips.

    >>> can_be_significant(5), can_be_significant(6)
    (False, True)
    """
    return moved > 0 and flips_p(moved, 0) < alpha


def flips_p(one_way: int, other_way: int) -> float:
    """Exact McNemar: the two-sided binomial p of these flips; 1 when there is none."""
    from scipy.stats import binomtest

    flips = one_way + other_way
    return float(binomtest(one_way, flips, 0.5).pvalue) if flips else 1.0


def _paired_test(
    before: Sequence[float],
    after: Sequence[float],
    clusters: Sequence[str],
    alpha: float,
    *,
    is_verdict: bool,
) -> PairedTest:
    if not before or not len(before) == len(after) == len(clusters):
        raise ValueError("a paired test needs the same cases before and after, and at least one")
    changes = [new - old for old, new in zip(before, after, strict=True)]
    sums = _cluster_sums(before, after, clusters)
    by_cluster = [new - old for old, new, _ in sums]
    up, down = sum(c > _TINY for c in by_cluster), sum(c < -_TINY for c in by_cluster)
    p = None
    if up or down:
        p = flips_p(up, down) if is_verdict else _permutation_p(sums)
    low, high = _bootstrap_interval(sums)
    n = len(changes)
    return PairedTest(
        n=n,
        clusters=len(sums),
        moved=up + down,
        before=sum(before) / n,
        after=sum(after) / n,
        difference=sum(changes) / n,
        low=low,
        high=high,
        p=p,
        wins=sum(change > _TINY for change in changes),
        ties=sum(abs(change) <= _TINY for change in changes),
        losses=sum(change < -_TINY for change in changes),
        words=_in_words(changes, up + down, p, low, alpha),
    )


def _cluster_sums(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[str]
) -> list[tuple[float, float, int]]:
    """For each cluster the sums before and after and its number of cases; a case without one stands alone."""
    sums: dict[object, list[float]] = defaultdict(lambda: [0.0, 0.0, 0])
    for place, (old, new, cluster) in enumerate(zip(before, after, clusters, strict=True)):
        total = sums[cluster or place]
        total[0] += old
        total[1] += new
        total[2] += 1
    return [(old, new, int(n)) for old, new, n in sums.values()]


def _bootstrap_interval(sums: Sequence[tuple[float, float, int]]) -> tuple[float | None, float | None]:
    """BCa interval of the mean difference over cases, whole clusters drawn.

    When all clusters differ by the same amount there is nothing to draw from, and scipy gives NaN: no interval.
    """
    import numpy as np
    from scipy.stats import bootstrap

    changes = np.array([new - old for old, new, _ in sums])
    sizes = np.array([n for _, _, n in sums], dtype=float)
    if len(sums) < 2 or np.ptp(changes / sizes) <= _TINY:  # noqa: PLR2004 - one cluster has no spread
        return None, None

    def mean_change(changes: Any, sizes: Any, axis: int = -1) -> Any:
        return changes.sum(axis=axis) / sizes.sum(axis=axis)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy warns of a degenerate distribution; the NaN is handled here
        interval = bootstrap(
            (changes, sizes),
            mean_change,
            paired=True,
            vectorized=True,
            n_resamples=DRAWS,
            batch=_BATCH,
            confidence_level=CONFIDENCE,
            method="BCa",
            rng=np.random.default_rng(SEED),
        ).confidence_interval
    ends = float(interval.low), float(interval.high)
    return ends if not np.isnan(ends).any() else (None, None)


def _permutation_p(sums: Sequence[tuple[float, float, int]]) -> float:
    """Two-sided p of the mean difference when before and after are swapped by chance, whole clusters at once."""
    import numpy as np
    from scipy.stats import permutation_test

    def total_change(before: Any, after: Any, axis: int = -1) -> Any:
        return after.sum(axis=axis) - before.sum(axis=axis)

    # a cluster that did not move is the same swapped or not; without it the exact test reaches further
    moved = [(old, new) for old, new, _ in sums if abs(new - old) > _TINY]
    if len(moved) == 1:  # both ways to swap are as extreme; scipy asks for two observations
        return 1.0
    return float(
        permutation_test(
            (np.array([old for old, _ in moved]), np.array([new for _, new in moved])),
            total_change,
            permutation_type="samples",
            vectorized=True,
            n_resamples=SWAPS,
            batch=_BATCH,
            rng=np.random.default_rng(SEED),
        ).pvalue
    )


def _in_words(changes: Sequence[float], moved: int, p: float | None, low: float | None, alpha: float) -> str:
    if max(map(abs, changes)) <= _TINY:
        return "No change."
    if p is None:
        return "Some cases changed, but the changes cancel out within each cluster."
    if not can_be_significant(moved, alpha):
        few = next(n for n in range(1, 60) if can_be_significant(n, alpha))
        return f"Only {moved} moved. Fewer than {few} can never be significant: read each one."
    alike = " Every case changed by the same amount." if low is None and len(set(changes)) == 1 else ""
    return (MORE_THAN_LUCK if p < alpha else "Could be luck.") + alike
