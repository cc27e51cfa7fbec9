"""Explain one case of a run in plain words: what was said, what came out, and why each score is what it is.

In: a run, the id of a case, its suite; the case and an accepted baseline where they are at hand. Out: lines to
read, what failed first. Knows nothing about gates over many cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.errors import WrongUse
from evals.baselines import shown_text
from evals.case_types import AnyCase
from evals.compare import marked_words, what_was_said
from evals.eval_types import CaseResult, Run, Value
from evals.figures import metric_of
from evals.gate_words import number
from evals.titles import title_of

if TYPE_CHECKING:
    from evals.read_suites import Suite

_SIGNS = {False: "MISSED", True: "passed", None: "informs"}


def explain(
    run: Run, case_id: str, suite: Suite, case: AnyCase | None = None, baseline: Run | None = None
) -> str:
    """The case in plain words; raises WrongUse with the nearest id when the run does not hold it."""
    results = sorted((r for r in run.results if r.id == case_id), key=lambda r: r.repeat)
    if not results:
        raise WrongUse(f"The run {run.manifest.run_id} has no case {case_id}.{_nearest(run, case_id)}")
    lines: list[str] = []
    for time, result in enumerate(results, start=1):
        repeat = f", time {time} of {len(results)}" if len(results) > 1 else ""
        lines += [f"{case_id} ({suite.name}, {result.half} half{repeat})", *_said(result, case)]
        lines += _outcome(result, suite, run.manifest.run_id)
    lines += _edited(results[0], case)
    if baseline is not None:
        lines += _against(baseline, results[0])
    return "\n".join(lines)


def _nearest(run: Run, case_id: str) -> str:
    near = get_close_matches(case_id, sorted({result.id for result in run.results}), n=1)
    return f" Did you mean {near[0]}?" if near else " See its cases in the report of the run."


def _said(result: CaseResult, case: AnyCase | None) -> Iterator[str]:
    said = what_was_said(case) or str((result.output or {}).get("said", ""))
    if said:
        yield "What was said:"
        yield from _indented(said)
    if case is not None and case.note:
        yield f"Note: {case.note}"


def _outcome(result: CaseResult, suite: Suite, run_id: str) -> Iterator[str]:
    if result.error is not None:
        yield f"It broke off with an error, so it has no score: {result.error}."
        yield f"Mend the cause, then run it again: checkback eval run {suite.name} --resume {run_id}"
        return
    yield "What came out:"
    yield from _indented(shown_text(result.output))
    missed = sum(value.passed is False for value in result.scores.values())
    yield f"Scores ({missed} missed):" if missed else "Scores (none missed):"
    yield from _scores(result.scores, [gate.metric for gate in suite.gates])


def _scores(scores: Mapping[str, Value], gated: Sequence[str]) -> Iterator[str]:
    """Missed ones first, and among equals those with a gate first."""
    order = {False: 0, True: 1, None: 2}
    ranked = sorted(scores, key=lambda metric: (order[scores[metric].passed], metric not in gated, metric))
    if not ranked:
        yield "  no scorer had anything to say about this case"
    for metric in ranked:
        value = scores[metric]
        gate = "" if metric in gated or value.passed is not False else " (no gate looks at it)"
        yield f"  {_SIGNS[value.passed]:<8}{title_of(metric)}{_figure(metric, value)}: {value.why}{gate}"


def _figure(metric: str, value: Value) -> str:
    """The value where it says more than passed or missed."""
    if value.n > 1:
        return f" {number(value.value)} of {value.n}"
    if value.passed is not None and value.value in (0, 1):
        return ""
    known = metric_of(metric)
    unit = f" {known.unit}" if known and known.unit not in ("", "yes/no") else ""
    return f" {number(value.value)}{unit}"


def _edited(result: CaseResult, case: AnyCase | None) -> Iterator[str]:
    if case is not None and case.hash != result.case_hash:
        yield "The case was edited since this run; what stands above as said may be newer than what came out."


def _against(baseline: Run, result: CaseResult) -> Iterator[str]:
    before = next((r for r in baseline.results if (r.id, r.repeat) == (result.id, result.repeat)), None)
    if before is None:
        yield "The baseline does not hold this case."
        return
    if before.case_hash != result.case_hash:
        yield "The case was edited since the baseline, so the two are not compared."
        return
    yield f"Against the baseline ({baseline.manifest.run_id}):"
    changes = list(_changes(before, result))
    yield from changes or ["  nothing changed"]


def _changes(before: CaseResult, after: CaseResult) -> Iterator[str]:
    old, new = shown_text(before.output), shown_text(after.output)
    if old != new:
        pieces = marked_words(old, new)
        marks = {"removed": "[-{}-]", "added": "[+{}+]", "same": "{}"}
        yield "  words: " + " ".join(marks[kind].format(text) for kind, text in pieces)
    for metric in sorted(before.scores.keys() & after.scores.keys()):
        then, now = before.scores[metric], after.scores[metric]
        if then.passed != now.passed:
            yield f"  {title_of(metric)}: was {_SIGNS[then.passed]}, is {_SIGNS[now.passed]}"
        elif abs(then.value - now.value) > 1e-9:  # noqa: PLR2004 - rounding
            yield f"  {title_of(metric)}: was {number(then.value)}, is {number(now.value)}"
    for metric in sorted(before.scores.keys() - after.scores.keys()):
        yield f"  {title_of(metric)}: was measured, is not any more"


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.splitlines() or [""])
