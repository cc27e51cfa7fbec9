"""The command ``checkback redact``: one text, JSON lines, or files and folders into another folder.

In: what was typed. Out: text or JSON on standard output, or new files; a report of counts on standard error
and, if asked for, in a file. Exit 1 when a file or line could not be redacted or was masked whole.
Knows which way to go, and nothing about how each of them works.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import typer

from assistant.errors import WrongUse
from assistant.terminal.reading import read_source
from assistant.terminal.redaction.report import (
    MASKED,
    Entry,
    Total,
    check_report_path,
    counted,
    entry_lines,
    total_lines,
    total_of,
    write_report,
)

_NEED_A_FOLDER = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Options:
    """What was typed beside the sources."""

    as_json: bool = False
    jsonl: bool = False
    to: Path | None = None
    workers: int = 1
    overwrite: bool = False
    keep_names: bool = False
    report: Path | None = None


def redact(sources: Sequence[str], options: Options) -> None:
    """Go the way that was asked for, then tell the counts."""
    _refuse_clashes(sources, options)
    if options.report:
        _check_report(options.report, sources, overwrite=options.overwrite)
    entries: Sequence[Entry] = ()
    if options.to:
        entries, total = _redact_files(sources, options.to, options)
    elif options.jsonl:
        total = _redact_lines(sources[0], options.workers)
    else:
        total = _redact_one(sources[0], as_json=options.as_json)
    if options.report:
        write_report(options.report, entries, total)
    if total.exit_code:
        raise typer.Exit(total.exit_code)


def _refuse_clashes(sources: Sequence[str], options: Options) -> None:
    if options.as_json and options.jsonl:
        raise WrongUse("Choose one of --json and --jsonl.")
    if options.to:
        if options.as_json or options.jsonl or "-" in sources:
            raise WrongUse("--to takes files and folders, without --json, --jsonl or standard input (-).")
        return
    if len(sources) > 1 or Path(sources[0]).is_dir():
        raise WrongUse("More than one file needs --to FOLDER, where the new files are to stand.")
    if PurePath(sources[0]).suffix.lower() in _NEED_A_FOLDER and not options.jsonl:
        raise WrongUse("A .docx or .pdf needs --to FOLDER, where the new file is to stand.")
    if options.keep_names:
        raise WrongUse("--keep-names goes with --to FOLDER.")


def _check_report(report: Path, sources: Iterable[str], *, overwrite: bool) -> None:
    check_report_path(report, overwrite=overwrite)
    if any(report.exists() and Path(source).exists() and report.samefile(source) for source in sources):
        raise WrongUse("--report is the file that is read. Give another name.")


def _redact_files(sources: Sequence[str], folder: Path, options: Options) -> tuple[list[Entry], Total]:
    from assistant.terminal.redaction.files import plan_files, redact_files, show_names

    plans = plan_files(sources, folder, keep_names=options.keep_names, overwrite=options.overwrite)
    if options.report and any(_same(options.report, Path(plan.job.path)) for plan in plans):
        raise WrongUse("--report is a file that is read. Give another name.")
    entries = redact_files(plans, folder, options.workers)
    total = total_of(entries)
    show_names(plans)
    for entry in entries:
        _tell(entry_lines(entry))
    _tell(total_lines(total))
    return entries, total


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _redact_lines(source: str, workers: int) -> Total:
    from assistant.terminal.redaction.lines import redact_lines

    total = redact_lines(source, workers)
    if sys.stderr.isatty():
        _tell(total_lines(total))
    elif total.masked:
        _tell(total_lines(Total("line", total.masked, 0, total.masked))[1:])
    return total


def _redact_one(source: str, *, as_json: bool) -> Total:
    """One text to standard output, as it always was; a table keeps its cells."""
    from assistant.terminal.redaction.lines import redacted_row
    from assistant.terminal.redaction.table import redact_table
    from assistant.terminal.redaction.tool import opened

    text = read_source(source)
    redactor = opened()
    if PurePath(source).suffix.lower() == ".csv" and not as_json:
        table = redact_table(redactor, source, text)
        counts, degraded = table.counts, table.degraded
        sys.stdout.write(table.text)
    else:
        (redacted,) = redactor.redact_many([text])
        counts, degraded = Counter(redacted.counts), redacted.degraded
        sys.stdout.write(_as_json(redacted_row(redacted)) if as_json else redacted.text)
    if degraded:
        _tell([MASKED[0].upper() + MASKED[1:]])
    elif sys.stderr.isatty():
        _tell([counted(counts)])
    return Total("text", 1, 0, int(degraded), counts)


def _as_json(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"checkback: {' '.join(line.split())}", file=sys.stderr)  # noqa: T201
