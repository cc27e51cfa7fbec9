"""The process that reads runs for the Quality page: ``python -m assistant.web.quality_reader``.

In: questions on standard input. Out: the types of ``quality_types`` as JSON on standard output. Everything of the
evaluation suite that takes time happens here, at the lowest priority, and not in the process of the live calls.
Knows nothing about pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.web.low_priority import answer_questions
from assistant.web.quality_types import Overview, RunLine, RunState, SuiteChoice, TopicName

if TYPE_CHECKING:
    from assistant.redaction import Redactor
    from evals.eval_types import Manifest
    from evals.paths import EvalPaths


@cache
def _paths() -> EvalPaths:
    from assistant.settings import load_settings
    from evals.paths import eval_paths

    return eval_paths(load_settings())


@cache
def _redactor() -> Redactor:
    """Loaded for the first case that is saved: no case may hold who a real person is."""
    from assistant.redaction import Redactor

    return Redactor()


def overview() -> dict[str, Any]:
    """Suites and runs, the newest run first."""
    from evals.read_suites import list_suites
    from evals.store import list_runs

    suites = tuple(SuiteChoice(suite.name, suite.about) for suite in list_suites(_paths()))
    return asdict(Overview(suites, tuple(map(run_line, list_runs(_paths())))))


def run_line(manifest: Manifest) -> RunLine:
    """A run as it stands in the list."""
    from evals.report.words import date_words

    states: dict[str, RunState] = {"done": "done", "running": "running" if _is_alive(manifest) else "stopped"}
    return RunLine(
        run_id=manifest.run_id,
        suite=manifest.suite,
        when=date_words(manifest.started),
        state=states.get(manifest.status, "stopped"),
        cases=len(manifest.case_hashes),
        only=manifest.partial,
    )


def _is_alive(manifest: Manifest) -> bool:
    """Whether some process still works on this run."""
    from evals.store import is_alive

    return is_alive(_paths(), manifest.run_id)


def show(run_id: str) -> dict[str, Any]:
    """One run, judged against the baseline of its suite."""
    from assistant.web.judged_run import run_view
    from evals.commands import judge_run
    from evals.read_cases import load_cases
    from evals.read_suites import read_suite
    from evals.store import read_run

    run = read_run(_paths(), run_id)
    suite = read_suite(_paths(), run.manifest.suite)
    judged = judge_run(_paths(), run, suite, load_cases(_paths(), suite))
    folder = _paths().runs / run_id
    files = tuple(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ()
    return asdict(run_view(judged, run_line(run.manifest), files))


def accept(run_id: str) -> str:
    """Make a run the baseline of its suite."""
    from evals.baselines import accept as accept_run
    from evals.read_suites import read_suite
    from evals.store import read_run

    run = read_run(_paths(), run_id)
    path = accept_run(_paths(), run, read_suite(_paths(), run.manifest.suite))
    return (
        f"This run is now the baseline of {run.manifest.suite}. Later runs are compared with it. "
        f"The file is {path.parent.name}/{path.name}; have someone read what changed in it."
    )


def topics() -> list[dict[str, str]]:
    """Id and title of every topic of the library."""
    from assistant.knowledge.topics import load_topics
    from assistant.package_data import knowledge_base_dir

    found = load_topics(knowledge_base_dir() / "topics")
    return [asdict(TopicName(topic.id, topic.title)) for _, topic in sorted(found.items())]


def add_case(suite: str, half: str, fields: Mapping[str, object]) -> str:
    """Write a case; the words say where it stands."""
    from evals.new_case import save_case
    from evals.read_suites import read_suite

    path = save_case(_paths(), read_suite(_paths(), suite), half, fields, redactor=_redactor())
    return f"{path.parent.parent.name}/{path.parent.name}/{path.name}"


ANSWERS = {"overview": overview, "show": show, "accept": accept, "topics": topics, "add_case": add_case}

if __name__ == "__main__":
    answer_questions(ANSWERS)
