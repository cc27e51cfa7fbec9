"""The ranking: is the right topic on top? One topic of each group is enough."""

from __future__ import annotations

import math

import pytest
from scorer_samples import said, turn

from evals.scorers.retrieval import ndcg, score


def scores(ranking, *groups):
    return score(turn(needs=groups), said(ranking=list(ranking)), None)


@pytest.mark.parametrize(
    ("ranking", "groups", "at_1", "at_3", "mrr", "why"),
    [
        ("ab", [("a",)], 1, 1, 1, "first"),
        ("ba", [("a",)], 0, 1, 1 / 2, "second"),
        ("bcda", [("a",)], 0, 0, 1 / 4, "fourth"),
        ("bcd", [("a",)], 0, 0, 0, "not found"),
        ("", [("a",)], 0, 0, 0, "nothing found"),
        ("ba", [("a", "b")], 1, 1, 1, "another of the group"),
        ("ab", [("a",), ("b",)], 0.5, 1, 1, "two needs"),
        ("acd", [("a",), ("b",)], 0.5, 0.5, 1, "one of two needs"),
    ],
)
def test_recall_and_reciprocal_rank(ranking, groups, at_1, at_3, mrr, why):
    values = scores(ranking, *groups)
    assert [values[name].value for name in ("recall_at_1", "recall_at_3", "mrr")] == [at_1, at_3, mrr]
    assert values["recall_at_1"].passed is (at_1 == 1)
    assert values["recall_at_3"].passed is (at_3 == 1)


@pytest.mark.parametrize(
    ("ranking", "needed"),
    [("abcde", "a"), ("abcde", "c"), ("abcde", "ce"), ("abcde", "aed"), ("abcde", "ab")],
)
def test_ndcg_equals_that_of_scikit_learn(ranking, needed):
    from sklearn.metrics import ndcg_score

    relevant = [[int(topic in needed) for topic in ranking]]
    theirs = ndcg_score(relevant, [range(len(ranking), 0, -1)], k=5)
    assert ndcg(ranking, tuple((topic,) for topic in needed), 5) == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("ranking", "groups", "value", "why"),
    [
        ("ab", [("a", "b")], 1, "a second topic of the same need costs nothing"),
        ("a", [("a",), ("a", "b")], 1, "one topic meets both needs"),
        ("bcdefa", [("a",)], 0, "sixth is too late"),
        ("bca", [("a",)], 0.5, "third"),
        ("acb", [("a",), ("b",)], 1.5 / (1 + 1 / math.log2(3)), "first and third of two"),
    ],
)
def test_ndcg_of_groups(ranking, groups, value, why):
    assert ndcg(ranking, tuple(groups), 5) == pytest.approx(value)


@pytest.mark.parametrize(
    ("ranking", "why"),
    [
        (["copay"], "The right topic came first: copay."),
        (["snap", "copay"], "copay came at place 2. Before it came: snap."),
        (["a", "b"], "The search did not find copay among the first 2. First came: a, b."),
        ([], "The search did not find copay among the first 0. First came: nothing."),
    ],
)
def test_the_reason_says_where_it_stands_and_what_came_before(ranking, why):
    assert scores(ranking, ("copay",))["recall_at_3"].why == why


def test_a_case_without_needs_is_not_scored():
    assert scores(["copay"]) == {}
