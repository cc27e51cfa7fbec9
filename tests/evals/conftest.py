"""The real assistant on the frozen day of an evaluation, and a place for runs."""

from __future__ import annotations

import pytest

from assistant.answer_call import Assistant
from assistant.knowledge.library import Library
from evals.paths import EvalPaths
from evals.world import FROZEN_AT, World, frozen_settings


@pytest.fixture(scope="session")
def frozen_world(settings, library, redactor):
    """As ``open_world`` gives it, from the parts that the other tests use too."""
    frozen = frozen_settings(settings, FROZEN_AT)
    on_the_day = Library(library.contents, library._searcher, FROZEN_AT.date())
    live = Assistant(frozen, on_the_day, redactor, clock=lambda: FROZEN_AT)
    return World(live, library.contents, FROZEN_AT.date(), FROZEN_AT)


@pytest.fixture
def run_paths(tmp_path):
    """Empty folders for suites, cases and runs."""
    return EvalPaths(shipped=tmp_path / "shipped", own=tmp_path / "own", runs=tmp_path / "runs")
