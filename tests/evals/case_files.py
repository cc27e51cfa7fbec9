"""A small folder of suites and cases for the tests that read and write them."""

from __future__ import annotations

from types import ModuleType
from typing import NamedTuple

from evals.paths import EvalPaths

SUITE = """\
schema: 1
name: {name}
version: 1
task: {task}
about: "a suite of the tests"
cases: {name}
scorers: [readability, red_flags]
gates:
  - {{metric: grade_le_5, agg: share, min: 0.95}}
"""
TASKS = {
    "talk": "reply",
    "alarms": "red_flags",
    "marks": "redact",
    "asking": "check_back",
    "planted": "verify",
}
REPLY = 'id: late-form\nask: "She got a form and it is due this week"\n'


class Metric(NamedTuple):
    meaning: str
    unit: str
    higher_is_better: bool
    scorer: str


def fake_scorers():
    """What the reader of suites needs of ``evals.scorers``."""
    module = ModuleType("evals.scorers")
    module.SCORERS = {"readability": None, "jargon": None, "red_flags": None}
    module.TASKS_OF = {
        "readability": tuple(TASKS.values()),
        "jargon": ("reply",),
        "red_flags": tuple(TASKS.values()),
    }
    module.METRICS = {
        "grade_le_5": Metric("at fifth grade", "", True, "readability"),
        "grade_le_6": Metric("at sixth grade", "", True, "readability"),
        "red_flag_recall": Metric("found", "", True, "red_flags"),
        "jargon_free": Metric("plain", "", True, "jargon"),
        "latency_ms": Metric("time", "ms", False, ""),
    }
    return module


def write(path, text):
    """Write a file and its folders; bytes are written as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def make_paths(root):
    """Empty own and shipped folders, with one suite for each task."""
    paths = EvalPaths(shipped=root / "shipped", own=root / "own", runs=root / "runs")
    for name, task in TASKS.items():
        write(paths.shipped / "suites" / f"{name}.yaml", SUITE.format(name=name, task=task))
        for half in ("dev", "test"):
            (paths.shipped / "cases" / name / half).mkdir(parents=True)
    return paths
