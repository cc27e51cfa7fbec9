"""A Word letter comes back as a Word letter, and nothing that a .docx can carry brings a person along."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from letter_files import docx_of, saved
from redact_fakes import MARK, FakeRedactor

from assistant.errors import WrongUse
from assistant.knowledge.read_docx import read_docx
from assistant.terminal.redaction.docx import redact_docx

NAME = f"Tomasina {MARK}"


def redacted(letter):
    return redact_docx(FakeRedactor(), "letter.docx", letter if isinstance(letter, bytes) else saved(letter))


def words_of(made) -> list[str]:
    return [line for line in read_docx("letter.docx", made.content).split("\n") if line]


def everything_in(content: bytes) -> str:
    """All bytes of all parts, and their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return " ".join(file.namelist()) + "".join(
            file.read(name).decode("latin-1") for name in file.namelist()
        )


def add(letter, xml: str) -> None:
    letter.add_paragraph("Call us.")._p.append(parse_xml(xml))


def test_paragraphs_tables_headers_and_footers_are_redacted_where_they_stand():
    letter = Document()
    section = letter.sections[0]
    section.header.paragraphs[0].text = f"For {NAME}"
    section.footer.paragraphs[0].text = "Mail t.q@example.org"
    letter.add_paragraph(f"Dear {NAME},")
    table = letter.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Phone", "614-555-0142"
    letter.add_paragraph(f"{MARK} takes metformin.", style="List Bullet")
    made = redacted(letter)
    assert words_of(made) == [
        "For <NAME_1>", "Dear <NAME_1>,", "Phone", "<PHONE_1>", "- <NAME_1> takes metformin.", "Mail <EMAIL_1>",
    ]  # fmt: skip
    assert made.redacted.counts == {"NAME": 3, "PHONE": 1, "EMAIL": 1}
    assert MARK not in everything_in(made.content)


def test_a_run_nobody_touched_keeps_its_look_and_a_name_over_two_runs_is_one_placeholder():
    letter = Document()
    paragraph = letter.add_paragraph("Dear ")
    paragraph.add_run("Toma").bold = True
    paragraph.add_run(f"sina {MARK}").italic = True
    red = paragraph.add_run(", call us.")
    red.font.color.rgb = RGBColor(255, 0, 0)
    runs = Document(io.BytesIO(redacted(letter).content)).paragraphs[0].runs
    assert [run.text for run in runs] == ["Dear ", "<NAME_1>", "", ", call us."]
    assert [bool(run.bold) for run in runs] == [False, True, False, False]
    assert runs[3].font.color.rgb == RGBColor(255, 0, 0)


