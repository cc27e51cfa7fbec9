"""Letters as files of each kind, made in memory: Word by python-docx, PDF by hand, so that no sample file is kept."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

Placed = tuple[float, float, str]
"""Where a line of print stands (points from the left and from the foot), and its words."""


def pdf_of(*pages: Iterable[Placed], first_lines: str = "") -> bytes:
    """A PDF with these lines of print; a page without lines is a page of pictures."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        stream = "\n".join(f"BT /F1 11 Tf {x} {y} Td ({_escaped(words)}) Tj ET" for x, y, words in page)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    return _with_table(objects, first_lines)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _with_table(objects: Sequence[str], first_lines: str) -> bytes:
    body = f"{first_lines}%PDF-1.4\n".encode("cp1252")
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode("cp1252")


def printed(*lines: str, left: float = 72, top: float = 720) -> list[Placed]:
    """Lines of print below one another, as a column."""
    return [(left, top - 14 * n, line) for n, line in enumerate(lines)]


def docx_of(*paragraphs: str) -> bytes:
    """A Word letter with these paragraphs."""
    from docx import Document

    letter = Document()
    for paragraph in paragraphs:
        letter.add_paragraph(paragraph)
    return saved(letter)


def saved(letter) -> bytes:
    """The bytes of a Word letter made by a test."""
    file = io.BytesIO()
    letter.save(file)
    return file.getvalue()
