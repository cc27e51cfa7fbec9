"""Turn a judged run into what the Quality page shows: words and figures, the worst first.

In: a run with its verdict and its comparison. Out: a ``RunView``. Loaded in the reader process only, since it
knows the types of ``evals``. Knows nothing about markup or processes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.web.quality_types import (
    Bar,
    CaseRow,
    Changes,
    ContentRow,
    FlipRow,
    GateRow,
    Marked,
    Part,
    RunLine,
    RunView,
    ScoreRow,
    Tone,
)
from evals.case_text import text_of
from evals.compare import marked_words, what_was_said
from evals.gate_words import number
from evals.report.page_gates import urgency
from evals.report.words import STATUS_WORDS, date_words, goal, interval, measured, value_words, verdict_words
from evals.titles import meaning_of, title_of

if TYPE_CHECKING:
    from evals.case_types import AnyCase
    from evals.commands import Judged
    from evals.compare import Comparison, Flip
    from evals.eval_types import CaseResult, Figure, Gate, GateResult, Output, Value

_MOST_SAID = 400
_PRESSED = (
    (r"See the worst: checkback eval explain \S+ (\S+)", r"The worst case: \1"),
    (r"Go on with (?:it|the run): checkback eval run \S+ --resume \S+", "Press Go on."),
    (r"Accept a run: checkback eval accept \S+", "Accept one under Changes."),
)
COULD_NOT_MEASURE = 2


def run_view(judged: Judged, line: RunLine, files: Sequence[str]) -> RunView:
    """The whole run, judged; everything that fails stands before everything that passes."""
    tone, verdict, meaning = verdict_words(judged.verdict)
    # What kept us from measuring stands in the reasons already.
    headline = meaning if judged.verdict.code == COULD_NOT_MEASURE else judged.verdict.headline
    changes = _changes(judged.comparison) if judged.comparison else None
    cases = {case.id: case for case in judged.cases}
    goals = sorted(judged.suite.gates, key=lambda gate: gate.level != "fatal")
    rows = [
        (_case_order(result, goals), _case_row(result, cases.get(result.id), judged.run.manifest.task, goals))
        for result in judged.run.results
    ]
    return RunView(
        run=line,
        tone=tone,
        verdict=verdict,
        headline=_first_capital(headline.removeprefix(f"{verdict}: ")),
        reasons=tuple(map(page_words, judged.verdict.reasons)),
        gates=tuple(map(_gate_row, sorted(judged.verdict.gates, key=urgency))),
        cases=tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])),
        changes=changes,
        no_changes_why="" if changes else "no baseline to compare with",
        files=tuple(files),
    )


def page_words(reason: str) -> str:
    """A reason as it reads beside buttons: what a person would type becomes what a person would press.

    >>> page_words("Missed. See the worst: checkback eval explain RUN ride-never-came")
    'Missed. The worst case: ride-never-came'
    """
    for pattern, words in _PRESSED:
        reason = re.sub(pattern, words, reason)
    return reason


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _gate_row(result: GateResult) -> GateRow:
    gate, figure = result.gate, result.figure
    tone, status = STATUS_WORDS[result.status]
    goals = [limit for limit in (gate.min, gate.max) if limit is not None]
    return GateRow(
        title=title_of(gate.metric),
        why=gate.why or meaning_of(gate.metric),
        part=_part_of(gate, result.part),
        measured=measured(figure, *goals) if figure else "nothing",
        n=figure.n if figure else 0,
        interval=interval(figure) if figure else "–",
        goal=goal(gate, is_share=figure is not None and figure.low is not None),
        tone=tone,
        status=status,
        is_fatal=gate.level == "fatal",
        failing=result.failing,
        bar=_bar(figure, gate),
    )


def _part_of(gate: Gate, part: str) -> str:
    """Which cases the goal looks at, when not at all of them: "group: everyday needs"."""
    field, _, only = gate.only.partition("=")
    value = part if gate.by else only
    return f"{(gate.by or field).replace('_', ' ')}: {value_words(value)}" if value else ""


def _bar(figure: Figure | None, gate: Gate) -> Bar | None:
    if figure is None or figure.low is None or figure.high is None or not 0 <= figure.value <= 1:
        return None
    return Bar(figure.value, figure.low, figure.high, gate.min if gate.min is not None else gate.max)


def _failed(result: CaseResult, goals: Sequence[Gate]) -> list[str]:
    """The goals that this case fails, in their order; what no goal asks for fails nothing."""
    metrics = dict.fromkeys(gate.metric for gate in goals)
    return [name for name in metrics if name in result.scores and result.scores[name].passed is False]


def _case_order(result: CaseResult, goals: Sequence[Gate]) -> tuple[bool, int, int, str, int]:
    """Broken first, then those that fail what must never fail, then those that fail most."""
    failed = _failed(result, goals)
    fatal = {gate.metric for gate in goals if gate.level == "fatal"}
    return result.error is None, -len(fatal.intersection(failed)), -len(failed), result.id, result.repeat


def _case_row(result: CaseResult, case: AnyCase | None, task: str, goals: Sequence[Gate]) -> CaseRow:
    failed = _failed(result, goals)
    return CaseRow(
        id=result.id,
        half=result.half,
        said=_said(result.output, case)[:_MOST_SAID],
        parts=tuple(_parts(result.output, case, task)),
        scores=tuple(_score_row(metric, value) for metric, value in _scores_worst_first(result.scores)),
        failing=tuple(map(title_of, failed)),
        worst=result.scores[failed[0]].why if failed else "",
        error=f"This case broke off: {result.error}" if result.error else "",
        note=case.note if case else "",
    )


def _scores_worst_first(scores: Mapping[str, Value]) -> list[tuple[str, Value]]:
    rank = {False: 0, True: 1, None: 2}
    return sorted(scores.items(), key=lambda pair: (rank[pair[1].passed], pair[0]))


def _score_row(metric: str, value: Value) -> ScoreRow:
    tones: dict[bool | None, tuple[Tone, str]] = {
        True: ("good", "holds"),
        False: ("bad", "does not hold"),
        None: ("none", number(value.value)),
    }
    tone, words = tones[value.passed]
    return ScoreRow(title_of(metric), words, tone, value.why)


def _said(output: Output | None, case: AnyCase | None) -> str:
    """What stands for the case in the list: the redacted words when there are some, else its own."""
    said = (output or {}).get("said") or (output or {}).get("text")
    return str(said or getattr(case, "ask", "") or what_was_said(case) or (output or {}).get("script") or "")


def _parts(output: Output | None, case: AnyCase | None, task: str) -> Iterator[Part]:
    """What went in and what came out, in the order a person reads them."""
    if (said := _said(output, case)) and task != "redact":
        yield Part("The patient said" if task in {"reply", "red_flags"} else "The question", (said,))
    if task == "check_back" and case is not None:
        yield Part("About this script", (str(getattr(case, "script", "")),))
    if output is None:
        return
    if task == "reply":
        yield from _reply_parts(output["reply"])
        return
    yield Part("What came out", tuple(text_of(output, task).split("\n")))


def _reply_parts(reply: Mapping[str, Any]) -> Iterator[Part]:
    yield Part("Banner", tuple(f"{alert['type']}: {alert.get('text', '')}" for alert in reply["alerts"]))
    yield Part("Words to say", (reply["script"],))
    yield Part("Check-back questions", tuple(reply["questions"]))
    handoff = reply["handoff"] or {}
    yield Part(
        "Who to call",
        tuple(str(handoff[key]) for key in ("limit", "who", "phone", "say", "when") if handoff.get(key)),
    )
    yield Part("Places", tuple(f"{place['name']}, {place['phone']}" for place in reply["resources"]))


def _changes(comparison: Comparison) -> Changes:
    return Changes(
        baseline=_day_of(comparison.before_run),
        content=tuple(ContentRow(change.words, change.blocks) for change in comparison.content),
        newly_failing=tuple(map(_flip_row, comparison.newly_failing)),
        newly_passing=tuple(map(_flip_row, comparison.newly_passing)),
        figures=tuple(change.words for change in comparison.statistics if change.difference),
        notes=comparison.words,
    )


def _day_of(run_id: str) -> str:
    """When a run was started, from its name; the name itself when it does not say."""
    stamp = run_id.partition("_")[0]
    try:
        return date_words(datetime.strptime(stamp, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC).isoformat())
    except ValueError:
        return run_id


def _flip_row(flip: Flip) -> FlipRow:
    pieces = marked_words(flip.before_text, flip.after_text)
    return FlipRow(
        case_id=flip.case_id,
        title=title_of(flip.metric),
        before=tuple(Marked(kind, text) for kind, text in pieces if kind != "added"),
        after=tuple(Marked(kind, text) for kind, text in pieces if kind != "removed"),
        before_why=flip.before_why,
        after_why=flip.after_why,
    )
