"""Take identity out of a Word letter and give the letter back.

In: the bytes of a .docx. Out: the bytes of a new .docx. Words in paragraphs, tables, lists, text boxes, headers,
footers and notes are redacted where they stand, all as one text, and a run nobody touched keeps its look.
The new file is built from nothing: it holds only the parts listed here, each cleaned by ``docx_clean``;
pictures, comments, properties, links and whatever else a .docx can carry stay behind, and are counted.
Knows nothing about how identifiers are found; writes nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from assistant.call_types import Redacted
from assistant.knowledge.documents import read_documents
from assistant.redaction import Redactor
from assistant.terminal.redaction.docx_clean import (
    LEVEL_TEXT,
    MATH_TEXT,
    RELATION_ID,
    SIGNS,
    TEXT,
    WORD,
    as_bytes,
    clean,
    parse,
)
from assistant.terminal.redaction.fill import Piece, fill

_DATE = (2000, 1, 1, 0, 0, 0)  # of every part in the new file; the real ones say when somebody worked
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "document": f"{_MAIN}.document.main+xml",
    "styles": f"{_MAIN}.styles+xml",
    "numbering": f"{_MAIN}.numbering+xml",
    "settings": f"{_MAIN}.settings+xml",
    "header": f"{_MAIN}.header+xml",
    "footer": f"{_MAIN}.footer+xml",
    "footnotes": f"{_MAIN}.footnotes+xml",
    "endnotes": f"{_MAIN}.endnotes+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Told where they stand in the text, or no loss to anybody.
_NOT_TOLD = {
    "fontTable", "webSettings", "stylesWithEffects", "image", "hyperlink", "commentsExtended", "commentsIds",
    "commentsExtensible", "people",
}  # fmt: skip
_PROPERTIES = frozenset(
    "creator title subject keywords description lastModifiedBy category identifier Manager Company".split()
)
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_STYLE_USERS = {
    f"{WORD}{name}"
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink")
}


class RedactedLetter(NamedTuple):
    """The new letter, what redaction said, and how many other things were left behind, by kind."""

    content: bytes
    redacted: Redacted
    left_behind: Counter[str]


class _Part(NamedTuple):
    kind: str
    old_id: str
    root: Any


class _Run(NamedTuple):
    """A piece of words in the letter: an element that holds text, or a sign such as a tab."""

    node: Any
    piece: Piece


def redact_docx(redactor: Redactor, name: str, content: bytes) -> RedactedLetter:
    """The letter without identity; raises WrongUse for what is locked, damaged, swollen or no letter."""
    read_documents(name, content)  # the reader's own checks, before anything is unpacked here
    left_behind: Counter[str] = Counter()
    parts = list(_parts_of(content, left_behind))
    for part in parts:
        clean(part.kind, part.root, left_behind)
    _rename_styles(parts)
    text, runs = _runs_of(part.root for part in parts)
    (redacted,) = redactor.redact_many([text])
    for run, words in zip(runs, fill([run.piece for run in runs], text, redacted), strict=True):
        _put(run.node, text[run.piece.start : run.piece.end], words)
    return RedactedLetter(_package(parts), redacted, +left_behind)


def _parts_of(content: bytes, left_behind: Counter[str]) -> Iterator[_Part]:
    """The parts that go on, the document first; what does not is counted."""
    from docx import Document

    main = Document(io.BytesIO(content)).part
    yield _Part("document", "", parse(main.blob))
    for old_id, relation in main.rels.items():
        kind = relation.reltype.rsplit("/", 1)[1]
        if kind in _TYPES and not relation.is_external:
            yield _Part(kind, old_id, parse(relation.target_part.blob))
        elif kind == "comments":
            left_behind["comments"] += len(parse(relation.target_part.blob))
        else:
            left_behind["other parts"] += kind not in _NOT_TOLD
    left_behind["properties"] += _count_properties(content)


def _count_properties(content: bytes) -> int:
    """Author, title, last editor and the like that say something, and all that somebody added."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.startswith("docProps/") and name.endswith(".xml")]
        properties = [(name, one) for name in names for one in parse(file.read(name))]
    return sum(
        bool("".join(one.itertext()).strip())
        for name, one in properties
        if "custom" in name or one.tag.rpartition("}")[2] in _PROPERTIES
    )


