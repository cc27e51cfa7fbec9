"""Each metric is tested the way it counts, on the cases both runs hold."""

from __future__ import annotations

import pytest
from made_runs import know_metrics, many, result, run, shares

from evals.metric_changes import metric_changes


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def changes(before, after):
    made, now = run(before), run(after)
    return {c.metric: c for c in metric_changes(made, now, {r.id for r in now.results}, 0.05)}


KINDS = [
    ("grade_le_5", [True] * 4, [True, True, True, False], (True, 0, 3, 1, True), "a share that fell"),
    ("grade_le_5", [False] * 4, [True] * 4, (True, 4, 0, 0, False), "a share that rose"),
    (
        "false_alarm",
        [(0, True)] * 2,
        [(1, False), (0, True)],
        (True, 0, 1, 1, True),
        "of a share more is better, whatever its value",
    ),
    ("recall_at_3", [0.5, 0.5], [0.4, 0.9], (False, 1, 0, 1, False), "a mean that rose"),
    ("grade", [4, 4, 4], [5, 4, 4], (False, 0, 2, 1, True), "where lower is better, more is worse"),
    ("grade", [4, 4, 4], [3, 4, 4], (False, 1, 2, 0, False), "where lower is better, less is better"),
    ("grade", [(4, True), 4], [(4, True), 5], (False, 0, 1, 1, True), "not every case has a verdict: values"),
    ("grade", [4], [4], (False, 0, 1, 0, False), "no change is not worse"),
]


@pytest.mark.parametrize(
    ("metric", "before", "after", "expected", "why"), KINDS, ids=[row[4] for row in KINDS]
)
def test_kinds(metric, before, after, expected, why):
    found = changes(many(metric, before), many(metric, after))[metric]
    assert (found.is_share, found.wins, found.ties, found.losses, found.is_worse) == expected


def test_words_of_a_share():
    found = changes(shares("grade_le_5", 100, 100), shares("grade_le_5", 90, 100))["grade_le_5"]
    assert found.words.startswith(
        "At fifth grade or below: was 100 %, is 90 % over 100 cases (change -10.0 points, 95 % interval -1"
    )
    assert found.words.endswith(
        "0 better, 90 as before, 10 worse. More than luck would give. p = 0.002 after Holm."
    )


def test_words_of_a_mean_that_did_not_move():
    found = changes(many("grade", [4, 5]), many("grade", [4, 5]))["grade"]
    assert (
        found.words
        == "Reading grade: was 4.50, is 4.50 over 2 cases. 0 better, 2 as before, 0 worse. No change."
    )


def test_repeats_are_averaged_before_anything_is_tested():
    before = [result("a", {"grade": n}, repeat=r) for r, n in enumerate((1, 2, 3), 1)]
    after = [result("a", {"grade": n}, repeat=r) for r, n in enumerate((2, 2, 2), 1)]
    found = changes(before, after)["grade"]
    assert (found.n, found.before, found.after, found.ties) == (1, 2.0, 2.0, 1)


def test_a_metric_of_one_run_only_is_left_out():
    assert set(changes(many("old", [1]), many("new", [1]))) == set()


def test_holm_is_over_all_metrics_that_moved():
    before = [result(f"c{i}", {"a": True, "b": True, "still": True}) for i in range(8)]
    after = [result(f"c{i}", {"a": i > 5, "b": i > 5, "still": True}) for i in range(8)]
    found = changes(before, after)
    assert found["a"].p == pytest.approx(0.03125)
    assert found["a"].holm_p == found["b"].holm_p == pytest.approx(0.0625)
    assert found["still"].holm_p is None


def test_paraphrases_share_a_cluster():
    before = [result(f"c{i}", {"m": True}, cluster="renewal") for i in range(8)]
    after = [result(f"c{i}", {"m": False}, cluster="renewal") for i in range(8)]
    assert changes(before, after)["m"].p == 1.0
