"""Processes of our own that give way to a live call: they run when nothing else wants the processor.

In: what to start or to ask. Out: a started process, or an answer. ``Worker`` keeps one process ready to answer,
ends one that takes too long, and lets go of it after a quiet while. Nothing goes through a file.
Knows nothing about what is asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Any

from assistant.errors import CheckbackError, CouldNotMeasure

LOWEST = 19  # the lowest priority there is on Unix
PATIENCE_S = 60.0
QUIET_S = 300.0
GRACE_S = 3.0


def start_low(
    command: Sequence[str], environ: Mapping[str, str], *, talk: bool = False
) -> subprocess.Popen[bytes]:
    """Start ``command`` at the lowest priority, apart from our Ctrl+C; ``talk`` opens its standard input."""
    idle = getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)  # Windows; elsewhere 0, which means nothing
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own modules
        command,
        env={**os.environ, **environ},
        stdin=subprocess.PIPE if talk else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if talk else subprocess.PIPE,
        # a group, so that our Ctrl+C is not its own; not a session, against which Linux would not weigh priorities
        process_group=0,
        creationflags=idle,
    )
    if hasattr(os, "setpriority"):
        with suppress(OSError):  # it may be over already
            os.setpriority(os.PRIO_PROCESS, process.pid, LOWEST)
    return process


def end(process: subprocess.Popen[bytes], grace_s: float = GRACE_S) -> None:
    """Ask the process to stop, and insist when it does not."""
    with suppress(OSError):
        process.terminate()
    try:
        process.wait(grace_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker gave: a value, or the message of an error made on purpose."""

    value: Any = None
    wrong: str = ""


class Worker:
    """One process that runs ``python -m module`` and answers a question a line, one at a time."""

    def __init__(
        self,
        module: str,
        environ: Mapping[str, str] | None = None,
        *,
        patience_s: float = PATIENCE_S,
        quiet_s: float = QUIET_S,
        too_slow: str = "That took too long, so it was stopped. Try again.",
    ) -> None:
        self._command = [sys.executable, "-m", module]
        self._environ = dict(environ or {})
        self._patience_s = patience_s
        self._quiet_s = quiet_s
        self._too_slow = too_slow
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._let_go: threading.Timer | None = None

    def ask(self, what: str, body: bytes = b"", **fields: object) -> Any:
        """The answer to ``what``; raises CheckbackError with what to do next."""
        with self._lock:
            self._stay()
            process = self._running()
            with _killed_after(self._patience_s, process) as was_late:
                line = _exchange(process, {"do": what, "bytes": len(body), **fields}, body)
            if not line:
                self._drop()
                raise CouldNotMeasure(
                    self._too_slow if was_late.is_set() else "The work stopped half way. Try again."
                )
            self._leave_later()
        answer = Answer(**json.loads(line))
        if answer.wrong:
            raise CheckbackError(answer.wrong)
        return answer.value

    def close(self) -> None:
        """End the process; a question that still waits for an answer gets an error."""
        process = self._process
        if process is not None:
            end(process)
        with self._lock:
            self._stay()
            self._drop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._drop()
            self._process = start_low(self._command, self._environ, talk=True)
        return self._process

    def _drop(self) -> None:
        if self._process is not None:
            end(self._process)
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    _open(pipe).close()
        self._process = None

    def _leave_later(self) -> None:
        self._let_go = threading.Timer(self._quiet_s, self._leave)
        self._let_go.daemon = True
        self._let_go.start()

    def _leave(self) -> None:
        if self._lock.acquire(blocking=False):
            try:
                self._drop()
            finally:
                self._lock.release()

    def _stay(self) -> None:
        if self._let_go is not None:
            self._let_go.cancel()
            self._let_go = None


@contextmanager
def _killed_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """End the process when the block takes too long; the event tells whether it did."""
    was_late = threading.Event()

    def kill() -> None:
        was_late.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield was_late
    finally:
        timer.cancel()


def _exchange(process: subprocess.Popen[bytes], question: dict[str, object], body: bytes) -> bytes:
    """Write the question and read one line; empty when the process is gone."""
    try:
        into = _open(process.stdin)
        into.write(json.dumps(question).encode() + b"\n" + body)
        into.flush()
        return _open(process.stdout).readline()
    except OSError:
        return b""


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("not a process that is talked to")
    return pipe


def answer_questions(answers: Mapping[str, Any]) -> None:
    """The other side: answer each question on standard input until it closes. Logs and keeps nothing."""
    questions, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not print into our answers
    while line := questions.readline():
        question = json.loads(line)
        body = questions.read(question.pop("bytes"))
        sink.write(json.dumps(_answer(answers, question, body)).encode() + b"\n")
        sink.flush()


def _answer(answers: Mapping[str, Any], question: dict[str, Any], body: bytes) -> dict[str, object]:
    what = question.pop("do")
    try:
        return {"value": answers[what](**question, **({"body": body} if body else {}))}
    except CheckbackError as error:
        return {"wrong": str(error)}
    except ModuleNotFoundError as error:
        return {
            "wrong": f"The package {error.name} is missing. Install it with: pip install 'checkback[evals]'"
        }
    except Exception as error:  # noqa: BLE001 - the edge of this process: a message may hold words of a letter
        return {"wrong": f"Something went wrong in step {what} ({type(error).__name__})."}
