"""A share never stands without an honest interval."""

from __future__ import annotations

import sys

import pytest

from evals.intervals import percentile, wilson

ALL_PASSED = [
    (34, 0.898, "34 can not show 90 %"),
    (35, 0.901, "35 show 90 %"),
    (72, 0.949, "72 can not show 95 %"),
    (73, 0.950, "73 show 95 %"),
    (363, 0.990, "363 show 99 %, rounded"),
    (380, 0.990, "380 are just short of 99 %"),
    (381, 0.990, "381 show 99 % in full"),
]


@pytest.mark.parametrize(("n", "low", "why"), ALL_PASSED, ids=[row[2] for row in ALL_PASSED])
def test_with_all_passing_the_lower_end_is_the_known_one(n, low, why):
    assert round(wilson(n, n)[0], 3) == low
    assert wilson(n, n)[1] == 1.0


@pytest.mark.parametrize(
    ("n", "goal", "shows"),
    [
        (34, 0.9, False),
        (35, 0.9, True),
        (72, 0.95, False),
        (73, 0.95, True),
        (363, 0.99, False),
        (380, 0.99, False),
        (381, 0.99, True),
    ],
)
def test_how_many_it_takes_to_show_a_goal(n, goal, shows):
    assert (wilson(n, n)[0] >= goal) is shows


@pytest.mark.parametrize(
    ("good", "n"), [(0, 1), (1, 1), (0, 20), (1, 20), (10, 20), (19, 20), (144, 150), (3, 512), (511, 512)]
)
def test_it_agrees_with_scipy(good, n):
    from scipy.stats import binomtest

    known = binomtest(good, n).proportion_ci(method="wilson")
    assert wilson(good, n) == pytest.approx((known.low, known.high), abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 7, 150, 10_000])
def test_it_never_leaves_zero_to_one_and_holds_the_share(n):
    for good in {0, 1, n // 2, n - 1, n}:
        low, high = wilson(good, n)
        assert 0 <= low <= good / n <= high <= 1


@pytest.mark.parametrize(("good", "n"), [(0, 0), (1, 0), (3, 2), (-1, 5), (1, -1)])
def test_what_is_no_share_has_no_interval(good, n):
    with pytest.raises(ValueError, match="no share"):
        wilson(good, n)


PERCENTILES = [
    ([7], 50, 7, "one value is every percentile"),
    ([7], 95, 7, "one value is every percentile, the high ones too"),
    ([1, 2, 3], 50, 2, "the middle of three"),
    ([1, 2, 3, 4], 50, 2.5, "between the two in the middle"),
    ([3, 1, 2], 50, 2, "order does not matter"),
    ([1, 2], 0, 1, "the lowest"),
    ([1, 2], 100, 2, "the highest"),
    (list(range(101)), 95, 95, "95 of 0 to 100"),
    ([10, 20, 40], 95, 38, "on the line to the highest, not the highest itself"),
]


@pytest.mark.parametrize(
    ("values", "percent", "expected", "why"), PERCENTILES, ids=[row[3] for row in PERCENTILES]
)
def test_percentiles(values, percent, expected, why):
    import numpy as np

    assert percentile(values, percent) == pytest.approx(expected)
    assert percentile(values, percent) == pytest.approx(float(np.percentile(values, percent)))


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1], -1), ([1], 101)])
def test_there_is_no_percentile_of_nothing(values, percent):
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, percent)


def test_it_loads_nothing_heavy():
    import subprocess

    code = "import sys, evals.intervals; print(sorted({'scipy', 'numpy', 'torch'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
