"""The running app for a browser test, and a page that is watched for anything it should not do."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import uvicorn

from assistant.settings import Settings
from assistant.web.server import make_app

# gradio 6.31 writes these when a page is left while an answer is on its way; a page that stays shows a failure itself
WORDS_ON_LEAVING = ("AbortError: signal is aborted", "Unexpected error Connection errored out.")


@dataclass
class Site:
    """The running app, and what stands behind it."""

    url: str
    service: Any
    app: Any
    quality: Any = None

    @property
    def sessions(self) -> Any:
        """What Gradio keeps of open pages."""
        return self.app.state.demo.state_holder.session_data


@contextmanager
def running_site(service: Any, quality: Any = None) -> Iterator[Site]:
    """The real app over ``service`` on a free port, in a thread of its own."""
    started: list[tuple[uvicorn.Server, Any]] = []

    async def run() -> None:
        app = make_app(service, Settings(home=Path("not-used"), port=0), quality)
        config = uvicorn.Config(
            app, host="127.0.0.1", port=0, access_log=False, log_level="error", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        started.append((server, app))
        await server.serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    while not (started and started[0][0].started):
        assert thread.is_alive(), "the app did not start"
        time.sleep(0.05)
    server, app = started[0]
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    assert httpx.get(f"{url}/healthz", trust_env=False).status_code == 200
    yield Site(url, service, app, quality)
    server.should_exit = True
    thread.join(timeout=10)


@contextmanager
def watched(page: Any) -> Iterator[Any]:
    """A page that may ask this computer only, and may log no error."""
    outside: list[str] = []
    errors: list[str] = []

    def local_only(route: Any) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def note(words: str) -> None:
        if not words.startswith(WORDS_ON_LEAVING):
            errors.append(words)

    page.route("**/*", local_only)
    page.on("console", lambda message: note(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    yield page
    assert outside == []
    assert errors == []


def open_page(page: Any, url: str) -> None:
    page.goto(url)
    page.get_by_label("What did the patient say?").wait_for()
