"""A suite says what it means, or the person who wrote it is told what to change and where."""

from __future__ import annotations

import sys

import pytest
from case_files import SUITE, fake_scorers, make_paths, write

from assistant.errors import CaseInvalid
from evals.eval_types import Gate
from evals.read_suites import find_suite_problems, list_suites, read_suite

GOOD = SUITE.format(name="own", task="reply")


@pytest.fixture(autouse=True)
def _scorers(monkeypatch):
    monkeypatch.setitem(sys.modules, "evals.scorers", fake_scorers())


@pytest.fixture
def paths(tmp_path):
    return make_paths(tmp_path)


def told(paths, text, name="own"):
    """What the person is told about a suite file with this text."""
    write(paths.own / "suites" / f"{name}.yaml", text)
    return [str(problem) for problem in find_suite_problems(paths)[1]]


SLIPS = [
    ("task: reply", "task: replies", "suites/own.yaml, line 4, field task: found 'replies'; allowed: reply, red_flags, redact, check_back, verify. Did you mean reply?"),
    ("version: 1", "", "suites/own.yaml, line 1, field version: this field is missing; add a line such as  version: 1"),
    ("version: 1", "version: one", "suites/own.yaml, line 3, field version: found 'one'; a whole number is needed, such as 1"),
    ("version: 1", 'version: "1"', "suites/own.yaml, line 3, field version: found '1'; write the number without quotes: 1"),
    ("version: 1", "version: 0", "suites/own.yaml, line 3, field version: found the number 0; it must be at least 1"),
    ("schema: 1", "schema: 2", "suites/own.yaml, line 1, field schema: found the number 2; write 1, without quotes"),
    ("about:", "abuot:", "suites/own.yaml, line 5, field abuot: there is no field abuot. Did you mean about?"),
    ("name: own", "name: mine", "suites/own.yaml, line 2, field name: found 'mine'; it must be the file name: own"),
    ("name: own", "name: My Suite", "suites/own.yaml, line 2, field name: found 'My Suite'; needed: small letters, digits and single underscores, such as planted_errors. Did you mean my_suite?"),
    ("cases: own", "cases: ../../secrets", "suites/own.yaml, line 6, field cases.1: found '../../secrets'; needed: small letters, digits and single underscores, such as planted_errors. Did you mean secrets?"),
    ("[readability,", "[readabilty,", "suites/own.yaml, line 7, field scorers.1: found 'readabilty', which is not known. Did you mean readability?"),
    ("scorers: [readability, red_flags]", "scorers: readability", 'suites/own.yaml, line 7, field scorers: found \'readability\'; a list is needed: ["readability"]'),
    ("grade_le_5, agg", "grade_le5, agg", "suites/own.yaml, line 9, field gates.1.metric: found 'grade_le5', which is not known. Did you mean grade_le_5?"),
    ("grade_le_5, agg", "jargon_free, agg", "suites/own.yaml, line 9, field gates.1.metric: jargon_free comes from the scorer jargon; add jargon to scorers"),
    ("agg: share", "agg: average", "suites/own.yaml, line 9, field gates.1.agg: found 'average'; allowed: share, mean, sum, ratio, min, max, p50, p95. Did you mean mean?"),
    (", min: 0.95", "", "suites/own.yaml, line 9, field gates.1: the gate of grade_le_5 needs min or max, and not both"),
    ("min: 0.95", "min: 0.95, max: 1", "suites/own.yaml, line 9, field gates.1: the gate of grade_le_5 needs min or max, and not both"),
    ("min: 0.95", "min: 95", "suites/own.yaml, line 9, field gates.1.min: found 95; a share lies between 0 and 1: write 0.95 for 95 in 100"),
    ("min: 0.95", "min: 95%", "suites/own.yaml, line 9, field gates.1.min: found '95%'; a number is needed, such as 0.95"),
    ("min: 0.95", "min: 0.95, level: blocking", "suites/own.yaml, line 9, field gates.1.level: found 'blocking'; allowed: gate, fatal, warn. Did you mean fatal?"),
    ("min: 0.95", "min: 0.95, by: groups", "suites/own.yaml, line 9, field gates.1.by: found 'groups', which is not known. Did you mean group?"),
    ("min: 0.95", "min: 0.95, only: style", "suites/own.yaml, line 9, field gates.1.only: found 'style'; write field=value, such as style=spoken"),
    ("min: 0.95", 'min: 0.95, only: "style=talked"', "suites/own.yaml, line 9, field gates.1.only: found 'talked', which is not known. Allowed: dialogue, hurried, spoken, typed."),
    ("gates:\n", "regression: {max_drop: {grade: 0.02}}\ngates:\n", "suites/own.yaml, line 8, field regression.max_drop.grade: found 'grade', which is not known. Did you mean grade_le_6?"),
    ("gates:\n", "regression: {flips_block: [red_flag_recal]}\ngates:\n", "suites/own.yaml, line 8, field regression.flips_block.1: found 'red_flag_recal', which is not known. Did you mean red_flag_recall?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "message"), SLIPS, ids=[wrong or right for right, wrong, _ in SLIPS]
)
def test_a_slip_in_a_suite_names_line_field_and_the_right_word(paths, right, wrong, message):
    assert right in GOOD
    assert told(paths, GOOD.replace(right, wrong, 1)) == [message]


@pytest.mark.parametrize(
    ("right", "also_right"),
    [
        ("cases: own", "cases: [own, talk]"),
        ("min: 0.95", "max: 1"),
        ("min: 0.95", "min: 0.95, by: group, min_n: 10"),
        ("min: 0.95", 'min: 0.95, only: "style=spoken", level: warn, why: "as people talk"'),
        ("gates:\n", "only_ids: [late-form]\ngates:\n"),
        ("gates:\n", "gates:\n  - {metric: latency_ms, agg: p95, max: 1000, level: warn}\n"),
        (
            "gates:\n",
            "regression: {alpha: 0.05, max_drop: {grade_le_5: 0.02}, flips_block: [grade_le_6]}\ngates:\n",
        ),
    ],
)
def test_what_a_suite_may_say(paths, right, also_right):
    assert told(paths, GOOD.replace(right, also_right, 1)) == []


def test_a_scorer_of_another_task_is_told(paths):
    text = GOOD.replace("task: reply", "task: verify").replace("[readability,", "[readability, jargon,")
    (message,) = told(paths, text)
    assert message.startswith(
        "suites/own.yaml, line 7, field scorers.2: the scorer jargon cannot read the task"
    )
    assert message.endswith("those that can: readability, red_flags")


def test_a_suite_without_gates_could_never_fail_so_it_is_refused(paths):
    assert told(paths, GOOD[: GOOD.index("gates:")] + "gates: []\n") == [
        "suites/own.yaml, line 8, field gates: it is empty; write something, or remove it"
    ]


def test_gates_become_the_type_the_rest_uses(paths):
    write(paths.own / "suites" / "own.yaml", GOOD)
    suite = read_suite(paths, "own")
    assert suite.gates == (Gate("grade_le_5", "share", min=0.95),)
    assert (suite.cases, suite.task, suite.regression.alpha) == (("own",), "reply", 0.05)


def test_the_hash_changes_with_any_gate(paths):
    write(paths.own / "suites" / "own.yaml", GOOD)
    before = read_suite(paths, "own").hash
    write(paths.own / "suites" / "own.yaml", GOOD.replace("0.95", "0.96"))
    assert before != read_suite(paths, "own").hash
    assert len(before) == 12


def test_an_unknown_suite_names_the_nearest(paths):
    with pytest.raises(CaseInvalid, match="There is no suite talks; there are: .*talk.* Did you mean talk?"):
        read_suite(paths, "talks")


def test_ones_own_suite_stands_before_the_shipped_one(paths):
    write(
        paths.own / "suites" / "talk.yaml", SUITE.format(name="talk", task="reply").replace("a suite", "mine")
    )
    assert read_suite(paths, "talk").about.startswith("mine")
    assert [suite.name for suite in list_suites(paths)] == ["alarms", "asking", "marks", "planted", "talk"]


def test_one_broken_suite_is_never_passed_over(paths):
    write(paths.own / "suites" / "broken.yaml", "name: broken\n\tversion: 1\n")
    with pytest.raises(
        CaseInvalid, match="suites/broken.yaml, line 2: a tab stands here; indent with spaces"
    ):
        list_suites(paths)
    assert read_suite(paths, "talk").name == "talk"
