"""One loaded redactor for all redaction tests, and the hand-written cases.

The engine takes seconds to load, so it is loaded once; ``Redactor.redact`` makes a fresh call each time.
"""

from __future__ import annotations

import pytest

from assistant.redaction import Redactor


@pytest.fixture(scope="session")
def redactor():
    shared = Redactor()
    shared.load()
    return shared


@pytest.fixture(scope="session")
def rules_only():
    """Without the name detector: quick, and it knows a name only when it was told."""
    shared = Redactor(learned_names=())
    shared.load()
    return shared
