"""What got worse blocks, by a rule that can be told; what did not stays quiet."""

from __future__ import annotations

import random

import pytest
from made_runs import gate, know_metrics, many, result, run, shares, suite

from evals.compare import compare


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def blocks(before, after, *gates, **regression):
    return compare(run(before), run(after), suite(*(gates or (gate(),)), **regression)).blocks


def at(good, n=100, **fields):
    return shares("grade_le_5", good, n, **fields)


DROP = {"max_drop": {"grade_le_5": 0.02}}
FLIP = {"flips_block": ("grade_le_5",)}
DROPS = [
    (at(98), at(95), DROP, "At fifth grade or below: was 98 %, is 95 % on the 100 that both runs measured in the test half; it may get worse by 2 points at most.", "fell by three points"),
    (at(100), at(97), {"max_drop": {"grade_le_5": 0.0}}, "At fifth grade or below: was 100 %, is 97 % on the 100 that both runs measured in the test half; it may get worse by 0 points at most.", "not even a little"),
    (many("grade", [4, 4]), many("grade", [4, 5]), {"max_drop": {"grade": 0.2}}, "Reading grade: was 4.0, is 4.50 on the 2 that both runs measured in the test half; it may get worse by 0.20 at most.", "where lower is better, a rise"),
    (many("recall_at_3", [0.9, 0.9]), many("recall_at_3", [0.9, 0.7]), {"max_drop": {"recall_at_3": 0.02}}, "Right topic in the first 3: was 0.90, is 0.80 on the 2 that both runs measured in the test half; it may get worse by 0.02 at most.", "a mean that fell"),
    (many("leaked", [(1, 50)]), many("leaked", [(3, 50)]), {"max_drop": {"leaked": 0.02}}, "Identifiers left in: was 2 %, is 6 % on the 50 that both runs measured in the test half; it may get worse by 2 points at most.", "a ratio, counted as its gate counts it"),
    (at(1, 1), at(0, 1), FLIP, "At fifth grade or below: 1 case fails now and passed before, and not one may. c000: too hard", "one flip of a metric that must never flip"),
    (at(1, 1, half="dev"), at(0, 1, half="dev"), FLIP, "At fifth grade or below: 1 case fails now and passed before, and not one may. c000: too hard", "in the dev half, too"),
    (at(9), at(4), FLIP, "At fifth grade or below: 5 cases fail now and passed before, and not one may. c004, c005, c006 and 2 more: too hard", "five flips"),
    (at(2, 2), [result("c000", {"grade_le_5": True}), result("c001", {"grade": 4.0})], FLIP, "At fifth grade or below: no longer measured in 1 of the same cases (c001).", "a case it no longer looks at"),
    ([result("a", {"grade_le_5": True})], [result("a", {"grade": 4.0})], FLIP, "At fifth grade or below: no longer measured in 1 of the same cases (a).", "a scorer that is gone"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "rules", "words", "why"), DROPS, ids=[row[4] for row in DROPS])
def test_it_blocks(before, after, rules, words, why):
    gates = (gate("leaked", "ratio", max=0.03),) if "leaked" in str(rules) else (gate(),)
    assert blocks(before, after, *gates, **rules) == (words,)


QUIET = [
    (at(98), at(96), DROP, "fell by just what is allowed"),
    (at(98), at(99), DROP, "rose"),
    (at(98, half="dev"), at(50, half="dev"), DROP, "the dev half does not count for a share"),
    (at(98), at(50, case_hash="h2"), DROP, "every case was edited"),
    (at(98), at(50), {}, "no rule for it"),
    (at(98), at(98), FLIP, "no flip"),
    (at(97), at(98), FLIP, "a flip to good"),
    (at(1, 1), at(0, 1, case_hash="h2"), FLIP, "the case was edited"),
    (at(1, 1), [*at(1, 1), result("new", {"grade_le_5": False})], FLIP, "a new case that fails"),
    (at(1, 1), many("grade", [9.0]), DROP, "a metric only one run has can not fall"),
    (
        many("grade", [5, 5]),
        many("grade", [4, 4]),
        {"max_drop": {"grade": 0.2}},
        "where lower is better, a fall",
    ),
]


@pytest.mark.parametrize(("before", "after", "rules", "why"), QUIET, ids=[row[3] for row in QUIET])
def test_it_stays_quiet(before, after, rules, why):
    assert blocks(before, after, **rules) == ()


def test_content_blocks_first():
    before, after = run(at(1, 1)), run(at(0, 1), content={"phone:us-005": "988"})
    told = compare(before, after, suite(gate(), **FLIP)).blocks
    assert [words.split(" ")[0] for words in told] == ["The", "At"]


def sampled(shift, metric="recall_at_3", n=40, repeats=3, seed=4):
    rng = random.Random(seed)
    rows = {f"c{i:02}": rng.gauss(0.6, 0.1) for i in range(n)}
    return [
        result(case_id, {metric: base + shift + rng.gauss(0, 0.05)}, repeat=r)
        for case_id, base in rows.items()
        for r in range(1, repeats + 1)
    ]


SAMPLED = [
    (-0.2, gate("recall_at_3", "mean", min=0.5), True, "worse by more than luck"),
    (0.2, gate("recall_at_3", "mean", min=0.5), False, "better by more than luck"),
    (0.0, gate("recall_at_3", "mean", min=0.5), False, "luck"),
    (-0.2, gate(), False, "a metric that no gate and no rule looks at"),
]


@pytest.mark.parametrize(("shift", "wanted", "is_blocked", "why"), SAMPLED, ids=[row[3] for row in SAMPLED])
def test_sampled_runs_block_when_worse_by_more_than_luck(shift, wanted, is_blocked, why):
    told = blocks(sampled(0.0), sampled(shift, seed=5), wanted)
    assert [
        words.startswith("Worse by more than luck. Right topic in the first 3: was 0.6") for words in told
    ] == [True] * is_blocked


def test_where_lower_is_better_a_rise_is_worse():
    assert blocks(sampled(0.0, "grade"), sampled(0.3, "grade", seed=5), gate("grade", "mean", max=5)) != ()
    assert blocks(sampled(0.0, "grade"), sampled(-0.3, "grade", seed=5), gate("grade", "mean", max=5)) == ()


def test_exact_runs_never_block_by_statistics():
    before, after = many("recall_at_3", [1.0] * 30), many("recall_at_3", [0.5] * 30)
    assert blocks(before, after, gate("recall_at_3", "mean", min=0.4)) == ()
