"""Take back false alarms: drugs, eponyms, programmes, hotlines and public sites are nobody's identity.

In: one hit with its text. Out: whether it stays in the text after all.
Applied last, to names, places, organisations, phones and sites only, and only when the whole span is listed.
Never against a firm hit ("my name is ..."), and never against a number said to be the person's own.
"""

from __future__ import annotations

import regex

from assistant.redaction.recognizers.spoken import spoken_digits
from assistant.redaction.turn import Hit
from assistant.redaction.word_lists import public_contacts, veto_terms

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
_TERM_REACH = 60
_MAX_TERM = 5


def may_stay(hit: Hit, text: str) -> bool:
    """Whether a hit is a listed public term, so that its words stay."""
    if hit.firm or hit.label not in _VETOED_LABELS:
        return False
    value = text[hit.start : hit.end]
    if hit.label in _NUMBERS:
        return is_public_phone(value) and not _OWN.search(text[max(0, hit.start - _OWN_REACH) : hit.start])
    if hit.label == "URL":
        return _is_public_site(value.rstrip(".,;)").lower())
    return is_listed(value) or _opens_listed_term(hit, text)


def _opens_listed_term(hit: Hit, text: str) -> bool:
    """Whether a hit is the first part of a listed term that goes on behind it ("Extra" of "Extra Help")."""
    rest = _WORDS.findall(text[hit.start : hit.end + _TERM_REACH])
    least = len(_WORDS.findall(text[hit.start : hit.end])) + 1
    return any(is_listed(" ".join(rest[:count]), whole=True) for count in range(least, least + _MAX_TERM))


def is_listed(value: str, *, whole: bool = False) -> bool:
    """Whether the whole value is a listed term; each of its words may be one too, unless ``whole``."""
    words = [word.casefold().removesuffix("'s") for word in _WORDS.findall(value)]
    terms = veto_terms()
    return bool(words) and (" ".join(words) in terms or (not whole and all(word in terms for word in words)))


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
