"""Match listings to a need said in plain words.

In: a redacted need and where the person lives. Out: listings with hours and why each was chosen, the
organization's own before national ones. Knows nothing about what will be read aloud.
"""

from __future__ import annotations

from datetime import datetime

from assistant.call_types import ResourceMatch
from assistant.knowledge.library import Library

CANDIDATES = 30
MIN_SCORE = 0.25
LOCAL_BONUS = 0.05
MAX_PER_ORGANIZATION = 2


def match_resources(
    library: Library,
    need: str,
    k: int,
    state: str | None,
    zip_code: str | None,
    zone: str = "",
    now: datetime | None = None,
) -> tuple[ResourceMatch, ...]:
    """The best ``k`` listings that serve the place; at most two of an organization, one a phone."""
    now = now or datetime.now().astimezone()
    table = library.contents.resources
    scored = []
    for hit in library.hits(need, CANDIDATES, ("resource",)):
        listing = table.get(hit.owner)
        if hit.score >= MIN_SCORE and listing.serves(state, zip_code):
            scored.append((hit.score + (LOCAL_BONUS if listing.state else 0.0), listing))
    matches: list[ResourceMatch] = []
    for score, listing in sorted(scored, key=lambda pair: (-pair[0], pair[1].id)):
        same_phone = [m for m in matches if listing.phone and m.phone == listing.phone]
        same_owner = [m for m in matches if m.organization == listing.organization]
        if not same_phone and len(same_owner) < MAX_PER_ORGANIZATION:
            why = f"fits the words of the need ({score:.2f}); serves {listing.service_area}"
            matches.append(listing.as_match(why, now, zone))
    return tuple(matches[:k])
