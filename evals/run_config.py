"""What a run stands on: everything that could make the same case come out otherwise.

In: a suite, settings and a moment. Out: the parts of the configuration, each as a short hash or in words, one hash
over all of them, and the environment for the report. A change of code, content, search model, setting or package
is another configuration: results of two of them are never mixed in one run.
Knows nothing about cases or results.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.encoder import check_weights
from assistant.package_data import content_dir
from assistant.settings import Settings
from evals.paths import PACKAGE

if TYPE_CHECKING:
    from evals.read_suites import Suite

DRAFTER = "offline"
_ASSISTANT = PACKAGE.parent / "assistant"
#: what shows or starts things, and never changes what comes out of a case
_NOT_MEASURED = ("web", "terminal", "command_line.py", "doctor.py")
_MEASURING = (
    "tasks.py", "planted.py", "mutations.py", "marked_text.py", "world.py", "case_types.py", "workers.py",
    "store_sweep.py",
)  # fmt: skip
_NOT_CONTENT = frozenset({"home", "host", "port", "public_host", "idle_minutes", "today", "timezone"})
_PACKAGES = (
    "checkback", "bm25s", "holidays", "numpy", "phonenumbers", "presidio-analyzer", "pydantic", "PyStemmer",
    "regex", "sentence-transformers", "spacy", "textstat", "torch", "transformers",
)  # fmt: skip
_MEANING = {
    "suite": "the suite file was changed",
    "content": "the library was changed (topics, facts, listings, rules or words)",
    "clock": "the frozen clock is another one",
    "drafter": "another drafter writes the replies",
    "search_model": "another search model is set",
    "settings": "the settings were changed",
    "packages": "packages were updated",
    "code": "the program was changed",
}


def config_of(suite: Suite, settings: Settings, at: datetime) -> dict[str, str]:
    """The parts of the configuration, by name."""
    plain = settings.model_dump(mode="json", exclude=set(_NOT_CONTENT))
    return {
        "suite": suite.hash,
        "content": content_hash(settings),
        "clock": at.isoformat(),
        "drafter": DRAFTER,
        "search_model": check_weights(settings.embedding_model)[1][:12],
        "settings": _short_hash(json.dumps(plain, sort_keys=True).encode()),
        "packages": _short_hash(json.dumps(package_versions(), sort_keys=True).encode()),
        "code": _hash_files(_code_files(), PACKAGE.parent),
    }


def config_hash(config: Mapping[str, str]) -> str:
    """Twelve hex digits over all parts."""
    return _short_hash(json.dumps(dict(config), sort_keys=True).encode())


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """What differs, in words; empty when nothing does."""
    return tuple(words for part, words in _MEANING.items() if before.get(part) != after.get(part))


def content_hash(settings: Settings) -> str:
    """A hash over every file of the knowledge base and the prompts, and the organization's own listings."""
    digest = hashlib.sha256()
    for name in ("knowledge_base", "prompts"):
        folder = content_dir(name)
        digest.update(_hash_files((path for path in folder.rglob("*") if path.is_file()), folder).encode())
    own = settings.home / "resources" / "local.csv"
    digest.update(own.read_bytes() if own.is_file() else b"")
    return digest.hexdigest()[:12]


def package_versions() -> dict[str, str]:
    """The versions of the packages that decide what comes out."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def environment() -> dict[str, Any]:
    """Where the run took place, for the report; ``dirty`` tells that the working copy had uncommitted changes."""
    commit = _git("rev-parse", "HEAD")
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": package_versions(),
        "commit": commit,
        "dirty": bool(commit and _git("status", "--porcelain")),
        "drafter": DRAFTER,
        "calibration_ms": _calibration_ms(),
    }


def _git(*args: str) -> str:
    """What git says about this checkout; nothing when there is no git, no checkout, or it fails."""
    program = shutil.which("git")
    if program is None or not (PACKAGE.parent / ".git").exists():
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - git as installed, fixed words
            [program, *args], cwd=PACKAGE.parent, capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _calibration_ms() -> float:
    """How long a small fixed loop takes here: times of two computers can be compared by it."""
    took = []
    for _ in range(5):
        start = time.perf_counter()
        sum(number * number for number in range(100_000))
        took.append((time.perf_counter() - start) * 1000)
    return round(sorted(took)[2], 2)


def _code_files() -> list[Path]:
    product = [
        path
        for path in _ASSISTANT.rglob("*.py")
        if path.relative_to(_ASSISTANT).parts[0] not in _NOT_MEASURED
    ]
    scoring = [
        *(PACKAGE / "scorers").rglob("*.py"),
        *PACKAGE.glob("*.csv"),
        *PACKAGE.glob("*.yaml"),
        *(PACKAGE / name for name in _MEASURING),
    ]
    return [*product, *scoring]


def _hash_files(paths: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if "__pycache__" not in path.parts):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _short_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
