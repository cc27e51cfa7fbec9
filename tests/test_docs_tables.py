"""The tables in the documents are what their scripts make, and our reading level hardly moves with the form."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load(name: str):
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


compare_with_textstat = load("compare_with_textstat")


@pytest.fixture(scope="module")
def rows():
    return compare_with_textstat.compare()


def test_the_table_of_forms_is_what_its_script_makes(rows):
    page = compare_with_textstat.PAGE.read_text(encoding="utf-8")
    assert page == compare_with_textstat.with_table(page, compare_with_textstat.table(rows)), (
        "run: python docs/compare_with_textstat.py --write"
    )


@pytest.mark.parametrize("form", compare_with_textstat.FORMS)
def test_no_form_moves_our_grade_by_more_than_the_goal(rows, form):
    plain, row = rows[0], next(row for row in rows if row.form == form)
    assert abs(row.ours - plain.ours) <= compare_with_textstat.MOST_MOVED


def test_there_are_twelve_forms_at_least_and_no_two_are_the_same():
    texts = list(compare_with_textstat.FORMS.values())
    assert len(set(texts)) == len(texts) >= 13


def test_the_table_shows_the_worst_moves_of_both(rows):
    made = compare_with_textstat.table(rows)
    worst = max(rows, key=lambda row: abs(row.textstat - rows[0].textstat))
    assert f"{worst.textstat - rows[0].textstat:.2f} ({worst.form})" in made
    assert abs(worst.textstat - rows[0].textstat) > 10 * compare_with_textstat.MOST_MOVED


@pytest.mark.parametrize("mark", [compare_with_textstat.BEGIN, compare_with_textstat.END])
def test_a_page_without_its_marks_is_refused(mark):
    page = f"{compare_with_textstat.BEGIN}\n{compare_with_textstat.END}".replace(mark, "")
    with pytest.raises(ValueError, match="lost its marks"):
        compare_with_textstat.with_table(page, "table")


def test_textstat_is_left_as_it_was():
    counting = importlib.import_module("textstat.backend.counts._count_syllables")
    before = counting.get_cmudict
    with compare_with_textstat.offline_textstat():
        assert counting.get_cmudict is not before
    assert counting.get_cmudict is before
