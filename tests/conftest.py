"""Every test runs without the network and without the user's home folder.

Only loopback sockets are allowed (the browser tests need them). The library is built once, from the real
content with the real model, into a temporary home.
"""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

import assistant  # noqa: F401 - shuts tracing and telemetry off before any other import
from assistant.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Refuse every connection and every name look-up but loopback."""
    real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        return real_connect(self, address)

    def lookup(host, *args, **kwargs):
        if host not in (*LOOPBACK, None, "0.0.0.0"):
            raise AssertionError(f"a test tried to look up {host}")
        return real_lookup(host, *args, **kwargs)

    socket.socket.connect, socket.getaddrinfo = connect, lookup
    yield
    socket.socket.connect, socket.getaddrinfo = real_connect, real_lookup


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path):
    """No test reads or writes the user's own home of Checkback."""
    for name in ("CHECKBACK_PORT", "CHECKBACK_HOST", "CHECKBACK_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHECKBACK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def encoder():
    from assistant.knowledge.embedding import SentenceEncoder

    return SentenceEncoder()


@pytest.fixture(scope="session")
def built_home(tmp_path_factory, encoder) -> Path:
    """A home with the real library, built once."""
    from assistant.knowledge import build_library

    home = tmp_path_factory.mktemp("home")
    build_library(Settings(home=home), encoder)
    return home


@pytest.fixture(scope="session")
def settings(built_home) -> Settings:
    return Settings(home=built_home, today="2026-11-23")


@pytest.fixture(scope="session")
def library(settings, encoder):
    from assistant.knowledge import Library

    return Library.open(settings, encoder)


@pytest.fixture(scope="session")
def redactor():
    from assistant.redaction import Redactor

    redactor = Redactor()
    redactor.load()
    return redactor


@pytest.fixture(scope="session")
def live(settings, library, redactor):
    """The real assistant, as a care manager uses it."""
    from assistant.answer_call import Assistant

    return Assistant(settings, library, redactor)
