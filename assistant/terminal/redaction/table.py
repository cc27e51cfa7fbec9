"""Take identity out of a table saved as CSV, cell by cell, and give the table back.

In: the text of the table. Out: the same table with placeholders; the heading row stays, since it is redacted
too and a heading names nobody. Each row is a call of its own: a person has one placeholder in all cells of the
row, and numbers begin anew in the next. A heading such as "DOB" is read before its cell, so that it counts as
a cue; a cell under a heading that always names a person is masked whole. What a spreadsheet would run as a
formula is made harmless. Knows nothing about files, or about how identifiers are found.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from assistant.call_types import Redacted
from assistant.errors import WrongUse
from assistant.redaction import Redactor
from assistant.terminal.redaction.fill import Piece, fill

_SEPARATORS = ",;\t"
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\t\r"
_NUMBER_OR_PHONE = re.compile(r"[+-]?(?:[\d.,]*\d%?|[\d\s().-]*\d)")
_MASKED = re.compile(r"(?:<[A-Z][A-Z0-9_]*_\d+>|[^\w])*")
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_]*_\d+>")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_ALWAYS = {
    "NAME": "name, patient, patient name, member name, client name, full name, first name, last name, "
    "middle name, given name, family name, surname, preferred name, maiden name, caregiver, caregiver name, "
    "emergency contact, guardian, next of kin, spouse",
    "DATE": "dob, date of birth, birth date, birthdate, birthday",
    "SSN": "ssn, social security, social security number",
    "MRN": "mrn, medical record number, chart number",
    "PHONE": "phone, phone number, telephone, cell, cell phone, mobile, home phone, work phone",
    "FAX": "fax, fax number",
    "EMAIL": "email, e mail, email address",
    "ADDRESS": "address, street, street address, home address, mailing address",
    "ZIP": "zip, zip code, zipcode, postal code, postcode",
    "HEALTH_PLAN": "member id, subscriber id, policy number, medicaid id, medicare id, medicare number, mbi",
    "ACCOUNT": "account, account number",
}
_LABEL_OF = {heading: label for label, headings in _ALWAYS.items() for heading in headings.split(", ")}


class RedactedTable(NamedTuple):
    """The table as text, how many identifiers of each kind were taken out, and what to tell."""

    text: str
    counts: Counter[str]
    degraded: bool
    formulas: int


class _Row(NamedTuple):
    text: str
    pieces: tuple[Piece, ...]


def redact_table(redactor: Redactor, name: str, text: str) -> RedactedTable:
    """The table without identity; raises WrongUse when it cannot be read as a table."""
    separator = _separator_of(text)
    rows = _read_rows(name, text, separator)
    head, body = rows[0], rows[1:]
    heading = _as_text(head, ())
    (top,) = redactor.redact_many([heading.text])
    headings = fill(heading.pieces, heading.text, top)
    cues = [new if new == old else "" for new, old in zip(headings, head, strict=True)]
    counts = Counter(top.counts)
    made = [_as_text(cells, cues) for cells in body]
    new_rows, degraded = [headings], top.degraded
    for row, redacted in zip(made, redactor.redact_many([row.text for row in made]), strict=True):
        cells, found, failed = _new_cells(redactor, row, redacted, cues)
        new_rows.append(cells)
        counts.update(found)
        degraded |= failed
    return _write(new_rows, separator, "\r\n" if "\r\n" in text else "\n", counts, degraded)


def _new_cells(
    redactor: Redactor, row: _Row, redacted: Redacted, cues: Sequence[str]
) -> tuple[list[str], Counter[str], bool]:
    cells = fill(row.pieces, row.text, redacted)
    missed = [
        number for number, cell in enumerate(cells) if _always(cues, number) and not _MASKED.fullmatch(cell)
    ]
    if missed:
        # What stands under such a heading may stand in another cell of the row, too.
        known = [row.text[row.pieces[number].start : row.pieces[number].end] for number in missed]
        redacted = redactor.for_call(known).redact(row.text)
        cells = fill(row.pieces, row.text, redacted)
    counts = _counts_in(row, redacted)
    for number in missed:
        if not _MASKED.fullmatch(cells[number]):
            label = _always(cues, number)
            inside = _PLACEHOLDER.findall(cells[number])
            cells[number] = " ".join(inside) or f"<{label}_0>"
            counts[label] += not inside
    return cells, counts, redacted.degraded


def _always(cues: Sequence[str], number: int) -> str:
    """The label of what always stands under this heading, or nothing."""
    cue = cues[number] if number < len(cues) else ""
    return _LABEL_OF.get(_NOT_LETTERS.sub(" ", cue.lower()).strip(), "")


def _counts_in(row: _Row, redacted: Redacted) -> Counter[str]:
    """The identifiers that stand in a cell; what was found in the heading before it is not ours to take out."""
    return Counter(
        span.label
        for span in redacted.spans
        if any(piece.start < span.end and span.start < piece.end for piece in row.pieces)
    )


def _as_text(cells: Sequence[str], cues: Sequence[str]) -> _Row:
    """One row as lines of "heading: cell", and where the cells stand."""
    lines: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, cell in enumerate(cells):
        cue = " ".join(cues[number].replace("_", " ").split()) if number < len(cues) else ""
        before = f"{cue}: " if cue and cell else ""
        pieces.append(Piece(at + len(before), at + len(before) + len(cell), number))
        lines.append(f"{before}{cell}\n")
        at += len(lines[-1])
    return _Row("".join(lines), tuple(pieces))


def _separator_of(text: str) -> str:
    first = next(filter(None, text.splitlines()), "")
    return max(_SEPARATORS, key=first.count)


def _read_rows(name: str, text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [cells for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise WrongUse(
            f"{name}, near line {reader.line_num}: the row cannot be read; a quotation mark may be open, or a "
            "cell too long. Save the sheet as CSV again."
        ) from None


def _write(
    rows: Sequence[Sequence[str]], separator: str, line_end: str, counts: Counter[str], degraded: bool
) -> RedactedTable:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=line_end)
    formulas = 0
    for cells in rows:
        harmless = [harmless_cell(cell) for cell in cells]
        formulas += sum(new != old for new, old in zip(harmless, cells, strict=True))
        writer.writerow(harmless)
    return RedactedTable(file.getvalue(), counts, degraded, formulas)


def harmless_cell(cell: str) -> str:
    """The cell with ' in front when a spreadsheet would run it as a formula.

    >>> harmless_cell("=1+1"), harmless_cell("-5"), harmless_cell("+1 (614) 555-0142")
    ("'=1+1", '-5', '+1 (614) 555-0142')
    """
    risky = cell.startswith(tuple(_FORMULA)) or cell.lstrip().startswith(tuple(_FORMULA))
    return f"'{cell}" if risky and not _NUMBER_OR_PHONE.fullmatch(cell.strip()) else cell
