"""Say how many identifiers of each kind were taken out, on the screen and in a file for machines.

In: what came of each file, or of all texts together. Out: lines of text, or a .json or .csv file. Counts only:
no words of a text, and no name of a file that could be a person's. Knows nothing about how they are found.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import WrongUse
from assistant.terminal.redaction.write import write_file

KINDS = (".json", ".csv")
MASKED = (
    "redaction did not finish, so every number and every unknown word was masked. Read it before you use it."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one file; ``output`` is the name of the new file, empty when there is none."""

    number: int
    output: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    left_behind: Counter[str] = field(default_factory=Counter)
    note: str = ""
    degraded: bool = False
    error: str = ""

    @property
    def status(self) -> str:
        """``done``, ``masked`` (see ``MASKED``) or ``failed``."""
        return "failed" if self.error else "masked" if self.degraded else "done"


@dataclass
class Total:
    """All together. ``unit`` is what was counted: file, line or text."""

    unit: str
    seen: int = 0
    failed: int = 0
    masked: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, counts: Counter[str], *, failed: int = 0, masked: int = 0, seen: int = 1) -> None:
        """Count what came of some more."""
        self.seen += seen
        self.failed += failed
        self.masked += masked
        self.counts.update(counts)

    @property
    def exit_code(self) -> int:
        """1 when something failed or was masked whole, else 0."""
        return 1 if self.failed or self.masked else 0


def total_of(entries: Iterable[Entry]) -> Total:
    """The files together."""
    total = Total("file")
    for entry in entries:
        total.add(entry.counts, failed=entry.status == "failed", masked=entry.status == "masked")
    return total


def entry_lines(entry: Entry) -> list[str]:
    """What came of one file, in plain words."""
    if entry.error:
        return [entry.error]
    lines = [f"{entry.output}: {counted(entry.counts)}"]
    if entry.left_behind:
        lines.append(f"{entry.output}: besides, {_listed(entry.left_behind)}")
    if entry.note:
        lines.append(f"{entry.output}: {entry.note}")
    if entry.degraded:
        lines.append(f"{entry.output}: {MASKED}")
    return lines


def total_lines(total: Total) -> list[str]:
    """All together, in plain words."""
    lines = [f"All {_several(total.seen, total.unit)}: {counted(total.counts)}"]
    if total.failed:
        lines.append(f"{_several(total.failed, total.unit)} could not be redacted; see above.")
    if total.masked:
        lines.append(f"{_several(total.masked, total.unit)}: {MASKED}")
    return lines


def counted(counts: Counter[str]) -> str:
    """The counts in words: "3 taken out: NAME 2, DATE 1"."""
    return f"{counts.total()} taken out: {_listed(counts)}" if counts else "nothing taken out"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.most_common())


def _several(count: int, unit: str) -> str:
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def check_report_path(path: Path, *, overwrite: bool) -> None:
    """Raise WrongUse for a report that cannot be written, before any work is done."""
    if path.suffix.lower() not in KINDS:
        raise WrongUse("--report takes a file that ends in .json or .csv.")
    if path.exists() and not overwrite:
        raise WrongUse("The file for --report is already there. Give another name, or --overwrite.")
    if not path.parent.is_dir():
        raise WrongUse("There is no folder for --report. Make it first, or give another one.")


def write_report(path: Path, entries: Sequence[Entry], total: Total) -> None:
    """Write the report; raises WrongUse when the disk does not take it."""
    made = _as_json(entries, total) if path.suffix.lower() == ".json" else _as_csv(entries, total)
    try:
        write_file(path, made.encode())
    except OSError as error:
        raise WrongUse(f"The report could not be written: {error.strerror}.") from None


def _as_json(entries: Sequence[Entry], total: Total) -> str:
    files: list[dict[str, Any]] = [
        {
            "number": entry.number,
            "output": entry.output,
            "status": entry.status,
            "removed": dict(entry.counts),
            "left_behind": dict(entry.left_behind),
            "note": entry.note or entry.error,
        }
        for entry in entries
    ]
    together = {
        f"{total.unit}s": total.seen,
        "failed": total.failed,
        "masked": total.masked,
        "removed": dict(total.counts),
    }
    return json.dumps({"files": files, "total": together}, ensure_ascii=False, indent=2) + "\n"


def _as_csv(entries: Sequence[Entry], total: Total) -> str:
    from assistant.terminal.redaction.table import harmless_cell

    kinds = sorted(total.counts)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["number", "output", "status", "removed", *kinds])
    for entry in entries:
        counts = [entry.counts[kind] for kind in kinds]
        writer.writerow([entry.number, harmless_cell(entry.output), entry.status, sum(counts), *counts])
    counts = [total.counts[kind] for kind in kinds]
    status = f"{total.failed} failed, {total.masked} masked of {_several(total.seen, total.unit)}"
    writer.writerow(["total", "", status, sum(counts), *counts])
    return file.getvalue()
