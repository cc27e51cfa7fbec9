"""Every sentence comes from the library, every topic that speaks is named, none is past its review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from scorer_samples import CAP, MISSED_DOSE, said, turn

from evals.scorers.grounding import score

SNAP = "SNAP gives you a card to buy food each month."
NOT_FOUND = "That is not in my list yet. I do not want to guess."


def scores(desk, script, topics=("missed-dose",), **changes):
    return score(turn(), said(script, topics, **changes), desk)


@pytest.mark.parametrize(
    ("script", "topics", "passed", "why"),
    [
        (MISSED_DOSE, ["missed-dose"], True, "word for word"),
        (CAP, ["part-d-drug-cap"], True, "with filled slots"),
        (f"I am glad you asked. {MISSED_DOSE}", ["missed-dose"], True, "an opener"),
        (f"{SNAP} {MISSED_DOSE}", ["snap", "missed-dose"], True, "two topics, both named"),
        (NOT_FOUND, [""], True, "our own words for what is not found"),
        ("I can not pick for you. There is free help that shows you each choice.", ["scope:plan_choice"], True, "a scope rule"),
        ("If you miss a pill or a shot, please do not take 2 doses at once.", ["missed-dose"], True, "nearly the same"),
        (MISSED_DOSE.replace("do not take", "take"), ["missed-dose"], False, 'a lost "not"'),
        (MISSED_DOSE.replace("2 doses", "3 doses"), ["missed-dose"], False, "a changed number"),
        (MISSED_DOSE.replace("pharmacist", "friend Quillon"), ["missed-dose"], False, "an invented name"),
        (f"{MISSED_DOSE} Drink warm tea with honey.", ["missed-dose"], False, "a claim nobody made"),
        (f"{MISSED_DOSE} {SNAP}", ["missed-dose"], False, "a sentence of a topic that is not named"),
        ("I can not pick for you. There is free help that shows you each choice.", ["missed-dose"], False, "words of a scope rule that did not fire"),
        ("", ["missed-dose"], False, "no script"),
    ],
)  # fmt: skip
def test_every_sentence_comes_from_the_library(script, topics, passed, why, desk):
    assert scores(desk, script, topics)["grounded"].passed is passed


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (
            MISSED_DOSE.replace("do not take", "take"),
            'changes a "not" against the library: "If you miss a pill',
        ),
        (MISSED_DOSE.replace("2 doses", "3 doses"), "changes a number or date against the library"),
        (MISSED_DOSE.replace("your pharmacist", "your Quillon"), "changes a name against the library"),
        (
            "Zebras yodel.",
            "is not in the library: 0% of its words stand in the nearest sentence.",
        ),
        (SNAP, "comes from the topic snap, which this reply does not name."),
    ],
)
def test_the_reason_says_what_changed_and_where(script, reason, desk):
    value = scores(desk, f"{MISSED_DOSE} {script}")["grounded"]
    assert reason in value.why
    text = f"{MISSED_DOSE} {script}"
    assert len(value.spans) == 1
    assert value.why.startswith(f'"{" ".join(text[slice(*value.spans[0][1:])].split())[:60]}')


def test_the_value_counts_sentences(desk):
    value = scores(desk, f"{MISSED_DOSE} Drink warm tea.")["grounded"]
    assert (value.value, value.n) == (3, 4)


def test_a_sentence_whose_fact_is_past_is_no_longer_in_the_library(desk):
    later = replace(desk, day=date(2027, 3, 1))
    assert scores(desk, CAP, ["part-d-drug-cap"])["grounded"].passed
    assert not scores(later, CAP, ["part-d-drug-cap"])["grounded"].passed


@pytest.mark.parametrize(
    ("sources", "passed", "reason", "why"),
    [
        (["topic:missed-dose/1", "topic:missed-dose/2"], True, "named", "as the drafter writes it"),
        (["topic:missed-dose/1", "topic:snap/1"], True, "named", "one more does no harm"),
        ([], False, "names no source", "no source at all"),
        (["topic:snap/1"], False, "No source is named for missed-dose", "another topic"),
        (
            ["topic:missed-dose/1", "topic:no-such/1"],
            False,
            "no-such is not in the library",
            "an invented source",
        ),
    ],
)
def test_every_topic_that_speaks_is_named_as_a_source(sources, passed, reason, why, desk):
    value = scores(desk, MISSED_DOSE, sources=[{"id": each} for each in sources])["sources_cited"]
    assert value.passed is passed
    assert reason in value.why


@pytest.mark.parametrize(
    ("day", "passed", "why"),
    [
        (date(2026, 11, 24), True, "long before"),
        (date(2028, 11, 23), True, "the last day"),
        (date(2028, 11, 24), False, "a day too late"),
    ],
)
def test_a_topic_past_its_review_date_is_named(day, passed, why, desk):
    value = scores(replace(desk, day=day), MISSED_DOSE)["sources_in_date"]
    assert value.passed is passed
    assert passed or value.why == "The topic missed-dose was due for review on 2028-11-23."


@pytest.mark.parametrize("status", ["handoff", "not_found"])
def test_only_an_answer_has_sources(status, desk):
    assert set(scores(desk, NOT_FOUND, [""], status=status, sources=[])) == {"grounded"}
