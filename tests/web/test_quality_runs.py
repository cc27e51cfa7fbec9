"""Runs: one at a time, in a process of its own, stopped and gone on with, and ended with the app."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import WrongUse
from assistant.web.low_priority import LOWEST
from assistant.web.quality_runs import MOST_WAITING, RUN_ID, RunQueue, Wish, run_command
from assistant.web.quality_types import Progress

# Stands for ``checkback eval run``: writes the same files, three cases, and waits for a sign between them.
RUN = """
import json, os, pathlib, signal, sys, time
folder, go, mode = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
def write(status):
    text = json.dumps({"status": status, "case_hashes": {"a": "1", "b": "2", "c": "3"}, "nice": os.getpriority(os.PRIO_PROCESS, 0), "home": os.environ["CHECKBACK_HOME"]})
    (folder / "manifest.tmp").write_text(text)
    os.replace(folder / "manifest.tmp", folder / "manifest.json")
if mode == "wrong":
    sys.exit("checkback: There is no suite cor. Did you mean core?")
folder.mkdir(parents=True, exist_ok=True)
def stop(*_):
    write("interrupted")
    sys.exit(2)
signal.signal(signal.SIGTERM, stop)
write("running")
partial = folder / "results.jsonl.partial"
done = partial.read_text().count(chr(10)) if partial.exists() else 0
while done < 3:
    while not (go / str(done)).exists():
        time.sleep(0.01)
    if mode == "break" and done == 1:
        sys.stderr.write("Traceback ...\\ncheckback: Something went wrong in evals.tasks (KeyError).\\n")
        sys.exit(2)
    with partial.open("a") as file:
        file.write("{}\\n")
    done += 1
os.replace(partial, folder / "results.jsonl")
while not (go / "report").exists():
    time.sleep(0.01)
