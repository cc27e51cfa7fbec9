"""Phones, amounts, dates and numbers are found and spelled one way."""

from __future__ import annotations

import pytest

from evals.scorers.exact_figures import figures, values


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("Call 1-800-222-1222.", [("phone", "8002221222")], "as we write it"),
        ("Call (800) 222-1222 now", [("phone", "8002221222")], "in brackets"),
        ("Call 800.222.1222", [("phone", "8002221222")], "with dots"),
        ("Call 911 now.", [("number", "911")], "a short number"),
        ("It is $2,100 in 2026.", [("amount", "2100"), ("number", "2026")], "amount and year"),
        ("It is 2,100 dollars.", [("amount", "2100")], "the word dollars"),
        ("It is $185.00 or $9.25.", [("amount", "185"), ("amount", "9.25")], "cents"),
        ("by December 7", [("date", "december 7")], "a date"),
        ("by Dec. 7th, 2026", [("date", "december 7"), ("number", "2026")], "short and with a year"),
        ("from October 2026", [("date", "october 2026")], "a month of a year"),
        ("until 2027-01-15", [("date", "january 15"), ("number", "2027")], "as a table writes it"),
        ("50-74 or 50 to 74", [("number", n) for n in ("50", "74", "50", "74")], "ranges"),
        ("open 24/7", [("number", "24/7")], "day and night is one thing"),
        ("at 8:30 and 9:00", [("number", "8:30"), ("number", "9")], "times"),
        ("20% or 20 percent", [("number", "20"), ("number", "20")], "percent"),
        ("two pills for three days", [("number", "2"), ("number", "3")], "number words before a unit"),
        ("within two business days", [("number", "2")], "a word between"),
        ("two papers and one form", [], "number words before things"),
        ("You may call us in the fall.", [], "may is no month here"),
        ("No one is alone.", [], "one is no number"),
    ],
)
def test_figures_in_one_spelling(text, found, why):
    assert [(figure.kind, figure.value) for figure in figures(text)] == found


def test_a_figure_points_at_its_place():
    text = "Pay $2,100 by May 3."
    assert [text[figure.start : figure.end] for figure in figures(text)] == ["$2,100", "May 3"]


def test_an_amount_is_not_the_same_as_a_bare_number():
    assert values(["$20"]) == {("amount", "20")}
    assert values(["20"]) == {("number", "20")}
