"""Places shown: the right one on top, each as in the table, open or closed as the clock says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from scorer_samples import listing, said, turn

from evals.scorers.resources import score
from evals.world import FROZEN_AT

POISON = "us-005"  # day and night
SHIP = "us-008"


def scores(desk, *shown, **expect):
    return score(turn(**expect), said(resources=list(shown)), desk)


@pytest.mark.parametrize(
    ("wanted", "passed", "why"),
    [
        (("us-005",), True, "first"),
        (("us-007",), True, "third"),
        (("us-099", "us-008"), True, "one of two is enough"),
        (("us-013",), False, "fourth"),
        (("us-099",), False, "not shown"),
    ],
)
def test_the_right_place_is_among_the_first_three(wanted, passed, why, desk):
    shown = [listing(desk, each, open_now=None) for each in ("us-005", "us-008", "us-007", "us-013")]
    value = scores(desk, *shown, resource_ids=wanted)["resource_in_first_3"]
    assert value.passed is passed
    assert passed or value.why == f"Shown first: us-005, us-008, us-007. Due: {' or '.join(wanted)}."


@pytest.mark.parametrize(
    ("changes", "wrong", "why"),
    [
        ({}, "", "as it is"),
        ({"why": "other words"}, "", "why it was chosen is not in the table"),
        ({"phone": "1-800-222-1223"}, "phone", "one digit"),
        ({"tty": "711 711"}, "tty", "the TTY"),
        ({"name": "Poison Line"}, "name", "the service"),
        ({"hours": "Mon-Fri"}, "hours", "the hours"),
        ({"fees": "a small fee"}, "fees", "the cost"),
        ({"area": "NY"}, "area", "the area"),
        ({"last_checked": "2026-11-24"}, "last_checked", "the day it was checked"),
    ],
)
def test_a_place_stands_as_in_the_table(changes, wrong, why, desk):
    value = scores(desk, listing(desk, POISON, open_now=True, **changes))["resource_fields_exact"]
    assert value.passed is (not wrong)
    assert value.why.startswith(f'{POISON}: {wrong} reads "' if wrong else "Every place stands")


def test_a_place_that_is_in_no_table_is_named(desk):
    value = scores(desk, listing(desk, POISON, open_now=True, id="us-999"))["resource_fields_exact"]
    assert value.why == "The place us-999 is in no table."
    assert value.passed is False


def place_with(desk, schedule):
    return next(each.id for each in desk.contents.resources if each.schedule == schedule)


@pytest.mark.parametrize(
    ("schedule", "at", "open_now", "passed", "why"),
    [
        ("24/7", FROZEN_AT, True, True, "always open"),
        ("24/7", FROZEN_AT, None, False, "it is known"),
        ("Mon-Fri 8am-8pm ET", FROZEN_AT, True, True, "Tuesday at ten"),
        ("Mon-Fri 8am-8pm ET", FROZEN_AT, False, False, "Tuesday at ten it is open"),
        ("Mon-Fri 8am-8pm ET", FROZEN_AT.replace(hour=21), True, False, "nine at night"),
        ("Mon-Fri 8am-8pm ET", FROZEN_AT.replace(hour=21), False, True, "nine at night"),
        (
            "Mon-Fri 8am-8pm ET",
            datetime(2026, 11, 26, 10, tzinfo=FROZEN_AT.tzinfo),
            True,
            False,
            "Thanksgiving",
        ),
        (
            "Mon-Fri 8am-8pm ET",
            datetime(2026, 11, 26, 10, tzinfo=FROZEN_AT.tzinfo),
            None,
            True,
            "Thanksgiving",
        ),
        ("", FROZEN_AT, None, True, "hours not known"),
        ("", FROZEN_AT, True, False, "hours not known are never open"),
    ],
)
def test_open_now_is_judged_at_the_frozen_moment(schedule, at, open_now, passed, why, desk):
    shown = listing(desk, place_with(desk, schedule), open_now=open_now)
    value = scores(replace(desk, now=at), shown)["open_now_right"]
    assert value.passed is passed


def test_nothing_shown_and_nothing_expected_is_not_scored(desk):
    assert scores(desk) == {}
    assert scores(desk, resource_ids=(SHIP,))["resource_in_first_3"].passed is False
