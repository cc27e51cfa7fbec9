"""How long it took, and on what it ran.

In: what a report is made from. Out: two sections. Times inform; a goal on them is judged by the gates.
Knows nothing about HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evals.intervals import percentile
from evals.report import plots
from evals.report.inputs import ReportInputs
from evals.report.page_gates import case_links
from evals.report.page_parts import Note, Picture, Section, Table, row
from evals.report.words import TASK_THINGS, counted, date_words, duration, share_words

ONE_SECOND_MS = 1000.0
_SLOWEST = 5


def speed_section(inputs: ReportInputs) -> Section | None:
    """Times to the banner and to the full answer; None when the run holds no times."""
    broken = {(result.id, result.repeat) for result in inputs.run.results if result.error}
    times = [timing for timing in inputs.run.timings if (timing.id, timing.repeat) not in broken]
    if not times:
        return None
    total = sorted(timing.total_ms for timing in times)
    series = {"full answer": total}
    if inputs.suite.task == "reply":
        series = {"banner check": sorted(timing.first_ms for timing in times), **series}
    in_time = sum(value <= ONE_SECOND_MS for value in total)
    things, middle = TASK_THINGS[inputs.suite.task], duration(percentile(total, 50))
    words = f"{in_time} of {len(total)} {things} were ready within one second; half within {middle}."
    rows = tuple(
        row(
            name,
            f"{len(values)}",
            duration(percentile(values, 50)),
            duration(percentile(values, 95)),
            duration(values[-1]),
            share_words(sum(value <= ONE_SECOND_MS for value in values) / len(values)),
        )
        for name, values in series.items()
    )
    columns = ("What", "Cases", "Middle", "19 of 20 within", "Slowest", "Within one second")
    table = Table("Times", columns, rows, frozenset(range(1, 6)))
    slow = sorted(times, key=lambda timing: (-timing.total_ms, timing.id))[:_SLOWEST]
    slow_rows = tuple(row(case_links([timing.id]), duration(timing.total_ms)) for timing in slow)
    slowest = Table("The slowest", ("Case", "Full answer"), slow_rows, frozenset({1}), folded=True)
    picture = Picture("waiting", "How long a care manager waits", words, plots.waiting(series), table)
    return Section("speed", "Speed", (picture, slowest))


def environment_section(inputs: ReportInputs) -> Section:
    """When, where and on what content the run was made, so that it can be made again."""
    manifest = inputs.run.manifest
    first = [
        ("run", manifest.run_id),
        ("suite", f"{manifest.suite}, version {manifest.suite_version}"),
        ("started", date_words(manifest.started)),
        ("finished", date_words(manifest.finished) if manifest.finished else "not finished"),
        ("status", manifest.status + (f", only a part: {manifest.partial}" if manifest.partial else "")),
        ("configuration", manifest.config_hash),
        ("content", counted(len(inputs.run.content), "recorded item")),
    ]
    rest = [*_flat(manifest.counts, "count: "), *_flat(manifest.settings), *_flat(manifest.environment)]
    rows = tuple(row(name, value) for name, value in (*first, *rest))
    lead = Note(
        "Everything needed to make this run again. The clock of the run stood still, "
        "so amounts and opening hours are those of one moment."
    )
    return Section(
        "environment", "What it ran on", (lead, Table("Environment", ("What", "Value"), rows, folded=True))
    )


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        words = f"{before}{name.replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{words}: ")
        else:
            yield words, ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
