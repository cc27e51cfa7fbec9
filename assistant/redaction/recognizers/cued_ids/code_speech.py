"""Read a code as people type and say it: "XK44-210", "b as in boy four four", "capital m", "zee", "kilo".

In: a turn and a word to start from. Out: a ``Code``, the words it covers and the characters it stands for.
A code may pause: for an um, for a correction, for "go ahead" and "uh huh" of the other speaker.
Behind a cue (``sure``) more counts as a piece of a code than in running text.
Knows nothing about cues and labels; ``cued_ids.py`` decides which codes identify a person.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken.atoms import read_atom
from assistant.redaction.recognizers.spoken.said_letters import (
    CODE_MARKS,
    SAID_MARKS,
    Piece,
    code_at,
    read_letter,
)
from assistant.redaction.turn import Turn, Word
from assistant.redaction.word_lists import is_plain

_BREAKS = frozenset({".", ",", "?", "!", ";"})
_FILLERS = frozenset(
    "um uh uhm uhh er erm ah hmm mm like so okay ok then and no sorry wait hold on i mean actually "
    "correction make that please rather yeah yes yep right huh mhm uhhuh go ahead got it alright sure "
    "keep going next let me see after followed by with all caps comma".split()
)
_ITS = frozenset("it's its is that's thats was not".split())
_CORRECTIONS = frozenset("no sorry wait mean actually correction rather".split())
_ANSWERS = frozenset("um uh uhm uhh er erm okay ok yeah yes yep huh mhm uhhuh go ahead got mm right".split())
_LAB = regex.compile(
    r"(?:h?b?a1c|b12|spo2|o2|co2|egfr|inr|bp|hr|rr|wt|bmi|ldl|hdl|tsh|dx|icd|cpt|drg|exp|dob|ph|ref|qty)"
    r"(?![\p{L}])",
    regex.IGNORECASE,
)
"""A lab value or another field: what was a code has ended before it."""
_WAITS = frozenset("wait hold hang let lemme".split())
_MAX_INTERRUPTION = 14
_MAX_PAUSE = 9
_MAX_PIECES = 40
_MAX_PREFIX = 4
_MAX_LOWER_PREFIX = 3
_MAX_GLUED = 12


class Code(NamedTuple):
    """A code in a turn; ``spelled`` counts letters said one by one, ``pieces`` all its parts."""

    first: int
    last: int
    characters: str
    spelled: int
    pieces: int

    @property
    def digits(self) -> int:
        """How many of its characters are digits."""
        return sum(char.isdigit() for char in self.characters)

    @property
    def letters(self) -> int:
        """How many of its characters are letters."""
        return sum(char.isalpha() for char in self.characters)


def read_code(turn: Turn, index: int, *, sure: bool) -> Code | None:
    """The code that starts at a word, or None."""
    found: list[tuple[int, Piece]] = []
    paused: list[bool] = []
    at, pause, interrupted = index, False, False
    while at < len(turn.words) and len(found) < _MAX_PIECES:
        piece = _piece(turn, at, started=bool(found), sure=sure, resumed=pause)
        if piece is not None:
            found.append((at, piece))
            paused.append(pause)
            at, pause = piece.last + 1, False
            continue
        following = _over_pause(turn, at) if found and not pause else None
        if (
            found
            and sure
            and not (following and _piece(turn, following, started=True, sure=sure, resumed=True))
        ):
            following = _over_interruption(turn, found[-1][1].last + 1) if not interrupted else None
            interrupted = True
        if following is None:
            break
        at, pause = following, True
    while len(found) > 1 and _is_an_amount(turn, found[-1][1], after_pause=paused[-1]):
        found.pop()
        paused.pop()
    if not found:
        return None
    pieces = [piece for _, piece in found]
    text = "".join(piece.text for piece in pieces)
    return Code(found[0][0], pieces[-1].last, text, sum(piece.spelled for piece in pieces), len(pieces))


def _is_an_amount(turn: Turn, piece: Piece, *, after_pause: bool) -> bool:
    """Whether the last piece is the start of something else: "... 4 4 1, 10 mg of"."""
    return after_pause and is_quantity_after(turn.word(piece.last + 1))


def _over_pause(turn: Turn, index: int) -> int | None:
    """The word where a code may go on, behind marks, fillers and a turn of the other speaker."""
    at, broken, answered = index, False, False
    while at < len(turn.words) and at - index < _MAX_PAUSE:
        word = turn.words[at]
        if is_speaker(turn, at):
            broken, answered, at = True, True, at + 2
            continue
        opens = word.text in {"-", "."} and turn.text[max(0, word.start - 1) : word.start] in {" ", ""}
        if word.text == "_" or word.text in CODE_MARKS or word.text in _BREAKS or word.text in SAID_MARKS:
            spaced = turn.text[word.end : word.end + 1].isspace() or word.end == len(turn.text)
            broken = broken or (word.text in _BREAKS and spaced)
            answered = answered or (opens and spaced)
        elif word.text == "a" and turn.word(at + 1) in SAID_MARKS:
            pass
        elif word.text in _FILLERS or (word.text in _ITS and turn.word(at - 1) in _CORRECTIONS):
            answered = answered or word.text in _ANSWERS
        else:
            break
        at += 1
    if at == index or at >= len(turn.words):
        return None
    # A comma pauses in speech; behind typed digits it ends the code, unless somebody answered.
    before = turn.words[index - 1]
    if broken and not answered and before.is_digits and len(before.text) > 1:
        return None
    return at


def _over_interruption(turn: Turn, index: int) -> int | None:
    """The word where a code goes on behind "wait let me get my glasses"."""
    at = index
    while turn.word(at) in _FILLERS and at - index < 3:  # noqa: PLR2004
        if turn.word(at) in _WAITS:
            break
        at += 1
    if turn.word(at) not in _WAITS:
        return None
    for step in range(at + 1, min(at + _MAX_INTERRUPTION, len(turn.words))):
        pieces = range(step, step + 3)
        if turn.word(step) not in {"i", "a"} and all(
            code_at(turn, i) and not turn.words[i].is_mark for i in pieces
        ):
            return step
    return None


def is_speaker(turn: Turn, index: int) -> bool:
    """Whether a short word with a colon stands here: "Nurse:", "Pt:", "CM:"."""
    word = turn.words[index]
    colon = turn.word(index + 1) == ":" and turn.words[index + 1].start == word.end
    return word.is_letters and word.is_capital and colon


def _piece(turn: Turn, index: int, *, started: bool, sure: bool, resumed: bool) -> Piece | None:
    """One piece: digits, a number word, a letter in any form, or a short group of letters."""
    word = turn.words[index]
    if word.is_digits:
        return Piece(word.text, index)
    if not word.is_letters or (started and _LAB.match(turn.text, word.start)):
        return None
    atom = read_atom(turn, index, inside=started)
    if atom is not None:
        return Piece(atom.digits, atom.last)
    return read_letter(turn, index, sure=sure or started) or (
        None if resumed and not sure else _group(turn, word, index, started=started)
    )


def _group(turn: Turn, word: Word, index: int, *, started: bool) -> Piece | None:
    """Letters that stand glued to digits, or a short group of capitals beside them."""
    touches_next = index + 1 < len(turn.words) and turn.words[index + 1].start == word.end
    touches_last = index > 0 and turn.words[index - 1].end == word.start
    step = index + 1
    while touches_next and turn.word(step) in {"-", "/", "#", "_", "."} and step < index + 3:
        step += 1
    following = step < len(turn.words) and (
        step == index + 1 or turn.words[step].start == turn.words[step - 1].end
    )
    digits_next = step < len(turn.words) and turn.words[step].is_digits
    if touches_next and digits_next and following and len(word.text) <= _MAX_GLUED:
        return Piece(word.text, index)
    if touches_last and (turn.words[index - 1].is_digits or turn.word(index - 1) in {"-", "_", "/", "#"}):
        return Piece(word.text, index) if not touches_next or turn.word(index + 1) != "'" else None
    if started and not word.raw.isupper():
        return None
    short = len(word.text) <= _MAX_PREFIX and word.raw.isupper()
    lower = len(word.text) <= _MAX_LOWER_PREFIX and not is_plain(word.text)
    if (short or lower) and not digits_next:
        # "GHT KP 4421": two short groups of capitals before the digits
        digits_next = _capitals_then_digits(turn, index + 1)
    return Piece(word.text, index) if digits_next and (short or lower) else None


def _capitals_then_digits(turn: Turn, index: int) -> bool:
    if index + 1 >= len(turn.words):
        return False
    word = turn.words[index]
    capitals = word.is_letters and len(word.text) <= _MAX_PREFIX and word.raw.isupper()
    lower = word.is_letters and len(word.text) <= _MAX_LOWER_PREFIX and not is_plain(word.text)
    return (capitals or lower) and turn.words[index + 1].is_digits
