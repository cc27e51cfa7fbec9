"""What each thing does that a person can do on the Quality page.

In: what stands in the boxes, and the service. Out: the components that change, each with what it shows now.
What goes wrong becomes a note on the page, and the rest of the page stays.
Does no work of its own, because live calls share this process. Knows nothing about how a run is made or judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.errors import CheckbackError
from assistant.web.card import notice_card
from assistant.web.incident import contain
from assistant.web.quality_cases_view import MOST_CASES, case_list, changes_part
from assistant.web.quality_service import QualityService
from assistant.web.quality_types import Overview, Progress, RunLine, RunView
from assistant.web.quality_view import (
    downloads,
    gates_table,
    no_run,
    no_suite,
    progress_bar,
    progress_words,
    runs_to_tell,
    suite_about,
    verdict_card,
)

FAILING, ALL = "Failing only", "All"
MORE = 60
Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that change."""

    suite: Any
    run: Any
    stop: Any
    go_on: Any
    about: Any
    shown: Any
    status: Any
    bar: Any
    notice: Any
    verdict: Any
    files: Any
    gates: Any
    which: Any
    words: Any
    most: Any
    cases: Any
    more: Any
    changes: Any
    accept: Any
    confirm: Any
    timer: Any

    def all(self) -> list[Any]:
        """Every component, for the events that may change any of them."""
        return [getattr(self, name) for name in self.__slots__]


