"""Find phones, Social Security numbers, ZIP codes and other long numbers, typed or spoken.

In: a turn. Out: hits. The shape or the nearest cue names the number; no check digit or range ever decides.
Amounts, doses, readings, clock times, years, billing codes and public hotlines stay.
Knows nothing about dates in words, addresses, or codes with letters; those are other families.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from assistant.redaction.recognizers import cues
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
TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
SHORT_CODES = frozenset({"741741", "838255", "233733", "22522", "898211"})
"""Public text lines: crisis, veterans, trafficking, and the like."""

_DATE_SHAPE = regex.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|(?:19|20)\d\d)")
_MIN_ID = 4
_PHONE_LOCAL = 7
_NATIONAL = 10
_SSN_LENGTH = 9
_ZIP_LENGTH = 5
_YEARS = range(1900, 2100)
_SHORT_CUED = 2
_MAX_LIST_ITEM = 3

_RULES = (
    make_rule("number.ssn", "SSN", r"(?<![\d\p{L}])\d{3}[-.\s/]{1,3}\d{2}[-.\s/]{1,3}\d{4}(?!\d)", score=0.9),
    make_rule(
        "number.phone",
        "PHONE",
        r"(?<![\d\p{L}/])(?:\+?1[-.\s]{0,2})?\(?\d{3}\)?[-.\s/]{0,3}\d{3}[-.\s/]{1,3}\d{4}"
        r"(?!\d)(?:[\s,]*(?:ext|x|extension)\.?\s*\d{1,6})?",
        score=0.8,
    ),
    make_rule(
        "number.phone_local",
        "PHONE",
        r"(?<![\d\p{L}/.-])\d{3}[-.]\d{4}(?![\d])(?:[\s,]*(?:ext|x)\.?\s*\d{1,6})?",
    ),
    make_rule("number.zip4", "ZIP", r"(?<![\d-])\d{5}-\d{4}(?![\d-])"),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All numbers that may identify a person."""
    found = cues.find_cues(turn)
    taken: list[tuple[int, int]] = []
    for hit in scan(_RULES, turn):
        taken.append((hit.start, hit.end))
        label = hit.label
        if label == "PHONE":
            if may_stay(hit, turn.text):
                continue
            cued = cues.label_from_cue(turn, found, hit.start, hit.end)
            label = cued if cued in {"FAX", "MRN", "ACCOUNT", "HEALTH_PLAN", "SSN"} else label
        yield hit._replace(label=label)
    for run in runs(turn):
        for piece in _outside(turn, run, taken):
            yield from _from_run(turn, piece, found)


def _outside(turn: Turn, run: Run, taken: list[tuple[int, int]]) -> Iterator[Run]:
    """A run without the numbers whose shape has already been read, in its remaining pieces."""
    piece: list[Atom] = []
    for atom in run.atoms:
        start = turn.words[atom.first].start
        if not any(first <= start < last for first, last in taken):
            piece.append(atom)
        elif piece:
            yield Run(tuple(piece))
            piece = []
    if piece:
        yield Run(tuple(piece))


def _from_run(turn: Turn, run: Run, found: tuple[cues.Cue, ...]) -> Iterator[Hit]:
    atoms = _without_amounts(turn, run.atoms)
    for part in _parts(turn, atoms):
        start, end = turn.words[part.first].start, turn.words[part.last].end
        cued = cues.label_from_cue(turn, found, start, end)
        if cued is None and _DATE_SHAPE.fullmatch(turn.text, start, end):
            cued = "DATE"
        label = _label(turn, part, cued)
        if label:
            yield Hit(start, end, label, 0.75, "number.run")


