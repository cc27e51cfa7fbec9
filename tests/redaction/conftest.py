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
