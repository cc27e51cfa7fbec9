"""The trained reader of this process: loaded once, or known to be missing.

In: nothing. Out: the reader, or None with a reason in plain words. A call never waits for a repair and never
stops for a missing model: the rules stand alone, and the card says so.
Knows nothing about what is said.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import CheckbackError

if TYPE_CHECKING:
    from assistant.safety.safety_reader import SafetyReader

_log = logging.getLogger(__name__)


class SecondLayer(NamedTuple):
    """The reader, or why there is none."""

    reader: SafetyReader | None
    missing: str = ""


@cache
def second_layer() -> SecondLayer:
    """Load the reader at the first call; a part that is missing or broken gives a layer without one."""
    try:
        from assistant.safety.safety_reader import SafetyReader

        reader = SafetyReader()
        reader.dangers("hello, how are you today")  # the first reading is slow; it must not be a patient's
        return SecondLayer(reader)
    except (CheckbackError, ImportError, OSError, RuntimeError, ValueError, KeyError) as problem:
        name = type(problem).__name__  # the class only: a message may quote a path
        _log.warning("The safety reader is not loaded (%s). Red flags come from rules alone.", name)
        return SecondLayer(None, str(problem) if isinstance(problem, CheckbackError) else name)


def safety_reader() -> SafetyReader | None:
    """The reader, or None when only the rules are there."""
    return second_layer().reader


def red_flags_degraded() -> bool:
    """Whether only the written rules look for red flags."""
    return second_layer().reader is None
