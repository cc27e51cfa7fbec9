"""Markdown, JUnit, CSV and JSON, and how the files come to stand in their folder."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from report_fakes import HOSTILE

from assistant.errors import WrongUse
from evals.eval_types import Run, Value
from evals.report import ReportInputs, write_reports
from evals.report.junit import junit_xml
from evals.report.markdown import inert, markdown
from evals.report.tables import cases_csv, guarded, whole_json

NAMES = ["report.html", "report.md", "junit.xml", "cases.csv", "report.json"]


def inputs(example) -> ReportInputs:
    return ReportInputs(*example.parts())


def write(folder, example, **more):
    return write_reports(
        folder, example.run, example.suite, example.cases, example.verdict, example.comparison, **more
    )


# --- files -------------------------------------------------------------------------------------------------------


def test_every_format_is_written_and_nothing_else_is_left(tmp_path, small):
    folder = tmp_path / "new" / "run"
    assert [path.name for path in write(folder, small)] == NAMES
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    assert all(path.stat().st_size > 500 for path in folder.iterdir())


def test_only_the_formats_asked_for_are_written(tmp_path, small):
    assert [path.name for path in write(tmp_path, small, formats=("csv", "md"))] == ["cases.csv", "report.md"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_format_there_is_none_of_is_refused(tmp_path, small):
    with pytest.raises(WrongUse, match="no report format pdf"):
        write(tmp_path, small, formats=("pdf",))


def test_a_failure_leaves_the_old_report_whole(tmp_path, small, monkeypatch):
    (old,) = write(tmp_path, small, formats=("md",))
    before = old.read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write(tmp_path, small, formats=("md",))
    assert old.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_two_times_the_same_run_gives_the_same_bytes(tmp_path, small):
    for first, second in zip(write(tmp_path / "a", small), write(tmp_path / "b", small), strict=True):
        assert first.read_bytes() == second.read_bytes()


# --- Markdown ----------------------------------------------------------------------------------------------------


def test_markdown_has_verdict_goals_changes_failing_and_worst_in_this_order(reply):
    text = markdown(inputs(reply))
    marks = ["## ✗ core: Not good enough (exit code 1)", "### In a few words", "### Goals", "### 3 changes in the content", "### 5 cases newly failing", "### The 10 hardest scripts"]  # fmt: skip
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "| ✗ missed | Red flag found | 2 of 3 (67 %) | 21 to 94 % | 3 | all of them |" in text
    assert "before: ~~Banner (red): 911: Call 911 now.~~" in text
    assert "13 of 75 scripts are above fifth grade" in text


def test_every_line_of_the_goals_table_has_its_six_cells(reply, hostile):
    for example in (reply, hostile):
        lines = [line for line in markdown(inputs(example)).splitlines() if line.startswith("| ")]
        assert len(lines) > 5
        assert {line.replace("\\|", "").count("|") for line in lines} == {7}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 5 % (n = 3)", "plain words, 5 % (n = 3)"),
        ("a|b", "a\\|b"),
        ("<b>", "&lt;b&gt;"),
        ("[x](y)", "\\[x\\](y)"),
        ("*bold* `code` $x$", "\\*bold\\* \\`code\\` \\$x\\$"),
        ("two\nlines", "two lines"),
        ("@all #12", "@\u2060all #\u206012"),
        ("http://evil.example www.evil.example", "http:\u2060//evil.example www\u2060.evil.example"),
        ("a\x0bb", "ab"),
    ],
)
def test_text_of_a_case_is_never_markup_a_mention_or_a_link(text, shown):
    assert inert(text) == shown


def test_hostile_text_stays_text_in_markdown(hostile):
    text = markdown(inputs(hostile))
    assert "<script" not in text
    assert "http://" not in text
    assert "@all" not in text


# --- JUnit -------------------------------------------------------------------------------------------------------


def test_junit_has_one_test_for_each_goal_and_for_each_case_and_metric_with_a_goal(reply):
    root = ET.fromstring(junit_xml(inputs(reply)))
    goals, cases = root.findall("testsuite")
    assert len(goals.findall("testcase")) == len(reply.verdict.gates) + 1
    wanted = {gate.metric for gate in reply.suite.gates}
    expected = sum(
        value.passed is not None
        for one in reply.run.results
        for name, value in one.scores.items()
        if name in wanted
    )
    assert int(cases.get("tests")) == len(cases.findall("testcase")) == expected
    failures = sum(
        value.passed is False
        for one in reply.run.results
        for name, value in one.scores.items()
        if name in wanted
    )
    assert int(cases.get("failures")) == len(cases.findall("testcase/failure")) == failures > 0
    assert cases.get("errors") == "0"
    failed = next(
        one
        for one in cases
        if one.get("classname") == "core.test.medicaid-rides-051" and one.find("failure") is not None
    )
    assert failed.get("name") == "red_flag_recall"
    assert failed.find("failure").get("message") == "Missed: no banner at all where 911 was due."


def test_a_known_miss_and_a_missed_goal_are_told_apart_in_junit(reply):
    goals = ET.fromstring(junit_xml(inputs(reply))).find("testsuite")
    kinds = {one.get("name").split(":")[0]: [child.tag for child in one] for one in goals}
    assert kinds["Red flag found"] == ["failure"]
    assert kinds["Every number stands in our tables"] == ["skipped"]
    assert kinds["Needs answered"] == []


def test_a_broken_case_and_a_run_that_could_not_measure_are_errors(broken):
    root = ET.fromstring(junit_xml(inputs(broken)))
    errors = root.findall(".//error")
    assert len(errors) == int(root.get("errors")) == 2
    assert errors[0].get("message").startswith("Fatal.") or "broke" in errors[0].get("message")
    assert errors[1].get("message") == "ZeroDivisionError in scorer readability"


def test_signs_that_xml_does_not_allow_are_taken_out(hostile):
    text = junit_xml(inputs(hostile))
    root = ET.fromstring(text)
    assert "\x0b" not in text
    assert any(HOSTILE in one.get("message") for one in root.iter("failure"))


# --- CSV ---------------------------------------------------------------------------------------------------------


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_has_one_row_for_each_case(reply):
    rows = rows_of(cases_csv(inputs(reply)))
    assert [row["id"] for row in rows] == [one.id for one in reply.run.results]
    row = next(row for row in rows if row["id"] == "medicaid-rides-051")
    assert (row["half"], row["repeat"], row["result"]) == ("test", "1", "fails")
    assert (row["red_flag_recall"], row["red_flag_recall passed"]) == ("0.0", "no")
    assert row["grade"] != ""
    assert row["grade passed"] == ""
    assert row["text"].startswith("Say: Good question.")
    assert row["group"] == "conditions"


def test_a_spreadsheet_reads_accents_right(small):
    assert cases_csv(inputs(small)).startswith("\ufeffid,half,")


@pytest.mark.parametrize("text", ["=1+1", "+1-800-555-0100", "-2", "@SUM(A1)", "\t=1", "  =1", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["1-800-555-0100", "plain", "", -1.5, 3, "a=b"])
def test_any_other_cell_stays_as_it_is(cell):
    assert guarded(cell) == cell


def test_no_cell_of_hostile_text_is_a_formula(hostile):
    for row in csv.reader(io.StringIO(cases_csv(inputs(hostile)))):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell


# --- JSON --------------------------------------------------------------------------------------------------------


def test_json_holds_the_whole_run_with_keys_in_order(reply):
    text = whole_json(inputs(reply))
    whole = json.loads(text)
    assert list(whole) == sorted(whole)
    assert whole["verdict"]["code"] == 1
    assert len(whole["results"]) == 150
    assert whole["summary"][0].startswith("13 of 75 scripts")
    assert whole["comparison"]["newly_failing"][0]["case_id"] == "medicaid-rides-051"


def test_a_figure_that_is_no_number_becomes_null(small):
    first = small.run.results[0]
    odd = replace(
        first,
        scores={
            **first.scores,
            "odd": Value(float("nan"), None, "odd"),
            "far": Value(float("inf"), None, "far"),
        },
    )
    run = replace(small.run, results=(odd, *small.run.results[1:]))
    scores = json.loads(whole_json(replace(inputs(small), run=run)))["results"][0]["scores"]
    assert (scores["odd"]["value"], scores["far"]["value"]) == (None, None)


def test_an_empty_run_can_be_written_in_every_format(tmp_path, small):
    empty = replace(
        small, run=Run(small.run.manifest, ()), verdict=replace(small.verdict, code=2, gates=()), cases=()
    )
    assert len(write(tmp_path, empty)) == 5
    assert ET.parse(tmp_path / "junit.xml").getroot().get("errors") == "1"
