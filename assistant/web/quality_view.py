"""The markup of a judged run: the verdict, how far a run is, the goals, the files to download.

In: the types of ``quality_types``. Out: one line of HTML for a Markdown component; every value is made safe by
``markup.clean``. A state always has a symbol and a word, so nothing hangs on colour alone.
Knows nothing about Gradio or about how anything was measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.web.markup import clean, list_items
from assistant.web.quality_types import Bar, GateRow, Progress, RunView, SuiteChoice, Tone

SYMBOLS: dict[Tone, str] = {"good": "✓", "bad": "✗", "warn": "!", "info": "–", "none": "·"}
MOST_REASONS = 8
MOST_NAMED = 6
FILE_WORDS = {
    "report.html": "The whole report as one page, to read or to mail",
    "report.md": "The same for a change request",
    "cases.csv": "One row for each case, for a spreadsheet",
    "junit.xml": "For a build server",
    "report.json": "All figures, for a program",
    "results.jsonl": "Every output and score, one case a line",
}
REPORT = "report.html"
STEP_WORDS = {
    "waiting": "Waiting: another run goes on. Only one runs at a time, so that a live call stays quick.",
    "starting": "Opening the library and the models",
    "running": "Running the cases",
    "stopping": "Stopping after this case",
    "finishing": "Judging the run and writing the reports",
    "ended": "Done. The result is shown below.",
    "stopped": "Stopped. Nothing is lost: press Go on to run the cases that are left.",
    "failed": "The run broke off.",
}


def pill(tone: Tone, words: str) -> str:
    """A state as symbol and word."""
    return f'<span class="cb-pill cb-t-{tone}"><span class="cb-sign">{SYMBOLS[tone]}</span> {clean(words)}</span>'


def verdict_card(view: RunView) -> str:
    """How the run ended, in words, and what to look at first."""
    reasons = view.reasons[:MOST_REASONS]
    more = len(view.reasons) - len(reasons)
    items = list_items([*reasons, *([f"and {more} more, in the goals below"] if more > 0 else [])])
    return (
        f'<div class="cb-verdict cb-v-{view.tone}"><div class="cb-verdict-top">'
        f'<h2><span class="cb-sign">{SYMBOLS[view.tone]}</span> {clean(view.verdict)}</h2>'
        f'<p class="cb-when">{_about_run(view)}</p></div>'
        f'<p class="cb-headline">{clean(view.headline)}</p>'
        + (f'<h3>Worst first</h3><ul class="cb-reasons">{items}</ul>' if items else "")
        + "</div>"
    )


def _about_run(view: RunView) -> str:
    run = view.run
    counted = f"{run.cases} case" if run.cases == 1 else f"{run.cases} cases"
    if view.changes is not None:
        against = f"compared with the baseline of {view.changes.baseline}"
    else:
        against = view.no_changes_why
    words = (run.suite, run.when, counted, run.only and f"only {run.only}", against)
    return " · ".join(clean(part) for part in words if part)


def no_run(suite: str) -> str:
    """The page before there is anything to show, and the one command that makes something."""
    return (
        '<div class="cb-verdict cb-v-none"><h2>No run yet</h2>'
        "<p>A run puts every case of a suite through Checkback and scores what comes out. "
        "Press Run above, or type this in a terminal:</p>"
        f'<p class="cb-command"><code>checkback eval run {clean(suite or "core")}</code></p></div>'
    )


def no_suite() -> str:
    """An installation without a suite."""
    return (
        '<div class="cb-verdict cb-v-none"><h2>No suite yet</h2>'
        "<p>This installation has no suite of cases. To see what there is, type this in a terminal:</p>"
        '<p class="cb-command"><code>checkback eval list</code></p></div>'
    )


def suite_about(suites: Iterable[SuiteChoice], name: str) -> str:
    """What the picked suite is for."""
    about = next((suite.about for suite in suites if suite.name == name), "")
    return f'<p class="cb-about">{clean(about)}</p>' if about else ""


def runs_to_tell(runs: Sequence[Progress], *, tell_ended: bool = True) -> list[Progress]:
    """Every run that waits or goes on; when none does, the one that ended last, if it is to be told."""
    alive = [run for run in runs if not run.is_over]
    return alive or (list(runs[:1]) if tell_ended else [])


def progress_words(runs: Sequence[Progress]) -> str:
    """What each run does now; a screen reader speaks it, so it holds no count that changes all the time."""
    return "".join(_one_run(run) for run in runs)


def _one_run(run: Progress) -> str:
    tone = {"failed": "bad", "stopped": "warn", "ended": "good"}.get(run.state, "info")
    said = f'<p class="cb-said-last">{clean(run.said)}</p>' if run.said else ""
    counted = (
        f" {run.done} of {run.total} cases are done."
        if run.state in {"stopped", "failed"} and run.total
        else ""
    )
    return (
        f'<div class="cb-run cb-v-{tone}"><p role="status"><strong>{clean(run.suite)}</strong> '
        f"{STEP_WORDS[run.state]}{counted}</p>{said}</div>"
    )


def progress_bar(runs: Sequence[Progress]) -> str:
    """How far the first run is: a bar and the count; empty when there is nothing to count."""
    if not runs or not runs[0].total or runs[0].is_over:
        return ""
    run = runs[0]
    counted = f"{run.done} of {run.total}"
    bar = f'<progress value="{run.done}" max="{run.total}">{counted}</progress>'
    return f'<div class="cb-progress">{bar}<p class="cb-count">{counted}</p></div>'


def gates_table(gates: Sequence[GateRow]) -> str:
    """Every goal, worst first: what was measured of how many, how sure that is, and what was asked."""
    if not gates:
        return '<p class="cb-quiet">This run was not judged by any goal.</p>'
    rows = "".join(_gate_row(gate) for gate in gates)
    heads = "".join(
        f'<th scope="col" role="columnheader">{name}</th>'
        for name in ("Goal", "Measured", "95 % interval", "Asked for", "State")
    )
    return (
        '<table class="cb-table cb-gates" role="table"><caption>Goals of the suite, worst first. '
        "They look at the test half of the cases.</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _gate_row(gate: GateRow) -> str:
    part = f' <span class="cb-part">{clean(gate.part)}</span>' if gate.part else ""
    must = '<span class="cb-must">must never fail</span>' if gate.is_fatal else ""
    why = f'<span class="cb-gate-why">{clean(gate.why)}</span>' if gate.why else ""
    failing = _named(gate.failing) if gate.tone in {"bad", "warn"} else ""
    return (
        f'<tr role="row" class="cb-g-{gate.tone}">'
        f'<th scope="row" role="rowheader">{clean(gate.title)}{part}{must}{why}{failing}</th>'
        f'<td role="cell" class="cb-measured">{clean(gate.measured)}{_bar(gate.bar)}</td>'
        '<td role="cell" class="cb-interval"><span class="cb-cell-label">95 % interval</span> '
        f'{clean(gate.interval)} <span class="cb-n">n = {gate.n}</span></td>'
        f'<td role="cell" class="cb-goal"><span class="cb-cell-label">Asked for</span> {clean(gate.goal)}</td>'
        f'<td role="cell">{pill(gate.tone, gate.status)}</td></tr>'
    )


def _named(ids: Sequence[str]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return f'<span class="cb-failing">Cases: {clean(", ".join(ids[:MOST_NAMED]))}{more}</span>'


def _bar(bar: Bar | None) -> str:
    """A picture of what the words beside it say, so it needs no words of its own."""
    if bar is None:
        return ""
    low, high = _percent(bar.low), _percent(bar.high)
    goal = (
        ""
        if bar.goal is None
        else f'<span class="cb-bar-goal" style="left:{_percent(bar.goal):.1f}%"></span>'
    )
    return (
        '<span class="cb-bar" role="presentation">'
        f'<span class="cb-bar-range" style="left:{low:.1f}%;width:{max(high - low, 0):.1f}%"></span>'
        f'<span class="cb-bar-dot" style="left:{_percent(bar.value):.1f}%"></span>{goal}</span>'
    )


def _percent(share: float) -> float:
    return 100 * min(max(share, 0.0), 1.0)


def downloads(run_id: str, files: Sequence[str]) -> str:
    """Links to the files of a run; the report opens in a new tab, the others are saved."""
    known = [name for name in FILE_WORDS if name in files]
    if not known:
        return '<p class="cb-quiet">This run has no files yet. They are written when it is done.</p>'
    address = f"/quality/runs/{clean(run_id)}"
    opened = (
        f'<p><a class="cb-open" id="open-report" href="{address}/{REPORT}">Open the report</a></p>'
        if REPORT in known
        else ""
    )
    rows = "".join(
        f'<li><a href="{address}/{name}?save=1">{name}</a><span>{FILE_WORDS[name]}</span></li>'
        for name in known
    )
    saved = f"<details><summary>Save a file</summary><ul>{rows}</ul></details>"
    return f'<div class="cb-files">{opened}{saved}</div>'
