"""Do the same work on many tasks, in this process or in several, and give the results in the order of the tasks.

In: tasks, a function that works on one of them with a tool, and how to make the tool. Out: results, one a task,
as soon as their turn comes; no more tasks are taken than the workers can hold. A worker loads the tool once. One
that dies is replaced and its task tried once more; after that ``died`` says what its result is, and no other
task is lost. Nothing goes through a file. Knows nothing about redaction, files or lines.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from assistant.errors import CheckbackError, InstallationIncomplete

Tool = TypeVar("Tool")
Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 4  # tasks taken for each worker before the first of them is done


@dataclass(frozen=True)
class Work(Generic[Tool, Task, Result]):
    """What to do. ``make`` and ``do`` are functions of a module, since they go to other processes by name."""

    make: Callable[[], Tool]
    do: Callable[[Tool, Task], Result]
    died: Callable[[Task], Result]


def run_here(work: Work[Tool, Task, Result], tool: Tool, tasks: Iterable[Task]) -> Iterator[Result]:
    """The results, one after the other, in this process."""
    for task in tasks:
        yield work.do(tool, task)


def run_in_workers(work: Work[Tool, Task, Result], tasks: Iterable[Task], workers: int) -> Iterator[Result]:
    """The results in the order of the tasks; raises CheckbackError when a worker cannot start."""
    pool = _Pool(work, iter(tasks), workers)
    try:
        yield from pool.results()
    finally:
        pool.close()


@dataclass(frozen=True)
class _Hand(Generic[Task]):
    """A task in the hand of a worker, with its number and how often it was tried before."""

    number: int
    task: Task
    tried: int = 0


@dataclass(eq=False)
class _Worker(Generic[Task]):
    process: Any
    pipe: Connection
    ready: bool = False
    hand: _Hand[Task] | None = None


class _Pool(Generic[Tool, Task, Result]):
    """The workers, what each has in hand, and the results that wait for their turn."""

    def __init__(self, work: Work[Tool, Task, Result], tasks: Iterator[Task], workers: int) -> None:
        self._work = work
        self._tasks = tasks
        self._taken = 0
        self._ended = False
        self._again: list[_Hand[Task]] = []
        self._done: dict[int, Result] = {}
        self._given = 0
        self._workers = [self._start() for _ in range(workers)]

    def results(self) -> Iterator[Result]:
        while True:
            self._hand_out()
            while self._given in self._done:
                yield self._done.pop(self._given)
                self._given += 1
            if self._ended and self._given == self._taken:
                return
            awaited = [worker for worker in self._workers if worker.hand or not worker.ready]
            heard = wait([worker.pipe for worker in awaited])
            for worker in [worker for worker in awaited if worker.pipe in heard]:
                self._hear(worker)

    def close(self) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()

    def _start(self) -> _Worker[Task]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work.make, self._work.do), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.ready and worker.hand is None:
                worker.hand = self._take()
                if worker.hand is not None:
                    with suppress(OSError):  # a worker that is gone is heard of below
                        worker.pipe.send(worker.hand.task)

    def _take(self) -> _Hand[Task] | None:
        if self._again:
            return self._again.pop(0)
        if self._ended or self._taken - self._given >= _AHEAD * len(self._workers):
            return None
        for task in self._tasks:
            self._taken += 1
            return _Hand(self._taken - 1, task)
        self._ended = True
        return None

    def _hear(self, worker: _Worker[Task]) -> None:
        try:
            word, value = worker.pipe.recv()
        except (EOFError, OSError):
            word, value = "died", None
        if word == "ready":
            worker.ready = True
        elif word == "done" and worker.hand is not None:
            self._done[worker.hand.number] = value
            worker.hand = None
        elif not worker.ready:
            raise InstallationIncomplete(value or "A worker could not start. Try again with --workers 1.")
        else:
            self._replace(worker)

    def _replace(self, worker: _Worker[Task]) -> None:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers[self._workers.index(worker)] = self._start()
        hand = worker.hand
        if hand is not None and hand.tried:
            self._done[hand.number] = self._work.died(hand.task)
        elif hand is not None:
            self._again.append(_Hand(hand.number, hand.task, hand.tried + 1))


def _serve(pipe: Connection, make: Callable[[], Any], do: Callable[[Any, Any], Any]) -> None:
    """The life of a worker: make the tool, then work until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _leave_no_core()
    try:
        tool = make()
    except CheckbackError as error:
        pipe.send(("unusable", str(error)))
        return
    except Exception as error:  # noqa: BLE001  # the class alone: a message may hold anything
        pipe.send(("unusable", f"A worker could not start ({type(error).__name__}). Run: checkback doctor"))
        return
    pipe.send(("ready", None))
    try:
        while True:
            pipe.send(("done", do(tool, pipe.recv())))
    except (EOFError, OSError):  # the parent is gone
        return
    except Exception:  # noqa: BLE001  # as good as dead; a traceback could show words of the text
        raise SystemExit(1) from None


def _leave_no_core() -> None:
    """A core file would hold the words in memory."""
    try:
        import resource
    except ImportError:  # Windows writes none
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
