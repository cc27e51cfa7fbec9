from __future__ import annotations

import pytest

from evals.eval_types import Figure, Gate
from evals.report.sentences import SENTENCES
from evals.report.words import (
    STATUS_WORDS,
    SYMBOLS,
    anchor,
    clean,
    date_words,
    duration,
    goal,
    interval,
    measured,
    shortened,
    without_command,
)
from evals.titles import TITLES, fails, title_of


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("grade_le_5", "share", 0.94, 200, 188, 0.9, 0.96), "188 of 200 (94 %)"),
        (Figure("grade_le_5", "share", 0.9996, 2500, 2499, 0.99, 1.0), "2499 of 2,500 (99.96 %)"),
        (Figure("leaked", "ratio", 7 / 812, 812, 7, 0.004, 0.018), "7 of 812 (1 %)"),
        (Figure("phi_leaks", "sum", 0, 40), "0 in all"),
        (Figure("mrr", "mean", 0.875, 40), "0.88 on average"),
        (Figure("latency_ms", "p95", 1260.0, 40), "1.3 s or less in 19 of 20"),
    ],
)
def test_a_figure_reads_as_a_person_says_it(figure, words):
    assert measured(figure) == words


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        (Gate("grade_le_5", "share", min=0.95), "at least 95 %"),
        (Gate("grade_le_6", "share", min=1.0), "all of them"),
        (Gate("phi_leaks", "sum", max=0), "none"),
        (Gate("leaked", "ratio", max=0.03), "at most 3 %"),
        (Gate("latency_ms", "p95", max=1000), "at most 1.0 s"),
        (Gate("mrr", "mean", min=0.9), "at least 0.90"),
    ],
)
def test_a_goal_reads_as_a_person_says_it(gate, words):
    assert goal(gate) == words


def test_a_mean_of_shares_has_its_goal_in_percent_as_well():
    assert goal(Gate("recall_at_3", "mean", min=0.9), is_share=True) == "at least 90 %"


def test_a_share_just_below_its_goal_is_not_rounded_onto_it():
    assert (
        measured(Figure("grade_le_5", "share", 0.947, 1000, 947, 0.93, 0.96), 0.95) == "947 of 1,000 (94.7 %)"
    )


def test_an_interval_is_a_dash_where_there_is_none():
    assert interval(Figure("phi_leaks", "sum", 0, 40)) == "–"
    assert interval(Figure("grade_le_5", "share", 0.9, 10, 9, 0.596, 0.982)) == "60 to 98 %"


@pytest.mark.parametrize(("ms", "words"), [(0.4, "0.4 ms"), (4.2, "4 ms"), (999, "999 ms"), (1000, "1.0 s")])
def test_a_time_has_its_unit(ms, words):
    assert duration(ms) == words


def test_no_status_depends_on_colour_alone():
    for tone, word in STATUS_WORDS.values():
        assert word
        assert SYMBOLS[tone]
    signs = [SYMBOLS[tone] for tone in ("good", "bad", "warn", "info")]
    assert len(set(signs)) == 4


def test_every_metric_of_the_shipped_scorers_has_a_title():
    from evals.scorers import METRICS

    assert sorted(set(METRICS) - set(TITLES)) == []


def test_the_sentences_speak_of_metrics_that_exist():
    from evals.scorers import METRICS

    told = {metric for rows in SENTENCES.values() for metric, _, _ in rows}
    assert sorted(told - set(METRICS)) == []


def test_an_unknown_metric_is_still_readable():
    assert title_of("a_new_metric") == "A new metric"


def test_what_fails_is_said_in_one_phrase():
    assert fails(["grade_le_5"]) == "Fails: at fifth grade or below"
    assert fails(["smog", "words"], 1) == "Fails: SMOG grade and 1 more"


@pytest.mark.parametrize(
    ("case_id", "repeat", "name"),
    [("copay-3", 1, "case-copay-3"), ("copay-3", 2, "case-copay-3-r2"), ('x" onload="', 1, "case-x-onload-")],
)
def test_an_anchor_holds_nothing_that_could_leave_an_attribute(case_id, repeat, name):
    assert anchor(case_id, repeat) == name


def test_words_are_cut_between_words():
    assert shortened("one two three", 8) == "one two …"
    assert shortened("one\n two", 8) == "one two"


def test_a_stored_time_is_a_date():
    assert date_words("2026-11-24T15:04:00+00:00") == "24 November 2026, 15:04 UTC"
    assert date_words("not a time") == "not a time"


def test_a_reason_loses_its_command_and_nothing_else():
    assert (
        without_command("12 of 20. Missed. See the worst: checkback eval explain run-1 a-2")
        == "12 of 20. Missed."
    )
    assert without_command("Call 911.") == "Call 911."


def test_signs_that_no_file_may_hold_are_taken_out():
    assert clean("a\x0bb\x00c\ud800\ufffe\td\n") == "abc\td\n"
