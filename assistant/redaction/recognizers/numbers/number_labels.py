"""Weigh a run of numbers and its cue: which label it gets, or that it stays in the text.

In: a turn, a run, the label of its cue or None. Out: a label or None.
Knows nothing about how runs and cues are found, or about the parts of a number that talk interrupts.
"""

from __future__ import annotations

from assistant.redaction.recognizers.numbers import number_lists, plain_numbers
from assistant.redaction.recognizers.spoken import Run
from assistant.redaction.turn import Turn

_MIN_ID, _MIN_PART, _ZIP_LENGTH, _PHONE_LOCAL, _SSN_LENGTH, _NATIONAL = 4, 3, 5, 7, 9, 10
_LAST_MONTH, _LAST_DAY, _FIRST_SHORT_YEAR = 12, 31, 20
_OPENERS = frozenset("that's thats it's its is yeah yes um uh oh sure ok okay so si es son".split())
_ENDS_ANSWER = frozenset(
    {"", "and", ",", ".", "i", "i'm", "im", "that's", "thats", "yes", "yeah", "ma'am", "sir", "y"}
)
_CODED = frozenset({"MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "BIOMETRIC", "OTHER_ID"})


def label_of(turn: Turn, run: Run, cued: str | None) -> str | None:
    """The label of a number, or None when it stays."""
    if plain_numbers.is_public(turn, run) or plain_numbers.is_money(turn, run):
        return None
    if cued == "DATE" or (cued is None and _is_bare_date(turn, run)):
        return "DATE" if _is_date(turn, run) else None
    if plain_numbers.is_year(run) and (cued in {None, "OTHER_ID"} or plain_numbers.is_dated(turn, run)):
        return None
    if len(run.digits) < _SSN_LENGTH and plain_numbers.is_clock(turn, run) and not run.digit_by_digit:
        return None
    return _by_cue(turn, run, cued)


def _by_cue(turn: Turn, run: Run, cued: str | None) -> str | None:  # noqa: PLR0911  # one line for each cue
    """The label its cue gives to a number that is no date, year or time."""
    length = len(run.digits)
    if cued == "SSN":
        return _last_four(turn, run)
    if cued == "ZIP" and _MIN_PART <= length <= _SSN_LENGTH:
        return None if length != _ZIP_LENGTH and is_plain(turn, run) else "ZIP"
    if cued in {"PHONE", "FAX"} and (length >= _PHONE_LOCAL or _is_phone_part(turn, run)):
        return cued
    if length < _MIN_ID:
        ends = length == _MIN_PART and run.digit_by_digit and _is_an_end(turn, run)
        return "OTHER_ID" if ends and not is_plain(turn, run) else None
    if len(run.atoms) == 1 and run.atoms[0].cardinal and cued != "MRN":
        return None
    if cued in _CODED - {"OTHER_ID"}:
        return None if is_plain(turn, run) and length < _PHONE_LOCAL else cued
    return _by_shape(turn, run, cued)


def _is_phone_part(turn: Turn, run: Run) -> bool:
    """Whether a short number under a phone cue is read out, or is said to be the area code."""
    area = {"area", "code"} <= set(turn.before(run.first, 4))
    return len(run.digits) >= _MIN_PART and (run.digit_by_digit or area)


def _is_an_end(turn: Turn, run: Run) -> bool:
    # "It ends in oh one seven", "it starts with six one four".
    return any(word.startswith(("end", "start", "begin")) for word in turn.before(run.first, 3))


def _last_four(turn: Turn, run: Run) -> str | None:
    four = len(run.digits) <= _MIN_ID
    plain = (four and plain_numbers.is_amount(turn, run)) or (
        not four and plain_numbers.is_reading(turn, run)
    )
    return None if len(run.digits) < _MIN_ID or (plain and not run.digit_by_digit) else "SSN"


def is_plain(turn: Turn, run: Run) -> bool:
    """Whether the words around a number make it an amount, a reading or a count."""
    return (
        plain_numbers.is_amount(turn, run)
        or plain_numbers.is_reading(turn, run)
        or number_lists.is_count(turn, run)
    )


def _by_shape(turn: Turn, run: Run, cued: str | None) -> str | None:  # noqa: PLR0911
    """The label of a number without a cue that names it."""
    length = len(run.digits)
    single = len(run.atoms) == 1
    if length < _PHONE_LOCAL:
        if is_plain(turn, run) or number_lists.is_list(turn, run):
            return None
        if cued is None and not _looks_read_out(turn, run):
            return None
    elif (
        (cued is None and plain_numbers.is_timetable(run))
        or number_lists.is_list(turn, run)
        or (
            run.spoken
            and not run.digit_by_digit
            and (is_plain(turn, run) or plain_numbers.is_clock(turn, run) or number_lists.is_said_list(run))
        )
    ):
        return None
    if length == _SSN_LENGTH:
        return "SSN"
    if length in {_PHONE_LOCAL, _NATIONAL, _NATIONAL + 1} and (cued is None or not single):
        return "PHONE"
    if length == _ZIP_LENGTH and (single or run.spoken):
        return "ZIP"
    return "OTHER_ID"


def _looks_read_out(turn: Turn, run: Run) -> bool:
    """Whether a short number without a cue is read out or typed like an identifier."""
    if run.spoken:
        return run.digit_by_digit or (run.atoms[0].digits == "0" and len(run.digits) > _MIN_ID)
    if turn.word(run.first - 1) == "a":
        return False  # "what is a 99283?"
    return not plain_numbers.is_round(run) and not plain_numbers.is_billing_code(turn, run)


def _is_date(turn: Turn, run: Run) -> bool:
    """Whether a number under a birthday or visit cue can be a date; a year alone is none."""
    digits = run.digits
    if plain_numbers.is_year(run) or plain_numbers.is_clock(turn, run) or plain_numbers.is_reading(turn, run):
        return False
    if len(digits) >= _MIN_ID:
        return True
    month = int(run.atoms[0].digits)
    pair = len(run.atoms) == 2 and month <= _LAST_MONTH and int(run.atoms[1].digits) <= _LAST_DAY  # noqa: PLR2004
    return pair and month > 0 and (run.spoken or len(digits) == _MIN_PART)


def _is_bare_date(turn: Turn, run: Run) -> bool:
    """Whether a turn opens with month, day and year and no cue: the answer to a question of the turn before."""
    if not run.spoken or not {turn.word(i) for i in range(run.first)} <= _OPENERS:
        return False
    sizes = [int(atom.digits) for atom in run.atoms]
    if turn.word(run.last + 1) not in _ENDS_ANSWER:
        return False
    month_first = len(sizes) in {3, 4} and 0 < sizes[0] <= _LAST_MONTH and 0 < sizes[1] <= _LAST_DAY
    return month_first and _FIRST_SHORT_YEAR <= sizes[-1] < _FIRST_SHORT_YEAR * 5 and not is_plain(turn, run)
