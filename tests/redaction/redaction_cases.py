"""Read ``cases.csv``: sentences in which every identifier is marked inline as ``[[...|LABEL]]``.

``half`` is dev (used while the rules were written) or test (read once, then reported); ``later`` marks what the
first form of redaction cannot do yet: names that nothing gives away. All identifiers are invented.
"""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"\[\[(.*?)\|([A-Z_0-9]+)\]\]")


class Case(NamedTuple):
    id: str
    half: str
    expect: str
    label: str
    style: str
    text: str
    marks: tuple[tuple[int, int, str], ...]
    why: str
    later: bool


def parse(marked):
    """The text without its marks, and where the marked identifiers stand."""
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    return text + marked[last:], tuple(marks)


def read_cases():
    path = Path(__file__).with_name("cases.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cases = []
    for row in rows:
        text, marks = parse(row["text"])
        kept = (row["id"], row["half"], row["expect"], row["label"], row["style"])
        cases.append(Case(*kept, text, marks, row["why"], row["later"] == "later"))
    return tuple(cases)


def uncovered(text, marks, spans):
    """The marked identifiers with a letter or digit that no span covers."""
    covered = {i for span in spans for i in range(span.start, span.end)}
    return [
        text[a:b] for a, b, _ in marks if any(text[i].isalnum() and i not in covered for i in range(a, b))
    ]


def wilson(hits, n, z=1.96):
    """The 95 % interval of a share."""
    if not n:
        return (0.0, 1.0)
    share, base = hits / n, 1 + z * z / n
    middle = (share + z * z / (2 * n)) / base
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / base
    return max(0.0, middle - half), min(1.0, middle + half)