write("done")
sys.exit(1)
"""


class Site:
    """A queue whose runs wait for ``allow``."""

    def __init__(self, folder: Path, mode: str = "well") -> None:
        self.runs, self.go, self.mode = folder / "runs", folder / "go", mode
        self.go.mkdir()
        self.began: list[Wish] = []
        self.queue = RunQueue(self.runs, folder, self.command)

    def command(self, wish: Wish) -> list[str]:
        self.began.append(wish)
        return [sys.executable, "-c", RUN, str(self.runs / wish.run_id), str(self.go), self.mode]

    def allow(self, *signs: object) -> None:
        for sign in signs:
            (self.go / str(sign)).touch()

    def wait(self, holds, seconds: float = 20) -> tuple[Progress, ...]:
        end = time.monotonic() + seconds
        while not holds(progress := self.queue.progress()):
            assert time.monotonic() < end, progress
            time.sleep(0.02)
        return progress


@pytest.fixture
def site(tmp_path: Path):
    made = Site(tmp_path)
    yield made
    made.queue.close()


def test_the_command_is_the_one_a_person_would_type():
    assert run_command(Wish("ID", "core"))[1:] == [
        "-m",
        "assistant.command_line",
        "eval",
        "run",
        "core",
        "--run-id",
        "ID",
        "--quiet",
    ]
    assert run_command(Wish("ID", "core", goes_on=True))[5:] == ["core", "--resume", "ID", "--quiet"]


def test_a_run_is_followed_from_start_to_end(site: Site):
    run_id = site.queue.start("core")
    assert RUN_ID.fullmatch(run_id)
    site.wait(lambda runs: runs[0].total == 3)
    assert site.queue.progress() == (Progress(run_id, "core", "starting", 0, 3),)
    site.allow(0, 1)
    site.wait(lambda runs: runs[0].done == 2)
    assert site.queue.progress() == (Progress(run_id, "core", "running", 2, 3),)
    site.allow(2)
    site.wait(lambda runs: runs[0].state == "finishing")
    site.allow("report")
    site.wait(lambda runs: runs[0].is_over)
    assert site.queue.progress() == (Progress(run_id, "core", "ended", 3, 3),)


def test_it_runs_at_the_lowest_priority_in_the_home_of_the_app(site: Site, tmp_path: Path):
    run_id = site.queue.start("core")
    site.wait(lambda runs: runs[0].total == 3)
    manifest = json.loads((site.runs / run_id / "manifest.json").read_bytes())
    assert manifest["nice"] == LOWEST
    assert manifest["home"] == str(tmp_path)


def test_one_at_a_time_and_the_others_wait_in_turn(site: Site):
    first, second, third = (site.queue.start(suite) for suite in ("core", "safety", "smoke"))
    site.wait(lambda runs: runs[0].total == 3)
    assert [(run.run_id, run.state) for run in site.queue.progress()] == [
        (first, "starting"), (second, "waiting"), (third, "waiting"),
    ]  # fmt: skip
    assert [wish.run_id for wish in site.began] == [first]
    site.allow(0, 1, 2, "report")
    progress = site.wait(lambda runs: all(run.is_over for run in runs))
    assert [wish.run_id for wish in site.began] == [first, second, third]
    assert [run.run_id for run in progress] == [third, second, first], "the newest first"


def test_a_stopped_run_keeps_what_it_has_and_goes_on(site: Site):
    run_id = site.queue.start("core")
    site.allow(0)
    site.wait(lambda runs: runs[0].done == 1)
    site.queue.stop(run_id)
    site.wait(lambda runs: runs[0].is_over)
    assert site.queue.progress() == (Progress(run_id, "core", "stopped", 1, 3),)
    site.allow(1, 2, "report")
    site.queue.go_on(run_id, "core")
    site.wait(lambda runs: runs[0].state == "ended")
    assert site.queue.progress() == (Progress(run_id, "core", "ended", 3, 3),)
    assert [wish.goes_on for wish in site.began] == [False, True]


def test_stopping_one_that_waits_takes_it_out_and_the_other_goes_on(site: Site):
    first, second = site.queue.start("core"), site.queue.start("safety")
    site.queue.stop(second)
    site.allow(0, 1, 2, "report")
    site.wait(lambda runs: {run.run_id: run.state for run in runs} == {first: "ended", second: "stopped"})
    assert [wish.run_id for wish in site.began] == [first]


def test_stopping_one_that_is_over_or_unknown_changes_nothing(site: Site):
    site.allow(0, 1, 2, "report")
    run_id = site.queue.start("core")
    site.wait(lambda runs: runs[0].state == "ended")
    site.queue.stop(run_id)
    site.queue.stop("nobody")
    assert site.queue.progress()[0].state == "ended"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("wrong", "There is no suite cor. Did you mean core?"),
        ("break", "Something went wrong in evals.tasks (KeyError)."),
    ],
)
def test_a_run_that_breaks_off_says_why(tmp_path: Path, mode: str, said: str):
    site = Site(tmp_path, mode)
    site.allow(0, 1, 2)
    site.queue.start("core")
    (ended, *_) = site.wait(lambda runs: runs[0].is_over)
    assert (ended.state, ended.said) == ("failed", said)
    site.queue.close()


def test_a_process_that_is_killed_is_told_and_the_next_run_starts(site: Site):
    first, second = site.queue.start("core"), site.queue.start("safety")
    site.wait(lambda runs: runs[0].total == 3)
    site.queue._running.process.kill()
    site.wait(lambda runs: runs[0].run_id == second and runs[0].total == 3)
    assert {run.run_id: run.state for run in site.queue.progress()}[first] == "failed"


def test_closing_the_app_ends_the_run_and_starts_no_other(site: Site):
    site.queue.start("core"), site.queue.start("safety")
    site.wait(lambda runs: runs[0].total == 3)
    pid = site.queue._running.process.pid
    site.queue.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert len(site.began) == 1
    with pytest.raises(WrongUse, match="being stopped"):
        site.queue.start("core")


def test_the_same_run_is_not_started_twice(site: Site):
    run_id = site.queue.start("core")
    with pytest.raises(WrongUse, match="goes on already"):
        site.queue.go_on(run_id, "core")


def test_the_queue_does_not_grow_for_ever(site: Site):
    site.queue.start("core")
    site.wait(lambda runs: runs[0].total == 3)
    for _ in range(MOST_WAITING):
        site.queue.start("core")
    with pytest.raises(WrongUse, match="Enough runs are waiting"):
        site.queue.start("core")


@pytest.mark.parametrize("suite", ["", "--help", "core;ls", "../x", "Core", "a" * 60, "core\n", "_core"])
def test_an_odd_name_reaches_no_command_line(site: Site, suite: str):
    with pytest.raises(WrongUse):
        site.queue.start(suite)
    assert site.began == []
