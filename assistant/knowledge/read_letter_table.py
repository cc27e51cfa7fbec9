"""Read a spreadsheet of letters saved as CSV: one letter a row.

In: the file's name and text, with comma, semicolon or tab between cells. Out: a name and the words of each row.
The words stand in the column text, letter, script or body, or in the only column that holds sentences;
the column id or name names each letter. Knows nothing about encodings or grades.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from statistics import fmean

from assistant.errors import WrongUse

MAX_ROWS = 5_000
TEXT_COLUMNS = ("text", "letter", "script", "body")
NAME_COLUMNS = ("id", "name", "letter_id", "file", "title")

_SEPARATORS = ",;\t"
_SENTENCE_WORDS = 5
_LONGEST_NAME = 80
_HEADER_WORDS = 4
_LOOKED_AT = 50
Row = tuple[int, list[str]]


def read_letter_table(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """Name and words of each row, in order, empty rows left out; raises WrongUse with what to do."""
    rows = _read_rows(name, text)
    header = [cell.strip().lower() for cell in rows[0][1]]
    if len(header) == 1 and len(header[0].split()) > _HEADER_WORDS:
        header, body = ["text"], rows  # one column without a heading: the first row is a letter, too
    else:
        body = rows[1:]
    if not body:
        raise WrongUse(f"{name} has a heading but no row below it. Put one letter in each row.")
    if len(body) > MAX_ROWS:
        raise WrongUse(f"{name} has {len(body):,} rows; at most {MAX_ROWS:,}. Split it into several files.")
    column = _text_column(name, header, body)
    named = next((header.index(each) for each in NAME_COLUMNS if each in header), -1)
    return tuple(_named(name, body, column, -1 if named == column else named))


def _read_rows(name: str, text: str) -> list[Row]:
    """Rows that hold something, each with the line of the file it ends on."""
    first = next(filter(None, text.splitlines()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    try:
        rows.extend((reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error:
        raise WrongUse(
            f"{name}, near line {reader.line_num}: the row cannot be read; a quotation mark may be open, or a "
            "cell too long. Save the sheet as CSV again."
        ) from None
    return rows


def _text_column(name: str, header: Sequence[str], body: Sequence[Row]) -> int:
    for wanted in TEXT_COLUMNS:
        if wanted in header:
            return header.index(wanted)
    wordy = [column for column in range(len(header)) if _mean_words(body, column) >= _SENTENCE_WORDS]
    if len(wordy) != 1:
        raise WrongUse(
            f"{name}: which of its {len(header)} columns holds the letters? Give that column the heading text."
        )
    return wordy[0]


def _mean_words(body: Sequence[Row], column: int) -> float:
    return fmean(len(_cell(cells, column).split()) for _, cells in body[:_LOOKED_AT])


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _named(name: str, body: Sequence[Row], column: int, named: int) -> Iterator[tuple[str, str]]:
    """Each row by its own name; by its number where that is missing, stands twice, or there are no words.

    A row without words is told in an error, and an error must not show who a letter is for.
    """
    seen: set[str] = set()
    for number, (_, cells) in enumerate(body, start=1):
        words = _cell(cells, column)
        own = " ".join(_cell(cells, named).split())[:_LONGEST_NAME] if named >= 0 and words else ""
        shown = own if own and own not in seen else f"{own} (row {number})" if own else f"row {number}"
        seen.add(shown)
        yield f"{name}: {shown}", words
