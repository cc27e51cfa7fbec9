"""Score whether every need in the message got its own words.

In: a reply case whose ``expect.needs`` names, for each need, the topics that would answer it. Out: how many needs
have a chunk of one of their topics. Knows nothing about whether the words are good.
"""

from __future__ import annotations

from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "needs",
    [
        ("needs_answered", "needs", "up", "needs in the message that got their own words, of all needs"),
        ("all_needs_answered", "yes/no", "up", "share of messages in which every need got its own words"),
    ],
)


def score(case: ReplyCase, output: Output, _world: World) -> dict[str, Value]:
    """The needs that have a chunk; nothing when the case names no needs."""
    groups = case.expect.needs
    if not groups:
        return {}
    spoken = {chunk["topic_id"] for chunk in output["reply"]["chunks"]}
    missing = [group for group in groups if not spoken.intersection(group)]
    why = _words(missing, len(groups))
    return {
        "needs_answered": Value(len(groups) - len(missing), not missing, why, n=len(groups)),
        "all_needs_answered": yes_no(not missing, why),
    }


def _words(missing: list[tuple[str, ...]], count: int) -> str:
    if not missing:
        return "Every need got its own words." if count > 1 else "The need got its own words."
    topics = "; ".join(" or ".join(group) for group in missing)
    return f"{len(missing)} of {count} needs got no words of their own. Nothing was said from: {topics}."
