"""Read one file, take identity out, and give back what to write.

In: a redactor and a ``Job``, the path of a file and the name it may be called by. Out: an ``Outcome``: the bytes
of the new file, counts by kind of identifier, and what to tell; or one plain line that says why there is none.
It never raises for a file it cannot use, and what it tells holds no words of the file.
Writes nothing. Knows nothing about other files, folders or processes.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from assistant.errors import CheckbackError, WrongUse
from assistant.redaction import Redactor

KINDS = (".txt", ".md", ".csv", ".docx", ".pdf")
_AS_TEXT = "Save it as plain UTF-8 text and try again."
_NOT_TEXT = {
    b"PK\x03\x04": "a packed file (Word, Excel or zip)",
    b"%PDF-": "a .pdf file",
    b"{\\rtf": "a rich text file (.rtf)",
    b"\xd0\xcf\x11\xe0": "an old or locked Office file",
}


@dataclass(frozen=True, slots=True)
class Job:
    """One file to redact. ``shown`` is the name it may be called by, on the screen and in a report."""

    number: int
    path: str = field(repr=False)
    shown: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: ``content`` to write, or ``error``. ``left_behind`` are comments, links and so on."""

    content: bytes = field(default=b"", repr=False)
    counts: Counter[str] = field(default_factory=Counter)
    left_behind: Counter[str] = field(default_factory=Counter)
    note: str = ""
    degraded: bool = False
    error: str = ""


def written_as(suffix: str) -> str:
    """The kind of the new file: the same, but text for what cannot be written."""
    return ".txt" if suffix == ".pdf" else suffix


def redact_file(redactor: Redactor, job: Job) -> Outcome:
    """What came of the file; whatever goes wrong is told in one plain line."""
    suffix = PurePath(job.path).suffix.lower()
    if suffix not in _REDACTED:
        return Outcome(error=f"{job.shown} is of a kind that is not read here. It reads: {' '.join(KINDS)}.")
    try:
        return _REDACTED[suffix](redactor, job.shown, _read(job))
    except CheckbackError as error:
        return Outcome(error=str(error))
    except Exception as error:  # noqa: BLE001  # the edge of one file: a message may hold its words
        return Outcome(
            error=f"{job.shown} could not be redacted ({type(error).__name__}). Nothing was written."
        )


def _read(job: Job) -> bytes:
    path = Path(job.path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise WrongUse(f"There is no file {job.shown}. Give files or folders.") from None
    except OSError as error:
        raise WrongUse(f"{job.shown} cannot be read: {error.strerror}.") from None
    if not content.strip():
        raise WrongUse(f"{job.shown} is empty. Give a file with words in it.")
    return content


def _redact_text(redactor: Redactor, name: str, content: bytes) -> Outcome:
    text, mark = decode(name, content)
    (redacted,) = redactor.redact_many([text])
    return Outcome(mark + redacted.text.encode(), Counter(redacted.counts), degraded=redacted.degraded)


def _redact_csv(redactor: Redactor, name: str, content: bytes) -> Outcome:
    from assistant.terminal.redaction.table import redact_table

    text, mark = decode(name, content)
    table = redact_table(redactor, name, text)
    left_behind = Counter({"formulas made harmless": table.formulas})
    return Outcome(mark + table.text.encode(), table.counts, +left_behind, degraded=table.degraded)


def _redact_docx(redactor: Redactor, name: str, content: bytes) -> Outcome:
    from assistant.terminal.redaction.docx import redact_docx

    letter = redact_docx(redactor, name, content)
    redacted = letter.redacted
    return Outcome(letter.content, Counter(redacted.counts), letter.left_behind, degraded=redacted.degraded)


def _redact_pdf(redactor: Redactor, name: str, content: bytes) -> Outcome:
    from assistant.knowledge.documents import read_documents

    (document,) = read_documents(name, content)
    (redacted,) = redactor.redact_many([document.text])
    return Outcome(
        f"{redacted.text}\n".encode(),
        Counter(redacted.counts),
        note=f"Written as text. {document.note}".strip(),
        degraded=redacted.degraded,
    )


_REDACTED: dict[str, Callable[[Redactor, str, bytes], Outcome]] = {
    ".txt": _redact_text,
    ".md": _redact_text,
    ".csv": _redact_csv,
    ".docx": _redact_docx,
    ".pdf": _redact_pdf,
}


def decode(name: str, content: bytes) -> tuple[str, bytes]:
    """The text of a plain file and its byte order mark; raises WrongUse for what is not UTF-8 text."""
    for first, kind in _NOT_TEXT.items():
        if content.startswith(first):
            raise WrongUse(f"{name} is {kind} inside, whatever its name says. {_AS_TEXT}")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        text = content.removeprefix(mark).decode()
    except UnicodeDecodeError as error:
        raise WrongUse(f"{name} is not UTF-8 text (byte {error.start + 1}). {_AS_TEXT}") from None
    if "\x00" in text:
        raise WrongUse(f"{name} holds NUL bytes, so it is not plain text. {_AS_TEXT}")
    return text, mark
