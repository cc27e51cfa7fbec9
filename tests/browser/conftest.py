"""A real browser on the real app; nothing but this computer may be asked for anything.

Needs chromium (apt-get install chromium). Without it the tests are skipped, in CI they fail.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "web"))

import gradio_once  # noqa: F401 - before anything else imports Gradio
from browser_site import open_page, running_site, watched
from quality_fakes import FakeQuality
from web_fakes import FakeCalls, FakeService

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


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with running_site(FakeService(), FakeQuality(tmp_path_factory.mktemp("runs"))) as running:
        yield running


@pytest.fixture
def call_page(page, site):
    """The Call page of a fresh browser, ready to type in."""
    site.service.open_calls = FakeCalls()
    with watched(page):
        open_page(page, site.url)
        yield page


@pytest.fixture
def quality_page(page, site):
    """The Quality page of a fresh browser, with the last run on it."""
    site.service.open_calls = FakeCalls()
    site.quality.__init__(site.quality.files)
    site.quality.with_runs()
    with watched(page):
        page.goto(f"{site.url}/quality")
        page.get_by_role("heading", name="Not good enough").wait_for()
        yield page
