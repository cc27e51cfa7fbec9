"""The wheel carries everything: built, installed into a clean environment, run from another folder, offline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.install

# the clean environment sees the locked packages of this one, but not the checkout
BLOCKED = (
    "import sys\n"
    "def refuse(event, args):\n"
    "    if event == 'socket.getaddrinfo' or (event == 'socket.connect' and isinstance(args[1], tuple)):\n"
    "        raise OSError('no network in this test')\n"
    "sys.addaudithook(refuse)\n"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("checkback-*.whl"))


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    packages = [entry for entry in sys.path if entry.endswith("site-packages")]
    own = folder / "locked"
    own.mkdir()
    for entry in packages:
        for item in Path(entry).iterdir():
            if "checkback" not in item.name.lower() and not (own / item.name).exists():
                (own / item.name).symlink_to(item)
    (site / "locked.pth").write_text(str(own), encoding="utf-8")
    (site / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return folder / "venv" / "bin"


def run(environment, home, *arguments):
    environ = {**os.environ, "CHECKBACK_HOME": str(home)}
    environ.pop("PYTHONPATH", None)
    command = [str(environment / "checkback"), *arguments]
    return subprocess.run(
        command, cwd=home, env=environ, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_wheel_holds_the_content_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "assistant/knowledge_base/facts.csv" in names
    assert "assistant/knowledge_base/safety/red_flags.yaml" in names
    assert sum(name.startswith("assistant/knowledge_base/topics/") for name in names) >= 30
    assert not [name for name in names if name.startswith(("tests/", "docs/")) or name.endswith(".pyc")]


def test_the_main_job_runs_from_another_folder_without_a_network(environment, tmp_path):
    built = run(environment, tmp_path, "library", "build")
    assert built.returncode == 0, built.stderr
    asked = run(environment, tmp_path, "ask", "whats this deductable thing", "--json")
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["status"] == "answered"


def test_it_is_the_installed_package_that_runs(environment, tmp_path):
    code = "import assistant; print(assistant.__file__)"
    found = subprocess.run(
        [environment / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(environment.parent) in found.stdout
