"""A run that is killed in the middle loses nothing but the cases in work, and ends as if it had never been killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from run_tools import digest

from evals.paths import EvalPaths
from evals.store import read_run, run_state

pytestmark = pytest.mark.faults
CHILD = Path(__file__).with_name("run_child.py")
ROOT = CHILD.parents[2]
PATIENCE_S = 180


class Runs:
    """Runs of one made-up suite, each in a process of its own."""

    def __init__(self, folder, home, kind, cases, slow_s):
        self.paths = EvalPaths(shipped=folder, own=folder, runs=folder / "runs")
        self._wish = {
            "runs": str(self.paths.runs),
            "home": str(home),
            "kind": kind,
            "cases": cases,
            "slow_s": slow_s,
        }
        self._folder = folder

    def started(self, run_id):
        """The cases that were started, and by which process, in order."""
        path = self._folder / f"{run_id}.started"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [tuple(line.split(" ")) for line in lines]

    @contextmanager
    def child(self, run_id, jobs=1, *, resume=False):
        wish = {**self._wish, "run_id": run_id, "jobs": jobs, "resume": resume}
        wish["started"] = str(self._folder / f"{run_id}.started")
        path = os.pathsep.join((str(ROOT), str(ROOT / "tests"), str(CHILD.parent)))
        command = [sys.executable, str(CHILD), json.dumps(wish)]
        with subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE, text=True
        ) as child:
            try:
                yield child
            finally:
                child.kill()

    def whole(self, run_id, jobs=1, *, resume=False):
        """Run to the end."""
        with self.child(run_id, jobs, resume=resume) as child:
            _, errors = child.communicate(timeout=PATIENCE_S)
            assert child.returncode == 0, errors
        return digest(self.paths, run_id)

    def stopped(self, run_id, how, after, jobs=1):
        """Stop a run when so many results are on disk; returns the ids that are, and what the child said."""
        with self.child(run_id, jobs) as child:
            wait_until(lambda: len(self.on_disk(run_id)) >= after or child.poll() is not None)
            assert child.poll() is None, "it ended before it could be stopped"
            os.kill(child.pid, how)
            _, errors = child.communicate(timeout=PATIENCE_S)
        return self.on_disk(run_id), errors

    def on_disk(self, run_id):
        path = self.paths.runs / run_id / "results.jsonl.partial"
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return [json.loads(line)["id"] for line in lines]


def wait_until(claim):
    end = time.monotonic() + PATIENCE_S
    while not claim():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def runs(tmp_path, built_home):
    return lambda kind, cases: Runs(tmp_path, built_home, kind, cases, slow_s=0.05)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory, built_home):
    """The digest of the results of a run nobody disturbed, for each kind and number of cases."""
    folder = tmp_path_factory.mktemp("unbroken")
    return cache(lambda kind, cases: Runs(folder, built_home, kind, cases, slow_s=0).whole(f"{kind}-{cases}"))


@pytest.mark.parametrize(("kind", "cases", "after"), [("red_flags", 40, 15), ("reply", 12, 4)])
def test_killed_and_resumed_no_case_is_lost_none_is_run_twice_and_the_bytes_are_the_same(
    runs, unbroken, kind, cases, after
):
    made = runs(kind, cases)
    on_disk, _ = made.stopped("killed", signal.SIGKILL, after)
    assert after <= len(on_disk) < cases
    before = len(made.started("killed"))
    assert before - len(on_disk) <= 1, "at most the one case in work is lost"
    manifest = read_run(made.paths, "killed").manifest
    assert run_state(made.paths, manifest) == "crashed"

    assert made.whole("killed", resume=True) == unbroken(kind, cases)
    started_again = [case_id for _, case_id in made.started("killed")[before:]]
    assert not set(started_again) & set(on_disk), "what is on disk is not run again"
    assert len(started_again) == len(set(started_again)) == cases - len(on_disk)
    done = read_run(made.paths, "killed")
    assert done.manifest.status == "done"
    assert done.manifest.counts["kept"] == len(on_disk)
    assert len(done.results) == len(done.timings) == cases


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_with_two_workers_a_kill_loses_two_cases_at_most_and_leaves_no_worker_behind(runs, unbroken):
    made = runs("red_flags", 40)
    on_disk, _ = made.stopped("killed", signal.SIGKILL, 15, jobs=2)
    pids = {int(pid) for pid, _ in made.started("killed")}
    assert len(pids) == 2
    wait_until(lambda: not any(map(is_running, pids)))
    assert len(set(made.on_disk("killed"))) == len(on_disk)
    assert made.whole("killed", jobs=2, resume=True) == unbroken("red_flags", 40)
    assert len(read_run(made.paths, "killed").results) == 40


@pytest.mark.parametrize(
    ("how", "jobs"),
    [(signal.SIGINT, 1), (signal.SIGTERM, 1), (signal.SIGTERM, 2)],
    ids=["Ctrl+C", "asked to end", "two workers"],
)
def test_a_run_that_is_asked_to_stop_says_so_and_can_be_resumed(runs, unbroken, how, jobs):
    made = runs("red_flags", 40)
    on_disk, said = made.stopped("stopped", how, 5, jobs)
    manifest = read_run(made.paths, "stopped").manifest
    assert manifest.status == "interrupted"
    assert manifest.counts["ok"] == len(on_disk)
    assert f"stopped after {len(on_disk)} of 40" in said
    assert "--resume stopped" in said
    assert made.whole("stopped", jobs, resume=True) == unbroken("red_flags", 40)
