"""Accept a run as the baseline of its suite, and read a baseline back as a run.

In: a finished, whole run. Out: ``baselines/<name>.json``: what later runs are compared with, written so that a
person reviews its changes like code: sorted, one score a line, the words of each case, the content it stood on.
Only a run that measured everything may become a baseline. Outputs are kept as the words a person judges.
Knows nothing about gates: a run that misses goals may be accepted, and its misses stay known misses.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import CouldNotMeasure, WrongUse
from evals.eval_types import CaseResult, Manifest, Output, Run, Value
from evals.paths import EvalPaths
from evals.run_faults import run_faults

if TYPE_CHECKING:
    from evals.read_suites import Suite

SCHEMA = 1
SHORTENED = "shortened"
"""Marks an output that holds only the words a person judges."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_KEPT_SETTINGS = ("wanted", "config", "clock")
_KEPT_ENVIRONMENT = ("commit", "dirty", "python", "packages", "drafter")
"""What made the figures; where and how fast they were made is not for a file that is reviewed."""


def accept(paths: EvalPaths, run: Run, suite: Suite, name: str = "") -> Path:
    """Write the run as the baseline ``name`` (the suite's name if empty); returns the file.

    Raises CouldNotMeasure when the run is not whole: unfinished, in part, with an error, of another version, or
    with identity in its store.
    """
    path = _file(paths.own, name or suite.name)
    faults = [*run_faults(run, suite), *_not_for_a_baseline(run)]
    if faults:
        raise CouldNotMeasure(f"This run can not be the baseline. {faults[0]}")
    text = _layout(_as_plain(run, name or suite.name)) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    os.replace(unfinished, path)  # noqa: PTH105 - atomic
    return path


def read_baseline(paths: EvalPaths, name: str) -> Run | None:
    """The baseline as a run, or None when there is no such file.

    Raises CouldNotMeasure with the file when it cannot be read as one.
    """
    found = (_file(folder.parent, name) for folder in paths.folders("baselines"))
    path = next((path for path in found if path.is_file()), None)
    if path is None:
        return None
    try:
        return _as_run(json.loads(path.read_text(encoding="utf-8")))
    except json.JSONDecodeError as error:
        what = f"line {error.lineno}: {error.msg}"
    except (OSError, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"it has not the form of a baseline ({type(error).__name__})"
    raise CouldNotMeasure(
        f"baselines/{path.name}: {what}. Put the file back as it was, "
        "or accept a run again: checkback eval accept RUN"
    )


def shown_text(output: Output | None) -> str:
    """The words a person judges, of a run's output or of a baseline's; empty for a case without output."""
    if output is None:
        return ""
    if SHORTENED in output:
        return str(output["text"])
    from evals.case_text import text_of

    return text_of(output)


def _file(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise WrongUse(f"A baseline can not be called {name!r}. Use small letters, digits, - and _.")
    return folder / "baselines" / f"{name}.json"


def _not_for_a_baseline(run: Run) -> Iterator[str]:
    if run.manifest.partial:
        yield f"It is only a part of the suite ({run.manifest.partial}). Run the whole suite."
    if run.manifest.counts.get("phi_in_store", 0):
        yield "It holds an identifier in its stored text. Mend the redaction and run the suite again."


def _as_plain(run: Run, name: str) -> dict[str, Any]:
    manifest = asdict(run.manifest)
    del manifest["case_hashes"]  # they stand with the cases
    manifest["settings"] = {key: run.manifest.settings.get(key) for key in _KEPT_SETTINGS}
    manifest["environment"] = {key: run.manifest.environment.get(key) for key in _KEPT_ENVIRONMENT}
    is_dirty = bool(run.manifest.environment.get("dirty"))
    return {
        "schema": SCHEMA,
        "name": name,
        "note": "Run on a working copy with changes that are not committed." if is_dirty else "",
        "manifest": manifest,
        "cases": {f"{result.id}#{result.repeat}": _plain_case(result) for result in run.results},
        "content": dict(run.content),
    }


def _plain_case(result: CaseResult) -> dict[str, Any]:
    reply = (result.output or {}).get("reply")
    status = reply.get("status", "") if isinstance(reply, Mapping) else ""
    return {
        "case_hash": result.case_hash,
        "half": result.half,
        "cluster": result.cluster,
        "text": shown_text(result.output),
        "scores": {metric: _plain_value(value) for metric, value in result.scores.items()},
        **({"status": status} if status else {}),
    }


def _plain_value(value: Value) -> dict[str, Any]:
    """Value and verdict; ``n`` when it is a count, the reason when the case failed."""
    plain: dict[str, Any] = {"value": value.value, "passed": value.passed}
    if value.n != 1:
        plain["n"] = value.n
    if value.passed is False:
        plain["why"] = value.why
    return plain


def _as_run(plain: Any) -> Run:
    if plain["schema"] != SCHEMA:
        raise ValueError(plain["schema"])
    config_hash = plain["manifest"]["config_hash"]
    rows = sorted(plain["cases"].items(), key=_id_and_repeat)
    results = tuple(_case(key, case, config_hash) for key, case in rows)
    hashes = {result.id: result.case_hash for result in results}
    manifest = Manifest(**plain["manifest"], case_hashes=hashes)
    return Run(manifest, results, content={str(key): str(value) for key, value in plain["content"].items()})


def _id_and_repeat(item: tuple[str, Any]) -> tuple[str, int]:
    case_id, _, repeat = item[0].rpartition("#")
    return case_id, int(repeat)


def _case(key: str, plain: Mapping[str, Any], config_hash: str) -> CaseResult:
    case_id, repeat = _id_and_repeat((key, plain))
    return CaseResult(
        id=case_id,
        half=plain["half"],
        cluster=plain["cluster"],
        case_hash=plain["case_hash"],
        config_hash=config_hash,
        repeat=repeat,
        output={"text": plain["text"], "status": plain.get("status", ""), SHORTENED: True},
        scores={metric: _value(score) for metric, score in plain["scores"].items()},
    )


def _value(plain: Mapping[str, Any]) -> Value:
    return Value(
        value=float(plain["value"]),
        passed=plain["passed"],
        why=plain.get("why", ""),
        n=int(plain.get("n", 1)),
    )


def _layout(value: Any, depth: int = 0) -> str:
    """JSON, sorted, one space deeper each level; a small object of plain values (one score) stays on one line."""
    if not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if depth > 1 and set(value) <= {"value", "passed", "n", "why"}:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    pad = " " * (depth + 1)
    rows = (
        f"{pad}{json.dumps(key, ensure_ascii=False)}: {_layout(value[key], depth + 1)}"
        for key in sorted(value)
    )
    return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"
