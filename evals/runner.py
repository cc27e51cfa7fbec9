"""Run a suite: choose its cases, run and score each, and store the run so that it can be resumed.

In: a suite, its cases and settings. Out: a finished ``Run``. The same cases on the same configuration give the
same bytes, with one worker or several, in one go or resumed. A resumed run keeps each result whose case and
configuration are unchanged, does errors again, and refuses to mix two configurations.
Knows nothing about gates or reports.
"""

from __future__ import annotations

import os
import re
import secrets
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.errors import CaseInvalid, CouldNotMeasure
from assistant.knowledge.library import Contents
from assistant.settings import Settings
from evals import scorers
from evals.attempt import Attempt
from evals.case_types import AnyCase
from evals.content_record import record_content, seen_by
from evals.eval_types import Manifest, Run
from evals.paths import EvalPaths
from evals.run_config import config_hash, config_of, differences, environment
from evals.run_lines import in_order, read_results
from evals.run_writer import RunWriter
from evals.selection import BOTH, Wanted, select
from evals.store import PARTIAL, RESULTS, find_manifest
from evals.store_sweep import find_phi
from evals.workers import SEARCHING_TASK, Job, measure_all
from evals.world import FROZEN_AT, current_index_home, frozen_settings

if TYPE_CHECKING:
    from evals.read_suites import Suite

