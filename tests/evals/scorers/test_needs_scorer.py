"""Every need in the message gets its own words."""

from __future__ import annotations

import pytest
from scorer_samples import said, turn

from evals.scorers.needs import score


@pytest.mark.parametrize(
    ("topics", "groups", "met", "why"),
    [
        (["snap"], [("snap",)], 1, "one need, met"),
        (["food-pantries"], [("snap", "food-pantries")], 1, "another topic of the group"),
        (["snap", "copay"], [("snap",), ("copay",)], 2, "two needs, both met"),
        (["snap"], [("snap",), ("copay",)], 1, "one of two"),
        (["copd"], [("snap",), ("copay",)], 0, "none"),
        ([""], [("snap",)], 0, "nothing was found"),
        (["scope:dose"], [("missed-dose",)], 0, "handed off"),
    ],
)
def test_needs_with_words_of_their_own_are_counted(topics, groups, met, why):
    values = score(turn(needs=tuple(groups)), said(topics=topics), None)
    assert (values["needs_answered"].value, values["needs_answered"].n) == (met, len(groups))
    assert values["all_needs_answered"].passed is (met == len(groups))
    assert values["needs_answered"].passed is (met == len(groups))


def test_the_reason_names_the_topics_that_did_not_speak():
    values = score(turn(needs=(("snap",), ("copay", "deductible"))), said(topics=["snap"]), None)
    assert values["needs_answered"].why == (
        "1 of 2 needs got no words of their own. Nothing was said from: copay or deductible."
    )


def test_a_case_without_needs_is_not_scored():
    assert score(turn(), said(), None) == {}
