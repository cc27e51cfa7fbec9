"""One call: its memory of names, and its turns.

In: turns. Out: alerts and replies. The memory lives here, in this process, until the call ends.
Knows nothing about the screen; keeps no words, only the redactor's vault.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from assistant.call_types import Alert, CallReply, Said
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.redaction import CallRedactor, Redactor


class Answers(Protocol):
    """What a call needs of the assistant."""

    redactor: Redactor

    def answer(self, said: Said, redactor: CallRedactor) -> Iterator[tuple[Alert, ...] | CallReply]:
        """The alerts, then the reply."""


class Call:
    """A patient call from hello to goodbye."""

    def __init__(self, assistant: Answers, known_names: tuple[str, ...] = ()) -> None:
        self._assistant = assistant
        self._redactor: CallRedactor | None = assistant.redactor.for_call(known_names)

    def stream(self, said: Said) -> Iterator[tuple[Alert, ...] | CallReply]:
        """The alerts of one turn, then its reply; raises WrongUse when the call has ended."""
        if self._redactor is None:
            raise WrongUse("This call has ended. Start a new call.")
        yield from self._assistant.answer(said, self._redactor)

    def end(self) -> None:
        """Forget the call: names and placeholders are cleared and no more turns are taken."""
        if self._redactor is not None:
            self._redactor.clear()
        self._redactor = None
