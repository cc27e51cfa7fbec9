"""The part of the card that says who can help: phone, open now, who can use it, cost, languages.

In: ResourceMatch records. Out: safe markup for the card, best place first, at most five.
Knows nothing about how places were chosen or whether the hours are right.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.call_types import ResourceMatch
from assistant.web.markup import clean, facts, phone_link, website

MOST_PLACES = 5
_OPEN_NOW = {
    True: ("cb-good", "Open now"),
    False: ("cb-caution", "Closed now"),
    None: ("cb-note", "Hours not known"),
}
_NOT_SURE = ("cb-note", "See the hours")  # there are hours, but not in a form that can be checked


def places_part(places: Sequence[ResourceMatch]) -> str:
    """All places as a list under one heading; empty when there are none."""
    if not places:
        return ""
    items = "".join(_place(place) for place in places[:MOST_PLACES])
    return f'<h2>Places that can help</h2><ul class="cb-places">{items}</ul>'


def _place(place: ResourceMatch) -> str:
    is_unsure = place.open_now is None and place.hours.strip()
    css, words = _NOT_SURE if is_unsure else _OPEN_NOW[place.open_now]
    organization = place.organization if place.organization != place.name else ""
    return (
        f"<li><h3>{clean(place.name)}</h3>"
        + (f'<p class="cb-org">{clean(organization)}</p>' if organization.strip() else "")
        + f'<div class="cb-reach">{phone_link(place.phone)}<span class="cb-pill {css}">{words}</span></div>'
        + facts(
            ("Hours", place.hours),
            ("Who can use it", place.eligibility),
            ("Cost", place.fees),
            ("Languages", place.languages),
            ("Last checked", _checked(place)),
        )
        + _more(place)
        + "</li>"
    )


def _checked(place: ResourceMatch) -> str:
    if place.status == "confirmed":
        return place.last_checked
    return f"{place.last_checked} (not confirmed: check before you give it)".strip()


def _more(place: ResourceMatch) -> str:
    rest = facts(
        ("Why this one", place.why),
        ("Text or chat", place.text_chat),
        ("TTY", place.tty),
        ("Area", place.area),
    )
    rest += website(place.website) if place.website.strip() else ""
    return f"<details><summary>More about it</summary>{rest}</details>" if rest else ""
