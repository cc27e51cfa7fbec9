"""Which call each open page is in.

In: the id of a page. Out: the id of its call, random and new for each call, so that a reply that was still
being made when its call ended can be told from one of the call after it.
Keeps ids only, in memory. Knows nothing about what is said in a call.
"""

from __future__ import annotations

import secrets
import threading


class PageCalls:
    """The call of each page; safe to use from several threads."""

    def __init__(self) -> None:
        self._call_of: dict[str, str] = {}
        self._lock = threading.Lock()

    def current(self, page: str) -> str:
        """The id of the page's call; a page without a call begins one."""
        with self._lock:
            return self._call_of.setdefault(page, secrets.token_urlsafe(16))

    def is_current(self, page: str, call_id: str) -> bool:
        """Whether the page is still in this call."""
        return self._call_of.get(page) == call_id

    def leave(self, page: str) -> str | None:
        """The page is in no call from now on; returns the one it left, if any."""
        with self._lock:
            return self._call_of.pop(page, None)
