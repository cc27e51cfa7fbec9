"""Statistics that do not cry wolf: every trap we know of has a row."""

from __future__ import annotations

import random

import pytest

from evals.paired_tests import (
    LUCK_OF_MANY,
    MORE_THAN_LUCK,
    can_be_significant,
    flips_p,
    holm,
    score_test,
    verdict_test,
)


def alone(n):
    """Every case a cluster of its own."""
    return [""] * n


def noise(n, shift, spread=1.0, seed=1):
    rng = random.Random(seed)
    before = [rng.gauss(4, 1) for _ in range(n)]
    return before, [value + shift + rng.gauss(0, spread) for value in before]


FLIPS = [
    (0, 0, 1.0, False, "nothing flipped"),
    (1, 0, 1.0, False, "one flip"),
    (5, 0, 0.0625, False, "five one-sided flips can never be significant"),
    (6, 0, 0.03125, True, "six one-sided flips can"),
    (0, 6, 0.03125, True, "six the other way are the same"),
    (6, 1, 0.125, False, "six against one are not"),
    (10, 1, 0.01171875, True, "ten against one are"),
    (5, 5, 1.0, False, "as many each way"),
]


@pytest.mark.parametrize(("fail", "win", "p", "is_sure", "why"), FLIPS, ids=[row[4] for row in FLIPS])
def test_exact_mcnemar_on_flips(fail, win, p, is_sure, why):
    n = fail + win + 20
    before = [True] * fail + [False] * win + [True] * 20
    after = [False] * fail + [True] * win + [True] * 20
    test = verdict_test(before, after, alone(n))
    assert flips_p(fail, win) == pytest.approx(p)
    assert (test.wins, test.ties, test.losses) == (win, 20, fail)
    assert test.p == (pytest.approx(p) if fail + win else None)
    assert (test.words == MORE_THAN_LUCK) is is_sure


@pytest.mark.parametrize(("moved", "can"), [(0, False), (1, False), (5, False), (6, True), (40, True)])
def test_fewer_than_six_flips_can_never_be_significant(moved, can):
    assert can_be_significant(moved) is can


def test_few_flips_are_said_in_words():
    test = verdict_test([True] * 5 + [True] * 95, [False] * 5 + [True] * 95, alone(100))
    assert test.words == "Only 5 moved. Fewer than 6 can never be significant: read each one."


def test_a_stricter_alpha_needs_more_flips():
    test = verdict_test([True] * 6, [False] * 6, alone(6), alpha=0.01)
    assert test.words == "Only 6 moved. Fewer than 8 can never be significant: read each one."


NO_INTERVAL = [
    ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], "No change.", "nothing changed"),
    (
        [2.0] * 8,
        [3.0] * 8,
        "More than luck would give. Every case changed by the same amount.",
        "all differences equal: bootstrap gives NaN",
    ),
    ([2.0], [2.0], "No change.", "one case that did not change"),
    (
        [2.0],
        [3.0],
        "Only 1 moved. Fewer than 6 can never be significant: read each one.",
        "one case that did",
    ),
    ([0.1] * 3, [0.1 + 1e-15] * 3, "No change.", "a last digit of floating point is no change"),
]


@pytest.mark.parametrize(
    ("before", "after", "words", "why"), NO_INTERVAL, ids=[row[3] for row in NO_INTERVAL]
)
def test_where_no_interval_can_be_given_the_words_say_why(before, after, words, why):
    test = score_test(before, after, alone(len(before)))
    assert (test.low, test.high) == (None, None)
    assert test.words == words


def test_no_change_has_no_p():
    assert score_test([1.0, 2.0], [1.0, 2.0], alone(2)).p is None
    assert verdict_test([True, False], [True, False], alone(2)).p is None


def test_a_real_shift_is_found_and_its_interval_leaves_out_zero():
    test = score_test(*noise(120, shift=0.6), alone(120))
    assert test.p < 0.001
    assert 0 < test.low < test.difference < test.high
    assert test.words == MORE_THAN_LUCK


