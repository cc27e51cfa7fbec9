"""Clean one part of a Word letter: leave words and their look, take out all else that can carry identity.

In: the root of a part, as lxml reads it. Out: the same root, changed. Tracked changes are taken as accepted;
links, content controls, fields and bookmarks leave their words; text boxes become paragraphs; pictures,
comments, form data, everything of another namespace, and every attribute outside Word's own go. What goes is
counted by kind. Knows nothing about identifiers or files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # python-docx stands on it

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TEXT = f"{WORD}t"
LEVEL_TEXT = f"{WORD}lvlText"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT = f"{_MATH}t"
SIGNS = {
    f"{WORD}{name}": sign
    for name, sign in {
        "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad",
        "sym": " ",
    }.items()
}  # fmt: skip

_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{WORD}txbxContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NUMBERED_PAGES = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s+\\\*\s+(?:MERGEFORMAT|Arabic|roman|ROMAN))*\s*"
)
#: Only their words go on.
_UNWRAPPED = {
    "ins": "tracked changes", "moveTo": "tracked changes", "hyperlink": "links", "fldSimple": "fields",
    "sdt": "content controls", "sdtContent": "", "smartTag": "tags", "customXml": "tags",
}  # fmt: skip
#: They go, with all that is in them.
_DROPPED = {
    "del": "tracked changes", "moveFrom": "tracked changes", "cellIns": "tracked changes",
    "cellDel": "tracked changes", "cellMerge": "tracked changes", "numberingChange": "tracked changes",
    "moveFromRangeStart": "", "moveFromRangeEnd": "", "moveToRangeStart": "", "moveToRangeEnd": "",
    "customXmlInsRangeStart": "", "customXmlInsRangeEnd": "", "customXmlDelRangeStart": "",
    "customXmlDelRangeEnd": "", "customXmlMoveFromRangeStart": "", "customXmlMoveFromRangeEnd": "",
    "customXmlMoveToRangeStart": "", "customXmlMoveToRangeEnd": "",
    "commentRangeStart": "", "commentRangeEnd": "", "commentReference": "", "annotationRef": "",
    "drawing": "pictures and shapes", "pict": "pictures and shapes", "object": "embedded files",
    "control": "embedded files", "altChunk": "embedded files", "subDoc": "embedded files", "background": "",
    "bookmarkStart": "bookmarks", "bookmarkEnd": "", "permStart": "", "permEnd": "", "proofErr": "",
    "sdtPr": "", "sdtEndPr": "", "smartTagPr": "", "customXmlPr": "", "tblCaption": "", "tblDescription": "",
    "printerSettings": "", "numPicBullet": "", "lvlPicBulletId": "", "divId": "", "aliases": "",
    "latentStyles": "", "delText": "", "delInstrText": "", "rsid": "", "ffData": "", "fldData": "",
}  # fmt: skip
_SETTINGS = frozenset(
    "evenAndOddHeaders defaultTabStop compat mirrorMargins footnotePr endnotePr autoHyphenation themeFontLang "
    "clrSchemeMapping".split()
)
_WITH_WORDS = frozenset((TEXT, MATH_TEXT, f"{WORD}instrText"))


def parse(content: bytes) -> Any:
    """The root of a part; no entity is read and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(content, parser)


def as_bytes(root: Any) -> bytes:
    """The part as it stands in a .docx."""
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def clean(kind: str, root: Any, counted: Counter[str]) -> None:
    """Clean the part; ``kind`` is what it is for the letter: document, header, settings and so on."""
    if kind == "settings":
        for child in list(root):
            if not isinstance(child.tag, str) or child.tag.removeprefix(WORD) not in _SETTINGS:
                root.remove(child)
    if kind == "numbering":
        for title in list(root.iter(f"{WORD}abstractNum")):
            for named in title.findall(f"{WORD}name"):
                title.remove(named)
    if kind == "theme":
        _clean_theme(root)
        return
    _drop_deleted_rows(root, counted)
    _open_boxes(root)
    _flatten_fields(root, counted)
    _strip(root)
    _clean_children(root, counted)
    etree.cleanup_namespaces(root)


