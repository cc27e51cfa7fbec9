"""A fact is said exactly, on its days only, and never when nobody has checked it."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from assistant.errors import FactNotCurrent, KnowledgeBaseInvalid
from assistant.knowledge.facts import COLUMNS, load_facts
from assistant.package_data import knowledge_base_dir

ROW = {
    "key": "k.a.b", "value": "2100", "unit": "USD", "say": "$2,100 in 2026", "valid_from": "2026-01-01",
    "valid_to": "2026-12-31", "source": "CMS", "url": "https://www.cms.gov", "accessed": "", "review_by": "2026-12-31",
    "status": "confirmed", "note": "x",
}  # fmt: skip


def table(tmp_path, **changes):
    path = tmp_path / "facts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow({**ROW, **changes})
    return load_facts(path)


@pytest.mark.parametrize("day", ["2026-01-01", "2026-11-23", "2026-12-31", "2025-11-20"])
def test_a_fact_is_said_on_its_days_and_in_the_autumn_before_when_it_names_its_year(tmp_path, day):
    assert table(tmp_path).say("k.a.b", date.fromisoformat(day)) == "$2,100 in 2026"


@pytest.mark.parametrize(
    ("changes", "day", "why"),
    [
        ({}, "2027-01-01", "the day after its last day"),
        ({}, "2030-01-01", "years later"),
        ({"say": "80 hours", "unit": "hours"}, "2025-12-31", "not begun, and the words name no year"),
        ({"status": "unconfirmed"}, "2026-06-01", "an amount nobody has confirmed"),
        ({"status": "unconfirmed", "unit": "phone"}, "2026-06-01", "a phone nobody has confirmed"),
        (
            {"key": "k.file.deadline", "unit": "days", "status": "unconfirmed"},
            "2026-06-01",
            "an unchecked deadline",
        ),
        ({"say": ""}, "2026-06-01", "a fact for trainers only"),
        ({"value": "pending"}, "2026-06-01", "an amount not announced yet"),
    ],
)
def test_a_fact_must_not_be_said(tmp_path, changes, day, why):
    facts = table(tmp_path, **changes)
    with pytest.raises(FactNotCurrent):
        facts.say(next(iter(facts)).key, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"status": "maybe"}, "status must be one of"),
        ({"valid_to": "31.12.2026"}, "valid_to must be a date"),
        ({"key": ""}, "key must not be empty"),
    ],
)
def test_a_broken_row_names_file_and_line(tmp_path, changes, says):
    with pytest.raises(KnowledgeBaseInvalid) as error:
        table(tmp_path, **changes)
    assert says in str(error.value)
    assert "facts.csv, line 2" in str(error.value)


def test_an_unknown_key_says_where_to_add_it(tmp_path):
    with pytest.raises(KnowledgeBaseInvalid, match="Add it to facts.csv"):
        table(tmp_path).get("no.such.key")


SHIPPED = load_facts(knowledge_base_dir() / "facts.csv")


@pytest.mark.parametrize(
    ("value", "unit_starts", "least"),
    [("2100", "USD", 1), ("2400", "USD", 1), ("202.90", "USD", 1), ("1-800-222-1222", "phone", 1)],
)
def test_the_shipped_table_holds_the_amounts_of_the_raw_data(value, unit_starts, least):
    assert sum(f.value == value and f.unit.startswith(unit_starts) for f in SHIPPED) >= least


def test_the_shipped_table_covers_every_group():
    assert {fact.key.split(".")[0] for fact in SHIPPED} == {
        "role", "insurance", "conditions", "medicines", "tests", "transitions", "sdoh", "skills", "safety",
    }  # fmt: skip


def test_no_pending_amount_of_2027_can_be_said():
    pending = [fact for fact in SHIPPED if fact.value == "pending"]
    assert pending
    assert not any(fact.may_be_said for fact in pending)
