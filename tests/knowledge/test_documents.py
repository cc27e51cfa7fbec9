"""Letters of every kind are read in memory, and what cannot be read says what to do and shows no word of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from letter_files import docx_of, pdf_of, printed

from assistant.errors import WrongUse
from assistant.knowledge.documents import MAX_BYTES, MAX_CHARACTERS, read_documents

WORDS = "Call the clinic if you feel sick."
MARK = "Quillfeather"

READ = [
    ("a.txt", WORDS.encode(), WORDS, "plain text"),
    ("a.md", f"# Rest\n\n{WORDS}".encode(), f"# Rest\n\n{WORDS}", "Markdown"),
    ("a.TXT", WORDS.encode("utf-8-sig"), WORDS, "capitals in the name, a mark at the start"),
    ("a.txt", WORDS.encode("utf-16"), WORDS, "Windows Unicode"),
    ("a.txt", b"One.\r\nTwo.\rThree.", "One.\nTwo.\nThree.", "line ends of Windows and old Macs"),
    ("a.docx", docx_of(WORDS), WORDS, "Word"),
    ("a.pdf", pdf_of(printed(WORDS)), WORDS, "PDF"),
    ("a.pdf", pdf_of(printed(WORDS), first_lines="From the mail\n"), WORDS, "PDF behind a line of a mail"),
    ("letter", pdf_of(printed(WORDS)), WORDS, "PDF without an ending"),
    ("letter", WORDS.encode(), WORDS, "text without an ending"),
]


@pytest.mark.parametrize(("name", "content", "text", "why"), READ, ids=[row[3] for row in READ])
def test_each_kind_gives_its_words(name, content, text, why):
    (document,) = read_documents(name, content)
    assert (document.name, document.text, document.note) == (name, text, "")


def test_a_table_gives_one_document_a_row():
    documents = read_documents("l.csv", f"id,text\na,{WORDS}\nb,Rest.\n".encode())
    assert [(each.name, each.text) for each in documents] == [("l.csv: a", WORDS), ("l.csv: b", "Rest.")]


@pytest.mark.parametrize(
    "words",
    [
        "\u201cRest\u201d \u2013 it\u2019s the caf\u00e9\u2019s rule.",
        "La se\u00f1ora ma\u00f1ana",
        "Take 5\u00bd mg\u2026",
    ],
    ids=["typographic quotes", "Spanish", "a fraction"],
)
def test_text_of_old_windows_programs_is_read_and_said(words):
    (document,) = read_documents("a.txt", words.encode("cp1252"))
    assert document.text == words
    assert "Windows" in document.note


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED = [
    ("a.txt", b"", "is empty", "empty"),
    ("a.txt", b" \n\t", "is empty", "only blanks"),
    ("a.txt", b"...\n---", "no words in it", "only marks"),
    ("a.txt", f"{MARK}\0".encode(), "NUL", "NUL bytes"),
    ("a.txt", MARK.encode("utf-16-le"), "NUL", "Windows Unicode without its mark"),
    ("a.txt", f"{MARK}\x07".encode(), "control", "a control character"),
    ("a.txt", b"Quillfeather \x81\x8d", "plain UTF-8 text", "bytes no Windows text has"),
    (
        "a.txt",
        "\u65e5\u672c\u8a9e\u3067\u3059".encode("shift-jis"),
        "plain UTF-8 text",
        "text in another alphabet",
    ),
    ("a.txt", pdf_of(printed(MARK)), "ends in .pdf", "a PDF named .txt"),
    ("a.csv", docx_of(MARK), "ends in .docx", "a Word letter named .csv"),
    ("a.pdf", docx_of(MARK), "ends in .docx", "a Word letter named .pdf"),
    ("a.pdf", MARK.encode(), "is not a .pdf file", "text named .pdf"),
    ("a.docx", MARK.encode(), "is not a .docx file", "text named .docx"),
    ("a.docx", b"PK\x03\x04" + MARK.encode(), "without a Word letter", "a torn zip"),
    ("a.docx", LOCKED, "password", "a locked letter"),
    ("a.doc", LOCKED, ".docx", "an old Word file"),
    ("a.rtf", b"{\\rtf1 Quillfeather}", ".docx", "rich text"),
    ("a.txt", b"x" * (MAX_BYTES + 1), "at most 5 MB", "too large a file"),
    ("a.txt", b"x y " * (MAX_CHARACTERS // 4 + 1), "2,000,000 characters", "too much text"),
    ("a.csv", b"text\n" + b'"x y"\n' * 6_000, "at most 5,000", "too many rows"),
]


@pytest.mark.parametrize(("name", "content", "says", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_what_cannot_be_read_says_what_to_do_and_shows_no_word(name, content, says, why):
    with pytest.raises(WrongUse) as refused:
        read_documents(name, content)
    message = str(refused.value)
    assert says in message
    assert message.startswith(name)
    assert MARK not in message
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_document_does_not_print_its_words():
    assert MARK not in repr(read_documents("a.txt", MARK.encode()))


def test_reading_plain_text_loads_no_reader_of_other_kinds():
    """Start-up stays quick: Word, PDF and the search models are loaded only when they are needed."""
    code = (
        "import sys; from assistant.knowledge.documents import read_documents; read_documents('a.txt', b'Rest.'); "
        "print([m for m in ('docx', 'pypdf', 'lxml', 'numpy', 'chromadb', 'torch', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name, content, *_ in READ:
        read_documents(name, content)
    assert list(tmp_path.iterdir()) == []
