"""A run gives the same bytes each time, survives what breaks, and never passes off a part as the whole."""

from __future__ import annotations

import errno
import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from filelock import FileLock
from run_tools import check_back_cases, digest, red_flag_cases, reply_cases, suite

from assistant.errors import CaseInvalid, CouldNotMeasure
from evals import run_writer, runner, workers
from evals.case_types import RedFlagCase, ReplyCase
from evals.content_record import record_content
from evals.eval_types import Value
from evals.run_lines import read_results, to_line
from evals.runner import run_suite
from evals.store import lock_path, read_run, run_state
from evals.world import FROZEN_AT


@pytest.fixture(scope="session")
def content_on_the_day(frozen_world):
    return record_content(frozen_world.contents, frozen_world.day)


@pytest.fixture(autouse=True)
def _open_quickly(monkeypatch, frozen_world, content_on_the_day):
    """One opened assistant for all runs in this process; workers of their own open it for real."""
    monkeypatch.setattr(workers, "open_with_index", lambda *args: frozen_world)
    monkeypatch.setattr(runner, "current_index_home", lambda settings: nullcontext(settings.home))
    monkeypatch.setattr(runner.Contents, "read", lambda settings: frozen_world.contents)
    monkeypatch.setattr(runner, "record_content", lambda contents, day: content_on_the_day)


@pytest.fixture
def run(run_paths, settings):
    """Run a suite of the made-up cases; options as of ``run_suite``."""

    def call(cases=None, of=None, **options):
        return run_suite(
            of or suite(), red_flag_cases() if cases is None else cases, run_paths, settings, **options
        )

    return call


def stop_after(number):
    """A progress callback that presses Ctrl+C after so many results."""

    def progress(done, _total):
        if done == number:
            raise KeyboardInterrupt

    return progress


def stopped(run, after=5, **options):
    """The id of a run that was stopped after some results."""
    with pytest.raises(CouldNotMeasure, match="--resume stopped-run"):
        run(run_id="stopped-run", progress=stop_after(after), **options)
    return "stopped-run"


def count_runs(monkeypatch):
    """The ids of the cases that were really run, in order."""
    ran = []
    real = workers.run_case

    def counted(case, world):
        ran.append(case.id)
        return real(case, world)

    monkeypatch.setattr(workers, "run_case", counted)
    return ran


# --- what a run holds


def test_every_case_has_one_result_and_one_time_in_the_order_of_the_ids(run, run_paths):
    done = run(tuple(reversed(red_flag_cases())))
    ids = [case.id for case in red_flag_cases()]
    assert [result.id for result in done.results] == ids
    assert [timing.id for timing in done.timings] == ids
    assert [
        json.loads(line)["id"] for line in (run_paths.runs / done.manifest.run_id / "results.jsonl").open()
    ] == ids
    assert all(result.error is None and result.scores for result in done.results)
    assert done.manifest.status == "done"
    assert done.manifest.counts == {
        "planned": 12, "ok": 12, "error": 0, "kept": 0, "errors_done_again": 0, "changed_done_again": 0, "phi_in_store": 0,
    }  # fmt: skip


def test_a_run_reads_back_as_it_was(run, run_paths):
    done = run()
    assert read_run(run_paths, done.manifest.run_id) == done


def test_a_finished_folder_holds_only_what_is_worth_keeping(run, run_paths):
    names = {path.name for path in (run_paths.runs / run().manifest.run_id).iterdir()}
    assert names == {"manifest.json", "results.jsonl", "timings.jsonl", "content.json"}


def test_no_result_holds_a_time_and_no_manifest_a_word_of_a_case(run, run_paths):
    folder = run_paths.runs / run().manifest.run_id
    assert "_ms" not in (folder / "results.jsonl").read_text(encoding="utf-8")
    assert "chest" not in (folder / "manifest.json").read_text(encoding="utf-8")


def test_the_manifest_says_what_the_run_stood_on(run):
    manifest = run().manifest
    assert manifest.settings["clock"] == "2026-11-24T10:00:00-05:00"
    assert {"suite", "content", "clock", "drafter", "search_model", "settings", "packages", "code"} == set(
        manifest.settings["config"]
    )
    assert manifest.environment["drafter"] == "offline"
    assert manifest.environment["packages"]["spacy"][0].isdigit()
    assert manifest.environment["calibration_ms"] > 0
    assert manifest.case_hashes == {case.id: case.hash for case in red_flag_cases()}


@pytest.mark.parametrize("repeat", [1, 3])
def test_each_case_is_run_as_often_as_asked(run, repeat):
    done = run(repeat=repeat)
    assert len(done.results) == 12 * repeat
    assert {result.repeat for result in done.results} == set(range(1, repeat + 1))


