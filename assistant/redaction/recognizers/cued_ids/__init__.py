"""Find record, member, account, licence, plate, device and other codes by the words around them.

In: a turn. Out: hits with the label of the cue, which may stand before the code, just behind it, or a
sentence earlier. Codes known by their shape, and codes spelled letter by letter, need no cue.
A room, a step, a stage or a score is no code. Knows nothing about plain phone or Social Security numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.cued_ids import plain_codes, prints, vehicles
from assistant.redaction.recognizers.cued_ids.code_speech import Code, is_speaker, read_code
from assistant.redaction.recognizers.cued_ids.id_shapes import SHAPES, is_public_code
from assistant.redaction.recognizers.cues import Cue, find_cues, is_code_before, is_quantity_after, says_what
from assistant.redaction.recognizers.spoken.number_words import NUMBER_WORDS
from assistant.redaction.turn import Hit, Turn, scan

CODED = frozenset({"MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "BIOMETRIC", "OTHER_ID"})
LABELS = (*sorted(CODED), "SSN", "ZIP", "PHONE", "FAX", "DATE")
_LINKS = frozenset(
    "is number numbers no num id the my on for ends ending in as it's its was of and that that's thats says "
    "reads "
    "said shows with called are here here's heres code card license plate file page her his their our um uh "
    "so like "
    "ok okay tag i think a an be would yeah yes sure well it this one new old last digits s begins starts "
    "first es el la mi de del su".split()
)
_LINK_MARKS = frozenset({"#", ":", ",", ".", "-", "(", "=", "'", '"', "…", "\u2022"})
_BEFORE_A_THING = frozenset({"the", "my", "his", "her", "this", "that", "on"})
_YEAR_BEFORE = frozenset("in since for from of until till by year back".split())
_MAX_LINKS = 8
_MAX_FAR, _MAX_MORE = 14, 8
_MAX_CODES = 3
_DASHED = 6
_LEAST, _LEAST_NUMBERED = 4, 3
_FAR_LENGTH, _FAR_DIGITS = 5, 2
_SPELLED_DIGITS, _SPELLED_LENGTH = 3, 5
_NUMBERED = regex.compile(r"(?:number|no|\#|\bid|i d|serial|sn|s/n|mrn|m ?r ?n|code)\.?$", regex.IGNORECASE)
_YEAR = regex.compile(r"(?:19|20)\d\d")
_NEXT_CODE = regex.compile(r"[\s:#]{1,3}[\w-]*\d")
_TOLL_FREE = regex.compile(r"1?8(?:00|33|44|55|66|77|88)")
_PRICE = regex.compile(r"\d+\.\d{1,2}")
_SPAN_OF_DAYS = regex.compile(
    r"\b\d{1,2}-\d{1,2} ?(?:d|days?|wks?|weeks?|hrs?)\b|^\d{1,2}d,|\d x \d", regex.IGNORECASE
)
"""Days or sizes inside what reads like a code: "new 1 7-10d", "4.2 x 3.1 x 0.5"."""
_LAB_VALUE = regex.compile(r"a1c \d{1,2}(?:\.\d)?$", regex.IGNORECASE)
_STOPS = frozenset({";"})


def find(turn: Turn) -> Iterator[Hit]:
    """All codes said to be one, and codes known by their shape."""
    for hit in scan(SHAPES, turn):
        if hit.rule != "id.mixed" or not is_public_code(turn.text[hit.start : hit.end]):
            yield hit
    yield from scan(prints.RULES, turn)
    cues = find_cues(turn)
    yield from vehicles.find(turn)
    starts = [word.start for word in turn.words]
    found: list[tuple[int, int]] = []
    at = 0
    for number, cue in enumerate(cues):
        while at < len(starts) and starts[at] < cue.end:
            at += 1
        following = cues[number + 1] if number + 1 < len(cues) else None
        for hit in _after_cue(turn, cue, at, following):
            found.append((hit.start, hit.end))
            yield hit
    for hit in _without_cue_before(turn, cues):
        if not any(start <= hit.start and hit.end <= end for start, end in found):
            yield hit
    yield from plain_codes.find(turn)


def _after_cue(turn: Turn, cue: Cue, index: int, following: Cue | None) -> Iterator[Hit]:
    """The code behind a cue, and one more if it follows with an "and"."""
    far, steps, found = False, 0, 0
    while index < len(turn.words) and steps <= _MAX_FAR:
        word = turn.words[index]
        if following is not None and word.start >= following.start:
            # "my member card? the id is ...": a plain "id" leaves the word to the cue before it
            if following.label != "OTHER_ID" or cue.label == "OTHER_ID":
                return
            following = None
        code = read_code(turn, index, sure=True)
        if (
            code is not None
            and _accepts(turn, cue, code, far=far, more=found > 0)
            and (not found or _is_another(turn, code))
        ):
            yield _hit(turn, code, cue.label, "id.cue")
            found += 1
            index, steps, far = code.last + 1, _MAX_FAR - _MAX_MORE, True
            if found == _MAX_CODES:
                return
            continue
        if word.text in _STOPS:
            return
        steps += 1
        far = far or steps > _MAX_LINKS or not _is_link(turn, index)
        index += 2 if is_speaker(turn, index) else 1


def _is_another(turn: Turn, code: Code) -> bool:
    """Whether a code behind the first one was written as one piece or spelled, as no reading of a lab is."""
    value = turn.text[turn.words[code.first].start : turn.words[code.last].end]
    dashed = "-" in value and code.letters == 0 and code.digits >= _DASHED
    written = " " not in value and (code.letters > 0 or dashed)
    return code.digits >= _SPELLED_DIGITS and (bool(code.spelled) or written)


def _is_link(turn: Turn, index: int) -> bool:
    """Whether a word may stand between a cue and its code without any doubt about the code."""
    word = turn.words[index]
    # "model 4, serial ..." and "last four" keep their own number out of the code behind them.
    named_thing = (
        word.is_letters and turn.word(index - 1) in _BEFORE_A_THING and word.text not in NUMBER_WORDS
    )
    if word.text in {".", "?", "!"} and turn.text[word.end : word.end + 1].isspace():
        return word.text == "?"
    return word.text in _LINKS or word.text in _LINK_MARKS or named_thing or is_speaker(turn, index)


def _accepts(turn: Turn, cue: Cue, code: Code, *, far: bool, more: bool) -> bool:
    """Whether a code behind a cue belongs to it."""
    if cue.label not in CODED and not (cue.label == "SSN" and code.letters == 0):
        return False
    if not code.digits or _is_a_value(turn, code):
        return False
    length = len(code.characters)
    if far:
        dashed = code.letters == 0 and more and code.digits >= _DASHED
        mixed = dashed or (code.letters > 0 and length >= _FAR_LENGTH and code.digits >= _FAR_DIGITS)
        value = turn.text[turn.words[code.first].start : turn.words[code.last].end]
        return mixed and not (is_public_code(value) or is_code_before(turn.before(code.first, 6)))
    numbered = _NUMBERED.search(turn.text[cue.start : cue.end]) is not None
    said = turn.word(code.first - 1) in {"is", ":", "#", "it's", "its", "="}
    if not numbered and not said and code.pieces == 1 and _YEAR.fullmatch(code.characters):
        return False  # "the Medicare 2026 premium", "eye scan 2021"
    least = _LEAST_NUMBERED if numbered and cue.label != "OTHER_ID" else _LEAST
    return length >= least


def _is_a_value(turn: Turn, code: Code) -> bool:
    """Whether a code is an amount, a price or a year."""
    following = turn.word(code.last + 1)
    if is_quantity_after(following) and following != "of" and (code.pieces == 1 or not code.letters):
        return True
    value = turn.text[turn.words[code.first].start : turn.words[code.last].end]
    if _SPAN_OF_DAYS.search(value) or _LAB_VALUE.match(value):
        return True
    before = turn.word(code.first - 1)
    if before in {"$", "€", "£"} or _PRICE.fullmatch(value) is not None:
        return True
    if _YEAR.fullmatch(value) is not None and before in _YEAR_BEFORE:
        return True
    # "A1C", "B12", and "code J1885"
    coded = len(value) <= _LEAST or is_code_before(turn.before(code.first, 6))
    return code.letters > 0 and coded and is_public_code(value)


def _without_cue_before(turn: Turn, cues: tuple[Cue, ...]) -> Iterator[Hit]:
    """Codes with their cue just behind them, and codes spelled out with no cue at all."""
    index = 0
    while index < len(turn.words):
        code = read_code(turn, index, sure=False)
        if code is None:
            index += 1
            continue
        label = _cue_behind(turn, cues, code)
        if label:
            yield _hit(turn, code, label, "id.cue_behind")
        elif _is_spelled_code(turn, code):
            yield _hit(turn, code, "OTHER_ID", "id.spelled")
        index = code.last + 1


def _cue_behind(turn: Turn, cues: tuple[Cue, ...], code: Code) -> str | None:
    if not code.digits or len(code.characters) < _LEAST or _is_a_value(turn, code):
        return None
    if _TOLL_FREE.fullmatch(code.characters):
        return None  # "1-800-MEDICARE"
    end = turn.words[code.last].end
    label = says_what(turn, cues, end)
    if label not in CODED or _has_its_own_code(turn, cues, end):
        return None
    return label


def _has_its_own_code(turn: Turn, cues: tuple[Cue, ...], end: int) -> bool:
    """Whether the next cue stands before another code: "DOB 03/04/1951, MRN 00482913"."""
    cue = next((each for each in cues if each.start >= end), None)
    return cue is not None and _NEXT_CODE.match(turn.text, cue.end) is not None


def _is_spelled_code(turn: Turn, code: Code) -> bool:
    """Whether letters and digits were said one by one, as nobody says an amount or a reading."""
    if not code.spelled or code.digits < _SPELLED_DIGITS or len(code.characters) < _SPELLED_LENGTH:
        return False
    lab = code.characters.startswith(("a1c", "b12", "h1n1", "phq", "gad", "o2", "bp", "hr", "f18"))
    value = turn.text[turn.words[code.first].start : turn.words[code.last].end]
    lab = lab or _SPAN_OF_DAYS.search(value) is not None
    lab = lab or "point" in {turn.word(i) for i in range(code.first, code.last)}
    typed = any(word.is_digits and len(word.text) > 1 for word in turn.words[code.first : code.last + 1])
    return not (lab or typed or is_code_before(turn.before(code.first, 6)))


def _hit(turn: Turn, code: Code, label: str, rule: str) -> Hit:
    start, end = turn.words[code.first].start, turn.words[code.last].end
    return Hit(start, end, label, 0.85, f"{rule}.{label.lower()}")
