"""Count what redaction left in and what it took out for nothing, over marked texts.

In: texts with marked parts, and a system. Out: ``Figures``: leaks by style, label and any other group, kept
words touched, precision, texts without identity touched. The same rules as the redaction scorer.
Knows nothing about where cases come from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evals.intervals import wilson
from evals.marked_text import KEEP, Mark
from evals.redaction_study.systems import Place, System


class Text(NamedTuple):
    """One marked text of a style."""

    id: str
    style: str
    text: str
    marks: tuple[Mark, ...]


class Share(NamedTuple):
    """``hits`` of ``n``."""

    hits: int
    n: int

    def __str__(self) -> str:
        if not self.n:
            return "-"
        low, high = wilson(self.hits, self.n)
        return f"{self.hits}/{self.n} = {100 * self.hits / self.n:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


@dataclass
class Figures:
    """Counts over many texts."""

    leaked: Counter[str] = field(default_factory=Counter)
    identifiers: Counter[str] = field(default_factory=Counter)
    kept_touched: int = 0
    kept: int = 0
    right_spans: int = 0
    spans: int = 0
    clean_touched: int = 0
    clean: int = 0

    def leak(self, group: str) -> Share:
        """Identifiers of a group with a letter or digit left, of all of the group."""
        return Share(self.leaked[group], self.identifiers[group])

    def groups(self, kind: str) -> list[str]:
        """All groups of one kind ("style", "label", "name"), sorted."""
        return sorted(group for group in self.identifiers if group.startswith(f"{kind}:"))


GroupsOf = Callable[[Text, Mark], Iterable[str]]


def plain_groups(text: Text, mark: Mark) -> Iterable[str]:
    """Every identifier counts in all, in its style and in its label."""
    return ("all", f"style:{text.style}", f"label:{mark.label}")


def measure(texts: Iterable[Text], system: System, groups_of: GroupsOf = plain_groups) -> Figures:
    """The figures of one system."""
    figures = Figures()
    for each in texts:
        places = system(each.text)
        _count(figures, each, places, groups_of)
    return figures


def leaves_something(text: str, mark: Mark, places: Sequence[Place]) -> bool:
    """Whether a letter or digit of the marked part is outside all places."""
    return any(
        text[at].isalnum() and not any(start <= at < end for start, end in places)
        for at in range(mark.start, mark.end)
    )


def _count(figures: Figures, each: Text, places: Sequence[Place], groups_of: GroupsOf) -> None:
    identity = [mark for mark in each.marks if mark.label != KEEP]
    for mark in identity:
        left = leaves_something(each.text, mark, places)
        for group in groups_of(each, mark):
            figures.identifiers[group] += 1
            figures.leaked[group] += left
    for mark in each.marks:
        if mark.label == KEEP:
            figures.kept += 1
            figures.kept_touched += any(_touches(place, mark) for place in places)
    figures.spans += len(places)
    figures.right_spans += sum(any(_touches(place, mark) for mark in identity) for place in places)
    if not identity:
        figures.clean += 1
        figures.clean_touched += bool(places)


def _touches(place: Place, mark: Mark) -> bool:
    return place[0] < mark.end and mark.start < place[1]
