"""Hold a run against the gates of its suite: met, missed, missed as before, too few cases, not measured.

In: a run, its suite and cases, and the accepted baseline where there is one. Out: one ``GateResult`` for each
gate, or for each part of a split gate, with the cases that fail, worst first. Gates look at the test half only.

A gate is a known miss when the accepted baseline missed it too and it did not get worse: over the cases of the
test half that both runs hold unchanged (same id and hash), its figure, counted the way the gate counts, is not
worse than the baseline's by more than 1e-9. So a new hard case makes no known miss worse, and an edited case
hides none. Knows nothing about exit codes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.aligned import align
from evals.case_types import AnyCase
from evals.eval_types import Figure, Gate, GateResult, GateStatus, Run
from evals.figures import CaseScore, aggregate, case_scores, higher_is_better, parts_of
from evals.gate_words import gate_line

if TYPE_CHECKING:
    from evals.read_suites import Suite

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class _Part:
    """The cases one gate result speaks of; ``ids`` is None when it speaks of all."""

    name: str
    ids: frozenset[str] | None


def judge_gates(
    run: Run, suite: Suite, cases: Sequence[AnyCase], baseline: Run | None = None
) -> tuple[GateResult, ...]:
    """One result for each gate, or for each part of a split gate, in the order of the suite."""
    return tuple(
        _judge_gate(gate, part, run, baseline) for gate in suite.gates for part in _parts(gate, run, cases)
    )


def _parts(gate: Gate, run: Run, cases: Sequence[AnyCase]) -> tuple[_Part, ...]:
    """What a gate looks at: everything, the cases of ``only``, or one part for each value of ``by``.

    A value that no case of this run has is no part; a gate without any part is judged once, on nothing.
    """
    chosen: frozenset[str] | None = None
    wanted = ""
    if gate.only:
        field, _, wanted = gate.only.partition("=")
        chosen = parts_of(cases, field).get(wanted, frozenset())
    if not gate.by:
        return (_Part(wanted, chosen),)
    ran = {result.id for result in run.results}
    parts = []
    for value, ids in parts_of(cases, gate.by).items():
        here = ids if chosen is None else ids & chosen
        if here & ran and case_scores(run, gate.metric, only=here):
            parts.append(_Part(f"{wanted}, {value}" if wanted else value, here))
    return tuple(parts) or (_Part(wanted, frozenset()),)


def _judge_gate(gate: Gate, part: _Part, run: Run, baseline: Run | None) -> GateResult:
    scores = case_scores(run, gate.metric, only=part.ids)
    figure = aggregate(gate.metric, gate.agg, scores.values())
    status = _status(gate, part, figure, run, baseline)
    failing = _failing(gate, scores.values()) if figure is not None else ()
    return GateResult(gate, part.name, figure, status, gate_line(gate, part.name, figure, status), failing)


def _status(gate: Gate, part: _Part, figure: Figure | None, run: Run, baseline: Run | None) -> GateStatus:
    if figure is None:
        return "not_measured"
    if figure.n < gate.min_n:
        return "not_enough"
    if _is_met(gate, figure.value):
        return "met"
    if gate.level == "warn":
        return "warn"
    return "known_miss" if baseline is not None and _is_known(gate, part, run, baseline) else "missed"


def _is_met(gate: Gate, value: float) -> bool:
    is_low = gate.min is not None and value < gate.min - _TINY
    return not is_low and not (gate.max is not None and value > gate.max + _TINY)


def _is_known(gate: Gate, part: _Part, run: Run, baseline: Run) -> bool:
    """The rule stands at the head of this file."""
    whole = aggregate(gate.metric, gate.agg, case_scores(baseline, gate.metric, only=part.ids).values())
    if whole is None or _is_met(gate, whole.value):
        return False
    aligned = frozenset(align(baseline, run).test)
    shared = aligned if part.ids is None else aligned & part.ids
    before = aggregate(gate.metric, gate.agg, case_scores(baseline, gate.metric, only=shared).values())
    now = aggregate(gate.metric, gate.agg, case_scores(run, gate.metric, only=shared).values())
    if before is None or now is None:
        return False
    fell = gate.min is not None and now.value < before.value - _TINY
    return not fell and not (gate.max is not None and now.value > before.value + _TINY)


def _failing(gate: Gate, scores: Collection[CaseScore]) -> tuple[str, ...]:
    """The ids that fail, worst first: by the metric's own verdict, or where it has none by the goal."""
    failing = [score for score in scores if _fails(gate, score)]
    is_up = higher_is_better(gate.metric)

    def worst_first(score: CaseScore) -> tuple[float, str]:
        return score.value if is_up else -score.value, score.id

    return tuple(score.id for score in sorted(failing, key=worst_first))


def _fails(gate: Gate, score: CaseScore) -> bool:
    if score.passed is not None or gate.agg == "share":
        return score.passed is False
    value = score.value / score.n if gate.agg == "ratio" and score.n else score.value
    if (
        gate.agg == "sum"
    ):  # a total is no goal for one case: any that adds to a total kept low is one to look at
        return gate.max is not None and value > 0
    return not _is_met(gate, value)
