"""Whether a name is one that Faker knows in some locale, so that the others can be counted apart.

In: a name as written. Out: yes or no. Needs Faker, a development package.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import regex

from assistant.redaction.training.name_lists import faker_names

_WORD = regex.compile(r"\p{L}{2,}")


@cache
def _known() -> frozenset[str]:
    names = (*faker_names("first_names"), *faker_names("last_names"))
    return frozenset(word for name in names for word in _WORD.findall(_fold(name)))


def is_in_a_locale(name: str) -> bool:
    """Whether any word of the name stands in the given or family names of any Latin-letter locale."""
    return any(word in _known() for word in _WORD.findall(_fold(name)))


def _fold(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))
