"""Fill the phone slots in wording, such as {resource:us-005.phone}, from the list of national services.

In: wording from a rule file, and the listing file. Out: the wording with the numbers as the listing has them.
A phone stands in one file only, so a changed number changes everywhere at once.
Knows nothing about the rest of a listing; never guesses a number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.errors import KnowledgeBaseInvalid

_SLOT = re.compile(r"\{resource:([a-z]{2}-\d{3})\.phone\}")
_ANY_SLOT = re.compile(r"\{[^}]*\}")


@cache
def read_phones(listing: Path) -> Mapping[str, str]:
    """Listing id to phone, for the listings that have a confirmed one; raises when the file is missing."""
    try:
        with listing.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as problem:
        raise KnowledgeBaseInvalid(
            f"resources/{listing.name} cannot be read ({type(problem).__name__}), so no banner can name a phone. "
            "Put the file back, then run: checkback doctor"
        ) from problem
    return {
        row["id"]: row["phone"]
        for row in rows
        if row.get("id") and row.get("phone") and row.get("status") == "confirmed"
    }


def fill_phones(wording: str, phones: Mapping[str, str]) -> str:
    """The wording with each slot replaced; raises KeyError naming the listing that has no confirmed phone."""
    filled = _SLOT.sub(lambda slot: phones[slot.group(1)], wording)
    left = _ANY_SLOT.search(filled)
    if left:
        raise KeyError(left.group())
    return filled
