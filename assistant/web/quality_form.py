"""The form "Add a case": a person who does not program writes a case for the suite of whole turns.

In: the Blocks to build into, and the service. Out: the form, wired. What was typed stays when something is wrong.
Knows nothing about how a case is checked or written.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import CheckbackError
from assistant.web.card import notice_card
from assistant.web.case_form import BOXES, CaseForm, fields_of_case, in_box_names, topic_help
from assistant.web.incident import contain
from assistant.web.page_memory import forget_page
from assistant.web.quality_service import QualityService

SUITE = "core"
GROUPS = [
    "none",
    "role",
    "insurance",
    "conditions",
    "medicines",
    "tests",
    "transitions",
    "sdoh",
    "skills",
    "safety",
]
RED_FLAGS = [
    ("None", "none"),
    ("Call 911", "911"),
    ("988 crisis line", "988"),
    ("Poison help line", "poison"),
    ("Safety at home", "abuse"),
    ("Care today", "same_day"),
]
HALVES = [("Test half: goals look at it", "test"), ("Development half: for trying things out", "dev")]
ABOUT = (
    '<p class="cb-about">Write down one thing a patient might say, and what a good answer must have. '
    "Invent the person: never type in a real call. "
    "One entry a line; put a | between entries of which one is enough.</p>"
)
EMPTY: Any = ""
QUIET_FIELD = gr.InputHTMLAttributes(autocomplete="off", autocorrect="off", spellcheck=False)


def add_case_form(demo: Any, service: QualityService) -> None:
    """Lay out the form inside ``demo`` and wire it to ``service``."""
    gr.Markdown(ABOUT, latex_delimiters=[])
    boxes, topics, help_ = _boxes()
    outcome = gr.Markdown(latex_delimiters=[], elem_id="case-outcome")
    save = gr.Button("Save the case", variant="primary", elem_id="save-case")

    def show_topics(typed: str | None) -> str:
        with contain("look up topics"):
            return topic_help(typed or "", service.topics())
        return ""

    def save_case(*typed: Any) -> tuple[Any, ...]:
        return save_typed(service, CaseForm(*(EMPTY if value is None else value for value in typed)))

    def forget(request: gr.Request) -> None:
        forget_page(demo, request.session_hash)

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    topics.blur(show_topics, topics, help_, **quiet)
    saved = save.click(
        save_case,
        boxes,
        [outcome, help_, *boxes],
        show_progress="minimal",
        show_progress_on=outcome,
        trigger_mode="once",
        api_visibility="private",
    )
    saved.then(forget, None, None, **quiet)


def _boxes() -> tuple[list[Any], Any, Any]:
    """The boxes in the order of ``CaseForm``; the one for topics, and the help under it, come back apart."""
    ask = _box(BOXES["ask"], "my ride to dialysis never showed up again", lines=2, elem_id="new-ask")
    with gr.Row():
        with gr.Column(min_width=260):
            topics = _box(BOXES["expect.needs"], "medical-ride\npart-d-drug-cap | extra-help", lines=3)
            help_ = gr.Markdown(latex_delimiters=[], elem_id="topic-help")
        with gr.Column(min_width=260):
            must_say = _box(BOXES["expect.must_say_any"], "call them today | call today", lines=3)
    with gr.Row():
        must_not_say = _box(BOXES["expect.must_not_say"], "", lines=2)
        numbers = _box(BOXES["expect.numbers"], "1-800-633-4227", lines=2)
    with gr.Row():
        group = gr.Dropdown(GROUPS, value="none", label=BOXES["group"], min_width=200)
        red_flag = gr.Dropdown(RED_FLAGS, value="none", label=BOXES["expect.red_flag"], min_width=200)
        name = _box(BOXES["id"], "made from the words when empty")
    refuse = gr.Checkbox(label=BOXES["expect.refuse"])
    half = gr.Radio(HALVES, value="test", label=BOXES["half"])
    note = _box(BOXES["note"], "Why this case matters", lines=1)
    boxes = [ask, name, group, topics, must_say, must_not_say, numbers, red_flag, refuse, half, note]
    return boxes, topics, help_


def _box(label: str, placeholder: str, *, lines: int = 1, elem_id: str | None = None) -> Any:
    return gr.Textbox(
        label=label,
        placeholder=placeholder,
        lines=lines,
        max_lines=8,
        max_length=2000,
        min_width=200,
        elem_id=elem_id,
        html_attributes=QUIET_FIELD,
    )


def save_typed(service: QualityService, form: CaseForm) -> tuple[Any, ...]:
    """The outcome, the help under the topics, and every box: emptied when the case is saved, else untouched."""
    help_ = ""
    with contain("save a case") as incident:
        try:
            topics = service.topics()
            help_ = topic_help(form.topics, topics)
            where = service.add_case(SUITE, form.half or "test", fields_of_case(form, topics))
        except CheckbackError as wrong:
            lines = [in_box_names(str(wrong)), "What you typed is still here. Mend it and save again."]
        else:
            done = [f"It stands in {where}.", f"Run {SUITE} to see how Checkback does on it."]
            return notice_card("Saved", done), "", *CaseForm()
    if incident.number:
        lines = ["What you typed is still here. Try again.", f"Incident {incident.number}."]
    return notice_card("Not saved yet", lines, problem=True), help_, *(gr.skip() for _ in form)
