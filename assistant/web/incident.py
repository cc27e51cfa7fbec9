"""The one place where an unexpected error ends, so that it never shows or logs patient words.

In: the name of a step and the work inside a ``with`` block. Out: an ``Incident`` that says whether it
broke, with a short number a care manager can read to the person who runs the app.
Logs step, class and number only. Knows nothing about pages or calls.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.errors import CheckbackError

log = logging.getLogger("checkback.web")


@dataclass(slots=True)
class Incident:
    """What went wrong in ``step``. ``number`` is empty while nothing did.

    ``advice`` is the message of one of our own errors, which never holds patient text, or empty.
    """

    step: str
    number: str = ""
    advice: str = ""


@contextmanager
def contain(step: str) -> Iterator[Incident]:
    """Run the block; an error in it is logged without its message and noted in the Incident."""
    incident = Incident(step)
    try:
        yield incident
    except Exception as error:  # noqa: BLE001 - the edge: beyond it a traceback would show patient words
        incident.number = f"{secrets.randbelow(1_000_000):06d}"
        incident.advice = str(error) if isinstance(error, CheckbackError) else ""
        # No exc_info and no ``from``: the message and the locals may hold what was typed.
        log.error("incident %s: %s in step %s", incident.number, type(error).__name__, incident.step)  # noqa: TRY400
