"""Tell a number that says who somebody is from an amount, a reading, a time, a count, a code or a year.

In: a turn and a run of numbers. Out: whether it is one of those, so that it stays in the text.
Knows nothing about cues, labels or how runs are found; ``numbers.py`` weighs the answers.
"""

from __future__ import annotations

import regex

from assistant.redaction.recognizers import cues
from assistant.redaction.recognizers.cues.amount_words import OWN_CODES
from assistant.redaction.recognizers.spoken import Atom, Run
from assistant.redaction.turn import Turn

TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
SHORT_CODES = frozenset({"741741", "838255", "233733", "22522", "898211"})
"""Public text lines: crisis, veterans, trafficking, and the like."""
PUBLIC_CODES = frozenset({"911", "988", "211", "311", "411", "511", "711", "811"})
_FORMS = frozenset({"1099", "1095", "1040", "4868"})
_MORE_AMOUNTS = frozenset(
    "check checks stamps ssi ssdi pension benefit benefits wages total take takes took taking".split()
)
_CODES = frozenset({"code", "codes", "cpt"})
_YEARS = range(1900, 2100)
_YEAR_BEFORE = frozenset("in since from until till year back by before after around en desde".split())
_MIN_ID, _PHONE_LOCAL = 4, 7
_ROUND = 50
_QUARTER = 5
_MONEY_AFTER = frozenset("dollars dollar bucks cents pesos dolares".split())
_PERIODS = frozenset("month week year day piece pop mo wk yr hour".split())
_MORE_UNITS = frozenset("u mgs puntos miligramos mililitros libras grados".split())
_NOT_UNITS = frozenset("in of visit visits am at point second".split())
"""Units that are also plain words: behind a long number or one read out digit by digit they say nothing."""
_MORE_VITALS = frozenset(
    (
        "fasting fasted azucar presion peso oxigeno fiebre bpm spo2 rr hgb hct bun egfr bnp ef io i&o "
        "pox sao2 fsbs bg glucometer meter's kcal carbs goal scale's sliding units taper liters"
    ).split()
)
_ROOMS = frozenset(
    "room rm floor bed step stage phase grade level channel page chapter verse psalm section row aisle "
    "gate route highway interstate bus flight form part type".split()
)
_CLOCK_AFTER = frozenset("am pm a.m p.m o'clock oclock hrs hours h sharp tonight noon".split())
_CODE_NEAR = regex.compile(r"(?<![\w-])[a-z]\d{2,4}(?:\.\d{1,4})?(?!\w)", regex.IGNORECASE)
_NEAR = 16
_LAST_HOUR, _LAST_MINUTE, _HOURS_OF_DAY = 12, 59, 24


