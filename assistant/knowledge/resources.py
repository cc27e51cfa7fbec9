"""Places that may help: national lines shipped with Checkback, and the organization's own list.

In: two CSV files. Out: a ``ResourceTable`` that gives a listing by id and turns it into what the
screen shows, with hours and why it was chosen. A phone stands in one place only: this table.
Knows nothing about search, topics or what the patient said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assistant.call_types import ResourceMatch
from assistant.errors import KnowledgeBaseInvalid
from assistant.knowledge.opening_hours import is_open

COLUMNS = (
    "id", "organization", "service", "phone", "tty", "text_chat", "schedule", "eligibility", "fees",
    "languages", "service_area", "website", "taxonomy", "status", "last_checked", "review_by",
)  # fmt: skip
LOCAL_COLUMNS = (*COLUMNS, "state", "zip_prefixes")
PHONE = re.compile(r"1-\d{3}-\d{3}-\d{4}|\d{3}")
_SLOT_FIELDS = ("phone", "tty", "website", "service")
CRISIS_TAGS = frozenset(
    {"crisis", "emergency", "poison", "intimate partner violence", "elder abuse", "child abuse"}
)


@dataclass(frozen=True, slots=True)
class Resource:
    """One service of one organization; field names follow Open Referral HSDS where they match."""

    id: str
    organization: str
    service: str
    phone: str
    tty: str
    text_chat: str
    schedule: str
    eligibility: str
    fees: str
    languages: str
    service_area: str
    website: str
    taxonomy: tuple[str, ...]
    status: str
    last_checked: str
    review_by: date | None
    state: str = ""
    zip_prefixes: tuple[str, ...] = ()

    def serves(self, state: str | None, zip_code: str | None) -> bool:
        """False only when both sides name a place and the places differ."""
        if self.state and state and self.state != state:
            return False
        return not (self.zip_prefixes and zip_code and not zip_code.startswith(self.zip_prefixes))

    def as_match(self, why: str, now: datetime, zone: str = "") -> ResourceMatch:
        """What the screen shows, with ``open_now`` at ``now`` for a caller in ``zone``."""
        return ResourceMatch(
            id=self.id,
            name=self.service,
            organization=self.organization,
            phone=self.phone,
            tty=self.tty,
            text_chat=self.text_chat,
            hours=self.schedule or "hours not known",
            open_now=is_open(self.schedule, now, zone),
            eligibility=self.eligibility,
            fees=self.fees,
            languages=self.languages,
            area=self.service_area,
            website=self.website,
            why=why,
            status=self.status,
            last_checked=self.last_checked,
        )


class ResourceTable:
    """All listings by id."""

    def __init__(self, resources: dict[str, Resource]) -> None:
        self._resources = resources

    def __iter__(self) -> Iterator[Resource]:
        return iter(self._resources.values())

    def __len__(self) -> int:
        return len(self._resources)

    def __contains__(self, key: object) -> bool:
        return key in self._resources

    def get(self, resource_id: str) -> Resource:
        """The listing of ``resource_id``; raises KnowledgeBaseInvalid when there is none."""
        try:
            return self._resources[resource_id]
        except KeyError:
            raise KnowledgeBaseInvalid(
                f"There is no listing with the id {resource_id}. Add it to the listings."
            ) from None

    def slot(self, reference: str) -> str:
        """The text of a slot such as ``us-005.phone``; raises KnowledgeBaseInvalid when it is empty."""
        resource_id, _, field = reference.partition(".")
        if field not in _SLOT_FIELDS:
            raise KnowledgeBaseInvalid(f"The slot {reference} must end in one of: {', '.join(_SLOT_FIELDS)}.")
        value: str = getattr(self.get(resource_id), field)
        if not value:
            raise KnowledgeBaseInvalid(f"The listing {resource_id} has no {field}, so no script can say it.")
        return value


def load_resources(paths: Iterable[Path]) -> ResourceTable:
    """Read listing files; raises KnowledgeBaseInvalid with file, line and field."""
    resources: dict[str, Resource] = {}
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) not in (COLUMNS, LOCAL_COLUMNS):
                raise KnowledgeBaseInvalid(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
            for row in reader:
                resource = _read_row(row, f"{path.name}, line {reader.line_num}")
                if resource.id in resources:
                    raise KnowledgeBaseInvalid(
                        f"{path.name}, line {reader.line_num}: the id {resource.id} stands twice."
                    )
                resources[resource.id] = resource
    return ResourceTable(resources)


def _read_row(row: dict[str, str], where: str) -> Resource:
    if None in row or None in row.values():
        raise KnowledgeBaseInvalid(
            f"{where}: wrong number of cells. Put quotes around cells that hold a comma."
        )
    for column in ("phone", "tty"):
        if row[column] and not PHONE.fullmatch(row[column]):
            raise KnowledgeBaseInvalid(
                f"{where}: {column} must look like 1-800-222-1222 or 988, or be empty."
            )
    try:
        review_by = date.fromisoformat(row["review_by"]) if row["review_by"] else None
    except ValueError:
        raise KnowledgeBaseInvalid(f"{where}: review_by must be a date like 2027-05-22 or empty.") from None
    if not row["id"] or not row["service"]:
        raise KnowledgeBaseInvalid(f"{where}: id and service must not be empty.")
    fields = {column: row[column] for column in COLUMNS if column not in ("taxonomy", "review_by")}
    return Resource(
        **fields,
        taxonomy=tuple(tag.strip() for tag in row["taxonomy"].split(";") if tag.strip()),
        review_by=review_by,
        state=row.get("state", ""),
        zip_prefixes=tuple(prefix for prefix in row.get("zip_prefixes", "").split(";") if prefix),
    )
