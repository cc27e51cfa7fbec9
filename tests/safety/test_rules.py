"""Every rule and every guard of the red flags, row by row; and what would happen without it.

A rule's rows stand beside its phrases in ``knowledge_base/safety/rules``; a guard's in ``words.yaml``.
These tests are about the written rules alone: no model is asked.
"""

from __future__ import annotations

import pytest

from assistant.safety.red_flags import red_flag_rules

BOOK = red_flag_rules().book
RULES = {rule.id: rule for rule in BOOK.rules}
GUARDS = BOOK.guard_rows


def rows(which):
    return [
        pytest.param(rule, row, id=f"{rule.id}: {row}")
        for rule in BOOK.rules
        for row in getattr(rule.rows, which)
    ]


def kinds(text, book=BOOK):
    return {hit.kind for hit in book.hits(text)[0]}


def guard_rows(which):
    return [
        pytest.param(name, row, id=f"{name}: {row}")
        for name, each in GUARDS.items()
        for row in getattr(each, which)
    ]


@pytest.mark.parametrize(("rule", "said"), rows("must"))
def test_the_rule_fires(rule, said):
    assert rule.kind in kinds(said)


@pytest.mark.parametrize(("rule", "said"), rows("must_not"))
def test_nothing_fires_on_a_near_miss(rule, said):
    assert kinds(said) == set(), rule.id


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_is_removed_is_missed(name):
    """The mutation check: without the rule, one of its own rows raises its kind no more."""
    book, rule = BOOK.without(name), RULES[name]
    assert any(rule.kind not in kinds(said, book) for said in rule.rows.must)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_rows_of_both_sorts(name):
    assert len(RULES[name].rows.must) >= 2
    assert len(RULES[name].rows.must_not) >= 2


@pytest.mark.parametrize(("name", "said"), guard_rows("must"))
def test_the_guard_keeps_it_quiet(name, said):
    assert kinds(said) == set()


@pytest.mark.parametrize(("name", "said"), guard_rows("must_not"))
def test_the_guard_lets_it_through(name, said):
    assert kinds(said)


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_that_is_removed_cries_wolf(name):
    """The mutation check: without the guard, one of its own rows raises a banner."""
    book = BOOK.without(name)
    assert any(kinds(said, book) for said in GUARDS[name].must)


@pytest.mark.parametrize("kind", red_flag_rules().kinds)
def test_every_kind_has_a_rule_in_english_and_one_row_in_spanish(kind):
    own = [rule for rule in BOOK.rules if rule.kind == kind]
    assert own
    said = " ".join(row for rule in own for row in rule.rows.must).split()
    assert {"el", "la", "mi", "no", "me", "se", "de", "que", "un", "una", "y", "los", "las"} & set(said)
