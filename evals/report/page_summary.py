"""The top of a report: what the run says in a few plain sentences, and its key figures.

In: what a report is made from. Out: notes and tiles for each task. Every sentence counts cases, so that nobody has
to read a table to know what to do. Knows nothing about HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evals.eval_types import CaseResult, Figure, GateResult
from evals.figures import aggregate, case_scores, figures
from evals.gate_words import number
from evals.intervals import percentile
from evals.report.inputs import ReportInputs, failing, share_passed
from evals.report.page_parts import Note, Tile
from evals.report.page_worst import costliest, hardest
from evals.report.sentences import SENTENCES
from evals.report.words import (
    STATUS_WORDS,
    TASK_THINGS,
    Tone,
    counted,
    duration,
    share_words,
    shortened,
    value_words,
)
from evals.titles import title_of

_KEY_METRICS = {
    "reply": (
        "grade_le_5",
        "red_flag_recall",
        "numbers_grounded",
        "phi_leaks",
        "needs_answered",
        "checkback_ok",
    ),
    "red_flags": ("red_flag_recall", "missed", "false_alarm", "near_miss_false_alarm"),
    "redact": ("leaked", "leaked_names", "kept_touched", "clean_text_untouched"),
    "check_back": ("bad_caught", "good_kept", "question_judged_right"),
    "verify": ("error_caught", "silent_on_untouched"),
}
_COMMON_FIELD = {"bad_caught": "fault", "error_caught": "kind", "red_flag_recall": "red_flag"}


def summary(inputs: ReportInputs) -> tuple[Note, ...]:
    """The run in a few sentences, what went wrong first."""
    found = [*_broken(inputs), *_half(inputs), *_reading(inputs), *_by_metric(inputs), *_speed(inputs)]
    ordered = sorted(found, key=lambda note: ("bad", "warn", "good", "info", "none").index(note.tone))
    return (*ordered, *_next_step(inputs))


def _broken(inputs: ReportInputs) -> Iterator[Note]:
    broken = {result.id for result in inputs.run.results if result.error}
    if broken:
        yield Note(
            f"{counted(len(broken), 'case')} broke and gave no result, so nothing here counts as passed.",
            "bad",
        )


def _half(inputs: ReportInputs) -> Iterator[Note]:
    if inputs.half != "test" and inputs.run.results:
        yield Note(
            "No case of the test half was run: the figures here are of the dev half and meet no goal.", "warn"
        )


def _reading(inputs: ReportInputs) -> Iterator[Note]:
    figure = share_passed(inputs, "grade_le_5")
    if figure is None or figure.good is None:
        return
    bad = round(figure.n - figure.good)
    worst = hardest(inputs)
    sentence = shortened(costliest(worst[0][0])) if worst else ""
    name = "worst" if bad else "hardest"
    of = f"({worst[0][0].id}, grade {worst[0][1].value:.1f})" if worst else ""
    tail = f"; the {name} sentence is “{sentence}” {of}" if sentence else ""
    if bad:
        yield Note(
            f"{bad} of {counted(figure.n, 'script')} {'is' if bad == 1 else 'are'} above fifth grade{tail}.",
            "bad",
        )
    else:
        yield Note(f"None of {counted(figure.n, 'script')} is above fifth grade{tail}.", "good")


def _by_metric(inputs: ReportInputs) -> Iterator[Note]:
    for metric, some, none in SENTENCES[inputs.suite.task]:
        figure = share_passed(inputs, metric)
        if figure is None or figure.good is None:
            continue
        bad = round(figure.n - figure.good)
        words = (some if bad else none).format(bad=bad, n=figure.n)
        yield Note(words + (_mostly(inputs, metric) if bad else ""), "bad" if bad else "good")


def _mostly(inputs: ReportInputs, metric: str) -> str:
    """Of which kind most of the misses are."""
    field = _COMMON_FIELD.get(metric)
    if field is None:
        return ""
    kinds = Counter(
        str(getattr(inputs.case_of.get(result.id), field, "")) for result, _ in failing(inputs.judged, metric)
    )
    kind, count = min(kinds.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return f" Most often: {value_words(kind)} ({count})." if kind and len(kinds) > 1 else ""


def _speed(inputs: ReportInputs) -> Iterator[Note]:
    broken = {result.id for result in inputs.run.results if result.error}
    times = [timing.total_ms for timing in inputs.run.timings if timing.id not in broken]
    if times:
        things = TASK_THINGS[inputs.suite.task]
        middle, most = duration(percentile(times, 50)), duration(percentile(times, 95))
        yield Note(f"Half of the {things} were ready within {middle}, 19 of 20 within {most}.", "info")


def _next_step(inputs: ReportInputs) -> Iterator[Note]:
    found = inputs.comparison
    if inputs.verdict.code == 2:  # noqa: PLR2004 - the exit code
        yield Note("First make it measurable: read the reasons above. Then run the suite again.", "info")
    elif found and (found.content or found.newly_failing):
        failing_now = len({flip.case_id for flip in found.newly_failing})
        yield Note(
            f"Begin with what changed: {counted(len(found.content), 'content change')}, "
            f"{counted(failing_now, 'newly failing case')}.",
            "info",
        )
    elif inputs.verdict.code:
        yield Note("Begin with the goals that were missed, then the worst cases.", "info")


def tiles(inputs: ReportInputs) -> tuple[Tile, ...]:
    """The key figures of the task that were measured."""
    measured = {
        figure.metric: figure
        for figure in reversed(figures(inputs.run, inputs.cases, inputs.suite, inputs.half))
    }
    return tuple(
        _tile(inputs, measured[metric]) for metric in _KEY_METRICS[inputs.suite.task] if metric in measured
    )


def _tile(inputs: ReportInputs, figure: Figure) -> Tile:
    label, tone = title_of(figure.metric), _status_tone(inputs, figure.metric)
    if figure.good is not None and figure.low is not None:
        return Tile(label, share_words(figure.value), f"{number(figure.good)} of {figure.n:,}", tone)
    of = aggregate(figure.metric, "ratio", case_scores(inputs.run, figure.metric, inputs.half).values())
    small = (
        f"of {of.n:,}"
        if of and figure.agg == "sum" and of.n > figure.n
        else f"in {counted(figure.n, 'case')}"
    )
    return Tile(label, number(figure.value), small, tone)


def _status_tone(inputs: ReportInputs, metric: str) -> Tone:
    """The worst status of the goals on this metric that were measured."""
    order: tuple[Tone, ...] = ("bad", "warn", "info", "good")
    statuses = {gate.status for gate in _gates_of(inputs, metric)} - {"not_measured"}
    tones = {STATUS_WORDS[status][0] for status in statuses}
    return next((tone for tone in order if tone in tones), "none")


def _gates_of(inputs: ReportInputs, metric: str) -> list[GateResult]:
    found = [result for result in inputs.verdict.gates if result.gate.metric == metric]
    return [result for result in found if not result.gate.by] or found


def broken_cases(inputs: ReportInputs) -> list[CaseResult]:
    """The results that are errors."""
    return [result for result in inputs.run.results if result.error]
