"""The commands behind ``checkback``: each reads its input, calls one step and prints what came out.

In: arguments as typed. Out: text or JSON on standard output. Errors rise to the one edge in ``command_line``.
Heavy parts are imported where they are used, so that a light command stays quick.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from assistant.call_types import Alert, CallReply, Passage
from assistant.errors import WrongUse
from assistant.package_data import knowledge_base_dir
from assistant.settings import load_settings
from assistant.terminal.loading import loading, progress_bar
from assistant.terminal.reading import read_words, run_json_lines
from assistant.terminal.show import alert_lines, reply_lines, resource_lines

if TYPE_CHECKING:
    from assistant.answer_call import Assistant
    from assistant.knowledge.passages import Kind

_KINDS: dict[str, Kind] = {"topics": "topic", "documents": "document", "resources": "resource"}
_LINE_FACTS = {"state": "state", "zip": "zip_code", "age": "age", "language": "language"}


def ask_once(text: str, as_json: bool, jsonl: bool, local_facts: dict[str, Any]) -> None:
    """One turn, or one turn for each JSON line."""
    words = "" if jsonl else read_words(text)
    if not jsonl:
        _refuse_before_loading(words)
    assistant = _open_assistant()
    if jsonl:
        _exit(run_json_lines(text, lambda said, line: _reply_to_line(assistant, said, line, local_facts)))
    if as_json:
        _print_json(assistant.reply(words, **local_facts).as_dict())
        return
    _print_steps(assistant.stream(words, **local_facts))


def chat() -> None:
    """A conversation: one call, forgotten at its end."""
    from assistant.call_types import Said
    from assistant.calls.call import Call
    from assistant.errors import CheckbackError

    call = Call(_open_assistant())
    _print("What did the patient say? An empty line ends the call; nothing is kept.")
    try:
        while words := _prompt():
            try:
                _print_steps(call.stream(Said(words)))
            except CheckbackError as error:
                _print(f"{error}")
    finally:
        call.end()


def search(query: str, k: int, kinds: str, as_json: bool, jsonl: bool) -> None:
    """Find topics and listings for one query, or for each JSON line."""
    wanted = _wanted_kinds(kinds)
    words = "" if jsonl else read_words(query)
    if not jsonl and not words.strip():
        raise WrongUse('The query is empty. Say what to look for, for example: checkback search "heat bill"')
    from assistant.knowledge import Library

    with loading("Loading the library ..."):
        library = Library.open(load_settings())

    def work(text: str, _line: dict[str, Any] | None = None) -> dict[str, Any]:
        return {"hits": [_hit(passage) for passage in library.search(text, k, wanted)]}

    if jsonl:
        _exit(run_json_lines(query, work))
    hits = work(words)
    if as_json:
        _print_json(hits)
        return
    for hit in hits["hits"]:
        _print(
            f"{hit['score']:.3f}  {hit['id']}  {hit['title']}\n       {hit['text']}\n       {hit['source']}"
        )


def build_library() -> None:
    """Build the index with a progress bar."""
    from assistant.knowledge import build_library as build

    with loading("Loading the search model ..."):
        from assistant.knowledge.embedding import SentenceEncoder

        settings = load_settings()
        encoder = SentenceEncoder(settings.embedding_model)
    with progress_bar("Building the library") as progress:
        folder, count = build(settings, encoder, progress)
    _print(f"The library is built: {count} passages, version {folder.name}.")


def list_topics(as_json: bool) -> None:
    """Topics with their group, title and review."""
    from assistant.knowledge.topics import load_topics

    topics = load_topics(knowledge_base_dir() / "topics").values()
    rows = [
        {
            "id": topic.id,
            "group": topic.group,
            "title": topic.title,
            "priority": topic.priority,
            "review_by": topic.review_by.isoformat(),
            "reviewed": topic.reviewed_words,
        }
        for topic in topics
    ]
    if as_json:
        _print_json({"topics": rows})
        return
    for row in rows:
        _print(
            f"{row['group']:<12} {row['id']:<36} {row['title']}  "
            f"({row['reviewed']}, review by {row['review_by']})"
        )


def check_content(paths: Sequence[Path], as_json: bool) -> None:
    """Run the content linter; exit 1 when it finds something."""
    from assistant.knowledge.check import check_library

    for path in paths:
        if not path.is_file():
            raise WrongUse(f"There is no file {path}. Give topic files, or none to check everything.")
    problems = check_library(knowledge_base_dir(), load_settings().day(), paths)
    if as_json:
        _print_json({"problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            _print(str(problem))
        _print(f"{len(problems)} problems found." if problems else "No problem found.")
    _exit(1 if problems else 0)


def show_stats(as_json: bool) -> None:
    """Counts, and what is due for review."""
    from assistant.knowledge.stats import library_stats

    stats = library_stats(load_settings())
    if as_json:
        _print_json(stats)
        return
    for name, value in stats.items():
        _print(f"{name.replace('_', ' ')}: {value}")


def find_resources(need: str, k: int, local_facts: dict[str, Any], as_json: bool) -> None:
    """Listings for a need, local ones first, those that do not serve the place left out."""
    from assistant.knowledge import Library
    from assistant.knowledge.match_resources import match_resources

    settings = load_settings()
    with loading("Loading the library ..."):
        library = Library.open(settings)
    matches = match_resources(
        library, need, k, local_facts["state"], local_facts["zip_code"], settings.timezone
    )
    if as_json:
        _print_json({"resources": [asdict(match) for match in matches]})
        return
    for match in matches:
        for line in resource_lines(match):
            _print(line)


def print_findings(findings: Sequence[Any], as_json: bool) -> None:
    """Print what doctor found; exit 1 when a check failed."""
    if as_json:
        _print_json({"checks": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            mark = "ok  " if finding.ok else "FAIL"
            _print(
                f"{mark} {finding.name}: {finding.detail}" + ("" if finding.ok else f"  ->  {finding.remedy}")
            )
    _exit(0 if all(finding.ok for finding in findings) else 1)


def _open_assistant() -> Assistant:
    with loading("Loading models, a few seconds ..."):
        from assistant.answer_call import Assistant

        return Assistant.open(load_settings())


def _refuse_before_loading(words: str) -> None:
    """An unusable turn is refused at once, its red flags first."""
    from assistant.input_gate import refuse_unusable

    try:
        refuse_unusable(words)
    except WrongUse:
        if words.strip():
            from assistant.safety import find_red_flags_by_rules

            for line in alert_lines(find_red_flags_by_rules(words)):
                print(line, file=sys.stderr)  # noqa: T201
        raise


def _reply_to_line(
    assistant: Assistant, said: str, line: dict[str, Any], local_facts: dict[str, Any]
) -> dict[str, Any]:
    own = {field: line[name] for name, field in _LINE_FACTS.items() if name in line}
    return assistant.reply(said, **{**local_facts, **own}).as_dict()


def _print_steps(steps: Iterable[tuple[Alert, ...] | CallReply]) -> None:
    """Alerts as they come, each once, then the reply."""
    shown: tuple[Alert, ...] = ()
    for step in steps:
        if isinstance(step, CallReply):
            lines = reply_lines(step)
        else:
            lines = alert_lines(tuple(alert for alert in step if alert not in shown))
            shown = step
        for line in lines:
            _print(line)
        sys.stdout.flush()


def _hit(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "title": passage.title,
        "score": passage.score,
        "text": passage.text,
        "source": passage.source,
    }


def _wanted_kinds(names: str) -> tuple[Kind, ...]:
    unknown = [name for name in names.split(",") if name not in _KINDS]
    if unknown:
        raise WrongUse(
            f"--in does not know {', '.join(unknown)}. "
            "Use topics, documents or resources, with commas between."
        )
    return tuple(_KINDS[name] for name in names.split(","))


def _prompt() -> str:
    try:
        return input("> ").strip()
    except EOFError:
        return ""


def _print(line: str) -> None:
    print(line)  # noqa: T201


def _print_json(value: object) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=2))


def _exit(code: int) -> None:
    raise typer.Exit(code)
