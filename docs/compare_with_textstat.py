"""Compare our reading level with the raw figures of textstat on one script written in many forms.

In: the script below. Out: a Markdown table on standard output; ``--write`` puts it into reading_level.md, between
its two marks. textstat 0.7.13 reads our syllable table, so that it asks no network and only the forms differ.
Run from the project folder: ``python docs/compare_with_textstat.py --write``.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reading_level.md"
BEGIN, END = "<!-- table: docs/compare_with_textstat.py -->", "<!-- end of table -->"
MOST_MOVED = 0.6

# The plain form holds none of the traps; each other form brings one, and no other word.
SENTENCES = (
    "Dr Lee will see you at 9 am on Monday Oct 5",
    "Come to the clinic at 12 Oak St by the park",
    "Take 2 of the white pills each day with food",
    "Drink 8 oz of water with them",
    "Check your blood sugar and write it down",
    "Call us the same day if it is over 300",
    "Bring your card and the 20 dollars for the visit",
    "You can call 800 555 0100 from 8 am to 5 pm",
    "Mail the form at the US Post Office on Elm Ave",
    "Ask for Ana if you need a ride",
)
PLAIN = ". ".join(SENTENCES) + "."


def _swap(*pairs: tuple[str, str]) -> tuple[str, ...]:
    """The sentences with some words written another way."""
    text = "\n".join(SENTENCES)
    for plain, other in pairs:
        if plain not in text:
            raise ValueError(f"the script does not hold {plain!r}")
        text = text.replace(plain, other)
    return tuple(text.split("\n"))


def _in_one_line(sentences: Iterable[str]) -> str:
    return " ".join(f"{sentence.removesuffix('.')}." for sentence in sentences)


def _wrap(width: int) -> str:
    lines, line = [], ""
    for word in PLAIN.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


_SHORT = (
    ("Dr Lee", "Dr. Lee"), ("Oct 5", "Oct. 5"), ("Oak St", "Oak St."), ("8 oz of", "8 oz. of"),
    ("US Post", "U.S. Post"), ("Elm Ave", "Elm Ave."),
)  # fmt: skip
_TIMES = ((" am", " a.m."), (" pm", " p.m."))
_DECIMALS = (("Take 2 of", "Take 2.5 of"), ("20 dollars", "20.00 dollars"))
_PHONE = (("800 555 0100", "800.555.0100"),)
_ALL = (*_SHORT, *_TIMES, *_DECIMALS, *_PHONE)
FORMS = {
    "plain, in one line": PLAIN,
    "one sentence a line": ".\n".join(SENTENCES) + ".",
    "blank lines between": ".\n\n".join(SENTENCES) + ".",
    "no space after a stop": ".".join(SENTENCES) + ".",
    "bullets, no stops": "\n".join(f"- {sentence}" for sentence in SENTENCES),
    "round bullets, no stops": "\n".join(f"\u2022 {sentence}" for sentence in SENTENCES),
    "numbered, no stops": "\n".join(f"{n}. {sentence}" for n, sentence in enumerate(SENTENCES, 1)),
    "numbered in brackets": "\n".join(f"({n}) {sentence}." for n, sentence in enumerate(SENTENCES, 1)),
    "Markdown, bold": "\n".join(f"* **{sentence}**" for sentence in SENTENCES),
    "headings": f"# Your visit\n\n{'. '.join(SENTENCES[:5])}.\n\n## Call us\n\n{'. '.join(SENTENCES[5:])}.",
    "a web page": "<p>" + "</p><p>".join(SENTENCES) + "</p>",
    "broken by the page width": _wrap(44),
    "short forms with dots": _in_one_line(_swap(*_SHORT)),
    "dotted times": _in_one_line(_swap(*_TIMES)),
    "decimals": _in_one_line(_swap(*_DECIMALS)),
    "a phone with dots": _in_one_line(_swap(*_PHONE)),
    "a phone with hyphens": _in_one_line(_swap(("800 555 0100", "1-800-555-0100"))),
    "exclamation marks": "! ".join(SENTENCES) + "!",
    "typed dashes for pauses": _in_one_line(
        _swap((" and write", " -- and write"), (" if you need", " -- if you need"))
    ),
    "all dots at once": _in_one_line(_swap(*_ALL)),
    "all dots at once, in bullets": "\n".join(f"- {sentence}" for sentence in _swap(*_ALL)),
}


@dataclass(frozen=True)
class Row:
    """One form: our Flesch-Kincaid grade, the grade we show, and textstat's raw figure."""

    form: str
    ours: float
    shown: int
    textstat: float


@contextmanager
def offline_textstat() -> Iterator[Callable[[str], float]]:
    """The Flesch-Kincaid grade of textstat, with our syllables in place of its download."""
    from assistant.plain_language.syllables import count_syllables

    class Table:
        def __getitem__(self, word: str) -> list[list[str]]:
            return [["A0"] * count_syllables(word)]

    counting: Any = importlib.import_module("textstat.backend.counts._count_syllables")
    before = counting.get_cmudict
    counting.get_cmudict = lambda _language: Table()
    try:
        yield importlib.import_module("textstat.textstat").textstat.flesch_kincaid_grade
    finally:
        counting.get_cmudict = before


def compare() -> list[Row]:
    """All forms, measured both ways."""
    from assistant.plain_language import reading_level

    with offline_textstat() as grade:
        readings = {form: reading_level(text) for form, text in FORMS.items()}
        return [
            Row(form, readings[form].fkgl, readings[form].grade, grade(text)) for form, text in FORMS.items()
        ]


def table(rows: list[Row]) -> str:
    """The rows as Markdown, each with its move from the plain form, and the largest moves below."""
    plain = rows[0]
    lines = [
        "| Form | Ours | Grade shown | Move | textstat | Move |",
        "|---|---|---|---|---|---|",
        f"| {plain.form} | {plain.ours:.2f} | {plain.shown} | | {plain.textstat:.2f} | |",
    ]
    lines += [
        f"| {row.form} | {row.ours:.2f} | {row.shown} | {row.ours - plain.ours:+.2f} "
        f"| {row.textstat:.2f} | {row.textstat - plain.textstat:+.2f} |"
        for row in rows[1:]
    ]
    ours = max(abs(row.ours - plain.ours) for row in rows)
    up = max(rows, key=lambda row: row.textstat)
    down = min(rows, key=lambda row: row.textstat)
    moves = (
        f"Largest move of ours: {ours:.2f} of a grade (goal: at most {MOST_MOVED}). "
        f"textstat goes up by {up.textstat - plain.textstat:.2f} ({up.form}) "
        f"and down by {plain.textstat - down.textstat:.2f} ({down.form})."
    )
    return "\n".join([*lines, "", moves])


def with_table(page: str, made: str) -> str:
    """``page`` with ``made`` between its two marks; raises ValueError when a mark is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE.name} has lost its marks: {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Print the table, or write it into the page."""
    made = table(compare())
    if arguments == ["--write"]:
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
        return 0
    print(made)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
