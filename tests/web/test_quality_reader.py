"""What the page shows of real run folders: read, judged and compared by the evaluation suite itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from quality_runs_on_disk import FIRST, SECOND, make_home, write_run

from assistant.errors import CaseInvalid, CheckbackError
from assistant.web import quality_reader
from assistant.web.judged_run import page_words
from assistant.web.quality_types import Overview, RunView, TopicName


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = make_home(tmp_path)
    monkeypatch.setattr(quality_reader, "_paths", lambda: made)
    return made


def through_the_pipe(kind, value):
    """As the page gets it: JSON, and back."""
    return TypeAdapter(kind).validate_python(json.loads(json.dumps(value)))


def shown(run_id: str = SECOND) -> RunView:
    return through_the_pipe(RunView, quality_reader.show(run_id))


def test_suites_and_runs_are_listed_the_newest_first(paths):
    overview = through_the_pipe(Overview, quality_reader.overview())
    assert [(suite.name, suite.about) for suite in overview.suites] == [
        ("tiny", "Three utterances, for the tests of the page")
    ]
    assert [run.run_id for run in overview.runs] == [SECOND, FIRST]
    assert overview.runs[0].when == "24 November 2026, 10:00 UTC"
    assert (overview.runs[0].state, overview.runs[0].cases) == ("done", 3)


def test_a_run_whose_process_is_gone_is_stopped_and_not_running(paths):
    write_run(
        paths,
        "2026-11-25T100000Z_tiny_00aa33",
        missed=(),
        started="2026-11-25T10:00:00+00:00",
        content={},
        status="running",
    )
    assert quality_reader.overview()["runs"][0]["state"] == "stopped"


def test_an_empty_home_lists_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from evals.paths import EvalPaths

    monkeypatch.setattr(
        quality_reader, "_paths", lambda: EvalPaths(tmp_path / "a", tmp_path / "b", tmp_path / "c")
    )
    assert quality_reader.overview() == {"suites": (), "runs": ()}


def test_goals_carry_figure_n_interval_and_goal_the_worst_first(paths):
    missed, met = shown().gates
    assert (missed.title, missed.measured, missed.n) == ("Red flag found", "1 of 2 (50 %)", 2)
    assert (missed.goal, missed.status, missed.tone, missed.is_fatal) == (
        "all of them",
        "missed",
        "bad",
        True,
    )
    assert missed.interval.endswith("%")
    assert missed.failing == ("cannot-breathe",)
    assert missed.bar is not None
    assert missed.bar.low < missed.bar.value < missed.bar.high <= missed.bar.goal
    assert (met.status, met.tone) == ("met", "good")


def test_without_a_baseline_the_page_says_so_and_the_run_counts_as_not_measured(paths):
    view = shown(FIRST)
    assert view.changes is None
    assert view.no_changes_why == "no baseline to compare with"
    assert view.verdict == "Could not measure"
    assert any("baseline" in reason for reason in view.reasons)


def test_cases_come_worst_first_with_words_and_reasons(paths):
    first, *rest = shown().cases
    assert first.id == "cannot-breathe"
    assert first.said == "i cant breathe"
    assert first.failing == ("Red flag found",)
    assert first.worst == "Missed: no banner at all where 911 was due."
    assert [part.label for part in first.parts] == ["The patient said", "What came out"]
    assert first.parts[1].lines == ("No banner",)
    assert [case.is_failing for case in rest] == [False, False]


def test_what_no_goal_asks_for_fails_no_case(paths):
    """Such a score stands in the open case, but the case is not among the failing."""
    results = paths.runs / FIRST / "results.jsonl"
    lines = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    extra = {"value": 0.0, "passed": False, "why": "Only to know.", "n": 1, "spans": []}
    lines[0]["scores"]["any_alarm"] = extra
    results.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    case = next(case for case in shown(FIRST).cases if case.id == lines[0]["id"])
    assert not case.is_failing
    assert "Only to know." in {score.why for score in case.scores}


def test_an_accepted_baseline_is_compared_with_content_first(paths):
    words = quality_reader.accept(FIRST)
    assert "baselines/tiny.json" in words
    view = shown()
    assert view.verdict == "Not good enough"
    assert not view.headline.startswith(view.verdict)
    assert view.changes is not None
    assert view.changes.baseline == "23 November 2026, 09:00 UTC"
    (change,) = view.changes.content
    assert change.blocks
    assert "1-800-222-1223" in change.words
    (flip,) = view.changes.newly_failing
    assert (flip.case_id, flip.title) == ("cannot-breathe", "Red flag found")
    assert "Call 911 now." in " ".join(piece.text for piece in flip.before)
    assert "No banner" in " ".join(piece.text for piece in flip.after)
    assert flip.after_why == "Missed: no banner at all where 911 was due."


def test_the_baseline_itself_shows_no_change(paths):
    quality_reader.accept(FIRST)
    view = shown(FIRST)
    assert (view.verdict, view.tone) == ("Good enough", "good")
    assert view.changes is not None
    assert (view.changes.content, view.changes.newly_failing, view.changes.figures) == ((), (), ())


def test_the_files_of_the_run_are_named(paths):
    assert {"report.html", "results.jsonl"} <= set(shown().files)


def test_an_unknown_run_says_what_to_do(paths):
    with pytest.raises(CheckbackError, match="no run"):
        quality_reader.show("2026-11-23T090000Z_tiny_ffffff")


def test_the_topics_of_the_library_have_titles():
    topics = through_the_pipe(tuple[TopicName, ...], quality_reader.topics())
    assert len(topics) >= 50
    assert next(topic.title for topic in topics if topic.id == "deductible")


@pytest.fixture
def core(paths, redactor, monkeypatch: pytest.MonkeyPatch):
    """A suite of whole turns to which cases can be added, with the redactor that is loaded already."""
    (paths.own / "suites" / "core.yaml").write_text(
        'schema: 1\nname: core\nversion: 1\ntask: reply\nabout: "x"\ncases: core\nscorers: [readability]\n'
        "gates: [{metric: grade_le_5, agg: share, min: 0.9}]\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(quality_reader, "_redactor", lambda: redactor)
    return paths


FIELDS = {
    "id": "ride-never-came",
    "ask": "my ride to dialysis never came again",
    "group": "sdoh",
    "expect": {
        "needs": [["deductible", "copay"]],
        "must_say_any": [["call them", "call today"]],
        "must_not_say": ["transportation"],
        "numbers": ["911"],
        "red_flag": "none",
        "refuse": False,
    },
    "note": "made up",
}


def test_a_case_of_the_form_is_written_and_reads_back(core):
    from evals.read_cases import load_cases
    from evals.read_suites import read_suite

    assert quality_reader.add_case("core", "test", FIELDS) == "core/test/ride_never_came.yaml"
    (case,) = load_cases(core, read_suite(core, "core"))
    assert case.expect.needs == (("deductible", "copay"),)
    assert case.expect.must_say_any == (("call them", "call today"),)
    assert (case.half, case.note, case.expect.refuse) == ("test", "made up", False)


REFUSED = [
    ({"expect": {**FIELDS["expect"], "red_flag": "912"}}, r"expect\.red_flag.*Did you mean 911\?", "a word that is not allowed"),
    ({"expect": {**FIELDS["expect"], "needs": [["deductable"]]}}, r"expect\.needs.*deductible", "a topic that is not there"),
    ({"ask": "this is Quincy Adderbury, born 03/04/1951, my ride never came"}, r"ask", "who a person is"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_a_case_that_cannot_be_used_names_the_field_and_is_not_written(core, change, words: str, why: str):
    with pytest.raises(CaseInvalid, match=words):
        quality_reader.add_case("core", "test", {**FIELDS, **change})
    assert not (core.own / "cases" / "core").exists()


def test_the_same_case_is_not_written_twice(core):
    quality_reader.add_case("core", "test", FIELDS)
    with pytest.raises(CaseInvalid, match="already"):
        quality_reader.add_case("core", "test", FIELDS)


PRESSED = [
    ("Missed. See the worst: checkback eval explain 2026_core ride-never-came", "Missed. The worst case: ride-never-came"),
    ("The run did not finish. Go on with it: checkback eval run core --resume 2026_core", "The run did not finish. Press Go on."),
    ("There is no accepted baseline. Accept a run: checkback eval accept 2026_core", "There is no accepted baseline. Accept one under Changes."),
    ("Only the dev half was run. Run it: checkback eval run core --half test", "Only the dev half was run. Run it: checkback eval run core --half test"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "pressed"), PRESSED)
def test_reasons_name_buttons_where_there_are_any(typed: str, pressed: str):
    assert page_words(typed) == pressed
