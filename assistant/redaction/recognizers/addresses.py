"""Find streets, units, post boxes, highways and crossings, and the ZIP behind a state.

In: a turn. Out: ADDRESS and ZIP hits. The house number may be typed or spoken; Spanish order counts too.
Doses, times and distances before "way", "drive", "place" or "court" are no address.
Knows nothing about towns; ``places.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.places import STATE_PATTERN
from assistant.redaction.recognizers.spoken import NUMBER_WORDS
from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule
from assistant.redaction.word_lists import is_plain

LABELS = ("ADDRESS", "ZIP")
STREETS = frozenset(
    (
        "street st avenue ave av road rd drive dr lane ln boulevard blvd court ct place pl way "
        "circle cir terrace ter trail trl parkway "
        "pkwy highway hwy square sq loop alley row path pike turnpike tpke crossing xing plaza "
        "plz commons ridge cove crescent"
    ).split()
)
_SURE = frozenset(
    "street st avenue ave road rd lane ln boulevard blvd parkway pkwy highway hwy terrace turnpike".split()
)
_NOT_STREET_NAMES = frozenset(
    (
        "of the in a an to my on for per is are was and or his her their it at from with by over "
        "about way times time mg ml more less "
        "people i you we they that this who what out up down off most other ways half side i'm "
        "do does did have has had"
    ).split()
)
_UNIT_WORD = (
    r"(?:apt|apartment|unit|suite|ste|lot|trailer|trlr|room|rm|floor|fl|bldg|building|space|spc|apto|\#)"
)
_UNIT = rf"(?:[ ]*,?[ ]*{_UNIT_WORD}\.?[ ]*\#?[ ]*(?!\p{{L}}{{3}})[\w-]{{1,6}}+)?"
_MAX_MIDDLE = 4
_MAX_HOUSE_WORDS = 6

_RULES = (
    make_rule(
        "address.po_box",
        "ADDRESS",
        r"\b(?:p\.?[ ]?o\.?[ ]?|post[ ]office[ ])box[ ]*\#?[ ]*(?:\d{1,7}|(?:(?:zero|oh|one|two"
        r"|three|four|five|six|seven|eight|nine)[ ]?){1,7})"
        r"|\bapartado(?:[ ]postal)?[ ]*\#?\d{1,7}",
    ),
    make_rule(
        "address.spanish",
        "ADDRESS",
        rf"\b(?:calle|avenida|avda?\.?|camino|carretera|paseo|callej[oó]n)[ ](?:(?!y\b|en\b|con\b"
        rf"|necesito\b)[\p{{L}}\d.'-]{{1,25}}+[ ]?){{1,3}},?[ ]?(?:n[uú]mero[ ]|no\.?[ ]"
        rf"|\#)?\d{{1,6}}{_UNIT}",
    ),
    make_rule(
        "address.spanish_number_first",
        "ADDRESS",
        rf"(?<![\d.])\d{{1,6}}[ ](?:calle|avenida|camino|paseo|via|plaza|rancho)"
        rf"[ ][\p{{L}}']{{2,25}}+(?:[ ](?!and\b|in\b|with\b"
        rf"|y\b)[\p{{Lu}}][\p{{L}}']{{1,25}}+){{0,2}}{_UNIT}",
    ),
    make_rule(
        "address.highway",
        "ADDRESS",
        rf"(?:\b\d{{1,6}}[ ](?:[nsew]\.?[ ])?)?\b(?:(?:us|u\.s\.|state|county|farm|old|rural)"
        rf"[ ])?(?:highway|hwy|route|county[ ]road|county[ ]rd|state[ ]road|state[ ]rd|interstate"
        rf"|rural[ ]route|fm)[ ]?\d{{1,5}}[a-z]?\b{_UNIT}",
    ),
    make_rule(
        "address.house_highway",
        "ADDRESS",
        r"\b\d{1,6}[ ](?:[nsew]\.?[ ])?(?:state|county|co)[ ](?:rd|road|rte|hwy)[ ]\d{1,5}\b",
    ),
    make_rule("address.rural_box", "ADDRESS", r"\b(?:rr|hc)[ ]?\d{1,3}[ ,]+box[ ]?\d{1,5}\b"),
    make_rule(
        "address.corner",
        "ADDRESS",
        r"\b(?:corner|intersection)[ ]of[ ](?P<id>[\p{L}\d'.]{2,25}+(?:"
        r"[ ](?!and\b)[\p{L}\d'.]{2,25}+){0,2}[ ](?:and|&)[ ][\p{L}\d'.]{2,25}+(?:[ ](?:street|st"
        r"|avenue|ave|road|rd|drive|blvd))?)",
    ),
    make_rule(
        "address.unit",
        "ADDRESS",
        r"(?<!\ba[ ])\b(?:apt|apartment|trailer|trlr|lot|suite|apto)\.?[ ]?\#?[ ]?(?:no\.?[ ]"
        r"|number[ ])?\d{1,5}[a-z]?\b(?![ ]of)",
        score=0.6,
    ),
    make_rule(
        "address.state_zip",
        "ZIP",
        rf"\b(?:{STATE_PATTERN})\.?,?[ ]+(?P<id>\d{{5}}(?:-\d{{4}})?)(?![\d,]|[ ]?(?:mg|steps|units"
        rf"|dollars))",
        score=0.8,
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All places to live or to send mail to."""
    yield from scan(_RULES, turn)
    for index, word in enumerate(turn.words):
        if word.text in STREETS:
            yield from _street(turn, index)


