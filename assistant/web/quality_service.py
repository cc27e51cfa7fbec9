"""What the Quality page asks of the evaluation suite, and the letters route of the plain-language rules.

In: settings. Out: ``Quality``: suites and runs, one run judged, runs that are started and stopped, a baseline
accepted, a case saved, a letter scored. All real work is done in processes of their own at the lowest priority,
so that it never slows a live call and a letter is never in this process for longer than its answer takes.
Knows nothing about markup.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

from assistant.errors import WrongUse
from assistant.settings import Settings
from assistant.web.low_priority import Worker
from assistant.web.quality_runs import RUN_ID, RunQueue
from assistant.web.quality_types import Overview, Progress, RunView, TopicName

MOST_VIEWS = 3
FILES = ("report.html", "report.md", "cases.csv", "junit.xml", "report.json", "results.jsonl")
LETTER_PATIENCE_S = 45.0
LETTER_TOO_SLOW = (
    "This file took too long to read, so it was left out. Save it as plain text (.txt) and try again."
)


class QualityService(Protocol):
    """What the page needs. Errors made on purpose are CheckbackErrors with the next step."""

    def overview(self) -> Overview:
        """Suites, and runs with the newest first."""
        ...

    def show(self, run_id: str, *, fresh: bool = False) -> RunView:
        """One run, judged; ``fresh`` reads it again."""
        ...

    def progress(self) -> tuple[Progress, ...]:
        """Runs of this app: what goes on, what waits, what is over (newest first)."""
        ...

    def start(self, suite: str) -> str:
        """Run a suite; returns the id of the run."""
        ...

    def go_on(self, run_id: str) -> None:
        """Go on with a run that was stopped."""
        ...

    def stop(self, run_id: str) -> None:
        """Stop a run, or take it out of the queue."""
        ...

    def accept(self, run_id: str) -> str:
        """Make a run the baseline; returns what was done, in words."""
        ...

    def topics(self) -> tuple[TopicName, ...]:
        """The topics a case may name."""
        ...

    def add_case(self, suite: str, half: str, fields: Mapping[str, object]) -> str:
        """Write a case; returns where it stands. Raises CaseInvalid with field and nearest right word."""
        ...

    def file(self, run_id: str, name: str) -> Path | None:
        """A file of a run that may be downloaded, or None."""
        ...

    def score_letter(self, name: str, content: bytes) -> dict[str, Any]:
        """The findings on a letter: {"rows": [...], "csv": "..."}. Keeps nothing."""
        ...

    def close(self) -> None:
        """End every process; the app is being stopped."""
        ...


@dataclass(slots=True)
class Quality:
    """The real service. Nothing is started before it is first asked for."""

    runs: RunQueue
    reader: Worker
    letters: Worker
    _views: OrderedDict[str, RunView] = field(default_factory=OrderedDict)
    _topics: tuple[TopicName, ...] = ()

    def overview(self) -> Overview:
        """Suites, and runs with the newest first."""
        found: Overview = _read(Overview, self.reader.ask("overview"))
        return found

    def show(self, run_id: str, *, fresh: bool = False) -> RunView:
        """One run, judged against the baseline of its suite."""
        _refuse_odd(run_id)
        if fresh or run_id not in self._views:
            self._views[run_id] = _read(RunView, self.reader.ask("show", run_id=run_id))
            self._views.move_to_end(run_id)
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
        return self._views[run_id]

    def progress(self) -> tuple[Progress, ...]:
        """Runs of this app; reads two small files at most."""
        return self.runs.progress()

    def start(self, suite: str) -> str:
        """Run a suite, when no other run goes on."""
        return self.runs.start(suite)

    def go_on(self, run_id: str) -> None:
        """Go on with a run that was stopped."""
        _refuse_odd(run_id)
        self._views.pop(run_id, None)
        self.runs.go_on(run_id, run_id.split("_", 1)[1].rsplit("_", 1)[0])

    def stop(self, run_id: str) -> None:
        """Stop a run, or take it out of the queue."""
        self.runs.stop(run_id)

    def accept(self, run_id: str) -> str:
        """Make a run the baseline of its suite."""
        _refuse_odd(run_id)
        words: str = self.reader.ask("accept", run_id=run_id)
        self._views.clear()
        return words

    def topics(self) -> tuple[TopicName, ...]:
        """The topics of the library, read once."""
        if not self._topics:
            self._topics = _read(tuple[TopicName, ...], self.reader.ask("topics"))
        return self._topics

    def add_case(self, suite: str, half: str, fields: Mapping[str, object]) -> str:
        """Write a case into its suite."""
        where: str = self.reader.ask("add_case", suite=suite, half=half, fields=dict(fields))
        return where

    def file(self, run_id: str, name: str) -> Path | None:
        """A file of a run, never a way out of its folder."""
        if RUN_ID.fullmatch(run_id) is None or name not in FILES:
            return None
        path = self.runs.runs / run_id / name
        return path if path.is_file() and not path.is_symlink() else None

    def score_letter(self, name: str, content: bytes) -> dict[str, Any]:
        """Score a letter in the process for letters."""
        findings: dict[str, Any] = self.letters.ask("score", content, name=name)
        return findings

    def close(self) -> None:
        """End the run, the reader and the letters."""
        for part in (self.runs, self.reader, self.letters):
            part.close()


def open_quality(settings: Settings) -> Quality:
    """The service for these settings; starts and creates nothing."""
    home = settings.home.absolute()
    environ = {"CHECKBACK_HOME": str(home)}
    return Quality(
        runs=RunQueue(home / "evals" / "runs", home),
        reader=Worker("assistant.web.quality_reader", environ),
        letters=Worker(
            "assistant.web.letter_reader", environ, patience_s=LETTER_PATIENCE_S, too_slow=LETTER_TOO_SLOW
        ),
    )


def _read(kind: Any, value: object) -> Any:
    """What came over the pipe as JSON, as the frozen type it was."""
    return TypeAdapter(kind).validate_python(value)


def _refuse_odd(run_id: str) -> None:
    if RUN_ID.fullmatch(run_id) is None:
        raise WrongUse("That is not the name of a run. Pick one from the list.")