def test_progress_starts_at_nothing_and_ends_at_all(run):
    seen = []
    run(progress=lambda done, total: seen.append((done, total)))
    assert seen == [(number, 12) for number in range(13)]


# --- the same bytes


def test_two_runs_are_the_same_bytes(run, run_paths):
    cases = reply_cases()
    of = suite("reply", ("readability", "phi", "retrieval"))
    one, two = (run(cases, of).manifest.run_id for _ in range(2))
    assert one != two
    assert digest(run_paths, one) == digest(run_paths, two)


@pytest.mark.slow
def test_one_worker_and_two_give_the_same_bytes(run, run_paths):
    cases = reply_cases()
    of = suite("reply", ("readability", "phi", "retrieval"))
    one, two = (run(cases, of, jobs=jobs).manifest.run_id for jobs in (1, 2))
    assert digest(run_paths, one) == digest(run_paths, two)


def test_a_resumed_run_is_the_same_bytes_as_an_unbroken_one(run, run_paths):
    whole = run().manifest.run_id
    done = run(resume=stopped(run))
    assert digest(run_paths, done.manifest.run_id) == digest(run_paths, whole)
    assert done.manifest.counts["kept"] == 5
    assert len(done.timings) == 12


# --- what is refused


@pytest.mark.parametrize(
    ("cases", "options", "says"),
    [
        ((), {}, "has no case"),
        (None, {"only": "tag=nobody"}, "No case fits only tag=nobody"),
        (None, {"half": "dev", "only": "tag=odd"}, "No case fits only tag=odd, dev half"),
        (None, {"half": "all"}, "There is no half 'all'"),
        (None, {"only": "colour=red"}, "no field colour"),
        (None, {"only": "hf"}, "names no field and value"),
        (None, {"resume": "nothing"}, "There is no run 'nothing'"),
        (None, {"resume": "last"}, "There is no run of made_up yet"),
        (None, {"run_id": "../elsewhere"}, "only letters, digits"),
        (None, {"run_id": "last"}, "does not begin with last"),
        (None, {"at": datetime(2026, 11, 24)}, "time zone"),  # noqa: DTZ001
        (None, {"of": suite(scorers=("red_flags", "guesswork"))}, "a scorer that does not exist: guesswork"),
    ],
)  # fmt: skip
def test_what_can_not_be_measured_says_why_and_leaves_no_run(run, run_paths, cases, options, says):
    with pytest.raises(CouldNotMeasure, match=says):
        run(cases, **options)
    assert not run_paths.runs.exists()


def test_two_cases_with_one_id_are_refused(run):
    with pytest.raises(CaseInvalid, match="flag-000"):
        run((*red_flag_cases(), red_flag_cases()[0]))


def test_a_run_id_is_taken_once(run):
    run(run_id="mine")
    with pytest.raises(CouldNotMeasure, match="There is a run mine already"):
        run(run_id="mine")


@pytest.mark.parametrize(
    ("options", "ids", "partial"),
    [
        ({"only": "tag=hf"}, 6, "only tag=hf"),
        ({"only": "red_flag=911", "half": "test"}, 2, "only red_flag=911, test half"),
        ({"limit": 5}, 5, "the first 5"),
        ({}, 12, ""),
    ],
)
def test_a_part_of_a_suite_says_that_it_is_a_part(run, options, ids, partial):
    done = run(**options)
    assert len(done.results) == ids
    assert done.manifest.partial == partial


# --- what breaks


def test_a_case_that_breaks_is_an_error_by_class_and_place_and_the_others_go_on(run, monkeypatch, run_paths):
    def score(case, output, world, names):
        if case.id == "flag-003":
            raise KeyError("Quillfeather")
        return {"fine": Value(1.0, True, "fine")}

    monkeypatch.setattr(workers.scorers, "score_case", score)
    done = run()
    assert {result.id: result.error for result in done.results if result.error} == {
        "flag-003": "KeyError in evals.workers"
    }
    broken = next(result for result in done.results if result.error)
    assert broken.output is None
    assert broken.scores == {}
    assert done.manifest.counts["error"] == 1
    assert "Quillfeather" not in "".join(
        path.read_text() for path in (run_paths.runs / done.manifest.run_id).iterdir()
    )


@pytest.mark.parametrize(
    "value", [Value(float("nan"), True, "why"), Value(1.0, True, "\ud800")], ids=["NaN", "not Unicode"]
)
def test_a_score_that_can_not_be_written_is_an_error(run, monkeypatch, value):
    monkeypatch.setattr(workers.scorers, "score_case", lambda *args: {"odd": value})
    assert all(result.error for result in run().results)


