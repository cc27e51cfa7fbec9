"""Tell numbers that merely stand side by side from one number: readings, ranges, tapers, ratios, counting.

In: a turn and a run of numbers. Out: whether it is a list, or the pieces it falls into.
Knows nothing about cues or labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.redaction.recognizers.numbers import plain_numbers
from assistant.redaction.recognizers.spoken import Atom, Run
from assistant.redaction.turn import Turn

_MIN_ID, _PHONE_LOCAL, _SSN_LENGTH = 4, 7, 9
_ROUND = 50
_LISTING = frozenset("then and or".split())
_LEAST_TENS, _MAX_READING, _MIN_READINGS = 10, 3, 3
_WIDEST = 3
"""How many times its lower end the upper end of a range may be."""


def is_list(turn: Turn, run: Run) -> bool:
    """Whether short typed numbers merely stand side by side: readings, a range, a taper, a ratio."""
    atoms = run.atoms
    if run.spoken:
        return False
    end = turn.words[run.last].end
    ends = turn.text[end : end + 2]
    if len(run.digits) <= _MIN_ID and (
        (ends[:1] == "/" and ends[1:].isdigit()) or turn.word(run.first - 1) == "/"
    ):
        return True
    if len(atoms) == 1 or any(atom.digits.startswith("0") and len(atom.digits) > 1 for atom in atoms):
        return False
    sizes = {len(atom.digits) for atom in atoms}
    if not sizes <= {1, 2, 3} or sizes == {1}:
        return False
    ranged = _is_range(atoms) or (sizes == {3} and len(atoms) > 2)  # noqa: PLR2004
    tapered = len(run.digits) < _SSN_LENGTH and 3 not in sizes  # noqa: PLR2004
    return ranged or tapered or plain_numbers.is_reading(turn, run)


def is_said_list(run: Run) -> bool:
    """Whether words read as three readings or more ("two ten two twelve two oh nine"), or as years."""
    sizes = [int(atom.digits) for atom in run.atoms]
    if (
        len(sizes) in {4, 6}
        and all(size in {19, 20} for size in sizes[::2])
        and min(sizes[1::2]) >= _LEAST_TENS
    ):
        return True
    at = groups = 0
    while at + 1 < len(sizes) and 1 <= sizes[at] <= _MAX_READING and run.atoms[at].single:
        if run.atoms[at + 1].digits == "0" and at + 2 < len(sizes) and run.atoms[at + 2].single:
            at, groups = at + 3, groups + 1
        elif len(run.atoms[at + 1].digits) == 2:  # noqa: PLR2004
            at, groups = at + 2, groups + 1
        else:
            return False
    return at == len(sizes) and groups >= _MIN_READINGS


def _is_range(atoms: Sequence[Atom]) -> bool:
    low, high = int(atoms[0].digits), int(atoms[-1].digits)
    return len(atoms) == len(("from", "to")) and low <= high <= _WIDEST * max(low, _ROUND)


def is_count(turn: Turn, run: Run) -> bool:
    """Whether it counts up or down ("one two three four") or lists ("two then four then six")."""
    gaps = [range(left.last + 1, right.first) for left, right in pairwise(run.atoms)]
    if len(gaps) > 1 and all(any(turn.word(i) in _LISTING for i in gap) for gap in gaps):
        return True
    digits = [int(digit) for digit in run.digits]
    steps = {right - left for left, right in pairwise(digits)}
    return len(digits) > 2 and steps in ({1}, {-1})  # noqa: PLR2004


def pieces(turn: Turn, atoms: Sequence[Atom], *, cued: bool = False) -> list[Run]:
    """A run as one number, or as its pieces where short typed numbers without a cue stand side by side."""
    if not atoms:
        return []
    whole = Run(tuple(atoms))
    tiny = all(len(atom.digits) <= 2 for atom in atoms)  # noqa: PLR2004
    said = any(
        turn.words[i].is_letters for left, right in pairwise(atoms) for i in range(left.last + 1, right.first)
    )
    if cued or whole.spoken or said or len(whole.digits) >= _PHONE_LOCAL or tiny:
        return [whole]
    joined = [[atoms[0]]]
    for atom in atoms[1:]:
        if turn.gap(joined[-1][-1].last, atom.first).strip():
            joined[-1].append(atom)
        else:
            joined.append([atom])
    return [Run(tuple(each)) for each in joined]
