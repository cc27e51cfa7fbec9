"""Our YAML says what it means, or says in which line it does not."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeBaseInvalid
from assistant.strict_yaml import Place, find_places, read_yaml


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
        ("a: 1\n[b, c]: 2", "line 2: a field name must be a plain word"),
    ],
    ids=[
        "double key",
        "alias bomb",
        "open list",
        "two colons",
        "too deep",
        "control character",
        "list as key",
    ],
)
def test_a_slip_names_the_file_and_the_line(text, says):
    with pytest.raises(KnowledgeBaseInvalid) as error:
        read_yaml(text, "x.yaml")
    assert "x.yaml" in str(error.value)
    assert says in str(error.value)


def test_every_field_and_item_has_its_place_as_it_was_written():
    places = find_places("a: 07\nb:\n  c: 'x # y'\n  d:\n    - 9.50\n    - go # there\n")
    assert places["a",] == Place(1, "07")
    assert places["b",] == Place(2)
    assert places["b", "c"] == Place(3, "x # y")
    assert places["b", "d", 0] == Place(5, "9.50")
    assert places["b", "d", 1] == Place(6, "go", "# there")


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_a_text_without_fields_has_no_places(text):
    assert find_places(text) == {}
