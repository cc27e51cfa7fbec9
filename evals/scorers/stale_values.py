"""Know the wrong values that are still in circulation, and find them in words.

In: ``evals/stale_values.csv`` (one wrong value a row) and a text. Out: which wrong value stands there, and the
right one. ``pattern`` is the wrong value; ``about`` says what must be spoken of nearby (``|`` = or, ``&`` = and);
``unless`` lets a sentence pass that says the value is over. Knows nothing about replies.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.errors import CaseInvalid
from evals.paths import PACKAGE
from evals.scorers.heard import sentences

COLUMNS = ["id", "pattern", "about", "unless", "right", "why"]
FILE = PACKAGE / "stale_values.csv"


class StaleValue(NamedTuple):
    """One wrong value: ``about`` is a choice of groups of words that must all be near it; empty = always wrong."""

    id: str
    pattern: re.Pattern[str]
    about: tuple[tuple[re.Pattern[str], ...], ...]
    unless: re.Pattern[str] | None
    right: str
    why: str

    def stands_in(self, sentence: str, around: str) -> re.Match[str] | None:
        """Where the wrong value stands in ``sentence``; ``around`` is the sentence with its neighbours."""
        found = self.pattern.search(sentence)
        if found is None or (self.unless and self.unless.search(sentence)):
            return None
        is_about = not self.about or any(all(word.search(around) for word in group) for group in self.about)
        return found if is_about else None


def suspects(text: str) -> tuple[StaleValue, ...]:
    """The wrong values whose pattern stands somewhere in ``text``: mostly none."""
    return tuple(row for row in stale_values() if row.pattern.search(text))


def find_stale(text: str, rows: Sequence[StaleValue]) -> Iterator[tuple[StaleValue, int, int]]:
    """Which of these wrong values stand in ``text``, each with its place."""
    parts = list(sentences(text)) if rows else []
    for number, sentence in enumerate(parts):
        around = " ".join(near.text for near in parts[max(0, number - 1) : number + 2])
        for row in rows:
            if found := row.stands_in(sentence.text, around):
                yield row, sentence.start + found.start(), sentence.start + found.end()


@functools.cache
def stale_values() -> tuple[StaleValue, ...]:
    """The rows of our file."""
    return read_stale_values(FILE)


def read_stale_values(path: Path) -> tuple[StaleValue, ...]:
    """The rows of ``path``; raises CaseInvalid with file, line and field."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise CaseInvalid(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
        return tuple(_read_row(row, f"{path.name}, line {reader.line_num}") for row in reader)


def _read_row(row: dict[str, str], where: str) -> StaleValue:
    if None in row or None in row.values() or not (row["id"] and row["pattern"] and row["right"]):
        raise CaseInvalid(f"{where}: id, pattern and right must not be empty; quote cells that hold a comma.")
    groups = _choices(row["about"]) if row["about"] else []
    return StaleValue(
        id=row["id"],
        pattern=_compile(row["pattern"], where, "pattern"),
        about=tuple(tuple(_compile(word, where, "about") for word in group) for group in groups),
        unless=_compile(row["unless"], where, "unless") if row["unless"] else None,
        right=row["right"],
        why=row["why"],
    )


def _choices(cell: str) -> list[list[str]]:
    """Two choices of two words for "appeal & cap|appeal & part d"; a bar inside brackets parts nothing."""
    choices = re.split(r"\|(?![^(]*\))", cell)
    return [[word.strip() for word in choice.split("&")] for choice in choices]


def _compile(pattern: str, where: str, field: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as cause:
        raise CaseInvalid(f"{where}, field {field}: this pattern can not be read ({cause.msg}).") from None
