"""Read numbers as people say and type them: "oh three", "double five", "5 5 5", with an um in between.

In: a turn. Out: ``Run``s, number words and digits that belong together, with the digits they stand for.
Every word is looked at once, so a long text costs no more than its length.
Knows nothing about what a number means; ``numbers.py`` and the other families decide that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.redaction.recognizers.spoken.atoms import Atom, is_single, read_atom
from assistant.redaction.recognizers.spoken.number_words import (
    FILLERS,
    HOMOPHONES,
    NUMBER_WORDS,
    ORDINALS,
    SPEAKERS,
    TEENS,
    TENS,
    TIMES,
    UNITS,
)
from assistant.redaction.turn import Turn, Word

__all__ = [
    "NUMBER_WORDS",
    "ORDINALS",
    "TEENS",
    "TENS",
    "TIMES",
    "UNITS",
    "Atom",
    "Run",
    "read_atom",
    "runs",
    "spoken_digits",
]
_MARKS = frozenset(",-.…/()*_:")
_DIGIT_MARKS = frozenset("?.,")
_MAX_BETWEEN = 16
_MIN_HOMOPHONE_RUN = 2
_BEFORE_LAST = frozenset({6, 9})
"""Digits of a phone that lack their last one: there even "to" and "for" at the end are digits."""
_SURE_HOMOPHONES = frozenset({"ate", "won", "too", "fore"})
_AREA_CODE = 3
_PARTS = frozenset("last first final middle other next ultimos primeros".split())
_PART_SIZES = frozenset("two three four five six 2 3 4 5 6 cuatro tres".split())


class Run(NamedTuple):
    """Numbers said one after the other."""

    atoms: tuple[Atom, ...]

    @property
    def digits(self) -> str:
        """All digits in order."""
        return "".join(atom.digits for atom in self.atoms)

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.atoms[0].first

    @property
    def last(self) -> int:
        """Index of the last word."""
        return self.atoms[-1].last

    @property
    def spoken(self) -> bool:
        """Whether any part was in words."""
        return any(atom.spoken for atom in self.atoms)

    @property
    def digit_by_digit(self) -> bool:
        """Whether every digit was said alone."""
        return all(atom.single for atom in self.atoms)


def spoken_digits(value: str) -> str:
    """All digits in a short value, typed or said.

    >>> spoken_digits("five five 5, double oh")
    '55500'
    """
    return "".join(run.digits for run in runs(Turn(value, year=0)))


def runs(turn: Turn) -> Iterator[Run]:
    """Number words and typed digits that stand together, in order."""
    index = 0
    atoms: list[Atom] = []
    while index < len(turn.words):
        atom = None
        if not _names_a_part(turn, index):
            atom = read_atom(turn, index) or _read_homophone(turn, index, atoms)
        if atom is None:
            index += 1
            continue
        if atoms and not _continues(turn, atoms, atom):
            yield Run(tuple(atoms))
            atoms = []
            if turn.words[index].text in HOMOPHONES:
                index += 1
                continue
        atoms.append(atom)
        index = atom.last + 1
    if atoms:
        yield Run(tuple(atoms))


def _names_a_part(turn: Turn, index: int) -> bool:
    # "The last four", "first three": says which part of a number comes, and is no part of it.
    return turn.word(index - 1) in _PARTS and turn.word(index) in _PART_SIZES


def _read_homophone(turn: Turn, index: int, atoms: Sequence[Atom]) -> Atom | None:
    """Read "to", "for", "ate" and their like as a digit, between digits said one by one or as the last of them."""
    word = turn.words[index].text
    if word not in HOMOPHONES or len(atoms) < _MIN_HOMOPHONE_RUN or not _all_single(atoms[-2:]):
        return None
    if index - atoms[-1].last > _MIN_HOMOPHONE_RUN:
        return None
    digits = sum(len(atom.digits) for atom in atoms)
    ends = digits in _BEFORE_LAST and _all_single(atoms)
    chain = turn.word(index + 1) in HOMOPHONES and digits > _AREA_CODE
    sure = word in _SURE_HOMOPHONES or word == "o"
    if is_single(turn, index + 1) or ends or chain or sure:
        digit = HOMOPHONES[word]
        return Atom(digit, spoken=True, first=index, last=index, cardinal=False, single=True)
    return None


def _all_single(atoms: Sequence[Atom]) -> bool:
    return all(atom.single for atom in atoms)


def _continues(turn: Turn, atoms: Sequence[Atom], right: Atom) -> bool:
    """Whether nothing but a pause, a filler, a separator or another voice stands between two numbers."""
    left = atoms[-1]
    between = turn.words[left.last + 1 : right.first]
    gap = turn.text[turn.words[left.last].end : turn.words[right.first].start]
    if "\n" in gap or len(between) > _MAX_BETWEEN:
        return False
    by_digit = _all_single(atoms[-2:]) and right.single
    if not left.spoken and not right.spoken:
        if _typed_join(left.digits, gap, right.digits):
            return True
        grouped = len(left.digits) == _AREA_CODE and len(right.digits) in {_AREA_CODE, _AREA_CODE + 1}
        said = any(word.is_letters for word in between)
        grouped = grouped or any(word.text in {"dash", "hyphen", "guion"} for word in between)
        if not (by_digit or grouped) or not (said or (by_digit and gap.strip() == ".")):
            return False
    return all(_may_stand_between(turn, left.last + 1 + i, word, by_digit) for i, word in enumerate(between))


def _may_stand_between(turn: Turn, index: int, word: Word, by_digit: bool) -> bool:
    if word.text == "." and turn.text[word.end : word.end + 1] in {" ", "\n"}:
        return by_digit or turn.word(index + 2) == ":" or turn.word(index - 2) == ":"
    if word.text in FILLERS or word.text in _MARKS or (by_digit and word.text in _DIGIT_MARKS):
        return True
    if word.text in {"dot", "period"}:
        return by_digit
    if word.text == "and":
        return by_digit or turn.word(index + 1) == "then"
    return word.text in SPEAKERS and turn.word(index + 1) == ":"


def _typed_join(left: str, gap: str, right: str) -> bool:
    if len(gap) > _AREA_CODE or (set(gap) - set(" -.()/*#·_•~")):
        return gap.strip() == "," and len(left) == len(right) == 1
    if gap.strip() == "." and len(right) <= 2 and len(left) <= _AREA_CODE:  # noqa: PLR2004  # 98.6 is a value
        return False
    return not (gap.startswith(". ") or (gap.strip() == "/" and len(left) + len(right) > 2))  # noqa: PLR2004
