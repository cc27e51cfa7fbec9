"""The findings on a letter say how hard it is, what to mend first, and open safely in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, replace

import pytest
from check_back_cases import SCRIPTS

from assistant.errors import WrongUse
from assistant.plain_language import explain_reading
from assistant.plain_language.letter_report import (
    HardTerm,
    as_row,
    grade_words,
    letters_csv,
    score_letter,
    summary_words,
)

DENIED = (
    "We are writing to inform you that your prior authorization request for durable medical equipment has been denied "
    "by the utilization management department because the documentation submitted by your provider did not demonstrate "
    "medical necessity."
)
PLAIN = SCRIPTS["A"]
ADDRESS = "Oak Street Clinic\n12 Oak Street\nColumbus, OH 43004\n\nDear Ms. Ray,\n\n"
SIGNED = "\n\nSincerely,\nDana Lee\nCare Manager"


def test_the_figures_are_those_of_the_reading_of_a_script():
    letter, report = score_letter("a", PLAIN), explain_reading(PLAIN)
    assert (letter.grade, letter.words, letter.longest_sentence) == (
        report.reading.grade,
        report.reading.words,
        report.reading.longest_sentence,
    )
    assert letter.sentences == len(report.sentence_words)
    assert letter.mean_sentence == round(letter.words / letter.sentences, 1)
    assert (letter.fkgl, letter.dale_chall, letter.smog) == tuple(
        round(figure, 2) for figure in (report.reading.fkgl, report.reading.dale_chall, report.reading.smog)
    )


@pytest.mark.parametrize("text", [PLAIN, DENIED, f"{PLAIN} {DENIED}"], ids=["plain", "hard", "mixed"])
def test_address_and_signature_make_no_letter_look_easier(text):
    bare, dressed = score_letter("a", text), score_letter("a", ADDRESS + text + SIGNED)
    same = ("grade", "fkgl", "words", "sentences", "longest_sentence", "jargon", "hard_words", "costliest")
    assert all(getattr(bare, name) == getattr(dressed, name) for name in same)
    assert dressed.left_out_lines == 7
    assert dressed.whole_grade == explain_reading(ADDRESS + text + SIGNED).reading.grade


DENIAL_LETTER = f"""Oak Street Health Plan
12 Oak Street
Columbus, OH 43004

November 2, 2026

Ms. Rosa Delgado
45 Elm Ave.
Columbus, OH 43004

Re: Notice of action

Dear Ms. Delgado,

{DENIED}

You have the right to appeal this determination within 60 calendar days of the date of
this notice. To initiate an appeal, submit a written request, together with any additional
clinical information that you would like us to consider, to the address above.

If you have any questions regarding this notice, please contact Member Services at
1-800-555-0100 (TTY 711), Monday through Friday, 8 a.m. to 5 p.m.

You may also request an expedited appeal if your health could be seriously jeopardized by
waiting for the standard decision time frame.

Sincerely,