def _street(turn: Turn, index: int) -> Iterator[Hit]:
    """The address that ends in this street word: house number, one to four words, street."""
    middle = 0
    at = index - 1
    while at >= 0 and middle <= _MAX_MIDDLE:
        word = turn.words[at]
        if word.is_digits and turn.word(at + 1) in {"st", "nd", "rd", "th"} and at + 1 < index:
            middle, at = middle + 1, at - 1
            continue
        if word.is_digits or word.text in NUMBER_WORDS:
            break
        if word.is_mark and word.text not in {".", "-", "'"}:
            at = -1
            break
        if word.text in _NOT_STREET_NAMES or is_quantity_after(word.text):
            at = -1
            break
        middle, at = middle + (not word.is_mark), at - 1
    if at < 0 or not middle or middle > _MAX_MIDDLE:
        yield from _street_without_number(turn, index)
        return
    first = _house_start(turn, at)
    end = _end_of_unit(turn, index)
    yield Hit(turn.words[first].start, end, "ADDRESS", 0.85, "address.street")


def _house_start(turn: Turn, at: int) -> int:
    if turn.words[at].is_digits:
        return at - 2 if turn.word(at - 1) == "-" and turn.word(at - 2).isdecimal() else at
    first = at
    while first > 0 and at - first < _MAX_HOUSE_WORDS and turn.word(first - 1) in NUMBER_WORDS | {"-", "and"}:
        first -= 1
    return first + 1 if turn.word(first) in {"and", "-"} else first


_UNIT_AFTER = make_rule(
    "address.unit_after", "ADDRESS", rf"\.?(?:[ ](?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?{_UNIT}"
)


def _end_of_unit(turn: Turn, index: int) -> int:
    end = turn.words[index].end
    match = _UNIT_AFTER.pattern.match(turn.text, end)
    tail = match[0].rstrip(" ,") if match else ""
    return end + len(tail) if tail.strip(".") else end


def _street_without_number(turn: Turn, index: int) -> Iterator[Hit]:
    """Find "on Larkspur Lane": a sure street word behind a name, without a number."""
    if turn.words[index].text not in _SURE or index == 0:
        return
    first = index - 1
    word = turn.words[first]
    named = word.is_letters and (
        (word.is_capital and not turn.starts_sentence(first)) or not is_plain(word.text)
    )
    if not named or word.text in STREETS or turn.gap(first, index) != " ":
        return
    before = turn.words[first - 1] if first else None
    if before is not None and before.is_letters and before.is_capital and not turn.starts_sentence(first - 1):
        first -= 1
    if turn.words[index].text in {"st", "dr"} and not turn.words[index].is_capital and not word.is_capital:
        return
    yield Hit(turn.words[first].start, turn.words[index].end, "ADDRESS", 0.6, "address.street_name")
