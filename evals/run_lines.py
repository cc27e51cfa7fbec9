"""The lines of a run's files: one result or one time as one line of JSON, and back.

In: results and timings, or a file of lines. Out: lines, the same bytes for the same result, or the results.
A last line that was torn by a crash is dropped; a damaged line before it is an error, never a result less.
Knows nothing about folders or about who writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import CouldNotMeasure
from evals.eval_types import CaseResult, Manifest, Timing, Value

Line = TypeVar("Line", CaseResult, Timing)


def to_line(record: CaseResult | Timing) -> str:
    """One line without its end; raises ValueError for NaN and for text that is not Unicode."""
    line = json.dumps(asdict(record), sort_keys=True, ensure_ascii=False, allow_nan=False)
    line.encode("utf-8")  # a lone surrogate fails here, in its own case, and not when the file is written
    return line


def read_results(path: Path) -> tuple[CaseResult, ...]:
    """The results of a file; none when there is no file."""
    return _read(path, _result)


def read_timings(path: Path) -> tuple[Timing, ...]:
    """The times of a file; none when there is no file."""
    return _read(path, lambda fields: Timing(**fields))


def in_order(records: Iterable[Line]) -> list[Line]:
    """Sorted by id, then repeat: the order of a finished file, whichever worker came first."""
    return sorted(records, key=lambda record: (record.id, record.repeat))


def manifest_from(fields: Mapping[str, Any]) -> Manifest:
    """A manifest from its JSON; raises TypeError when a field is missing or unknown."""
    return Manifest(**fields)


def _read(path: Path, make: Callable[[dict[str, Any]], Line]) -> tuple[Line, ...]:
    if not path.is_file():
        return ()
    lines = path.read_bytes().split(b"\n")[:-1]  # what stands behind the last line end is a torn line
    return tuple(_read_line(line, number, path, make) for number, line in enumerate(lines, start=1))


def _read_line(line: bytes, number: int, path: Path, make: Callable[[dict[str, Any]], Line]) -> Line:
    try:
        return make(json.loads(line))
    except (ValueError, KeyError, TypeError):
        raise CouldNotMeasure(
            f"{path.parent.name}/{path.name}, line {number} is damaged, so this run shows nothing. "
            "Delete the folder of the run and run the suite again."
        ) from None


def _result(fields: dict[str, Any]) -> CaseResult:
    scores = {metric: _value(value) for metric, value in fields.pop("scores").items()}
    return CaseResult(**fields, scores=scores)


def _value(fields: dict[str, Any]) -> Value:
    spans = tuple((part, start, end) for part, start, end in fields.pop("spans"))
    return Value(**fields, spans=spans)
