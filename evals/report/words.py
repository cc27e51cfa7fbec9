"""The words of a report: figures, goals, statuses and metrics as a quality nurse would say them.

In: plain figures and the names the suite uses. Out: short phrases ("12 of 150", "at least 95 %", "missed").
Every status has a symbol and a word, so that nothing depends on colour. Knows nothing about HTML or files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from evals.eval_types import Figure, Gate, GateStatus, Verdict
from evals.gate_words import goal_words, number, percent

Tone = Literal["good", "bad", "warn", "info", "none"]
"""How a thing is to be taken. A page turns it into a colour, always beside a symbol and a word."""

STATUS_WORDS: dict[GateStatus, tuple[Tone, str]] = {
    "met": ("good", "met"),
    "missed": ("bad", "missed"),
    "known_miss": ("warn", "known miss"),
    "not_enough": ("info", "too few cases"),
    "warn": ("warn", "look at this"),
    "not_measured": ("bad", "not measured"),
}
SYMBOLS: dict[Tone, str] = {"good": "✓", "bad": "✗", "warn": "!", "info": "–", "none": "·"}
VERDICT_WORDS: dict[int, tuple[Tone, str, str]] = {
    0: ("good", "Good enough", "Every goal was met and nothing got worse."),
    1: ("bad", "Not good enough", "It was measured, and it misses a goal or got worse."),
    2: ("bad", "Could not measure", "Something kept us from measuring, so nothing here counts as passed."),
}
_KNOWN_MISSES: tuple[Tone, str, str] = (
    "warn",
    "No worse, not good yet",
    "Nothing got worse; a goal that the accepted run missed is still missed.",
)
HALF_WORDS = {"test": "test half", "dev": "dev half", "both": "both halves"}
FIELD_WORDS = {
    "group": "By group",
    "topic": "By topic",
    "stage": "By stage of care",
    "challenge": "By challenge",
    "language": "By language",
    "style": "By way of talking",
    "kind": "By kind",
    "red_flag": "By red flag",
    "fault": "By fault",
}
VALUE_WORDS = {
    "en": "English",
    "es": "Spanish",
    "mixed": "English and Spanish",
    "sdoh": "everyday needs",
    "same_day": "same day",
    "none": "none",
    "unclear_expectations": "unclear expectations",
    "complex_information": "complex information",
}
TASK_THINGS = {
    "reply": "replies",
    "red_flags": "utterances",
    "redact": "texts",
    "check_back": "questions",
    "verify": "scripts",
}
_AGGREGATE_WORDS = {
    "mean": "on average",
    "sum": "in all",
    "min": "lowest",
    "max": "highest",
    "p50": "in the middle",
    "p95": "or less in 19 of 20",
}
_SECOND_MS = 1000
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMAND = re.compile(r" See the worst: checkback eval explain \S+ \S+")


def value_words(value: str) -> str:
    """A value of a case field as a person says it; a topic or kind keeps its own word."""
    return VALUE_WORDS.get(value, value.replace("_", " ")) or "none"


def share_words(share: float, *goals: float) -> str:
    """A share in percent; never rounded onto 0, 100 or a goal that it is not.

    >>> share_words(0.953), share_words(0.999), share_words(1.0)
    ('95 %', '99.9 %', '100 %')
    """
    return f"{percent(share, *goals)} %"


def duration(milliseconds: float) -> str:
    """A time as a person would say it.

    >>> duration(4.2), duration(850), duration(1260)
    ('4 ms', '850 ms', '1.3 s')
    """
    if milliseconds >= _SECOND_MS:
        return f"{milliseconds / _SECOND_MS:.1f} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 1 else f"{milliseconds:.1f} ms"


def measured(figure: Figure, *goals: float) -> str:
    """What was measured: "188 of 200 (94 %)" for a share, else the figure and what it is."""
    if figure.good is not None and figure.low is not None:
        return f"{number(figure.good)} of {figure.n:,} ({share_words(figure.value, *goals)})"
    value = duration(figure.value) if figure.metric.endswith("_ms") else number(figure.value, *goals)
    return f"{value} {_AGGREGATE_WORDS.get(figure.agg, '')}".strip()


def interval(figure: Figure) -> str:
    """The 95 % interval, or a dash when the figure has none."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"{percent(figure.low)} to {percent(figure.high)} %"


def goal(gate: Gate, *, is_share: bool = False) -> str:
    """What the suite demands. ``is_share``: the figure is a share, whatever the gate calls it.

    >>> goal(Gate("grade_le_5", "share", min=1.0)), goal(Gate("phi_leaks", "sum", max=0))
    ('all of them', 'none')
    """
    is_share = is_share or gate.agg in {"share", "ratio"}
    if is_share and (gate.min, gate.max) == (1, None):
        return "all of them"
    if (gate.min, gate.max) == (None, 0):
        return "none"
    if gate.max is not None and gate.metric.endswith("_ms"):
        return f"at most {duration(gate.max)}"
    return goal_words(replace(gate, agg="share") if is_share else gate)


def without_command(reason: str) -> str:
    """A reason without the command that shows a case in the terminal: the case stands in the report.

    >>> without_command("Missed. See the worst: checkback eval explain run-1 copay-3")
    'Missed.'
    """
    return _COMMAND.sub("", reason)


def date_words(stamp: str) -> str:
    """A stored time as "24 November 2026, 15:04 UTC"; anything else unchanged."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{moment.day} {moment:%B %Y, %H:%M}{zone}"


def counted(amount: int, one: str, many: str = "") -> str:
    """The amount with its noun.

    >>> counted(1, "case"), counted(3, "case")
    ('1 case', '3 cases')
    """
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def listed(parts: Sequence[str], most: int = 5) -> str:
    """Parts in one phrase, with how many were left out.

    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    shown = ", ".join(parts[:most])
    return f"{shown} and {len(parts) - most} more" if len(parts) > most else shown


def shortened(text: str, most: int = 220) -> str:
    """The text on one line, cut at a word when it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def clean(text: str) -> str:
    r"""The text without characters that neither XML 1.0 nor a page may hold.

    >>> clean("a\x0bb\x00c")
    'abc'
    """
    return _NOT_XML.sub("", text)


def anchor(case_id: str, repeat: int = 1) -> str:
    """The name of a case inside a page: letters, digits and hyphens only. Repeats count from 1, as in a run."""
    name = re.sub(r"[^A-Za-z0-9-]+", "-", case_id)
    return f"case-{name}" + (f"-r{repeat}" if repeat > 1 else "")


def verdict_words(verdict: Verdict) -> tuple[Tone, str, str]:
    """Tone, name and meaning of a verdict; a run that may miss known goals is not called good."""
    known = any(result.status == "known_miss" for result in verdict.gates)
    return _KNOWN_MISSES if verdict.code == 0 and known else VERDICT_WORDS[verdict.code]
