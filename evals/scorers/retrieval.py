"""Score the search: the right topic should stand high in the ranking.

In: the ranking of topics for the whole message, and ``expect.needs``. Out: recall at 1 and 3, the reciprocal
rank of the first right topic, and nDCG at 5. One topic of each group is enough, so a second one of the same
group earns nothing. Knows nothing about what was said in the end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evals.case_types import Groups, ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.metric import metrics_of
from evals.world import World

METRICS = metrics_of(
    "retrieval",
    [
        ("recall_at_1", "share of needs", "up", "needs whose topic is the first one found"),
        ("recall_at_3", "share of needs", "up", "needs whose topic is among the first three found"),
        ("mrr", "1/place", "up", "one over the place of the first right topic (MRR)"),
        ("ndcg_at_5", "0 to 1", "up", "how near the first five come to the best order (nDCG at 5)"),
    ],
)
_SHOWN = 3


def score(case: ReplyCase, output: Output, _world: World) -> dict[str, Value]:
    """The four figures of the ranking; nothing when the case names no needs."""
    groups: Groups = case.expect.needs
    if not groups:
        return {}
    ranking: Sequence[str] = output["ranking"]
    why = _words(ranking, groups)
    shares = {k: _recall(ranking, groups, k) for k in (1, 3)}
    return {
        "recall_at_1": Value(shares[1], shares[1] == 1, why),
        "recall_at_3": Value(shares[3], shares[3] == 1, why),
        "mrr": Value(_reciprocal_rank(ranking, groups), None, why),
        "ndcg_at_5": Value(ndcg(ranking, groups, 5), None, why),
    }


def ndcg(ranking: Sequence[str], groups: Groups, k: int) -> float:
    """Normalised discounted cumulative gain at ``k``: a topic earns 1 for each need it is the first to meet.

    >>> ndcg(["copay", "deductible"], (("deductible",),), 5) == 1 / math.log2(3)
    True
    """
    unmet = list(groups)
    gain = 0.0
    for place, topic in enumerate(ranking[:k], start=1):
        left = [group for group in unmet if topic not in group]
        gain += (len(unmet) - len(left)) / math.log2(place + 1)
        unmet = left
    best = sum(1 / math.log2(place + 1) for place in range(1, min(len(groups), k) + 1))
    return min(1.0, gain / best)


def _recall(ranking: Sequence[str], groups: Groups, k: int) -> float:
    return sum(bool(set(ranking[:k]).intersection(group)) for group in groups) / len(groups)


def _first_place(ranking: Sequence[str], group: Sequence[str]) -> int:
    """The place of the first of these topics, counted from 1; 0 when none was found."""
    return next((place for place, topic in enumerate(ranking, start=1) if topic in group), 0)


def _reciprocal_rank(ranking: Sequence[str], groups: Groups) -> float:
    first = _first_place(ranking, [topic for group in groups for topic in group])
    return 1 / first if first else 0.0


def _words(ranking: Sequence[str], groups: Groups) -> str:
    """Where the need that was found worst stands, and what stands before it."""
    places = [(_first_place(ranking, group) or math.inf, group) for group in groups]
    place, group = max(places, key=lambda each: each[0])
    topics = " or ".join(group)
    if place is math.inf:
        found = ", ".join(ranking[:_SHOWN]) or "nothing"
        return f"The search did not find {topics} among the first {len(ranking)}. First came: {found}."
    if place == 1:
        return f"The right topic came first: {topics}."
    before = ", ".join(ranking[: min(_SHOWN, int(place) - 1)])
    return f"{topics} came at place {place}. Before it came: {before}."
