"""Turn whole notes whose identity is marked, ``[[Rosa|NAME]]``, into training text with other names and places.

In: a line of a ``notes_*.txt`` file and a source of chance. Out: its parts, each with the label to learn.
A name, town or organisation keeps its form (one word or more, last name first) but is mostly another one; an
address stays as it stands; numbers and dates are for the rules and are plain text here.
Knows nothing about noise or training.
"""

from __future__ import annotations

import random
from typing import Final

import regex

from assistant.redaction.training.fill_slots import fill

MARK: Final = regex.compile(r"\[\[([^\]|]+)\|([A-Z_0-9]+)\]\]")
OTHER_ONE: Final = 0.6
"""Share of marked names, towns and organisations that another one takes the place of."""
_LEARNED = {"NAME": "NAME", "CITY": "LOC", "ADDRESS": "LOC", "FACILITY": "ORG", "EMPLOYER": "ORG"}
_SLOTS = {"CITY": ("city", "city", "city", "area"), "FACILITY": ("facility",), "EMPLOYER": ("employer",)}
_ONE_WORD = ("first", "first", "last", "nick", "word_name")


def note_parts(line: str, rng: random.Random) -> list[tuple[str, str]]:
    """The line as (words, label) parts."""
    parts: list[tuple[str, str]] = []
    other: dict[str, str] = {}
    last = 0
    for match in MARK.finditer(line):
        words, mark = match[1], match[2]
        label = _LEARNED.get(mark, "O")
        if label != "O":
            key = words.lower()
            if key not in other:
                other[key] = _another(words, mark, rng) if rng.random() < OTHER_ONE else words
            words = other[key]
        parts += [(line[last : match.start()], "O"), (words, label)]
        last = match.end()
    return [*parts, (line[last:], "O")]


def _another(words: str, mark: str, rng: random.Random) -> str:
    """Words of the same form; what has no form we can fill stays."""
    if mark == "NAME":
        return _another_name(words, rng)
    if mark in _SLOTS:
        made = fill(rng.choice(_SLOTS[mark]), rng)[0]
        return made.lower() if words.islower() else made
    return words


def _another_name(words: str, rng: random.Random) -> str:
    tokens = words.split()
    if any(len(token.strip(".")) == 1 for token in tokens):
        return words  # spelled, or with initials
    if len(tokens) == 1 and words.isalpha():
        made = fill(rng.choice(_ONE_WORD), rng)[0]
    elif "," in words:
        made = fill("last_first", rng)[0]
    elif len(tokens) == 2:  # noqa: PLR2004
        made = fill("full", rng)[0]
    else:
        return words
    return made.lower() if words.islower() else made.upper() if words.isupper() else made
