"""The table of facts: every amount, date and number a script may say, with its source and its dates.

In: ``facts.csv``. Out: a ``FactTable`` that gives the words to say for a key on a given day.
A fact outside its dates is never given: the caller gets FactNotCurrent and says who to ask instead.
Knows nothing about topics or the screen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import FactNotCurrent, KnowledgeBaseInvalid

COLUMNS = (
    "key", "value", "unit", "say", "valid_from", "valid_to",
    "source", "url", "accessed", "review_by", "status", "note",
)  # fmt: skip
STATUSES = ("confirmed", "partly", "unconfirmed", "seed")
#: An amount, date, deadline or phone with this status may not be read to a patient.
UNSAYABLE_WHEN_UNCONFIRMED = ("USD", "phone", "date")


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount, number or rule. ``say`` is how a script says it; dates are inclusive."""

    key: str
    value: str
    unit: str
    say: str
    valid_from: date | None
    valid_to: date | None
    source: str
    url: str
    accessed: date | None
    review_by: date | None
    status: str
    note: str

    def is_current(self, day: date) -> bool:
        """True when ``day`` lies within the fact's dates."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def may_be_said(self) -> bool:
        """False for what is never said to a patient: no words, or an unchecked amount, date or phone."""
        if not self.say or self.value == "pending":
            return False
        is_checkable = self.unit.startswith(UNSAYABLE_WHEN_UNCONFIRMED) or "deadline" in self.key
        return not (self.status == "unconfirmed" and is_checkable)


class FactTable:
    """All facts by key."""

    def __init__(self, facts: dict[str, Fact]) -> None:
        self._facts = facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def __contains__(self, key: object) -> bool:
        return key in self._facts

    def get(self, key: str) -> Fact:
        """The fact of ``key``; raises KnowledgeBaseInvalid when there is none."""
        try:
            return self._facts[key]
        except KeyError:
            raise KnowledgeBaseInvalid(f"There is no fact with the key {key}. Add it to facts.csv.") from None

    def say(self, key: str, day: date) -> str:
        """The words for ``key`` on ``day``; raises FactNotCurrent outside the fact's dates.

        A fact of a coming year may be said before it starts, since its words name the year.
        """
        fact = self.get(key)
        names_its_year = fact.valid_from is not None and str(fact.valid_from.year) in fact.say
        if not fact.is_current(day) and not (names_its_year and fact.valid_from and day < fact.valid_from):
            raise FactNotCurrent(f"The fact {key} is not valid on {day.isoformat()}. Update facts.csv.")
        if not fact.may_be_said:
            raise FactNotCurrent(f"The fact {key} has status {fact.status} and may not be said yet.")
        return fact.say


def load_facts(path: Path) -> FactTable:
    """Read facts.csv; raises KnowledgeBaseInvalid with file, line and field."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise KnowledgeBaseInvalid(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
        facts: dict[str, Fact] = {}
        for row in reader:
            fact = _read_row(row, f"{path.name}, line {reader.line_num}")
            if fact.key in facts:
                raise KnowledgeBaseInvalid(
                    f"{path.name}, line {reader.line_num}: the key {fact.key} stands twice."
                )
            facts[fact.key] = fact
    return FactTable(facts)


def _read_row(row: dict[str, str], where: str) -> Fact:
    if None in row or None in row.values():
        raise KnowledgeBaseInvalid(
            f"{where}: wrong number of cells. Put quotes around cells that hold a comma."
        )
    if not row["key"] or row["status"] not in STATUSES:
        raise KnowledgeBaseInvalid(
            f"{where}: key must not be empty and status must be one of {', '.join(STATUSES)}."
        )
    return Fact(
        key=row["key"],
        value=row["value"],
        unit=row["unit"],
        say=row["say"],
        valid_from=_read_date(row, "valid_from", where),
        valid_to=_read_date(row, "valid_to", where),
        source=row["source"],
        url=row["url"],
        accessed=_read_date(row, "accessed", where),
        review_by=_read_date(row, "review_by", where),
        status=row["status"],
        note=row["note"],
    )


def _read_date(row: dict[str, str], column: str, where: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise KnowledgeBaseInvalid(f"{where}: {column} must be a date like 2026-12-31 or empty.") from None
