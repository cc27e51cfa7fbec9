"""What the Quality page shows: plain words and figures, ready to be laid out.

In: nothing. Out: one frozen type for each part of the page. They cross from the worker process to the page as
JSON, so they hold words, numbers and tuples only. Knows nothing about how anything was measured or looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "bad", "warn", "info", "none"]
"""How a thing is to be taken. It becomes a colour, always beside a symbol and a word."""
RunState = Literal["running", "done", "stopped"]
RunStep = Literal["waiting", "starting", "running", "stopping", "finishing", "ended", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class SuiteChoice:
    """A suite that can be run, with the one sentence that says what it is for."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in the list. ``state`` is "stopped" for a run that ended too early and can go on."""

    run_id: str
    suite: str
    when: str
    state: RunState
    cases: int
    only: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All that can be picked: suites, and runs with the newest first."""

    suites: tuple[SuiteChoice, ...] = ()
    runs: tuple[RunLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a picture: all from 0 to 1. ``low`` to ``high`` is the 95 % interval."""

    value: float
    low: float
    high: float
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class GateRow:
    """One goal of a suite and how far the run got."""

    title: str
    why: str
    part: str
    measured: str
    n: int
    interval: str
    goal: str
    tone: Tone
    status: str
    is_fatal: bool = False
    failing: tuple[str, ...] = ()
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score of one case, and why it is what it is."""

    title: str
    value: str
    tone: Tone
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled piece of what a case took in or gave out, line by line."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a run. ``failing`` names the claims that do not hold; ``error`` says what broke."""

    id: str
    half: str
    said: str
    parts: tuple[Part, ...] = ()
    scores: tuple[ScoreRow, ...] = ()
    failing: tuple[str, ...] = ()
    worst: str = ""
    error: str = ""
    note: str = ""

    @property
    def is_failing(self) -> bool:
        """Whether anything about this case needs a look."""
        return bool(self.failing or self.error)


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text beside its other version."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class FlipRow:
    """A claim about a case that held before and does not now, or the other way round, with both texts."""

    case_id: str
    title: str
    before: tuple[Marked, ...]
    after: tuple[Marked, ...]
    before_why: str
    after_why: str


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A change of the content that the two runs stood on. ``blocks``: it needs a person to accept it."""

    words: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the baseline: content first, then cases, then figures."""

    baseline: str
    content: tuple[ContentRow, ...] = ()
    newly_failing: tuple[FlipRow, ...] = ()
    newly_passing: tuple[FlipRow, ...] = ()
    figures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunView:
    """One run, judged: the verdict in words, goals and cases with the worst first."""

    run: RunLine
    tone: Tone
    verdict: str
    headline: str
    reasons: tuple[str, ...] = ()
    gates: tuple[GateRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    changes: Changes | None = None
    no_changes_why: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic of the library as a person may name it: by id or by title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A run that waits, goes on or has just ended in this app. ``said`` is its last line when it failed."""

    run_id: str
    suite: str
    state: RunStep
    done: int = 0
    total: int = 0
    said: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {"ended", "stopped", "failed"}