def test_an_error_is_named_by_the_last_module_of_ours_it_went_through(run):
    too_long = ReplyCase(schema=1, id="too-long", half="test", ask="word " * 2000)
    (result,) = run((too_long,), suite("reply", ("phi",))).results
    assert result.error == "WrongUse in assistant.input_gate"
    assert workers.describe(ValueError("secret")) == "ValueError in an unknown module"


def test_questions_are_run_like_any_other_case(run):
    done = run(check_back_cases(), suite("check_back", ("check_questions",)))
    assert {result.error for result in done.results} == {None}
    assert all(result.output["ok"] is False for result in done.results)


def test_a_full_disk_says_what_to_do_and_the_run_can_be_resumed(run, monkeypatch, run_paths):
    real = run_writer.os.fsync
    calls = []

    def fsync(descriptor):
        calls.append(descriptor)
        if len(calls) == 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(run_writer.os, "fsync", fsync)
    with pytest.raises(CouldNotMeasure, match="No space left on device.*--resume full-disk"):
        run(run_id="full-disk")
    monkeypatch.undo()
    assert read_run(run_paths, "full-disk").manifest.status == "interrupted"


def test_a_store_that_can_not_be_written_is_said_before_anything_runs(run, run_paths, monkeypatch):
    ran = count_runs(monkeypatch)
    run_paths.runs.parent.mkdir(exist_ok=True)
    run_paths.runs.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(CouldNotMeasure, match="could not be written to"):
        run()
    assert ran == []


def test_a_second_writer_is_refused(run, run_paths, monkeypatch):
    monkeypatch.setattr(run_writer, "_LOCK_PATIENCE_S", 0.1)
    name = stopped(run)
    with (
        FileLock(lock_path(run_paths, name)),
        pytest.raises(CouldNotMeasure, match="written by another process"),
    ):
        run(resume=name)


def test_content_that_changes_while_a_run_starts_stops_it(run, monkeypatch):
    monkeypatch.setattr(workers, "content_hash", lambda settings: "another")
    with pytest.raises(CouldNotMeasure, match="changed while the run was starting"):
        run()


# --- stop and resume


def test_a_stopped_run_says_how_to_go_on_and_keeps_what_it_has(run, run_paths):
    kept = read_run(run_paths, stopped(run))
    assert kept.manifest.status == "interrupted"
    assert run_state(run_paths, kept.manifest) == "interrupted"
    assert len(kept.results) == 5
    assert kept.manifest.counts["ok"] == 5


def test_a_resumed_run_runs_only_what_is_missing_and_says_so(run, monkeypatch):
    name = stopped(run)
    ran, notes = count_runs(monkeypatch), []
    run(resume=name, note=notes.append)
    assert ran == [case.id for case in red_flag_cases()][5:]
    assert notes == [
        "5 of 12 results are kept. Done again: 0 that ended in an error, 0 of changed cases. New: 7."
    ]


def test_last_resumes_the_newest_run_of_the_suite(run):
    name = stopped(run)
    assert run(resume="last").manifest.run_id == name


def test_a_resumed_run_keeps_its_own_choice_of_cases(run):
    name = stopped(run, after=2, only="tag=hf", repeat=2)
    done = run(resume=name)
    assert len(done.results) == 12
    assert done.manifest.partial == "only tag=hf"


def test_an_error_is_done_again_and_a_good_result_is_not(run, monkeypatch):
    real = workers.scorers.score_case

    def score(case, *args):
        if case.id in ("flag-003", "flag-007"):
            raise KeyError
        return real(case, *args)

    with monkeypatch.context() as patch:
        patch.setattr(workers.scorers, "score_case", score)
        name = run().manifest.run_id
    ran = count_runs(monkeypatch)
    done = run(resume=name)
    assert ran == ["flag-003", "flag-007"]
    assert done.manifest.counts["errors_done_again"] == 2
    assert done.manifest.counts["error"] == 0


def test_a_changed_case_is_done_again_a_new_one_is_added_and_a_removed_one_goes(run, monkeypatch):
    name = run().manifest.run_id
    first, second, *rest = red_flag_cases()
    changed = first.model_copy(update={"ask": "what is a deductible"})
    new = RedFlagCase(schema=1, id="new", half="test", ask="hello", red_flag="none")
    ran = count_runs(monkeypatch)
    done = run((changed, *rest, new), resume=name)
    assert ran == [changed.id, "new"]
    assert second.id not in {result.id for result in done.results}
    assert done.manifest.counts["changed_done_again"] == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"at": FROZEN_AT + timedelta(days=1)}, "the frozen clock is another one"),
        ({"of": suite(only_ids=("flag-001",))}, "the suite file was changed"),
        ({"of": suite(name="other")}, "is of suite made_up"),
    ],
)
def test_a_run_on_another_configuration_is_not_gone_on_with(run, options, says):
    name = stopped(run)
    with pytest.raises(CouldNotMeasure, match=says):
        run(resume=name, **options)


