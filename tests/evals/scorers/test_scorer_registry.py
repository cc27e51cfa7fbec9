"""All scorers are listed, every figure has a meaning, and a wrong name is told with the nearest right one."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from scorer_samples import CAP, GOOD_QUESTIONS, alert, check, listing, marked, question, said, turn, utterance

import evals.scorers
from assistant.errors import CaseInvalid
from evals.case_types import CASE_OF
from evals.eval_types import Value
from evals.scorers import METRICS, SCORERS, TASKS_OF, score_case

OF_A_TURN = [name for name, tasks in TASKS_OF.items() if "reply" in tasks]
RICH = {
    "needs": (("part-d-drug-cap",),),
    "must_say_any": (("limit",),),
    "must_not_say": ("donut hole",),
    "facts": ("insurance.part_d.oop_cap.2026",),
    "numbers": ("$2,100",),
    "resource_ids": ("us-008",),
    "phi": ("Maribel Okonjo", "555-0142"),
    "status": "answered",
}


def rich_output(desk):
    return said(
        CAP,
        ["part-d-drug-cap"],
        said="I am <NAME_1>, call <PHONE_1>",
        alerts=[alert("911", "chest hurts")],
        check_backs=[check(*pair) for pair in GOOD_QUESTIONS],
        resources=[listing(desk, each, open_now=None) for each in ("us-008", "us-007", "us-013")],
        ask_next=["Which medicine is the hardest to pay for?"],
        handoff={
            "limit": "",
            "who": "your plan",
            "phone": "",
            "say": "What is my limit?",
            "when": "this week",
        },
    )


def test_every_module_that_scores_is_in_the_registry():
    folder = Path(evals.scorers.__file__).parent
    scoring = {
        path.stem
        for path in folder.glob("[!_]*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "score"
            for node in ast.parse(path.read_text("utf-8")).body
        )
    }
    assert scoring == set(SCORERS)


def test_every_metric_has_a_plain_meaning_a_unit_and_its_scorer():
    for name, metric in METRICS.items():
        assert metric.scorer in SCORERS, name
        assert 20 <= len(metric.meaning) <= 110, name
        assert metric.unit, name
        assert not metric.meaning.endswith("."), name


def test_every_task_has_a_scorer():
    assert {task for tasks in TASKS_OF.values() for task in tasks} == set(CASE_OF)


def test_only_listed_metrics_come_out_each_from_its_own_scorer(desk):
    for name in OF_A_TURN:
        for metric in score_case(turn(**RICH), rich_output(desk), desk, [name]):
            assert METRICS[metric].scorer == name


def test_a_whole_turn_gives_every_metric_of_a_turn_that_applies(desk):
    values = score_case(turn(**RICH), rich_output(desk), desk, OF_A_TURN)
    danger = score_case(turn(**RICH | {"red_flag": "911"}), rich_output(desk), desk, OF_A_TURN)
    refused = score_case(turn(refuse=True), rich_output(desk), desk, ["scope"])
    of_a_turn = {name for name, metric in METRICS.items() if metric.scorer in OF_A_TURN}
    assert of_a_turn - {*values, *danger, *refused} == {"near_miss_false_alarm"}


def test_every_reason_is_a_sentence_for_people(desk):
    values = score_case(turn(**RICH), rich_output(desk), desk, OF_A_TURN)
    for name, value in values.items():
        assert len(value.why.split()) >= 3, name
        assert value.why.endswith((".", '"')), (name, value.why)
        assert "\n" not in value.why
        assert isinstance(value, Value)


def test_the_same_output_gives_the_same_values(desk):
    case, output = turn(**RICH), rich_output(desk)
    assert score_case(case, output, desk, OF_A_TURN) == score_case(case, output, desk, OF_A_TURN)


@pytest.mark.parametrize(
    ("case", "name", "says"),
    [
        (turn(), "readabilty", "There is no scorer readabilty. Did you mean readability?"),
        (turn(), "zzz", "There is no scorer zzz. Scorers are: readability, "),
        (
            turn(),
            "redaction",
            "The scorer redaction can not read the task reply. Scorers for it: readability, ",
        ),
        (marked("a"), "readability", "can not read the task redact. Scorers for it: redaction."),
        (utterance("a", "none"), "phi", "can not read the task red_flags. Scorers for it: red_flags."),
        (
            question(good=True),
            "planted",
            "can not read the task check_back. Scorers for it: check_questions.",
        ),
    ],
)
def test_a_wrong_scorer_is_named_with_the_right_ones(case, name, says, desk):
    with pytest.raises(CaseInvalid) as refused:
        score_case(case, {}, desk, [name])
    assert says in str(refused.value)


def test_a_scorer_that_breaks_is_not_hidden(desk):
    with pytest.raises(KeyError):
        score_case(turn(), {"reply": {}}, desk, ["readability"])


def test_all_scorers_of_a_turn_take_a_few_milliseconds(desk):
    case, output = turn(**RICH), rich_output(desk)
    score_case(case, output, desk, OF_A_TURN)
    start = time.process_time()
    for _ in range(20):
        score_case(case, output, desk, OF_A_TURN)
    assert (time.process_time() - start) / 20 < 0.05  # about 10 ms here; the limit is for a busy computer
