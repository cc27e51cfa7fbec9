"""Runs of a suite, each in a process of its own that gives way to a live call: one at a time, others wait.

In: the name of a suite, or of a run to go on with. Out: how far each run is, read from its folder.
A run goes on when the page is left; it ends with the app, and can be gone on with later.
Knows nothing about how a suite is run or judged.
"""

from __future__ import annotations

import json
import re
import secrets
import subprocess
import sys
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import WrongUse
from assistant.web.low_priority import end, start_low
from assistant.web.quality_types import Progress

RUN_ID = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z_[a-z0-9][a-z0-9_]{0,39}_[0-9a-f]{6}")
MOST_WAITING = 5
MOST_REMEMBERED = 8
STOP_GRACE_S = 20.0
_RESULTS = ("results.jsonl.partial", "results.jsonl")

Command = Callable[["Wish"], list[str]]


@dataclass(frozen=True, slots=True)
class Wish:
    """A run that was asked for; ``goes_on`` when it was begun before."""

    run_id: str
    suite: str
    goes_on: bool = False


def run_command(wish: Wish) -> list[str]:
    """The command line that runs a suite, the same one a person would type."""
    which = ["--resume", wish.run_id] if wish.goes_on else ["--run-id", wish.run_id]
    return [sys.executable, "-m", "assistant.command_line", "eval", "run", wish.suite, *which, "--quiet"]


@dataclass(slots=True)
class _Running:
    """The run whose process is alive."""

    wish: Wish
    process: subprocess.Popen[bytes]
    is_stopped: bool = False


@dataclass(slots=True)
class RunQueue:
    """All runs of this app. Every method returns at once."""

    runs: Path
    home: Path
    command: Command = run_command
    _waiting: deque[Wish] = field(default_factory=deque)
    _running: _Running | None = None
    _over: OrderedDict[str, Progress] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _is_closed: bool = False

    def start(self, suite: str) -> str:
        """Run ``suite`` as soon as no other run goes on; returns the id of the run."""
        stamp = datetime.now(UTC)
        run_id = f"{stamp:%Y-%m-%dT%H%M%SZ}_{suite}_{secrets.token_hex(3)}"
        self._add(Wish(run_id, suite))
        return run_id

    def go_on(self, run_id: str, suite: str) -> None:
        """Go on with a run that was stopped."""
        self._add(Wish(run_id, suite, goes_on=True))

    def stop(self, run_id: str) -> None:
        """Ask a run to stop, or take it out of the queue; one that is over stays as it is."""
        with self._lock:
            for wish in [wish for wish in self._waiting if wish.run_id == run_id]:
                self._waiting.remove(wish)
                self._note(Progress(run_id, wish.suite, "stopped"))
            running = self._running
            if running is None or running.wish.run_id != run_id:
                return
            running.is_stopped = True
        with suppress(OSError):
            running.process.terminate()
        insist = threading.Timer(STOP_GRACE_S, running.process.kill)
        insist.daemon = True
        insist.start()

    def progress(self) -> tuple[Progress, ...]:
        """The run that goes on, then those that wait, then those that are over, the newest first."""
        with self._lock:
            running, waiting = self._running, tuple(self._waiting)
            over = tuple(reversed(self._over.values()))
        ahead = (self._progress_of(running),) if running is not None else ()
        return (*ahead, *(Progress(wish.run_id, wish.suite, "waiting") for wish in waiting), *over)

    def close(self) -> None:
        """End what runs, and start nothing more."""
        with self._lock:
            self._is_closed = True
            self._waiting.clear()
            running, thread = self._running, self._thread
            if running is not None:
                running.is_stopped = True
        if running is not None:
            end(running.process)
        if thread is not None:
            thread.join(timeout=5)

    def _add(self, wish: Wish) -> None:
        if RUN_ID.fullmatch(wish.run_id) is None:
            raise WrongUse("That is not the name of a suite or a run. Pick one from the list.")
        with self._lock:
            if self._is_closed:
                raise WrongUse("Checkback is being stopped. Start it again first.")
            known = [*self._waiting, *([self._running.wish] if self._running else [])]
            if wish.run_id in {other.run_id for other in known}:
                raise WrongUse("This run goes on already.")
            if len(self._waiting) >= MOST_WAITING:
                raise WrongUse("Enough runs are waiting. Wait until one is done, or stop one.")
            self._over.pop(wish.run_id, None)
            self._waiting.append(wish)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="quality runs", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        """Run what waits, one after the other, until nothing does."""
        while (running := self._next()) is not None:
            _, errors = running.process.communicate()
            ended = self._ended(running, errors.decode(errors="replace"))
            with self._lock:
                self._running = None
                self._note(ended)

    def _next(self) -> _Running | None:
        with self._lock:
            if not self._waiting or self._is_closed:
                self._thread = None
                return None
            wish = self._waiting.popleft()
            environ = {"CHECKBACK_HOME": str(self.home.absolute())}
            self._running = _Running(wish, start_low(self.command(wish), environ))
            return self._running

    def _progress_of(self, running: _Running) -> Progress:
        wish = running.wish
        total, _ = self._manifest(wish)
        done = self._done(wish) if total else 0
        if running.is_stopped:
            state = "stopping"
        elif not done:
            state = "starting"
        else:
            state = "finishing" if done >= total else "running"
        return Progress(wish.run_id, wish.suite, state, done, total)  # type: ignore[arg-type]

    def _ended(self, running: _Running, errors: str) -> Progress:
        """A run is over when its manifest says so; a process that ended otherwise was stopped, or failed."""
        wish = running.wish
        total, status = self._manifest(wish)
        done = self._done(wish)
        if status == "done":
            return Progress(wish.run_id, wish.suite, "ended", done, total)
        if running.is_stopped:
            return Progress(wish.run_id, wish.suite, "stopped", done, total)
        lines = [line.strip() for line in errors.splitlines() if line.strip()]
        said = lines[-1].removeprefix("checkback: ") if lines else ""
        return Progress(wish.run_id, wish.suite, "failed", done, total, said)

    def _note(self, progress: Progress) -> None:
        self._over[progress.run_id] = progress
        while len(self._over) > MOST_REMEMBERED:
            self._over.popitem(last=False)

    def _manifest(self, wish: Wish) -> tuple[int, str]:
        """How many results there will be, and the status; (0, "") until the run has begun."""
        try:
            manifest = json.loads((self.runs / wish.run_id / "manifest.json").read_bytes())
            return len(manifest["case_hashes"]), str(manifest["status"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""

    def _done(self, wish: Wish) -> int:
        for name in _RESULTS:
            with suppress(OSError):
                return (self.runs / wish.run_id / name).read_bytes().count(b"\n")
        return 0
