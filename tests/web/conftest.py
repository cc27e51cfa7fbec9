"""Settings for a throw-away app, and Gradio imported once with its own start-up warnings let through."""

from __future__ import annotations

import asyncio
import os
import tempfile
import warnings
from pathlib import Path

import pytest

# Read when a component is made, so it has to be there before the first page.
os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="checkback-test-"))

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # gradio 6.31 warns about pandas 4 while it is imported
    import gradio  # noqa: F401

from fastapi.testclient import TestClient
from web_fakes import FakeService

from assistant.settings import Settings
from assistant.web.server import make_app

BASE = "http://127.0.0.1:7860"


@pytest.fixture
def web_settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, public_host="help.example.org", idle_minutes=30)


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
def app(service, web_settings):
    # Gradio asks for the thread's event loop and would leave a new one open.
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield make_app(service, web_settings)
    loop.close()


@pytest.fixture
def client(app):
    """A browser that has opened the page, so it has its cookie."""
    with TestClient(app, base_url=BASE) as browser:
        browser.get("/")
        yield browser


@pytest.fixture
def stranger(client, app):
    """Another browser, with a cookie of its own."""
    browser = TestClient(app, base_url=BASE)
    browser.get("/")
    return browser
