"""The real content on the frozen day, without models: scorers need no more."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.knowledge.library import Contents
from assistant.settings import Settings
from evals.world import FROZEN_AT, World, frozen_settings


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    settings = frozen_settings(Settings(home=tmp_path_factory.mktemp("desk")), FROZEN_AT)
    live = SimpleNamespace(settings=settings)
    return World(live, Contents.read(settings), FROZEN_AT.date(), FROZEN_AT)
