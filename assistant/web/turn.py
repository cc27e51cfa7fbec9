"""One turn on the Call page: what is painted, in which order.

In: what stands in the fields, and the call's id. Out: first the cleared parts, then the banner, then
the card; the box is emptied only when there is a reply, so nothing has to be typed twice.
Knows nothing about Gradio. Keeps nothing: the call's memory is the service's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.call_types import CallReply, Said
from assistant.errors import WrongUse
from assistant.web.card import banner, notice_card, reply_card
from assistant.web.incident import Incident, contain
from assistant.web.service import CallService

OLDEST = 120
NOTHING_TYPED = "Type what the patient said, then press Enter."


class Typed(NamedTuple):
    """The fields as they stand, unread: all raw, all for this turn only."""

    text: str
    names: str = ""
    state: str = ""
    zip_code: str = ""
    age: str = ""


class Painted(NamedTuple):
    """What each part shows now. ``box`` is None when the typed words stay as they are."""

    box: str | None
    banner: str
    card: str
    welcome: bool = False


def take_turn(service: CallService, typed: Typed, call_id: str) -> Iterator[Painted]:
    """Yield cleared parts, the banner, then the card; on failure a note, and the words stay."""
    yield Painted(None, "", "")
    if not typed.text.strip():
        yield Painted(None, "", notice_card("Nothing to answer yet", [NOTHING_TYPED]))
        return
    alerts = ""
    with contain("open the call") as incident:
        said, notes = read_fields(typed)
        try:
            for part in service.open_calls.call(call_id, said.known_names).stream(said):
                if isinstance(part, CallReply):
                    alerts = banner(part.alerts)
                    yield Painted("", alerts, notes + reply_card(part))
                else:
                    incident.step = "write the reply"
                    alerts = banner(part)
                    yield Painted(None, alerts, "")
        except WrongUse as wrong:
            yield Painted(None, alerts, notice_card("That could not be used", [str(wrong)]))
    if incident.number:
        # The banner of this turn stays: an alert is never taken back by a later failure.
        yield Painted(None, alerts, error_card(incident))


def read_fields(typed: Typed) -> tuple[Said, str]:
    """Read the small fields; one that cannot be used is left out, and the note says so."""
    names = tuple(name.strip() for name in re.split(r"[,;\n]", typed.names) if name.strip())
    state, zip_code, age = typed.state.strip().upper(), typed.zip_code.strip(), typed.age.strip()
    good_state = re.fullmatch(r"[A-Z]{2}", state) is not None
    good_zip = re.fullmatch(r"[0-9]{5}", zip_code) is not None
    good_age = re.fullmatch(r"[0-9]{1,3}", age) is not None and int(age) <= OLDEST
    said = Said(
        text=typed.text,
        known_names=names,
        state=state if good_state else None,
        zip_code=zip_code if good_zip else None,
        age=int(age) if good_age else None,
    )
    unused = [
        advice
        for value, good, advice in (
            (state, good_state, "State: two letters, such as CA."),
            (zip_code, good_zip, "ZIP: five digits."),
            (age, good_age, "Age: whole years."),
        )
        if value and not good
    ]
    return said, notice_card("Not used this time", unused) if unused else ""


def error_card(incident: Incident) -> str:
    """Say what to do next, and admit that the safety check may not have run."""
    return notice_card(
        "No reply was made",
        [
            incident.advice,
            "Your words are still in the box. Press Enter to try again.",
            "If a life may be at risk, call 911 now. Do not wait for this page.",
            f"If it happens again, give this number to the person who runs Checkback: {incident.number}.",
        ],
        problem=True,
    )
