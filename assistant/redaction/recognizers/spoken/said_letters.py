"""Read one letter as it is said: "b", "b as in boy", "capital b", "bee", "bravo", "double b".

In: a turn and a word. Out: a ``Piece``, the letter with the words it covers, or None.
Knows nothing about codes; ``code_speech.py`` puts pieces together.
"""

from __future__ import annotations

from typing import NamedTuple

from assistant.redaction.recognizers.spoken.atoms import read_atom
from assistant.redaction.recognizers.spoken.letter_words import (
    ALPHABETS,
    CAPITALS,
    LETTER_NAMES,
    LETTER_SOUNDS,
    NATO,
    SPELLERS,
)
from assistant.redaction.recognizers.spoken.number_words import TIMES
from assistant.redaction.turn import Turn

SAID_MARKS = frozenset("dash hyphen dot slash space underscore period hash point minus guion".split())
CODE_MARKS = frozenset({"-", ".", "/", "#", "_", ",", "…", "*", "\u2022"})
_MAX_MARKS = 2
_SPANISH_TENS = frozenset("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split())


class Piece(NamedTuple):
    """One piece of a code: what it stands for, its last word, and whether it was said letter by letter."""

    text: str
    last: int
    spelled: bool = False


def read_letter(turn: Turn, index: int, *, sure: bool) -> Piece | None:  # noqa: C901, PLR0911  # one line for each form of a letter
    """A letter said alone: "b", "b as in boy", "capital b", "bee", "bravo", "double b"."""
    word = turn.words[index]
    if word.text in TIMES and len(turn.word(index + 1)) == 1 and turn.word(index + 1).isalpha():
        return Piece(turn.word(index + 1) * TIMES[word.text], index + 1, spelled=True)
    if word.text in CAPITALS:
        step = index + 1
        while turn.word(step) in CAPITALS and step < index + 3:
            step += 1
        if len(turn.word(step)) == 1 and turn.word(step).isalpha():
            return _with_speller(turn, turn.word(step), step)
        return None
    if word.text == "double" and turn.word(index + 1) in {"u", "you", "yu"}:
        return _with_speller(turn, "w", index + 1)
    if len(word.text) == 1:
        return _lone_letter(turn, index)
    if word.text in LETTER_NAMES and (sure or _near_code(turn, index)):
        return _with_speller(turn, LETTER_NAMES[word.text], index)
    if word.text in NATO and _near_code(turn, index):
        return Piece(NATO[word.text], index, spelled=True)
    if sure and word.text in LETTER_SOUNDS and _between_codes(turn, index):
        return _with_speller(turn, LETTER_SOUNDS[word.text], index)
    if sure and word.text in ALPHABETS and _near_code(turn, index):
        return Piece(word.text[0], index, spelled=True)
    return None


def _lone_letter(turn: Turn, index: int) -> Piece | None:
    word = turn.words[index]
    if word.text == "y" and turn.word(index - 1) in _SPANISH_TENS:
        return None  # "noventa y cinco"
    said = _with_speller(turn, word.text, index)
    if said.last > index:
        return said
    if (
        word.text in {"i", "a"}
        and not (word.is_capital and word.text == "a")
        and not code_at(turn, index + 1)
    ):
        return None
    return said if _near_code(turn, index) else None


def _with_speller(turn: Turn, letter: str, index: int) -> Piece:
    """The letter with the word that tells which one: "b as in boy", "m like mary", "b, boy"."""
    step = index + 1
    if turn.word(step) in {",", "-"}:
        step += 1
    said = turn.word(step)
    if said == "as" or (said in {"is", "and", "isn"} and turn.word(step + 1) == "in"):
        word = step + 2 if turn.word(step + 1) in {"in", "and", "a", "an"} else step + 1
        if word < len(turn.words) and turn.words[word].is_letters:
            return Piece(letter, word, spelled=True)
    if said in SPELLERS and turn.word(step + 1)[:1] == letter and len(turn.word(step + 1)) > 1:
        return Piece(letter, step + 1, spelled=True)
    if said in SPELLERS and turn.word(step + 1) in {"in", "the"} and turn.word(step + 2)[:1] == letter:
        return Piece(letter, step + 2, spelled=True)
    if letter == "x" and said == "ray":
        return Piece(letter, step, spelled=True)
    named = said[:1] == letter and (said in NATO or said in ALPHABETS)
    return Piece(letter, step if named else index, spelled=named or not _is_glued(turn, index))


def _is_glued(turn: Turn, index: int) -> bool:
    """Whether a letter was typed right beside a digit, as in "2g"."""
    word = turn.words[index]
    before = index > 0 and turn.words[index - 1].end == word.start and turn.words[index - 1].is_digits
    following = index + 1 < len(turn.words) and turn.words[index + 1].start == word.end
    return before or (following and turn.words[index + 1].is_digits)


def code_at(turn: Turn, index: int) -> bool:
    """Whether the word here may be a piece of a code by itself."""
    if not 0 <= index < len(turn.words):
        return False
    word = turn.words[index]
    if word.text in CODE_MARKS or word.text in SAID_MARKS:
        step = index + 1
        return step < len(turn.words) and not turn.words[step].is_mark and code_at(turn, step)
    return (
        word.is_digits
        or (len(word.text) == 1 and word.is_letters)
        or word.text in NATO
        or word.text in CAPITALS
        or word.text in LETTER_NAMES
        or read_atom(turn, index) is not None
    )


def _code_before(turn: Turn, index: int) -> bool:
    step = index - 1
    while (
        step >= 0
        and index - step <= _MAX_MARKS
        and (turn.word(step) in CODE_MARKS or turn.word(step) in SAID_MARKS)
    ):
        step -= 1
    if code_at(turn, step):
        return True
    # "m as in mary b": the word before is the end of a letter that was explained.
    return turn.word(step - 1) == "in" and turn.word(step - 2) in {"as", "is"}


def _near_code(turn: Turn, index: int) -> bool:
    return code_at(turn, index + 1) or _code_before(turn, index)


def _between_codes(turn: Turn, index: int) -> bool:
    return code_at(turn, index + 1) and _code_before(turn, index)
