"""A PDF letter gives its sentences whole; a scan, a locked and a damaged file say what to do."""

from __future__ import annotations

import contextlib
import io
import logging
import random
import zlib

import pytest
from letter_files import pdf_of, printed
from pypdf import PdfWriter

from assistant.errors import WrongUse
from assistant.knowledge.documents import MAX_CHARACTERS
from assistant.knowledge.read_pdf import MAX_PAGES, read_pdf

MARK = "Quillfeather"
COLUMN_ONE = ("Take one pill each day with food", "and a full glass of water. Do not", "stop on your own.")
COLUMN_TWO = ("Call us if you feel sick or weak", "or if your skin turns red. We are", "here all day.")


def read(content: bytes) -> list[str]:
    return read_pdf("a.pdf", content, MAX_CHARACTERS)[0].split("\n\n")


def test_lines_of_print_become_paragraphs_and_lists_stay():
    page = printed(
        "Your rights",
        "We are writing to tell you that your plan said no to the",
        "wheelchair. You have the right to ask again within 60 days of the day on this let-",
        "ter. We can help.",
        "Bring:",
        "\u2022 your last bill",
        "\u2022 your card",
    )
    assert read(pdf_of(page)) == [
        "Your rights",
        "We are writing to tell you that your plan said no to the wheelchair. You have the right to ask again within 60 days of the day on this letter. We can help.",
        "Bring:",
        "\u2022 your last bill",
        "\u2022 your card",
    ]


def test_two_columns_are_read_one_after_the_other():
    content = pdf_of(printed(*COLUMN_ONE, left=72) + printed(*COLUMN_TWO, left=320))
    assert read(content) == [" ".join(COLUMN_ONE), " ".join(COLUMN_TWO)]


def test_a_sentence_goes_on_over_the_page_and_page_numbers_and_headings_do_not_part_it():
    content = pdf_of(
        printed("Oak Street Clinic", "Take your pills each day and call us at the clinic if", "1 of 2"),
        printed("Oak Street Clinic", "you feel sick.", "Page 2"),
    )
    assert read(content) == [
        "Oak Street Clinic",
        "Take your pills each day and call us at the clinic if you feel sick.",
    ]


def test_signs_of_windows_and_joined_letters_are_words_again():
    assert read(pdf_of(printed("It\u2019s caf\u00e9 time (now)."))) == ["It\u2019s caf\u00e9 time (now)."]


def test_pages_without_words_are_told():
    text, note = read_pdf("a.pdf", pdf_of(printed("Call us."), []), MAX_CHARACTERS)
    assert text == "Call us."
    assert "1 of 2 pages" in note


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf_of(printed(MARK))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def bomb() -> bytes:
    """A page whose stream unpacks to 60 MB."""
    squeezed = zlib.compress(b"q Q " * 15_000_000, 9)
    head = (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
        b"endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>\nendobj\n"
    )
    stream = b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (
        len(squeezed),
        squeezed,
    )
    return head + stream + b"trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n"


REFUSED = [
    (pdf_of([]), "it is a picture", "a scan"),
    (pdf_of([], []), "it is a picture", "a scan of two pages"),
    (locked("secret"), "locked with a password", "locked"),
    (pdf_of(printed(MARK))[:200], "damaged", "half a file"),
    (b"%PDF-1.4\n" + MARK.encode(), "damaged", "only its first line"),
    (
        pdf_of(printed(MARK)).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
        "damaged|picture",
        "a page that holds itself",
    ),
    (bomb(), "damaged|picture", "a swollen page"),
    (pdf_of(*[printed("Rest.")] * (MAX_PAGES + 1)), "at most 500", "too many pages"),
]


@pytest.mark.parametrize(("content", "says", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_cannot_be_read_says_what_to_do_and_shows_no_word(content, says, why, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(WrongUse, match=says) as refused:
        read_pdf("a.pdf", content, MAX_CHARACTERS)
    assert MARK not in str(refused.value)
    assert MARK not in caplog.text


def test_too_much_text_is_refused_before_all_of_it_is_read():
    with pytest.raises(WrongUse, match="more than 100 characters"):
        read_pdf("a.pdf", pdf_of(*[printed("Call us at home today.")] * 20), 100)


def test_a_letter_locked_only_against_printing_is_read():
    assert read(locked("")) == [MARK]


def test_bytes_changed_at_random_never_raise_anything_else():
    whole = pdf_of(printed("Call us.", MARK), printed("Rest."))
    chance = random.Random(3)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with contextlib.suppress(WrongUse):
            read_pdf("a.pdf", bytes(broken), MAX_CHARACTERS)
