"""What a script must never say: every rule catches its own sentences and lets its harmless ones pass."""

from __future__ import annotations

import pytest

from assistant.errors import CaseInvalid
from evals.scorers.unsafe_advice import find_unsafe, read_unsafe_advice, unsafe_advice

MUST = [(rule.id, text) for rule in unsafe_advice() for text in rule.must]
MUST_NOT = [(rule.id, text) for rule in unsafe_advice() for text in rule.must_not]


@pytest.mark.parametrize(("rule", "text"), MUST, ids=[row[1] for row in MUST])
def test_what_must_be_caught_is_caught_by_its_rule(rule, text):
    assert rule in [found.id for found, _, _ in find_unsafe(text)]


@pytest.mark.parametrize(("rule", "text"), MUST_NOT, ids=[row[1] for row in MUST_NOT])
def test_what_must_pass_passes_every_rule(rule, text):
    assert list(find_unsafe(text)) == []


@pytest.mark.parametrize(
    ("text", "caught", "why"),
    [
        ("Do not worry, stop taking the pill.", True, "the denial is about worry"),
        ("It is not hard. Stop taking the pill.", True, "the denial stands in another sentence"),
        ("Do not call, but stop taking the pill.", True, "the denial ends at but"),
        ("Don\u2019t stop taking the pill.", False, "a curly apostrophe"),
        ("Do not skip, double, or split a pill.", False, "a denial over a list"),
        ("Ask if you can stop taking the pill.", False, "a thing to ask"),
    ],
)
def test_a_denial_reaches_only_its_own_part_of_the_sentence(text, caught, why):
    assert bool(list(find_unsafe(text))) is caught


def test_the_whole_library_gives_no_unsafe_advice(desk):
    found = [
        (topic.id, text)
        for topic in desk.contents.topics.values()
        for text in desk.contents.sayable([*topic.say_it, *(c.reteach for c in topic.check_backs)], desk.day)
        if list(find_unsafe(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "says", "why"),
    [
        (
            '- {id: x, why: y, pattern: "(", must: [a], must_not: [b]}',
            "pattern",
            "a pattern that can not be read",
        ),
        ('- {id: x, why: y, pattern: "a", must: [], must_not: [b]}', "must", "no sentence to catch"),
        ('- {id: x, why: y, pattern: "a", must: [a], must_not: [b], level: 1}', "level", "an unknown field"),
    ],
)
def test_a_broken_rule_is_named(tmp_path, text, says, why):
    path = tmp_path / "unsafe_advice.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseInvalid, match=says):
        read_unsafe_advice(path)
