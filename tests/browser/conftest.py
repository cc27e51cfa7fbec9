"""A real browser on the real app; nothing but this computer may be asked for anything.

Needs chromium (apt-get install chromium). Without it the tests are skipped, in CI they fail.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="checkback-test-"))
sys.path.append(str(Path(__file__).parents[1] / "web"))

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import gradio  # noqa: F401

import uvicorn
from web_fakes import FakeCalls, FakeService

from assistant.settings import Settings
from assistant.web.server import make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_CHROMIUM = "no chromium on this computer: apt-get install chromium"
QUIET = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
]
KNOWN_WARNINGS = [
    "'future.no_silent_downcasting' is deprecated",  # gradio 6.31, for pandas 3
    "The copy keyword is deprecated",  # gradio 6.31, for pandas 3
    "Session-scoped fixtures defined as instance methods",  # pytest-base-url 2.1, for pytest 9.1
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            for warning in KNOWN_WARNINGS:
                item.add_marker(pytest.mark.filterwarnings(f"ignore:{warning}"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
        "locale": "en-US",
        "timezone_id": "America/Chicago",
    }


@dataclass
class Site:
    """The running app, and what stands behind it."""

    url: str
    service: Any
    app: Any

    @property
    def sessions(self) -> Any:
        """What Gradio keeps of open pages."""
        return self.app.state.demo.state_holder.session_data


@contextmanager
def running_site(service: Any) -> Iterator[Site]:
    """The real app over ``service`` on a free port, in a thread of its own."""
    started: list[tuple[uvicorn.Server, Any]] = []

    async def run() -> None:
        app = make_app(service, Settings(home=Path("not-used"), port=0))
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
    yield Site(url, service, app)
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def site():
    with running_site(FakeService()) as running:
        yield running


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

    page.route("**/*", local_only)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    yield page
    assert outside == []
    assert errors == []


@pytest.fixture
def call_page(page, site):
    """The Call page of a fresh browser, ready to type in."""
    site.service.open_calls = FakeCalls()
    with watched(page):
        open_page(page, site.url)
        yield page


def open_page(page: Any, url: str) -> None:
    page.goto(url)
    page.get_by_label("What did the patient say?").wait_for()
