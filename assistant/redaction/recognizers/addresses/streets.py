"""Read a street address forward from its house number: "fourteen oh two n. alder stret, apt 4b".

In: a turn and the word where a number starts. Out: the index behind the address, or None.
Doses, times and distances before "way", "drive", "place" or "court" are no address.
Knows nothing about what leads to an address; ``addresses.py`` does.
"""

from __future__ import annotations

from typing import NamedTuple

from assistant.redaction.recognizers.addresses.street_words import (
    DIRECTIONS,
    NOT_AFTER_TYPE,
    NOT_BEFORE_TYPE,
    NOT_NAMES,
    SPLIT_TYPES,
    STREET_LIKE,
    STREETS,
    SURE_STREETS,
)
from assistant.redaction.recognizers.addresses.units import units_end
from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken.number_words import NUMBER_WORDS, ORDINALS
from assistant.redaction.turn import Turn
from assistant.redaction.word_lists import is_plain, veto_terms

ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_FILLERS = frozenset({"um", "uh", "er", "uhm", "ah"})
_CORRECTIONS = frozenset("no sorry wait i mean actually not um uh make that , its it's".split())
_MAX_HOUSE = 12
_MAX_NAME = 5
_SMALL_HOUSE = 1
_LARGE_HOUSE = 3
_GLUED_LETTERS = 7
_LEADS = frozenset(
    "at live lives lived address to house is in on addr stay stays near by reside past".split()
)


class House(NamedTuple):
    """A house number: its words, its digits (roughly), and how many ordinals of it may name the street."""

    first: int
    last: int
    size: int
    ordinals: int


def read_house(turn: Turn, index: int) -> House:
    """The house number that starts at a number: 402, 402b, 12-14, 1221 1/2, "twelve twenty one and a half"."""
    at, size, ordinals, last = index, 0, 0, index
    while at < len(turn.words) and at - index < _MAX_HOUSE:
        word = turn.words[at]
        glued = at > index and turn.words[at - 1].end == word.start
        if word.is_digits:
            if turn.word(at + 1) in ORDINAL_ENDS and turn.words[at + 1].start == word.end:
                break
            size, last = size + len(word.text), at
        elif word.text in NUMBER_WORDS or word.text == "half":
            if word.text in ORDINALS:
                ordinals, last = ordinals + 1, at
            else:
                size, ordinals, last = size + 1 + (word.text == "hundred"), 0, at
        elif glued and turn.words[at - 1].is_digits and len(word.text) == 1 and word.is_letters:
            last = at
        elif word.text == "-" and glued and _is_letter(turn, at + 1):
            last = at = at + 1
        elif at > index and _is_correction(turn, at):
            pass
        elif not (word.text in {"-", "/", "and", "a"} and _joins(turn, at)):
            break
        at += 1
    return House(index, last, size, ordinals)


def _is_letter(turn: Turn, index: int) -> bool:
    """Whether one letter is typed right behind a mark, as in "16-B"."""
    text = turn.word(index)
    return len(text) == 1 and text.isalpha() and turn.words[index - 1].end == turn.words[index].start


def _is_correction(turn: Turn, index: int) -> bool:
    """Whether "no sorry" stands here and another number follows: "fourteen twenty, no, fourteen twelve"."""
    words = [turn.word(i) for i in range(index, index + 5)]
    said = next((i for i, word in enumerate(words) if word not in _CORRECTIONS), 0)
    back = [turn.word(i) for i in range(index - 4, index)]
    number = bool(said) and (words[said] in NUMBER_WORDS or words[said][:1].isdecimal())
    return number and bool({"no", "sorry", "wait", "mean"} & {*words[:said], *back})


def _joins(turn: Turn, index: int) -> bool:
    """Whether a small word or mark goes on with the number: "and a half", "12-14", "1/2"."""
    word, following = turn.words[index].text, turn.word(index + 1)
    if word == "a":
        return following == "half"
    if word == "/":
        return following in {"2", "3", "4"} and turn.word(index - 1) in {"1", "2", "3"}
    number = following in NUMBER_WORDS or following[:1].isdecimal()
    return number or (word == "and" and following in {"a", "half"})


def is_number_start(turn: Turn, index: int) -> bool:
    """Whether a number starts here and does not go on from the word before."""
    word = turn.words[index]
    if not (word.is_digits or word.text in NUMBER_WORDS):
        return False
    before = turn.word(index - 1)
    inside = before in NUMBER_WORDS or (before == "-" and turn.word(index - 2)[:1].isdecimal())
    return not inside


