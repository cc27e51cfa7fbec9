"""Examine the installation: each line says what is wrong and how to mend it.

In: settings. Out: one ``Examined`` for each part. Loads nothing heavy; opens no socket.
Knows nothing about calls.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass

from assistant import privacy_guard
from assistant.encoder import DEFAULT_MODEL, check_weights
from assistant.errors import CheckbackError, InstallationIncomplete
from assistant.knowledge.check import check_library
from assistant.knowledge.index import open_index
from assistant.package_data import knowledge_base_dir
from assistant.settings import Settings

MIN_FREE_BYTES = 200_000_000
_NEEDED = ("chromadb", "gradio", "presidio-analyzer", "sentence-transformers", "spacy", "torch")


@dataclass(frozen=True, slots=True)
class Examined:
    """One part of the installation: fine, or with a remedy."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(settings: Settings) -> tuple[Examined, ...]:
    """Every check, in the order a person would mend them."""
    checks: tuple[tuple[str, str, Callable[[Settings], str]], ...] = (
        ("privacy guard", "Do not change the environment after Checkback has started.", _guard),
        ("packages", "Run: make setup", _packages),
        ("search model", "Run: make setup", _weights),
        ("name detector", "Install Checkback again, or run: make names", _name_detector),
        ("safety reader", "Install Checkback again, or run: make safety", _safety_reader),
        ("content", "Run: checkback library check", _content),
        ("library index", "Run: checkback library build", _index),
        ("home folder", "Give this folder to yourself only: chmod 700 FOLDER", _home),
        ("disk room", "Free some disk space.", _room),
        ("browser for tests", "Only for developers: apt-get install chromium", _browser),
    )
    return tuple(_run(name, remedy, check, settings) for name, remedy, check in checks)


def _run(name: str, remedy: str, check: Callable[[Settings], str], settings: Settings) -> Examined:
    try:
        return Examined(name, ok=True, detail=check(settings))
    except (CheckbackError, OSError) as error:
        return Examined(name, ok=False, detail=str(error), remedy=remedy)


def _guard(_settings: Settings) -> str:
    wrong = [name for name, value in privacy_guard.SWITCHES.items() if os.environ.get(name) != value]
    wrong += [name for name in os.environ if name.startswith(privacy_guard.TRACING_PREFIXES)]
    if wrong:
        raise InstallationIncomplete(f"these variables were changed: {', '.join(wrong)}")
    return "tracing, telemetry and downloads are off"


def _packages(_settings: Settings) -> str:
    versions = []
    for name in _NEEDED:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            raise InstallationIncomplete(f"the package {name} is missing") from None
    return ", ".join(versions)


def _weights(settings: Settings) -> str:
    check_weights(settings.embedding_model)
    checked = "weights checked by SHA-256" if settings.embedding_model == DEFAULT_MODEL else "your own model"
    return f"{settings.embedding_model}, {checked}"


def _name_detector(_settings: Settings) -> str:
    from assistant.redaction.name_detector import NameDetector

    card = NameDetector().card
    return f"{card['sentences']:,} made-up sentences, weights checked by SHA-256"


def _safety_reader(_settings: Settings) -> str:
    from assistant.safety.safety_reader import SafetyReader

    card = SafetyReader().card
    return f"{card['examples']:,} made-up sentences, weights checked by SHA-256"


def _content(settings: Settings) -> str:
    problems = check_library(knowledge_base_dir(), settings.day())
    if problems:
        raise InstallationIncomplete(f"{len(problems)} problems, the first: {problems[0]}")
    return "every topic, fact and listing keeps the rules"


def _index(settings: Settings) -> str:
    index = open_index(settings.home)
    return f"{len(index.rows)} passages, built {index.manifest['built']}, files as in the manifest"


def _home(settings: Settings) -> str:
    index = settings.home / "index"
    if index.is_dir() and stat.S_IMODE(index.stat().st_mode) & 0o077:
        raise InstallationIncomplete(f"other users of this computer can read {index}")
    return str(settings.home)


def _room(settings: Settings) -> str:
    folder = settings.home if settings.home.is_dir() else settings.home.parent
    free = shutil.disk_usage(folder if folder.is_dir() else "/").free
    if free < MIN_FREE_BYTES:
        raise InstallationIncomplete(f"only {free // 1_000_000} MB are free")
    return f"{free // 1_000_000_000} GB free"


def _browser(_settings: Settings) -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    return found or "not found; only the browser tests need it"
