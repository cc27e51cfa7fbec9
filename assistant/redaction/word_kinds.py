"""Say of each word of a text what kind it is in the word lists: plain, common, also a name, listed, unknown.

In: folded text. Out: words with their place and a small number for the kind, the same in any case.
The name detector reads the kinds beside the meaning of the words: an unknown word is more often a name.
Knows nothing about sentences or recognizers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from assistant.redaction.near_terms import is_near_drug, is_near_plain
from assistant.redaction.word_lists import (
    bare_letters,
    common_words,
    drugs_that_are_names_too,
    everyday_words,
    is_plain,
    is_spanish,
    medical_words,
    spanish_words,
    veto_kinds,
    words_that_are_names_too,
)

KINDS = ("mark", "number", "letter", "plain", "also_name", "common", "listed", "near_plain", "unknown")
MARK, NUMBER, LETTER, PLAIN, ALSO_NAME, COMMON, LISTED, NEAR_PLAIN, UNKNOWN = range(len(KINDS))
_SPLIT_KINDS = frozenset({"drug", "condition", "language", "nationality", "calendar"})
"""Kinds whose terms are listed word by word too; in others ("Ryan White") a word alone may be a person."""
_WORD = regex.compile(r"\p{L}+(?:'\p{L}+)*|\d+")


class KindOfWord(NamedTuple):
    """Where a word stands and its kind, an index into ``KINDS``."""

    start: int
    end: int
    kind: int


def words_with_kinds(text: str) -> list[KindOfWord]:
    """The words and numbers of a text, in order; marks between them are left out."""
    return [KindOfWord(m.start(), m.end(), kind_of(m[0].lower())) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1)
def _listed_words() -> frozenset[str]:
    alone: set[str] = set()
    parts: set[str] = set()
    for term, kind in veto_kinds().items():
        words = term.replace("-", " ").split()
        if len(words) == 1:
            alone.add(term)
        elif kind in _SPLIT_KINDS:
            parts.update(word.removesuffix("'s") for word in words)
    return frozenset(alone | (parts - spanish_words() - drugs_that_are_names_too()))


def kind_of(word: str) -> int:  # noqa: PLR0911  # one for each kind
    """The kind of one lower-case word.

    >>> KINDS[kind_of("metformin")], KINDS[kind_of("rose")], KINDS[kind_of("okonkwo")]
    ('listed', 'also_name', 'unknown')
    >>> KINDS[kind_of("lisinipril")], KINDS[kind_of("hinchado")]
    ('listed', 'common')
    """
    if word[0].isdecimal():
        return NUMBER
    if len(word) == 1:
        return LETTER
    bare = bare_letters(word).removesuffix("'s")
    if bare in words_that_are_names_too():
        return ALSO_NAME
    if is_plain(word):
        return PLAIN
    if bare in _listed_words() or bare_letters(word) in _listed_words():
        return LISTED
    if bare in medical_words():
        return LISTED
    if bare in common_words() or bare in everyday_words() or is_spanish(bare):
        return COMMON
    if bare.replace("'", "") in common_words():
        return COMMON
    if is_near_drug(bare):
        return LISTED
    return NEAR_PLAIN if is_near_plain(bare) else UNKNOWN
