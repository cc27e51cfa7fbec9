"""Read the words of a PDF letter, with the lines of print put together to sentences again.

In: the file's name and bytes. Out: text and a note when some pages are pictures. A scan without words, a
locked or damaged file is WrongUse with what to do. Columns come in the order the file was written in.
Limits keep a swollen file from filling memory. Knows nothing about grades; writes nothing.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.errors import WrongUse
from assistant.plain_language.letter_text import join_wrapped_lines

MAX_PAGES = 500
MAX_STREAM = 20_000_000

_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_REPEATED = 2
_JOINED_LETTERS = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_DAMAGED = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, RecursionError,
    AssertionError, EOFError, OSError, zlib.error, struct.error,
)  # fmt: skip


def read_pdf(name: str, content: bytes, max_characters: int) -> tuple[str, str]:
    """The words of the letter and a note; raises WrongUse for what is locked, damaged, a scan or too long."""
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the file
    limits = {"zlib_maximum_output_length": MAX_STREAM, "lzw_maximum_output_length": MAX_STREAM}
    try:
        with apply_configuration(**limits):
            pages = list(_pages(name, content, max_characters))
    except (PyPdfError, DependencyError, DeprecationError, *_DAMAGED):
        raise WrongUse(f"{name} is damaged or is not a PDF letter. Open it and save it again.") from None
    empty = sum(not re.search(r"\w", "".join(lines)) for lines in pages)
    if empty == len(pages):
        raise WrongUse(
            f"{name} has no words in it, it is a picture (a scan). "
            "Ask for the letter as it was typed, or type the words into a text file."
        )
    note = f"{empty} of {len(pages)} pages hold no words (pictures?) and are not counted." if empty else ""
    paragraphs = join_wrapped_lines("\n".join(_without_margins(pages))).split("\n")
    return "\n\n".join(filter(None, paragraphs)), note


def _pages(name: str, content: bytes, max_characters: int) -> Iterator[list[str]]:
    """The lines of each page."""
    reader = _open(name, content)
    if len(reader.pages) > MAX_PAGES:
        raise WrongUse(f"{name} has {len(reader.pages):,} pages; at most {MAX_PAGES}. Split it.")
    characters = 0
    for page in reader.pages:
        text = page.extract_text().translate(_JOINED_LETTERS)
        characters += len(text)
        if characters > max_characters:
            raise WrongUse(f"{name} holds more than {max_characters:,} characters. Split it.")
        yield [" ".join(line.split()) for line in text.split("\n")]


def _open(name: str, content: bytes) -> Any:
    """A reader; a file locked only against printing opens without a password, as in any viewer."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except DependencyError:
            opened = False
        if not opened:
            raise WrongUse(f"{name} is locked with a password. Open it, save it without one, and try again.")
    return reader


def _without_margins(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of all pages; page numbers and a heading that comes again on each page are left out."""
    trimmed = [_trim([line for line in lines if line]) for lines in pages]
    seen: set[str] = set()
    for lines in filter(None, trimmed):
        edges = [lines[0], lines[-1]]
        for place, line in enumerate(lines):
            is_edge = place in {0, len(lines) - 1}
            if is_edge and line in seen and len(pages) >= _REPEATED:
                continue
            yield line
        seen.update(edges)


def _trim(lines: list[str]) -> list[str]:
    """Without a page number at the top or at the foot."""
    while lines and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines = lines[:-1]
    while lines and _PAGE_NUMBER.fullmatch(lines[0]):
        lines = lines[1:]
    return lines
