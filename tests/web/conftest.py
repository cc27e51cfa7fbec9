"""Settings for a throw-away app, and Gradio imported once with its own start-up warnings let through."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gradio_once  # noqa: F401 - before anything else imports Gradio
import pytest
from fastapi.testclient import TestClient
from quality_fakes import FakeQuality
from web_fakes import FakeService

from assistant.settings import Settings
from assistant.web.server import make_app

BASE = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def web_settings():
    return Settings(home=Path("not-used"), public_host="help.example.org", idle_minutes=30)


@pytest.fixture(scope="module")
def service():
    return FakeService()


@pytest.fixture(scope="module")
def quality(tmp_path_factory):
    return FakeQuality(tmp_path_factory.mktemp("runs")).with_runs()


@pytest.fixture(scope="module")
def app(service, web_settings, quality):
    async def build():
        return make_app(service, web_settings, quality)

    # Without a running loop Gradio opens loops and leaves them open; this thread may have one already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(build())).result()


@pytest.fixture(scope="module")
def client(app):
    """A browser that has opened the page, so it has its cookie."""
    with TestClient(app, base_url=BASE) as browser:
        browser.get("/")
        yield browser


@pytest.fixture(scope="module")
def stranger(client, app):
    """Another browser, with a cookie of its own."""
    browser = TestClient(app, base_url=BASE)
    browser.get("/")
    return browser
