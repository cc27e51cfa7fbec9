"""Tell whether a hard term is explained where it stands.

In: the words around one term and its listed meaning. Out: yes or no.
Sees the forms a nurse uses: brackets, "is what ...", "means", "is called", ", or ...", and a next sentence
that starts "That is ...". Also yes when the listed meaning itself stands beside it. Knows nothing about
the lists.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from assistant.plain_language.content_words import content_stems

# As far as one looks each side: a long sentence at most, so that a page without stops stays quick.
_REACH_BEFORE, _REACH_AFTER = 120, 200
_MEANING_SHARE = 0.6
_MEANING_WORDS = 3

_NO_MEANING = r"(?:same|next|last|best|only|right|problem|first (?:thing|step)|most important)\b"
_A_NOUN = (
    rf"(?:what|when|where|how|who|someone|something|money|care|help|another (?:name|word)|people|things"
    rf"|an? (?!lot\b|bit\b|good\b|bad\b|big\b|problem\b|must\b)\w+|the (?!{_NO_MEANING})\w+)"
)
_AFTER = re.compile(
    r"\s*[\"'\u201d\u2019]?(?:"
    r"\s*\((?!see\b|page\b|part\b|row\b"
    r"|call\b|if\b|for\b|at\b|up to\b|like\b|\W*\d)[^()]*(?-i:[a-z]{3})[^()]*\)"  # (a set price)
    r"|,?\s*(?:which |that |this |it |really |just |only )*(?:means?|stands? for|refers? to)\s+\w+"
    rf"|(?:\s+\w+){{0,3}}?\s+(?:is|are) (?:just |simply |only )?{_A_NOUN}(?:\s+\S+)+"
    rf"|\s*,\s*(?:or|which is|which are|that is|that's|meaning|in other words) "
    r"(?!call\b|if\b|when\b|you\b|we\b|ask\b|not\b)\w+"
    r"|\s*,\s*(?:what (?:you|your|the)"
    r"|the (?:amount|money|part|price|share|list|most|bill|person|paper|letter|cost)"
    r"|an? (?:set|kind|list|note|letter|paper|price|person|"
    r"place|nurse|doctor|test|medicine|plan|free|strong|water))\b"
    rf"|(?:\s*[\u2013\u2014]\s*|\s+--?\s+|\s*:\s+){_A_NOUN}(?:\s+\S+)+"
    r")",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:called|known as|named)(?: an?| the| your| this)?"
    r"|\bcalls? (?:this|that|it|them)(?: an?| the| your)?"
    r"|\b(?:name|word|term) for (?:\w+ ){1,8}is(?: an?| the| your)?"
    r"|\b(?:what|how much) (?:\S+ ){2,14}is (?:an?|the|your|called))"
    r"(?: \w+)?\s*[\"'\u201c\u2018]?$",
    re.IGNORECASE,
)
_IN_BRACKETS_AFTER_WORDS = re.compile(
    r"\w{2,}[\"'\u201d]?\s*\((?:or |also called |called |an? |the )?[\"'\u201c]?$", re.IGNORECASE
)
_CLOSES = re.compile(r"[\"'\u201d]?\s*\)")
_NEXT = re.compile(
    r"\s*(?:"
    r"(?:that|this)(?:['\u2019]s| is| are)(?: just)? (?!(?:fine|ok|okay|right|good|normal|why|all"
    r"|not|late|due|true|great)\b|\$|\d)\w+(?:\s+\S+)+"
    r"|(?:that|this|it|these|they) (?:just |only )?means? (?!\$|\d)\w+(?:\s+\S+)+"
    rf"|(?:it|these|those|they)(?:['\u2019]s| is| are|['\u2019]re) {_A_NOUN}(?:\s+\S+)+"
    r")",
    re.IGNORECASE,
)
_OR_JUST_BEFORE = re.compile(r",? or (?:an? |the |your )?[\"'\u201c]?$", re.IGNORECASE)


class Surroundings(NamedTuple):
    """What stands around a term: in its own sentence before and after, and the next sentence.

    ``stems``: meaning words nearby, the sentence before included.
    ``is_last``: no other hard term follows in the sentence, so "That is ..." can only mean this one.
    """

    before: str
    after: str
    next: str
    stems: frozenset[str]
    is_last: bool


class Stretch(NamedTuple):
    """Character offsets: where a term's sentence begins and stops, and where the next one stops."""

    begins: int
    stops: int
    next_stops: int


def cut_surroundings(
    text: str, start: int, end: int, sentence: Stretch, *, stems: frozenset[str], is_last: bool
) -> Surroundings:
    """The surroundings of ``text[start:end]``, never longer than a long sentence."""
    return Surroundings(
        text[max(sentence.begins, start - _REACH_BEFORE) : start],
        text[end : min(sentence.stops, end + _REACH_AFTER)],
        text[sentence.stops : min(sentence.next_stops, sentence.stops + _REACH_AFTER)],
        stems,
        is_last,
    )


def is_explained(meaning: str, around: Surroundings, *, is_acronym: bool) -> bool:
    """Whether the words around a term say what it means; ``meaning`` is what our lists say."""
    if _AFTER.match(around.after) or _BEFORE.search(around.before):
        return True
    if _CLOSES.match(around.after) and _IN_BRACKETS_AFTER_WORDS.search(around.before):
        return True
    if around.is_last and _NEXT.match(around.next):
        return True
    if is_acronym and _OR_JUST_BEFORE.search(around.before):
        return True
    wanted = _stems_of_meaning(meaning)
    return len(wanted) >= _MEANING_WORDS and len(wanted & around.stems) >= _MEANING_SHARE * len(wanted)


@functools.cache
def _stems_of_meaning(meaning: str) -> frozenset[str]:
    """Kept, because ``meaning`` comes from our own lists, never from a text that is scored."""
    return content_stems(meaning)
