"""Open the redactor, here or in each worker, and run work with it.

In: work and tasks. Out: results in order. Knows nothing about files or lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from assistant.redaction import Redactor
from assistant.settings import load_settings
from assistant.terminal.loading import loading
from assistant.terminal.redaction.workers import Work, run_here, run_in_workers

Task = TypeVar("Task")
Result = TypeVar("Result")


def open_redactor() -> Redactor:
    """The redactor, loaded."""
    redactor = Redactor(names_model=load_settings().names_model)
    redactor.load()
    return redactor


def opened() -> Redactor:
    """The redactor, with a line on a terminal while it loads."""
    with loading("Loading redaction ..."):
        return open_redactor()


def results_of(work: Work[Redactor, Task, Result], tasks: Iterable[Task], workers: int) -> Iterator[Result]:
    """The results in the order of the tasks; with one worker, in this process."""
    if workers > 1:
        return run_in_workers(work, tasks, workers)
    with loading("Loading redaction ..."):
        tool = work.make()
    return run_here(work, tool, tasks)
