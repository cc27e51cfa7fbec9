"""Checkback: words a care manager can read aloud, questions that check understanding, places that help.

``Assistant.open().reply("...")`` gives the reply of one turn; ``.stream(...)`` gives the alerts first.
Importing this package shuts tracing, telemetry and hub access off before anything else is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import privacy_guard as privacy_guard

if TYPE_CHECKING:
    from assistant.answer_call import Assistant as Assistant
    from assistant.call_types import CallReply as CallReply
    from assistant.settings import Settings as Settings
    from assistant.settings import load_settings as load_settings

__version__ = "0.1.0"
__all__ = ["Assistant", "CallReply", "Settings", "load_settings"]

_HOMES = {
    "Assistant": "assistant.answer_call",
    "CallReply": "assistant.call_types",
    "Settings": "assistant.settings",
    "load_settings": "assistant.settings",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that ``--help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
