"""Tell the time, and time each step of a turn, in milliseconds.

In: a step's name and function. Out: the function's own result; the times stay here. ``local_now`` is the clock
of a live call; an evaluation puts a fixed one in its place.
Knows nothing about what a step does and keeps none of its words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Clock = Callable[[], datetime]


def local_now() -> datetime:
    """The moment by the clock of this computer, with its time zone."""
    return datetime.now().astimezone()


class Stopwatch:
    """Times of the steps of one turn."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._took: dict[str, float] = {}

    def time(self, step: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call ``function`` and note how long it took under ``step``."""
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            self._took[step] = self._took.get(step, 0.0) + time.perf_counter() - start

    def took_ms(self) -> dict[str, float]:
        """Milliseconds per step, and ``total`` since the stopwatch was made."""
        total = time.perf_counter() - self._start
        return {step: round(seconds * 1000, 2) for step, seconds in {**self._took, "total": total}.items()}
