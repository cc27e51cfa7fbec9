"""Turn a reply into the card on screen, and alerts into the banner above it.

In: a CallReply, or Alerts. Out: one line of HTML for a Markdown component, parts always in the same
order, an empty part left out, every value made safe by ``markup.clean``.
Knows nothing about Gradio, handlers or how a reply is made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.call_types import Alert, CallReply, CheckBack, Chunk
from assistant.web.markup import clean, labelled, list_items, phone_link, spoken
from assistant.web.pair_questions import pair_questions
from assistant.web.places import places_part
from assistant.web.taken_out import SAFE_MODE, taken_out_part

ALERT_LABELS = {
    "911": "Call 911",
    "988": "988 crisis line",
    "poison": "Poison help line",
    "abuse": "Safety first",
    "same_day": "Needs care today",
}
STATUS_LABELS = {"handoff": "Hand this one on", "not_found": "Not in our library"}
NOT_REVIEWED = "not yet reviewed by a clinician"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def banner(alerts: Sequence[Alert]) -> str:
    """All alerts in one box that a screen reader speaks at once; empty without alerts."""
    if not alerts:
        return ""
    boxes = "".join(_alert_box(alert) for alert in alerts)
    return f'<div class="cb-banner" role="alert">{boxes}</div>'


def _alert_box(alert: Alert) -> str:
    css = "cb-red" if alert.severity == "red" else "cb-amber"
    why = ", ".join(f"“{clean(words)}”" for words in alert.why if words.strip())
    return (
        f'<div class="cb-alert {css}">'
        f'<h2 class="cb-tag">{clean(ALERT_LABELS.get(alert.type, alert.type))}</h2>'
        + labelled("cb-ask-first", "Ask first", alert.ask_first)
        + _alert_words(alert.text)
        + (f'<p class="cb-why">Because of the words {why}</p>' if why else "")
        + "</div>"
    )


def _alert_words(text: str) -> str:
    """The reviewed words, none changed; what is to be said gets its own, larger line."""
    before, say, rest = text.partition(" Say: ")
    if not say:
        return f'<p class="cb-do">{spoken(text)}</p>'
    return f'<p class="cb-before">{clean(before)}</p><p class="cb-do">{spoken(say + rest)}</p>'


RULES_ALONE = (
    "The part that hears danger in other words is not loaded. Listen closely and ask.",
    "The person who runs Checkback can find out why with: checkback doctor",
)


def reply_card(reply: CallReply) -> str:
    """The whole card: words to say on the left, who can help on the right (below, on a phone)."""
    words = _opener(reply) + _say_this(reply) + _ask_next(reply)
    removed = taken_out_part(reply.removed, reply.taken_out)
    help_ = places_part(reply.resources) + _who_to_call(reply) + _sources(reply) + removed
    side = f'<div class="cb-side">{help_}</div>' if help_ else ""
    safe_mode = notice_card("Safe mode", SAFE_MODE) if reply.taken_out.degraded else ""
    if reply.rules_alone:
        safe_mode += notice_card("Red flags by written rules only", RULES_ALONE)
    keep = f'<p class="cb-keep">{clean(reply.keep_out_line)}</p>' if reply.keep_out else ""
    return f'{safe_mode}{keep}<div class="cb-card"><div class="cb-words" id="words">{words}</div>{side}</div>'


def _opener(reply: CallReply) -> str:
    if not reply.opener.strip():
        return ""
    return (
        _top_row('<p class="cb-label">Start with</p>', reply)
        + f'<p class="cb-say">{spoken(reply.opener)}</p>'
    )


def _say_this(reply: CallReply) -> str:
    """Chunks and their check-backs in turn; questions left over follow the last chunk."""
    chunks = reply.chunks or _whole_script(reply)
    if not chunks and not reply.check_backs:
        return ""
    homes = pair_questions(chunks, reply.check_backs)
    steps = "".join(
        f"<li>{_about(chunks, number)}{_said(chunks, number)}{''.join(map(_check_back, checks))}</li>"
        for number, checks in enumerate(homes)
    )
    heading = '<h2 class="cb-say-head">Say this</h2>'
    heading = heading if reply.opener.strip() else _top_row(heading, reply)
    return f'{heading}<ol class="cb-steps">{steps}</ol>'


def _top_row(first: str, reply: CallReply) -> str:
    """The first line of the words, with how hard they are and, unless they are to be kept out, a copy button."""
    copy = '<a class="cb-copy" id="copy-words" role="button" href="#words">Copy</a>'
    copy = "" if reply.keep_out else copy
    return (
        f'<div class="cb-top">{first}<div class="cb-tools">{_status(reply)}{_grade(reply)}{copy}</div></div>'
    )


def _whole_script(reply: CallReply) -> tuple[Chunk, ...]:
    """A hand-off may come as one script without chunks; the opener has its own place already."""
    rest = reply.script.removeprefix(reply.opener).strip()
    return (Chunk(need="", topic_id="", text=rest),) if rest else ()


def _about(chunks: Sequence[Chunk], number: int) -> str:
    """The need over its first words, when the patient had several."""
    needs = [chunk.need for chunk in chunks]
    if len(set(needs)) < 2 or (number > 0 and needs[number] == needs[number - 1]):  # noqa: PLR2004
        return ""
    return labelled("cb-need", "About", needs[number])


def _said(chunks: Sequence[Chunk], number: int) -> str:
    return f'<p class="cb-say">{spoken(chunks[number].text)}</p>' if chunks else ""


def _check_back(check: CheckBack) -> str:
    listen = "; ".join(clean(point) for point in check.expect if point.strip())
    again = (
        "<details><summary>If it is not clear, say</summary>"
        f'<p class="cb-again">{spoken(check.reteach)}</p></details>'
        if check.reteach.strip()
        else ""
    )
    return (
        '<div class="cb-check">'
        + labelled("cb-ask", "Then ask", check.ask)
        + (f'<p class="cb-listen"><span class="cb-label">Listen for</span> {listen}</p>' if listen else "")
        + f"{again}</div>"
    )


def _status(reply: CallReply) -> str:
    label = STATUS_LABELS.get(reply.status, "")
    return f'<span class="cb-pill cb-note">{label}</span>' if label else ""


def _grade(reply: CallReply) -> str:
    """The reading grade beside the words, and in plain words why safer words are shown."""
    grade = f"Reading grade {reply.reading.grade}"
    if not reply.reading.ready_to_read_aloud:
        return f'<span class="cb-pill cb-caution">{grade}: say it in shorter words</span>'
    safer = "" if reply.fallback_reason is None else ", our standard words"
    return f'<span class="cb-pill cb-good">{grade}{safer}</span>'


def _ask_next(reply: CallReply) -> str:
    items = list_items(reply.ask_next)
    return f'<h2>Ask next</h2><ul class="cb-next">{items}</ul>' if items else ""


def _who_to_call(reply: CallReply) -> str:
    """The hand-off: the honest limit, who, the number, the words to use, and by when."""
    handoff = reply.handoff
    if handoff is None:
        return ""
    return (
        '<div class="cb-handoff"><h2>Who to call</h2>'
        f'<p class="cb-who">{clean(handoff.who)}</p>'
        + phone_link(handoff.phone)
        + labelled("cb-when", "When", handoff.when)
        + labelled("cb-words-to-use", "Words to use", handoff.say)
        + labelled("cb-limit", "Why we hand this on", handoff.limit)
        + "</div>"
    )


def _sources(reply: CallReply) -> str:
    if not reply.sources:
        return ""
    rows = "".join(
        f"<li>{', '.join(filter(None, (clean(s.title), clean(s.publisher))))}: {_reviewed(s.reviewed)}</li>"
        for s in reply.sources
    )
    unreviewed = any(not _DATE.fullmatch(source.reviewed.strip()) for source in reply.sources)
    note = f" ({NOT_REVIEWED})" if unreviewed else ""
    return f'<details class="cb-sources"><summary>Sources{note}</summary><ul>{rows}</ul></details>'


def _reviewed(value: str) -> str:
    return f"reviewed {clean(value)}" if _DATE.fullmatch(value.strip()) else NOT_REVIEWED


def notice_card(title: str, lines: Sequence[str], *, problem: bool = False) -> str:
    """A short note in the place of the card, such as "No reply was made"."""
    css, role = ("cb-notice cb-problem", "alert") if problem else ("cb-notice", "status")
    text = "".join(f"<p>{clean(line)}</p>" for line in lines if line.strip())
    return f'<div class="{css}" role="{role}"><h2>{clean(title)}</h2>{text}</div>'
