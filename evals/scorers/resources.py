"""Score the places shown: the right one on top, each as it stands in the table, "open now" right.

In: the listings of a reply, the table, and the frozen moment. Out: one figure for each question.
Knows nothing about how listings were chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.knowledge.opening_hours import is_open
from assistant.knowledge.resources import Resource
from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "resources",
    [
        ("resource_in_first_3", "yes/no", "up", "share of cases with the right place among the first three"),
        (
            "resource_fields_exact",
            "yes/no",
            "up",
            "share of replies in which every place stands as in the table",
        ),
        ("open_now_right", "yes/no", "up", 'share of replies in which "open now" is right for every place'),
    ],
)
_FIRST = 3
_SAME = (
    "organization phone tty text_chat eligibility fees languages website status last_checked".split()
)  # fields with the same name in a listing and on screen
_RENAMED = {"name": "service", "area": "service_area"}
_ANSWERS = {True: "open", False: "closed", None: "hours not known"}
Shown = Sequence[Mapping[str, Any]]


def score(case: ReplyCase, output: Output, world: World) -> dict[str, Value]:
    """The right place on top (when the case names one), and what is shown against the table."""
    shown: Shown = output["reply"]["resources"]
    values = {}
    if wanted := case.expect.resource_ids:
        first = [each["id"] for each in shown[:_FIRST]]
        found = not set(first).isdisjoint(wanted)
        listed = ", ".join(first) or "no place"
        why = f"{listed} stand on top." if found else f"Shown first: {listed}. Due: {' or '.join(wanted)}."
        values["resource_in_first_3"] = yes_no(found, why)
    if shown:
        values["resource_fields_exact"] = _exact(shown, world)
        values["open_now_right"] = _open_now(shown, world)
    return values


def _exact(shown: Shown, world: World) -> Value:
    table = world.contents.resources
    listings = (table.get(each["id"]) if each["id"] in table else None for each in shown)
    faults = [fault for pair in zip(shown, listings, strict=True) if (fault := _fault(*pair))]
    return yes_no(not faults, faults[0] if faults else "Every place stands as in the table.")


def _fault(each: Mapping[str, Any], listing: Resource | None) -> str:
    """The first field that differs from the listing, in words; nothing when all are equal."""
    if listing is None:
        return f"The place {each['id']} is in no table."
    right = {field: getattr(listing, field) for field in _SAME}
    right |= {field: getattr(listing, column) for field, column in _RENAMED.items()}
    right["hours"] = listing.schedule or "hours not known"
    wrong = next((field for field, value in right.items() if each[field] != value), "")
    return f'{each["id"]}: {wrong} reads "{each[wrong]}"; the table has "{right[wrong]}".' if wrong else ""


def _open_now(shown: Shown, world: World) -> Value:
    """Against the schedule in the table at the frozen moment, not against the reply's own words."""
    table, zone = world.contents.resources, world.live.settings.timezone
    for each in shown:
        schedule = table.get(each["id"]).schedule if each["id"] in table else ""
        right = is_open(schedule, world.now, zone)
        if each["open_now"] is not right:
            said = _ANSWERS.get(each["open_now"], "something else")
            when = f"{world.now:%A %H:%M}"
            return yes_no(
                ok=False, why=f'{each["id"]} says {said} on {when}; "{schedule}" means {_ANSWERS[right]}.'
            )
    return yes_no(ok=True, why="Open or closed is right for every place.")
