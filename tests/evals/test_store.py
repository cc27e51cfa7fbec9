"""Runs are found, named, told apart when crashed, and cleared away; nothing outside is ever touched."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from filelock import FileLock

from assistant.errors import CouldNotMeasure
from evals.eval_types import CaseResult, Manifest, Timing, Value
from evals.run_writer import RunWriter
from evals.store import find_manifest, is_alive, list_runs, lock_path, prune, read_run, run_state

RESULT = CaseResult(
    "a-case", "test", "a-case", "c" * 12, "f" * 12, 1, {"types": []}, {"m": Value(1.0, True, "Yes.")}
)


def manifest(run_id, suite="core", started="2026-11-24T15:00:00+00:00", status="done"):
    return Manifest(
        run_id=run_id, suite=suite, suite_version=1, task="red_flags", status=status, started=started, finished=None,
        config_hash="f" * 12, case_hashes={"a-case": "c" * 12}, settings={}, environment={}, counts={"ok": 1},
    )  # fmt: skip


def write(paths, run_id, results=(RESULT,), **fields):
    """A finished run, or with another status one that was left in the middle."""
    made = manifest(run_id, **fields)
    with RunWriter(paths, run_id) as writer:
        writer.write_manifest(made)
        writer.write_content({"fact:a": "$1"})
        writer.begin((), ())
        for result in results:
            writer.add(result, Timing(result.id, result.repeat, 0.1, 0.2))
        if made.status == "done":
            writer.finish(results, [Timing(result.id, result.repeat, 0.1, 0.2) for result in results])
            writer.drop_partial()
    return made


def write_days(paths, days, suite="core"):
    return [
        write(paths, f"run-{day:02}-{suite}", suite=suite, started=f"2026-11-{day:02}T10:00:00+00:00")
        for day in days
    ]


# --- list and read


def test_no_folder_is_no_run(run_paths):
    assert list_runs(run_paths) == ()


def test_runs_are_listed_the_newest_first(run_paths):
    write_days(run_paths, (3, 1, 2))
    assert [made.run_id for made in list_runs(run_paths)] == ["run-03-core", "run-02-core", "run-01-core"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "manifest.json").write_text("{", encoding="utf-8"),
        lambda folder: (folder / "manifest.json").write_text('{"run_id": "x"}', encoding="utf-8"),
        lambda folder: (folder / "manifest.json").unlink(),
        lambda folder: folder.rename(folder.with_name("another-name")),
    ],
    ids=["torn", "other fields", "none", "another folder's"],
)
def test_a_folder_without_its_own_manifest_is_no_run(run_paths, spoil):
    write_days(run_paths, (1, 2))
    spoil(run_paths.runs / "run-02-core")
    assert [made.run_id for made in list_runs(run_paths)] == ["run-01-core"]


@pytest.mark.parametrize(
    ("name", "run_id"),
    [
        ("last", "run-05-safety"),
        ("last:core", "run-04-core"),
        ("last:safety", "run-05-safety"),
        ("run-01-core", "run-01-core"),
    ],
)
def test_a_run_is_named_by_its_id_or_as_the_last(run_paths, name, run_id):
    write_days(run_paths, (1, 4))
    write_days(run_paths, (5,), suite="safety")
    assert read_run(run_paths, name).manifest.run_id == run_id


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("run-01-cor", "Did you mean run-01-core"),
        ("last:smoke", "There is no run of smoke yet"),
        ("../run-01-core", "There is no run"),
        ("", "There is no run"),
        (".locks", "There is no run"),
        ("/etc", "There is no run"),
    ],
)
def test_a_run_that_is_not_there_says_so(run_paths, name, says):
    write_days(run_paths, (1,))
    with pytest.raises(CouldNotMeasure, match=says):
        read_run(run_paths, name)


def test_a_run_reads_back_whole(run_paths):
    made = write(run_paths, "mine", results=(replace(RESULT, id="b"), RESULT))
    run = read_run(run_paths, "mine")
    assert run.manifest == made
    assert [result.id for result in run.results] == ["a-case", "b"]
    assert run.results[0] == RESULT
    assert run.timings[0] == Timing("a-case", 1, 0.1, 0.2)
    assert run.content == {"fact:a": "$1"}


def test_a_run_that_was_left_shows_what_it_has(run_paths):
    write(run_paths, "mine", status="interrupted")
    assert read_run(run_paths, "mine").results == (RESULT,)


@pytest.mark.faults
@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("manifest.json", "{", "The manifest of run mine is damaged"),
        ("content.json", "{", "content.json is damaged"),
        ("results.jsonl", "{}\n", "results.jsonl, line 1 is damaged"),
        ("timings.jsonl", "[]\n", "timings.jsonl, line 1 is damaged"),
    ],
)
def test_a_damaged_file_is_named(run_paths, name, text, says):
    write(run_paths, "mine")
    (run_paths.runs / "mine" / name).write_text(text, encoding="utf-8")
    with pytest.raises(CouldNotMeasure, match=says):
        read_run(run_paths, "mine")


def test_a_line_separator_inside_a_text_does_not_end_a_line(run_paths):
    odd = replace(RESULT, output={"text": "a\u2028b\u0085c\x1ed"})
    write(run_paths, "mine", results=(odd,))
    assert read_run(run_paths, "mine").results == (odd,)


# --- alive or crashed


@pytest.mark.parametrize(
    ("status", "state"), [("done", "done"), ("interrupted", "interrupted"), ("running", "crashed")]
)
def test_a_run_that_says_it_runs_and_nobody_runs_it_has_crashed(run_paths, status, state):
    made = write(run_paths, "mine", status=status)
    assert run_state(run_paths, made) == state


def test_a_run_goes_on_while_its_lock_is_held(run_paths):
    made = write(run_paths, "mine", status="running")
    with FileLock(lock_path(run_paths, "mine")):
        assert run_state(run_paths, made) == "running"
    assert run_state(run_paths, made) == "crashed"


def test_looking_does_not_make_a_lock(run_paths):
    assert is_alive(run_paths, "nobody") is False
    assert not lock_path(run_paths, "nobody").exists()


@pytest.mark.faults
def test_the_lock_of_a_killed_process_is_free(run_paths):
    made = write(run_paths, "mine", status="running")
    code = (
        "import sys, time\nfrom filelock import FileLock\n"
        f"lock = FileLock({str(lock_path(run_paths, 'mine'))!r})\nlock.acquire()\nprint('held', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        assert run_state(run_paths, made) == "running"
        holder.kill()
    assert run_state(run_paths, made) == "crashed"


# --- prune


def test_the_newest_runs_stay(run_paths):
    write_days(run_paths, range(1, 6))
    assert prune(run_paths, keep=2) == ("run-03-core", "run-02-core", "run-01-core")
    assert [made.run_id for made in list_runs(run_paths)] == ["run-05-core", "run-04-core"]
    assert not lock_path(run_paths, "run-01-core").exists()


def test_the_run_of_a_baseline_stays(run_paths):
    write_days(run_paths, range(1, 6))
    (run_paths.own / "baselines").mkdir(parents=True)
    (run_paths.own / "baselines" / "core.json").write_text(
        json.dumps({"manifest": {"run_id": "run-02-core"}})
    )
    (run_paths.own / "baselines" / "torn.json").write_text("{")
    assert prune(run_paths, keep=1) == ("run-04-core", "run-03-core", "run-01-core")


def test_a_run_that_goes_on_stays(run_paths):
    write_days(run_paths, range(1, 4))
    with FileLock(lock_path(run_paths, "run-01-core")):
        assert prune(run_paths, keep=1) == ("run-02-core",)


def test_what_is_no_run_is_never_deleted(run_paths):
    write_days(run_paths, range(1, 4))
    (run_paths.runs / "notes").mkdir()
    (run_paths.runs / "notes" / "mine.txt").write_text("keep me")
    prune(run_paths, keep=0)
    assert (run_paths.runs / "notes" / "mine.txt").read_text() == "keep me"
    assert list_runs(run_paths) == ()


def test_few_runs_all_stay(run_paths):
    write_days(run_paths, (1, 2))
    assert prune(run_paths) == ()
    assert find_manifest(run_paths, "run-01-core")
