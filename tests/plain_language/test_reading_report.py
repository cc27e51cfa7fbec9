"""The report says in plain words what costs most and what to say instead."""

from __future__ import annotations

import pytest
from check_back_cases import SCRIPTS

from assistant.plain_language import explain_reading

EASY = "You can call me at home. We will talk of your plan. " * 4
LONG = "If you go to the store and see that the pills are not the same as the last time then call me at home so we can talk."
HARD = "Dr. Lee must take 1.5 hours for the comprehensive evaluation of physiological deterioration."


def test_a_good_script_is_green_without_reasons():
    report = explain_reading(SCRIPTS["A"])
    assert (report.level, report.reasons) == ("green", ())


REASONS = [
    ("Call me.", "2 words", "too short"),
    (EASY + LONG, "longest sentence has", "sentence too long"),
    (EASY + "Ask about your deductible.", "'deductible': what you pay first", "term with its meaning"),
    (EASY + "Ask about the ZQX.", "whole name of 'ZQX'", "unknown letters"),
    (HARD * 4, "The grade is", "grade"),
    (HARD * 4, "Too many hard words", "hard words are named"),
]


@pytest.mark.parametrize(("text", "holds", "why"), REASONS, ids=[row[2] for row in REASONS])
def test_each_failed_rule_has_a_reason_in_plain_words(text, holds, why):
    report = explain_reading(text)
    assert report.level != "green"
    assert any(holds in reason for reason in report.reasons)


def test_the_costliest_sentence_is_shown_as_it_stands_never_the_scoring_copy():
    report = explain_reading(f"Sit down. {HARD} Then we go.")
    assert report.costliest_sentence == HARD


def test_hard_words_come_with_plainer_ones():
    swaps = dict(
        explain_reading("You must utilize the hypertension pills prior to the physician visit.").swaps
    )
    assert swaps["utilize"] == "use"
    assert swaps["physician"] == "doctor"
    assert swaps["hypertension"] == "high blood pressure"


def test_flagged_words_get_advice_but_are_no_jargon():
    report = explain_reading("We will determine the severity of it.")
    assert report.reading.jargon == ()
    assert "determine" in dict(report.swaps)


def test_sentence_lengths_match_the_reading():
    report = explain_reading(SCRIPTS["B"])
    assert max(report.sentence_words) == report.reading.longest_sentence
    assert sum(report.sentence_words) == report.reading.words


def test_levels_go_from_green_through_amber_to_red():
    amber = explain_reading(EASY + "Ask about your deductible.")
    red = explain_reading(HARD * 4)
    assert (amber.level, red.level) == ("amber", "red")


def test_an_adjusted_reading_stands_beside_never_instead():
    report = explain_reading(SCRIPTS["food"], must_say=("SNAP",))
    assert report.adjusted is not None
    assert explain_reading(SCRIPTS["food"]).adjusted is None