def test_noise_alone_is_found_about_one_time_in_twenty_and_not_more():
    tests = [score_test(*noise(24, shift=0.0, seed=seed), alone(24)) for seed in range(60)]
    assert sum(test.words == MORE_THAN_LUCK for test in tests) <= 7
    assert sum(test.low < 0 < test.high for test in tests) >= 51
    assert {test.words for test in tests} <= {MORE_THAN_LUCK, "Could be luck."}


def test_a_fall_is_a_fall():
    test = score_test(*noise(120, shift=-0.6), alone(120))
    assert test.difference < 0
    assert test.high < 0
    assert test.losses > test.wins


def test_the_same_input_gives_the_same_figures():
    assert score_test(*noise(80, 0.2), alone(80)) == score_test(*noise(80, 0.2), alone(80))


def test_small_exact_permutation():
    # three cases up by 1, 2 and 3: of the 8 ways to swap, 2 are as extreme
    assert score_test([0.0, 0.0, 0.0], [1.0, 2.0, 3.0], alone(3)).p == pytest.approx(0.25)


def test_paraphrases_of_one_seed_do_not_count_as_many_cases():
    before, after = [True] * 12, [False] * 12
    assert MORE_THAN_LUCK in verdict_test(before, after, alone(12)).words
    same_seed = verdict_test(before, after, ["renewal"] * 12)
    assert (same_seed.clusters, same_seed.moved, same_seed.losses) == (1, 1, 12)
    assert same_seed.p == 1.0
    assert "Fewer than 6" in same_seed.words


def test_copies_of_a_case_do_not_make_an_interval_narrower():
    before, after = noise(40, shift=0.3)
    once = score_test(before, after, [str(i) for i in range(40)])
    thrice = score_test(before * 3, after * 3, [str(i) for i in range(40)] * 3)
    alone_thrice = score_test(before * 3, after * 3, alone(120))
    assert thrice.p == pytest.approx(once.p)
    assert (thrice.low, thrice.high) == pytest.approx((once.low, once.high))
    assert alone_thrice.high - alone_thrice.low < 0.75 * (thrice.high - thrice.low)


def test_flips_that_cancel_out_within_a_cluster_prove_nothing():
    test = verdict_test([True, False] * 4, [False, True] * 4, ["a", "a", "b", "b", "c", "c", "d", "d"])
    assert (test.moved, test.p) == (0, None)
    assert test.words == "Some cases changed, but the changes cancel out within each cluster."


@pytest.mark.parametrize(
    ("before", "after", "clusters"), [([], [], []), ([1.0], [], [""]), ([1.0], [1.0], [])]
)
def test_it_refuses_what_is_not_paired(before, after, clusters):
    with pytest.raises(ValueError, match="paired"):
        score_test(before, after, clusters)


def verdicts_of(flips):
    """A test for each number of one-sided flips."""
    return [verdict_test([True] * 40, [False] * n + [True] * (40 - n), alone(40)) for n in flips]


HOLM = [
    ([6], [0.03125], "one test: its own p"),
    ([8, 6], [2 * 0.0078125, 0.03125], "the smallest times two, the other as it is"),
    ([6, 6, 6], [0.09375] * 3, "three the same: times three, and none below the one before"),
    ([8, 0, 0], [0.0078125, None, None], "what did not move was not tested"),
    ([1, 1], [1.0, 1.0], "never above 1"),
]


@pytest.mark.parametrize(("flips", "expected", "why"), HOLM, ids=[row[2] for row in HOLM])
def test_holm(flips, expected, why):
    found = [test.holm_p for test in holm(verdicts_of(flips))]
    assert found == [None if p is None else pytest.approx(p) for p in expected]


def test_what_holm_takes_away_is_said():
    assert [test.words for test in holm(verdicts_of([6, 6]))] == [LUCK_OF_MANY] * 2
    assert holm(verdicts_of([12, 6]))[0].words == MORE_THAN_LUCK
