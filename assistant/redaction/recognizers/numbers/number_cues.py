"""Find the cue that names a number: beside it, in the question it answers, or behind it.

In: a turn, a run of numbers, the cues of the turn. Out: the label that the nearest cue gives, or None.
Knows nothing about whether a number is an amount; ``number_labels.py`` weighs that.
"""

from __future__ import annotations

import regex

from assistant.redaction.recognizers import cues
from assistant.redaction.recognizers.spoken import Atom, Run
from assistant.redaction.turn import Turn

_DATE_SHAPE = regex.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|(?:19|20)\d\d)")
_PHONE_LOCAL = 7
_ANSWER_REACH = 160
"""Characters between the cue of a question and its bare answer."""
_AFTER_REACH = 45
_ASKS = regex.compile(r"[?:\n]| - |\.\s")
_NUMBER_CUE = regex.compile(r"(?:number|num|no|id|\#|code|ending|ends)\.?$", regex.IGNORECASE)
_SAYS = regex.compile(r"\b(?:that'?s|that\s+is|is|was|for)\b", regex.IGNORECASE)
_BESIDE = 12
_GROUPED = frozenset({"SSN", "MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "ZIP"})
_CODED = frozenset({"MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "BIOMETRIC", "OTHER_ID"})


def has_code_cue(turn: Turn, atom: Atom, found: tuple[cues.Cue, ...]) -> bool:
    """Whether "chart no." or its like stands right before a number, so that its groups belong together."""
    start = turn.words[atom.first].start
    return any(0 <= start - cue.end <= _BESIDE and cue.label in _GROUPED for cue in found)


def cue_of(turn: Turn, run: Run, found: tuple[cues.Cue, ...], heard: int, next_start: int) -> str | None:
    """The label that a cue near the number gives it: beside it, in the question before it, or behind it."""
    start, end = turn.words[run.first].start, turn.words[run.last].end
    cued = cues.label_from_cue(turn, found, start, end)
    if cued is None and _DATE_SHAPE.fullmatch(turn.text, start, end):
        return "DATE"
    if cued is not None and cued != "OTHER_ID":
        return cued
    before = [
        cue for cue in found if cue.end <= start and cue.start >= heard and start - cue.end <= _ANSWER_REACH
    ]
    for cue in before[-1:]:
        named = cue.label not in _CODED or _NUMBER_CUE.search(turn.text, cue.start, cue.end)
        asked_again = turn.text.count("?", cue.end, start) > 1
        read_out = run.digit_by_digit or len(run.digits) >= _PHONE_LOCAL
        if named and (read_out or not asked_again) and _ASKS.search(turn.text, cue.end, start):
            return cue.label
    if cued is None:
        for cue in found:
            if end <= cue.start < min(end + _AFTER_REACH, next_start) and _SAYS.search(
                turn.text, end, cue.start
            ):
                return cue.label
    return cued
