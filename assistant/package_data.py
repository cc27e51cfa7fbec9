"""Where the content and the prompts live, in a checkout and in an installed wheel.

In: nothing. Out: folders. The wheel carries ``knowledge_base/`` and ``prompts/`` inside the package;
a checkout has them beside it. Knows nothing about what the files hold.
"""

from __future__ import annotations

from pathlib import Path

from assistant.errors import InstallationIncomplete

_PACKAGE = Path(__file__).resolve().parent


def content_dir(name: str) -> Path:
    """The folder ``name`` ("knowledge_base" or "prompts"); raises when the installation lacks it."""
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise InstallationIncomplete(
        f"The folder {name} is missing from this installation. Install Checkback again with: make setup"
    )


def knowledge_base_dir() -> Path:
    """The folder that holds topics, facts, listings, words and safety rules."""
    return content_dir("knowledge_base")
