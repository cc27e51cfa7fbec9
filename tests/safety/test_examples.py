"""The sentences the safety reader learns from: read strictly, labelled with kinds that exist, none of the test half."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.package_data import knowledge_base_dir
from assistant.safety.examples import read_dangers, read_examples, read_scope
from assistant.safety.red_flags import red_flag_kinds
from assistant.safety.scope import SCOPE_RULES

FOLDER = knowledge_base_dir() / "safety" / "examples"
EXAMPLES = read_dangers(FOLDER, red_flag_kinds())
SCOPE = read_scope(FOLDER, SCOPE_RULES)
CASES = Path(__file__).parents[2] / "evals" / "cases"


def plain(text):
    return " ".join(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("kind", red_flag_kinds())
def test_every_kind_has_examples_in_both_languages(kind):
    own = [example for example in EXAMPLES if example.kind == kind]
    assert len(own) >= 40
    assert sum(example.language != "en" for example in own) >= 3


def test_nearly_as_many_are_harmless_as_dangerous():
    harmless = sum(example.is_harmless for example in EXAMPLES)
    assert harmless >= 0.8 * (len(EXAMPLES) - harmless)


@pytest.mark.parametrize("rule", SCOPE_RULES)
def test_every_limit_has_examples(rule):
    assert Counter(example.kind for example in SCOPE)[rule] >= 60


@pytest.mark.parametrize("suite", ["safety", "scope", "core"])
def test_no_example_is_a_case_of_a_test_half(suite):
    """What is measured must not have been learned."""
    learned = {plain(example.text) for example in (*EXAMPLES, *SCOPE)}
    for path in (CASES / suite / "test").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert plain(row["ask"]) not in learned, row["id"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("chest\ten", "one tab between"),
        ("chess\ten\tmy chest hurts", "no kind 'chess'"),
        ("chest\tfr\tmy chest hurts", "en, es, mix"),
        ("chest\ten\t ", "words are missing"),
    ],
    ids=["a column is missing", "a kind that is none", "another language", "no words"],
)
def test_a_slip_is_told_with_file_and_line(line, says, tmp_path):
    path = tmp_path / "911.tsv"
    path.write_text(f"# a note\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeBaseInvalid, match="line 2") as problem:
        read_examples(path, {"chest"})
    assert says in str(problem.value)
