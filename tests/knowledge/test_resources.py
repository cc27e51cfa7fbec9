"""Listings: phones as in the table, served places only, one row each."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.knowledge.resources import LOCAL_COLUMNS, PHONE, load_resources
from assistant.package_data import knowledge_base_dir

FOLDER = knowledge_base_dir() / "resources"
SHIPPED = load_resources(sorted(FOLDER.glob("*.csv")))


def one(tmp_path, **changes):
    row = (
        dict.fromkeys(LOCAL_COLUMNS, "")
        | {"id": "x-1", "service": "Rides", "phone": "1-555-555-0100"}
        | changes
    )
    path = tmp_path / "local.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, LOCAL_COLUMNS)
        writer.writeheader()
        writer.writerow(row)
    return load_resources([path])


def test_all_109_national_listings_are_there_and_the_local_list_is_empty():
    assert len(SHIPPED) == 109


def test_every_phone_has_the_form_that_can_be_read_aloud():
    assert all(PHONE.fullmatch(listing.phone) for listing in SHIPPED if listing.phone)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [("us-005.phone", "1-800-222-1222"), ("us-002.phone", "988"), ("us-012.tty", "1-800-325-0778")],
)
def test_a_slot_gives_the_number_of_the_table(reference, expected):
    assert SHIPPED.slot(reference) == expected


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("us-999.phone", "no listing"),
        ("us-004.phone", "has no phone"),
        ("us-005.fax", "must end in one of"),
        ("us-005", "must end"),
    ],
)
def test_a_slot_that_cannot_be_filled_says_why(reference, says):
    with pytest.raises(KnowledgeBaseInvalid, match=says):
        SHIPPED.slot(reference)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"phone": "800 222 1222"}, "phone must look like"),
        ({"phone": "=1+1"}, "phone must look like"),
        ({"review_by": "soon"}, "review_by must be a date"),
        ({"service": ""}, "must not be empty"),
    ],
)
def test_a_broken_listing_names_file_and_line(tmp_path, changes, says):
    with pytest.raises(KnowledgeBaseInvalid, match=says):
        one(tmp_path, **changes)


@pytest.mark.parametrize(
    ("own", "state", "zip_code", "expected", "why"),
    [
        ({"state": "OH"}, "OH", None, True, "same state"),
        ({"state": "OH"}, None, None, True, "the caller's state is not known"),
        ({}, "OH", "43004", True, "a national line serves every state"),
        ({"state": "OH", "zip_prefixes": "430;431"}, "OH", "43101", True, "ZIP in the list"),
        ({"state": "OH"}, "MI", None, False, "another state"),
        ({"state": "OH", "zip_prefixes": "430"}, "OH", "44101", False, "another part of the state"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)
def test_serves_the_place(tmp_path, own, state, zip_code, expected, why):
    assert one(tmp_path, **own).get("x-1").serves(state, zip_code) is expected, why


def test_hours_that_are_not_known_are_said_so_and_never_open(tmp_path):
    match = one(tmp_path).get("x-1").as_match("why", datetime.now(UTC))
    assert (match.hours, match.open_now) == ("hours not known", None)
