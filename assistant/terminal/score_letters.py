"""The command ``checkback score``: how hard letters, leaflets and scripts are, and what to mend first.

In: files, folders or ``-``. Out: for one short text its reading, for letters their findings, the hardest first;
or JSON, JSON lines, CSV. A file that cannot be read is told on standard error and loses no other.
Figures come from the steps below; knows nothing about how they are made. Writes no file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from assistant.errors import CheckbackError, WrongUse
from assistant.terminal.loading import progress_bar
from assistant.terminal.reading import read_source, run_json_lines
from assistant.terminal.show_letter import brief_letter_lines, letter_lines, script_lines

if TYPE_CHECKING:
    from assistant.knowledge.documents import Document
    from assistant.plain_language.letter_report import LetterFindings

_SHOWN_IN_FULL = 5
_LOCK_FILES = ("~$", ".")  # Word's own lock files and hidden files are no letters


@dataclass
class _Pile:
    """What came out of all files: findings, notes and what could not be read, each in order."""

    findings: list[LetterFindings] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def score(sources: Sequence[str], as_json: bool, jsonl: bool, as_csv: bool) -> None:
    """Reading level, jargon and the sentences that cost most, of one text or of many letters."""
    _refuse_clashes(sources, as_json=as_json, jsonl=jsonl, as_csv=as_csv)
    if jsonl:
        raise typer.Exit(run_json_lines(sources[0], lambda text, _line: _reading(text)))
    single = _read_single(sources)
    if single and not as_csv:
        _show_single(single, as_json=as_json)
        return
    pile = _Pile()
    if single:
        _add(pile, single)
    else:
        _score_files(pile, list(_files(sources)))
    for line in (*pile.notes, *pile.errors):
        print(f"checkback: {line}", file=sys.stderr)  # noqa: T201
    _show_pile(pile, as_json=as_json, as_csv=as_csv)
    if pile.errors:
        raise typer.Exit(1)


def _refuse_clashes(sources: Sequence[str], **chosen: bool) -> None:
    if sum(chosen.values()) > 1:
        raise WrongUse("Choose one of --json, --jsonl and --csv.")
    if len(sources) > 1 and (chosen["jsonl"] or "-" in sources):
        raise WrongUse("Standard input (-) and --jsonl take one source. Give files alone, or - alone.")


def _reading(text: str) -> dict[str, Any]:
    from assistant.plain_language import explain_reading

    return asdict(explain_reading(text))


def _read_single(sources: Sequence[str]) -> Document | None:
    """The one text given, or None when there are many: several sources, a folder, a table of letters."""
    from assistant.knowledge.documents import Document

    if len(sources) > 1 or (sources[0] != "-" and Path(sources[0]).is_dir()):
        return None
    if sources[0] == "-":
        return Document("standard input", read_source("-"))
    if Path(sources[0]).suffix.lower() == ".csv":
        return None
    (document,) = _read_file(Path(sources[0]))
    return document


def _read_file(path: Path) -> tuple[Document, ...]:
    from assistant.knowledge.documents import MAX_BYTES, read_documents

    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise WrongUse(f"There is no file {path}. Give files or folders, or - for standard input.") from None
    except OSError as error:
        raise WrongUse(f"The file {path} cannot be read: {error.strerror}.") from None
    return read_documents(str(path), content)


def _files(sources: Iterable[str]) -> Iterator[Path]:
    """The files named, and those of the kinds we read in the folders named; raises WrongUse for an empty one."""
    from assistant.knowledge.documents import KINDS

    for source in sources:
        path = Path(source)
        if not path.is_dir():
            yield path
            continue
        found = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in KINDS and file.is_file() and not file.name.startswith(_LOCK_FILES)
        )
        if not found:
            raise WrongUse(f"There is no letter in the folder {source}. It reads: {' '.join(KINDS)}.")
        yield from found


def _score_files(pile: _Pile, paths: Sequence[Path]) -> None:
    """Read and score each file; what cannot be used is noted and loses no other."""
    with progress_bar("Reading letters") as progress:
        for done, path in enumerate(paths):
            progress(done, len(paths))
            try:
                documents = _read_file(path)
            except CheckbackError as error:
                if len(paths) == 1:
                    raise
                pile.errors.append(str(error))
                continue
            for document in documents:
                _add(pile, document)


def _add(pile: _Pile, document: Document) -> None:
    from assistant.plain_language.letter_report import score_letter

    try:
        pile.findings.append(score_letter(document.name, document.text))
    except WrongUse as error:
        pile.errors.append(str(error))
    if document.note:
        pile.notes.append(f"{document.name}: {document.note}")


def _show_single(document: Document, *, as_json: bool) -> None:
    """One text: its reading as a script; a longer one as a letter."""
    from assistant.plain_language.letter_report import score_letter
    from assistant.plain_language.reading_level import MAX_WORDS

    if document.note:
        print(f"checkback: {document.name}: {document.note}", file=sys.stderr)  # noqa: T201
    report = _reading(document.text)
    reading = report["reading"]
    if as_json:
        _print_json(report)
    elif reading["words"] > MAX_WORDS:
        _print_lines(letter_lines(score_letter(document.name, document.text)))
    else:
        _print_lines(script_lines(reading, report["reasons"]))


def _show_pile(pile: _Pile, *, as_json: bool, as_csv: bool) -> None:
    from assistant.plain_language.letter_report import letters_csv, summary_words

    summary = summary_words(pile.findings)
    if as_csv:
        sys.stdout.write(letters_csv(pile.findings))
    elif as_json:
        letters = [asdict(each) for each in pile.findings]
        _print_json({"letters": letters, "summary": summary, "not_read": pile.errors})
    else:
        lines = letter_lines if len(pile.findings) <= _SHOWN_IN_FULL else brief_letter_lines
        for each in sorted(pile.findings, key=lambda findings: -findings.fkgl):
            _print_lines((*lines(each), ""))
        left = f" {len(pile.errors)} could not be used; see above." if pile.errors else ""
        more = " All findings: --csv or --json." if lines is brief_letter_lines else ""
        _print_lines([summary + left + more])


def _print_json(value: Any) -> None:
    _print_lines([json.dumps(value, ensure_ascii=False, indent=2)])


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
