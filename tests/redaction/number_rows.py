"""Shared by the number tables: what the three number families cover of a marked text.

``covered_by`` runs the families on the folded text and on its other readings, without Presidio, names or veto.
"""

from __future__ import annotations

from redaction_cases import parse, uncovered

from assistant.call_types import Span
from assistant.redaction.recognizers import ages, dates, numbers
from assistant.redaction.turn import Turn
from assistant.redaction.veto import may_stay
from assistant.redaction.views import fold, other_readings, unescape

FAMILIES = (numbers, dates, ages)


def spans(text):
    views = [view for view in (fold(text), unescape(text)) if view is not None]
    readings = [(view, reading) for view in views for reading in (view.text, *other_readings(view.text))]
    return [
        Span(*view.to_input(hit.start, hit.end), hit.label, hit.score)
        for view, reading in readings
        for family in FAMILIES
        for hit in family.find(Turn(reading, year=2026))
        if not may_stay(hit, reading)
    ]


def left_behind(marked):
    """The marked identifiers of a row with a letter or digit that nothing covers."""
    text, marks, *_ = parse(marked)
    return uncovered(text, marks, spans(text))


def touched(text):
    """The parts of a text without identity that were found all the same."""
    return [(span.label, text[span.start : span.end]) for span in spans(text)]