def without_amounts(turn: Turn, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The numbers of a run without a last one that a unit follows, or a first one that money precedes."""
    atoms = tuple(atom for atom in atoms if not _is_glued_code(turn, atom))
    while atoms and _has_unit(turn, atoms):
        atoms = atoms[:-1]
    if atoms and turn.word(atoms[0].first - 1) in {"$", "€", "£"}:
        atoms = atoms[1:]
    return atoms


def _has_unit(turn: Turn, atoms: tuple[Atom, ...]) -> bool:
    last = atoms[-1]
    dotted = len(atoms) > _MIN_ID and all(atom.single for atom in atoms)
    if not dotted and _is_decimal(turn, last):
        return True
    at = last.last + 1
    marked = turn.word(at) == "-"
    after = turn.word(at + 1) if marked else turn.word(at)
    joined = len(atoms) > 1 and bool(turn.gap(atoms[-2].last, last.first).strip()) and not last.spoken
    if after == "x" and turn.word(at + 1).isdecimal():
        return False  # an extension
    if joined or not (after in {"%", "°"} or after in _MORE_UNITS or cues.is_quantity_after(after)):
        return False
    read_out = last.single and len(atoms) >= _MIN_ID and all(atom.single for atom in atoms)
    long = sum(len(atom.digits) for atom in atoms) >= _MIN_ID
    return not read_out and not (long and after in _NOT_UNITS and not marked)


def _is_glued_code(turn: Turn, atom: Atom) -> bool:
    # J1885, E0601, g0438: a letter or two and fewer digits than a phone; cued codes are another family's.
    if atom.spoken or len(atom.digits) >= _PHONE_LOCAL or atom.first == 0:
        return False
    before = turn.words[atom.first - 1]
    return before.is_letters and len(before.text) <= 2 and before.end == turn.words[atom.first].start  # noqa: PLR2004


def _is_decimal(turn: Turn, atom: Atom) -> bool:
    # 98.6, 1,250 and 8:30 are values: the mark stands between two numbers without a space.
    if atom.spoken:
        return False
    word = turn.words[atom.first]
    before, after = turn.text[max(0, word.start - 2) : word.start], turn.text[word.end : word.end + 2]
    return (before[-1:] in {".", ",", ":"} and before[:1].isdigit()) or (
        after[:1] in {".", ",", ":"} and after[1:].isdigit() and after[:1] != "."
    )


def is_year(run: Run) -> bool:
    """Whether a run is a year and nothing else."""
    digits = run.digits
    if len(digits) != _MIN_ID or int(digits) not in _YEARS:
        return False
    sizes = [len(atom.digits) for atom in run.atoms]
    return sizes in ([4], [2, 2]) or (sizes == [2, 1, 1] and run.spoken)


def is_dated(turn: Turn, run: Run) -> bool:
    """Whether the word before says that a year follows ("since 1998"); "ends in 1940" does not."""
    before = turn.before(run.first, 2)
    return bool(set(before) & _YEAR_BEFORE) and not any(word.startswith("end") for word in before)


def is_public(turn: Turn, run: Run) -> bool:
    """Whether a run is a public short number, or the digits in front of a toll-free name."""
    digits = run.digits
    if digits in SHORT_CODES or digits in PUBLIC_CODES or (digits in _FORMS and len(run.atoms) == 1):
        return True
    if digits in TOLL_FREE:
        return turn.word(run.last + 1) == "-"
    return digits.startswith("1") and digits[1:] in TOLL_FREE


def is_money(turn: Turn, run: Run) -> bool:
    """Whether dollars or "a month" stand behind a number."""
    after = turn.after(run.last, 2)
    return bool(after) and (
        after[0] in _MONEY_AFTER
        or (after[0] in {"a", "per", "every", "each"} and after[1:2] and after[1] in _PERIODS)
        or (turn.word(run.last + 1) == "/" and turn.word(run.last + 2) in _PERIODS)
    )


def is_reading(turn: Turn, run: Run) -> bool:
    """Whether the words before make it a reading of the body."""
    before = turn.before(run.first, 8)
    return cues.is_vital_before(before) or bool(set(before) & _MORE_VITALS)


def is_amount(turn: Turn, run: Run) -> bool:
    """Whether it is money, a count or a code by the words around it."""
    before, after = turn.before(run.first, 8), turn.after(run.last, 3)
    return (
        is_money(turn, run)
        or (bool(_CODES & set(after)) and not OWN_CODES & set(after))
        or cues.is_amount_before(before)
        or bool(set(before[:3]) & _MORE_AMOUNTS)
        or cues.is_code_before(before)
        or (bool(before) and before[0] in _ROOMS)
    )


def is_clock(turn: Turn, run: Run) -> bool:
    """Whether it is a time of day, or a list of times: valid ones, with "at", "by" or "hrs" beside them."""
    before = turn.before(run.first, 4)
    said = cues.is_clock_before(before) or turn.word(run.first - 1) == "@"
    again = before[:1] in (["and"], ["or"]) and any(cues.is_clock_before([word]) for word in before[1:])
    return (said or again or turn.word(run.last + 1) in _CLOCK_AFTER) and _are_times(run)


def is_timetable(run: Run) -> bool:
    """Whether typed times of day stand in a row: 0600 1400 2200."""
    quarters = all(int(atom.digits) % _QUARTER == 0 for atom in run.atoms)
    return len(run.atoms) > 1 and not run.spoken and _are_times(run) and quarters


def _are_times(run: Run) -> bool:
    if not run.spoken:
        return all(
            len(atom.digits) == _MIN_ID
            and int(atom.digits[:2]) < _HOURS_OF_DAY
            and int(atom.digits[2:]) <= _LAST_MINUTE
            for atom in run.atoms
        )
    at, atoms = 0, run.atoms
    while at < len(atoms):
        if not 1 <= int(atoms[at].digits) <= _LAST_HOUR:
            return False
        at += 1
        if at < len(atoms) and atoms[at].digits == "0" and at + 1 < len(atoms) and atoms[at + 1].single:
            at += 2
        elif at < len(atoms) and len(atoms[at].digits) == 2 and int(atoms[at].digits) <= _LAST_MINUTE:  # noqa: PLR2004
            at += 1
    return len(atoms) > 1


def is_round(run: Run) -> bool:
    """Whether four typed digits are a round amount: 1200, 1850."""
    digits = run.digits
    return len(digits) == _MIN_ID and digits[0] != "0" and int(digits) % _ROUND == 0


def is_billing_code(turn: Turn, run: Run) -> bool:
    """Whether a code such as G0438 stands next to it."""
    start, end = turn.words[run.first].start, turn.words[run.last].end
    return bool(
        _CODE_NEAR.search(turn.text[max(0, start - _NEAR) : start])
        or _CODE_NEAR.search(turn.text[end : end + _NEAR])
    )
