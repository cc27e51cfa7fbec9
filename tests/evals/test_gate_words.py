"""The line of a gate reads right, and never looks better than the figure is."""

from __future__ import annotations

import pytest
from made_runs import gate, know_metrics, many, run

from evals.figures import aggregate, case_scores
from evals.gate_words import gate_line, goal_words, number, percent


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def line(wanted, plains, status, part=""):
    made = run(many(wanted.metric, plains))
    return gate_line(
        wanted, part, aggregate(wanted.metric, wanted.agg, case_scores(made, wanted.metric).values()), status
    )


def shares(good, n):
    return [True] * good + [False] * (n - good)


LINES = [
    (gate(), shares(144, 150), "met", "At fifth grade or below: 144 of 150 (96 %, 95 % interval 92-98). Goal: at least 95 %. Met."),
    (gate(), shares(142, 150), "missed", "At fifth grade or below: 142 of 150 (94.7 %, 95 % interval 90-97). Goal: at least 95 %. Missed."),
    (gate(), shares(142, 150), "known_miss", "At fifth grade or below: 142 of 150 (94.7 %, 95 % interval 90-97). Goal: at least 95 %. Missed, as in the accepted baseline, and not worse."),
    (gate(level="warn"), shares(1, 2), "warn", "At fifth grade or below: 1 of 2 (50 %, 95 % interval 9-91). Goal: at least 95 %. Missed; this gate only warns."),
    (gate(min_n=10), shares(3, 3), "not_enough", "At fifth grade or below: 3 of 3 (100 %, 95 % interval 44-100). Goal: at least 95 %. Not enough cases to judge: 3, and it takes 10."),
    (gate(), [], "not_measured", "At fifth grade or below: no case of the test half gave this figure. Goal: at least 95 %. Not measured."),
    (gate(), shares(72, 72), "met", "At fifth grade or below: 72 of 72 (100 %, 95 % interval 94.9-100). Goal: at least 95 %. Met: all passed, but too few to show 95 %."),
    (gate(), shares(73, 73), "met", "At fifth grade or below: 73 of 73 (100 %, 95 % interval 95.001-100). Goal: at least 95 %. Met."),
    (gate(min=1.0), shares(35, 35), "met", "At fifth grade or below: 35 of 35 (100 %, 95 % interval 90-100). Goal: at least 100 %. Met: all passed, which with n = 35 shows at least 90 %."),
    (gate("leaked", "ratio", max=0.03), [(0, 5)] * 10, "met", "Identifiers left in: 0 of 50 (0 %, 95 % interval 0-7). Goal: at most 3 %. Met: none at all, but too few to show 3 %."),
    (gate("leaked", "ratio", max=0.0), [(0, 30)] * 10, "met", "Identifiers left in: 0 of 300 (0 %, 95 % interval 0-1). Goal: at most 0 %. Met: none at all, which with n = 300 shows at most 2 %."),
    (gate("false_alarm", min=0.96), shares(96, 100), "met", "No false alarm: 96 of 100 (96 %, 95 % interval 90-98). Goal: at least 96 %. Met."),
    (gate("recall_at_3", "mean", min=0.9), [0.5, 1.0], "missed", "Right topic in the first 3: 0.75 on average (n = 2). Goal: at least 0.90. Missed."),
    (gate("recall_at_3", "mean", min=0.9), [1, 1, 0, 1], "missed", "Right topic in the first 3: 3 of 4 (75 %, 95 % interval 30-95). Goal: at least 90 %. Missed."),
    (gate("phi_leaks", "sum", max=0), [0, 2, 0], "missed", "Identifiers that came out: 2 in all (n = 3). Goal: at most 0. Missed."),
    (gate("grade", "max", max=6), [3, 4], "met", "Reading grade: 4 the highest (n = 2). Goal: at most 6. Met."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "plains", "status", "words"), LINES, ids=[row[3][:60] + row[2] for row in LINES]
)
def test_lines(wanted, plains, status, words):
    assert line(wanted, plains, status) == words


PARTS = [
    (gate(by="group"), "insurance", "At fifth grade or below (group: insurance): "),
    (gate(only="red_flag=911"), "911", "At fifth grade or below (red flag: 911): "),
    (
        gate(only="language=es", by="group"),
        "es, sdoh",
        "At fifth grade or below (language, group: es, sdoh): ",
    ),
    (gate(), "", "At fifth grade or below: "),
]


@pytest.mark.parametrize(("wanted", "part", "start"), PARTS, ids=[row[2] for row in PARTS])
def test_a_part_is_named(wanted, part, start):
    assert line(wanted, shares(1, 1), "met", part).startswith(start + "1 of 1")


ROUNDING = [
    (percent(0.96), "96", "a whole percent"),
    (percent(0.9966), "99.7", "never rounded up to all"),
    (percent(0.9996), "99.96", "however near"),
    (percent(0.0004), "0.04", "never rounded down to none"),
    (percent(1.0), "100", "all is all"),
    (percent(0.0), "0", "none is none"),
    (percent(0.9467, 0.95), "94.7", "never rounded onto the goal it misses"),
    (percent(0.9499, 0.95), "94.99", "however near the goal"),
    (percent(0.95, 0.95), "95", "on the goal"),
    (percent(0.97, 0.95), "97", "no needless digits"),
    (number(3.0), "3", "a whole number"),
    (number(2.456), "2.46", "two digits"),
    (number(4.9996, 5.0), "4.9996", "never rounded onto a goal"),
    (goal_words(gate(min=0.2, max=0.8)), "at least 20 % and at most 80 %", "two ends"),
]


@pytest.mark.parametrize(
    ("found", "expected", "why"), ROUNDING, ids=[row[2] + " " + row[1] for row in ROUNDING]
)
def test_rounding_never_flatters(found, expected, why):
    assert found == expected
