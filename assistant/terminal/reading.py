"""Read what the user gave the command line, and say plainly when it cannot be read.

In: a file name or ``-``. Out: text, or JSON lines one at a time, each with its own error.
Nothing is cut and nothing is stored. Knows nothing about commands.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.errors import CheckbackError, WrongUse

MAX_LINE_CHARACTERS = 2_000_000
_PLAIN = "Save it as plain UTF-8 text and try again."


def read_words(argument: str) -> str:
    """The argument itself, or standard input for ``-``; raises WrongUse for what is not text."""
    return _decode(_standard_input(), "Standard input") if argument == "-" else argument


def read_source(source: str) -> str:
    """The text of a file, or of standard input for ``-``; raises WrongUse for what is not text."""
    if source == "-":
        return _refuse_empty(_decode(_standard_input(), "Standard input"), "Standard input")
    path = Path(source)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise WrongUse(f"There is no file {source}. Give a text file, or - for standard input.") from None
    except OSError as error:
        raise WrongUse(f"The file {source} cannot be read: {error.strerror}.") from None
    return _refuse_empty(_decode(content, f"The file {source}"), f"The file {source}")


def read_lines(source: str) -> Iterator[bytes]:
    """The lines of a JSONL file or of standard input."""
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as file:
            yield from file
    except OSError as error:
        raise WrongUse(
            f"The file {source} cannot be read: {error.strerror}. Give a file, or - for standard input."
        ) from None


def run_json_lines(source: str, work: Callable[[str, dict[str, Any]], dict[str, Any]]) -> int:
    """Print one JSON object a line, in order; a bad line gives its error and loses no other line.

    Returns the exit code: 0, or 1 when a line could not be used. ``work`` gets the text and the whole line.
    """
    failed = 0
    for line in read_lines(source):
        if not line.strip():
            continue
        line_id: object = None
        try:
            item = parse_line(line)
            line_id = item.get("id")
            result = {"id": line_id, **work(text_of(item), item)}
        except CheckbackError as error:
            failed += 1
            result = {"id": line_id, "error": str(error)}
        print(json.dumps(result, ensure_ascii=False), flush=True)  # noqa: T201
    return 1 if failed else 0


def parse_line(line: bytes) -> dict[str, Any]:
    """The object on one line; raises WrongUse for what is none."""
    if len(line) > MAX_LINE_CHARACTERS:
        raise WrongUse(f"The line is too long; at most {MAX_LINE_CHARACTERS:,} bytes. Split the text.")
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        raise WrongUse(
            'The line is not a JSON object. Each line must look like {"id": "1", "text": "..."}.'
        ) from None
    if not isinstance(item, dict):
        raise WrongUse('The line is not a JSON object. Each line must look like {"id": "1", "text": "..."}.')
    return item


def text_of(item: dict[str, Any]) -> str:
    """The text in the object of one line; raises WrongUse when there is none to work on."""
    text = item.get("text")
    if not isinstance(text, str):
        raise WrongUse('The line has no "text". Each line must look like {"id": "1", "text": "..."}.')
    _refuse_nul(text, "The text")
    return text


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        print("Type or paste the words, then press Ctrl+D.", file=sys.stderr)  # noqa: T201
    return sys.stdin.buffer.read()


def _decode(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(f"{name} is not UTF-8 text (byte {error.start + 1}). {_PLAIN}") from None
    _refuse_nul(text, name)
    return text


def _refuse_nul(text: str, name: str) -> None:
    if "\x00" in text:
        raise WrongUse(f"{name} holds NUL bytes, so it is not plain text. {_PLAIN}")


def _refuse_empty(text: str, name: str) -> str:
    if not text.strip():
        raise WrongUse(f"{name} is empty. Give a text to work on.")
    return text