def _rename_styles(parts: Sequence[_Part]) -> None:
    """Styles somebody made get a number for a name: they are often called after a person or a place."""
    new_ids: dict[str, str] = {}
    for part in parts:
        for style in part.root.iter(f"{WORD}style") if part.kind == "styles" else ():
            new_ids[style.get(f"{WORD}styleId", "")] = style.get(f"{WORD}styleId", "")
            if style.get(f"{WORD}customStyle") in {"1", "true", "on"}:
                new = f"Style{len(new_ids) + 1}"
                new_ids[style.get(f"{WORD}styleId", "")] = new
                style.set(f"{WORD}styleId", new)
                for title in style.iter(f"{WORD}name"):
                    title.set(f"{WORD}val", new)
    for part in parts:
        for user in list(part.root.iter(*_STYLE_USERS)):
            new_id = new_ids.get(user.get(f"{WORD}val", ""))
            if new_id is None:
                user.getparent().remove(user)
            else:
                user.set(f"{WORD}val", new_id)


def _runs_of(roots: Iterable[Any]) -> tuple[str, list[_Run]]:
    """All words of the letter as one text, a paragraph a line, and where each run stands in it."""
    texts: list[str] = []
    runs: list[_Run] = []
    at, group, last = 0, 0, None
    for root in roots:
        for node in root.iter(TEXT, MATH_TEXT, LEVEL_TEXT, *SIGNS):
            words = _words_of(node)
            if not words or next(node.iterancestors(f"{WORD}tabs"), None) is not None:
                continue  # w:tab is also the name of a tab stop
            paragraph = next(node.iterancestors(f"{WORD}p"), node)
            if last is not None and paragraph is not last:
                texts.append("\n")
                at, group = at + 1, group + 1
            last = paragraph
            texts.append(words)
            runs.append(_Run(node, Piece(at, at + len(words), group)))
            at += len(words)
    return "".join(texts), runs


def _words_of(node: Any) -> str:
    if node.tag == LEVEL_TEXT:
        words = str(node.get(f"{WORD}val", ""))
        return words if _TWO_LETTERS.search(words) else ""  # not the bare number or bullet of a list
    return SIGNS.get(node.tag) or node.text or ""


def _put(node: Any, old: str, new: str) -> None:
    if new == old:
        return
    if node.tag == LEVEL_TEXT:
        node.set(f"{WORD}val", new)
        return
    if node.tag in SIGNS:
        kept = node.makeelement(TEXT)
        node.getparent().replace(node, kept)
        node = kept
    node.text = new
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _package(parts: Sequence[_Part]) -> bytes:
    """A new .docx of these parts, under names of our own."""
    new_ids = {part.old_id: f"rId{number}" for number, part in enumerate(parts) if number}
    for reference in list(parts[0].root.iter(f"{WORD}headerReference", f"{WORD}footerReference")):
        new_id = new_ids.get(reference.get(RELATION_ID, ""))
        if new_id is None:
            reference.getparent().remove(reference)
        else:
            reference.set(RELATION_ID, new_id)
    names = [f"{part.kind}{number or ''}.xml" for number, part in enumerate(parts)]
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPES[part.kind]}"/>'
        for name, part in zip(names, parts, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{parts[number].kind}" Target="{names[number]}"/>'
        for number in range(1, len(parts))
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}</Relationships>",
        **{f"word/{name}": as_bytes(part.root) for name, part in zip(names, parts, strict=True)},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for path, words in files.items():
            info = zipfile.ZipInfo(path, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, words)
    return made.getvalue()