W = nsdecls("w")
R = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
HIDDEN_PLACES = [
    # what is put into a paragraph; what stays to be read; what the report calls it
    (f"<w:del {W} w:author='{MARK}'><w:r><w:delText>{MARK}</w:delText></w:r></w:del>", "Call us.", "tracked changes"),
    (f"<w:ins {W} w:author='{MARK}'><w:r><w:t> Now.</w:t></w:r></w:ins>", "Call us. Now.", "tracked changes"),
    (f"<w:moveFrom {W} w:author='{MARK}'><w:r><w:t>{MARK}</w:t></w:r></w:moveFrom>", "Call us.", "tracked changes"),
    (f"<w:r {W}><w:rPr><w:rPrChange w:author='{MARK}'><w:rPr/></w:rPrChange></w:rPr></w:r>", "Call us.", "tracked changes"),
    (f"<w:hyperlink {W} w:anchor='{MARK}' w:tooltip='{MARK}'><w:r><w:t> Here.</w:t></w:r></w:hyperlink>", "Call us. Here.", "links"),
    (f"<w:fldSimple {W} w:instr='AUTHOR {MARK}'><w:r><w:t> Us.</w:t></w:r></w:fldSimple>", "Call us. Us.", "fields"),
    (f"<w:r {W}><w:instrText>HYPERLINK {MARK}</w:instrText></w:r>", "Call us.", "fields"),
    (f"<w:bookmarkStart {W} w:id='1' w:name='{MARK}'/>", "Call us.", "bookmarks"),
    (f"<w:sdt {W}><w:sdtPr><w:alias w:val='{MARK}'/></w:sdtPr><w:sdtContent><w:r><w:t> Soon.</w:t></w:r></w:sdtContent></w:sdt>", "Call us. Soon.", "content controls"),
    (f"<w:smartTag {W} w:element='{MARK}'><w:r><w:t> Do.</w:t></w:r></w:smartTag>", "Call us. Do.", "tags"),
    (f"<w:r {W}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='{MARK}'/></w:pict></w:r>", "Call us.", "pictures and shapes"),
    (f"<w:r {W}><w:object><w:control w:name='{MARK}'/></w:object></w:r>", "Call us.", "embedded files"),
    (f"<w:permStart {W} w:id='1' w:ed='{MARK}'/>", "Call us.", ""),
    (f"<w:commentRangeStart {W} w:id='1' w:initials='{MARK}'/>", "Call us.", ""),
    (f"<x:note {W} xmlns:x='urn:{MARK}'>{MARK}</x:note>", "Call us.", ""),
    (f"<w:r {W} xmlns:x='urn:{MARK}' x:who='{MARK}' w:rsidR='00AB'>{MARK}<w:t/></w:r>", "Call us.", ""),
    (f"<w:r {W}><!--{MARK}--><?{MARK}?><w:t> x</w:t></w:r>", "Call us. x", ""),
    (f"<w:r {W}><w:rPr><w:rStyle w:val='{MARK}'/></w:rPr></w:r>", "Call us.", ""),
    (f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t> {MARK}</w:t></w:r>", "Call us.", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "stays", "told"), HIDDEN_PLACES, ids=[row[2] or row[0][:24] for row in HIDDEN_PLACES]
)
def test_no_place_in_the_text_carries_a_person_along(xml, stays, told):
    letter = Document()
    add(letter, xml)
    made = redacted(letter)
    assert words_of(made) == [stays]
    assert MARK not in everything_in(made.content)
    if told:
        assert made.left_behind[told] >= 1


def test_properties_comments_pictures_and_unknown_parts_stay_behind_and_are_counted():
    letter = Document()
    paragraph = letter.add_paragraph("Call us.")
    properties = letter.core_properties
    properties.author = properties.title = properties.last_modified_by = properties.keywords = MARK
    properties.comments = ""
    letter.add_comment(paragraph.runs, text=f"About {MARK}", author=MARK, initials="TQ")
    odd = Part(PackURI(f"/word/{MARK}.bin"), "application/octet-stream", MARK.encode(), letter.part.package)
    letter.part.relate_to(odd, f"http://example.org/{MARK}")
    letter.part.relate_to(f"http://example.org/{MARK}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = redacted(letter)
    assert words_of(made) == ["Call us."]
    assert MARK not in everything_in(made.content)
    assert made.left_behind["comments"] == 1
    assert made.left_behind["properties"] == 4
    assert made.left_behind["other parts"] >= 1


def test_a_style_called_after_a_person_is_called_by_a_number():
    letter = Document()
    letter.styles.add_style(f"{MARK} body", 1)
    letter.add_paragraph("Call us.", style=f"{MARK} body")
    made = redacted(letter)
    assert MARK not in everything_in(made.content)
    assert Document(io.BytesIO(made.content)).paragraphs[0].style.name.startswith("Style")


def test_a_text_box_becomes_a_paragraph_and_is_there_once():
    letter = Document()
    box = f"<w:txbxContent><w:p><w:r><w:t>For {MARK}.</w:t></w:r></w:p></w:txbxContent>"
    add(
        letter,
        f"<w:r {W} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    made = redacted(letter)
    assert words_of(made) == ["Call us.", "For <NAME_1>."]
    assert MARK not in everything_in(made.content)


def test_page_numbers_stay_fields():
    letter = Document()
    footer = letter.sections[0].footer.paragraphs[0]._p
    footer.append(parse_xml(f"<w:fldSimple {W} w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>"))
    for inner in (
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:instrText> NUMPAGES </w:instrText>",
        "<w:fldChar w:fldCharType='end'/>",
    ):
        footer.append(parse_xml(f"<w:r {W}>{inner}</w:r>"))
    letter.add_paragraph("Call us.")
    made = redacted(letter)
    inside = everything_in(made.content)
    assert "NUMPAGES" in inside
    assert 'w:instr=" PAGE "' in inside
    assert not made.left_behind["fields"]


def test_a_number_split_by_signs_is_seen():
    letter = Document()
    letter.add_paragraph("Call 614")._p.append(
        parse_xml(f"<w:r {W}><w:noBreakHyphen/><w:t>555</w:t><w:noBreakHyphen/><w:t>0142 now</w:t></w:r>")
    )
    assert words_of(redacted(letter)) == ["Call <PHONE_1> now"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"hello", "is not a .docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1locked", "locked with a password"),
        (docx_of("x" * 10)[:-40], "Word letter"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_letter_is_one_plain_line(content, says):
    with pytest.raises(WrongUse, match=says):
        redacted(content)
