"""The page of rules is written from the rules, and says what they say."""

from __future__ import annotations

import pytest

from assistant.safety.red_flags import red_flag_rules
from evals.rule_page import BEGIN, END, PAGE, page_part, with_part


def test_the_page_is_what_the_rules_say():
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_part(page, page_part()), "run: python -m evals.rule_page --write"


def test_every_rule_is_on_it_with_its_rows():
    part = page_part()
    for rule in red_flag_rules().book.rules:
        assert f"| {rule.id} |" in part
        assert all(row.replace("|", "\\|") in part for row in (*rule.rows.must, *rule.rows.must_not))


def test_a_page_without_marks_is_refused():
    assert with_part(f"a {BEGIN} old {END} b", "new") == "a new b"
    with pytest.raises(ValueError, match="lacks the marks"):
        with_part("no marks here", "new")
