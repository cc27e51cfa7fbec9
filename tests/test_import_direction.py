"""Imports run one way, so that a reader can follow the path and a change stays where it is made."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"
#: each layer may import the ones above it, and its own modules
LAYERS = (
    ("privacy_guard", "errors", "call_types", "stopwatch"),
    (
        "package_data",
        "settings",
        "strict_yaml",
        "input_gate",
        "encoder",
        "encoder_adapters",
        "trained_weights",
    ),
    ("redaction", "plain_language", "records"),
    ("knowledge",),
    ("safety", "understanding"),
    ("drafting",),
    ("answer_call",),
    ("calls", "practice"),
    ("doctor",),
    ("web", "terminal"),
    ("command_line",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HEAVY = {
    "torch",
    "spacy",
    "presidio_analyzer",
    "chromadb",
    "gradio",
    "sentence_transformers",
    "langchain_core",
    "numpy",
    "bm25s",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Names imported at run time by a module (imports for type checkers do not count)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_before_it(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    assert own in RANK, f"{own} has no place in the layers: give it one"
    for name in imports_of(path):
        if name.startswith("assistant."):
            other = name.split(".")[1]
            assert other == own or RANK[other] < RANK[own], f"{own} must not import {other}"


#: what shows evaluations to a person; everything else in the product knows nothing about them
SHOWS_EVALS = ("web", "command_line")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_what_shows_evaluations_imports_them_and_nobody_imports_tests(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    packages = {name.split(".")[0] for name in imports_of(path)}
    assert "tests" not in packages
    assert "evals" not in packages or own in SHOWS_EVALS


@pytest.mark.parametrize("path", sorted((ROOT / "evals").rglob("*.py")), ids=lambda path: path.stem)
def test_evaluations_know_nothing_about_the_pages_and_the_commands(path):
    above = ("assistant.web", "assistant.terminal", "assistant.command_line")
    assert not [name for name in imports_of(path) if name.startswith((*above, "tests"))]


@pytest.mark.parametrize("path", [PACKAGE / "command_line.py", ROOT / "evals" / "command_line.py"])
def test_the_commands_load_nothing_heavy_at_their_top(path):
    top = imports_of_top(path)
    assert not {name.split(".")[0] for name in top} & HEAVY


def imports_of_top(path: Path) -> set[str]:
    """Names imported when the module itself is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.name if isinstance(node, ast.Import) else str(node.module)
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def test_the_command_line_loads_nothing_heavy_at_its_top():
    tree = ast.parse((PACKAGE / "command_line.py").read_text(encoding="utf-8"))
    top = {ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)}
    assert top == {
        "from __future__ import annotations",
        "import sys",
        "from pathlib import Path",
        "from typing import Annotated, NoReturn",
        "import typer",
        "from assistant.errors import CheckbackError",
        "from evals.command_line import eval_app",
    }


def test_the_main_path_fits_one_screen():
    lines = (PACKAGE / "answer_call.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80
