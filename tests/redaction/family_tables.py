"""Helpers for the tables of one family: what ``[[...]]`` marks must be covered, and what must not be touched.

Only the family itself runs, without Presidio and without the other families, so a row shows what this family can do.
"""

from __future__ import annotations

import re
import time

from assistant.redaction.recognizers import FAMILIES
from assistant.redaction.turn import Turn
from assistant.redaction.veto import may_stay
from assistant.redaction.views import fold, other_readings

_FIND = {family.name: family.find for family in FAMILIES}
_MARK = re.compile(r"\[\[(.*?)\]\]")


def left_open(family, marked):
    """The marked parts of a row that keep a letter or digit."""
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append((len(text), len(text) + len(match[1])))
        text, last = text + match[1], match.end()
    text += marked[last:]
    covered = {place for start, end, _ in hits(family, text) for place in range(start, end)}
    return [text[a:b] for a, b in marks if any(text[i].isalnum() and i not in covered for i in range(a, b))]


def hits(family, text):
    """(start, end, label) of all that the family takes out, in every reading of the text."""
    folded = fold(text).text
    assert len(folded) == len(text), "write table rows without characters that fold to another length"
    found = []
    for reading in (folded, *other_readings(folded)):
        found += [hit for hit in _FIND[family](Turn(reading, year=2026)) if not may_stay(hit, reading)]
    return [(hit.start, hit.end, hit.label) for hit in found]


def taken(family, text):
    """The words that the family takes out of a row that must stay."""
    return sorted({f"{text[start:end]} ({label})" for start, end, label in hits(family, text)})


def milliseconds(family, text):
    """The best of three runs of a family over a text."""
    turn = Turn(text, year=2026)
    list(_FIND[family](turn))
    best = 1e9
    for _ in range(3):
        started = time.thread_time()
        list(_FIND[family](Turn(text, year=2026)))
        best = min(best, time.thread_time() - started)
    return best * 1000
