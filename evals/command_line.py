"""The ``checkback eval`` commands: each is a few lines that call a step in ``evals.commands``.

In: arguments. Out: plain lines or JSON on standard output. Exit 0 every gate met, 1 measured and not good
enough, 2 could not be measured. Imports nothing heavy at the top, so that ``--help`` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

eval_app = typer.Typer(
    help="For QA staff: run suites of cases, read what they show, compare with last time.",
    no_args_is_help=True,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
SuiteName = Annotated[str, typer.Argument(metavar="SUITE", help="A suite; see: checkback eval list")]
RunName = Annotated[str, typer.Argument(metavar="RUN", help="A run: its name, last, last:SUITE or baseline.")]


@eval_app.command("list", epilog="Example: checkback eval list")
def list_suites(as_json: Json = False) -> None:
    """The suites, and the newest run of each."""
    from evals.commands import show_suites

    show_suites(as_json)


@eval_app.command("run", epilog="Example: checkback eval run smoke")
def run(
    suite: SuiteName,
    baseline: Annotated[str, typer.Option(help="Compare with this baseline; none: with nothing.")] = "",
    jobs: Annotated[int, typer.Option(min=1, max=16, help="Workers side by side.")] = 1,
    repeat: Annotated[int, typer.Option(min=1, max=20, help="Run each case so often.")] = 1,
    resume: Annotated[str, typer.Option(help="Go on with a run that was stopped.")] = "",
    only: Annotated[str, typer.Option(help="Only cases with, for example: group=insurance or tag=hf")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Only the first N cases.")] = 0,
    half: Annotated[str, typer.Option(help="both, test or dev. Gates look at the test half.")] = "both",
    formats: Annotated[
        str, typer.Option("--format", help="Reports to write: html,md,junit,csv,json")
    ] = "html,md,junit,csv,json",
    out: Annotated[Path | None, typer.Option(help="Also write the reports into this folder.")] = None,
    allow_known_misses: Annotated[
        bool,
        typer.Option(help="Do not fail on a gate that the baseline missed too, while it gets no worse."),
    ] = False,
    as_json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the verdict only.")] = False,
    run_id: Annotated[str, typer.Option("--run-id", hidden=True)] = "",
) -> None:
    """Run a suite, judge it by its gates, compare it with its baseline and write the reports."""
    from evals.commands import RunWish, run_suite_command

    wish = RunWish(
        suite=suite,
        baseline=baseline,
        jobs=jobs,
        repeat=repeat,
        resume=resume,
        run_id=run_id,
        only=only,
        limit=limit,
        half=half,
        formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
        out=out,
        allow_known_misses=allow_known_misses,
        as_json=as_json,
        quiet=quiet,
    )
    raise typer.Exit(run_suite_command(wish))


@eval_app.command("compare", epilog="Example: checkback eval compare baseline last:core")
def compare(before: RunName, after: RunName, as_json: Json = False) -> None:
    """What changed from one run to another: content first, then what newly fails, with both texts."""
    from evals.commands import compare_command

    raise typer.Exit(compare_command(before, after, as_json))


@eval_app.command("accept", epilog="Example: checkback eval accept last:core")
def accept(
    run_name: RunName,
    name: Annotated[
        str, typer.Option("--as", help="Name of the baseline; the suite's name if left out.")
    ] = "",
) -> None:
    """Make a run the baseline that later runs are compared with; review the changed file like code."""
    from evals.commands import accept_command

    accept_command(run_name, name)


@eval_app.command("explain", epilog="Example: checkback eval explain last:core renewal-form-late")
def explain(run_name: RunName, case: Annotated[str, typer.Argument(help="The id of a case.")]) -> None:
    """One case of a run: what was said, what came out, and why each score is what it is."""
    from evals.commands import explain_command

    explain_command(run_name, case)


@eval_app.command("new-case", epilog="Example: checkback eval new-case core")
def new_case(suite: SuiteName = "core") -> None:
    """Write a new case: answer a few questions."""
    from evals.commands import new_case_command

    new_case_command(suite)


@eval_app.command("lint", epilog="Example: checkback eval lint core")
def lint(
    suites: Annotated[list[str] | None, typer.Argument(metavar="[SUITES]", help="Only these suites.")] = None,
    as_json: Json = False,
) -> None:
    """Check every case: its form, its references, no real identity, no wording shared by both halves."""
    from evals.commands import lint_command

    raise typer.Exit(lint_command(suites or [], as_json))
