"""Find streets that people name by what they do: "where Boone hits Tenth", "the whole row on E Sprague".

In: a turn. Out: ADDRESS hits. "Where it meets the bone" and "on e coli" stay: the words must look like names.
Knows nothing about house numbers and street types.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.addresses.street_words import NOT_NAMES, STREETS
from assistant.redaction.recognizers.spoken.number_words import ORDINALS
from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.turn import rule as make_rule
from assistant.redaction.word_lists import is_plain, veto_terms, words_that_are_names_too

_NAME = r"\p{L}[\p{L}']{2,20}+"
_MEETS = make_rule(
    "address.where_meets",
    "ADDRESS",
    rf"\bwhere[ ](?:the[ ])?(?P<id>(?P<left>{_NAME})(?:[ ]\p{{L}}{{2,10}}+)?[ ](?:hits|meets"
    rf"|crosses|intersects|joins"
    rf"|runs[ ]into|turns[ ]into|dead[ -]?ends[ ](?:at|into)|comes[ ]into|splits[ ]off)[ ](?P<right>{_NAME}))\b",
)
_DIRECTED = make_rule(
    "address.directed",
    "ADDRESS",
    r"\b(?:on|off|near|down|along|up|over[ ]on)[ ](?P<id>(?-i:[NSEW]|[NS][EW]|ne|nw"
    r"|sw)\.?[ ](?P<name>(?-i:\p{Lu})[\p{L}']{3,20}+))",
)
_CUTOFF = make_rule(
    "address.cutoff",
    "ADDRESS",
    rf"\b(?:past|by|near|off|at|on|before|after|up|down)[ ](?:the[ ](?:old[ ])?)?"
    rf"(?P<id>(?P<name>{_NAME})[ ](?:cut-?off|turn-?off|overpass|underpass|off-?ramp|interchange"
    rf"|junction|levee|boat[ ]ramp))\b",
)

_LIVES_ON = make_rule(
    "address.lives_on",
    "ADDRESS",
    rf"\b(?:lives?|living|lived|stays?|staying|we're[ ]out|i'm[ ]out|out)[ ](?:out[ ]|over[ ]|up[ ]|down[ ])?on[ ]"
    rf"(?P<id>(?P<name>{_NAME})(?-i:[ ]\p{{Lu}}\p{{L}}{{2,15}}+)?)\b",
)
_TAKE_TO = make_rule(
    "address.take_to",
    "ADDRESS",
    r"\b(?:take"
    r"|follow)[ ](?P<id>(?-i:(?P<name>\p{Lu}\p{L}{2,15}+)(?:[ ]\p{Lu}\p{L}{2,15}+)?[ ](?:to|till|until|past)[ ]"
    r"(?P<other>\p{Lu}\p{L}{2,15}+)(?:[ ]\p{Lu}\p{L}{2,15}+)?))",
)


def find(turn: Turn) -> Iterator[Hit]:
    """Streets named without a number."""
    for match in matches(_MEETS.id, _MEETS.pattern, turn.text):
        sides = (match["left"], match["right"])
        if all(_is_name(side) for side in sides):
            yield Hit(*match.span("id"), "ADDRESS", 0.7, _MEETS.id)
    for match in matches(_LIVES_ON.id, _LIVES_ON.pattern, turn.text):
        name = match["name"]
        led = regex.search(r" (?:out|over|up|down) on |^out on ", match[0].lower()) is not None
        ambiguous = name.islower() and (not led or name in words_that_are_names_too())
        if not ambiguous and not (is_plain(name.lower()) or name.isupper()) and _is_name(name):
            yield Hit(*match.span("id"), "ADDRESS", 0.6, _LIVES_ON.id)
    for match in matches(_TAKE_TO.id, _TAKE_TO.pattern, turn.text):
        if not turn.text.isupper() and all(_is_name(match[side]) for side in ("name", "other")):
            yield Hit(*match.span("id"), "ADDRESS", 0.6, _TAKE_TO.id)
    for rule in (_DIRECTED, _CUTOFF):
        for match in matches(rule.id, rule.pattern, turn.text):
            if _is_name(match["name"]):
                yield Hit(*match.span("id"), "ADDRESS", 0.7, rule.id)


def _is_name(raw: str) -> bool:
    word = raw.lower()
    if word in NOT_NAMES or word in veto_terms() or word in _PLACES:
        return False
    return word in ORDINALS or word in STREETS or not is_plain(word) or raw[0].isupper()


_PLACES = frozenset(
    "coli aureus bail pension parole probation ssdi korea africa dakota carolina virginia america vietnam "
    "sudan".split()
)
"""Behind one letter for a direction: countries, states and bugs; behind "out on" no road."""
