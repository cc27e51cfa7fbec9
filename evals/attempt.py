"""Keep count of one attempt at a run: what is planned, what an earlier attempt left, what is still to do.

In: the planned cases and the files of an earlier attempt. Out: what to do, and the counts of a manifest.
A result is kept only when its case and its configuration are the same as now and it is no error.
Knows nothing about how cases are run or files are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from evals.case_types import AnyCase
from evals.eval_types import CaseResult, Timing
from evals.run_lines import read_results, read_timings
from evals.store import PARTIAL, RESULTS, TIMINGS

Record = TypeVar("Record", CaseResult, Timing)
Key = tuple[str, int]
"""The id of a case and which repeat of it, counted from 1."""


@dataclass(slots=True)
class Attempt:
    """One attempt; ``results`` holds what is kept and what has come since."""

    planned: Mapping[Key, AnyCase]
    results: dict[Key, CaseResult] = field(default_factory=dict)
    timings: dict[Key, Timing] = field(default_factory=dict)
    kept: int = 0
    again: Counter[str] = field(default_factory=Counter)

    @property
    def to_do(self) -> list[tuple[AnyCase, int]]:
        """The planned cases without a result, in order."""
        return [(case, key[1]) for key, case in self.planned.items() if key not in self.results]

    @property
    def counts(self) -> dict[str, int]:
        """How many results are planned, good and in error, and where they come from."""
        errors = sum(result.error is not None for result in self.results.values())
        return {
            "planned": len(self.planned),
            "ok": len(self.results) - errors,
            "error": errors,
            "kept": self.kept,
            "errors_done_again": self.again["error"],
            "changed_done_again": self.again["changed"],
        }

    @property
    def words(self) -> str:
        """What a resumed run keeps and does again."""
        return (
            f"{self.kept} of {len(self.planned)} results are kept. Done again: {self.again['error']} that ended "
            f"in an error, {self.again['changed']} of changed cases. New: {self.again['new']}."
        )

    def add(self, result: CaseResult, timing: Timing) -> None:
        """Note one new result."""
        self.results[result.id, result.repeat] = result
        self.timings[timing.id, timing.repeat] = timing

    def keep_earlier(self, folder: Path, config_hash: str) -> None:
        """Take over what the files in ``folder`` hold of the planned cases."""
        found = {(r.id, r.repeat): r for r in _both(folder, RESULTS, read_results)}
        times = {(t.id, t.repeat): t for t in _both(folder, TIMINGS, read_timings)}
        for key, case in self.planned.items():
            why = _why_again(found.get(key), case, config_hash)
            if not why:
                self.results[key] = found[key]
                if key in times:
                    self.timings[key] = times[key]
            else:
                self.again[why] += 1
        self.kept = len(self.results)


def _why_again(result: CaseResult | None, case: AnyCase, config_hash: str) -> str:
    """Why a case is run again; empty when its result can be kept."""
    if result is None:
        return "new"
    if result.error is not None:
        return "error"
    return "" if (result.case_hash, result.config_hash) == (case.hash, config_hash) else "changed"


def _both(folder: Path, name: str, read: Callable[[Path], tuple[Record, ...]]) -> tuple[Record, ...]:
    """The records of the finished file and then of the partial one: after a crash there may be both."""
    return read(folder / name) + read(folder / (name + PARTIAL))