def _clean_theme(root: Any) -> None:
    """Colours and fonts stay; the theme and its parts lose their own names, pictures and extensions."""
    for node in list(root.iter()):
        linked = any(name.startswith(RELATION_ID.removesuffix("id")) for name in node.attrib)
        extra = isinstance(node.tag, str) and node.tag.endswith(("}extLst", "}objectDefaults", "}custClrLst"))
        if (linked or extra or not isinstance(node.tag, str)) and node.getparent() is not None:
            node.getparent().remove(node)
            continue
        node.text = node.tail = None
        if "name" in node.attrib:
            node.set("name", "Office")
    etree.cleanup_namespaces(root)


def _clean_children(element: Any, counted: Counter[str]) -> None:
    for child in list(element):
        if not isinstance(child.tag, str):  # an XML comment or an instruction to a program
            element.remove(child)
            continue
        name = child.tag.removeprefix(WORD)
        if name in _UNWRAPPED and not _NUMBERED_PAGES.fullmatch(child.get(f"{WORD}instr", "")):
            counted[_UNWRAPPED[name]] += _UNWRAPPED[name] != ""
            _clean_children(child, counted)
            _replace(child, list(child))
        elif name in _DROPPED or name.endswith("Change") or not child.tag.startswith((WORD, _MATH)):
            told = "tracked changes" if name.endswith("Change") else _DROPPED.get(name, "")
            counted[told] += told != ""
            element.remove(child)
        else:
            _strip(child)
            _clean_children(child, counted)


def _strip(element: Any) -> None:
    """Without attributes of other programs, marks of who worked when, and words outside a run."""
    for name in element.attrib:
        inside = name.startswith((WORD, _MATH)) or name == _SPACE
        reference = name == RELATION_ID and element.tag.endswith(("headerReference", "footerReference"))
        if not (inside or reference) or name.removeprefix(WORD).startswith("rsid"):
            del element.attrib[name]
    element.tail = None
    if element.tag not in _WITH_WORDS:
        element.text = None


def _replace(element: Any, children: list[Any]) -> None:
    """``children`` in the place of ``element``."""
    parent = element.getparent()
    place = parent.index(element)
    parent.remove(element)
    for shift, child in enumerate(children):
        parent.insert(place + shift, child)


def _drop_deleted_rows(root: Any, counted: Counter[str]) -> None:
    for row in list(root.iter(f"{WORD}tr")):
        if row.find(f"{WORD}trPr/{WORD}del") is not None:
            row.getparent().remove(row)
            counted["tracked changes"] += 1


def _open_boxes(root: Any) -> None:
    """The paragraphs of each text box after the paragraph that holds it; the older copy of a box goes."""
    for choices in list(root.iter(f"{_CHOICES}AlternateContent")):
        chosen = choices.find(f"{_CHOICES}Choice")
        if chosen is None:
            chosen = choices.find(f"{_CHOICES}Fallback")
        if choices.getparent() is not None:
            _replace(choices, [] if chosen is None else list(chosen))
    for box in reversed(list(root.iter(_BOX))):
        for anchor in list(box.iterancestors(f"{WORD}p"))[:1]:
            for block in reversed(list(box)):
                anchor.addnext(block)


def _flatten_fields(root: Any, counted: Counter[str]) -> None:
    """What a field shows stays as words; its code goes, since it can hold a link or a name. Page numbers stay."""
    for marks, code in list(_fields(root)):
        if _NUMBERED_PAGES.fullmatch(code):
            continue
        counted["fields"] += 1
        for mark in marks:
            mark.getparent().remove(mark)


def _fields(root: Any) -> Iterator[tuple[list[Any], str]]:
    """The marks and the code of each field; marks that belong to none come with a code of their own."""
    open_fields: list[tuple[list[Any], list[str]]] = []
    for node in root.iter(f"{WORD}fldChar", f"{WORD}instrText"):
        kind = node.get(f"{WORD}fldCharType") if node.tag == f"{WORD}fldChar" else "code"
        if kind == "begin":
            open_fields.append(([], []))
        if not open_fields:
            yield [node], "no field"
            continue
        open_fields[-1][0].append(node)
        if kind == "code":
            open_fields[-1][1].append(node.text or "")
        if kind == "end":
            marks, codes = open_fields.pop()
            yield marks, "".join(codes)
    for marks, _ in open_fields:
        yield marks, "no field"
