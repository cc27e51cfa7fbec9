"""One problem of a case or a suite: file, line, field, and what to do; and the nearest right word.

In: the fields of one case or suite as they were read, each with its place. Out: ``CaseProblem``.
Knows nothing about how files are read or which rule was broken.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.strict_yaml import FieldPath, Place

LONGEST_SHOWN = 40
#: what people write for an allowed word, where the letters alone would not lead there
_MEANT = {
    "english": "en", "eng": "en", "spanish": "es", "espanol": "es", "español": "es", "both": "mixed",
    "suicide": "988", "emergency": "911", "ambulance": "911", "poisoning": "poison", "violence": "abuse",
    "today": "same_day", "meds": "medicines", "medication": "medicines", "social": "sdoh", "hurry": "hurried",
    "handed_off": "handoff", "hand_off": "handoff", "no": "none", "nothing": "none", "blocking": "fatal",
    "average": "mean", "id": "OTHER_ID", "member_id": "HEALTH_PLAN", "dob": "DATE", "person": "NAME",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseProblem:
    """One thing to mend. ``line`` is 0 for a whole file, ``field`` empty when it is not about one field."""

    file: str
    line: int
    field: str
    what: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        field = f", field {self.field}" if self.field else ""
        return f"{self.file}{line}{field}: {self.what}"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one case or suite as they were read, with the place of each. ``is_row``: from a table."""

    file: str
    line: int
    fields: Mapping[str, Any]
    places: Mapping[FieldPath, Place]
    is_row: bool = False

    def place(self, path: FieldPath) -> Place:
        """Where ``path`` stands; for a field that is not there, the group it belongs to."""
        for end in range(len(path), 0, -1):
            if (place := self.places.get(path[:end])) is not None:
                return place if end == len(path) else Place(place.line)
        return Place(self.line)

    def problem(self, path: FieldPath, what: str) -> CaseProblem:
        """A problem with the field at ``path``."""
        return CaseProblem(self.file, self.place(path).line, dotted(path), what)


def dotted(path: Iterable[str | int]) -> str:
    """A path as it is shown; items of a list count from 1.

    >>> dotted(("expect", "needs", 0))
    'expect.needs.1'
    """
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def nearest(word: str, allowed: Iterable[str], cutoff: float = 0.6) -> str:
    """The allowed word most like ``word``, or an empty string.

    >>> nearest("implemention", ["planning", "implementation"]), nearest("same day", ["none", "same_day"])
    ('implementation', 'same_day')
    """
    known = {folded(name): name for name in allowed}
    meant = _MEANT.get(folded(word))
    if meant in known.values():
        return meant or ""
    close = difflib.get_close_matches(folded(word), known, n=1, cutoff=cutoff)
    return known[close[0]] if close else ""


def hint(word: str, allowed: Iterable[str]) -> str:
    """The end of a message: the nearest allowed word as a question, or nothing when none is like it."""
    near = nearest(word, allowed)
    return f" Did you mean {near}?" if near else ""


def word_problem(form: Form, path: FieldPath, word: str, allowed: Collection[str]) -> list[CaseProblem]:
    """A problem when ``word`` is not one of ``allowed``; an empty word is none."""
    if not word or word in allowed:
        return []
    meant = hint(word, allowed) or f" Allowed: {', '.join(sorted(allowed))}."
    return [form.problem(path, f"found '{shorten(word)}', which is not known.{meant}")]


def folded(word: str) -> str:
    """A word without what people write in many ways: capitals, spaces and hyphens."""
    return re.sub(r"[\s-]+", "_", word.strip().casefold())


def shorten(text: str) -> str:
    """At most 40 characters of a text, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_SHOWN else flat[: LONGEST_SHOWN - 3].rstrip() + "..."
