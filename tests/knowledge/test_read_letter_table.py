"""A CSV of letters: the right column, the right names, whatever program saved it."""

from __future__ import annotations

import pytest

from assistant.errors import WrongUse
from assistant.knowledge.read_letter_table import read_letter_table

MARK = "Quillfeather"
LONG = "Call the clinic if you feel sick today."

READ = [
    (f"id,text\nA1,{LONG}\n", [("A1", LONG)], "id and text"),
    (f"Text;ID\r\n{LONG};A1\r\n", [("A1", LONG)], "semicolons, capitals, Windows line ends"),
    (f"name\tletter\nWelcome\t{LONG}\n", [("Welcome", LONG)], "tabs"),
    (f"script\n{LONG}\nRest.\n", [("row 1", LONG), ("row 2", "Rest.")], "no name column"),
    (f"Date,Words\n2026-11-02,{LONG}\n", [("row 1", LONG)], "the only column with sentences"),
    (f"{LONG}\nPlease rest at home.\n", [("row 1", LONG), ("row 2", "Please rest at home.")], "one column, no heading"),
    (f'id,text\na,"One line.\nTwo, three."\n\n,,\nb,{LONG}\n', [("a", "One line.\nTwo, three."), ("b", LONG)], "a line break in a cell, empty rows"),
    (f"id,text\na,{LONG}\na,Rest.\n", [("a", LONG), ("a (row 2)", "Rest.")], "a name that stands twice"),
    (f"id,text\na\nb,{LONG}\n", [("row 1", ""), ("b", LONG)], "a row without its letter is kept, to be told by its number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "why"), READ, ids=[row[2] for row in READ])
def test_each_row_is_one_letter(text, rows, why):
    assert read_letter_table("l.csv", text) == tuple((f"l.csv: {name}", words) for name, words in rows)


REFUSED = [
    ("id,text\n", "no row below", "only a heading"),
    (f"id,date\n{MARK},2026\n", "which of its 2 columns", "no column with sentences"),
    (f"one,two\n{LONG} {MARK},{LONG}\n", "heading text", "two columns with sentences"),
    (f'id,text\na,"{MARK}\nb,c\n', "near line", "a quotation mark left open"),
    (f"id,text\na,{'x' * 200_000}\n", "cell too long", "a cell too long"),
]


@pytest.mark.parametrize(("text", "says", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_cannot_be_read_says_what_to_do_and_shows_no_word(text, says, why):
    with pytest.raises(WrongUse, match=says) as refused:
        read_letter_table("l.csv", text)
    assert MARK not in str(refused.value)
