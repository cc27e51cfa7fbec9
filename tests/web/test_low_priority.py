"""Processes that give way: lowest priority, one answer at a time, ended when slow, silent about what they were asked."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import CheckbackError, CouldNotMeasure
from assistant.web.low_priority import LOWEST, Worker, end, start_low

SECRET = "Quincy Adderbury"
# A worker to ask: the module stands in a folder of its own that only the child can import from.
WORKER = """
import os, sys, time
from assistant.errors import WrongUse
from assistant.web.low_priority import answer_questions

def echo(words, body=b""):
    print("a library that prints")
    return {"words": words, "body": body.decode(), "pid": os.getpid()}

def nice():
    return os.getpriority(os.PRIO_PROCESS, 0)

def refuse():
    raise WrongUse("Take another file.")

def bug(words):
    raise RuntimeError(words)

def missing():
    import no_such_package

def sleep(seconds):
    time.sleep(seconds)

def leave():
    os._exit(3)

answer_questions({f.__name__: f for f in (echo, nice, refuse, bug, missing, sleep, leave)})
"""
needs_unix = pytest.mark.skipif(not hasattr(os, "setpriority"), reason="priorities of Unix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a_worker.py").write_text(WORKER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def worker(folder: Path):
    made = a_worker(folder)
    yield made
    made.close()


def a_worker(folder: Path, **options: object) -> Worker:
    paths = os.pathsep.join((str(folder), *filter(None, sys.path)))
    return Worker("a_worker", {"PYTHONPATH": paths}, **options)  # type: ignore[arg-type]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_answer_comes_back_with_every_byte(worker: Worker):
    answer = worker.ask("echo", "line\nline\x00é".encode(), words="two\nlines “é”")
    assert answer["words"] == "two\nlines “é”"
    assert answer["body"] == "line\nline\x00é"


def test_what_a_library_prints_is_no_answer(worker: Worker):
    assert [worker.ask("echo", words=str(n))["words"] for n in range(3)] == ["0", "1", "2"]


def test_the_same_process_answers_until_it_is_let_go(folder: Path):
    worker = a_worker(folder, quiet_s=0.2)
    first = worker.ask("echo", words="")["pid"]
    assert worker.ask("echo", words="")["pid"] == first
    time.sleep(1)
    assert not alive(first)
    assert worker.ask("echo", words="")["pid"] != first
    worker.close()


@needs_unix
def test_it_runs_at_the_lowest_priority(worker: Worker):
    assert worker.ask("nice") == LOWEST
    assert os.getpriority(os.PRIO_PROCESS, 0) < LOWEST, "this process keeps its own"


def test_an_error_on_purpose_comes_back_as_words(worker: Worker):
    with pytest.raises(CheckbackError, match="^Take another file.$"):
        worker.ask("refuse")


def test_a_bug_tells_its_class_and_no_words(worker: Worker, caplog: pytest.LogCaptureFixture, capfd):
    with pytest.raises(CheckbackError) as caught:
        worker.ask("bug", words=SECRET)
    assert str(caught.value) == "Something went wrong in step bug (RuntimeError)."
    out, err = capfd.readouterr()
    assert SECRET not in caplog.text + out + err


def test_a_missing_package_says_how_to_get_it(worker: Worker):
    with pytest.raises(CheckbackError, match="no_such_package is missing.*pip install"):
        worker.ask("missing")


def test_one_that_takes_too_long_is_ended_and_the_next_one_is_answered(folder: Path):
    worker = a_worker(folder, patience_s=1, too_slow="Too slow. Try a smaller file.")
    began = time.monotonic()
    with pytest.raises(CouldNotMeasure, match="^Too slow"):
        worker.ask("sleep", seconds=60)
    assert time.monotonic() - began < 10
    assert worker.ask("echo", words="still here")["words"] == "still here"
    worker.close()


def test_one_that_dies_is_started_anew(worker: Worker):
    with pytest.raises(CouldNotMeasure, match="Try again"):
        worker.ask("leave")
    assert worker.ask("echo", words="again")["words"] == "again"


def test_many_askers_each_get_their_own_answer(worker: Worker):
    answers: dict[int, str] = {}
    askers = [
        threading.Thread(target=lambda n=n: answers.update({n: worker.ask("echo", words=str(n))["words"]}))
        for n in range(8)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert answers == {n: str(n) for n in range(8)}


def test_closing_ends_the_process_even_in_the_middle(folder: Path):
    worker = a_worker(folder)
    pid = worker.ask("echo", words="")["pid"]
    errors: list[CheckbackError] = []

    def ask() -> None:
        try:
            worker.ask("sleep", seconds=60)
        except CheckbackError as error:
            errors.append(error)

    asker = threading.Thread(target=ask)
    asker.start()
    time.sleep(0.3)
    worker.close()
    asker.join(timeout=10)
    assert not alive(pid)
    assert len(errors) == 1


def test_one_that_does_not_want_to_stop_is_stopped():
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    process = start_low([sys.executable, "-c", stubborn], {})
    assert process.stdout.readline()
    end(process, grace_s=0.3)
    assert process.returncode is not None
    process.communicate()


def test_a_child_of_an_app_that_was_killed_ends_by_itself(folder: Path):
    """Its standard input closes, which is the end of questions."""
    environ = os.environ | {"PYTHONPATH": os.pathsep.join((str(folder), *filter(None, sys.path)))}
    child = subprocess.Popen(
        [sys.executable, "-m", "a_worker"], env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    child.stdin.close()
    assert child.wait(timeout=20) == 0
    child.stdout.close()
