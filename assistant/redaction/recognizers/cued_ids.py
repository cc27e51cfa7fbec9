"""Find record, member, account, licence, plate, device and other codes by the words in front of them.

In: a turn. Out: hits with the label of the cue. The code may be typed, or said in letters, digits and
"b as in boy". Health plan, vehicle and DEA numbers are also known by their shape, without a cue.
A room, a step, a stage or a score is no code. Knows nothing about plain phone or Social Security numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.cues import Cue, find_cues, is_quantity_after
from assistant.redaction.recognizers.spoken import read_atom
from assistant.redaction.turn import Hit, Turn, Word, scan
from assistant.redaction.turn import rule as make_rule
from assistant.redaction.word_lists import is_plain

LABELS = (
    "MRN",
    "HEALTH_PLAN",
    "ACCOUNT",
    "LICENSE",
    "VEHICLE",
    "DEVICE",
    "BIOMETRIC",
    "OTHER_ID",
    "SSN",
    "ZIP",
    "PHONE",
    "FAX",
    "DATE",
)
_CODED = frozenset({"MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "BIOMETRIC", "OTHER_ID"})
_LINKS = frozenset(
    "is number no num id the my on for ends ending in as it's its was of and that says reads "
    "shows with called are here code "
    "card license plate file page her his their um uh so like ok okay tag i think a".split()
)
_LINK_MARKS = frozenset({"#", ":", ",", ".", "-", "(", "=", "'", '"', "s"})
_BEFORE_A_THING = frozenset({"the", "my", "his", "her", "this", "that"})
_MAX_LINKS = 5
_MARKS = frozenset({"-", ".", "/", "#", "_"})
_PAUSES = frozenset({"um", "uh", "dash", "hyphen", "dot", "slash", "space", "then"})
_NATO = frozenset(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima "
    "mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu".split()
)
_MIN_LENGTH = 4
_MIN_LENGTH_STRONG = 3
_MAX_PREFIX = 4
_MAX_LOWER_PREFIX = 3

_SHAPES = (
    make_rule(
        "id.mbi",
        "HEALTH_PLAN",
        r"(?<![\w-])[1-9][ac-hj-km-np-rt-y][ac-hj-km-np-rt-y0-9]\d-?[ac-hj-km-np-rt-y][ac-hj-km-np-rt-y0-9]\d-?[ac-hj-km-np-rt-y]{2}\d{2}(?![\w-])",
        score=0.9,
    ),
    make_rule(
        "id.vin",
        "VEHICLE",
        r"(?<![\w-])(?=[a-hj-npr-z]*\d[a-hj-npr-z]*\d[a-hj-npr-z]*\d)"
        r"(?=\d*[a-hj-npr-z])[a-hj-npr-z0-9]{17}(?![\w-])",
        score=0.9,
    ),
    make_rule("id.dea", "LICENSE", r"(?<![\w-])[a-z][a-z9]\d{7}(?![\w-])", score=0.7),
    make_rule(
        "id.mixed",
        "OTHER_ID",
        r"(?<![\w/.@-])(?!1?-?8(?:00|33|44|55|66|77|88)-)(?=[a-z0-9-]{7,60}"
        r"(?![\w-]))(?=(?:[a-z-]*\d){4})(?=[\d-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*+(?![\w-])",
        score=0.5,
    ),
    make_rule(
        "id.claim_prefix",
        "OTHER_ID",
        r"(?<![\w-])(?:clm|ref|conf|auth|inv|case|rx|tkt|vp|fp|id)[-#]\d[\w-]{2,40}",
        score=0.7,
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All codes said to be one, and codes known by their shape."""
    yield from scan(_SHAPES, turn)
    starts = [word.start for word in turn.words]
    at = 0
    for cue in find_cues(turn):
        while at < len(starts) and starts[at] < cue.end:
            at += 1
        yield from _after_cue(turn, cue, at)


def _after_cue(turn: Turn, cue: Cue, index: int) -> Iterator[Hit]:
    for _ in range(_MAX_LINKS + 1):
        span = _read_code(turn, index)
        if span is not None:
            yield from _hit(turn, cue, *span)
            return
        at = _skip_link(turn, index)
        if at is None:
            return
        index = at


def _skip_link(turn: Turn, index: int) -> int | None:
    """The next word, when this one may stand between a cue and its code."""
    if index >= len(turn.words):
        return None
    word = turn.words[index]
    # "model 4, serial ..." and "last four" keep their own number out of the code behind them.
    named_thing = word.is_letters and turn.word(index - 1) in _BEFORE_A_THING
    return index + 1 if word.text in _LINKS or word.text in _LINK_MARKS or named_thing else None


