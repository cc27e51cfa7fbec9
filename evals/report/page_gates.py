"""The goals of a suite as tables: each goal, the same figures by group, and both halves beside each other.

In: what a report is made from. Out: sections. Statuses are those of the verdict; nothing is judged again here.
Knows nothing about HTML or about what a metric means for one task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evals.eval_types import Figure, Gate, GateResult, GateStatus
from evals.figures import figures, figures_by, parts_of
from evals.gate_words import number
from evals.report.inputs import ReportInputs
from evals.report.page_parts import Bar, Cell, Link, Note, Section, Table, row
from evals.report.words import (
    FIELD_WORDS,
    STATUS_WORDS,
    Tone,
    anchor,
    counted,
    goal,
    interval,
    measured,
    share_words,
    value_words,
)
from evals.titles import meaning_of, title_of

FIELDS = {
    "reply": ("group", "topic", "stage", "challenge", "language", "style"),
    "red_flags": ("red_flag", "looks_like", "style", "language"),
    "redact": ("style", "language"),
    "check_back": ("fault", "style", "language"),
    "verify": ("kind", "topic"),
}
_SLICE_METRICS = {
    "reply": ("grade_le_5", "jargon_free", "checkback_ok", "needs_answered", "must_say", "status_right")
}
_MOST_COLUMNS = 6
_MANY_ROWS = 12
_FEW = 5
_SHOWN_CASES = 3
_ORDER: tuple[GateStatus, ...] = ("not_measured", "missed", "known_miss", "warn", "not_enough", "met")


def gates_section(inputs: ReportInputs) -> Section:
    """Every goal: first those to look at, the worst on top, then those that were met."""
    results = sorted(inputs.verdict.gates, key=urgency)
    if not results:
        note = Note("No goal was judged.", "bad")
        return Section("goals", "Goals", (note,))
    notes = []
    if inputs.half == "test":
        notes.append(
            Note("Goals look at the test half only: cases that nobody saw while the content was written.")
        )
    missed = [result for result in results if result.status != "met"]
    met = [result for result in results if result.status == "met"]
    tables = [_gate_table("Goals to look at", missed, folded=False)] if missed else []
    if met:
        tables.append(_gate_table(f"{counted(len(met), 'goal')} met", met, folded=bool(missed)))
    return Section("goals", "Goals", (*notes, *tables))


def _gate_table(caption: str, results: Sequence[GateResult], *, folded: bool) -> Table:
    columns = ("Goal", "Status", "Measured", "95 % interval", "Wanted", "Cases to look at")
    return Table(caption, columns, tuple(map(_gate_row, results)), folded=folded)


def urgency(result: GateResult) -> tuple[int, bool, str]:
    """Sorts goals: the missed first, and among them those that must never fail."""
    return _ORDER.index(result.status), result.gate.level != "fatal", result.gate.metric


def _gate_row(result: GateResult) -> tuple[Cell, ...]:
    gate, figure = result.gate, result.figure
    tone, status = STATUS_WORDS[result.status]
    must = (
        " Must never fail." if gate.level == "fatal" else " Only a warning." if gate.level == "warn" else ""
    )
    reason = gate.why or meaning_of(gate.metric)
    goals = [limit for limit in (gate.min, gate.max) if limit is not None]
    return (
        Cell(goal_name(result), small=(reason[:1].upper() + reason[1:] + "." if reason else "") + must),
        Cell(status, tone, small=_extra(result)),
        Cell(measured(figure, *goals) if figure else "nothing", small=f"n = {figure.n:,}" if figure else ""),
        Cell(interval(figure), bar=_bar(figure, gate)) if figure else Cell("–"),
        Cell(goal(gate, is_share=figure is not None and figure.low is not None)),
        case_links(result.failing),
    )


def goal_name(result: GateResult) -> str:
    """What the goal is about, with the part it looks at."""
    part = result.part or result.gate.only
    return title_of(result.gate.metric) + (f" – {_part_words(result.gate, part)}" if part else "")


def _part_words(gate: Gate, part: str) -> str:
    name = part.split("=", 1)[-1] if gate.only and part == gate.only else part
    field = gate.by or gate.only.split("=", 1)[0]
    return f"{field.replace('_', ' ')}: {value_words(name)}"


def _extra(result: GateResult) -> str:
    """What the status alone does not tell: too few cases to be sure."""
    if result.status == "not_enough":
        return f"needs {result.gate.min_n}"
    if result.status == "known_miss":
        return "as before, no worse"
    return "but too few to be sure" if "too few" in result.words or "can show no" in result.words else ""


def _bar(figure: Figure, gate: Gate) -> Bar | None:
    if figure.low is None or figure.high is None:
        return None
    limit = gate.min if gate.min is not None else gate.max
    return Bar(
        figure.value, figure.low, figure.high, limit if limit is not None and 0 <= limit <= 1 else None
    )


def case_links(ids: Sequence[str], most: int = _SHOWN_CASES) -> Cell:
    """Links to cases, with how many were left out."""
    links = tuple(Link(case_id, anchor(case_id)) for case_id in ids[:most])
    return Cell(
        "" if ids else "–", small=f"and {len(ids) - most} more" if len(ids) > most else "", links=links
    )


def slices_section(inputs: ReportInputs) -> Section | None:
    """The main figures for each value of a field of the cases; fields with one value are left out."""
    tables = [table for field in FIELDS[inputs.suite.task] for table in _slice(inputs, field)]
    blocks = [
        replace(table, folded=bool(place) or len(table.rows) > _MANY_ROWS)
        for place, table in enumerate(tables)
    ]
    return Section("parts", "Where it is good and where not", tuple(blocks)) if blocks else None


def _slice(inputs: ReportInputs, field: str) -> Iterator[Table]:
    ids = {result.id for result in inputs.judged}
    cases = [case for case in inputs.cases if case.id in ids]
    sizes = {part: len(chosen) for part, chosen in parts_of(cases, field).items()}
    if len(sizes) < 2:  # noqa: PLR2004 - one value is no comparison
        return
    found = figures_by(inputs.run, cases, inputs.suite, field, inputs.half)
    metrics = _columns(inputs, found)
    if not metrics:
        return
    goals = _plain_goals(inputs)
    parts = sorted(found, key=lambda part: (-sizes[part], part))
    rows = tuple(_slice_row(part, sizes[part], found[part], metrics, goals) for part in parts)
    caption = FIELD_WORDS.get(field, f"By {field.replace('_', ' ')}")
    columns = (caption.removeprefix("By ").capitalize(), "Cases", *map(title_of, metrics))
    yield Table(caption, columns, rows, numbers=frozenset(range(1, len(columns))))


def _columns(inputs: ReportInputs, found: Mapping[str, Sequence[Figure]]) -> tuple[str, ...]:
    """The metrics that have a share in any part, those we look at first in front."""
    shares = {figure.metric for figures in found.values() for figure in figures if figure.good is not None}
    wanted = dict.fromkeys((*_SLICE_METRICS.get(inputs.suite.task, ()), *inputs.gate_metrics))
    return tuple(metric for metric in wanted if metric in shares)[:_MOST_COLUMNS]


def _plain_goals(inputs: ReportInputs) -> dict[str, Gate]:
    """The goal for each metric over all cases."""
    return {gate.metric: gate for gate in inputs.suite.gates if not gate.by and not gate.only}


def _slice_row(
    part: str, size: int, found: Sequence[Figure], metrics: Sequence[str], goals: Mapping[str, Gate]
) -> tuple[Cell, ...]:
    by_metric = {figure.metric: figure for figure in reversed(found) if figure.good is not None}
    cells = [_share_cell(by_metric.get(metric), goals.get(metric)) for metric in metrics]
    return row(value_words(part), f"{size:,}", *cells)


def _share_cell(figure: Figure | None, gate: Gate | None) -> Cell:
    if figure is None or figure.good is None:
        return Cell("–")
    limits = [limit for limit in (gate.min, gate.max) if limit is not None] if gate else []
    text = f"{number(figure.good)} of {figure.n:,}"
    return Cell(text, _tone(figure, gate), small=share_words(figure.value, *limits))


def _tone(figure: Figure, gate: Gate | None) -> Tone:
    if gate is None or figure.n < _FEW:
        return "none"
    low, high = (gate.min if gate.min is not None else 0.0), (gate.max if gate.max is not None else 1.0)
    return "good" if low <= figure.value <= high else "bad"


def halves_section(inputs: ReportInputs) -> Section | None:
    """The same figures on the dev half and on the test half; None when the run has one half only."""
    if not (inputs.of_half("dev") and inputs.of_half("test")):
        return None
    dev, test = (_by_key(figures(inputs.run, inputs.cases, inputs.suite, half)) for half in ("dev", "test"))
    wanted = dict.fromkeys((gate.metric, gate.agg) for gate in inputs.suite.gates)
    keys = [key for key in wanted if key in dev and key in test]
    if not keys:
        return None
    rows = tuple(_half_row(dev[key], test[key]) for key in keys)
    lead = Note(
        "The dev half was looked at while the content was written, the test half was not. "
        "When only the dev half is good, the content fits the cases and not the callers."
    )
    sizes = [counted(len({result.id for result in inputs.of_half(half)}), "case") for half in ("dev", "test")]
    columns = ("Figure", f"Dev half ({sizes[0]})", f"Test half ({sizes[1]})", "Difference")
    return Section(
        "halves", "Dev half and test half", (lead, Table("Dev half beside test half", columns, rows))
    )


def _by_key(found: Sequence[Figure]) -> dict[tuple[str, str], Figure]:
    return {(figure.metric, figure.agg): figure for figure in found}


def _half_row(dev: Figure, test: Figure) -> tuple[Cell, ...]:
    return row(title_of(dev.metric), measured(dev), measured(test), _gap(dev, test))


def _gap(dev: Figure, test: Figure) -> Cell:
    ends = (dev.low, dev.high, test.low, test.high)
    if any(end is None for end in ends):
        return Cell("–")
    apart = dev.low > test.high or dev.high < test.low  # type: ignore[operator]
    points = round(100 * (test.value - dev.value))
    words = (
        "same"
        if points == 0
        else f"{counted(abs(points), 'point')} {'higher' if points > 0 else 'lower'} on the test half"
    )
    return Cell(words, "warn" if apart else "none", small="more than chance explains" if apart else "")
