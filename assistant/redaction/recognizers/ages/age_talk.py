"""Ages of 90 and more that the talk around them gives away, with no "is" or "years old" beside the number.

In: a turn and a number of 90 to 119 that is no reading. Out: whether it is said as an age: corrected
("Backwards! 92"), in a record ("chart says ninety-three"), of a relative ("grandfather, we don't know, maybe
98"), of a named old person ("ol man grubbs 95"), too old for something ("the hip at ninety two"), or beside an
age found before ("now 93"). Knows nothing about how numbers are read.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.redaction.recognizers.ages.age_words import (
    ELDER_TITLES,
    GUESSES,
    PEOPLE,
    PERSON_VERBS,
    RELATIVES,
    TOO_OLD_FOR,
)
from assistant.redaction.recognizers.cues import is_vital_before
from assistant.redaction.recognizers.spoken import Atom, read_atom
from assistant.redaction.turn import Turn
from assistant.redaction.veto import is_listed
from assistant.redaction.word_lists import is_plain

_REACH = 80
_RECORD = regex.compile(
    r"\b(?:charts?|papers?|papers|forms?|files?|record|records|intake|licen[sc]e|card|computer|screen|passport|system)"
    r"[ ](?:says?|shows?|has|got|had|lists?|reads?)(?:[ ](?:her|him|it|she's|he's|at|as|is|like|about)){0,3}[ ]*$",
    regex.IGNORECASE,
)
_AGE_TALK = regex.compile(
    r"\b(?:how[ ]old|ages?|years?[ ]old|birthday|born|(?:s?he'?s|s?he[ ]is|i'?m|is)[ ](?:like[ ]|about[ ])?"
    r"(?:\d\d\b|(?:sixty|seventy|eighty|ninety)))",
    regex.IGNORECASE,
)
_SWAPPED = regex.compile(
    r"\b(?:backwards?|flipped|swapped|switched|reversed?|other[ ]way|turned[ ]around|mixed[ ]up|transposed)\b",
    regex.IGNORECASE,
)
_MAX_GUESS = 8
_NEAR_WORDS, _NEAR_YEARS = 10, 2
_AGAIN = frozenset({"=", "(", "now", "not", "or", "actually", "almost", "so", "say", "thats", "that's"})
_ENDS = frozenset({"", ".", ",", "!", "?", ";", ")", "-", "…", "\u2014"})
_GO_ON = frozenset("that's thats that who and with w he she they so but because cause at".split())


def is_said_in_talk(turn: Turn, atom: Atom) -> bool:
    """Whether the talk makes the number an age."""
    return (
        _is_in_record(turn, atom)
        or _is_corrected(turn, atom)
        or _is_guessed_of_relative(turn, atom)
        or _is_old_person(turn, atom)
        or _is_too_old(turn, atom)
        or _opens_for_person(turn, atom)
    )


def is_near_age(turn: Turn, atom: Atom, found: Sequence[Atom]) -> bool:
    """Whether it stands close to an age found before and differs little: "94 nxt mo.. now 93", "(= 94)"."""
    before = turn.word(atom.first - 1)
    return before in _AGAIN and any(
        0 < atom.first - other.last <= _NEAR_WORDS
        and abs(int(atom.digits) - int(other.digits)) <= _NEAR_YEARS
        for other in found
    )


def _said_before(turn: Turn, atom: Atom) -> str:
    start = turn.words[atom.first].start
    return turn.text[max(0, start - _REACH) : start]


def _is_in_record(turn: Turn, atom: Atom) -> bool:
    said = _said_before(turn, atom)
    return turn.word(atom.last + 1) in _ENDS and bool(_RECORD.search(said)) and bool(_AGE_TALK.search(said))


def _is_corrected(turn: Turn, atom: Atom) -> bool:
    """Read "Intake says 29? Backwards! 92": the same digits the other way round, and a word that says so."""
    if not _SWAPPED.search(_said_before(turn, atom)):
        return False
    back = atom.digits[::-1]
    near = range(max(0, atom.first - _NEAR_WORDS), atom.first)
    at = next((i for i in near if turn.words[i].is_digits and turn.word(i) == back), None)
    return at is not None and not is_vital_before(turn.before(at, 8))


def _is_guessed_of_relative(turn: Turn, atom: Atom) -> bool:
    """Read "grandfather, we don't know, maybe ninety-eight"."""
    if turn.word(atom.last + 1) not in _ENDS | _GO_ON or turn.word(atom.first - 1) not in GUESSES:
        return False
    at = atom.first - 1
    while at >= 0 and atom.first - at <= _MAX_GUESS and turn.word(at) in GUESSES:
        at -= 1
    return turn.word(at) in RELATIVES


def _is_old_person(turn: Turn, atom: Atom) -> bool:
    """Read "ol man grubbs 95 in back rm" and "ms hortense 101 !!": a title or "old", a name, and the age."""
    comma = turn.word(atom.first - 1) == "," and turn.word(atom.last + 1) == ","
    at = atom.first - 2 if comma else atom.first - 1
    name = turn.words[at] if at > 0 else None
    if name is None or not name.is_letters or is_plain(name.text) or is_listed(name.text):
        return False
    return bool(set(turn.before(at, 2)) & ELDER_TITLES)


def _is_too_old(turn: Turn, atom: Atom) -> bool:
    """Read "they won't do the hip at ninety two"."""
    if turn.word(atom.first - 1) != "at" or turn.word(atom.last + 1) not in _ENDS | _GO_ON:
        return False
    return bool(set(turn.before(atom.first, 6)) & TOO_OLD_FOR)


def _opens_for_person(turn: Turn, atom: Atom) -> bool:
    """Read "told call ep clinic, ninety 3 dont want new one": a number that opens a clause, and what people do."""
    opens = atom.first == 0 or turn.word(atom.first - 1) in {",", ".", ";", ":", "-"}
    numbered = atom.first > 1 and read_atom(turn, atom.first - 2) is not None
    vital = is_vital_before(turn.before(atom.first, 8))
    return opens and not (numbered or vital) and turn.word(atom.last + 1) in PERSON_VERBS


def has_pronoun(turn: Turn, atom: Atom) -> bool:
    """Whether "she" or "he" stands right before the number, with no "is" between: "she ninety fo"."""
    return turn.word(atom.first - 1) in {"she", "he", "shes", "hes"} & (PEOPLE | {"shes", "hes"})
