"""The lock and the project agree, and the lock names no place to download from."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {
        m[1].lower().replace("_", "-"): m[2]
        for m in re.finditer(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("line", PROJECT["dependencies"])
@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_to_a_version_it_allows(lock, line):
    wanted = Requirement(line)
    assert wanted.specifier.contains(locked(lock)[wanted.name.lower().replace("_", "-")])


@pytest.mark.parametrize("line", PROJECT["optional-dependencies"]["evals"])
@pytest.mark.parametrize("lock", LOCKS)
def test_set_up_brings_what_the_evaluation_suite_needs(lock, line):
    wanted = Requirement(line)
    assert wanted.specifier.contains(locked(lock)[wanted.name.lower()])


@pytest.mark.parametrize("line", PROJECT["optional-dependencies"]["dev"])
def test_every_developer_tool_is_locked(line):
    wanted = Requirement(line)
    assert wanted.specifier.contains(locked("requirements-dev.lock")[wanted.name.lower()])


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_hashes_and_names_no_host_and_no_cuda(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|--index|nvidia|cuda|^torch==|^triton==", text, re.MULTILINE)


def test_both_locks_name_the_same_versions():
    both = locked("requirements-dev.lock")
    assert all(both[name] == wanted for name, wanted in locked("requirements.lock").items())


def test_torch_is_pinned_apart_and_is_the_one_installed():
    pin = (ROOT / "constraints.txt").read_text(encoding="utf-8").strip()
    assert pin == f"torch=={version('torch').split('+')[0]}"
