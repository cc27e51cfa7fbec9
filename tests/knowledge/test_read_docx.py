"""A Word letter is read as it stands on the page: headers, lists, tables, boxes; nothing deleted or hidden."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from letter_files import docx_of, saved

from assistant.errors import WrongUse
from assistant.knowledge.read_docx import MAX_UNPACKED, read_docx

MARK = "Quillfeather"
TEXT_BOX = (
    f"<w:r {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:v='urn:schemas-microsoft-com:vml'>"
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>"
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In the box."
    "</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(letter) -> list[str]:
    return read_docx("a.docx", saved(letter)).split("\n")


def test_paragraphs_lists_and_tables_come_in_their_order():
    letter = Document()
    letter.add_heading("What to do")
    letter.add_paragraph("Bring these:")
    letter.add_paragraph("your bill", style="List Bullet")
    letter.add_paragraph("your card", style="List Number")
    table = letter.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Pill", "How much", "Metformin", "One"), strict=True
    ):
        cell.text = words
    letter.add_paragraph("Call us.")
    assert read(letter) == [
        "What to do", "", "Bring these:", "", "- your bill", "- your card", "",
        "Pill", "", "How much", "", "Metformin", "", "One", "", "Call us.",
    ]  # fmt: skip


def test_a_merged_cell_is_read_once():
    letter = Document()
    table = letter.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "One for both."
    assert read(letter) == ["One for both."]


def test_headers_come_first_and_footers_last_each_once_without_page_numbers():
    letter = Document()
    letter.add_paragraph("Call us.")
    for section in (letter.sections[0], letter.add_section()):
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Oak Street Clinic"
        section.footer.paragraphs[0].text = "We are open all day."
        section.footer.add_paragraph("Page 1 of 2")
    assert read(letter) == ["Oak Street Clinic", "", "Call us.", "", "We are open all day."]


def test_a_first_page_header_is_read_only_when_it_is_shown():
    letter = Document()
    letter.add_paragraph("Call us.")
    section = letter.sections[0]
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].text = "Only on page one"
    assert read(letter) == ["Call us."]
    section.different_first_page_header_footer = True
    assert read(letter) == ["Only on page one", "", "Call us."]


def test_a_text_box_is_read_once():
    letter = Document()
    letter.add_paragraph("Before.")._p.append(parse_xml(TEXT_BOX))
    assert read(letter) == ["Before.", "", "In the box."]


def test_links_and_filled_in_fields_are_read():
    letter = Document()
    paragraph = letter.add_paragraph("See ")
    paragraph._p.append(
        parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>our page</w:t></w:r></w:hyperlink>")
    )
    letter.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Filled in.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert read(letter) == ["See our page", "", "Filled in."]


NOT_SHOWN = [
    ("<w:del {ns}><w:r><w:delText>" + MARK + "</w:delText></w:r></w:del>", "deleted words"),
    ("<w:moveFrom {ns}><w:r><w:t>" + MARK + "</w:t></w:r></w:moveFrom>", "words moved elsewhere"),
    ("<w:r {ns}><w:rPr><w:vanish/></w:rPr><w:t>" + MARK + "</w:t></w:r>", "hidden words"),
    ("<w:r {ns}><w:instrText>" + MARK + "</w:instrText></w:r>", "the code of a field"),
]


@pytest.mark.parametrize(("xml", "why"), NOT_SHOWN, ids=[row[1] for row in NOT_SHOWN])
def test_what_is_not_on_the_page_is_not_read(xml, why):
    letter = Document()
    letter.add_paragraph("Call us.")._p.append(parse_xml(xml.format(ns=nsdecls("w"))))
    assert read(letter) == ["Call us."]


def test_inserted_words_and_line_breaks_are_read():
    letter = Document()
    paragraph = letter.add_paragraph("12 Oak Street")
    paragraph.add_run().add_break()
    insertion = OxmlElement("w:ins")
    insertion.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>Columbus</w:t></w:r>"))
    paragraph._p.append(insertion)
    assert read(letter) == ["12 Oak Street", "Columbus"]


def rewritten(content: bytes, part: str, change) -> bytes:
    """The same letter with one part changed by hand."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == part else before.read(name))
    return out.getvalue()


LAUGHS = b"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'haha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"  # fmt: skip

BROKEN = [
    (docx_of(MARK)[:900], "damaged", "half a file"),
    (rewritten(docx_of(MARK), "word/document.xml", lambda xml: xml[:-30]), "damaged", "torn XML"),
    (rewritten(docx_of(MARK), "word/document.xml", lambda _xml: b"<a>Quillfeather</a>"), "damaged", "other XML"),
    (rewritten(docx_of(MARK), "[Content_Types].xml", lambda xml: xml.replace(b"document.main", b"sheet.main")), "damaged", "no letter"),
    (rewritten(docx_of(MARK), "word/document.xml", lambda xml: xml + b" " * MAX_UNPACKED), "unpacks to more", "a swollen file"),
    (rewritten(docx_of(MARK), "word/document.xml", lambda _xml: b"<a>" * 5_000), "damaged", "very deep XML"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "says", "why"), BROKEN, ids=[row[2] for row in BROKEN])
def test_a_broken_letter_says_so_and_shows_no_word(content, says, why):
    with pytest.raises(WrongUse, match=says) as refused:
        read_docx("a.docx", content)
    assert MARK not in str(refused.value)


def test_entities_that_unfold_without_end_stay_folded():
    content = rewritten(docx_of(MARK), "word/document.xml", lambda _xml: LAUGHS)
    with pytest.raises(WrongUse, match="damaged"):
        read_docx("a.docx", content)
