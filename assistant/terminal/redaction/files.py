"""``checkback redact ... --to FOLDER``: many files, each redacted into a new one.

In: files and folders. Out: new files in another folder, and a report; a file that cannot be used is told and
loses no other. The name of a file can be a patient's: the new file keeps it only when every word of it is a
plain word that nobody is called, else it is numbered, and only a terminal is shown which is which.
Knows nothing about kinds of files, or about how identifiers are found.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import WrongUse
from assistant.redaction.fail_closed import mask_unknown
from assistant.redaction.word_lists import words_that_are_names_too
from assistant.terminal.loading import progress_bar
from assistant.terminal.redaction.one_file import KINDS, Job, Outcome, redact_file, written_as
from assistant.terminal.redaction.report import Entry
from assistant.terminal.redaction.tool import open_redactor, results_of
from assistant.terminal.redaction.workers import Work
from assistant.terminal.redaction.write import write_file

_NOT_LETTERS = (  # Word's own lock files and hidden files
    "~$",
    ".",
)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_SHORT_NUMBER = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """One file and the new file it becomes."""

    job: Job
    target: Path


def plan_files(sources: Sequence[str], folder: Path, *, keep_names: bool, overwrite: bool) -> list[Plan]:
    """What becomes of each file; raises WrongUse when a new file would stand in the place of another."""
    if folder.exists() and not folder.is_dir():
        raise WrongUse("--to is a file. Give a folder, or the name of a new one.")
    paths = list(dict.fromkeys(_files(sources, folder)))
    plans: list[Plan] = []
    taken: set[str] = set()
    for number, path in enumerate(paths, start=1):
        suffix = path.suffix.lower() if path.suffix.lower() in KINDS else ""
        keeps = keep_names or is_plain_name(path.stem)
        shown = path.name if keeps else f"file {number}{suffix}"
        new_suffix = written_as(suffix)
        names = [f"{path.stem}{new_suffix}"] if keeps else []
        names.append(f"redacted-{number:04d}{new_suffix}")
        free = [name for name in names if name.casefold() not in taken and not _is_any(folder / name, paths)]
        if not free:
            raise WrongUse(
                "The new files would stand in the place of the old ones. Give another folder for --to."
            )
        taken.add(free[0].casefold())
        plans.append(Plan(Job(number, str(path), shown), folder / free[0]))
    there = [plan.target.name for plan in plans if os.path.lexists(plan.target)]
    if there and not overwrite:
        raise WrongUse(
            f"{there[0]} is already in the folder for --to. Give another folder, or --overwrite to replace it."
        )
    return plans


def is_plain_name(stem: str) -> bool:
    """Whether the name of a file holds only plain words that nobody is called, and short numbers.

    >>> is_plain_name("discharge note 2"), is_plain_name("tomasina_quillfeather"), is_plain_name("rose note")
    (True, False, False)
    """
    words = [word.lower() for word in _WORDS.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem))]
    letters = [word for word in words if not word.isdecimal()]
    if not letters or any(len(word) > _SHORT_NUMBER for word in words if word.isdecimal()):
        return False
    return not mask_unknown(" ".join(letters)) and words_that_are_names_too().isdisjoint(letters)


def _files(sources: Iterable[str], folder: Path) -> Iterator[Path]:
    """The files named, and those of the kinds we read in the folders named, but not the new ones."""
    for source in sources:
        path = Path(source)
        if not path.is_dir():
            yield path
            continue
        if folder.exists() and folder.samefile(path):
            raise WrongUse("--to is the folder that is read. Give another folder for --to.")
        found = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in KINDS
            and file.is_file()
            and not file.name.startswith(_NOT_LETTERS)
            and folder.resolve() not in file.resolve().parents
        )
        if not found:
            raise WrongUse(f"There is no file to redact in the folder {source}. It reads: {' '.join(KINDS)}.")
        yield from found


def _is_any(target: Path, paths: Iterable[Path]) -> bool:
    return target.exists() and any(path.exists() and path.samefile(target) for path in paths)


def redact_files(plans: Sequence[Plan], folder: Path, workers: int) -> list[Entry]:
    """Redact and write each file; what cannot be used is an entry with an error."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"The folder for --to cannot be made: {error.strerror}.") from None
    work = Work(open_redactor, redact_file, _died)
    entries: list[Entry] = []
    outcomes = results_of(work, (plan.job for plan in plans), min(workers, len(plans)))
    with progress_bar("Redacting") as progress:
        progress(0, len(plans))
        for plan, outcome in zip(plans, outcomes, strict=True):
            entries.append(_write(plan, outcome))
            progress(len(entries), len(plans))
    return entries


def _died(job: Job) -> Outcome:
    return Outcome(
        error=f"{job.shown}: the process that read it died twice (too little memory?). Split the file."
    )


def _write(plan: Plan, outcome: Outcome) -> Entry:
    if not outcome.error:
        try:
            write_file(plan.target, outcome.content)
        except OSError as error:
            return Entry(plan.job.number, error=f"{plan.target.name} could not be written: {error.strerror}.")
    return Entry(
        plan.job.number,
        "" if outcome.error else plan.target.name,
        outcome.counts,
        outcome.left_behind,
        outcome.note,
        outcome.degraded,
        outcome.error,
    )


def show_names(plans: Sequence[Plan]) -> None:
    """Which file became which, on a terminal alone: elsewhere the names could end in a log."""
    if sys.stderr.isatty():
        for plan in plans:
            print(f"{plan.job.path} -> {plan.target.name}", file=sys.stderr)  # noqa: T201
