"""The ``checkback`` command: each command is a few lines that call a step.

In: arguments, files and standard input. Out: plain lines or JSON on standard output; errors as one plain
line on standard error. Exit 0 done, 1 the thing checked failed, 2 wrong use or broken input.
Imports nothing heavy at the top, so that ``--help`` answers at once; models load with a progress line.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant.errors import CheckbackError
from evals.command_line import eval_app

app = typer.Typer(
    name="checkback",
    help="During a patient call: words to read aloud, questions that check understanding, places that help.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
library_app = typer.Typer(
    help="The knowledge base: build its index, check its content.", no_args_is_help=True
)
resources_app = typer.Typer(help="Places that may help.", no_args_is_help=True)
app.add_typer(library_app, name="library")
app.add_typer(resources_app, name="resources")
app.add_typer(eval_app, name="eval")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="Read one JSON object a line, write one a line.")]
TextOrDash = Annotated[str, typer.Argument(metavar="TEXT|-", help="The words, or - for standard input.")]
FileOrDash = Annotated[str, typer.Argument(metavar="FILE|-", help="A text file, or - for standard input.")]
HitCount = Annotated[int, typer.Option("-k", min=1, max=100, help="How many hits.")]


@app.command(epilog='Example: checkback ask "whats this deductable thing" --json')
def ask(
    text: TextOrDash = "-",
    as_json: Json = False,
    jsonl: JsonLines = False,
    state: Annotated[str, typer.Option(help="Two-letter state, to choose places.")] = "",
    zip_code: Annotated[str, typer.Option("--zip", help="Five digits, to choose places.")] = "",
    age: Annotated[int | None, typer.Option(min=0, max=130, help="Age in years.")] = None,
    language: Annotated[str, typer.Option(help="Language of the patient.")] = "en",
) -> None:
    """One turn: what the patient said in, what to say back out."""
    from assistant.terminal.commands import ask_once

    ask_once(text, as_json, jsonl, _local_facts(state, zip_code, age, language))


@app.command(epilog="Example: checkback chat")
def chat() -> None:
    """A conversation in the terminal; an empty line ends it and everything is forgotten."""
    from assistant.terminal.commands import chat as run_chat

    run_chat()


@app.command(
    epilog="Example: checkback redact notes/ letter.docx --to redacted/ --workers 2 --report counts.csv"
)
def redact(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|FOLDER|-",
            help="Files (.txt .md .csv .docx .pdf), folders, or - for standard input.",
        ),
    ] = None,
    as_json: Json = False,
    jsonl: JsonLines = False,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where new files are to stand; needed for more than one."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes work side by side.")] = 1,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files of an earlier run.")] = False,
    keep_names: Annotated[
        bool, typer.Option("--keep-names", help="The names of the files identify nobody: keep them.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the counts to a .json or .csv file, too.")
    ] = None,
) -> None:
    """Take names, numbers, dates and places that identify a person out of texts and files.

    One text goes to standard output. With --to, each file becomes a new one of the same kind (a .pdf becomes
    .txt); a .docx loses its comments, tracked changes, properties, links and pictures. Counts by kind are told
    at the end.

    The name of a file can be a patient's. A new file keeps it only when it is made of plain words and short
    numbers, as in "discharge note 2"; else it is called redacted-0001 and so on, in the order of the files.
    Which is which is shown on a terminal only.

    Exit 1: a file or line could not be redacted, or was masked whole because redaction did not finish.
    """
    from assistant.terminal.redaction.command import Options
    from assistant.terminal.redaction.command import redact as run_redact

    run_redact(sources or ["-"], Options(as_json, jsonl, to, workers, overwrite, keep_names, report))


@app.command(epilog='Example: checkback search "help with heat bill" -k 3 --in topics,resources')
def search(
    query: TextOrDash = "-",
    k: HitCount = 5,
    kinds: Annotated[str, typer.Option("--in", help="topics, documents, resources.")] = "topics",
    as_json: Json = False,
    jsonl: JsonLines = False,
) -> None:
    """Find topics and listings."""
    from assistant.terminal.commands import search as run_search

    run_search(query, k, kinds, as_json, jsonl)


@app.command(epilog="Example: checkback score letter.docx leaflets/ --csv > letters.csv")
def score(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|FOLDER|-",
            help="Letters (.txt .md .docx .pdf .csv), folders, or - for standard input.",
        ),
    ] = None,
    as_json: Json = False,
    jsonl: JsonLines = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
) -> None:
    """Reading level, jargon and the hardest sentences of any text or of many letters."""
    from assistant.terminal.score_letters import score as run_score

    run_score(sources or ["-"], as_json, jsonl, as_csv)


@app.command(epilog="Example: checkback serve --port 8000")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 picks a free one.")] = -1,
) -> None:
    """Open the app for the browser, on this computer only."""
    import os

    from assistant.settings import load_settings
    from assistant.web.server import serve as run_server

    chosen: dict[str, object] = {}
    if host:
        chosen["host"] = host
    if port >= 0:
        chosen["port"] = port
    run_server(load_settings(os.environ, **chosen))


@app.command(epilog="Example: checkback doctor")
def doctor(as_json: Json = False) -> None:
    """Check the installation: what is missing, and how to mend it."""
    from assistant.doctor import examine
    from assistant.settings import load_settings
    from assistant.terminal.commands import print_findings

    print_findings(examine(load_settings()), as_json)


@library_app.command("build", epilog="Example: checkback library build")
def library_build() -> None:
    """Build the search index from the knowledge base."""
    from assistant.terminal.commands import build_library

    build_library()


@library_app.command("list", epilog="Example: checkback library list --json")
def library_list(as_json: Json = False) -> None:
    """List the topics."""
    from assistant.terminal.commands import list_topics

    list_topics(as_json)


@library_app.command(
    "check", epilog="Example: checkback library check knowledge_base/topics/safety/poison-help.md"
)
def library_check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]", help="Only these topic files.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check every topic, fact and listing against the rules of content."""
    from assistant.terminal.commands import check_content

    check_content(paths or [], as_json)


