"""Read numbers as people say and type them: "oh three", "double five", "5 5 5", with an um in between.

In: a turn. Out: ``Run``s, number words and digits that belong together, with the digits they stand for.
Every word is looked at once, so a long text costs no more than its length.
Knows nothing about what a number means; ``numbers.py`` and the other families decide that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.redaction.turn import Turn

UNITS = {
    "zero": "0", "oh": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9", "fife": "5",
    "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7",
    "ocho": "8", "nueve": "9",
}  # fmt: skip
TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "diez": "10", "doce": "12", "trece": "13", "catorce": "14", "quince": "15",
}  # fmt: skip
TENS = {
    "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50", "sixty": "60",
    "seventy": "70", "eighty": "80", "ninety": "90", "veinte": "20", "treinta": "30", "cuarenta": "40",
    "cincuenta": "50", "sesenta": "60", "setenta": "70", "ochenta": "80", "noventa": "90",
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3}
HOMOPHONES = {"to": "2", "too": "2", "for": "4", "fore": "4", "ate": "8", "won": "1", "o": "0"}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
NUMBER_WORDS = frozenset({*UNITS, *TEENS, *TENS, *TIMES, *SCALES, *ORDINALS})
FILLERS = frozenset(
    "um uh uhm uhh er erm ah hmm mm like so okay ok then dash hyphen space no sorry wait i mean actually "
    "correction make that please is it's rather yeah yes".split()
)
_MARKS = frozenset(",-.…/()")
_MAX_BETWEEN = 4
_MIN_HOMOPHONE_RUN = 2
_TWENTY = 20

_ZIP_DIGITS = 5


class Atom(NamedTuple):
    """One number as it was said: its digits, whether spoken, and the words it covers."""

    digits: str
    spoken: bool
    first: int
    last: int
    cardinal: bool
    """Said with hundred or thousand, so it is an amount rather than digits."""


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
        atom = read_atom(turn, index, inside=len(atoms) >= _MIN_HOMOPHONE_RUN and atoms[-1].spoken)
        if atom is None:
            index += 1
            continue
        if atoms and not _continues(turn, atoms[-1], atom):
            yield Run(tuple(atoms))
            atoms = []
            again = read_atom(turn, index, inside=False)
            if again is None:
                index += 1
                continue
            atom = again
        atoms.append(atom)
        index = atom.last + 1
    if atoms:
        yield Run(tuple(atoms))


def read_atom(turn: Turn, index: int, *, inside: bool = False) -> Atom | None:  # noqa: PLR0911
    """The one number that starts at a word, or None; ``inside`` a spoken run "to" and "for" count too."""
    if turn.words[index].raw == "OH" and len(_next_word(turn, index)) == _ZIP_DIGITS:
        return None  # "Dayton OH 45402": the state, not a spoken zero
    word = turn.words[index]
    if word.is_digits:
        return Atom(word.text, spoken=False, first=index, last=index, cardinal=False)
    if word.text in TIMES:
        digit = UNITS.get(_next_word(turn, index)) or _typed_digit(turn, index + 1)
        if digit:
            return Atom(digit * TIMES[word.text], spoken=True, first=index, last=index + 1, cardinal=False)
        return None
    below = _below_hundred(turn, index)
    if below is not None:
        return _with_scale(turn, *below, first=index)
    if inside and word.text in HOMOPHONES and _is_single(turn, index + 1):
        return Atom(HOMOPHONES[word.text], spoken=True, first=index, last=index, cardinal=False)
    return None


def _next_word(turn: Turn, index: int) -> str:
    return turn.word(index + 1)


def _typed_digit(turn: Turn, index: int) -> str:
    text = turn.word(index)
    return text if len(text) == 1 and text.isdecimal() else ""


def _is_single(turn: Turn, index: int) -> bool:
    text = turn.word(index)
    return text in UNITS or text in TIMES or (len(text) == 1 and text.isdecimal())


def _below_hundred(turn: Turn, index: int) -> tuple[str, int] | None:
    """(digits, last word) of a unit, a teen, or tens with their unit."""
    text = turn.words[index].text
    if text in UNITS:
        return UNITS[text], index
    if text in TEENS:
        return TEENS[text], index
    if text not in TENS:
        return None
    step = index + 2 if turn.word(index + 1) == "-" else index + 1
    unit = UNITS.get(turn.word(step), "0")
    if unit != "0" and turn.word(step) != "oh":
        return TENS[text][0] + unit, step
    return TENS[text], index


def _with_scale(turn: Turn, digits: str, last: int, *, first: int) -> Atom:
    """A number with the hundreds and thousands that follow it."""
    value, cardinal = int(digits), False
    total = 0
    while turn.word(last + 1) in SCALES:
        scale = SCALES[turn.word(last + 1)]
        if scale <= max(value, 1) and scale == SCALES["hundred"] and cardinal:
            break
        value, last, cardinal = value * scale, last + 1, True
        total += value
        value = 0
        step = last + 2 if turn.word(last + 1) == "and" else last + 1
        rest = _below_hundred(turn, step) if step < len(turn.words) else None
        # "eight hundred six three three ..." is digits said one by one, not 806 and more digits.
        if rest is None or (int(rest[0]) < 10 and _is_single(turn, rest[1] + 1)):  # noqa: PLR2004
            break
        value, last = int(rest[0]), rest[1]
    text = str(total + value) if cardinal else digits
    return Atom(text, spoken=True, first=first, last=last, cardinal=cardinal)


def _continues(turn: Turn, left: Atom, right: Atom) -> bool:
    """Whether nothing but a pause, a filler or a separator stands between two numbers."""
    between = turn.words[left.last + 1 : right.first]
    gap = turn.text[turn.words[left.last].end : turn.words[right.first].start]
    if "\n" in gap:
        return False
    if not left.spoken and not right.spoken:
        return _typed_join(left.digits, gap, right.digits)
    if len(between) > _MAX_BETWEEN:
        return False
    if any(word.text == "." and turn.text[word.end : word.end + 1] == " " for word in between):
        return False
    return all(word.text in FILLERS or word.text in _MARKS for word in between)


def _typed_join(left: str, gap: str, right: str) -> bool:
    if len(gap) > 3 or (set(gap) - set(" -.()/*#·")):  # noqa: PLR2004
        return gap.strip() == "," and len(left) == len(right) == 1
    if gap.strip() == "." and len(right) <= 2 and len(left) <= 3:  # noqa: PLR2004  # 98.6 is a value
        return len(left) == len(right) == 1 and gap == "." and False
    return not (gap.startswith(". ") or (gap.strip() == "/" and len(left) + len(right) > 2))  # noqa: PLR2004
