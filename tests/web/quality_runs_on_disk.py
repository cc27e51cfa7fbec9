"""A small suite with two runs on the disk, as the runner leaves them: the newer one misses a danger."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from evals.eval_types import CaseResult, Manifest, Value
from evals.paths import EvalPaths
from evals.read_cases import load_cases
from evals.read_suites import read_suite
from evals.run_lines import to_line

FIRST, SECOND = "2026-11-23T090000Z_tiny_00aa11", "2026-11-24T100000Z_tiny_00aa22"
SUITE = """
schema: 1
name: tiny
version: 1
task: red_flags
about: "Three utterances, for the tests of the page"
cases: tiny
scorers: [red_flags]
gates:
  - {metric: red_flag_recall, agg: share, min: 1.0, level: fatal, why: "call 911 now"}
  - {metric: false_alarm, agg: share, min: 0.5, why: "a banner that cries wolf is not read"}
"""
CASES = {
    "chest-pain": ("i have chest pain right now", "911"),
    "cannot-breathe": ("i cant breathe", "911"),
    "what-is-a-copay": ("what is a copay", "none"),
}
ALERT = {"type": "911", "severity": "red", "text": "Call 911 now.", "why": ["chest pain"]}


def make_home(home: Path) -> EvalPaths:
    """A suite, its cases and two runs of it under ``home``."""
    own = home / "own"
    (own / "suites").mkdir(parents=True)
    (own / "suites" / "tiny.yaml").write_text(SUITE, encoding="utf-8")
    for half in ("dev", "test"):
        (own / "cases" / "tiny" / half).mkdir(parents=True)
    for case_id, (ask, red_flag) in CASES.items():
        path = own / "cases" / "tiny" / "test" / f"{case_id.replace('-', '_')}.yaml"
        path.write_text(f'schema: 1\nid: {case_id}\nask: "{ask}"\nred_flag: "{red_flag}"\n', encoding="utf-8")
    paths = EvalPaths(shipped=home / "shipped", own=own, runs=home / "runs")
    write_run(
        paths,
        FIRST,
        missed=(),
        started="2026-11-23T09:00:00+00:00",
        content={"phone:us-005": "1-800-222-1222"},
    )
    write_run(
        paths,
        SECOND,
        missed=("cannot-breathe",),
        started="2026-11-24T10:00:00+00:00",
        content={"phone:us-005": "1-800-222-1223"},
    )
    return paths


def write_run(
    paths: EvalPaths,
    run_id: str,
    *,
    missed: tuple[str, ...],
    started: str,
    content: dict[str, str],
    status: str = "done",
) -> None:
    cases = load_cases(paths, read_suite(paths, "tiny"))
    folder = paths.runs / run_id
    folder.mkdir(parents=True)
    results = [result_of(case, is_missed=case.id in missed) for case in cases]
    manifest = Manifest(
        run_id=run_id,
        suite="tiny",
        suite_version=1,
        task="red_flags",
        status=status,
        started=started,
        finished=started,
        config_hash="config",
        case_hashes={case.id: case.hash for case in cases},
        settings={"wanted": {"repeat": 1}, "config": {}},
        environment={},
        counts={"ok": len(results), "error": 0},
    )
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    (folder / "results.jsonl").write_text("".join(to_line(one) + "\n" for one in results), encoding="utf-8")
    (folder / "content.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "report.html").write_text("<h1>Report</h1>", encoding="utf-8")


def result_of(case, *, is_missed: bool) -> CaseResult:
    is_danger = case.red_flag != "none"
    alerts = [ALERT] if is_danger and not is_missed else []
    why = "Missed: no banner at all where 911 was due." if is_missed else "As it must be."
    metric = "red_flag_recall" if is_danger else "false_alarm"
    score = Value(float(not is_missed) if is_danger else 0.0, not is_missed, why)
    output = {"alerts": alerts, "types": [alert["type"] for alert in alerts]}
    return CaseResult(case.id, "test", case.id, case.hash, "config", 1, output, {metric: score})