def _hit(turn: Turn, cue: Cue, first: int, last: int, characters: str) -> Iterator[Hit]:
    if not any(char.isdigit() for char in characters):
        return
    strong = (
        turn.text[cue.start : cue.end]
        .lower()
        .endswith(("number", "no", "#", "id", "serial", "sn", "s/n", "mrn"))
    )
    least = _MIN_LENGTH_STRONG if strong and cue.label != "OTHER_ID" else _MIN_LENGTH
    if len(characters) < least or (last == first and is_quantity_after(turn.word(last + 1))):
        return
    if cue.label not in _CODED and not (cue.label in {"SSN", "ZIP"} and characters.isdigit()):
        return
    if cue.label == "ZIP" or (cue.label == "SSN" and len(characters) < _MIN_LENGTH):
        return
    yield Hit(turn.words[first].start, turn.words[last].end, cue.label, 0.85, f"id.cue.{cue.label.lower()}")


def _read_code(turn: Turn, index: int) -> tuple[int, int, str] | None:
    """(first word, last word, characters) of a code that starts at a word, or None."""
    first, last, characters, at = index, -1, "", index
    while at < len(turn.words):
        piece = _piece(turn, at, started=bool(characters))
        if piece is None:
            word = turn.words[at].text
            # A comma pauses in speech; behind typed digits it ends the code.
            comma = word == "," and not turn.words[last].is_digits
            if characters and (word in _MARKS or word in _PAUSES or comma):
                at += 1
                continue
            break
        text, last = piece
        characters += text
        at = last + 1
    return (first, last, characters) if characters and last >= 0 else None


def _piece(turn: Turn, index: int, *, started: bool) -> tuple[str, int] | None:
    """(characters, last word) of one piece of a code: digits, a number word, a letter, a short prefix."""
    word = turn.words[index]
    if word.is_digits:
        return (word.text, index)
    atom = read_atom(turn, index, inside=started)
    if atom is not None:
        return (atom.digits, atom.last)
    if not word.is_letters:
        return None
    spelled = _spelled(turn, index)
    if spelled is not None:
        return spelled
    return _prefix(turn, word, index)


def _spelled(turn: Turn, index: int) -> tuple[str, int] | None:
    """A letter said alone, with its word ("b as in boy"), or a NATO word."""
    word = turn.words[index]
    if word.text in _NATO and (_code_follows(turn, index + 1) or _code_follows(turn, index - 1)):
        return (word.text[0], index)
    if len(word.text) != 1:
        return None
    if turn.word(index + 1) == "as" and turn.word(index + 2) == "in":
        return (word.text, min(index + 3, len(turn.words) - 1))
    if turn.word(index + 1) in {"for", "like"} and turn.word(index + 2)[:1] == word.text:
        return (word.text, index + 2)
    if word.text in {"i", "a"} and not (word.is_capital or _code_follows(turn, index + 1)):
        return None
    return (word.text, index) if _code_follows(turn, index + 1) or _code_follows(turn, index - 1) else None


def _code_follows(turn: Turn, index: int) -> bool:
    if not 0 <= index < len(turn.words):
        return False
    word = turn.words[index]
    if word.text in _MARKS:
        return 0 <= index + 1 < len(turn.words) and _code_follows(turn, index + 1)
    return word.is_digits or len(word.text) == 1 or word.text in _NATO or read_atom(turn, index) is not None


def _prefix(turn: Turn, word: Word, index: int) -> tuple[str, int] | None:
    """Letters that stand glued to digits, or a short group of capitals beside them."""
    touches_next = index + 1 < len(turn.words) and turn.words[index + 1].start == word.end
    touches_last = index > 0 and turn.words[index - 1].end == word.start
    nxt = index + 1
    if touches_next and turn.word(nxt) in _MARKS:
        nxt += 1
    digits_next = nxt < len(turn.words) and turn.words[nxt].is_digits
    if touches_next and digits_next and len(word.text) <= 12:  # noqa: PLR2004
        return (word.text, index)
    if touches_last and index > 0 and (turn.words[index - 1].is_digits or turn.word(index - 1) in _MARKS):
        return (word.text, index) if not touches_next or turn.words[index + 1].text != "'" else None
    short = len(word.text) <= _MAX_PREFIX and word.raw.isupper()
    lower = len(word.text) <= _MAX_LOWER_PREFIX and not is_plain(word.text)
    return (word.text, index) if digits_next and (short or lower) else None