Dana Lee, RN
Care Manager
Oak Street Health Plan
"""


def test_the_letter_quoted_in_the_documents_has_the_grades_they_give():
    """docs/reading_level.md: grade 15; with its address and signature it comes out at grade 11."""
    letter = score_letter("a", DENIAL_LETTER)
    assert (letter.grade, letter.whole_grade, letter.left_out_lines) == (15, 11, 13)


VERDICTS = [
    (PLAIN, "within the gate for reading aloud (grade 5)", True, "plain"),
    (DENIED, f'The gate for reading aloud is grade 5. Start with this sentence: "{DENIED}"', False, "hard"),
    (f"{PLAIN} Ask about your deductible.", "does not explain deductible.", False, "easy words, one term"),
    (
        f"{PLAIN} If you go to the store and see that the pills are not the same as the ones you had last time then call me.",
        "one sentence has 25 words (at most 20)",
        False,
        "easy words, one long sentence",
    ),
]


@pytest.mark.parametrize(("text", "says", "is_plain", "why"), VERDICTS, ids=[row[3] for row in VERDICTS])
def test_the_verdict_says_what_to_do_first(text, says, is_plain, why):
    letter = score_letter("a", text)
    assert says in letter.verdict
    assert letter.is_plain == is_plain


@pytest.mark.parametrize(
    ("text", "says"),
    [(PLAIN, "short enough for one script"), (f"{PLAIN} " * 3, "over 120 words, so not one script")],
    ids=["short", "long"],
)
def test_the_number_of_words_is_a_rule_for_scripts_not_for_letters(text, says):
    letter = score_letter("a", text)
    assert says in letter.length_note
    assert letter.is_plain


def test_no_easy_sentence_is_named_to_start_with():
    assert "Start with" not in score_letter("a", f"{PLAIN} Ask for your copay.").verdict
    assert "Start with" not in score_letter("a", PLAIN).verdict


def test_terms_come_with_what_to_say_instead_and_names_are_not_hard_words():
    letter = score_letter("a", ADDRESS + DENIED)
    assert HardTerm("inform", "tell") in letter.jargon
    assert HardTerm("submitted", "send") in letter.hard_words
    assert not {"Columbus", "prior", "Ray"} & {hard.term for hard in letter.hard_words}


def test_hard_words_whose_plainer_words_are_known_come_first():
    known = [bool(hard.plain) for hard in score_letter("a", DENIED).hard_words]
    assert known == sorted(known, reverse=True)


def test_minutes_aloud_are_those_of_a_calm_voice():
    assert score_letter("a", "Call me at home. " * 75).minutes_aloud == 2.0


@pytest.mark.parametrize(
    "text", ["", " \n", "... ---", "\u2022"], ids=["empty", "blank", "marks", "a bullet"]
)
def test_a_letter_without_words_is_told_by_name(text):
    with pytest.raises(WrongUse, match=r"b\.txt holds no words"):
        score_letter("b.txt", text)


def test_a_letter_of_address_lines_alone_is_graded_as_it_stands():
    assert score_letter("a", "Dear Ms. Ray,").words == 3


@pytest.mark.parametrize("grade", range(20))
def test_a_grade_is_said_as_people_say_it(grade):
    endings = {1: "1st grade", 2: "2nd grade", 3: "3rd grade", 4: "4th grade", 12: "12th grade"}
    assert endings.get(grade, "grade") in grade_words(grade)


def test_the_summary_counts_and_names_the_worst_sentence():
    letters = [
        score_letter("plain.txt", PLAIN),
        score_letter("denied.txt", DENIED),
        score_letter("b.txt", DENIED),
    ]
    summary = summary_words(letters)
    assert summary.startswith("2 of 3 letters are above fifth grade.")
    assert f'denied.txt (grade {letters[1].costliest[0].grade}, 35 words): "{DENIED}"' in summary
    assert "prior authorization (2)" in summary


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ([], "No letter could be scored."),
        ([DENIED], "1 of 1 letter is above fifth grade."),
        ([PLAIN], "0 of 1 letter is above fifth grade."),
        ([PLAIN, DENIED], "1 of 2 letters is above fifth grade."),
        ([PLAIN, PLAIN], "0 of 2 letters are above fifth grade."),
    ],
)
def test_the_summary_is_right_for_few(texts, says):
    summary = summary_words([score_letter("a", text) for text in texts])
    assert summary.startswith(says)
    assert ("worst sentence" in summary) == (DENIED in texts)


FORMULAS = ["=1+1", "+1-800-555-0100 is the line.", "-2+3", "@SUM(A1)", " =1+1", "\t=1", "\r=1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_runs_as_a_formula(cell):
    row = as_row(replace(score_letter(cell, PLAIN), verdict=cell, jargon=(HardTerm(cell, ""),)))
    assert all(row[column] == f"'{cell}" for column in ("name", "verdict", "unexplained_terms"))


@pytest.mark.parametrize("cell", ["A+B", "2 = 2", "a@b.org", "12 Oak Street"])
def test_other_cells_stay_as_they_are(cell):
    assert as_row(score_letter(cell, PLAIN))["name"] == cell


def test_figures_below_zero_stay_figures():
    row = as_row(score_letter("a", "Call me. Go on. Sit up. Rest now."))
    assert isinstance(row["flesch_kincaid"], float)
    assert row["flesch_kincaid"] < 0


def test_the_table_has_a_heading_and_one_row_a_letter():
    letters = [score_letter("a, b", f'He said "go".\n{DENIED}'), score_letter("c", PLAIN)]
    rows = list(csv.DictReader(io.StringIO(letters_csv(letters), newline="")))
    assert [row["name"] for row in rows] == ["a, b", "c"]
    assert rows[0]["start_with"] == DENIED
    assert [row["above_fifth_grade"] for row in rows] == ["yes", "no"]


def test_no_letter_no_table():
    assert letters_csv([]) == ""


def test_findings_are_plain_data():
    assert asdict(score_letter("a", DENIED))["jargon"][0] == {"term": "inform", "plain": "tell"}
