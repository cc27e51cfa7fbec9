"""What the web app asks of the rest: calls that can be opened, answered, ended and swept.

In: settings. Out: a ``Service`` that holds the open calls over one assistant.
Pages and tests see only these few methods; they know nothing about how a reply is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.call_types import Alert, CallReply, Said
from assistant.settings import Settings


class AnswersCall(Protocol):
    """One call: each turn gives the alerts first, then the reply."""

    def stream(self, said: Said) -> Iterator[tuple[Alert, ...] | CallReply]:
        """Yield the alerts (an empty tuple when there are none), then one CallReply."""
        ...


class HoldsCalls(Protocol):
    """All calls open in this process, in memory only."""

    def call(self, call_id: str, known_names: tuple[str, ...] = ()) -> AnswersCall:
        """Return the call of this id, opened when it is new."""
        ...

    def end(self, call_id: str) -> None:
        """Forget all of this call; an unknown id is no error."""
        ...

    def sweep(self) -> int:
        """Forget calls that were idle too long; return how many."""
        ...


class CallService(Protocol):
    """What a page needs."""

    @property
    def open_calls(self) -> HoldsCalls:
        """The calls of this process."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """The real service: the open calls over one assistant."""

    open_calls: HoldsCalls


def open_service(settings: Settings) -> Service:
    """Open the assistant (index and models, so that the first turn is quick) and its open calls."""
    from assistant.answer_call import Assistant
    from assistant.calls.open_calls import OpenCalls

    assistant = Assistant.open(settings)
    assistant.reply("what is a copay")  # the first turn of a process is slower; let it not be a patient's
    return Service(OpenCalls(assistant, idle_minutes=settings.idle_minutes))
