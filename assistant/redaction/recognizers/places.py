"""Find towns by the state behind them, and counties, parishes and reservations by their kind.

In: a turn. Out: CITY hits. A state or a country alone stays.
Towns, employers and care places without such a mark are for the trained head (``names_recognizer``).
Knows nothing about streets; ``addresses.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.veto import is_listed
from assistant.redaction.word_lists import is_plain

LABELS = ("CITY",)
_STATE_NAMES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia"
    "|hawaii|idaho|illinois|indiana|iowa|kansas|"
    "kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri"
    "|montana|nebraska|nevada|new[ ]hampshire|"
    "new[ ]jersey|new[ ]mexico|new[ ]york|north[ ]carolina|north[ ]dakota|ohio|oklahoma"
    "|oregon|pennsylvania|rhode[ ]island|"
    "south[ ]carolina|south[ ]dakota|tennessee|texas|utah|vermont|virginia|washington|west"
    "[ ]virginia|wisconsin|wyoming|puerto[ ]rico"
)
_STATE_CODES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH"
    "|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|"
    "UT|VT|VA|WA|WV|WI|WY|PR|DC"
)
STATE_PATTERN = f"{_STATE_NAMES}|{_STATE_CODES}"
_IGNORE = regex.IGNORECASE | regex.VERBOSE
_CITY_STATE = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<city>\p{{Lu}}[\p{{L}}'.]{{1,25}}+(?:[ -](?:or|of|the|de|la|del"
    rf"|on)(?=[ -]))?(?:[ -]\p{{Lu}}[\p{{L}}'.]{{1,25}}+){{0,3}}),\ (?:(?i:{_STATE_NAMES})"
    rf"|{_STATE_CODES})(?![\p{{L}}])".replace("\\ ", " ")
)  # fmt: skip
_CITY_CODE_ZIP = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<city>[\p{{L}}'.]{{2,25}}+(?:\ [\p{{L}}'.]{{2,25}}+)?)\ ?,\ "
    rf"?(?:(?-i:{_STATE_CODES})\b|(?:{_STATE_CODES})(?=\ +\d{{5}}))",
    _IGNORE,
)
# "Dayton OH 45402": no comma, but a code and five digits behind a capital leave no doubt
_CITY_NO_COMMA = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<city>\p{{Lu}}[\p{{L}}'.]{{1,25}}+(?: \p{{Lu}}[\p{{L}}'.]{{1,25}}+){{0,2}})"
    rf" (?:{_STATE_CODES}) +\d{{5}}(?!\d)"
)
_AREA = regex.compile(
    r"(?<![\p{L}\d])(?P<city>[\p{L}'.-]{2,25}+(?:\ [\p{L}'.-]{2,25}+){0,2}?\ (?:county|parish"
    r"|reservation|pueblo|township|borough|rancheria))\b",
    _IGNORE,
)
_FUNCTION = frozenset(
    "el la los las un una de del al en con por para mi su y que a an the my his her their our your its "
    "this that these "
    "those to from in at on of for with by and or but so if i he she we they you it is are was were be "
    "been am do does "
    "did have has had no not when where while because since until till after before who what which me "
    "him them us any "
    "some every each all more most can could would will should may might must w d c f pt s again still "
    "now then there "
    "here up down off out went go goes live lives call called see need needs want wants like about "
    "into near around".split()
)
_NO_TOWN = frozenset(
    "town city country car house home apartment trailer shelter street pain bed hospital clinic work "
    "school church "
    "motel hotel nursing assisted senior public section doctor appointment court".split()
)


def find(turn: Turn) -> Iterator[Hit]:
    """All towns and counties whose words say that they are one."""
    for rule_id, pattern in (
        ("place.city_state", _CITY_STATE),
        ("place.city_code", _CITY_CODE_ZIP),
        ("place.city_no_comma", _CITY_NO_COMMA),
    ):
        for match in matches(rule_id, pattern, turn.text):
            yield from _city(turn, match.start("city"), match.end("city"), rule_id)
    for match in matches("place.area", _AREA, turn.text):
        yield from _area(turn, match)


def _without_small_words(turn: Turn, start: int, end: int) -> int:
    """Where the name begins: behind the last small word."""
    first = start
    for word in turn.words[turn.index_at.get(start, 0) :]:
        if word.start >= end:
            break
        if word.text in _FUNCTION:
            first = word.end
    while first < end and turn.text[first] == " ":
        first += 1
    return first


def _city(turn: Turn, start: int, end: int, rule_id: str) -> Iterator[Hit]:
    first = _without_small_words(turn, start, end) if rule_id == "place.city_code" else start
    value = turn.text[first:end]
    if first < end and not is_listed(value) and value.lower() not in _NO_TOWN:
        if rule_id == "place.city_code" and all(is_plain(word) for word in value.lower().split()):
            return
        yield Hit(first, end, "CITY", 0.7, rule_id)


def _area(turn: Turn, match: regex.Match[str]) -> Iterator[Hit]:
    start, end = _without_small_words(turn, match.start("city"), match.end("city")), match.end("city")
    words = turn.text[start:end].split()
    named = [word for word in words[:-1] if not is_plain(word.lower())]
    if named and not is_listed(" ".join(words[:-1])):
        yield Hit(start, end, "CITY", 0.7, "place.area")
