"""The Call page: one box for what the patient said, and under it the banner and the reply card.

In: the Blocks to build into, and the service. Out: the page, wired. Each handler reads fields, calls
``take_turn`` and hands on what it paints; nothing is kept in Gradio's state, and what Gradio keeps by
itself is dropped after each turn, at "New call" and when the page closes. A reply that is still on its way
when its call ends is dropped: it is neither painted nor does its memory stay.
Knows nothing about how a reply is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.web.incident import contain
from assistant.web.page_calls import PageCalls
from assistant.web.page_memory import drop_events, forget_page
from assistant.web.service import CallService
from assistant.web.turn import Typed, take_turn

MOST_CHARACTERS = 4000
EXAMPLES = (
    "My sugar was 58 this morning and I feel shaky.",
    "I can't pay for my pills this month. I have been skipping some.",
    "I got a letter that says they will not cover my scan.",
)
WELCOME = (
    '<div class="cb-welcome"><h2>Type what the patient said. Press Enter.</h2>'
    "<p>You get words to read aloud, questions to ask, and places that can help. "
    "Not sure? Try one of these:</p></div>"
)
KEYS = (
    '<details class="cb-keys" id="keys" open><summary>Keys</summary><dl>'
    "<div><dt>Enter</dt><dd>Find the words</dd></div>"
    "<div><dt>Shift + Enter</dt><dd>New line</dd></div>"
    "<div><dt>Alt + S</dt><dd>Go to the box</dd></div>"
    "<div><dt>Alt + C</dt><dd>Copy the words to say</dd></div>"
    "<div><dt>Alt + N</dt><dd>New call: forget this one</dd></div>"
    "<div><dt>Alt + K</dt><dd>Show these keys</dd></div>"
    "</dl></details>"
)
HEADING = '<div class="cb-title"><h1>Checkback</h1><p>Nothing you type is kept.</p></div>'
# Some browsers send typed text away for spell checking.
QUIET_FIELD = gr.InputHTMLAttributes(autocomplete="off", autocorrect="off", spellcheck=False)


def add_call_page(demo: Any, service: CallService) -> None:
    """Lay out the page inside ``demo`` and wire it to ``service``."""
    gr.Markdown(HEADING, latex_delimiters=[], elem_id="title")
    box, find, new_call = _box_row()
    small_fields = _small_fields()
    shown_banner = gr.Markdown(latex_delimiters=[], elem_id="banner")
    card = gr.Markdown(latex_delimiters=[], elem_id="card")
    with gr.Column(elem_id="welcome") as welcome:
        gr.Markdown(WELCOME, latex_delimiters=[])
        with gr.Row():
            examples = [gr.Button(sentence, elem_classes="cb-example") for sentence in EXAMPLES]
    gr.Markdown(KEYS, latex_delimiters=[], elem_id="keys-list")

    parts = [box, shown_banner, card, welcome]
    calls = PageCalls()
    _wire_turn(demo, service, calls, [box.submit, find.click], [box, *small_fields], parts)
    _wire_endings(demo, service, calls, new_call, [*parts, *small_fields])
    for button, sentence in zip(examples, EXAMPLES, strict=True):
        button.click(_always(sentence), None, box, show_progress="hidden", api_visibility="private")
    # The first event of a page is slow; this one costs the care manager nothing.
    demo.load(_nothing, None, None, show_progress="hidden", api_visibility="private")


def _box_row() -> tuple[Any, Any, Any]:
    with gr.Row(elem_id="ask", equal_height=True):
        box = gr.Textbox(
            label="What did the patient say?",
            placeholder="Their own words are best",
            lines=1,
            max_lines=6,
            max_length=MOST_CHARACTERS,
            autofocus=True,
            scale=1,
            elem_id="said",
            html_attributes=QUIET_FIELD,
        )
        find = gr.Button("Find the words", variant="primary", scale=0, min_width=170, elem_id="find")
        new_call = gr.Button("New call", scale=0, min_width=110, elem_id="new-call")
    return box, find, new_call


def _small_fields() -> list[Any]:
    """Optional facts that make the answer fit; plain boxes, because a refused choice would be logged."""
    with gr.Accordion("About this patient (if you like)", open=False, elem_id="about"), gr.Row():
        names = gr.Textbox(
            label="Names to hide",
            placeholder="Commas between",
            max_length=200,
            scale=3,
            min_width=220,
            html_attributes=QUIET_FIELD,
        )
        state = _short_box("State", "CA", 2)
        zip_code = _short_box("ZIP", "90210", 5)
        age = _short_box("Age", "72", 3)
    return [names, state, zip_code, age]


def _short_box(label: str, placeholder: str, most: int) -> Any:
    return gr.Textbox(
        label=label,
        placeholder=placeholder,
        max_length=most,
        scale=1,
        min_width=80,
        html_attributes=QUIET_FIELD,
    )


def _wire_turn(
    demo: Any,
    service: CallService,
    calls: PageCalls,
    starters: list[Any],
    fields: list[Any],
    parts: list[Any],
) -> None:
    def find_words(request: gr.Request, *fields: str | None) -> Iterator[tuple[Any, ...]]:
        typed = Typed(*(field or "" for field in fields))
        page = request.session_hash or ""
        call_id = calls.current(page)
        try:
            for painted in take_turn(service, typed, call_id):
                if not calls.is_current(page, call_id):
                    return
                shown_box = gr.skip() if painted.box is None else painted.box
                yield shown_box, painted.banner, painted.card, gr.update(visible=painted.welcome)
        finally:
            # The call may have been opened, or may have learned a name, after it was ended.
            if not calls.is_current(page, call_id):
                _end(service, call_id)

    turn = gr.on(
        starters,
        find_words,
        fields,
        parts,
        show_progress="minimal",
        show_progress_on=parts[2],
        trigger_mode="once",
        api_visibility="private",
    )
    turn.then(_forgetter(demo), None, None, show_progress="hidden", api_visibility="private")


def _wire_endings(demo: Any, service: CallService, calls: PageCalls, new_call: Any, shown: list[Any]) -> None:
    """'New call' and closing the page both end the call; a reply still on its way is dropped."""
    forget = _forgetter(demo)

    def leave_call(request: gr.Request) -> None:
        call_id = calls.leave(request.session_hash or "")
        if call_id is not None:
            _end(service, call_id)

    async def start_new_call(request: gr.Request) -> tuple[Any, ...]:
        drop_events(demo, request.session_hash, "find_words")
        leave_call(request)
        cleared = ["" for _ in shown]
        return (*cleared[:3], gr.update(visible=True), *cleared[4:])

    def close_page(request: gr.Request) -> None:
        leave_call(request)
        forget(request)

    ended = new_call.click(start_new_call, None, shown, show_progress="hidden", api_visibility="private")
    ended.then(forget, None, None, show_progress="hidden", api_visibility="private")
    demo.unload(close_page)


def _end(service: CallService, call_id: str) -> None:
    with contain("end the call"):
        service.open_calls.end(call_id)


def _forgetter(demo: Any) -> Any:
    def forget(request: gr.Request) -> None:
        forget_page(demo, request.session_hash)

    return forget


def _always(sentence: str) -> Any:
    return lambda: sentence


def _nothing() -> None:
    return None
