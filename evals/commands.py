"""What the ``checkback eval`` commands do: read, call the steps in turn, print what a person needs to know.

In: arguments as typed. Out: lines on standard output and the exit code. Errors made on purpose rise to the one
edge of the command line and end in exit 2. Knows nothing about how anything is measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import CouldNotMeasure, WrongUse
from assistant.settings import load_settings
from evals.case_types import AnyCase
from evals.compare import Comparison, compare, comparison_lines
from evals.eval_types import Run, Verdict
from evals.paths import EvalPaths, eval_paths
from evals.read_cases import load_cases
from evals.read_suites import Suite, read_suite

FORMATS = ("html", "md", "junit", "csv", "json")
TREND_RUNS = 12
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class RunWish:
    """What ``checkback eval run`` was asked for; one field for each option."""

    suite: str
    baseline: str = ""
    jobs: int = 1
    repeat: int = 1
    resume: str = ""
    run_id: str = ""
    only: str = ""
    limit: int = 0
    half: str = "both"
    formats: tuple[str, ...] = FORMATS
    out: Path | None = None
    allow_known_misses: bool = False
    as_json: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A run with everything a reader wants beside it."""

    run: Run
    suite: Suite
    cases: tuple[AnyCase, ...]
    verdict: Verdict
    comparison: Comparison | None
    baseline: Run | None = None


def run_suite_command(wish: RunWish) -> int:
    """Run, judge, compare, report; the exit code of the verdict."""
    from evals.runner import run_suite

    _refuse_formats(wish.formats)
    settings = load_settings()
    paths = eval_paths(settings)
    suite = read_suite(paths, wish.suite)
    cases = load_cases(paths, suite)
    with _bar(f"Running {suite.name}", quiet=wish.quiet) as progress:
        run = run_suite(
            suite,
            cases,
            paths,
            settings,
            jobs=wish.jobs,
            repeat=wish.repeat,
            resume=wish.resume,
            run_id=wish.run_id,
            only=wish.only,
            limit=wish.limit,
            half=wish.half,
            progress=progress,
            note=None if wish.quiet or wish.as_json else _print,
        )
    judged = judge_run(paths, run, suite, cases, wish.baseline, allow_known_misses=wish.allow_known_misses)
    written = write_run_reports(paths, judged, wish.formats, wish.out)
    _show_judged(judged, written, wish)
    return judged.verdict.code


def judge_run(
    paths: EvalPaths,
    run: Run,
    suite: Suite,
    cases: tuple[AnyCase, ...],
    baseline_name: str = "",
    *,
    allow_known_misses: bool = False,
) -> Judged:
    """Gates and comparison; with ``baseline_name`` "none" nothing is compared."""
    from evals.baselines import read_baseline
    from evals.gates import judge

    wants_baseline = baseline_name != NOTHING
    baseline = read_baseline(paths, baseline_name or suite.name) if wants_baseline else None
    verdict = judge(
        run, suite, cases, baseline, allow_known_misses=allow_known_misses, need_baseline=wants_baseline
    )
    comparison = compare(baseline, run, suite, cases) if baseline and _are_alike(baseline, run) else None
    return Judged(run, suite, cases, verdict, comparison, baseline if comparison else None)


def _are_alike(baseline: Run, run: Run) -> bool:
    """The same suite in the same version; ``judge`` says what to do when they are not."""
    one, two = baseline.manifest, run.manifest
    return (one.suite, one.suite_version) == (two.suite, two.suite_version)


def write_run_reports(
    paths: EvalPaths, judged: Judged, formats: Sequence[str], out: Path | None
) -> tuple[Path, ...]:
    """The reports in the run's own folder and, when asked for, in ``out`` as well."""
    from evals.report import write_reports

    history = _earlier_runs(paths, judged.run)
    folders = [paths.runs / judged.run.manifest.run_id, *([out] if out else [])]
    written: list[Path] = []
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        written += write_reports(
            folder,
            judged.run,
            judged.suite,
            judged.cases,
            judged.verdict,
            judged.comparison,
            formats,
            history,
            judged.baseline,
        )
    return tuple(written)


def _earlier_runs(paths: EvalPaths, run: Run) -> tuple[Run, ...]:
    """Whole runs of the same suite before this one, oldest first, for the trend."""
    from evals.store import list_runs, read_run

    wanted = [
        manifest
        for manifest in list_runs(paths)
        if (manifest.suite, manifest.suite_version) == (run.manifest.suite, run.manifest.suite_version)
        and manifest.status == "done"
        and not manifest.partial
        and manifest.run_id != run.manifest.run_id
        and manifest.started <= run.manifest.started
    ]
    return tuple(read_run(paths, manifest.run_id) for manifest in reversed(wanted[:TREND_RUNS]))


def _show_judged(judged: Judged, written: Sequence[Path], wish: RunWish) -> None:
    if wish.as_json:
        verdict = asdict(judged.verdict)
        _print_json(
            {"run": asdict(judged.run.manifest), "verdict": verdict, "reports": list(map(str, written))}
        )
        return
    if not wish.quiet:
        for gate in judged.verdict.gates:
            _print(f"  {gate.words}")
        if judged.comparison is not None:
            for line in comparison_lines(judged.comparison):
                _print(line)
        _print("")
    _print(judged.verdict.headline)
    for reason in judged.verdict.reasons:
        _print(f"- {reason}")
    html = [path for path in written if path.suffix == ".html"]
    _print(f"Run {judged.run.manifest.run_id}" + (f"; report: {html[-1]}" if html else ""))


