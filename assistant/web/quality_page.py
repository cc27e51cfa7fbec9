"""The Quality page: for QA staff, who pick a suite, run it, and read what it shows, the worst first.

In: the Blocks to build into, and the service. Out: the page, wired: the picks and the run on top, the verdict, and
below it goals, cases, changes, a form for a case and a place for letters.
Knows nothing about what a button does; that is ``quality_handlers``.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.web.quality_cases_view import MOST_CASES
from assistant.web.quality_form import QUIET_FIELD, add_case_form
from assistant.web.quality_handlers import ALL, FAILING, Handlers, Parts
from assistant.web.quality_service import QualityService

HEADING = (
    '<div class="cb-title"><h1>Quality</h1>'
    "<p>Runs use invented cases only, at low priority: a live call comes first.</p></div>"
)
READING = '<p class="cb-quiet" role="status">Reading the last run …</p>'
LETTERS = '<div id="letters"></div>'
TICK_S = 1.0


def add_quality_page(demo: Any, service: QualityService) -> None:
    """Lay out the page inside ``demo`` and wire it to ``service``."""
    gr.Markdown(HEADING, latex_delimiters=[], elem_id="title")
    suite, run, stop, go_on, shown = _top_row()
    about = _text("about-suite")
    with gr.Column(elem_id="run-box"):
        status, bar = _text("run-status"), _text("run-bar")
    notice = _text("notice")
    verdict = _text("verdict", READING)
    files = _text("files")
    with gr.Tabs(elem_id="quality-tabs"):
        with gr.Tab("Goals", elem_id="tab-goals"):
            gates = _text("gates")
        with gr.Tab("Cases", elem_id="tab-cases"):
            which, words, most, cases, more = _case_tab()
        with gr.Tab("Changes", elem_id="tab-changes"):
            changes = _text("changes")
            accept, confirm, yes, no = _accept_row()
        with gr.Tab("Add a case", elem_id="tab-new"):
            add_case_form(demo, service)
        with gr.Tab("Score letters", elem_id="tab-letters"):
            gr.Markdown(LETTERS, latex_delimiters=[], elem_id="letters-place")
    timer = gr.Timer(TICK_S, active=False)
    parts = Parts(
        suite=suite,
        run=run,
        stop=stop,
        go_on=go_on,
        about=about,
        shown=shown,
        status=status,
        bar=bar,
        notice=notice,
        verdict=verdict,
        files=files,
        gates=gates,
        which=which,
        words=words,
        most=most,
        cases=cases,
        more=more,
        changes=changes,
        accept=accept,
        confirm=confirm,
        timer=timer,
    )
    _wire(demo, Handlers(service, parts), parts, yes, no)


def _text(elem_id: str, value: str = "") -> Any:
    return gr.Markdown(value, latex_delimiters=[], elem_id=elem_id)


def _top_row() -> tuple[Any, Any, Any, Any, Any]:
    with gr.Row(elem_id="suite-row", equal_height=True):
        # A value that is not among the choices is refused with a toast, and choices change while a page is open.
        suite = gr.Dropdown([], label="Suite", allow_custom_value=True, scale=1, elem_id="suite")
        run = gr.Button("Run", variant="primary", scale=0, min_width=130, elem_id="run-suite")
        stop = gr.Button("Stop", visible=False, scale=0, min_width=110, elem_id="stop-run")
        go_on = gr.Button("Go on", visible=False, scale=0, min_width=110, elem_id="go-on")
        shown = gr.Dropdown(
            [], label="Result of", allow_custom_value=True, visible=False, scale=1, elem_id="shown-run"
        )
    return suite, run, stop, go_on, shown


def _case_tab() -> tuple[Any, Any, Any, Any, Any]:
    with gr.Row(elem_id="case-filter", equal_height=True):
        which = gr.Radio([FAILING, ALL], value=FAILING, label="Cases to show", scale=0, min_width=240)
        words = gr.Textbox(
            label="Find a case",
            placeholder="Words, or its name",
            max_length=100,
            scale=1,
            min_width=220,
            html_attributes=QUIET_FIELD,
        )
    most = gr.Number(MOST_CASES, visible=False)
    cases = _text("cases")
    more = gr.Button("Show more", visible=False, elem_id="more-cases")
    return which, words, most, cases, more


def _accept_row() -> tuple[Any, Any, Any, Any]:
    accept = gr.Button("Accept this run as the baseline", visible=False, elem_id="accept")
    with gr.Column(visible=False, elem_id="confirm") as confirm:
        gr.Markdown(
            '<div class="cb-notice" role="status"><h2>Make this run the baseline?</h2>'
            "<p>Every later run is compared with it, and what it misses today counts as known. "
            "Read what changed before you accept.</p></div>",
            latex_delimiters=[],
        )
        with gr.Row():
            yes = gr.Button("Yes, accept it", variant="primary", scale=0, min_width=180, elem_id="accept-yes")
            no = gr.Button("No, keep the old one", scale=0, min_width=180, elem_id="accept-no")
    return accept, confirm, yes, no


def _wire(demo: Any, does: Handlers, parts: Parts, yes: Any, no: Any) -> None:
    every = parts.all()
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    busy = {"show_progress": "minimal", "show_progress_on": parts.verdict, "api_visibility": "private"}
    looking = [parts.shown, parts.which, parts.words]
    demo.load(does.open_page, None, every, **quiet)
    parts.suite.input(does.pick_suite, parts.suite, every, **busy)
    parts.shown.input(does.pick_run, parts.shown, every, **busy)
    parts.run.click(does.start, parts.suite, every, **quiet)
    parts.stop.click(does.stop, parts.suite, every, **quiet)
    parts.go_on.click(does.go_on, parts.shown, every, **quiet)
    parts.timer.tick(does.tick, [parts.suite, parts.shown], every, **quiet)
    gr.on(
        # not words.input, which gradio 6.31 tells of typed letters only, not of pasted or deleted ones
        [parts.which.input, parts.words.change],
        does.filter_cases,
        looking,
        [parts.notice, parts.cases, parts.most, parts.more],
        trigger_mode="always_last",  # the others would lose the letters typed while an answer is on its way
        **quiet,
    )
    parts.more.click(does.more_cases, [*looking, parts.most], every, **quiet)
    parts.accept.click(does.ask_to_accept, None, every, **quiet)
    no.click(does.keep_baseline, None, every, **quiet)
    yes.click(does.accept, parts.shown, every, **busy)
