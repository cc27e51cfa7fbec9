"""Empty what Gradio remembers of an open page, and drop the replies it is still to paint on it.

Gradio keeps the last value of each field and each part on the server, so this is called after every
turn, when a page is closed, and on a timer. In: the mounted Blocks and a session hash.
The one place that touches what is private to Gradio; a test fails when its shape changes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fastapi import FastAPI
from gradio.server_messages import ProcessCompletedMessage
from starlette.routing import Mount


def forget_page(demo: Any, session_hash: str | None) -> None:
    """Drop all that is kept of one page. The store hangs on ``demo``, not on ``demo.app``."""
    if session_hash is None:
        return
    demo.state_holder.session_data.pop(session_hash, None)
    demo.state_holder.time_last_used.pop(session_hash, None)


def drop_events(demo: Any, session_hash: str | None, name: str) -> int:
    """Let nothing more reach the page from its events called ``name``; return how many there were.

    Gradio's own ``cancels`` is a request of the browser that may come late: after the reply that it was to
    stop, which is then painted on a cleared page, or in the midst of the next turn, which it then stops.
    Call this in the server's loop: what was sent before stands before all that is sent afterwards.
    """
    queue = demo._queue  # noqa: SLF001
    dropped = [
        event
        for event in list(queue.event_ids_to_events.values())
        if event.session_hash == session_hash and event.fn.name == name and event.alive
    ]
    for event in dropped:
        event.alive = False
        waiting = queue.pending_messages_per_session.get(session_hash)
        if waiting is not None:
            # The browser is told that it is over, or it would wait for ever and take no next turn.
            waiting.put_nowait(ProcessCompletedMessage(output={}, success=True, event_id=event._id))  # noqa: SLF001
    return len(dropped)


def forget_left_pages(demo: Any, is_open: Callable[[str], bool], idle_minutes: float) -> int:
    """Drop pages that are closed, and pages not used for ``idle_minutes``; return how many.

    A page closed in the middle of a turn can come back into the store after it was dropped.
    """
    # Gradio stamps its sessions with naive local time.
    oldest = datetime.now() - timedelta(minutes=idle_minutes)  # noqa: DTZ005
    holder = demo.state_holder
    left = [
        session
        for session in list(holder.session_data)
        if not is_open(session) or _last_used(holder, session) <= oldest
    ]
    for session in left:
        forget_page(demo, session)
    return len(left)


def _last_used(holder: Any, session: str) -> datetime:
    used: datetime = holder.time_last_used.get(session, datetime.min)  # noqa: DTZ901
    return used


def forget_all_pages(demo: Any) -> None:
    """Drop everything, when the app stops."""
    demo.state_holder.session_data.clear()
    demo.state_holder.time_last_used.clear()


def close_open_pages(app: FastAPI) -> None:
    """End the stream that each open page holds, which also ends its call."""
    for route in app.routes:
        if isinstance(route, Mount) and hasattr(route.app, "stop_event"):
            route.app.stop_event.set()
