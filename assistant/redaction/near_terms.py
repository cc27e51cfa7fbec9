"""Say whether a word is one slip of the typist away from a drug of our list, or from a plain word.

In: one lower-case word. Out: yes or no. A slip is one letter changed, added, left out or swapped with the next.
Short drugs, known words and drugs that some people's names come near to do not count.
Knows nothing about texts, labels or hits.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from assistant.redaction.known_people import is_one_slip
from assistant.redaction.word_lists import (
    common_words,
    drugs_that_are_names_too,
    is_plain,
    plain_words,
    spanish_words,
    veto_kinds,
    words_that_are_names_too,
)

_MIN_DRUG = 7
_SHARED = 3
_MIN_PLAIN = 5
NEAR_A_NAME = frozenset(
    """
    angeliq aristada astelin bendeka benefix capoten caprelsa cardene celestone clarinex codeina
    cogentin concerta corvert crestor desitin dolophine econtra edurant estring florinef flovent
    hadlima hylands katinko latisse lessina liletta lindane lucentis lunesta marijuana marinol
    mircera moderna nicorette nicotine northera pradaxa priftin rogaine rolaids savella saxenda
    simponi soliris starlix tarpeyo tasigna treanda tudorza valerian verelan vestura viekira
    viorele
    """.split()
)
"""Drugs one slip away from a given or family name, so that a slip proves nothing."""


def is_near_drug(word: str) -> bool:
    """Whether a word that nobody knows is one slip from a listed drug.

    >>> is_near_drug("lisinipril"), is_near_drug("camilla")
    (True, False)
    """
    if len(word) < _MIN_DRUG - 1 or not word.isalpha() or _is_known(word):
        return False
    index = _index()
    close = (*index.get(("opens", word[:_SHARED]), ()), *index.get(("ends", word[-_SHARED:]), ()))
    return any(abs(len(word) - len(drug)) <= 1 and is_one_slip(word, drug) for drug in close)


def _is_known(word: str) -> bool:
    return (
        word in common_words()
        or word in spanish_words()
        or word in words_that_are_names_too()
        or word in drugs_that_are_names_too()
        or is_plain(word)
    )


@lru_cache(maxsize=1)
def _index() -> dict[tuple[str, str], tuple[str, ...]]:
    """Drugs by their first and by their last letters: one slip leaves at least one of the two as it was."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for term, kind in veto_kinds().items():
        if kind == "drug" and len(term) >= _MIN_DRUG and term.isalpha() and term not in NEAR_A_NAME:
            found["opens", term[:_SHARED]].append(term)
            found["ends", term[-_SHARED:]].append(term)
    return {key: tuple(drugs) for key, drugs in found.items()}


def is_near_plain(word: str) -> bool:
    """Whether a word looks like a plain word with a slip; a hint for the detector, since names do so too.

    >>> is_near_plain("apointment"), is_near_plain("okonkwo")
    (True, False)
    """
    if len(word) < _MIN_PLAIN or not word.isalpha():
        return False
    near = _plain_with_one_letter_less()
    return word in near or any(shorter in near or is_plain(shorter) for shorter in _one_letter_less(word))


def _one_letter_less(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@lru_cache(maxsize=1)
def _plain_with_one_letter_less() -> frozenset[str]:
    long_enough = (word for word in plain_words() if len(word) >= _MIN_PLAIN)
    return frozenset(shorter for word in long_enough for shorter in _one_letter_less(word))
