"""The study of redaction: what it counts, how it hides identifiers, and what its tables say."""

from __future__ import annotations

import pytest

from evals.marked_text import parse
from evals.redaction_study import tables
from evals.redaction_study.evasions import WRITINGS
from evals.redaction_study.figures import Share, Text, measure
from evals.redaction_study.known_names import is_in_a_locale


def text(marked, style="typed"):
    return Text("x", style, *parse(marked))


TEXTS = [
    text("call [[Ruth|NAME]] about [[metformin|KEEP]]"),
    text("ssn [[987-65-4320|SSN]] ok", "hurried"),
    text("take [[metformin|KEEP]] with food"),
]


def nothing(_words):
    return []


def everything(words):
    return [(0, len(words))]


def half_a_name(words):
    return [(words.index("Ruth"), words.index("Ruth") + 2)] if "Ruth" in words else []


@pytest.mark.parametrize(
    ("system", "left", "names_left", "kept", "clean", "right"),
    [
        (nothing, (2, 2), (1, 1), (0, 2), (0, 1), (0, 0)),
        (everything, (0, 2), (0, 1), (2, 2), (1, 1), (2, 3)),
        (half_a_name, (2, 2), (1, 1), (0, 2), (0, 1), (1, 1)),
    ],
)
def test_what_is_counted(system, left, names_left, kept, clean, right):
    found = measure(TEXTS, system)
    assert found.leak("all") == Share(*left)
    assert found.leak("label:NAME") == Share(*names_left)
    assert (found.kept_touched, found.kept) == kept
    assert (found.clean_touched, found.clean) == clean
    assert (found.right_spans, found.spans) == right
    assert found.groups("style") == ["style:hurried", "style:typed"]


@pytest.mark.parametrize(("hits", "n", "shown"), [(0, 0, "-"), (1, 4, "1/4 = 25.0 % (4.6-69.9)")])
def test_a_share_is_shown_with_its_interval(hits, n, shown):
    assert str(Share(hits, n)) == shown


@pytest.mark.parametrize("name", sorted(WRITINGS))
def test_a_writing_changes_the_characters_and_not_the_meaning(name):
    values = [WRITINGS[name](value) for value in ("212-555-0143", "Ruth Paxton-Ames", "ruth@example.org")]
    written = [value for value in values if value is not None]
    assert written
    assert all(value not in {"212-555-0143", "Ruth Paxton-Ames", "ruth@example.org"} for value in written)


def test_tables_have_a_row_for_each_system_style_and_writing():
    systems = {"none": nothing, "all": everything}
    side = tables.side_by_side(TEXTS, systems, {"none": (1.0, 2.0), "all": (3.0, 4.0)})
    assert "| none | 2/2 = 100.0 %" in side
    assert "| all | 0/2 = 0.0 %" in side
    assert "3.0 / 4.0" in side
    groups = tables.by_group(TEXTS, nothing)
    for heading in ("Left in, by style", "Left in, by label", "Left in, by names"):
        assert heading in groups
    assert tables.by_case(TEXTS, nothing).count("\n") == 7
    for name in WRITINGS:
        assert f"| {name} |" in tables.by_evasion(TEXTS, everything)


@pytest.mark.parametrize(("name", "known"), [("Maria Lopez", True), ("JOSÉ", True), ("Zqxwv Brqqt", False)])
def test_whether_a_locale_holds_a_name(name, known):
    pytest.importorskip("faker", reason="needs Faker, a development package: make setup-dev")
    assert is_in_a_locale(name) is known
