"""The recognizer families, one small file each.

In: a ``Turn``. Out: ``Hit``s. ``FAMILIES`` lists all that run, with the labels each may give.
Knows nothing about Presidio; ``engine.py`` puts the families into its frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.redaction.recognizers import (
    addresses,
    ages,
    cued_ids,
    dates,
    employers,
    name_cues,
    numbers,
    online,
    other_scripts,
    places,
)
from assistant.redaction.turn import Hit, Turn


class Family(NamedTuple):
    """A recognizer: its name, the labels it may give, and how it finds them."""

    name: str
    labels: tuple[str, ...]
    find: Callable[[Turn], Iterator[Hit]]


FAMILIES = (
    Family("Numbers", numbers.LABELS, numbers.find),
    Family("Dates", dates.LABELS, dates.find),
    Family("Ages", ages.LABELS, ages.find),
    Family("Addresses", addresses.LABELS, addresses.find),
    Family("Places", places.LABELS, places.find),
    Family("Employers", employers.LABELS, employers.find),
    Family("CuedIds", cued_ids.LABELS, cued_ids.find),
    Family("Online", online.LABELS, online.find),
    Family("NameCues", name_cues.LABELS, name_cues.find),
    Family("OtherScripts", other_scripts.LABELS, other_scripts.find),
)
