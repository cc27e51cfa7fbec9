"""The runs on this computer: list them, read one, and clear away old ones.

    <home>/evals/runs/<UTC stamp>_<suite>_<6 hex>/
        manifest.json   results.jsonl   timings.jsonl   content.json   (and reports)
        results.jsonl.partial, timings.jsonl.partial while the run goes on, or when it was broken off

In: folders and the name of a run. Out: manifests and whole runs. A manifest that says "running" while no process
holds the run's lock is a crashed run; it can be resumed. Knows nothing about how a run is made or judged.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from assistant.errors import CouldNotMeasure
from evals.eval_types import Manifest, Run
from evals.paths import EvalPaths
from evals.run_lines import in_order, manifest_from, read_results, read_timings

MANIFEST, CONTENT = "manifest.json", "content.json"
RESULTS, TIMINGS = "results.jsonl", "timings.jsonl"
PARTIAL = ".partial"
KEPT = 20
RunState = Literal["running", "done", "interrupted", "crashed"]
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def list_runs(paths: EvalPaths) -> tuple[Manifest, ...]:
    """The manifests of all runs, newest first; a folder without a readable manifest is no run."""
    manifests = [manifest for folder in _folders(paths) if (manifest := _try_manifest(folder)) is not None]
    return tuple(sorted(manifests, key=lambda manifest: (manifest.started, manifest.run_id), reverse=True))


def read_run(paths: EvalPaths, run_id: str) -> Run:
    """The run called ``run_id``; "last" is the newest, "last:core" the newest of that suite.

    Of a run that was broken off, what it has so far. Raises CouldNotMeasure when there is none, or it is damaged.
    """
    manifest = find_manifest(paths, run_id)
    folder = paths.runs / manifest.run_id
    suffix = "" if (folder / RESULTS).is_file() else PARTIAL
    results = read_results(folder / (RESULTS + suffix))
    timings = read_timings(folder / (TIMINGS + suffix))
    return Run(manifest, tuple(in_order(results)), tuple(in_order(timings)), _read_content(folder))


def find_manifest(paths: EvalPaths, run_id: str) -> Manifest:
    """The manifest of a run, named as for ``read_run``."""
    if run_id == "last" or run_id.startswith("last:"):
        suite = run_id.partition(":")[2]
        return _newest(paths, suite)
    folder = paths.runs / run_id
    if _RUN_ID.fullmatch(run_id) is None or not folder.is_dir():
        near = get_close_matches(run_id, [folder.name for folder in _folders(paths)], n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise CouldNotMeasure(f"There is no run {run_id[:80]!r}.{hint} The newest one is: last")
    manifest = _try_manifest(folder)
    if manifest is None:
        raise CouldNotMeasure(
            f"The manifest of run {run_id} is damaged. Delete its folder and run the suite again."
        )
    return manifest


def run_state(paths: EvalPaths, manifest: Manifest) -> RunState:
    """How a run ended, or that it goes on; "crashed" when it says it runs and nobody runs it."""
    if manifest.status == "running":
        return "running" if is_alive(paths, manifest.run_id) else "crashed"
    return manifest.status


def is_alive(paths: EvalPaths, run_id: str) -> bool:
    """Whether a process works on this run now: the system frees a lock when its process dies, however it dies."""
    from filelock import FileLock, Timeout

    path = lock_path(paths, run_id)
    if not path.is_file():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # a store we may only read: nobody on this computer writes to it either
        return False


def lock_path(paths: EvalPaths, run_id: str) -> Path:
    """The lock of a run; it stands beside the run folders, so that a folder holds only what is worth mailing."""
    return paths.runs / ".locks" / run_id


def prune(paths: EvalPaths, keep: int = KEPT) -> tuple[str, ...]:
    """Delete all but the newest ``keep`` runs, those that go on, and those a baseline was made of.

    Returns the ids of what was deleted.
    """
    named = set(_runs_of_baselines(paths))
    old = [manifest.run_id for manifest in list_runs(paths)[keep:]]
    gone = tuple(run_id for run_id in old if run_id not in named and not is_alive(paths, run_id))
    for run_id in gone:
        shutil.rmtree(paths.runs / run_id)
        lock_path(paths, run_id).unlink(missing_ok=True)
    return gone


def _folders(paths: EvalPaths) -> list[Path]:
    if not paths.runs.is_dir():
        return []
    return [path for path in sorted(paths.runs.iterdir()) if path.is_dir() and _RUN_ID.fullmatch(path.name)]


def _newest(paths: EvalPaths, suite: str) -> Manifest:
    found = next((manifest for manifest in list_runs(paths) if suite in ("", manifest.suite)), None)
    if found is None:
        what = f"run of {suite}" if suite else "run"
        raise CouldNotMeasure(f"There is no {what} yet. Make one: checkback eval run {suite or 'SUITE'}")
    return found


def _try_manifest(folder: Path) -> Manifest | None:
    try:
        manifest = manifest_from(json.loads((folder / MANIFEST).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return manifest if manifest.run_id == folder.name else None


def _read_content(folder: Path) -> Mapping[str, str]:
    try:
        content = json.loads((folder / CONTENT).read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError:
        raise CouldNotMeasure(
            f"{folder.name}/{CONTENT} is damaged, so this run can not be compared. Run the suite again."
        ) from None
    return {str(key): str(value) for key, value in content.items()}


def _runs_of_baselines(paths: EvalPaths) -> Iterator[str]:
    for folder in paths.folders("baselines"):
        for path in sorted(folder.glob("*.json")):
            try:
                yield str(json.loads(path.read_bytes())["manifest"]["run_id"])
            except (OSError, ValueError, KeyError, TypeError):
                continue
