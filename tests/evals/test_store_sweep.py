"""An identifier in a run folder is found wherever it stands; words that only look like one are not."""

from __future__ import annotations

import pytest

from evals.case_types import Expect, RedFlagCase, ReplyCase
from evals.eval_types import CaseResult, Value
from evals.run_lines import to_line
from evals.store_sweep import find_phi

ASK = "hello"


def case(case_id, *phi):
    return ReplyCase(schema=1, id=case_id, half="test", ask=ASK, expect=Expect(phi=phi))


def row(case_id, text="", why="Fine."):
    return to_line(
        CaseResult(case_id, "test", case_id, "c", "f", 1, {"said": text}, {"m": Value(1.0, True, why)})
    )


@pytest.fixture
def folder(tmp_path):
    """Write a run folder: rows by case, and other files by name."""

    def write(*rows, **files):
        (tmp_path / "results.jsonl").write_text("".join(f"{line}\n" for line in rows), encoding="utf-8")
        for name, text in files.items():
            (tmp_path / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("phi", "text", "is_found", "why"),
    [
        ("Tomasina Quillfeather", "my name is Tomasina Quillfeather", True, "as it was said"),
        ("Tomasina Quillfeather", "TOMASINA quillfeather", True, "in other letters"),
        ("Tomasina Quillfeather", "Tomasina\n Quillfeather", True, "over a line end"),
        ("Rosa", "ask Rosa.", True, "one word, in its own case"),
        ("614-555-0142", "call 614-555-0142", True, "a phone"),
        ('the "old" mill', 'the "old" mill', True, "with quotation marks"),
        ("Ann", "an annual visit", False, "a part of a word"),
        ("614-555-0142", "call 614-555-01421", False, "a part of a number"),
        ("Tomasina Quillfeather", "<NAME_1>", False, "redacted"),
        ("Tomasina Quillfeather", "Tomasina", False, "the scorer looks for parts"),
    ],
)
def test_in_the_results_of_its_own_case(folder, phi, text, is_found, why):
    found = find_phi(folder(row("a", text)), (case("a", phi),))
    assert found == ({"a": ("results.jsonl",)} if is_found else {}), why


def test_a_reason_counts_as_well_as_an_output(folder):
    assert find_phi(folder(row("a", why="Heard Rosa Delmar.")), (case("a", "Rosa Delmar"),)) == {
        "a": ("results.jsonl",)
    }


@pytest.mark.parametrize(
    ("phi", "text", "is_found"),
    [
        ("Rosa Delmar", "Rosa Delmar needs a ride", True),
        ("614-555-0142", "call 614-555-0142", True),
        ("Hope", "Hope this helps", False),
        ("12", "12 days", False),
        ("Rosa Delmar", "rosa delmar", False),
    ],
    ids=["a whole name", "a phone", "a name that is a word", "too short", "in other letters"],
)
def test_in_the_results_of_another_case_only_what_can_be_nothing_else(folder, phi, text, is_found):
    found = find_phi(folder(row("a"), row("b", text)), (case("a", phi), case("b")))
    assert bool(found) is is_found


def test_in_a_report_or_a_manifest(folder):
    place = folder(
        row("a"),
        manifest__json='{"note": "Rosa Delmar"}',
        report__html="<p>Rosa Delmar</p>",
        timings__jsonl="",
    )
    assert find_phi(place, (case("a", "Rosa Delmar"),)) == {"a": ("manifest.json", "report.html")}


def test_the_record_of_the_content_is_not_searched(folder):
    place = folder(row("a"), content__json='{"phone:x": "1-800-222-1222"}')
    assert find_phi(place, (case("a", "1-800-222-1222"),)) == {}


def test_cases_without_identifiers_are_clean(folder):
    flag = RedFlagCase(schema=1, id="b", half="test", ask=ASK, red_flag="none")
    assert find_phi(folder(row("a", "Rosa Delmar"), row("b")), (case("a"), flag)) == {}
