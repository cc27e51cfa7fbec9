"""One call: its memory of names, and its turns.

In: turns. Out: alerts and replies. The memory lives here, in this process, until the call ends.
Knows nothing about the screen; keeps the redactor's vault and the end of what was just said, in memory, until the
call ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from assistant.call_types import Alert, CallReply, Said
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.redaction import CallRedactor, Redactor


KEPT: Final = 400
"""Characters of earlier turns that are kept, so that a red flag told in two pieces is seen."""


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
        self._earlier = ""

    def stream(self, said: Said) -> Iterator[tuple[Alert, ...] | CallReply]:
        """The alerts of one turn, then its reply; raises WrongUse when the call has ended."""
        if self._redactor is None:
            raise WrongUse("This call has ended. Start a new call.")
        earlier, self._earlier = self._earlier, f"{self._earlier}\n{said.text}"[-KEPT:]
        yield from self._assistant.answer(replace(said, earlier=earlier), self._redactor)

    def end(self) -> None:
        """Forget the call: names, placeholders and words are cleared and no more turns are taken."""
        self._earlier = ""
        if self._redactor is not None:
            self._redactor.clear()
        self._redactor = None
