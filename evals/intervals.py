"""How sure a figure is: the interval of a share, and percentiles.

In: counts or values. Out: the Wilson 95 % interval of a share; a percentile by straight lines between values.
Only the standard library, so that a page that shows one share loads nothing heavy.
Knows nothing about cases, gates or what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(good: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The Wilson score interval of ``good`` of ``n``; raises ValueError when that is no share.

    It never leaves 0 to 1 and stays honest when all passed. With all of n passing, its lower end reaches
    0.90 at n = 35 and 0.95 at n = 73.

    >>> [round(end, 2) for end in wilson(35, 35)]
    [0.9, 1.0]
    """
    if n <= 0 or not 0 <= good <= n:
        raise ValueError(f"{good} of {n} is no share")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = good / n
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # at the ends the formula is exact, but its floating point is not
    low = 0.0 if good == 0 else (middle - spread) / scale
    high = 1.0 if good == n else (middle + spread) / scale
    return low, high


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` % of the values do not exceed; between two values on a straight line.

    The usual definition of numpy and of spreadsheets (PERCENTILE.INC); raises ValueError without values.

    >>> percentile([10.0, 20.0, 40.0], 75)
    30.0
    """
    if not values or not 0 <= percent <= 100:  # noqa: PLR2004 - percent
        raise ValueError("a percentile needs values, and a percent from 0 to 100")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
