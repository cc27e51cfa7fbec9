"""Judge a run: every gate, every regression, and the exit code with its reasons.

In: a run, its suite and cases, and the accepted baseline. Out: a ``Verdict``: 0 every gate met and nothing worse,
1 measured and not good enough, 2 could not measure; 2 beats 1 beats 0. An empty or partly broken run never passes.
A fatal miss is always named first; each reason says what to do next.
Knows nothing about how scores are made or shown. ``figures``, ``figures_by`` and ``judge_gates`` are given on from
here; how a gate is judged, and what a known miss is, stands in ``gate_results``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from evals.aligned import align
from evals.case_types import AnyCase
from evals.compare import Comparison, compare
from evals.eval_types import GateResult, GateStatus, Run, Verdict
from evals.figures import figures, figures_by
from evals.gate_results import judge_gates
from evals.run_faults import run_faults

if TYPE_CHECKING:
    from evals.read_suites import Suite

__all__ = ["figures", "figures_by", "judge", "judge_gates"]

_SHOWN = 3


def judge(
    run: Run,
    suite: Suite,
    cases: Sequence[AnyCase],
    baseline: Run | None,
    *,
    allow_known_misses: bool = False,
    need_baseline: bool = True,
) -> Verdict:
    """The verdict on a run.

    A gate that the baseline missed too and that is no worse (``known_miss``) fails the run like any other, unless
    ``allow_known_misses``; it is listed either way. Without ``need_baseline`` a run without one may pass.
    """
    results = judge_gates(run, suite, cases, baseline)
    wants_baseline = need_baseline or baseline is not None
    faults = [*run_faults(run, suite), *_unmeasured(results, run, suite)]
    faults += _baseline_faults(run, suite, baseline) if wants_baseline else []
    comparison = _comparison(run, suite, cases, baseline)
    worse = list(comparison.blocks) if comparison else []
    misses = _misses(results)
    identity = _identity_in_store(run)
    counted = [miss for miss in misses if not (allow_known_misses and miss.status == "known_miss")]
    is_failed = bool(identity or worse or counted)
    code: Literal[0, 1, 2] = 2 if faults else 1 if is_failed else 0
    reasons = [
        *(_miss_words(miss, run) for miss in misses if miss.gate.level == "fatal"),
        *identity,
        *faults,
        *(f"Worse than the baseline. {words}" for words in worse),
        *(_miss_words(miss, run) for miss in misses if miss.gate.level != "fatal"),
        *(_beside_the_baseline(run, comparison) if comparison else ()),
    ]
    headline = _headline(code, suite, results, len(worse), faults) + _only_a_part(run)
    return Verdict(code, headline, tuple(reasons), results)


def _misses(results: Sequence[GateResult]) -> list[GateResult]:
    """Fatal ones first, and new ones before known ones."""
    misses = [result for result in results if result.status in ("missed", "known_miss")]
    return sorted(misses, key=lambda miss: (miss.gate.level != "fatal", miss.status == "known_miss"))


def _miss_words(miss: GateResult, run: Run) -> str:
    fatal = "Fatal. " if miss.gate.level == "fatal" else ""
    known = "Known miss. " if miss.status == "known_miss" else ""
    step = ""
    if miss.failing:
        step = f" See the worst: checkback eval explain {run.manifest.run_id} {miss.failing[0]}"
    return f"{fatal}{known}{miss.words}{step}"


def _identity_in_store(run: Run) -> list[str]:
    count = run.manifest.counts.get("phi_in_store", 0)
    words = (
        f"Fatal. Identifiers of {count} {'case' if count == 1 else 'cases'} stand in the stored text of this run. "
        "Delete the run, mend the redaction, and run again."
    )
    return [words] if count else []


def _unmeasured(results: Sequence[GateResult], run: Run, suite: Suite) -> Iterator[str]:
    """Gates of which nothing was measured, or too little on the whole; a small part of a split is no fault."""
    if not suite.gates:
        yield f"The suite {suite.name} has no gate, so nothing can be met. Add gates to its file."
    if not run.results:
        return
    if not any(result.half == "test" for result in run.results):
        yield (
            "Only the dev half was run, and gates look at the test half. "
            f"Run that, too: checkback eval run {suite.name}"
        )
        return
    for result in results:
        is_small_whole = result.status == "not_enough" and not result.gate.by
        if result.gate.level != "warn" and (result.status == "not_measured" or is_small_whole):
            yield f"{result.words} Add cases, or the scorer that gives it, and run again."


def _baseline_faults(run: Run, suite: Suite, baseline: Run | None) -> list[str]:
    """Why this run can not be held against the baseline."""
    step = f"Accept a run: checkback eval accept {run.manifest.run_id}"
    if baseline is None:
        return [
            f"There is no accepted baseline of {suite.name}, so nothing shows that it got no worse. {step}"
        ]
    if not _is_of(baseline, suite):
        told = f"suite {baseline.manifest.suite}, version {baseline.manifest.suite_version}"
        return [f"The baseline is of {told}; the suite is {suite.name}, version {suite.version}. {step}"]
    if run.results and not align(baseline, run).same:
        return [f"Not one case of this run stands unchanged in the baseline. {step}"]
    return []


def _is_of(run: Run, suite: Suite) -> bool:
    return (run.manifest.suite, run.manifest.suite_version) == (suite.name, suite.version)


def _comparison(run: Run, suite: Suite, cases: Sequence[AnyCase], baseline: Run | None) -> Comparison | None:
    if baseline is None or not _is_of(run, suite) or not _is_of(baseline, suite):
        return None
    return compare(baseline, run, suite, cases, statistics=False)


def _beside_the_baseline(run: Run, comparison: Comparison) -> Iterator[str]:
    """What to do about regressions, and which cases are no longer there."""
    run_id = run.manifest.run_id
    if comparison.blocks:
        yield (
            f"See what changed, both texts side by side: checkback eval compare baseline {run_id}. "
            f"If it is meant: checkback eval accept {run_id}"
        )
    gone = comparison.removed_cases
    if gone:
        more = " ..." if len(gone) > _SHOWN else ""
        yield f"Cases of the baseline that are gone: {len(gone)} ({', '.join(gone[:_SHOWN])}{more})."


def _headline(
    code: int, suite: Suite, results: Sequence[GateResult], worse: int, faults: Sequence[str]
) -> str:
    if faults:
        more = f" And {len(faults) - 1} more." if len(faults) > 1 else ""
        return f"Could not measure: {faults[0]}{more}"
    total = len(suite.gates)
    if code == 0:
        known = _gates_with(results, "known_miss")
        return f"{'No worse than the baseline' if known else 'Good enough'}: {_met_words(total, results)}."
    missed = _gates_with(results, "missed", "known_miss")
    parts = [f"{missed} of {total} gates missed"] if missed else []
    if worse:
        parts.append(f"{worse} {'thing' if worse == 1 else 'things'} got worse than the baseline")
    return f"Not good enough: {', and '.join(parts) or 'identifiers stand in the stored run'}."


def _met_words(total: int, results: Sequence[GateResult]) -> str:
    known, warned = _gates_with(results, "known_miss"), _gates_with(results, "warn", "not_measured")
    met = total - known - warned
    everything = "its gate is met" if total == 1 else f"all {total} gates met"
    parts = [everything if met == total else f"{met} of {total} gates met"]
    if known:
        parts.append(f"{known} known to miss")
    if warned:
        parts.append(f"{warned} only {'warns' if warned == 1 else 'warn'}")
    small = sum(result.status == "not_enough" for result in results)
    if small:
        parts.append(f"{small} {'part' if small == 1 else 'parts'} with too few cases to judge")
    return ", ".join(parts)


def _gates_with(results: Sequence[GateResult], *statuses: GateStatus) -> int:
    """How many gates have such a result; the parts of a split gate count as one."""
    return len({id(result.gate) for result in results if result.status in statuses})


def _only_a_part(run: Run) -> str:
    return f" This was only a part of the suite ({run.manifest.partial})." if run.manifest.partial else ""
