"""Find towns, counties, employers and care places by the words around them.

In: a turn. Out: CITY, FACILITY and EMPLOYER hits. A state or a country alone stays.
"Lives in a shelter", "works at night" and "the free clinic" name nobody.
Knows nothing about towns without a cue; the learned detector is to find those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.veto import is_listed
from assistant.redaction.word_lists import is_plain, veto_terms, words_that_are_names_too

LABELS = ("CITY", "FACILITY", "EMPLOYER")
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
_LIVES = regex.compile(
    r"\b(?:(?:live[sd]?|living|stay(?:s|ed|ing)?|reside[sd]?|residing|grew\ up|raised|born"
    r"|drive|drives|driving|come|comes|commute[sd]?"
    r"|vivo|vive|vivimos)(?:\ (?:over|out|up|down|way|right))?\ (?:in\ from|in|near|from|around|outside"
    r"|outside\ of|en|cerca\ de)"
    r"|(?:moved|moving|move|relocated|driving|sent|going\ home)\ (?:to|from)|(?:drive|drives"
    r"|come|comes|coming|driving)\ in\ from"
    r"|(?:town|city|village|county|parish|borough)\ of|^from|(?:i'm|i\ am|im|we're|we\ are"
    r"|he's|he\ is|she's|she\ is|they're|they\ are|originally)\ from|relocating\ to|ride\ to"
    r"|from\ here\ to|near"
    r"|hometown\ is|soy\ de)\ ",
    _IGNORE,
)
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
_CARE = regex.compile(
    r"(?<![\p{L}\d])(?P<name>[\p{L}'.&-]{1,25}+(?:\ [\p{L}'.&-]{1,25}+){0,4}?)\ (?:hospital"
    r"|clinic|medical\ cent(?:er|re)|health\ cent(?:er|re)"
    r"|nursing\ home|nursing\ cent(?:er|re)|rehab(?:ilitation)?(?:\ (?:cent(?:er|re)"
    r"|hospital))?|assisted\ living|hospice|memory\ care|care\ cent(?:er|re)|infirmary"
    r"|urgent\ care|surgery\ cent(?:er|re)|dialysis(?:\ cent(?:er|re))?|manor|senior\ living"
    r"|health\ system|behavioral\ health|pharmacy)\b",
    _IGNORE,
)
_WORK = regex.compile(
    r"\b(?:(?:works?|worked|working|employed|job|shift|drives?|drove|interned|volunteers?)\ "
    r"(?:\w+\ )?(?:at|for|by|with)"
    r"|(?:laid\ off|fired|retired|let\ go|quit|sacked)\ (?:from|by)|employer(?:'s)?(?:\ "
    r"name)?(?:\ is|:)|boss\ at|trabajo\ (?:en|para))\ ",
    _IGNORE,
)
_FUNCTION = frozenset(
    "el la los las un una de del al en con por para mi su y que se salir despues antes "
    "cuando cuanto a an the my his her their our your its this that these those to from in "
    "at on of for "
    "with by and or but so if i he she we they you it is are was "
    "were be been am do does did have has had no not when where while because since until "
    "after before who what which me him them us any "
    "some every each all more most can can't cant could would will won't should may might "
    "must w d c f pt s again still now then there "
    "here up down off out went go goes got get gets took take takes sent send called call "
    "see saw need needs want wants like about into "
    "near around each last next".split()
)
_GENERIC = frozenset(
    (
        "local nearest near free community public state county city general mental health eye "
        "foot pain heart walk in urgent dental children's "
        "childrens my big new same other sliding fee va federal rural women's womens wound "
        "methadone sleep memory skilled long term home care "
        "family outpatient inpatient teaching university regional private cheap good bad nice "
        "medical specialty kidney cancer lung diabetes "
        "diabetic stroke cardiac physical low cost low-cost mobile school retail drug mail order "
        "mail-order online specialty psychiatric "
        "rehab nursing dialysis weight loss travel vein hearing vision blood sugar sick day "
        "day's small large doctor's level stay hospice in-home"
    ).split()
)
_TRADES = frozenset(
    (
        "store stores school schools factory hospital plant warehouse restaurant office church "
        "bank mill farm shop airport company home "
        "place jobs job work night nights day days desk computer grocery gas station corner "
        "kitchen field fields construction "
        "hotel college university nursing mall salon post government agency myself living pay "
        "free fear money shelter"
    ).split()
)
_CITY_NOT = frozenset(
    (
        "town city country car house home apartment trailer shelter street streets pain fear bed "
        "chair wheelchair hospital clinic work school "
        "church basement motel hotel tent van nursing assisted senior public section subsidized "
        "poverty america doctor appointment court"
    ).split()
)
_MAX_NAME = 4
_MAX_CITY = 3


def find(turn: Turn) -> Iterator[Hit]:
    """All towns, employers and care places that are named."""
    yield from _care_places(turn)
    for match in matches("place.lives", _LIVES, turn.text):
        yield from _named_after(turn, match.end(), "CITY", "place.city_cue")
    for match in matches("place.work", _WORK, turn.text):
        sure = match[0].lower().split()[-1] in {"for", "from", "by"}
        yield from _named_after(turn, match.end(), "EMPLOYER", "place.employer", sure=sure)
    for rule_id, pattern in (
        ("place.city_state", _CITY_STATE),
        ("place.city_code", _CITY_CODE_ZIP),
        ("place.city_no_comma", _CITY_NO_COMMA),
    ):
        for match in matches(rule_id, pattern, turn.text):
            yield from _city(turn, match.start("city"), match.end("city"), rule_id)
    for match in matches("place.area", _AREA, turn.text):
        yield from _area(turn, match)


def _trim(turn: Turn, start: int, end: int) -> int:
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
    first = _trim(turn, start, end) if rule_id == "place.city_code" else start
    value = turn.text[first:end]
    if first < end and not is_listed(value) and value.lower() not in _CITY_NOT:
        if rule_id == "place.city_code" and all(is_plain(word) for word in value.lower().split()):
            return
        yield Hit(first, end, "CITY", 0.7, rule_id)


def _area(turn: Turn, match: regex.Match[str]) -> Iterator[Hit]:
    start, end = _trim(turn, match.start("city"), match.end("city")), match.end("city")
    words = turn.text[start:end].split()
    named = [word for word in words[:-1] if word[0].isupper() or not is_plain(word.lower())]
    sentence_only = (
        len(named) == 1 and start == match.start("city") and is_plain(named[0].lower()) and not start
    )
    if named and not sentence_only and not is_listed(" ".join(words[:-1])):
        yield Hit(start, end, "CITY", 0.7, "place.area")


def _named_after(turn: Turn, start: int, label: str, rule_id: str, *, sure: bool = False) -> Iterator[Hit]:
    """The name behind a cue: up to some words, none of them a small word, and not all of them plain."""
    index = turn.index_at.get(start)
    if index is None:
        return
    article = turn.words[index].text == "the"
    index += article
    words = _name_words(turn, index, _MAX_CITY if label == "CITY" else _MAX_NAME)
    if not words or (article and label == "CITY"):
        return
    plain = [is_plain(turn.words[i].text) and not _is_capital_name(turn, i) for i in words]
    value = turn.text[turn.words[words[0]].start : turn.words[words[-1]].end]
    if is_listed(value) or turn.words[words[0]].text in _CITY_NOT | _TRADES:
        return
    named = (article or sure) and len(words) > 1 and turn.words[words[-1]].text not in _TRADES
    if all(plain) and not (label == "EMPLOYER" and named):
        return
    if plain[0] and label == "CITY":
        return
    first = index - article
    yield Hit(turn.words[first].start, turn.words[words[-1]].end, label, 0.65, rule_id)


def _is_capital_name(turn: Turn, index: int) -> bool:
    word = turn.words[index]
    return word.is_capital and word.text not in _FUNCTION and not turn.starts_sentence(index)


def _name_words(turn: Turn, index: int, most: int) -> list[int]:
    """The words of a name from here: capitals, unknown words, and plain words between and behind them."""
    found: list[int] = []
    while index < len(turn.words) and len(found) < most:
        word = turn.words[index]
        if word.text in {"&", "-", "'"} and found:
            index += 1
            continue
        if not word.is_letters or word.text in _FUNCTION or (not found and word.text in veto_terms()):
            break
        if "\n" in (turn.gap(index - 1, index) if found else ""):
            break
        capital = _is_capital_name(turn, index)
        if found and turn.words[found[0]].is_capital and not capital and is_plain(word.text):
            break
        if (
            found
            and not capital
            and is_plain(word.text)
            and word.text not in words_that_are_names_too()
            and most == _MAX_CITY
        ):
            break
        found.append(index)
        index += 1
    return found


def _care_places(turn: Turn) -> Iterator[Hit]:
    for match in matches("place.care", _CARE, turn.text):
        start, end = _trim(turn, match.start("name"), match.end("name")), match.end()
        words = [word.strip(".,").lower() for word in turn.text[start : match.end("name")].split()]
        names = [word for word in words if word not in _GENERIC and word]
        if not names or start >= match.end("name"):
            continue
        capital = any(word[:1].isupper() for word in turn.text[start : match.end("name")].split())
        opens = turn.starts_sentence(turn.index_at.get(start, 0))
        unknown = any(not is_plain(word) for word in names)
        led = (
            turn.text[:start]
            .rstrip()
            .lower()
            .endswith((" at", " to", " from", " in", "at", "from", " the", " near"))
        )
        if (
            (capital and not (opens and not unknown))
            or unknown
            or (led and len(words) > 1 and not _all_generic_like(words))
        ):
            yield Hit(start, end, "FACILITY", 0.7, "place.care")


def _all_generic_like(words: list[str]) -> bool:
    return sum(word in _GENERIC for word in words) >= len(words) - 1 and len(words) == 1
