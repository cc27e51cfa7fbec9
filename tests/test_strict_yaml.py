"""Our YAML says what it means, or says in which line it does not."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: no", {"a": "no"}),
        ("a: on", {"a": "on"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 988", {"a": 988}),
        ("a: '988'", {"a": "988"}),
        ("a: 2026-11-23", {"a": "2026-11-23"}),
        ("a: true", {"a": True}),
        ("a: null", {"a": None}),
        ("a: 0123", {"a": "0123"}),
    ],
)
def test_words_stay_words(text, expected):
    assert read_yaml(text, "x.yaml") == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\na: 2", "line 2: the key 'a' stands twice"),
        ("a: &x 1\nb: *x", "aliases"),
        ("a: [1, 2", "line"),
        ("a: b: c", "line 1"),
        ("[" * 20 + "]" * 20, "nested deeper"),
        ("a: \x07", "character"),
    ],
    ids=["double key", "alias bomb", "open list", "two colons", "too deep", "control character"],
)
def test_a_slip_names_the_file_and_the_line(text, says):
    with pytest.raises(KnowledgeBaseInvalid) as error:
        read_yaml(text, "x.yaml")
    assert "x.yaml" in str(error.value)
    assert says in str(error.value)
