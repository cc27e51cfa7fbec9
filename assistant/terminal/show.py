"""Print a reply, findings and counts for a person at a terminal.

In: typed results. Out: plain lines, in the order of the reply card: banner, words to say, questions, places,
hand-off, sources. Knows nothing about how they were made.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from assistant.call_types import Alert, CallReply, ResourceMatch

WIDTH = 92


def alert_lines(alerts: Iterable[Alert]) -> Iterator[str]:
    """The banner: wording unchanged, then why it fired."""
    for alert in alerts:
        mark = "!!!" if alert.severity == "red" else "!"
        yield f"{mark} {alert.type.upper().replace('_', ' ')}  -  ask first: {alert.ask_first}"
        yield from textwrap.wrap(alert.text, WIDTH, initial_indent="    ", subsequent_indent="    ")
        yield f"    (heard: {', '.join(alert.why)})"
        yield ""


def reply_lines(reply: CallReply) -> Iterator[str]:
    """The card, without the banner."""
    if reply.keep_out:
        yield f"{reply.keep_out_line}\n"
    if reply.script:
        ready = "ready to read aloud" if reply.reading.ready_to_read_aloud else "NOT ready to read aloud"
        yield f"SAY THIS   (grade {reply.reading.grade}, {reply.reading.words} words, {ready})"
        for part in (reply.opener, *(chunk.text for chunk in reply.chunks)):
            if part:
                yield from _indented(part)
    yield from _listed("CHECK BACK", reply.questions)
    yield from _listed("ASK NEXT", reply.ask_next)
    if reply.resources:
        yield "\nPLACES THAT CAN HELP"
        for resource in reply.resources:
            yield from resource_lines(resource)
    if reply.handoff:
        yield from _handoff_lines(reply)
    yield from _listed(
        "SOURCES", (f"{s.publisher}: {s.title}  {s.url}  ({s.reviewed})" for s in reply.sources)
    )
    removed = ", ".join(f"{count} {label}" for label, count in sorted(reply.removed.items()))
    yield f"\nRemoved before anything else: {removed or 'nothing'}"
    if reply.fallback_reason:
        yield f"Note: {reply.fallback_reason}"


def resource_lines(resource: ResourceMatch) -> Iterator[str]:
    """One place: how to reach it, when, who can use it."""
    is_open = {True: "open now", False: "closed now", None: "call to check the hours"}[resource.open_now]
    reach = resource.phone or resource.text_chat
    yield f"  {resource.name} ({resource.organization}): {reach}"
    details = [resource.hours, is_open, resource.eligibility, resource.fees, resource.languages]
    yield from textwrap.wrap(
        "; ".join(d for d in details if d), WIDTH, initial_indent="    ", subsequent_indent="    "
    )
    yield f"    last checked {resource.last_checked}; {resource.why}"


def _handoff_lines(reply: CallReply) -> Iterator[str]:
    handoff = asdict(reply.handoff) if reply.handoff else {}
    names = {"limit": "Limit", "who": "Who", "phone": "Number", "when": "When", "say": "Say"}
    yield "\nWHO TO CALL"
    for field, name in names.items():
        if handoff[field]:
            yield from textwrap.wrap(
                f"{name}: {handoff[field]}", WIDTH, initial_indent="  ", subsequent_indent="    "
            )


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    for number, item in enumerate(items):
        if number == 0:
            yield f"\n{title}"
        yield from textwrap.wrap(f"- {item}", WIDTH, initial_indent="  ", subsequent_indent="    ")


def _indented(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
