"""Take back false alarms: drugs, eponyms, programmes, hotlines and public sites are nobody's identity.

In: one hit with its text. Out: whether it stays in the text after all.
Applied last, to names, places, organisations, phones and sites only, and only when the whole span is listed.
Never against a firm hit ("my name is ..."), and never against a number said to be the person's own.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from assistant.redaction.near_terms import is_near_drug
from assistant.redaction.recognizers.spoken import spoken_digits
from assistant.redaction.turn import Hit
from assistant.redaction.word_lists import bare_letters, public_contacts, veto_terms

_NUMBERS = frozenset({"PHONE", "SSN", "OTHER_ID"})
_VETOED_LABELS = frozenset({"NAME", "CITY", "FACILITY", "EMPLOYER", "URL", *_NUMBERS})
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_OWN = regex.compile(
    r"\b(?:my|mine|his|her|their|our|own|fax|reach\ (?:me|us|him|her)|call\ (?:me|us|him|her)"
    r"|text\ (?:me|him|her))\b",
    regex.IGNORECASE | regex.VERBOSE,
)
_OWN_REACH = 40
"""Characters before a number in which "my", "her" or "fax" makes it a person's own."""
_PUBLIC_SITE = regex.compile(r"(?:https?://)?(?:[\w-]+\.)*[\w-]+\.(?:gov|mil)(?:[/?#]\S*)?", regex.IGNORECASE)
_WORDS = regex.compile(r"[^\W_]+(?:'[^\W_]+)*")
_NATIONAL_DIGITS = 10
_BREAK = regex.compile(r"(?<!\b(?:st|dr|mr|mrs|ms))[.!?;:,](?=\s|$)|[\n()]", regex.IGNORECASE)
_LINK = regex.compile(r"(?<=\S)\s{1,3}(?:or|and|y|o)\s{1,3}(?=\S)", regex.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "the"})
_TERM_REACH = 60
_MAX_TERM = 6


def may_stay(hit: Hit, text: str) -> bool:
    """Whether a hit is a listed public term, so that its words stay."""
    if hit.firm or hit.label not in _VETOED_LABELS:
        return False
    value = text[hit.start : hit.end]
    if hit.label in _NUMBERS:
        return is_public_phone(value) and not _OWN.search(text[max(0, hit.start - _OWN_REACH) : hit.start])
    if hit.label == "URL":
        return _is_public_site(value.rstrip(".,;)").lower())
    return all(
        is_listed(text[part.start : part.end], near=True) or _stands_in_listed_term(part, text)
        for part in _parts(hit, text)
    )


def _parts(hit: Hit, text: str) -> list[Hit]:
    """The hit in pieces around "or" and "and": "body or Huntington's" behind "Lewy"."""
    parts, last = [], hit.start
    for link in _LINK.finditer(text, hit.start, hit.end):
        parts.append(hit._replace(start=last, end=link.start()))
        last = link.end()
    return [*parts, hit._replace(start=last)]


def _stands_in_listed_term(hit: Hit, text: str) -> bool:
    """Whether a hit is a part of a listed term ("Extra" of "Extra Help", "Barre" of "Guillain Barre")."""
    before = _words(_BREAK.split(text[max(0, hit.start - _TERM_REACH) : hit.start])[-1])
    after = _words(_BREAK.split(text[hit.end : hit.end + _TERM_REACH])[0])
    own = _words(text[hit.start : hit.end])
    if after and text[hit.end : hit.end + 2].lower() == "'s":
        own, after = [*own[:-1], f"{own[-1]}'s"] if own else own, after[1:]
    terms = _terms()
    return any(
        " ".join([*before[len(before) - back :], *own, *after[:ahead]]) in terms
        for back in range(min(len(before), _MAX_TERM) + 1)
        for ahead in range(min(len(after), _MAX_TERM) + 1)
        if own
    )


def is_listed(value: str, *, near: bool = False) -> bool:
    """Whether the value is a listed term, or each of its words is one; ``near``: or a misspelled drug.

    A word with 's is looked up both ways, so that "Huntington's" can be listed where "Huntington" is not.
    """
    said = _words(value)
    said = said[1:] if len(said) > 1 and said[0] in _ARTICLES else said
    words = [word.removesuffix("'s") for word in said]
    terms = _terms()
    if not words:
        return False
    if " ".join(said) in terms or " ".join(words) in terms:
        return True
    return all(
        whole in terms or word in terms or (near and is_near_drug(word))
        for whole, word in zip(said, words, strict=True)
    )


def _words(text: str) -> list[str]:
    return _WORDS.findall(bare_letters(text).replace("\u2019", "'"))


@lru_cache(maxsize=1)
def _terms() -> frozenset[str]:
    return frozenset(" ".join(_words(term)) for term in veto_terms())


def is_public_phone(value: str) -> bool:
    """Whether typed or spoken digits are a toll-free number, or one of our listings.

    >>> is_public_phone("1-800-222-1222"), is_public_phone("one eight hundred two two two one two two two")
    (True, True)
    """
    digits = spoken_digits(value).removeprefix("1")
    toll_free = len(digits) == _NATIONAL_DIGITS and digits.startswith(_TOLL_FREE)
    return toll_free or digits in public_contacts().phones


def _is_public_site(value: str) -> bool:
    host = value.removeprefix("https://").removeprefix("http://").removeprefix("www.").partition("/")[0]
    return _PUBLIC_SITE.fullmatch(value) is not None or host in public_contacts().sites
