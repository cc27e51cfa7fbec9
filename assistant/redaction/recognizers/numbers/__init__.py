"""Find phones, Social Security numbers, ZIP codes and other long numbers, typed or spoken.

In: a turn. Out: hits. The shape or the nearest cue names the number; no check digit or range ever decides.
A bare answer takes the cue of the question before it; the parts of one number that talk interrupts belong
together. Amounts, doses, readings, clock times, years, billing codes and public hotlines stay.
``number_cues.py`` finds the cue, ``number_labels.py`` weighs it.
Knows nothing about dates in words, addresses, or codes with letters; those are other families.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.redaction.recognizers import cues
from assistant.redaction.recognizers.numbers import plain_numbers
from assistant.redaction.recognizers.numbers.number_cues import cue_of, has_code_cue
from assistant.redaction.recognizers.numbers.number_labels import is_plain, label_of
from assistant.redaction.recognizers.numbers.number_lists import pieces
from assistant.redaction.recognizers.spoken import Atom, Run, runs
from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule
from assistant.redaction.veto import may_stay

LABELS = (
    "SSN",
    "PHONE",
    "FAX",
    "ZIP",
    "DATE",
    "MRN",
    "HEALTH_PLAN",
    "ACCOUNT",
    "LICENSE",
    "VEHICLE",
    "DEVICE",
    "BIOMETRIC",
    "OTHER_ID",
)
_MIN_PART = 3
_CHAIN_REACH, _AREA_REACH = 14, 10
"""Words between two parts of one interrupted number."""
_CORRECTED = frozenset("sorry no wait actually mine mines correction".split())
_EXTENSION = frozenset({"ext", "extension", "x", "extn", "extension's"})
_NAMES_A_PHONE_SHAPE = frozenset({"FAX", "MRN", "ACCOUNT", "HEALTH_PLAN", "SSN"})

_RULES = (
    make_rule(
        "number.ssn",
        "SSN",
        r"(?<![\d\p{L}])\d{3}[-.\s/_*·•~=:;,|\\]{1,3}\d{2}[-.\s/_*·•~=:;,|\\]{1,3}\d{4}(?!\d)",
        score=0.9,
    ),
    make_rule("number.ssn_masked", "SSN", r"(?<![\w*])[x*]{3}[-. ]?[x*]{2}[-. ]?\d{4}(?!\d)", score=0.9),
    make_rule(
        "number.phone",
        "PHONE",
        r"(?<![\d\p{L}/])(?:\+?1[-.\s]{0,2})?\(?\d{3}\)?[-.\s/_*·•~=:;,|\\]{0,3}\d{3}[-.\s/_*·•~=:;,|\\]{1,3}\d{4}"
        r"(?!\d)(?:[\s,]*(?:ext|x|extension)\.?\s*\d{1,6})?",
        score=0.8,
    ),
    make_rule(
        "number.phone_local",
        "PHONE",
        r"(?<![\d\p{L}/.-])\d{3}[-.]\d{4}(?![\d])(?:[\s,]*(?:ext|x)\.?\s*\d{1,6})?",
    ),
    make_rule("number.zip4", "ZIP", r"(?<![\d-])\d{5}-\d{4}(?![\d-])"),
    make_rule(
        "number.foreign",
        "PHONE",
        r"(?:(?<!\d)\+|\b011[\s-])\d{1,3}[-.\s()]{0,3}\d(?:[-.\s()]{0,3}\d){5,12}(?!\d)",
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All numbers that may identify a person."""
    shapes = list(scan(_RULES, turn))
    taken = [(hit.start, hit.end) for hit in shapes]
    numbers = [
        plain_numbers.without_amounts(turn, rest) for run in runs(turn) for rest in _outside(turn, run, taken)
    ]
    if not shapes and not any(numbers):
        return
    found = cues.find_cues(turn)
    parts = [
        part
        for atoms in numbers
        if atoms
        for part in pieces(turn, atoms, cued=has_code_cue(turn, atoms[0], found))
        if len(part.digits) > 1
    ]
    for hit in shapes:
        if hit.label != "PHONE":
            yield hit
        elif not may_stay(hit, turn.text):
            cued = cues.label_from_cue(turn, found, hit.start, hit.end)
            yield hit._replace(label=cued) if cued in _NAMES_A_PHONE_SHAPE else hit
    yield from _from_runs(turn, parts, found)


def _outside(turn: Turn, run: Run, taken: list[tuple[int, int]]) -> Iterator[tuple[Atom, ...]]:
    """A run without the numbers whose shape has already been read, in its remaining pieces."""
    piece: list[Atom] = []
    for atom in run.atoms:
        start = turn.words[atom.first].start
        if not any(first <= start < last for first, last in taken):
            piece.append(atom)
        elif piece:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


def _from_runs(turn: Turn, parts: Sequence[Run], found: tuple[cues.Cue, ...]) -> Iterator[Hit]:
    """Hits for all runs; a short run read out beside an identifier is a part of it."""
    labels: list[str | None] = []
    for i, run in enumerate(parts):
        heard = turn.words[parts[i - 1].last].end if i else 0
        next_start = turn.words[parts[i + 1].first].start if i + 1 < len(parts) else len(turn.text)
        labels.append(label_of(turn, run, cue_of(turn, run, found, heard, next_start)))
    for i, run in enumerate(parts):
        for j in (i - 1, i + 1):
            near = (
                0 <= j < len(parts)
                and max(parts[j].first - run.last, run.first - parts[j].last) <= _CHAIN_REACH
            )
            beside = labels[j] if near else None
            if labels[i] is None and beside and _is_part(turn, run, parts[j], beside):
                labels[i] = beside
    for i, run in enumerate(parts):
        label = labels[i]
        if label is not None:
            last = _with_extension(turn, run, parts[i + 1 : i + 2]) if label in {"PHONE", "FAX"} else run.last
            yield Hit(turn.words[run.first].start, turn.words[last].end, label, 0.75, "number.run")


def _is_part(turn: Turn, run: Run, other: Run, label: str) -> bool:
    """Whether a short run is a piece of the number next to it: read out like that one, and no amount."""
    if len(run.digits) < len("51") or plain_numbers.is_public(turn, run) or plain_numbers.is_money(turn, run):
        return False
    if plain_numbers.is_reading(turn, run) or plain_numbers.is_clock(turn, run):
        return False
    if label == "DATE":  # "born ... eighty one, sorry, fifty one"
        corrected = any(word in _CORRECTED for word in turn.before(run.first, 3))
        return other.first < run.first and corrected and len(run.digits) in {len("51"), len("1951")}
    ends = label == "PHONE" or (
        label == "OTHER_ID" and not other.spoken and len(other.digits) == _MIN_PART + 1
    )
    area_code = ends and not run.spoken and len(run.digits) == _MIN_PART
    if area_code and 0 < other.first - run.last <= _AREA_REACH and not is_plain(turn, run):
        return True
    typed_beside = not other.spoken and len(run.digits) >= _MIN_PART
    return run.digit_by_digit and len(run.atoms) > 1 and (other.digit_by_digit or typed_beside)


def _with_extension(turn: Turn, run: Run, following: Sequence[Run]) -> int:
    """The last word of a phone with the extension that is said behind it."""
    at = run.last + 1
    while turn.word(at) in {",", "and", "um", "uh", "then", "it's", "its"} and at < run.last + _MIN_PART:
        at += 1
    if turn.word(at) in _EXTENSION:
        for nxt in following:
            if nxt.first - at <= _MIN_PART:
                return nxt.last
    return run.last
