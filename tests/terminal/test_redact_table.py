"""A table comes back as a table: cells masked, headings kept, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from redact_fakes import FAILS, MARK, FakeRedactor

from assistant.errors import WrongUse
from assistant.terminal.redaction.table import harmless_cell, redact_table


def table(text: str):
    return redact_table(FakeRedactor(), "t.csv", text)


def rows(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(table(text).text), delimiter=separator))


def test_every_cell_is_redacted_and_the_headings_stay():
    made = table(f"visit,note\nhome,Tomasina {MARK} called\nclinic,no one came\n")
    assert made.text == "visit,note\nhome,<NAME_1> called\nclinic,no one came\n"
    assert made.counts == {"NAME": 1}


def test_one_person_has_one_placeholder_in_a_row_and_numbers_begin_anew_in_the_next():
    assert rows(f"a,b\n{MARK},Tomasina {MARK}\n219-09-9999,{MARK}\n")[1:] == [
        ["<NAME_1>", "<NAME_1>"],
        ["<SSN_1>", "<NAME_1>"],
    ]


def test_a_first_row_that_names_a_person_is_no_heading():
    assert rows(f"{MARK},614-555-0142\nb,c\n") == [["<NAME_1>", "<PHONE_1>"], ["b", "c"]]


ALWAYS = [
    # a cell that no rule would find, under a heading that always names a person
    ("First Name", "Zed", "<NAME_1>"),
    ("patient_name", "Al B", "<NAME_1>"),
    ("DOB", "spring of 51", "<DATE_0>"),
    ("E-mail", "zed at home", "<EMAIL_0>"),
    ("ZIP code", "", ""),
    ("Medicine", "Zed", "Zed"),
]


@pytest.mark.parametrize(("heading", "cell", "becomes"), ALWAYS)
def test_a_cell_under_a_heading_that_names_a_person_is_masked_whole(heading, cell, becomes):
    made = rows(f"{heading},note\n{cell},well\n")
    assert made[1][0] == becomes


def test_a_name_that_only_its_heading_told_is_masked_in_the_other_cells_of_the_row():
    assert rows("First name,note\nZed,Zed is well\n")[1] == ["<NAME_1>", "<NAME_1> is well"]


HARMLESS = [
    ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3+cmd", "'-2+3+cmd"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), (" =1", "' =1"), ("\uff1d1+1", "'\uff1d1+1"), ("-5", "-5"), ("+1.5%", "+1.5%"),
    ("+1 (614) 555-0142", "+1 (614) 555-0142"), ("a=b", "a=b"), ("", ""), ("<NAME_1>", "<NAME_1>"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "becomes"), HARMLESS)
def test_a_formula_is_made_harmless_and_a_number_is_left_alone(cell, becomes):
    assert harmless_cell(cell) == becomes


def test_formulas_are_counted():
    made = table("a,b\n=1+1,2\n")
    assert made.formulas == 1
    assert made.text == "a,b\n'=1+1,2\n"


def test_separator_line_ends_and_quotation_marks_stay_as_they_were():
    assert table(f'a;b\r\n"x;{MARK}";"two\nlines"\r\n').text == 'a;b\r\n"x;<NAME_1>";"two\nlines"\r\n'


def test_rows_of_uneven_length_are_kept():
    assert rows(f"a,b\none\none,two,{MARK}\n")[1:] == [["one"], ["one", "two", "<NAME_1>"]]


def test_a_masked_row_is_told():
    assert table(f"a,b\n{FAILS},x\n").degraded


def test_an_open_quotation_mark_is_one_plain_line_without_words():
    with pytest.raises(WrongUse, match=r"near line \d+") as told:
        table(f'a,b\n"{MARK},x\n')
    assert MARK not in str(told.value)
