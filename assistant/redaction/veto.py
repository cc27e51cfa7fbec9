"""Take back false alarms: drugs, eponyms, programmes, hotlines and public sites are nobody's identity.

In: one hit with its text. Out: whether it stays in the text after all.
Applied last, to names, places, organisations, phones and sites only, and only when the whole span is listed.
Never against a firm hit ("my name is ..."), and never against a number said to be the person's own.
"""

from __future__ import annotations

import regex

from assistant.redaction.recognizers.spoken import spoken_digits
from assistant.redaction.turn import Hit
from assistant.redaction.word_lists import veto_terms

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


def may_stay(hit: Hit, text: str) -> bool:
    """Whether a hit is a listed public term, so that its words stay."""
    if hit.firm or hit.label not in _VETOED_LABELS:
        return False
    value = text[hit.start : hit.end]
    if hit.label in _NUMBERS:
        return is_toll_free(value) and not _OWN.search(text[max(0, hit.start - _OWN_REACH) : hit.start])
    if hit.label == "URL":
        return _PUBLIC_SITE.fullmatch(value.rstrip(".,;)")) is not None
    return is_listed(value)


def is_listed(value: str) -> bool:
    """Whether the whole value, or each of its words, is a listed term."""
    words = [word.casefold().removesuffix("'s") for word in _WORDS.findall(value)]
    terms = veto_terms()
    return bool(words) and (" ".join(words) in terms or all(word in terms for word in words))


def is_toll_free(value: str) -> bool:
    """Whether typed or spoken digits are a toll-free number.

    >>> is_toll_free("1-800-222-1222"), is_toll_free("one eight hundred two two two one two two two")
    (True, True)
    """
    digits = spoken_digits(value).removeprefix("1")
    return len(digits) == _NATIONAL_DIGITS and digits.startswith(_TOLL_FREE)
