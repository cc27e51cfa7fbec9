"""The calls that are open in this process, and the sweep that forgets abandoned ones.

In: a random call id from the page. Out: its ``Call``. A call that is idle too long is ended and forgotten.
Knows nothing about who is signed in or what was said.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from assistant.calls.call import Answers, Call

MAX_OPEN = 500


class OpenCalls:
    """Open calls by id; safe to use from several threads."""

    def __init__(
        self, assistant: Answers, idle_minutes: float = 30, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._assistant = assistant
        self._idle_s = idle_minutes * 60
        self._clock = clock
        self._calls: dict[str, tuple[Call, tuple[str, ...], float]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._calls)

    def call(self, call_id: str, known_names: tuple[str, ...] = ()) -> Call:
        """The call of ``call_id``; started when new, or when the names to hide have changed."""
        with self._lock:
            call, names, _ = self._calls.get(call_id, (None, (), 0.0))
            if call is None or names != known_names:
                if call is not None:
                    call.end()
                call = Call(self._assistant, known_names)
            self._calls[call_id] = (call, known_names, self._clock())
            while len(self._calls) > MAX_OPEN:
                self._end_oldest()
            return call

    def end(self, call_id: str) -> None:
        """End and forget one call; an unknown id is fine."""
        with self._lock:
            call, _, _ = self._calls.pop(call_id, (None, (), 0.0))
        if call is not None:
            call.end()

    def sweep(self) -> int:
        """End every call that has been idle too long; returns how many."""
        oldest = self._clock() - self._idle_s
        with self._lock:
            idle = [call_id for call_id, (_, _, used) in self._calls.items() if used < oldest]
        for call_id in idle:
            self.end(call_id)
        return len(idle)

    def _end_oldest(self) -> None:
        call_id = min(self._calls, key=lambda key: self._calls[key][2])
        self._calls.pop(call_id)[0].end()