def test_changed_content_is_another_configuration(run, monkeypatch):
    name = stopped(run)
    real = runner.config_of
    monkeypatch.setattr(runner, "config_of", lambda *args: {**real(*args), "content": "another"})
    with pytest.raises(CouldNotMeasure, match="the library was changed.*Start a new one"):
        run(resume=name)


def test_a_finished_run_can_be_resumed_and_stays_as_it_is(run, run_paths, monkeypatch):
    name = run().manifest.run_id
    before, ran = digest(run_paths, name), count_runs(monkeypatch)
    run(resume=name)
    assert ran == []
    assert digest(run_paths, name) == before


# --- damage


def tear(path):
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.faults
def test_a_torn_last_line_is_dropped_and_its_case_run_again(run, run_paths, monkeypatch):
    whole, name = run().manifest.run_id, stopped(run)
    tear(run_paths.runs / name / "results.jsonl.partial")
    ran = count_runs(monkeypatch)
    run(resume=name)
    assert ran == [case.id for case in red_flag_cases()][4:]
    assert digest(run_paths, name) == digest(run_paths, whole)


@pytest.mark.faults
def test_a_damaged_line_before_the_last_is_an_error_not_a_result_less(run, run_paths):
    name = stopped(run)
    path = run_paths.runs / name / "results.jsonl.partial"
    path.write_bytes(path.read_bytes().replace(b'"id"', b'"di"', 1))
    with pytest.raises(CouldNotMeasure, match="line 1 is damaged"):
        run(resume=name)


@pytest.mark.faults
def test_a_crash_between_the_last_two_steps_is_mended_by_resuming(run, run_paths, monkeypatch):
    whole = run().manifest.run_id
    monkeypatch.setattr(runner, "find_phi", lambda *args: (_ for _ in ()).throw(MemoryError()))
    with pytest.raises(MemoryError):
        run(run_id="crashed")
    monkeypatch.undo()
    done = read_run(run_paths, "crashed")
    assert done.manifest.status == "running"
    assert run_state(run_paths, done.manifest) == "crashed"
    assert {path.name for path in (run_paths.runs / "crashed").iterdir()} >= {
        "results.jsonl",
        "results.jsonl.partial",
    }
    monkeypatch.setattr(workers, "open_with_index", None)  # nothing is left to run
    run(resume="crashed")
    assert digest(run_paths, "crashed") == digest(run_paths, whole)
    assert not (run_paths.runs / "crashed" / "results.jsonl.partial").exists()


# --- identity in the store


def test_a_clean_product_leaves_no_identity_in_the_store(run, run_paths):
    done = run(reply_cases(), suite("reply", ("phi",)))
    assert done.manifest.counts["phi_in_store"] == 0
    stored = "".join(
        path.read_text(encoding="utf-8") for path in (run_paths.runs / done.manifest.run_id).iterdir()
    )
    assert "uillfeather" not in stored


def leaks_a_name(monkeypatch):
    real = workers.run_case

    def leaky(case, world):
        output, *times = real(case, world)
        logged = ["no rule for TOMASINA quillfeather"] if case.id == "reply-002" else output["logged"]
        return {**output, "logged": logged}, *times

    monkeypatch.setattr(workers, "run_case", leaky)


def test_identity_that_leaks_is_counted_but_not_stored(run, run_paths, monkeypatch):
    leaks_a_name(monkeypatch)
    done = run(reply_cases(4), suite("reply", ("phi",)))
    found = {result.id: result.scores["phi_leaks"].value for result in done.results if result.scores}
    assert {case_id for case_id, leaks in found.items() if leaks} == {"reply-002"}
    stored = (run_paths.runs / done.manifest.run_id / "results.jsonl").read_text(encoding="utf-8")
    assert "uillfeather" not in stored
    assert "no rule for [identifier that came out]" in stored
    assert done.manifest.counts["phi_in_store"] == 0


def test_identity_that_reaches_the_store_all_the_same_is_found(run, monkeypatch):
    leaks_a_name(monkeypatch)
    monkeypatch.setattr(workers, "mask_leaks", lambda value, _case: value)
    manifest = run(reply_cases(4), suite("reply", ("readability",))).manifest
    assert manifest.counts["phi_in_store"] == 1
    assert manifest.settings["phi_in_store"] == {"reply-002": ["results.jsonl"]}


def test_a_result_line_says_the_same_after_reading(run, run_paths):
    done = run()
    path = run_paths.runs / done.manifest.run_id / "results.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    assert [to_line(result) for result in read_results(path)] == lines
    assert to_line(replace(done.results[0], error="x")) != lines[0]
