"""Find ages of 90 and more, typed or spoken; younger ages stay.

In: a turn. Out: AGE_90 hits. A pulse, a weight, a temperature or a number of days over 89 is no age.
Knows nothing about birth years; ``dates.py`` takes those.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.ages.age_readings import read_age
from assistant.redaction.recognizers.ages.age_shapes import RULES
from assistant.redaction.recognizers.ages.age_talk import has_pronoun, is_near_age, is_said_in_talk
from assistant.redaction.recognizers.ages.age_words import (
    AIR,
    AIR_THINGS,
    ALMOST,
    CAKE,
    COUNTED,
    FEVER,
    FUTURE,
    HEDGED,
    IS,
    JUST,
    LASTING,
    LIVED,
    MARKS,
    MEALS,
    MOVES,
    NO_UNIT,
    NOT_NAMES,
    OLD,
    PEOPLE,
    PERSON_IS,
    RELATIVES,
    SEASONS,
    SEX,
    SHORT,
    TURNED,
    WHEN,
    YEARS,
)
from assistant.redaction.recognizers.cues import is_quantity_after, is_vital_before
from assistant.redaction.recognizers.spoken import Atom, read_atom
from assistant.redaction.turn import Hit, Turn, matches, scan
from assistant.redaction.veto import is_listed
from assistant.redaction.word_lists import is_plain

LABELS = ("AGE_90",)
_MAX_JUST = 5
_MAX_UNIT = 6
_FIRST_WORDS = 4
_ASKED = regex.compile(
    r"\b(?:how\s+old|(?:her|his|'s|their)\s+age|age\s+(?:again|now|please|is|was)\s*\?|what\s+age|(?:what|what's|whats)\s+(?:is\s+)?(?:your|her|his|their|the)\s+age|age\s*\?|your\s+age|cuantos\s+anos"
    r"|cuántos\s+años|que\s+edad)(?:\b|(?<=\?))",
    regex.IGNORECASE,
)
_ANSWER_REACH = 90
_WHO_LIVES = PEOPLE - {"we", "they", "you"}
_DECADES = regex.compile(
    r"\b(?:(?:early|mid|middle|late|upper|high)[ -])?(?:nineties|90'?s)\b", regex.IGNORECASE
)


def find(turn: Turn) -> Iterator[Hit]:
    """All ages of 90 and more."""
    yield from scan(RULES, turn)
    asked = [match.end() for match in matches("age.asked", _ASKED, turn.text)]
    yield from _decades(turn, asked)
    found: list[Atom] = []
    for index in range(len(turn.words)):
        atom = read_age(turn, index)
        if atom is None or (found and index <= found[-1].last) or _is_hedged(turn, atom):
            continue
        if (
            _has_years(turn, atom)
            or _is_answer(turn, atom, asked)
            or _is_said_of_person(turn, atom)
            or (is_near_age(turn, atom, found[-3:]) and not _is_reading(turn, atom))
        ):
            found.append(atom)
            last = _with_unit(turn, atom.last)
            first = index - 1 if turn.word(index - 1) == "pushing" else index
            yield Hit(turn.words[first].start, turn.words[last].end, "AGE_90", 0.8, "age.over_89")


def _decades(turn: Turn, asked: list[int]) -> Iterator[Hit]:
    """The answer "late nineties, maybe"; without the question it may be a decade of the calendar."""
    for match in matches("age.decades_asked", _DECADES, turn.text) if asked else ():
        last = bisect_left(asked, match.start()) - 1
        if last >= 0 and match.start() - asked[last] <= _ANSWER_REACH:
            yield Hit(match.start(), match.end(), "AGE_90", 0.7, "age.decades_asked")


def _is_hedged(turn: Turn, atom: Atom) -> bool:
    """Whether it is no exact age: "ninety something", "ninety-odd"."""
    at = atom.last + 2 if turn.word(atom.last + 1) == "-" else atom.last + 1
    if turn.word(at) == "what":
        return turn.word(at + 1) in {"", "?"}  # "im 93 what do i care" is one
    return turn.word(at) in HEDGED


def _with_unit(turn: Turn, last: int) -> int:
    """The last word of an age together with "years old", "y/o" or "años" behind it."""
    at = last
    for step in range(last + 1, last + _MAX_UNIT):
        if (
            turn.word(step) in YEARS | SHORT | {"old", "o", "half", "young", "age"}
            and turn.word(step) != "year"
        ):
            at = step
        elif turn.word(step) not in MARKS | {"year", "and", "a", "of"}:
            break
    return at


def _after_marks(turn: Turn, at: int) -> int:
    while turn.word(at) in MARKS:
        at += 1
    return at


def _has_years(turn: Turn, atom: Atom) -> bool:
    """Whether "years old" or its like stands behind the number."""
    at = _after_marks(turn, atom.last + 1)
    if turn.word(at) in SHORT:
        return True
    if turn.word(at) in SEX and turn.word(atom.last + 1) not in {"/", "."}:
        before = turn.before(atom.first, 3)
        is_fever = bool(FEVER & set(turn.after(at, 2)))
        return not (is_vital_before(before) or is_fever or set(before[:2]) & MOVES)
    if turn.word(at) in SEASONS:
        return True
    if turn.word(at) not in YEARS:
        return False
    nxt = _after_marks(turn, at + 1)
    spanish = turn.word(at) in {"años", "anos"} and not set(turn.before(atom.first, 1)) & {
        "hace",
        "por",
        "durante",
    }
    lasting = set(turn.before(atom.first, 2)) & LASTING or turn.word(nxt) in LASTING
    alone = turn.word(at) in {"years", "yrs"} and not lasting
    return turn.word(nxt) in OLD | SEX or spanish or alone


def _is_answer(turn: Turn, atom: Atom, asked: list[int]) -> bool:
    """Whether it answers "how old is she?" and is the first number behind the question."""
    start = turn.words[atom.first].start
    for end in asked:
        if 0 <= start - end <= _ANSWER_REACH and not is_quantity_after(turn.word(atom.last + 1)):
            heard = bisect_left(turn.words, end, key=lambda word: word.start)
            between = (read_atom(turn, index) for index in range(heard, atom.first))
            if {"wait", "sorry", "mean"} & set(turn.before(atom.first, 3)):
                return True  # "88, no wait, 91"
            # "oh" is no answer, and "so ninety what?" asks once more
            return all(other is None or other.digits == "0" or _is_hedged(turn, other) for other in between)
    return False


def _is_said_of_person(turn: Turn, atom: Atom) -> bool:
    if _is_reading(turn, atom):
        return False
    if _turned(turn, atom) or _is_person(turn, atom) or _in_apposition(turn, atom):
        return True
    return _behind_opening_name(turn, atom) or is_said_in_talk(turn, atom)


def _behind_opening_name(turn: Turn, atom: Atom) -> bool:
    """Read "gustav 92 new cath": a chart line that opens with a name, which is no plain word and no drug."""
    if atom.spoken or not 0 < atom.first <= _FIRST_WORDS:
        return False
    if not (turn.word(atom.last + 1).isalpha() or turn.word(atom.last + 1) == "!"):
        return False
    name = turn.words[atom.first - 1]
    if name.end == turn.words[atom.first].start:
        return False
    words = [word.text for word in turn.words[: atom.first] if word.text not in ALMOST]
    if not words or words[-1] in NOT_NAMES or not all(word.isalpha() for word in words):
        return False
    return not (is_plain(words[-1]) or is_listed(words[-1]))


def _is_reading(turn: Turn, atom: Atom) -> bool:
    """Whether the words beside the number make it a quantity, a decimal or a reading of the body."""
    after = turn.word(atom.last + 1)
    over = after == "over" and read_atom(turn, min(atom.last + 2, len(turn.words) - 1)) is not None
    if (is_quantity_after(after) and after not in NO_UNIT) or after in {"%", "/", ":", "°"} or over:
        return True
    marked = turn.word(atom.first - 1) in {"/", "$", "."}
    decimal = after in {".", "-", ","} and turn.word(atom.last + 2).isdecimal()
    if marked or (decimal and not turn.gap(atom.last + 1, atom.last + 2)):
        return True
    later = set(turn.after(atom.last, 4))
    at_meal = later & MEALS and later & {"before", "after"}
    if at_meal or (turn.word(atom.first - 1) == "tengo" and after in COUNTED):
        return True
    if {*turn.before(atom.first, 4), *turn.after(atom.last, 3)} & FEVER:
        return True
    on_air = after == "on" and _is_air(turn, atom.last + 2)
    return on_air or is_vital_before(turn.before(atom.first, 4))


def _is_air(turn: Turn, at: int) -> bool:
    """Read "on room air", "on 2 liters", "on 3L", "on the oxygen thing", "on the monitor"."""
    if turn.word(at) in AIR:
        return True
    if turn.word(at) in {"the", "her", "his", "my", "that"}:
        return turn.word(at + 1) in AIR_THINGS
    return turn.word(at).isdecimal() and turn.word(at + 1) in {"l", "liter", "liters", "lit", "lpm", "litres"}


def _turned(turn: Turn, atom: Atom) -> bool:
    near = set(turn.before(atom.first, 6)) | set(turn.after(atom.last, 3))
    if turn.word(atom.first - 1) == "to" and turn.word(atom.first - 2) == "it":
        return turn.word(atom.first - 3) in {"made", "make", "makes", "making"} and bool(near & _WHO_LIVES)
    at = atom.first - 1
    for _ in range(_MAX_JUST):
        if at > 0 and turn.word(at) in JUST - {"is", "was"} and turn.word(at) not in TURNED:
            at -= 1
    word = turn.word(at)
    if word in TURNED or (turn.word(at) in {"is", "was"} and turn.word(at - 1) == "age"):
        return True
    if turn.word(atom.first - 1) == "on" and turn.word(atom.first - 2) in {"going", "goin", "gettin"}:
        return True
    if turn.word(atom.first - 1) in {"him", "her", "me"} and turn.word(atom.first - 2) in {
        "makes",
        "make",
        "made",
    }:
        return True
    if turn.word(atom.first - 1) in {"at", "to", "be", "until", "till", "de"}:
        return bool(near & LIVED) or bool(set(turn.after(atom.last, 1)) & PEOPLE)
    return False


def _is_person(turn: Turn, atom: Atom) -> bool:
    """Whether a person stands in front ("my dad's", "she is", "moms"), or the text opens with "100 today"."""
    at = atom.first - 1
    for _ in range(_MAX_JUST):
        if at > 0 and turn.word(at) in JUST and turn.word(at) not in IS:
            at -= 1
    word = turn.word(at)
    if turn.word(at + 1) == ":":
        return False  # "Pt: ninety-five" is who speaks
    own = word.removesuffix("'s").removesuffix("'re").removesuffix("'m").removesuffix("'ll")
    if has_pronoun(turn, atom) or word in PERSON_IS or (own != word and own in PEOPLE) or word in RELATIVES:
        return True
    if word.endswith("s") and word.removesuffix("s") in RELATIVES:
        return True
    if word in IS:
        return _names_person(turn, at - 1)
    cake = turn.word(atom.last + 1) in WHEN and turn.word(atom.last + 2) in CAKE
    return cake and atom.first == 0


def _names_person(turn: Turn, at: int) -> bool:
    """Whether the word in front of "is" is a person: a relative, a pronoun, or a name inside the sentence."""
    for _ in range(_MAX_JUST):
        if at > 0 and turn.word(at) in FUTURE:
            at -= 1
    if at < 0:
        return False
    word = turn.words[at]
    if word.text in PEOPLE or word.text.partition("'")[0] in PEOPLE or word.text in PERSON_IS:
        return True
    before = turn.words[at - 1]
    if before.text in RELATIVES and word.is_letters and not is_plain(word.text):
        return True  # "gma xochi is 9 0"
    alone = at == 0 or before.is_mark or before.is_capital or before.text in PEOPLE
    return (
        word.is_letters
        and word.is_capital
        and alone
        and word.text not in {"it", "that", "this", "there", "what"}
    )


def _in_apposition(turn: Turn, atom: Atom) -> bool:
    """Read "my mother, 93, lives alone", "Ruth (94)", "hattie mae 93"."""
    before, after = turn.word(atom.first - 1), turn.word(atom.last + 1)
    if before not in {",", "("} or after not in {",", ")", "."}:
        return False
    at = atom.first - 2
    if at < 0:
        return False
    word = turn.words[at]
    return word.text in PEOPLE or (word.is_letters and word.is_capital)
