"""The parts a report page is made of: sections of notes, tables, pictures, cards and pairs of texts.

In: nothing. Out: frozen types that hold plain text only. Whoever shows them escapes them, so text of a case can
never become markup. Knows nothing about runs, cases or HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Literal

from evals.report.words import Tone

Mark = Literal["", "costly", "removed", "added", "placeholder"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and how it is marked."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval and its goal, each from 0 to 1, drawn beside the figures."""

    value: float
    low: float
    high: float
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. ``links``: cases that open when followed; ``small``: a second line."""

    text: str
    tone: Tone = "none"
    small: str = ""
    links: tuple[Link, ...] = ()
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The name of a case and the place on the page where it stands."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. ``numbers``: columns set flush right. ``folded``: closed until asked for."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with what it shows in words, and its figures as a table. ``svg`` is empty without matplotlib."""

    kind: ClassVar[str] = "picture"
    id: str
    title: str
    words: str
    svg: str
    table: Table
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One plain sentence."""

    kind: ClassVar[str] = "note"
    text: str
    tone: Tone = "none"


@dataclass(frozen=True, slots=True)
class Pair:
    """A case whose verdict changed: what was said, both texts with the changed words marked, and why."""

    kind: ClassVar[str] = "pair"
    case: Link
    title: str
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    before_why: str
    after_why: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A case to look at: what is wrong, the words that cost most, and what to change."""

    kind: ClassVar[str] = "card"
    case: Link
    title: str
    words: tuple[Segment, ...]
    reasons: tuple[str, ...]


Block = Table | Picture | Note | Pair | Card


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def runs(self) -> list[tuple[str, list[Block]]]:
        """The blocks in order, neighbours of one kind together, so that cards and pictures share a row."""
        return [(kind, list(group)) for kind, group in groupby(self.blocks, key=lambda block: block.kind)]


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one case, in words."""

    title: str
    tone: Tone
    result: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a case: its label and its lines. ``look``: "said", "aloud" (largest), "list" or "plain"."""

    label: str
    lines: tuple[tuple[Segment, ...], ...]
    look: Literal["said", "aloud", "list", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as it opens in place. ``facts``: small labelled values such as group and stage."""

    target: str
    id: str
    half: str
    tone: Tone
    verdict: str
    first_line: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    scores: tuple[Score, ...]
    informs: tuple[Score, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure on top of the page."""

    label: str
    figure: str
    small: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report, ready to be shown."""

    title: str
    about: str
    run_id: str
    when: str
    size: str
    tone: Tone
    verdict: str
    verdict_words: str
    code: int
    headline: str
    reasons: tuple[str, ...]
    summary: tuple[Note, ...]
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    cases: tuple[CaseView, ...]
    cases_lead: str


def plain(text: str) -> tuple[Segment, ...]:
    """Text without any mark."""
    return (Segment(text),) if text else ()


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    """A table row; plain strings become plain cells."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def marked(text: str, spans: Sequence[tuple[int, int]], mark: Mark) -> tuple[Segment, ...]:
    """``text`` cut into segments with every span marked; spans may overlap, touch or run over the end.

    >>> [segment.text for segment in marked("one two three", [(4, 7), (5, 7)], "costly")]
    ['one ', 'two', ' three']
    """
    segments: list[Segment] = []
    at = 0
    for start, end in sorted(spans):
        begin, stop = max(start, at, 0), min(end, len(text))
        if begin >= stop:
            continue
        segments += [*plain(text[at:begin]), Segment(text[begin:stop], mark)]
        at = stop
    return (*segments, *plain(text[at:]))
