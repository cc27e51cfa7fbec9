"""Find cases that say almost the same: they count twice, and across the halves they tell the test to the writer.

In: cases of one suite and a sentence encoder. Out: pairs with their likeness (cosine).
A marked identifier counts as its kind, so that one template with two names is one wording.
Knows nothing about files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from evals.case_types import AnyCase, CheckBackCase, RedactCase, RedFlagCase, ReplyCase, VerifyCase

if TYPE_CHECKING:
    from assistant.knowledge.embedding import Encoder

TOO_LIKE = 0.95
_MARK = re.compile(r"\[\[(.*?)\|([A-Z_0-9]+)\]\]", re.DOTALL)


class Pair(NamedTuple):
    """Two cases in the order of their ids. ``likeness`` 1 is the same words."""

    first: AnyCase
    second: AnyCase
    likeness: float

    @property
    def is_across_halves(self) -> bool:
        """Whether one is in the dev half and one in the test half."""
        return self.first.half != self.second.half


def near_duplicates(cases: Sequence[AnyCase], encoder: Encoder) -> tuple[Pair, ...]:
    """Pairs of cases that are too like each other, in the order of their ids."""
    spoken = sorted((case for case in cases if _wording(case)), key=lambda case: case.id)
    return (*_alike(spoken, encoder), *_same_plant(cases))


def _wording(case: AnyCase) -> tuple[str, ...]:
    """What must differ: two cases are alike when each of these parts is."""
    match case:
        case ReplyCase():
            return (case.ask, " ".join(case.context.turns) or "-")
        case RedFlagCase():
            return (case.ask,)
        case RedactCase():
            return (_MARK.sub(lambda mark: mark[1] if mark[2] == "KEEP" else mark[2].lower(), case.text),)
        case CheckBackCase():
            return (case.ask, case.script)
        case _:
            return ()


def _alike(cases: Sequence[AnyCase], encoder: Encoder) -> list[Pair]:
    import numpy as np

    if not cases:
        return []
    parts = list(zip(*map(_wording, cases), strict=True))
    texts = list(dict.fromkeys(text for part in parts for text in part))
    number = {text: row for row, text in enumerate(texts)}
    vectors = encoder.encode(texts)
    rows = [vectors[[number[text] for text in part]] for part in parts]
    likeness = np.minimum.reduce([row @ row.T for row in rows])
    pairs = np.argwhere(np.triu(likeness > TOO_LIKE, k=1)).tolist()
    return [Pair(cases[a], cases[b], round(min(1.0, float(likeness[a, b])), 2)) for a, b in pairs]


def _same_plant(cases: Sequence[AnyCase]) -> list[Pair]:
    """Planted errors have no wording of their own: alike are two that plant the very same."""
    seen: dict[tuple[object, ...], AnyCase] = {}
    pairs = []
    for case in sorted(cases, key=lambda case: case.id):
        if isinstance(case, VerifyCase):
            first = seen.setdefault((case.topic, case.kind, case.find, case.put, case.seed), case)
            if first is not case:
                pairs.append(Pair(first, case, 1.0))
    return pairs