@library_app.command("stats", epilog="Example: checkback library stats")
def library_stats(as_json: Json = False) -> None:
    """Counts of topics, facts and listings, and what is due for review."""
    from assistant.terminal.commands import show_stats

    show_stats(as_json)


@resources_app.command("find", epilog='Example: checkback resources find "ride to dialysis" --state OH')
def resources_find(
    need: Annotated[list[str], typer.Argument(help="What is needed, in plain words.")],
    k: HitCount = 5,
    state: Annotated[str, typer.Option(help="Two-letter state.")] = "",
    zip_code: Annotated[str, typer.Option("--zip", help="Five digits.")] = "",
    as_json: Json = False,
) -> None:
    """Find places that may help with a need."""
    from assistant.terminal.commands import find_resources

    find_resources(" ".join(need), k, _local_facts(state, zip_code, None, "en"), as_json)


def _local_facts(state: str, zip_code: str, age: int | None, language: str) -> dict[str, object]:
    from assistant.errors import WrongUse

    if state and not (len(state) == 2 and state.isalpha()):  # noqa: PLR2004
        raise WrongUse("--state takes two letters, for example: --state OH")
    if zip_code and not (len(zip_code) == 5 and zip_code.isdigit()):  # noqa: PLR2004
        raise WrongUse("--zip takes five digits, for example: --zip 43004")
    return {"state": state.upper() or None, "zip_code": zip_code or None, "age": age, "language": language}


def main() -> NoReturn:
    """Run the command line; every error on purpose becomes one plain line and exit 2."""
    try:
        code = app(standalone_mode=False) or 0
    except typer.Exit as done:
        code = done.exit_code
    except typer.Abort:
        code = _fail("Stopped.")
    except CheckbackError as error:
        code = _fail(str(error))
    except typer.TyperException as error:
        code = _fail(f"{error.format_message()} See: checkback --help")
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:  # noqa: BLE001 - the one edge: class and step only, since a message may hold words said
        code = _fail(
            f"Something went wrong in {_step_of(error)} ({type(error).__name__}). Run: checkback doctor"
        )
    sys.exit(code)


def _fail(message: str) -> int:
    print(f"checkback: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201
    return 2


def _step_of(error: BaseException) -> str:
    traceback, step = error.__traceback__, "start-up"
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "")
        step = module if module.startswith(("assistant", "evals")) else step
        traceback = traceback.tb_next
    return step


if __name__ == "__main__":
    main()
