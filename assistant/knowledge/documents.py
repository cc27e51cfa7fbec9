"""Read the words of a letter, leaflet or list of scripts that somebody brought, in memory only.

In: a file's name and its bytes (.txt .md .docx .pdf, or .csv with one letter a row). Out: Documents: name and
words, one paragraph or list item a line. What cannot be read is WrongUse with what to do next; a message
names the file and what is wrong with it, never its words. Writes nothing, touches no network.
Knows nothing about grades or patients. Loads the reader of a kind of file only when one is there.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePath

from assistant.errors import WrongUse

KINDS = (".txt", ".md", ".docx", ".pdf", ".csv")
MAX_BYTES = 5_000_000
MAX_CHARACTERS = 2_000_000

_PLAIN_KINDS = (".txt", ".md", ".csv")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024  # a few bytes of a mail program may stand before the mark of a PDF
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WINDOWS_MARKS = re.compile(r"[\u00a0-\u00bf\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2122]")
_MOST_SPECIAL = 0.3
_WINDOWS_NOTE = "Read as Windows text (cp1252), not UTF-8; check that letters such as é look right."
_SAVE_AS = "Save it as .docx, .pdf or .txt and try again."


@dataclass(frozen=True, slots=True)
class Document:
    """The words of one letter. ``note`` says in plain words what a reader of the figures should know."""

    name: str
    text: str = field(repr=False)
    note: str = ""


def read_documents(name: str, content: bytes) -> tuple[Document, ...]:
    """The letters in the file ``name``: one, or for .csv one a row; raises WrongUse with what to do."""
    if not content.strip():
        raise WrongUse(f"{name} is empty. Give a file with words in it.")
    if len(content) > MAX_BYTES:
        raise WrongUse(
            f"{name} has {len(content) / 1e6:.1f} MB; at most {MAX_BYTES // 1_000_000} MB. "
            "Split it, or save it without pictures."
        )
    suffix = PurePath(name).suffix.lower()
    kind = _kind_of(name, suffix, content)
    documents = _READERS[kind](name, content)
    if sum(len(document.text) for document in documents) > MAX_CHARACTERS:
        raise WrongUse(f"{name} holds more than {MAX_CHARACTERS:,} characters. Split it into several files.")
    return documents


def _kind_of(name: str, suffix: str, content: bytes) -> str:
    """The kind of file by its bytes; raises WrongUse when that is not what its name says."""
    found = _kind_by_bytes(name, content)
    if found == "" and suffix in {".docx", ".pdf"}:
        raise WrongUse(f"{name} is not a {suffix} file, whatever its name says. Open it and save it again.")
    if found and suffix in KINDS and found != suffix:
        raise WrongUse(f"{name} is a {found} file inside. Give it a name that ends in {found}.")
    return found or (".csv" if suffix == ".csv" else ".txt")


def _kind_by_bytes(name: str, content: bytes) -> str:
    """``.pdf`` or ``.docx``, or nothing for what may be plain text; raises WrongUse for kinds we cannot read."""
    if content.startswith(_OLD_OFFICE):
        raise WrongUse(f"{name} is locked with a password or is an old Office file (.doc). {_SAVE_AS}")
    if content.startswith(b"{\\rtf"):
        raise WrongUse(f"{name} is a rich text file (.rtf). {_SAVE_AS}")
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return ".pdf"
    if not content.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError):
        names = []
    if any(part.startswith("word/") for part in names):
        return ".docx"
    raise WrongUse(f"{name} is a packed file without a Word letter in it. {_SAVE_AS}")


def _read_text(name: str, content: bytes) -> tuple[Document, ...]:
    text, note = decode_text(name, content)
    return (Document(name, text, note),)


def _read_csv(name: str, content: bytes) -> tuple[Document, ...]:
    from assistant.knowledge.read_letter_table import read_letter_table

    text, note = decode_text(name, content)
    return tuple(Document(row, words, note) for row, words in read_letter_table(name, text))


def _read_docx(name: str, content: bytes) -> tuple[Document, ...]:
    from assistant.knowledge.read_docx import read_docx

    return (Document(name, _with_words(name, read_docx(name, content))),)


def _read_pdf(name: str, content: bytes) -> tuple[Document, ...]:
    from assistant.knowledge.read_pdf import read_pdf

    text, note = read_pdf(name, content, MAX_CHARACTERS)
    return (Document(name, text, note),)


_READERS = {".txt": _read_text, ".csv": _read_csv, ".docx": _read_docx, ".pdf": _read_pdf}


def _with_words(name: str, text: str) -> str:
    if not re.search(r"\w", text):
        raise WrongUse(f"{name} has no words in it, only pictures or empty pages. Give the letter as text.")
    return text


def decode_text(name: str, content: bytes) -> tuple[str, str]:
    """Plain text of ``content`` and a note when it was written by Windows in its own way."""
    text, note = _decode(content, "utf-16" if content.startswith(_UTF16) else "utf-8-sig"), ""
    if text is None:
        text, note = _decode_windows(name, content), _WINDOWS_NOTE
    if _CONTROL.search(text):
        raise WrongUse(f"{name} holds NUL bytes or control characters, so it is not plain text. {_SAVE_AS}")
    return _with_words(name, text.replace("\r\n", "\n").replace("\r", "\n")), note


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_windows(name: str, content: bytes) -> str:
    """Text as old Windows programs write it, when that is clearly what it is; raises WrongUse else."""
    text = _decode(content, "cp1252") or ""
    special = [c for c in text if not c.isascii()]
    odd = [c for c in special if not c.isalpha() and not _WINDOWS_MARKS.match(c)]
    if not text or odd or len(special) > _MOST_SPECIAL * len(text.strip()):
        raise WrongUse(f"{name} is not text we can read. Save it as plain UTF-8 text and try again.")
    return text
