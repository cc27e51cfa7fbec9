"""Reports of a run for people: one HTML file to open or mail, and files for a pull request, CI and a spreadsheet.

In: a run, its suite and cases, the verdict, the comparison with the accepted run, earlier runs. Out: files.
Each is written beside its place and then renamed, so that no reader ever sees half a report.
Knows nothing about how a run is made or judged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WrongUse
from evals.report.html import show
from evals.report.inputs import ReportInputs
from evals.report.junit import junit_xml
from evals.report.markdown import markdown
from evals.report.page_data import page_data
from evals.report.tables import cases_csv, whole_json

if TYPE_CHECKING:
    from evals.case_types import AnyCase
    from evals.compare import Comparison
    from evals.eval_types import Run, Verdict
    from evals.read_suites import Suite

__all__ = ["ReportInputs", "render_html", "write_reports"]

_WRITERS: dict[str, tuple[str, Callable[[ReportInputs], str]]] = {
    "html": ("report.html", lambda inputs: show(page_data(inputs))),
    "md": ("report.md", markdown),
    "junit": ("junit.xml", junit_xml),
    "csv": ("cases.csv", cases_csv),
    "json": ("report.json", whole_json),
}


def write_reports(
    folder: Path,
    run: Run,
    suite: Suite,
    cases: Sequence[AnyCase],
    verdict: Verdict,
    comparison: Comparison | None,
    formats: Sequence[str] = tuple(_WRITERS),
    history: Sequence[Run] = (),
    baseline: Run | None = None,
) -> tuple[Path, ...]:
    """Write the reports in ``formats`` into ``folder`` and give their paths, in that order.

    Raises WrongUse for a format there is none of.
    ``history``: earlier runs, oldest first. ``baseline``: the accepted run, for pictures of before and after.
    """
    inputs = ReportInputs(run, suite, cases, verdict, comparison, history, baseline)
    written = []
    for name in formats:
        if name not in _WRITERS:
            raise WrongUse(f"There is no report format {name}. Use: {', '.join(_WRITERS)}")
        file_name, write = _WRITERS[name]
        written.append(_replace(folder / file_name, write(inputs)))
    return tuple(written)


def render_html(
    run: Run,
    suite: Suite,
    cases: Sequence[AnyCase],
    verdict: Verdict,
    comparison: Comparison | None = None,
    history: Sequence[Run] = (),
    baseline: Run | None = None,
) -> str:
    """The HTML report as text."""
    return show(page_data(ReportInputs(run, suite, cases, verdict, comparison, history, baseline)))


def _replace(path: Path, text: str) -> Path:
    """Write ``text`` under another name and rename it; a failure leaves the old file as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path
