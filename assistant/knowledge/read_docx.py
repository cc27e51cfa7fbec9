"""Read the words of a Word letter as they stand on the page.

In: the file's name and bytes. Out: text; header first, then paragraphs, lists, tables and text boxes in order,
then footnotes and footer. A blank line parts paragraphs, a dash begins a list item. Deleted and hidden words
are left out. A damaged or swollen file is WrongUse. Knows nothing about grades; writes nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from assistant.errors import WrongUse

MAX_UNPACKED = 30_000_000
MAX_PARTS = 2_000

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_READ = frozenset(
    {f"{_WORD}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "moveFrom", "del", "rt")}
) | {_FALLBACK}
_BOX = f"{_WORD}txbxContent"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": " "}
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, AttributeError, TypeError, EOFError,
    RuntimeError, RecursionError, OSError, AssertionError,
)  # fmt: skip


def read_docx(name: str, content: bytes) -> str:
    """The words of the letter; raises WrongUse for a file that is damaged, locked or far too large inside."""
    from docx.opc.exceptions import OpcError

    try:
        _refuse_swollen(name, content)
        lines = _Page(content).lines()
    except (OpcError, *_DAMAGED):
        raise WrongUse(
            f"{name} is damaged or is not a Word letter. Open it in Word and save it again."
        ) from None
    return "\n".join(lines).strip()


def _refuse_swollen(name: str, content: bytes) -> None:
    """A small file may unpack to gigabytes; its directory says so before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
    if sum(sizes) > MAX_UNPACKED or len(sizes) > MAX_PARTS:
        raise WrongUse(
            f"{name} unpacks to more than {MAX_UNPACKED // 1_000_000} MB. Save it without pictures, or split it."
        )


class _Page:
    """One letter, opened; its lists are known by their paragraph or by its style."""

    def __init__(self, content: bytes) -> None:
        from docx import Document

        self._file = Document(io.BytesIO(content))
        numbered = self._file.styles.element.iter(f"{_WORD}numPr")
        self._list_styles = {
            style.get(f"{_WORD}styleId") for part in numbered for style in part.iterancestors(f"{_WORD}style")
        }

    def lines(self) -> list[str]:
        """All lines of text, with a blank one between paragraphs that are no list items."""
        lines: list[str] = []
        for block in self._blocks_of_page():
            if lines and not (block.startswith("- ") and lines[-1].startswith("- ")):
                lines.append("")
            lines.append(block)
        return lines

    def _blocks_of_page(self) -> Iterator[str]:
        yield from self._margin("header")
        yield from self._blocks(self._file.element.body)
        yield from self._footnotes()
        yield from self._margin("footer")

    def _margin(self, which: str) -> Iterator[str]:
        """Headers or footers of all sections, each wording once, page numbers left out."""
        seen: set[str] = set()
        odd_and_even = self._file.settings.odd_and_even_pages_header_footer
        for section in self._file.sections:
            parts = [getattr(section, which)]
            if section.different_first_page_header_footer:
                parts.insert(0, getattr(section, f"first_page_{which}"))
            if odd_and_even:
                parts.append(getattr(section, f"even_page_{which}"))
            for part in parts:
                if part.is_linked_to_previous:
                    continue
                for block in self._blocks(part.part.element):
                    if block not in seen and not _PAGE_NUMBER.fullmatch(block):
                        seen.add(block)
                        yield block

    def _footnotes(self) -> Iterator[str]:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.parser import parse_xml

        for relation in self._file.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                for note in parse_xml(relation.target_part.blob):
                    if note.get(f"{_WORD}type") is None:
                        yield from self._blocks(note)

    def _blocks(self, element: Any) -> Iterator[str]:
        """Each paragraph and list item under ``element``, in order; a cell is a block of its own."""
        for child in element:
            if child.tag == f"{_WORD}p":
                yield from self._paragraph(child)
            elif child.tag not in _NOT_READ:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        text = "".join(_pieces(paragraph))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        block = "\n".join(filter(None, lines))
        if block:
            yield f"- {block}" if self._is_list_item(paragraph) else block
        for box in paragraph.iter(_BOX):
            if next(box.iterancestors(_FALLBACK), None) is None and _is_outermost(box, paragraph):
                yield from self._blocks(box)

    def _is_list_item(self, paragraph: Any) -> bool:
        settings = paragraph.find(f"{_WORD}pPr")
        if settings is None:
            return False
        style = settings.find(f"{_WORD}pStyle")
        numbering = settings.find(f"{_WORD}numPr/{_WORD}numId")
        if numbering is not None:
            return bool(numbering.get(f"{_WORD}val") != "0")  # 0 takes the bullet of the style away
        return style is not None and style.get(f"{_WORD}val") in self._list_styles


def _pieces(element: Any) -> Iterator[str]:
    """The visible words under ``element``, without those of text boxes."""
    for child in element:
        if child.tag in _NOT_READ or child.tag == _BOX or _is_hidden(child):
            continue
        name = str(child.tag).removeprefix(_WORD)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        else:
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish") if run.tag == f"{_WORD}r" else None
    return mark is not None and mark.get(f"{_WORD}val") not in {"0", "false"}


def _is_outermost(box: Any, paragraph: Any) -> bool:
    """No other text box stands between ``box`` and ``paragraph``: that one will read it."""
    for above in box.iterancestors():
        if above is paragraph:
            return True
        if above.tag == _BOX:
            return False
    return True