Progress = Callable[[int, int], None]
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that is settled before the first case is run. ``manifest`` is that of the run as it starts."""

    suite: Suite
    cases: tuple[AnyCase, ...]
    settings: Settings
    at: datetime
    manifest: Manifest
    is_resumed: bool


def run_suite(
    suite: Suite,
    cases: Sequence[AnyCase],
    paths: EvalPaths,
    settings: Settings,
    *,
    jobs: int = 1,
    repeat: int = 1,
    resume: str = "",
    run_id: str = "",
    only: str = "",
    limit: int = 0,
    half: str = BOTH,
    progress: Progress | None = None,
    note: Callable[[str], None] | None = None,
    at: datetime = FROZEN_AT,
) -> Run:
    """Run ``suite`` on ``cases``, or go on with the run ``resume``, whose own choice of cases then holds.

    Raises CouldNotMeasure when no case fits, the store can not be written, the configuration of a resumed run
    differs, or the run is stopped; CaseInvalid when two cases share an id.
    """
    wanted = {"only": only, "limit": limit, "half": half, "repeat": repeat}
    plan = _plan(suite, cases, paths, frozen_settings(settings, at), at, wanted, resume, run_id)
    with RunWriter(paths, plan.manifest.run_id) as writer:
        attempt, content = _begin(plan, writer)
        if note and plan.is_resumed:
            note(attempt.words)
        try:
            with _sigterm_as_ctrl_c():
                _measure(plan, writer, attempt, jobs, progress)
        except BaseException as error:
            attempt = _on_disk(attempt, writer)
            writer.write_manifest(_ended(plan, attempt, "interrupted"))
            if isinstance(error, KeyboardInterrupt):
                _say_how_to_go_on(plan, attempt)
            raise
        return _finish(plan, writer, attempt, content)


def _plan(
    suite: Suite,
    cases: Sequence[AnyCase],
    paths: EvalPaths,
    settings: Settings,
    at: datetime,
    wanted: Mapping[str, Any],
    resume: str,
    run_id: str,
) -> _Plan:
    _refuse_unusable(suite, cases)
    earlier = _earlier(paths, suite, resume)
    if earlier:
        wanted = earlier.settings["wanted"]
    choice = Wanted(wanted["only"], wanted["limit"], wanted["half"])
    chosen = select(cases, choice)
    config = config_of(suite, settings, at)
    if earlier:
        _refuse_other_config(earlier, config)
    manifest = Manifest(
        run_id=earlier.run_id if earlier else _new_id(paths, suite, run_id),
        suite=suite.name,
        suite_version=suite.version,
        task=suite.task,
        status="running",
        started=earlier.started if earlier else _now(),
        finished=None,
        config_hash=config_hash(config),
        case_hashes={case.id: case.hash for case in chosen},
        settings={"wanted": dict(wanted), "config": config, "clock": at.isoformat(), "pid": os.getpid()},
        environment=environment(),
        counts={},
        partial=choice.words,
    )
    return _Plan(suite, chosen, settings, at, manifest, earlier is not None)


def _begin(plan: _Plan, writer: RunWriter) -> tuple[Attempt, dict[str, str]]:
    """The attempt with what it keeps, its files opened, and the record of the content."""
    repeats = range(1, plan.manifest.settings["wanted"]["repeat"] + 1)
    attempt = Attempt({(case.id, number): case for case in plan.cases for number in repeats})
    if plan.is_resumed:
        attempt.keep_earlier(writer.folder, plan.manifest.config_hash)
    content = seen_by(plan.suite.task, record_content(Contents.read(plan.settings), plan.at.date()))
    writer.write_content(content)
    writer.write_manifest(replace(plan.manifest, counts=attempt.counts))
    writer.begin(attempt.results.values(), attempt.timings.values())
    return attempt, content


def _measure(plan: _Plan, writer: RunWriter, attempt: Attempt, jobs: int, progress: Progress | None) -> None:
    """Run what is still to do; each result is on disk before the next one is taken."""
    suite, manifest = plan.suite, plan.manifest
    if progress:
        progress(len(attempt.results), len(attempt.planned))
    if not attempt.to_do:
        return
    searches = suite.task == SEARCHING_TASK
    with current_index_home(plan.settings) if searches else nullcontext() as index_home:
        job = Job(
            settings=plan.settings,
            at=plan.at,
            index_home=index_home,
            scorers=suite.scorers,
            task=suite.task,
            config_hash=manifest.config_hash,
            content=manifest.settings["config"]["content"],
        )
        with closing(measure_all(job, attempt.to_do, jobs)) as measured:
            for result, timing in measured:
                writer.add(result, timing)
                attempt.add(result, timing)
                if progress:
                    progress(len(attempt.results), len(attempt.planned))


def _finish(plan: _Plan, writer: RunWriter, attempt: Attempt, content: Mapping[str, str]) -> Run:
    """Put the sorted files in place, look for identity in them, and say that the run is done."""
    results, timings = in_order(attempt.results.values()), in_order(attempt.timings.values())
    writer.finish(results, timings)
    manifest = _ended(plan, attempt, "done")
    leaks = find_phi(writer.folder, plan.cases)
    manifest = replace(
        manifest,
        counts={**manifest.counts, "phi_in_store": len(leaks)},
        settings={
            **manifest.settings,
            "phi_in_store": {case_id: list(files) for case_id, files in leaks.items()},
        },
    )
    writer.write_manifest(manifest)
    writer.drop_partial()
    return Run(manifest, tuple(results), tuple(timings), content)


def _on_disk(attempt: Attempt, writer: RunWriter) -> Attempt:
    """The attempt with what its file holds: a stop may come between writing a result and counting it."""
    writer.close_files()
    found = read_results(writer.folder / (RESULTS + PARTIAL))
    return replace(attempt, results={(result.id, result.repeat): result for result in found})


def _ended(plan: _Plan, attempt: Attempt, status: Any) -> Manifest:
    return replace(plan.manifest, status=status, finished=_now(), counts=attempt.counts)


def _say_how_to_go_on(plan: _Plan, attempt: Attempt) -> NoReturn:
    manifest = plan.manifest
    raise CouldNotMeasure(
        f"The run was stopped after {len(attempt.results)} of {len(attempt.planned)} results. "
        f"Go on with: checkback eval run {manifest.suite} --resume {manifest.run_id}"
    ) from None


def _refuse_unusable(suite: Suite, cases: Sequence[AnyCase]) -> None:
    missing = [name for name in suite.scorers if name not in scorers.SCORERS]
    if missing:
        raise CouldNotMeasure(
            f"The suite {suite.name} asks for a scorer that does not exist: {', '.join(missing)}. "
            f"There are: {', '.join(scorers.SCORERS)}"
        )
    doubles = [case_id for case_id, count in Counter(case.id for case in cases).items() if count > 1]
    if doubles:
        raise CaseInvalid(
            f"These ids stand on more than one case: {', '.join(doubles[:_SHOWN])}. Give each case its own."
        )


def _earlier(paths: EvalPaths, suite: Suite, resume: str) -> Manifest | None:
    if not resume:
        return None
    earlier = find_manifest(paths, f"last:{suite.name}" if resume == "last" else resume)
    if earlier.suite != suite.name:
        raise CouldNotMeasure(
            f"Run {earlier.run_id} is of suite {earlier.suite}. "
            f"Go on with it: checkback eval run {earlier.suite} --resume {earlier.run_id}"
        )
    return earlier


def _refuse_other_config(earlier: Manifest, config: Mapping[str, str]) -> None:
    if changed := differences(earlier.settings["config"], config):
        raise CouldNotMeasure(
            f"Run {earlier.run_id} can not be gone on with: {'; '.join(changed)}. "
            f"Start a new one: checkback eval run {earlier.suite}"
        )


def _new_id(paths: EvalPaths, suite: Suite, run_id: str) -> str:
    name = run_id or f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}_{suite.name}_{secrets.token_hex(3)}"
    if _RUN_ID.fullmatch(name) is None or name.startswith("last"):
        raise CouldNotMeasure(
            "The id of a run has only letters, digits, - and _, and does not begin with last."
        )
    if (paths.runs / name).exists():
        raise CouldNotMeasure(
            f"There is a run {name} already. Go on with it by --resume, or leave the id out."
        )
    return name


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _sigterm_as_ctrl_c() -> Iterator[None]:
    """A polite end from outside stops a run as Ctrl+C does, so that the manifest says so."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set a handler
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
