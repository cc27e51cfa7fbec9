"""Count what the library holds and what needs a person's eye.

In: settings. Out: plain counts by name. Knows nothing about search.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from assistant.errors import IndexMissing
from assistant.knowledge.index import open_index
from assistant.knowledge.library import Contents
from assistant.settings import Settings


def library_stats(settings: Settings) -> dict[str, Any]:
    """Counts of topics, facts and listings; statuses; overdue reviews; the live index."""
    contents, day = Contents.read(settings), settings.day()
    topics = contents.topics.values()
    return {
        "topics": len(topics),
        "topics_by_group": dict(sorted(Counter(topic.group for topic in topics).items())),
        "topics_reviewed_by_a_clinician": sum(topic.reviewer != "none" for topic in topics),
        "topics_overdue": sorted(topic.id for topic in topics if topic.review_by < day),
        "facts": len(contents.facts),
        "facts_by_status": dict(sorted(Counter(fact.status for fact in contents.facts).items())),
        "facts_out_of_date": sum(
            fact.valid_to is not None and fact.valid_to < day for fact in contents.facts
        ),
        "listings": len(contents.resources),
        "listings_by_status": dict(sorted(Counter(listing.status for listing in contents.resources).items())),
        "index": _index_line(settings),
    }


def _index_line(settings: Settings) -> str:
    try:
        index = open_index(settings.home)
    except IndexMissing as error:
        return str(error)
    return f"{len(index.rows)} passages, built {index.manifest['built']} with {index.manifest['encoder']}"
