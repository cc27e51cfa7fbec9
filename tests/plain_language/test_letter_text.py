"""Lines a page broke come together again; lines a writer ended stay; the body of a letter is what is graded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plain_language.letter_text import join_wrapped_lines, letter_body, sentences_as_they_stand

WRAPPED = [
    (
        "We can help you with the bill for your heat this\nwinter. Call us soon.",
        "We can help you with the bill for your heat this winter. Call us soon.",
        "a line of print goes on in small letters",
    ),
    (
        "Your plan for next year is a Medicare plan from\nOak Street Health, and it starts on the first day\nof the year for you.",
        "Your plan for next year is a Medicare plan from Oak Street Health, and it starts on the first day of the year for you.",
        "a full line goes on with a name",
    ),
    ("Your hos-\npital stay.", "Your hospital stay.", "a word parted at the line end is mended"),
    ("A low-\nsalt meal.", "A low-salt meal.", "a hyphen word keeps its hyphen"),
    ("Your ten-\nday stay.", "Your ten-day stay.", "two known words keep their hyphen"),
    ("\u2022\nBring your card", "\u2022 Bring your card", "a bullet printed alone belongs to the next line"),
    (
        "They will meet you in the hall of the clinic with Dr.\nLee at nine, and then you can go home with your son\nor with a friend.",
        "They will meet you in the hall of the clinic with Dr. Lee at nine, and then you can go home with your son or with a friend.",
        "a short form at the line end ends no line",
    ),
]
KEPT = [
    ("12 Oak Street\nColumbus, OH 43004\nNovember 2, 2026", "an address"),
    ("What you can do\nCall us at home.", "a heading"),
    (
        "Bring:\n- your last bill that you paid this month\n- a card with your name and your picture",
        "bullets",
    ),
    ("1. Fill it out.\n2. Sign it.\n3) Send it back to us by mail.", "numbers"),
    ("We can help you with the bill.\n\nand a blank line stays", "a blank line"),
    ("Your last bill\nA photo ID\nProof of pay", "a list without marks"),
    ("We wrote this for you and for the ones who help:\nyour son", "a colon"),
    (
        "Metformin 500 mg two times a day with some food\nTake one pill each day with food and a glass of milk",
        "a line of a table",
    ),
]


@pytest.mark.parametrize(("text", "joined", "why"), WRAPPED, ids=[row[2] for row in WRAPPED])
def test_lines_a_page_broke_come_together(text, joined, why):
    assert join_wrapped_lines(text) == joined


@pytest.mark.parametrize(("text", "why"), KEPT, ids=[row[1] for row in KEPT])
def test_lines_a_writer_ended_stay(text, why):
    assert join_wrapped_lines(text) == text


@given(st.lists(st.text("ab C.,:-\u2022 1", max_size=60), max_size=12))
def test_joining_loses_and_adds_no_letter(lines):
    text = "\n".join(lines)
    assert [c for c in join_wrapped_lines(text) if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text("ab C.!?\n-", max_size=200))
def test_sentences_hold_every_word_once_and_in_order(text):
    words = " ".join(sentences_as_they_stand(text)).split()
    assert words == join_wrapped_lines(text).split()


SENTENCES = [
    (
        "See Dr. Lee at 9 a.m. today. Then rest.",
        ("See Dr. Lee at 9 a.m. today.", "Then rest."),
        "short forms",
    ),
    ("Take 1.5 pills. Rest!", ("Take 1.5 pills.", "Rest!"), "a decimal"),
    ('He said "rest." Then he left.', ('He said "rest."', "Then he left."), "a quotation"),
    ("Your rights\nCall us.", ("Your rights", "Call us."), "a heading"),
    ("", (), "nothing"),
]


@pytest.mark.parametrize(("text", "sentences", "why"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_sentences_are_quoted_as_they_stand(text, sentences, why):
    assert sentences_as_they_stand(text) == sentences


LETTER = """Oak Street Clinic
12 Oak Street
P.O. Box 5
This is not a bill for you to pay today, it is a note.

Dear Ms. Ray,

Your test is back.
Call us.

Sincerely,

Dana Lee, RN
5 Elm St."""


def test_address_greeting_and_signature_are_left_out_and_sentences_stay():
    body, left_out = letter_body(LETTER)
    assert left_out == 7
    assert (
        body.split()
        == "This is not a bill for you to pay today, it is a note. Your test is back. Call us.".split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Bring your card.\nBring your bill.",
        "What to do\n- Call us\n- Rest",
        "We thank you for the call.\nRest now",
    ],
    ids=["a script", "a leaflet", "thanks inside a sentence"],
)
def test_a_text_without_greeting_and_closing_is_left_as_it_is(text):
    assert letter_body(text) == (text, 0)
