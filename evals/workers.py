"""Run and score cases, in this process or in several: each worker opens the assistant once and keeps it.

In: a job (what to open, how to score) and cases. Out: one result and one time for each case, as they get done.
Whatever breaks in a case becomes an error result, named by class and place and never by its words, since those
may hold words of the case. Knows nothing about files.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType

from assistant.errors import CouldNotMeasure
from assistant.settings import Settings
from evals import scorers
from evals.case_types import AnyCase, ReplyCase
from evals.eval_types import CaseResult, Timing, Value
from evals.run_config import content_hash
from evals.run_lines import to_line
from evals.store_sweep import mask_leaks
from evals.tasks import plain, run_case
from evals.world import open_with_index

Measured = tuple[CaseResult, Timing]
Planned = tuple[AnyCase, int]
"""A case and which repeat of it."""

SEARCHING_TASK = "reply"
#: said before the first timed case, so that no case pays for what is loaded on first use
WARM_UP = (
    "what is a copay",
    "my sugar is low and i feel shaky",
    "my plan said no to the drug my doctor wants",
    "i have no ride to my visit",
    "should i take two pills tonight",
)
_OURS = ("assistant.", "evals.")


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker needs: what to open, what to score, and the configuration it stands for.

    ``index_home`` is None for a task that searches nothing.
    """

    settings: Settings
    at: datetime
    index_home: Path | None
    scorers: tuple[str, ...]
    task: str
    config_hash: str
    content: str


class Bench:
    """One opened assistant, warmed up, on which cases are run."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._world = open_with_index(job.settings, job.at, job.index_home)
        self._warm_up()
        if content_hash(job.settings) != job.content:
            raise CouldNotMeasure("The library was changed while the run was starting. Run the suite again.")

    def measure(self, case: AnyCase, repeat: int) -> Measured:
        """Run and score one case; never raises for what the case does."""
        try:
            return self._measure(case, repeat)
        except Exception as error:  # noqa: BLE001  # an edge: a case that breaks is an error, never a lost run
            return self._result(case, repeat, error=describe(error)), Timing(case.id, repeat, 0.0, 0.0)

    def _measure(self, case: AnyCase, repeat: int) -> Measured:
        output, first_ms, total_ms = run_case(case, self._world)
        scores = scorers.score_case(case, output, self._world, self._job.scorers)
        rounded = {metric: _rounded(value) for metric, value in sorted(scores.items())}
        kept = {metric: replace(value, why=mask_leaks(value.why, case)) for metric, value in rounded.items()}
        result = self._result(case, repeat, mask_leaks(output, case), kept)
        to_line(result)  # what can not be written is an error of this case
        return result, Timing(case.id, repeat, first_ms, total_ms)

    def _result(
        self,
        case: AnyCase,
        repeat: int,
        output: dict[str, object] | None = None,
        scores: dict[str, Value] | None = None,
        error: str | None = None,
    ) -> CaseResult:
        return CaseResult(
            id=case.id,
            half=case.half,
            cluster=case.cluster or case.id,
            case_hash=case.hash,
            config_hash=self._job.config_hash,
            repeat=repeat,
            output=output,
            scores=scores or {},
            error=error,
        )

    def _warm_up(self) -> None:
        """Load what is loaded on first use, so that no timed case waits for it."""
        if self._job.task == "redact":
            self._world.live.redactor.load()
        if self._job.task != SEARCHING_TASK:
            return
        for number, ask in enumerate(WARM_UP):
            run_case(ReplyCase(schema=1, id=f"warm-up-{number}", half="dev", ask=ask), self._world)


def measure_all(job: Job, planned: Sequence[Planned], jobs: int) -> Generator[Measured]:
    """The results as they get done; with one job in order, with more in any order."""
    if not planned:
        return
    if jobs == 1:
        bench = Bench(job)
        for case, repeat in planned:
            yield bench.measure(case, repeat)
        return
    with _pool(job, min(jobs, len(planned))) as pool:
        waiting = {pool.submit(_measure_in_worker, case, repeat) for case, repeat in planned}
        for future in as_completed(waiting):
            waiting.discard(future)
            yield _result_of(future)


def describe(error: BaseException) -> str:
    """The class of an error and the last module of ours it went through."""
    return f"{type(error).__name__} in {_module_of(error.__traceback__)}"


def _module_of(trace: TracebackType | None) -> str:
    name = "an unknown module"
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith(_OURS):
            name = module
        trace = trace.tb_next
    return name


def _rounded(value: Value) -> Value:
    """The score as it is stored: plain types and rounded floats, so that it reads back as the same thing."""
    spans = tuple((part, start, end) for part, start, end in value.spans)
    return Value(plain(float(value.value)), value.passed, value.why, value.n, spans)


@contextmanager
def _pool(job: Job, jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that start from nothing (no half-copied locks), and of which none is left over."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start_worker, initargs=(job,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _result_of(future: Future[Measured]) -> Measured:
    try:
        return future.result()
    except BrokenProcessPool:
        raise CouldNotMeasure(
            "A worker was ended from outside, often for lack of memory. Go on with the run, with fewer --jobs."
        ) from None


class _Worker:
    """What one worker process holds: its job, and its bench once the first case has come."""

    job: Job | None = None
    bench: Bench | None = None


def _start_worker(job: Job) -> None:
    """Runs once in each worker, before anything heavy is imported."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to the parent, which ends the workers
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.job = job


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _measure_in_worker(case: AnyCase, repeat: int) -> Measured:
    if _Worker.bench is None:
        assert _Worker.job is not None
        _Worker.bench = Bench(_Worker.job)
    return _Worker.bench.measure(case, repeat)
