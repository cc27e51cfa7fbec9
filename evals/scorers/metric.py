"""What a metric is, so that a report can name it in words, and the value of a plain yes or no.

In: nothing. Out: ``Metric`` and ``yes_no``. Knows nothing about any scorer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.eval_types import Value

Spans = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure that a scorer gives: what it means in one line, its unit, and which scorer it comes from.

    ``higher_is_better`` speaks of ``Value.value``; a share of passed cases is always better when it is higher.
    """

    meaning: str
    unit: str
    higher_is_better: bool
    scorer: str


def metrics_of(scorer: str, rows: Iterable[tuple[str, str, str, str]]) -> Mapping[str, Metric]:
    """The metrics of one scorer; each row is name, unit, which way is better ("up" or "down"), meaning."""
    return {name: Metric(meaning, unit, way == "up", scorer) for name, unit, way, meaning in rows}


def yes_no(ok: bool, why: str, spans: Spans = ()) -> Value:
    """The value of a claim: 1 and passed when it holds, else 0 and not passed."""
    return Value(float(ok), ok, why, spans=spans)
