"""The frozen types that cross a step of an evaluation: from one score to a finished run.

In: nothing. Out: one type for each arrow: case -> CaseResult -> GateResult -> Run.
Knows nothing about how anything is scored, stored or shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Output = dict[str, Any]
"""What a task gave for one case, as plain JSON types; redacted, and without times."""


@dataclass(frozen=True, slots=True)
class Value:
    """One score of one case.

    ``value``: the figure; for a count it is out of ``n`` (3 of 5 spans). ``passed``: None when it only informs.
    ``why``: one plain sentence for a QA nurse. ``spans``: (part, start, end) in characters of that part's text.
    """

    value: float
    passed: bool | None
    why: str
    n: int = 1
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case, run and scored once. ``error`` is the class and step of what broke, never a text."""

    id: str
    half: str
    cluster: str
    case_hash: str
    config_hash: str
    repeat: int
    output: Output | None
    scores: Mapping[str, Value]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one case took, in milliseconds; kept apart so that results are the same bytes each time."""

    id: str
    repeat: int
    first_ms: float
    total_ms: float


Aggregate = Literal["share", "mean", "sum", "ratio", "min", "max", "p50", "p95"]
Level = Literal["gate", "fatal", "warn"]
GateStatus = Literal["met", "missed", "known_miss", "not_enough", "warn", "not_measured"]


@dataclass(frozen=True, slots=True)
class Gate:
    """What a suite demands of one metric.

    ``by`` splits it by a field of the case (group, language ...); ``only`` keeps the cases whose field has one
    value ("red_flag=911").
    """

    metric: str
    agg: Aggregate
    min: float | None = None
    max: float | None = None
    level: Level = "gate"
    by: str = ""
    only: str = ""
    min_n: int = 1
    why: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric over many cases: ``good`` of ``n`` for a share or ratio, with its Wilson 95 % interval."""

    metric: str
    agg: Aggregate
    value: float
    n: int
    good: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate and what was measured. ``words`` is the whole line as a person reads it."""

    gate: Gate
    part: str
    figure: Figure | None
    status: GateStatus
    words: str
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was run, on what, and how it ended. Plain JSON types; holds no text of any case."""

    run_id: str
    suite: str
    suite_version: int
    task: str
    status: Literal["running", "done", "interrupted"]
    started: str
    finished: str | None
    config_hash: str
    case_hashes: Mapping[str, str]
    settings: Mapping[str, Any]
    environment: Mapping[str, Any]
    counts: Mapping[str, int]
    partial: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run in memory: manifest, results in the order of their ids, times, and the content it ran on."""

    manifest: Manifest
    results: tuple[CaseResult, ...]
    timings: tuple[Timing, ...] = ()
    content: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end of a run: the exit code (0 met, 1 missed or regressed, 2 could not measure) and its reasons."""

    code: Literal[0, 1, 2]
    headline: str
    reasons: tuple[str, ...]
    gates: tuple[GateResult, ...] = ()
