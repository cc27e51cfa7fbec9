"""Score the checker of check-back questions: it should refuse bad ones and keep good ones.

In: a good or bad question and the checker's verdict. Out: whether it was judged right, apart for bad and good.
Knows nothing about the rules of a question.
"""

from __future__ import annotations

from evals.case_types import CheckBackCase
from evals.eval_types import Output, Value
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "check_questions",
    [
        ("question_judged_right", "yes/no", "up", "share of questions that the checker judged as people did"),
        ("bad_caught", "yes/no", "up", "share of bad questions that were refused"),
        ("good_kept", "yes/no", "up", "share of good questions that were kept"),
    ],
)


def score(case: CheckBackCase, output: Output, _world: World) -> dict[str, Value]:
    """One verdict, under the name for all questions and the name for its own kind."""
    kept = bool(output["ok"])
    value = yes_no(kept == case.good, _words(case, kept=kept, reasons=" ".join(output["reasons"])))
    return {"question_judged_right": value, ("good_kept" if case.good else "bad_caught"): value}


def _words(case: CheckBackCase, *, kept: bool, reasons: str) -> str:
    if case.good:
        return "A good question was kept." if kept else f"A good question was refused: {reasons}"
    fault = f" ({case.fault})" if case.fault else ""
    return f"A bad question{fault} was kept." if kept else f"A bad question{fault} was refused: {reasons}"