def _without_amounts(turn: Turn, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The numbers of a run without a last one that a unit follows, or a first one that money precedes."""
    last = atoms[-1].last
    after = turn.word(last + 1)
    if after == "-":
        after = turn.word(last + 2)
    joined = len(atoms) > 1 and bool(turn.gap(atoms[-2].last, atoms[-1].first).strip())
    if (not joined and (after in {"%", "°"} or cues.is_quantity_after(after))) or _is_decimal(
        turn, atoms[-1]
    ):
        atoms = atoms[:-1]
    if atoms and turn.word(atoms[0].first - 1) in {"$", "€", "£"}:
        atoms = atoms[1:]
    return atoms


def _is_decimal(turn: Turn, atom: Atom) -> bool:
    # 98.6, 1,250 and 8:30 are values: the mark stands between two numbers without a space.
    if atom.spoken:
        return False
    word = turn.words[atom.first]
    before, after = turn.text[max(0, word.start - 2) : word.start], turn.text[word.end : word.end + 2]
    return (before[-1:] in {".", ",", ":"} and before[:1].isdigit()) or (
        after[:1] in {".", ",", ":"} and after[1:].isdigit() and after[:1] != "."
    )


def _parts(turn: Turn, atoms: tuple[Atom, ...]) -> Iterator[Run]:
    """A run as one number, or as its pieces where typed numbers merely stand beside one another."""
    if not atoms:
        return
    whole = Run(atoms)
    digits = len(whole.digits)
    if whole.spoken or digits >= _PHONE_LOCAL or all(len(atom.digits) <= 2 for atom in atoms):  # noqa: PLR2004
        spaced = all(turn.gap(a.last, b.first).strip() == "" for a, b in pairwise(atoms))
        listed = len(atoms) > 1 and spaced and all(1 < len(atom.digits) <= _MAX_LIST_ITEM for atom in atoms)
        if not (listed and not whole.spoken and cues.is_vital_before(turn.before(whole.first, 8))):
            yield whole
        return
    joined = [atoms[0]]
    for atom in atoms[1:]:
        if turn.gap(joined[-1].last, atom.first).strip():
            joined.append(atom)
            continue
        yield Run(tuple(joined))
        joined = [atom]
    yield Run(tuple(joined))


def _label(turn: Turn, run: Run, cued: str | None) -> str | None:  # noqa: PLR0911
    """The label of a number, or None when it stays."""
    digits, before = run.digits, turn.before(run.first, 8)
    single = len(run.atoms) == 1
    if len(digits) < _MIN_ID:
        return None
    if cued in {"SSN", "ZIP", "DATE"} and not _is_year(run):
        return cued
    if cued == "SSN" or (cued == "ZIP" and len(digits) <= _ZIP_LENGTH):
        return cued
    if _stays(turn, run, before, cued):
        return None
    if cued and cued != "OTHER_ID":
        return cued
    if len(digits) == _SSN_LENGTH:
        return "SSN"
    if len(digits) in {_PHONE_LOCAL, _NATIONAL, _NATIONAL + 1} and (cued is None or not single):
        return "PHONE"
    if len(digits) == _ZIP_LENGTH and (single or run.spoken):
        return "ZIP"
    return "OTHER_ID"


def _is_year(run: Run) -> bool:
    digits = run.digits
    return len(digits) == _MIN_ID and int(digits) in _YEARS and _as_a_year(run)


def _as_a_year(run: Run) -> bool:
    sizes = [len(atom.digits) for atom in run.atoms]
    return sizes in ([4], [2, 2]) or (sizes == [2, 1, 1] and run.spoken)


def _stays(turn: Turn, run: Run, before: list[str], cued: str | None) -> bool:
    """Whether a number is a year, an amount, a reading, a time, a code or a public short code."""
    digits, length = run.digits, len(run.digits)
    if _is_year(run) or digits in SHORT_CODES or (len(run.atoms) == 1 and run.atoms[0].cardinal):
        return True
    if length >= _PHONE_LOCAL:
        return False
    if digits.removeprefix("1") in TOLL_FREE and turn.word(run.last + 1) == "-":  # 1-800-MEDICARE
        return True
    after = turn.after(run.last, 2)
    amount = (
        cues.is_amount_before(before)
        or after[:1] == ["dollars"]
        or after[:2] in (["a", "month"], ["per", "month"])
    )
    if cued is None and (amount or cues.is_vital_before(before)):
        return True
    if cues.is_code_before(before) or (cued is None and _is_range(turn, run)):
        return True
    clock = cues.is_clock_before(before) and run.spoken
    return cued is None and length == _MIN_ID and (clock or not _said_as_digits(run))


def _is_range(turn: Turn, run: Run) -> bool:
    # "days 61-90", "the 15 15 rule": two short typed numbers side by side.
    if len(run.atoms) != len(("from", "to")) or run.spoken:
        return False
    gap = turn.gap(run.atoms[0].last, run.atoms[1].first)
    return gap.strip() in {"", "-"} and all(len(atom.digits) <= _MAX_LIST_ITEM for atom in run.atoms)


def _said_as_digits(run: Run) -> bool:
    # "twenty five fifty" may be money; typed, or said digit by digit, four digits need no cue.
    return not run.spoken or sum(len(atom.digits) == 1 for atom in run.atoms) >= 2  # noqa: PLR2004
