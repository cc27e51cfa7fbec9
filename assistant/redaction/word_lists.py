"""The word files redaction reads: plain words that may stay, and terms that are never a person.

In: ``safe_words.tsv``, ``spanish_words.txt``, ``home_language_words.txt``, ``veto.tsv`` and our listings, from the
knowledge base. Out: frozen sets, all lower case and without accents. ``plain`` words carry no identity;
``also_name`` words are plain words that people are named after too (rose, mark, dawn), so they stay only where
nothing says that a person is meant.
Knows nothing about texts or recognizers.
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex

from assistant.errors import KnowledgeBaseInvalid
from assistant.package_data import knowledge_base_dir

_WORD_KINDS = frozenset({"plain", "also_name"})
_NAMES_FOLLOW = "# also names"
_SPANISH = "spanish_words.txt"
_HOME_LANGUAGES = "home_language_words.txt"
_DRUG_OR_NAME = "drug_or_name"


def bare_letters(text: str) -> str:
    """Lower case without accents.

    >>> bare_letters("Mañana")
    'manana'
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def read_terms(name: str) -> tuple[tuple[str, str], ...]:
    """The (term, kind) rows of a word file; ``#`` lines are notes. Raises when a row has another shape."""
    path = knowledge_base_dir() / "words" / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise KnowledgeBaseInvalid(
            f"words/{name} cannot be read. Put the file back from the release."
        ) from None
    rows: list[tuple[str, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        term, tab, kind = line.partition("\t")
        if not (term and tab and kind):
            raise KnowledgeBaseInvalid(f"words/{name}, line {number}: write a term, one tab, and its kind.")
        rows.append((term.casefold(), kind))
    return tuple(rows)


@lru_cache(maxsize=1)
def _safe_rows() -> dict[str, str]:
    rows = dict(read_terms("safe_words.tsv"))
    wrong = sorted(set(rows.values()) - _WORD_KINDS)
    if wrong:
        raise KnowledgeBaseInvalid(
            f"words/safe_words.tsv: unknown kind {wrong[0]!r}; use plain or also_name."
        )
    return rows


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Words that carry no identity and are nobody's name."""
    return frozenset(word for word, kind in _safe_rows().items() if kind == "plain")


@lru_cache(maxsize=1)
def words_that_are_names_too() -> frozenset[str]:
    """Plain words of any of our lists that people are named after too: rose, mark, dawn, penny, flores, lola."""
    english = frozenset(word for word, kind in _safe_rows().items() if kind == "also_name")
    others = _blocks(_SPANISH)[1] | _blocks(_HOME_LANGUAGES)[1]
    return english | (others - plain_words())


def spanish_words() -> frozenset[str]:
    """Common Spanish words that are nobody's name, without accents."""
    return _blocks(_SPANISH)[0]


def home_language_words() -> frozenset[str]:
    """Common words of Haitian Creole, Tagalog, Vietnamese, Hmong, Somali and Portuguese that are nobody's name."""
    return _blocks(_HOME_LANGUAGES)[0]


def is_spanish(word: str) -> bool:
    """Whether a word without accents is a common Spanish one, also with a small ending: poquito, apurese.

    >>> is_spanish("pastillita"), is_spanish("danilo")
    (True, False)
    """
    words = spanish_words()
    if word in words:
        return True
    small = _SMALL_ENDING.fullmatch(word)
    if small and any(small["stem"] + end in words for end in ("", "o", "a", "e", "os", "as")):
        return True
    joined = _JOINED_PRONOUN.fullmatch(word)
    return joined is not None and joined["stem"] in words


_SMALL_ENDING = regex.compile(r"(?P<stem>\p{L}{3,}?)(?:c?it[oa]s?|isim[oa]s?|mente)")
_JOINED_PRONOUN = regex.compile(r"(?P<stem>\p{L}{5,})(?:me|te|se|l[oae]s?|nos)")


@lru_cache(maxsize=2)
def _blocks(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a file that are nobody's name, and those under its line of names."""
    path = knowledge_base_dir() / "words" / name
    try:
        words, mark, names = path.read_text(encoding="utf-8").partition(_NAMES_FOLLOW + "\n")
    except OSError:
        mark = ""
    if not mark:
        raise KnowledgeBaseInvalid(
            f"words/{name} cannot be read, or has no line {_NAMES_FOLLOW!r}. "
            "Put the file back from the release."
        ) from None
    also_names = _entries(names)
    return _entries(words) - also_names, also_names


@lru_cache(maxsize=1)
def medical_words() -> frozenset[str]:
    """Conditions, tests, body parts and note shorthand that a spelling list does not hold."""
    return _word_file("medical_words.txt")


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Dishes, brands, kin words and daily words of other languages that a spelling list does not hold."""
    return _word_file("everyday_words.txt") | home_language_words()


def _word_file(name: str) -> frozenset[str]:
    try:
        return _entries((knowledge_base_dir() / "words" / name).read_text(encoding="utf-8"))
    except OSError:
        raise KnowledgeBaseInvalid(
            f"words/{name} cannot be read. Put the file back from the release."
        ) from None


def _entries(text: str) -> frozenset[str]:
    return frozenset(bare_letters(line) for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def veto_kinds() -> dict[str, str]:
    """The kind of each term that is nobody's identity: drug, eponym, programme and so on, without accents.

    Left out are the drugs that share their one word with many people (Camila, Ella).
    """
    return {bare_letters(term): kind for term, kind in read_terms("veto.tsv") if kind != _DRUG_OR_NAME}


@lru_cache(maxsize=1)
def veto_terms() -> frozenset[str]:
    """Drugs, eponyms, programmes and the like, as whole folded terms."""
    return frozenset(veto_kinds())


@lru_cache(maxsize=1)
def drugs_that_are_names_too() -> frozenset[str]:
    """Drugs of one word that is a usual name as well; alone they never take a hit back."""
    return frozenset(bare_letters(term) for term, kind in read_terms("veto.tsv") if kind == _DRUG_OR_NAME)


class PublicContacts(NamedTuple):
    """Sites and numbers (ten digits) of the places in our own listings."""

    sites: frozenset[str]
    phones: frozenset[str]


@lru_cache(maxsize=1)
def public_contacts() -> PublicContacts:
    """What anybody may read in our listings, so that it need not be hidden."""
    sites: set[str] = set()
    phones: set[str] = set()
    for path in sorted((knowledge_base_dir() / "resources").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = " ".join(str(row.get(field) or "") for field in ("phone", "tty", "text_chat"))
                phones.update("".join(parts) for parts in _PHONE.findall(text))
                sites.update(_SITE.findall(f"{row.get('website') or ''} {text}".lower()))
    return PublicContacts(frozenset(sites), frozenset(phones))


_PHONE = regex.compile(r"(?<!\d)(?:1-)?(\d{3})[-. )]{1,2}(\d{3})[-. ](\d{4})(?!\d)")
_SITE = regex.compile(r"(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,12})")


def is_plain(word: str) -> bool:
    """Whether a lower-case word, or what it is made from, is a plain word.

    >>> is_plain("walking")
    True
    """
    plain = plain_words()
    if word in plain:
        return True
    bare = word.replace("'", "")
    return bare in plain or any(stem in plain for stem in _stems(word.partition("'")[0]))


def _stems(word: str) -> tuple[str, ...]:
    found: list[str] = [word]
    for ending, put_back in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            stem = word[: -len(ending)]
            found.extend(stem + letters for letters in put_back)
            if len(stem) > _MIN_STEM and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)


_MIN_STEM = 3
_ENDINGS = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
    ("ing", ("", "e")), ("in", ("", "e")), ("ly", ("", "le")), ("er", ("", "e")), ("est", ("", "e")),
    ("ness", ("",)), ("less", ("",)), ("ful", ("",)),
)  # fmt: skip


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """English words in common use, far more than the plain ones; many are also somebody's name."""
    path = knowledge_base_dir() / "words" / "common_words.txt.gz"
    try:
        return frozenset(gzip.decompress(path.read_bytes()).decode("ascii").split())
    except OSError:
        raise KnowledgeBaseInvalid(
            "words/common_words.txt.gz cannot be read. Put the file back from the release."
        ) from None
