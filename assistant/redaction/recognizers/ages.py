"""Find ages of 90 and more, typed or spoken; younger ages stay.

In: a turn. Out: AGE_90 hits. A pulse, a weight or a number of days over 89 is no age.
Knows nothing about birth years; ``dates.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken import Atom, read_atom
from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("AGE_90",)
_AGES = range(90, 120)
_YEARS = frozenset({"years", "year", "yrs", "yr", "y", "años", "anos"})
_OLD = frozenset({"old", "o", "of", "young"})
_TURNED = frozenset({"turned", "turning", "turns", "age", "aged", "ages"})
_IS = frozenset(
    {"is", "am", "i'm", "im", "he's", "hes", "she's", "shes", "was", "i", "he", "she", "who's", "be"}
)
_PEOPLE = frozenset(
    "i he she who mom mama mother mum dad father papa grandma grandmother grandpa "
    "grandfather granny nana wife husband aunt auntie "
    "uncle sister brother neighbor friend patient pt member client lady man woman partner".split()
)
_NO_UNIT = frozenset({"in", "of"})
"""Units elsewhere (inches), plain words behind an age: "turned 92 in June"."""
_JUST = frozenset({"just", "almost", "nearly", "about", "now", "already", ":", "over", "only"})
_MALE = frozenset({"m", "f", "male", "female", "woman", "man", "lady"})


_BIRTHDAY = (
    make_rule(
        "age.birthday",
        "AGE_90",
        r"(?<!\d)(?P<id>(?:9\d|1[01]\d)(?:st|nd|rd|th))\s+(?:birthday|year|b-?day|cumplea)",
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All ages of 90 and more."""
    yield from scan(_BIRTHDAY, turn)
    for index, word in enumerate(turn.words):
        if not (word.is_digits or word.is_letters):
            continue
        atom = read_atom(turn, index)
        if atom is None or not _is_old(atom):
            continue
        if _has_years(turn, atom) or _is_said_of_person(turn, atom):
            yield Hit(word.start, turn.words[atom.last].end, "AGE_90", 0.8, "age.over_89")


def _is_old(atom: Atom) -> bool:
    return len(atom.digits) <= 3 and int(atom.digits) in _AGES  # noqa: PLR2004


def _has_years(turn: Turn, atom: Atom) -> bool:
    """Whether "years old" or its like stands behind the number."""
    at = atom.last + 1
    while turn.word(at) in {"-", "/"}:
        at += 1
    if turn.word(at) in {"yo", "yof", "yom"}:
        return True
    if turn.word(at) not in _YEARS:
        return False
    nxt = at + 1
    while turn.word(nxt) in {"-", "/"}:
        nxt += 1
    return turn.word(nxt) in _OLD | _MALE or turn.word(at) == "años"


def _is_said_of_person(turn: Turn, atom: Atom) -> bool:
    after = turn.word(atom.last + 1)
    if (
        (is_quantity_after(after) and after not in _NO_UNIT)
        or after in {"%", "/", ":", "°", "over"}
        or turn.word(atom.first - 1) in {"/", "$", "."}
    ):
        return False
    at = atom.first - 1
    while turn.word(at) in _JUST and at > 0:
        at -= 1
    word = turn.word(at)
    if word in _TURNED or (word == "is" and turn.word(at - 1) == "age"):
        return True
    if word in {"i'm", "im", "he's", "hes", "she's", "shes"} or word.removesuffix("'s") in _PEOPLE - {"i"}:
        return True
    return word in _IS and turn.word(at - 1) in _PEOPLE
