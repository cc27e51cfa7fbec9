"""The knowledge base: topics, facts, listings, and the search over them.

``Library.open(settings)`` gives search over the built index; ``build_library(settings)`` builds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.knowledge.library import Library as Library
    from assistant.knowledge.library import build_library as build_library

__all__ = ["Library", "build_library"]


def __getattr__(name: str) -> object:
    """Load the library when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'assistant.knowledge' has no attribute {name!r}")
    from assistant.knowledge import library

    return getattr(library, name)