class Handlers:
    """One method for each thing a person can do. Each gives the components it changes; none raises."""

    def __init__(self, service: QualityService, parts: Parts) -> None:
        self._service = service
        self._parts = parts

    def open_page(self) -> Updates:
        """The newest run of all, or of the suite that is being run."""
        return self._edge("open the Quality page", self._open)

    def pick_suite(self, suite: str | None) -> Updates:
        """Another suite: its newest run."""
        return self._edge("show a suite", lambda: self._show(self._service.overview(), suite or ""))

    def pick_run(self, run_id: str | None) -> Updates:
        """Another run of the list."""
        return self._edge("show a run", lambda: self._run_parts(run_id or ""))

    def start(self, suite: str | None) -> Updates:
        """Run the suite; the page follows it."""
        return self._edge(
            "start a run", lambda: self._follow(lambda: self._service.start(suite or ""), suite)
        )

    def stop(self, suite: str | None) -> Updates:
        """Stop the run of this suite, else the one that goes on."""
        return self._edge("stop a run", lambda: self._follow(lambda: self._stop(suite or ""), suite))

    def go_on(self, run_id: str | None) -> Updates:
        """Go on with the run that is shown."""
        return self._edge(
            "go on with a run", lambda: self._follow(lambda: self._service.go_on(run_id or ""), "")
        )

    def tick(self, suite: str | None, run_id: str | None) -> Updates:
        """How far the runs are; when the last one has ended, what it shows."""
        return self._edge("follow a run", lambda: self._tick(suite or "", run_id or ""))

    def filter_cases(self, run_id: str | None, which: str, words: str | None) -> Updates:
        """Other cases of the run that is shown."""
        return self._edge("show cases", lambda: self._cases(run_id or "", which, words or "", MOST_CASES))

    def more_cases(self, run_id: str | None, which: str, words: str | None, most: float | None) -> Updates:
        """More cases of the same list."""
        wanted = int(most or MOST_CASES) + MORE
        return self._edge("show cases", lambda: self._cases(run_id or "", which, words or "", wanted))

    def ask_to_accept(self) -> Updates:
        """Ask before a baseline is replaced."""
        return {self._parts.accept: gr.update(visible=False), self._parts.confirm: gr.update(visible=True)}

    def keep_baseline(self) -> Updates:
        """Nothing is accepted."""
        return {self._parts.accept: gr.update(visible=True), self._parts.confirm: gr.update(visible=False)}

    def accept(self, run_id: str | None) -> Updates:
        """Make the run that is shown the baseline."""
        return self._edge("accept a baseline", lambda: self._accept(run_id or ""))

    def _open(self) -> Updates:
        overview = self._service.overview()
        alive = [run for run in self._service.progress() if not run.is_over]
        names = [run.suite for run in alive] + [run.suite for run in overview.runs]
        names += [*(one.name for one in overview.suites), ""]
        return self._show(overview, names[0])

    def _show(self, overview: Overview, suite: str, run_id: str = "") -> Updates:
        """Everything about one suite: its runs, and the newest one of them, or the one that is asked for."""
        parts, runs = self._parts, [run for run in overview.runs if run.suite == suite]
        shown = next((run for run in runs if run.run_id == run_id), runs[0] if runs else None)
        updates: Updates = {
            parts.suite: gr.update(choices=[one.name for one in overview.suites], value=suite or None),
            parts.about: suite_about(overview.suites, suite),
            parts.shown: gr.update(
                choices=[(_run_words(run), run.run_id) for run in runs],
                value=shown.run_id if shown else None,
                visible=bool(runs),
            ),
            **self._status(suite, tell_ended=bool(run_id)),
        }
        if shown is None:
            return updates | self._nothing(no_run(suite) if overview.suites else no_suite())
        return updates | self._run_parts(shown.run_id, fresh=True)

    def _run_parts(self, run_id: str, *, fresh: bool = False) -> Updates:
        """What one run shows. Its cases start with those that fail."""
        view, parts = self._service.show(run_id, fresh=fresh), self._parts
        failing = any(case.is_failing for case in view.cases)
        return {
            parts.notice: "",
            parts.verdict: verdict_card(view),
            parts.files: downloads(run_id, view.files),
            parts.gates: gates_table(view.gates),
            parts.changes: changes_part(view.changes, view.no_changes_why),
            parts.accept: gr.update(visible=view.run.state == "done" and not view.run.only),
            parts.confirm: gr.update(visible=False),
            parts.go_on: gr.update(visible=self._can_go_on(view.run)),
            parts.which: FAILING if failing else ALL,
            parts.words: "",
            **self._case_parts(view, FAILING if failing else ALL, "", MOST_CASES),
        }

    def _nothing(self, words: str) -> Updates:
        parts = self._parts
        empty = dict.fromkeys((parts.notice, parts.files, parts.gates, parts.cases, parts.changes), "")
        hidden = dict.fromkeys(
            (parts.accept, parts.confirm, parts.go_on, parts.more), gr.update(visible=False)
        )
        return {**empty, **hidden, parts.verdict: words}

    def _cases(self, run_id: str, which: str, words: str, most: int) -> Updates:
        if not run_id:  # the boxes tell of a change when they are made, before there is a run
            return {self._parts.cases: gr.skip()}
        return self._case_parts(self._service.show(run_id), which, words, most)

    def _case_parts(self, view: RunView, which: str, words: str, most: int) -> Updates:
        parts, only = self._parts, which == FAILING
        markup = case_list(view.cases, only_failing=only, words=words, most=most)
        is_cut = markup.count('<details class="cb-case"') == most
        return {parts.cases: markup, parts.most: most, parts.more: gr.update(visible=is_cut)}

    def _status(self, suite: str, *, tell_ended: bool = True) -> Updates:
        """How far the runs of this app are, and which buttons make sense now."""
        runs, parts = self._service.progress(), self._parts
        alive = [run for run in runs if not run.is_over]
        told = runs_to_tell(runs, tell_ended=tell_ended)
        stoppable = _to_stop(runs, suite)
        return {
            parts.status: progress_words(told),
            parts.bar: progress_bar(told),
            parts.timer: gr.Timer(active=bool(alive)),
            parts.stop: gr.update(
                visible=stoppable is not None, value=f"Stop {stoppable.suite}" if stoppable else "Stop"
            ),
            parts.run: gr.update(interactive=all(run.suite != suite for run in alive)),
        }

    def _follow(self, act: Callable[[], object], suite: str | None) -> Updates:
        act()
        updates = self._status(suite or "")
        return updates | {self._parts.notice: "", self._parts.go_on: gr.update(visible=False)}

    def _stop(self, suite: str) -> None:
        found = _to_stop(self._service.progress(), suite)
        if found is not None:
            self._service.stop(found.run_id)

    def _tick(self, suite: str, run_id: str) -> Updates:
        runs = self._service.progress()
        if any(not run.is_over for run in runs) or not runs:
            return self._status(suite)
        last = runs[0]
        return self._show(self._service.overview(), last.suite, last.run_id or run_id)

    def _can_go_on(self, run: RunLine) -> bool:
        alive = {one.run_id for one in self._service.progress() if not one.is_over}
        return run.state == "stopped" and run.run_id not in alive

    def _accept(self, run_id: str) -> Updates:
        words = self._service.accept(run_id)
        return self._run_parts(run_id, fresh=True) | {self._parts.notice: notice_card("Accepted", [words])}

    def _edge(self, step: str, work: Callable[[], Updates]) -> Updates:
        """Do the work; what goes wrong becomes a note on the page, and the rest of the page stays."""
        with contain(step) as incident:
            try:
                return work()
            except CheckbackError as wrong:
                return {self._parts.notice: notice_card("That did not work", [str(wrong)], problem=True)}
        lines = [
            "Try again.",
            f"If it happens again, give this number to the person who runs Checkback: {incident.number}.",
        ]
        return {self._parts.notice: notice_card("That did not work", lines, problem=True)}


def _run_words(run: RunLine) -> str:
    state = {"done": "", "running": ", going on", "stopped": ", stopped"}[run.state]
    return f"{run.when} · {run.cases} cases{state}" + (f", only {run.only}" if run.only else "")


def _to_stop(runs: Sequence[Progress], suite: str) -> Progress | None:
    """The run of this suite that goes on or waits, else the one that goes on."""
    alive = [run for run in runs if not run.is_over]
    return next((run for run in alive if run.suite == suite), alive[0] if alive else None)
