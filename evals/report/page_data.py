"""Put a whole report together: the verdict, the summary, the sections in their order, every case.

In: what a report is made from. Out: a ``Page`` of plain text. Sections that do not apply to a task are left out.
Knows nothing about HTML, files or how a verdict is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evals.report.inputs import ReportInputs
from evals.report.page_cases import case_views
from evals.report.page_changes import changes_sections
from evals.report.page_gates import case_links, gates_section, halves_section, slices_section
from evals.report.page_library import places_section, stale_section
from evals.report.page_map import heat_section
from evals.report.page_parts import Note, Page, Section, Table, row
from evals.report.page_red_flags import red_flags_section
from evals.report.page_speed import environment_section, speed_section
from evals.report.page_summary import broken_cases, summary, tiles
from evals.report.page_tasks import task_section
from evals.report.page_trend import trend_section
from evals.report.page_worst import grades_by, worst_section
from evals.report.words import HALF_WORDS, counted, date_words, verdict_words, without_command

_LATE = ("moved",)


def page_data(inputs: ReportInputs) -> Page:
    """The report as plain text, in the order a reader needs it."""
    verdict, manifest = inputs.verdict, inputs.run.manifest
    tone, name, meaning = verdict_words(verdict)
    return Page(
        title=f"Quality report: {inputs.suite.name}",
        about=inputs.suite.about,
        run_id=manifest.run_id,
        when=date_words(manifest.started),
        size=_size(inputs),
        tone=tone,
        verdict=name,
        verdict_words=meaning,
        code=verdict.code,
        headline=verdict.headline,
        reasons=tuple(map(without_command, verdict.reasons)),
        summary=summary(inputs),
        tiles=tiles(inputs),
        sections=tuple(section for section in _sections(inputs) if section is not None and section.blocks),
        cases=case_views(inputs),
        cases_lead=_cases_lead(inputs),
    )


def _sections(inputs: ReportInputs) -> Iterator[Section | None]:
    changes = list(changes_sections(inputs))
    yield gates_section(inputs)
    yield _broken(inputs)
    yield from (section for section in changes if section.id not in _LATE)
    if inputs.suite.task == "red_flags":
        yield red_flags_section(inputs)
    else:
        yield worst_section(inputs)
    yield task_section(inputs)
    yield _parts(inputs)
    if inputs.suite.task == "reply":
        yield red_flags_section(inputs)
        yield stale_section(inputs)
        yield places_section(inputs)
    yield from (section for section in changes if section.id in _LATE)
    yield trend_section(inputs)
    yield speed_section(inputs)
    yield halves_section(inputs)
    yield heat_section(inputs)
    yield environment_section(inputs)


def _broken(inputs: ReportInputs) -> Section | None:
    """The cases that gave no result: the reason why a run measures nothing."""
    broken = broken_cases(inputs)
    if not broken:
        return None
    lead = Note(
        "These cases gave no result. One is enough to make the whole run count as not measured.", "bad"
    )
    rows = tuple(row(case_links([result.id]), result.error or "") for result in broken)
    return Section(
        "broken", "Cases that broke", (lead, Table("Cases that broke", ("Case", "What broke"), rows))
    )


def _parts(inputs: ReportInputs) -> Section | None:
    """The figures by group, and for scripts the grades by topic as pictures in front."""
    section = slices_section(inputs)
    if inputs.suite.task != "reply":
        return section
    pictures = tuple(picture for field in ("topic", "group") if (picture := grades_by(inputs, field)))
    section = section or Section("parts", "Where it is good and where not", ())
    return replace(section, blocks=(*pictures, *section.blocks))


def _size(inputs: ReportInputs) -> str:
    halves = [(half, len({result.id for result in inputs.of_half(half)})) for half in ("test", "dev")]
    parts = [f"{size} in the {HALF_WORDS[half]}" for half, size in halves if size]
    total = len({result.id for result in inputs.run.results})
    return f"{counted(total, 'case')}" + (f": {', '.join(parts)}" if parts else "")


def _cases_lead(inputs: ReportInputs) -> str:
    invented = (
        " Every person in them is invented." if inputs.suite.task in {"redact", "red_flags", "reply"} else ""
    )
    return (
        f"Failing cases first. Open one to see what was said, what came out, every score and why.{invented}"
    )
