"""``checkback redact --jsonl``: one JSON object a line in, one a line out, in the same order, in blocks.

In: lines of a file or of standard input. Out: lines, as soon as their block is done. A block is what lies ready,
so that a program that sends a line and waits gets its answer at once, and a long file is read in big blocks.
A bad line gives its error and loses no other, nor does a text that kills a worker.
Knows nothing about how identifiers are found.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.call_types import Redacted
from assistant.errors import CheckbackError, WrongUse
from assistant.redaction import Redactor
from assistant.terminal.loading import progress_bar
from assistant.terminal.reading import parse_line, text_of
from assistant.terminal.redaction.report import Total
from assistant.terminal.redaction.tool import open_redactor, results_of
from assistant.terminal.redaction.workers import Work, run_in_workers

MOST_LINES = 128
MOST_BYTES = 500_000  # read in one go

Block = list[bytes]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BlockDone:
    """The rows of a block, in order, and what was taken out of them."""

    rows: list[Row] = field(repr=False)
    counts: Counter[str]
    failed: int
    masked: int
    size: int


def redact_lines(source: str, workers: int) -> Total:
    """Print a line for each line; gives what was taken out of all of them."""
    total = Total("line")
    work = Work(open_redactor, redact_block, _one_by_one)
    read = 0
    with _progress(source) as progress:
        for done in results_of(work, blocks(source), workers):
            for row in done.rows:
                print(_as_line(row))  # noqa: T201
            sys.stdout.flush()
            total.add(done.counts, failed=done.failed, masked=done.masked, seen=len(done.rows))
            read += done.size
            progress(read)
    return total


def redacted_row(redacted: Redacted) -> Row:
    """What the contract gives for a text; ``degraded`` only where it says something."""
    row: Row = {"text": redacted.text, "spans": [asdict(span) for span in redacted.spans]}
    return {**row, "degraded": True} if redacted.degraded else row


def redact_block(redactor: Redactor, block: Block) -> BlockDone:
    """Redact the lines of a block, each a call of its own."""
    rows: list[Row] = []
    texts: list[str] = []
    places: list[int] = []
    for place, line in enumerate(block):
        row: Row = {"id": None}
        rows.append(row)
        try:
            item = parse_line(line)
            row["id"] = item.get("id")
            texts.append(text_of(item))
            places.append(place)
        except CheckbackError as error:
            row["error"] = str(error)
    counts: Counter[str] = Counter()
    masked = 0
    for place, redacted in zip(places, redactor.redact_many(texts), strict=True):
        rows[place].update(redacted_row(redacted))
        counts.update(redacted.counts)
        masked += redacted.degraded
    return BlockDone(rows, counts, len(rows) - len(texts), masked, _size(block))


def _one_by_one(block: Block) -> BlockDone:
    """A block that killed a worker: each line alone, so that only the line that does it is lost."""
    if len(block) == 1:
        error = "The process that read this line died twice (too little memory?). Split the text."
        return BlockDone([{"id": _id_of(block[0]), "error": error}], Counter(), 1, 0, _size(block))
    done = list(run_in_workers(Work(open_redactor, redact_block, _one_by_one), ([line] for line in block), 1))
    return BlockDone(
        [row for each in done for row in each.rows],
        sum((each.counts for each in done), Counter()),
        sum(each.failed for each in done),
        sum(each.masked for each in done),
        _size(block),
    )


def blocks(source: str) -> Iterator[Block]:
    """The lines that are not empty, in blocks; raises WrongUse for a file that cannot be read."""
    if source == "-":
        yield from _blocks_of(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as file:
            yield from _blocks_of(file)
    except OSError as error:
        raise WrongUse(
            f"The file {source} cannot be read: {error.strerror}. Give a file, or - for standard input."
        ) from None


def _blocks_of(file: Any) -> Iterator[Block]:
    """What lies ready, as whole lines, up to a limit."""
    begun: list[bytes] = []
    while chunk := file.read1(MOST_BYTES):
        whole, newline, rest = chunk.rpartition(b"\n")
        if newline:
            yield from _in_blocks(b"".join((*begun, whole)).split(b"\n"))
            begun.clear()
        begun.append(rest)
    yield from _in_blocks([b"".join(begun)])


def _in_blocks(lines: Sequence[bytes]) -> Iterator[Block]:
    full = [line for line in lines if line.strip()]
    for first in range(0, len(full), MOST_LINES):
        yield full[first : first + MOST_LINES]


def _id_of(line: bytes) -> object:
    try:
        return parse_line(line).get("id")
    except CheckbackError:
        return None


def _size(block: Block) -> int:
    return sum(len(line) + 1 for line in block)


def _as_line(row: Row) -> str:
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character in the id
        return json.dumps(row)
    return text


@contextmanager
def _progress(source: str) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of a file, where it does not get between the lines on the same screen."""
    if source == "-" or sys.stdout.isatty():
        yield lambda _read: None
        return
    size = Path(source).stat().st_size if Path(source).is_file() else 0
    with progress_bar("Redacting") as progress:
        yield lambda read: progress(min(read, size), size)
