"""Write a run so that a crash at any moment loses at most the cases in work.

In: results as they come. Out: the files of a run folder. Each result is appended, flushed and forced to disk; the
final files are written under another name and then renamed, so that a reader never sees half of one.
One writer at a time: a second one is refused. Knows nothing about how results come about.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from types import TracebackType
from typing import IO, Self

from assistant.errors import CouldNotMeasure
from evals.eval_types import CaseResult, Manifest, Timing
from evals.paths import EvalPaths
from evals.run_lines import in_order, to_line
from evals.store import CONTENT, MANIFEST, PARTIAL, RESULTS, TIMINGS, lock_path

_LOCK_PATIENCE_S = 2.0  # a reader that looks whether the run is alive holds the lock for a moment


class RunWriter:
    """The one writer of one run folder; use it in a ``with`` statement."""

    def __init__(self, paths: EvalPaths, run_id: str) -> None:
        self.folder = paths.runs / run_id
        self._paths, self._run_id = paths, run_id
        self._stack = ExitStack()
        self._results: IO[str] | None = None
        self._timings: IO[str] | None = None

    def __enter__(self) -> Self:
        from filelock import FileLock, Timeout

        with self._says_what_to_do():
            self.folder.mkdir(parents=True, exist_ok=True)
            path = lock_path(self._paths, self._run_id)
            path.parent.mkdir(exist_ok=True)
            try:
                self._stack.enter_context(FileLock(path, timeout=_LOCK_PATIENCE_S))
            except Timeout:
                raise CouldNotMeasure(
                    f"Run {self._run_id} is being written by another process. Wait until it has ended."
                ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def begin(self, kept: Iterable[CaseResult], timings: Iterable[Timing]) -> None:
        """Open the files for appending; they hold what is kept of an earlier attempt, and nothing else."""
        with self._says_what_to_do():
            self._replace(RESULTS + PARTIAL, _lines(kept))
            self._replace(TIMINGS + PARTIAL, _lines(timings))
            for name in (RESULTS, TIMINGS):
                (self.folder / name).unlink(missing_ok=True)
            self._results = self._stack.enter_context(self._append(RESULTS + PARTIAL))
            self._timings = self._stack.enter_context(self._append(TIMINGS + PARTIAL))

    def add(self, result: CaseResult, timing: Timing) -> None:
        """Append one case; when this returns, its result survives a crash."""
        assert self._results is not None and self._timings is not None  # noqa: PT018 - opened together
        with self._says_what_to_do():
            self._timings.write(to_line(timing) + "\n")  # first, so that no result lacks its time
            self._timings.flush()
            self._results.write(to_line(result) + "\n")
            self._results.flush()
            os.fsync(self._results.fileno())

    def finish(self, results: Iterable[CaseResult], timings: Iterable[Timing]) -> None:
        """Write the sorted files in place of the partial ones."""
        with self._says_what_to_do():
            self._replace(TIMINGS, _lines(in_order(timings)))
            self._replace(RESULTS, _lines(in_order(results)))

    def drop_partial(self) -> None:
        """Remove the partial files; the last step, when the manifest says that the run is done."""
        self.close_files()
        with self._says_what_to_do():
            for name in (RESULTS, TIMINGS):
                (self.folder / (name + PARTIAL)).unlink(missing_ok=True)

    def close_files(self) -> None:
        """Write out what is still held back; nothing can be added any more."""
        with self._says_what_to_do():
            for file in (self._timings, self._results):
                if file is not None:
                    file.close()

    def write_manifest(self, manifest: Manifest) -> None:
        """Put the manifest in place."""
        with self._says_what_to_do():
            self._replace(MANIFEST, _json(asdict(manifest)))

    def write_content(self, content: Mapping[str, str]) -> None:
        """Put the record of the content in place."""
        with self._says_what_to_do():
            self._replace(CONTENT, _json(dict(content)))

    def _append(self, name: str) -> IO[str]:
        return (self.folder / name).open("a", encoding="utf-8", newline="\n")

    def _replace(self, name: str, text: str) -> None:
        path = self.folder / f"{name}.tmp"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        path.replace(self.folder / name)

    @contextmanager
    def _says_what_to_do(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CouldNotMeasure(
                f"The run could not be written to {self.folder}: {error.strerror or type(error).__name__}. "
                "Make room on that disk and see that you may write there; then go on with --resume "
                f"{self._run_id}, or run the suite again."
            ) from error


def _lines(records: Iterable[CaseResult] | Iterable[Timing]) -> str:
    return "".join(f"{to_line(record)}\n" for record in records)


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