def street_end(turn: Turn, house: House) -> int | None:
    """The index behind the street (with its units) that follows a house number, or None."""
    at = house.last + 1
    while turn.word(at) in _FILLERS or (turn.word(at) == "," and at == house.last + 1):
        at += 1
    titled = at + 1 < len(turn.words) and turn.words[at].is_capital and turn.words[at + 1].is_capital
    if (
        is_quantity_after(turn.word(at))
        and turn.word(at) not in {"g", "l", "in"}
        and not (titled and type_at(turn, at + 1))
    ):
        return None
    names: list[int] = [house.last] if house.ordinals else []
    start = at
    end: int | None = None
    while at < len(turn.words) and len(names) <= _MAX_NAME:
        kind = type_at(turn, at)
        if not names and _is_lettered(turn, house, at):
            end = at + 2
            break
        if kind and names and _is_address(turn, house, names, at):
            end = at + kind
            if type_at(turn, end) == 0 or turn.word(end) in {"run", "walk", "pass", "row"}:
                break
        step = _name_step(turn, at)
        if not step:
            break
        names.append(at)
        at += step
    if end is None and start < len(turn.words) and _is_glued_street(turn, house, start):
        end = start + 1
    return None if end is None else units_end(turn, end)


def _is_glued_street(turn: Turn, house: House, index: int) -> bool:
    """Whether a word is a street name with its type glued on: "402 alderst"."""
    text = turn.word(index)
    glued = len(text) >= _GLUED_LETTERS and text.endswith(
        ("street", "avenue", "road", "lane", "blvd", "ave", "st", "rd")
    )
    return glued and house.size > _SMALL_HOUSE and not is_plain(text) and text not in veto_terms()


def _is_lettered(turn: Turn, house: House, index: int) -> bool:
    """Whether a street is named by a letter or number behind its type: "1211 ave j", "45 rd 310"."""
    following = turn.word(index + 1)
    letter = len(following) == 1 and following.isalpha() and turn.word(index) in {"ave", "avenue", "av"}
    number = following.isdecimal() and turn.word(index) in {"rd", "road"}
    number = number or (turn.word(index) == "county" and (following.isdecimal() or following in NUMBER_WORDS))
    return house.size > 0 and (letter or number)


def type_at(turn: Turn, index: int) -> int:
    """How many words of a street type stand here: one, two ("a venue"), or none."""
    if turn.word(index) in STREETS:
        return 1
    return 2 if (turn.word(index), turn.word(index + 1)) in SPLIT_TYPES else 0


def _name_step(turn: Turn, index: int) -> int:
    """How many words and marks of a street name stand here; 0 ends the name."""
    word = turn.words[index]
    if word.is_digits:
        ordinal = turn.word(index + 1) in ORDINAL_ENDS and turn.words[index + 1].start == word.end
        return 2 if ordinal else 0
    if word.is_mark:
        inside = word.text in {"'", "-"} or (word.text == "." and turn.words[index - 1].is_letters)
        short = word.text != "." or len(turn.word(index - 1)) <= 3  # noqa: PLR2004
        return 1 if inside and short else 0
    if word.raw == "A" and type_at(turn, index + 1):
        return 1  # "103 A Street"
    return 0 if word.text in NOT_NAMES else 1


def _is_address(turn: Turn, house: House, names: list[int], index: int) -> bool:
    """Whether number, name and street type make an address, and no errand, dose or distance."""
    kind = turn.words[index].text
    words = [turn.words[i].text for i in names if not turn.words[i].is_mark]
    if not words or words[-1] in NOT_BEFORE_TYPE.get(kind, ()) or words[0] in NOT_BEFORE_TYPE.get(kind, ()):
        return False
    if turn.word(index + 1) in NOT_AFTER_TYPE.get(kind, ()):
        return False
    if all(word in veto_terms() for word in words) and not turn.words[index].is_capital:
        return False
    titled = turn.words[index].is_capital and all(
        turn.words[i].is_capital for i in names if turn.words[i].is_letters
    )
    named = titled or any(is_street_name(turn, i) for i in names) or house.ordinals > 0
    led = turn.word(house.first - 1) in _LEADS
    if kind in SURE_STREETS or turn.word(index) == "a":
        return named or led or house.size > _SMALL_HOUSE
    return named or (led and house.size > _SMALL_HOUSE) or house.size >= _LARGE_HOUSE


def is_street_name(turn: Turn, index: int) -> bool:
    """Whether a word is likely the name of a street: no plain word, a capital inside a sentence, or "oak"."""
    word = turn.words[index]
    if word.is_digits or word.text in ORDINALS:
        return True
    if not word.is_letters or word.text in NOT_NAMES or word.text in veto_terms() or word.text in STREETS:
        return word.text in STREET_LIKE
    capital = word.is_capital and not turn.starts_sentence(index) and not turn.text.isupper()
    return word.text in STREET_LIKE or word.text in DIRECTIONS or capital or not is_plain(word.text)
