"""The words that say what a number is: "my fax", "date of birth", "member id", "serial".

In: a turn and where a number stands. Out: the label its nearest cue gives, before it or just after it.
Also the words that say a number is an amount and not an identifier.
Knows nothing about how numbers are found.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import regex

from assistant.redaction.recognizers.cues.amount_words import (
    AMOUNT_BEFORE,
    CLOCK_BEFORE,
    CODE_BEFORE,
    OWN_CODES,
    QUANTITY_AFTER,
    VITALS_BEFORE,
)
from assistant.redaction.recognizers.cues.cue_words import CUES
from assistant.redaction.turn import Turn, matches

_PATTERN = regex.compile(
    r"(?<![\p{L}\d])(?:" + "|".join(f"(?P<{label}>{cue})" for label, cue in CUES.items()) + r")(?![\p{L}])",
    regex.IGNORECASE,
)
_REACH_BEFORE = 70
_REACH_AFTER = 34
_SENTENCE = regex.compile(
    r"[?!;\n]|(?<!\bno)\.\s|,\s+(?:and\s+)?(?=my|the|her|his|it|and|but)", regex.IGNORECASE
)


_SAYS_WHAT = regex.compile(
    r"[\s,.(-]*(?:(?:um|uh|so|yeah|and|ok|okay)\s+)?(?:(?:is|was|that's|thats|that\s+is|that\s+was"
    r"|that'd\s+be|it's|its|as|being|for|es|which\s+is|on|are)\s+)?"
    r"(?:(?:my|the|her|his|our|their|a|mi|su|your)\s+)?(?:own\s+|new\s+|old\s+)?",
    regex.IGNORECASE,
)
"""What may stand between a number and a cue behind it: "555-0155 is my fax"."""


class Cue:
    """A cue in the text: where it stands and which label it gives."""

    __slots__ = ("end", "label", "start")

    def __init__(self, start: int, end: int, label: str) -> None:
        self.start = start
        self.end = end
        self.label = label


_FOUND: WeakKeyDictionary[Turn, tuple[Cue, ...]] = WeakKeyDictionary()
"""Several families ask for the cues of one turn; they are forgotten with it."""


def find_cues(turn: Turn) -> tuple[Cue, ...]:
    """All cues of a turn, in order."""
    found = _FOUND.get(turn)
    if found is None:
        matched = matches("cues", _PATTERN, turn.text)
        found = _FOUND[turn] = tuple(Cue(m.start(), m.end(), m.lastgroup or "") for m in matched)
    return found


def label_from_cue(turn: Turn, cues: tuple[Cue, ...], start: int, end: int) -> str | None:
    """The label of the nearest cue before a number in its sentence, else of one just after it."""
    best: Cue | None = None
    for cue in cues:
        if (
            cue.end <= start
            and start - cue.end <= _REACH_BEFORE
            and not _SENTENCE.search(turn.text, cue.end, start)
        ):
            best = cue
    if best is not None and best.label != "OTHER_ID":
        return best.label
    return says_what(turn, cues, end) or (best.label if best is not None else None)


def says_what(turn: Turn, cues: tuple[Cue, ...], end: int) -> str | None:
    """The label of a cue just behind a number or code that ends here: "... is my plate"."""
    for cue in cues:
        if cue.start >= end:
            near = cue.start - end <= _REACH_AFTER
            return cue.label if near and _SAYS_WHAT.fullmatch(turn.text, end, cue.start) else None
    return None


def is_quantity_after(word: str) -> bool:
    """Whether the word after a number makes it an amount."""
    return word in QUANTITY_AFTER


def is_amount_before(words: list[str]) -> bool:
    """Whether the words before a number make it money or a count; nearest first."""
    return any(word in AMOUNT_BEFORE for word in words[:4])


def is_vital_before(words: list[str]) -> bool:
    """Whether the words before a number make it a reading of the body; nearest first."""
    return any(word in VITALS_BEFORE for word in words[:8])


def is_code_before(words: list[str]) -> bool:
    """Whether the words before a number make it a billing or form code; nearest first."""
    near = words[:6]
    return any(word in CODE_BEFORE for word in near) and not any(word in OWN_CODES for word in near)


def is_clock_before(words: list[str]) -> bool:
    """Whether the word before a number makes it a time of day."""
    return bool(words) and words[0] in CLOCK_BEFORE