def show_suites(as_json: bool) -> None:
    """Each suite with its number of cases, its newest run and whether it has a baseline."""
    from evals.baselines import read_baseline
    from evals.read_suites import list_suites
    from evals.store import list_runs

    paths = eval_paths(load_settings())
    newest = {manifest.suite: manifest for manifest in reversed(list_runs(paths))}
    rows = []
    for suite in list_suites(paths):
        cases = load_cases(paths, suite)
        manifest = newest.get(suite.name)
        rows.append(
            {
                "suite": suite.name,
                "about": suite.about,
                "dev": sum(case.half == "dev" for case in cases),
                "test": sum(case.half == "test" for case in cases),
                "baseline": read_baseline(paths, suite.name) is not None,
                "last_run": manifest.run_id if manifest else None,
            }
        )
    if as_json:
        _print_json({"suites": rows})
        return
    for row in rows:
        _print(f"{row['suite']:<16} {row['test']:>4} test, {row['dev']:>4} dev   {row['about']}")
        if not row["baseline"]:
            _print("                 no baseline yet")
        if row["last_run"]:
            _print(f"                 last run: {row['last_run']}")


def compare_command(before: str, after: str, as_json: bool) -> int:
    """Compare two runs; 1 when something that must not change did."""
    paths = eval_paths(load_settings())
    first, second = _two_runs(paths, before, after)
    suite = read_suite(paths, second.manifest.suite)
    comparison = compare(first, second, suite, load_cases(paths, suite))
    if as_json:
        _print_json(asdict(comparison))
    else:
        for line in comparison_lines(comparison):
            _print(line)
    return 1 if comparison.blocks else 0


def _two_runs(paths: EvalPaths, before: str, after: str) -> tuple[Run, Run]:
    """Both runs; "baseline" is the baseline of the other one's suite."""
    if before == after == "baseline":
        raise WrongUse("Compare the baseline with a run: checkback eval compare baseline last:core")
    if before == "baseline":
        second = _a_run(paths, after)
        return _baseline_of(paths, second.manifest.suite), second
    first = _a_run(paths, before)
    return first, _baseline_of(paths, first.manifest.suite) if after == "baseline" else _a_run(paths, after)


def _a_run(paths: EvalPaths, name: str) -> Run:
    from evals.store import read_run

    return read_run(paths, name)


def _baseline_of(paths: EvalPaths, suite: str) -> Run:
    from evals.baselines import read_baseline

    baseline = read_baseline(paths, suite)
    if baseline is None:
        raise CouldNotMeasure(
            f"The suite {suite} has no baseline. Make one of a good run: checkback eval accept last:{suite}"
        )
    return baseline


def accept_command(run_name: str, name: str) -> None:
    """Write the baseline and say where it stands."""
    from evals.baselines import accept

    paths = eval_paths(load_settings())
    run = _a_run(paths, run_name)
    path = accept(paths, run, read_suite(paths, run.manifest.suite), name)
    _print(f"Run {run.manifest.run_id} is now the baseline of {run.manifest.suite}: {path}")
    _print("Read what changed in that file before you keep it.")


def explain_command(run_name: str, case_id: str) -> None:
    """One case in plain words."""
    from evals.baselines import read_baseline
    from evals.explain import explain

    paths = eval_paths(load_settings())
    run = _a_run(paths, run_name)
    suite = read_suite(paths, run.manifest.suite)
    case = next((case for case in load_cases(paths, suite) if case.id == case_id), None)
    _print(explain(run, case_id, suite, case, read_baseline(paths, suite.name)))


def new_case_command(suite: str) -> None:
    """Ask for a case and write its file."""
    from evals.new_case import ask_for_case

    path = ask_for_case(eval_paths(load_settings()), suite, _ask, _print)
    _print(f"The case is written: {path}")
    _print("Check it, then run it: checkback eval lint; checkback eval run " + suite)


def lint_command(suites: Sequence[str], as_json: bool) -> int:
    """Every problem of every case; 1 when there is one."""
    from evals.lint import lint

    settings = load_settings()
    report = lint(eval_paths(settings), settings, tuple(suites))
    if as_json:
        _print_json({"problems": [asdict(p) for p in report.problems], "notes": list(report.notes)})
        return 1 if report.problems else 0
    for problem in report.problems:
        _print(str(problem))
    for note in report.notes:
        _print(f"note: {note}")
    _print(f"{len(report.problems)} problems" if report.problems else "Every case keeps the rules.")
    return 1 if report.problems else 0


def _refuse_formats(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise WrongUse(f"--format does not know {', '.join(unknown)}. Use: {', '.join(FORMATS)}")


@contextmanager
def _bar(message: str, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(message, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        raise WrongUse("The case is not finished, so nothing was written. Start again when ready.") from None


def _print(line: str) -> None:
    print(line)  # noqa: T201


def _print_json(value: object) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=2, default=list))
