"""Score the check-back questions of a reply: two or three, each fit, and good as a set.

In: the script and its questions. Out: whether all rules hold and how many questions there are; the first rule that
a question breaks stands in the reason. Knows nothing about the topics they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.call_types import CheckBack
from assistant.plain_language import check_question_set, check_questions
from assistant.plain_language.question_wording import takes_duty
from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "checkback",
    [
        ("checkback_ok", "yes/no", "up", "share of replies with two or three questions that keep every rule"),
        ("checkback_count", "questions", "up", "check-back questions in the reply; two or three are right"),
    ],
)
_FEWEST, _MOST = 2, 3


def score(_case: ReplyCase, output: Output, _world: World) -> dict[str, Value]:
    """Every question against its script, then the set."""
    reply = output["reply"]
    checks = [
        CheckBack(check["ask"], tuple(check["expect"]), check["reteach"]) for check in reply["check_backs"]
    ]
    faults = [*_faults_of_each(reply["script"], checks), *_faults_of_the_set(checks)]
    why = "All questions are open, answerable and kind."
    if faults:
        part, fault = faults[0]
        why = f"{part}: {fault}" + (f" There are {len(faults) - 1} more faults." if len(faults) > 1 else "")
    spans = tuple(
        (f"question {number}", 0, len(check.ask))
        for number, check in enumerate(checks, start=1)
        if any(part == f"Question {number}" for part, _ in faults)
    )
    count = len(checks)
    counted = f"There are {count} questions; two or three are right."
    return {
        "checkback_ok": yes_no(not faults, why, spans),
        "checkback_count": Value(count, _FEWEST <= count <= _MOST, counted),
    }


def _faults_of_each(script: str, checks: Sequence[CheckBack]) -> Iterator[tuple[str, str]]:
    for number, verdict in enumerate(check_questions(script, checks), start=1):
        yield from ((f"Question {number}", reason) for reason in verdict.reasons)


def _faults_of_the_set(checks: Sequence[CheckBack]) -> Iterator[tuple[str, str]]:
    yield from (("The set", reason) for reason in check_question_set(checks))
    if checks and not any(takes_duty(check.ask) for check in checks):
        yield "The set", "Say once that you want to check how clear you were."
