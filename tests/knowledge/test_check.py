"""The content linter: each rule, broken on purpose in an otherwise good topic, is named."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from assistant.knowledge.check import check_library
from assistant.package_data import knowledge_base_dir

DAY = date(2026, 11, 23)
DAY_OF_WAITING = date(2026, 12, 1)
TOPIC = "topics/conditions/low-blood-sugar.md"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    root = tmp_path_factory.mktemp("kb") / "knowledge_base"
    shutil.copytree(knowledge_base_dir(), root)
    return root


@pytest.fixture
def broken(copy):
    """Change the topic for one test, then put it back."""
    path = copy / TOPIC
    good = path.read_text(encoding="utf-8")

    def change(old, new):
        assert old in good, f"the topic no longer holds {old!r}"
        path.write_text(good.replace(old, new, 1), encoding="utf-8")
        return [str(problem) for problem in check_library(copy, DAY, [path])]

    yield change
    path.write_text(good, encoding="utf-8")


def test_the_shipped_content_keeps_every_rule():
    assert [str(problem) for problem in check_library(knowledge_base_dir(), DAY)] == []


def test_the_topics_that_wait_keep_every_rule():
    waiting = sorted((knowledge_base_dir() / "topics_next").glob("*/*.md"))
    assert len(waiting) > 150
    assert [str(problem) for problem in check_library(knowledge_base_dir(), DAY_OF_WAITING, waiting)] == []


@pytest.mark.parametrize(
    ("old", "new", "line_of"),
    [
        ("\nsay_it:\n", '\nsay_it:\n  - "It costs $35."\n', "It costs $35"),
        ("\nsay_it:\n", '\nsay_it:\n  - "Call 1-800-555-0100 now."\n', "Call 1-800-555-0100"),
        ("\nsay_it:\n", '\nsay_it:\n  - "' + "word " * 60 + '."\n', "word word"),
        ("\nreview_by: ", "\nreview_by: 2020-01-01 # ", "review_by: 2020"),
    ],
)
def test_a_problem_names_the_line(broken, copy, old, new, line_of):
    problems = broken(old, new)
    lines = (copy / TOPIC).read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line_of in line)
    assert any(f", line {number}: " in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\nstage: ", "\nstaje: ", "stage"),
        ("\ntitle: ", "\n# title: ", "the field title is missing"),
        ("\ngroup: conditions", "\ngroup: other", "the field group is wrong"),
        ("\nid: low-blood-sugar", "\nid: low-sugar", "must match the file name"),
        ("\nsay_it:\n", '\nsay_it:\n  - "It costs $35."\n', "bare dollar amount"),
        ("\nsay_it:\n", '\nsay_it:\n  - "Call 1-800-555-0100 now."\n', "bare phone number"),
        ("\nsay_it:\n", '\nsay_it:\n  - "Wait 77 minutes."\n', "the number 77 is in none of the facts"),
        ("\nsay_it:\n", '\nsay_it:\n  - "Come on March 3."\n', "a bare date"),
        ("\nsay_it:\n", '\nsay_it:\n  - "Use {fact:no.such.key} now."\n', "no.such.key"),
        ("\nsay_it:\n", '\nsay_it:\n  - "Call {resource:us-999.phone} now."\n', "us-999"),
        ("\nsay_it:\n", '\nsay_it:\n  - "' + "word " * 60 + '."\n', "at most 45"),
        (
            "\nsay_it:\n",
            '\nsay_it:\n  - "Hypoglycemia necessitates immediate carbohydrate administration."\n',
            "not ready",
        ),
        ("\nresources: [", "\nresources: [us-999, ", "there is no listing us-999"),
        ("conditions.", "no.such.", "no.such."),
        ("\nreview_by: 20", "\nreview_by: 19", "the review was due"),
        ("\ntitle: ", "\ntitle: \u200b", "hidden characters"),
        ("\nkey_points:", "\nkey_points: &x\n#", "aliases"),
    ],
    ids=lambda value: value.strip()[:40] or None,
)
def test_a_broken_rule_is_named(broken, old, new, says):
    assert any(says in problem for problem in broken(old, new)), f"expected a problem that says {says!r}"


def test_a_number_taken_out_of_the_words_is_named(broken):
    assert any("word for word" in problem for problem in broken("15 grams", "a little"))


def test_an_empty_library_never_passes(tmp_path):
    root = tmp_path / "kb"
    shutil.copytree(knowledge_base_dir(), root)
    shutil.rmtree(root / "topics")
    assert any("no topic" in str(problem) for problem in check_library(root, DAY))


def test_the_same_alias_in_two_topics_is_named(tmp_path):
    root = tmp_path / "kb"
    shutil.copytree(knowledge_base_dir(), root)
    for name in ("insurance/copay", "insurance/deductible"):
        path = root / "topics" / f"{name}.md"
        text = path.read_text(encoding="utf-8").replace("\naliases: [", "\naliases: [same words here, ", 1)
        text = text.replace("\naliases:\n", "\naliases:\n  - same words here\n", 1)
        path.write_text(text, encoding="utf-8")
    assert any("'same words here' stands twice" in str(problem) for problem in check_library(root, DAY))
