"""Read an address whose street type is missing: "I live at 402 Alder", "1190 n. juniper", "ship 9 n prospect".

In: a turn and a house number. Out: the index behind the street name and its units, or None.
A number before a drug, a unit or a plain word is no address.
"""

from __future__ import annotations

import regex

from assistant.redaction.recognizers.addresses.street_words import DIRECTIONS, NOT_NAMES, STREET_LIKE, STREETS
from assistant.redaction.recognizers.addresses.streets import ORDINAL_ENDS, House, is_street_name
from assistant.redaction.recognizers.addresses.units import unit_end, units_end
from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.spoken.number_words import ORDINALS, TENS
from assistant.redaction.turn import Turn
from assistant.redaction.word_lists import is_plain, veto_terms

_LED = regex.compile(
    r"(?:\b(?:(?:mailing |home |street |physical |new |old )?address(?:es)?|addr|(?:my|the|our|her|his|new) "
    r"(?:house|place|home|apartment)"
    r"|house number|(?:apartment|apt|place|house|trailer)(?=(?:'s| is|:)))(?:'s| is| was|:| it's| its|,)*"
    r"|\b(?:live[sd]?|living|stay(?:s|ed|ing)?|reside[sd]?|located|moved|moving|staying|stand(?:s|ing)"
    r"|parked)"
    r"(?: (?:over|out|up|down|back|right|here|now|still|there))* (?:at|to)"
    r"|\b(?:couch|sofa|crash(?:es|ing|ed)?|squat(?:s|ting)?|sleep(?:s|ing)?|knock(?:ed|s)?|went"
    r"|gone|sent out|dispatched"
    r"|evicted|house|trailer|porch|home|place|spot|meals?|ride|taxi|cab|pick ?up|pickup"
    r"|drop ?off|p/u) (?:at|to|from)"
    r"|\b(?:new (?:apt|apartment|place|address|home|house|addr)|home|addr|movd|relocated|rents?|renting)"
    r"|\b(?:mail|send|ship|deliver|drop|pick|bring|come|delivered?|sent|mailed|shipped|goes)(?: (?:it|them"
    r"|that|this|me|her|him|us|the \p{L}{2,12}"
    r"|my \p{L}{2,12}))?(?: (?:up|off|over|out))?(?: (?:to|at|by))?"
    r"|\b(?:live|living|address|stay|staying|house|located|mail|send|deliver)\b[^.!?\n]{0,30}\?\s*"
    r"(?:\p{L}{1,12}:)?)"
    r"(?: ?[:,-])?(?:[ ]?(?:um|uh|er|is|it's|its|like|at|,))*[ ]*$",
    regex.IGNORECASE,
)
_REACH = 70
_NEAR = frozenset("at to near by past ship mail lives live addr @".split())
_SPANISH = frozenset("calle avenida camino paseo callejon".split())
_MAX_NAME = 3
_CAPITAL_DIGITS = 2
_DIRECTED_DIGITS = 2
_SAID_SIZE = 3
_RIDES = regex.compile(r"\b(?:pick ?up|p/u|drop ?off|ride|taxi|cab)[ ]$", regex.IGNORECASE)
"""Before a number that may be a time: the street behind it needs a part or a unit ("pickup 830 tutwiler rear")."""
_LEAST_NAME = 4


def typeless_end(turn: Turn, house: House) -> int | None:
    """The index behind a street name without a type, or None."""
    at = house.last + 1
    if at >= len(turn.words) or (is_quantity_after(turn.word(at)) and turn.word(at) not in DIRECTIONS):
        return None
    if turn.word(at) in {"um", "uh", ","}:
        at += 1
    if turn.word(at) == "de" and turn.word(at + 1) == "la":
        at += 2
    if turn.word(at) in _SPANISH and at + 1 < len(turn.words) and turn.words[at + 1].is_letters:
        return units_end(turn, at + 2)
    directed = turn.word(at) in DIRECTIONS
    if directed:
        at += 2 if turn.word(at + 1) == "." else 1
    end = _name_end(turn, at)
    if end is None:
        return None
    if directed and is_quantity_after(turn.word(end)):
        return None
    start = turn.words[house.first].start
    led = _LED.search(turn.text[max(0, start - _REACH) : start]) is not None
    near = turn.word(house.first - 1) in _NEAR
    has_unit = any(unit_end(turn, step) is not None for step in (end, end + 1)) or _has_part(turn, end)
    long_house = house.size >= _CAPITAL_DIGITS
    capital = turn.words[at].is_capital and not turn.text.isupper()
    name = turn.words[at]
    street = name.text in STREET_LIKE or not (is_plain(name.text) or name.raw.isupper())
    ends = end >= len(turn.words) or turn.word(end) in {",", "."} or "\n" in turn.gap(end - 1, end)
    comma = turn.word(house.first - 1) == "," and house.size > _CAPITAL_DIGITS
    bare = street and capital and ends and (comma or _opens_turn(turn, house.first))
    sure = (
        led
        or bare
        or (near and house.size >= _SAID_SIZE)
        or (
            directed
            and long_house
            and (near or (len(turn.word(at - 1)) > 0 and house.size > _DIRECTED_DIGITS))
        )
        or (near and long_house and capital)
        or (has_unit and long_house)
        or (turn.word(house.first - 1) in _NEAR and street and house.size > 1 and _ends_place(turn, end))
    )
    return units_end(turn, end) if sure else None


def _has_part(turn: Turn, end: int) -> bool:
    """Whether a part of a house stands behind the street: "55 linden rear"."""
    return turn.word(end) in {"rear", "upstairs", "downstairs", "basement"}


def _ends_place(turn: Turn, end: int) -> bool:
    """Whether an address may end here, and the number before it opened no dose: a mark, "w", "with", the end."""
    return turn.word(end) in {"", ".", ",", ";", "w", "with"} and len(turn.word(end - 1)) >= _LEAST_NAME


def _opens_turn(turn: Turn, index: int) -> bool:
    """Whether a number opens the text or an answer: "Caller: 402 Alder."."""
    return index == 0 or turn.word(index - 1) == ":" or turn.starts_sentence(index)


def _name_end(turn: Turn, index: int) -> int | None:
    """The index behind one to three name words, or None."""
    at, count = index, 0
    while at < len(turn.words) and count < _MAX_NAME:
        word = turn.words[at]
        if word.is_digits and turn.word(at + 1) in ORDINAL_ENDS:
            at, count = at + 2, count + 1
            continue
        if (
            not word.is_letters
            or word.text in NOT_NAMES
            or word.text in veto_terms()
            or word.text in DIRECTIONS
        ):
            break
        ordinal = word.text in ORDINALS or (word.text in TENS and turn.word(at + 1) in ORDINALS)
        named = ordinal or is_street_name(turn, at) or (count > 0 and word.text in STREETS)
        if not named or (
            count and is_plain(word.text) and word.text not in STREET_LIKE | STREETS and not word.is_capital
        ):
            break
        at, count = at + 1, count + 1
    return at if count else None
