"""Find streets, units, post boxes, highways and crossings, and the ZIP behind a state.

In: a turn. Out: ADDRESS and ZIP hits. The house number may be typed or spoken; a street type may be missing
behind "I live at"; Spanish order counts too.
Knows nothing about towns; ``places.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.addresses import crossings, named_corners, units_alone
from assistant.redaction.recognizers.addresses.highways import HIGHWAYS, highway_end
from assistant.redaction.recognizers.addresses.street_words import COMPLEX_WORDS, DIRECTIONS, UNIT_WORDS
from assistant.redaction.recognizers.addresses.streets import (
    House,
    is_number_start,
    is_street_name,
    read_house,
    street_end,
)
from assistant.redaction.recognizers.addresses.typeless_streets import typeless_end
from assistant.redaction.recognizers.addresses.units import complex_end, complex_start, unit_end
from assistant.redaction.recognizers.places import STATE_PATTERN
from assistant.redaction.recognizers.spoken.number_words import NUMBER_WORDS
from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("ADDRESS", "ZIP")
_STANDALONE = UNIT_WORDS - {
    "floor",
    "fl",
    "bed",
    "room",
    "rm",
    "#",
    "unit",
    "building",
    "bldg",
    "space",
    "ste",
    "slip",
    "door",
    "loft",
}
_MAX_UNIT_BEFORE = 6
_SAID = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|double|triple"
    r"|and|to|too|for)\b"
)
_SAID_SPANISH = (
    r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte"
    r"|treinta|cuarenta"
    r"|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|mil|doscientos|trescientos|cuatrocientos"
    r"|quinientos|seiscientos"
    r"|setecientos|ochocientos|novecientos|y|veinti\p{L}{3,8}|dieci\p{L}{3,8})\b"
)
_UNIT = (
    r"(?:[ ]*,?[ ]*(?:apt|apartment|apto|apartamento|departamento|depto|unit|piso|interior|casa|lote|\#)"
    r"\.?[ ]*\#?[ ]*\w{1,6}+)?"
)

_RULES = (
    make_rule(
        "address.po_box",
        "ADDRESS",
        rf"\b(?:p\.?[ ]?o\.?[ ]?|post[ ]office[ ]|postal[ ])b(?:o?x|ocks|ax)[ ]*(?:is[ ]|number[ ]|no\.?[ ]"
        rf"|\#)?[ ]*"
        rf"(?:\d{{1,7}}[a-z]?|{_SAID}(?:[ -]{_SAID}){{0,7}})\b|\bp\.?o\.?b\.?[ ]?\#?\d{{1,7}}"
        rf"|\bapartado(?:[ ]postal)?[ ]*\#?(?:\d{{1,7}}|{_SAID_SPANISH}(?:[ ]{_SAID_SPANISH}){{0,6}})",
    ),
    make_rule(
        "address.spanish",
        "ADDRESS",
        rf"\b(?:calle|avenida|avda?\.?|camino|carretera|paseo|callej[oó]n|colonia|calzada|cerrada|privada"
        rf"|vereda)[ ]"
        rf"(?:(?!(?:y|en|con|necesito|n[uú]mero|calle|avenida|camino"
        rf"|paseo)\b)[\p{{L}}\d.'-]{{1,25}}+[ ]?){{1,4}}?,?[ ]?"
        rf"(?:n[uú]m(?:ero)?\.?[ ]|no\.?[ ]|\#)?(?:\d{{1,6}}|{_SAID_SPANISH}"
        rf"(?:[ ]{_SAID_SPANISH}){{0,6}})\b{_UNIT}",
    ),
    make_rule(
        "address.spanish_number_first",
        "ADDRESS",
        rf"(?<![\d.])\d{{1,6}}[ ](?:calle|avenida|camino|paseo|via|plaza|rancho)"
        rf"[ ][\p{{L}}']{{2,25}}+(?:[ ](?!and\b|in\b|with\b"
        rf"|y\b)[\p{{Lu}}][\p{{L}}']{{1,25}}+){{0,2}}{_UNIT}",
    ),
    make_rule(
        "address.box",
        "ADDRESS",
        rf"\b(?:rr|hc|(?:rural|star|county)?[ ]?(?:route|rte|rt)|rural)[ .#-]*(?:\d{{1,3}}|{_SAID}"
        rf"(?:[ ]{_SAID}){{0,2}})[a-z]?[ ,]+"
        rf"b(?:o?x)[ #]*(?:\d{{1,5}}|{_SAID}(?:[ ]{_SAID}){{0,4}})(?:[ -]?[a-z](?![\p{{L}}'/]))?",
    ),
    make_rule(
        "address.marker",
        "ADDRESS",
        rf"\bmile[ ]\d{{1,3}}[ ](?:on|off|of)[ ](?:route|rt|rte|highway|hwy)[ ]\d{{1,4}}|\b(?:mile[ ]"
        rf"(?:marker|post)|milepost|mm)[ #]*(?:\d{{1,3}}(?:\.\d)?|{_SAID}"
        rf"(?:[ ]{_SAID}){{0,3}})\b"
        rf"(?:[ ]?(?:,|on|off|of)?[ ](?:route|rt|rte|highway|hwy|i|us|interstate|state[ ]road)[ -]?"
        rf"(?:\d{{1,4}}|{_SAID}(?:[ ]{_SAID}){{0,3}}))?",
    ),
    make_rule(
        "address.interstate",
        "ADDRESS",
        r"\b(?:exit[ ]\d{1,3}[a-c]?[ ](?:off|on|of|from)?[ ]?)?(?-i:(?<=\b(?:on|off|along|near|past|by|of"
        r"|from|take|exit[ ]\d{1,3})[ ])I-\d{1,3}|US-\d{1,3}|U\.S\.[ ]\d{1,3})\b"
        r"(?:[ ](?:and|&|at)?[ ]?exit[ ]\d{1,3}[a-c]?)?",
    ),
    make_rule(
        "address.room_bed",
        "ADDRESS",
        rf"\b(?:room|rm)[ #.]*(?:\d{{1,4}}[a-z]?|{_SAID}(?:[ ]{_SAID}){{0,3}}),?[ ]bed[ ](?:\d{{1,2}}\b"
        rf"|[a-d]\b|one|two|three|by[ ]the[ ](?:door|window))"
        rf"|\b(?:lives?|living|stays?|staying|resident)[ ](?:over[ ]|down[ ]|up[ ])?in[ ](?:room"
        rf"|rm)[ #.]*\d{{1,4}}[a-z]?\b|\b(?:unit|space|spc)[ ]?\#?\d{{1,4}}-?[a-z]\b(?!\p{{L}})",
        score=0.7,
    ),
    # "402alderst", "77 wquarryst": a house number and a street written without spaces
    make_rule(
        "address.glued",
        "ADDRESS",
        r"(?<![\w.])\d{2,6}[ ]?(?!(?:north|south|east|west)?\p{L}{0,2}(?:street|road|lane"
        r"|drive)\b)\p{L}{3,20}?"
        r"(?:street|stret|avenue|boulevard|blvd|road|lane|drive|ave)\b",
        score=0.7,
    ),
    make_rule(
        "address.glued_short",
        "ADDRESS",
        r"(?<![\w.])\d{2,6}\p{L}{4,20}?(?:st|rd|dr|ln|ct)\b",
        score=0.7,
    ),
    # "Space 9, Pecan Shadows", "bed 41, Harbor Annex"
    make_rule(
        "address.named_space",
        "ADDRESS",
        r"\b(?:space|spc|bed|bunk|loft|cell|cabin)[ ]\#?\d{1,4},[ ](?:the[ ](?:\p{L}{2,12}+[ ]?){1,3}+|"
        r"(?-i:\p{Lu})[\p{L}']++"
        r"(?:[ ](?-i:\p{Lu})[\p{L}']++){0,2})|\bbuilding[ ](?:\d{1,3}|[a-z])[ ]door[ ](?:\d{1,3}"
        r"|\p{L}{3,9})\b",
    ),
    make_rule(
        "address.mail_box",
        "ADDRESS",
        rf"\bmail\b[^\n]{{0,30}}?\s(?P<id>box[ ](?:\d{{1,5}}|{_SAID}(?:[ ]{_SAID}){{0,4}}))",
    ),
    # the grid of some towns: "55 N. 300 W."
    make_rule(
        "address.grid",
        "ADDRESS",
        r"(?<![\w.])\d{1,5}[ ](?:[nsew]|north|south|east|west)\.?,?[ ]\d{1,5}[ ](?:[nsew]|north|south|east"
        r"|west)\b",
    ),
    make_rule(
        "address.house_number",
        "ADDRESS",
        rf"\b(?:house[ ]number(?:[ ]is|:)?|(?:street|road|lane|drive|avenue|address"
        rf"|house)\b[^\n]{{0,60}}?\bnumber\?)\s*"
        rf"(?:\p{{L}}{{1,12}}:)?\s*(?:uh[ ]|um[ ])?(?P<id>\d{{1,6}}[a-z]?\b|{_SAID}(?:[ -]{_SAID}){{0,6}})",
    ),
    make_rule(
        "address.state_zip",
        "ZIP",
        # the digits first, then what stands before them: a long text without digits costs nothing
        rf"(?P<id>\d{{5}}(?<=\b(?:{STATE_PATTERN})\.?,?[ ]+\d{{5}})(?:-\d{{4}})?)"
        rf"(?![\d,]|[ ]?(?:mg|steps|units|dollars))",
        score=0.8,
    ),
    make_rule(
        "address.postal_code",
        "ZIP",
        r"\b(?:[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d"
        r"|(?-i:[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}))\b",
        score=0.7,
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All places to live or to send mail to."""
    yield from scan(_RULES, turn)
    yield from units_alone.find(turn)
    yield from named_corners.find(turn)
    unread: list[House] = []
    names: set[str] = set()
    taken: list[tuple[int, int]] = []
    for index, word in enumerate(turn.words):
        if is_number_start(turn, index):
            house = read_house(turn, index)
            hit = _numbered(turn, house)
            if hit is None:
                unread.append(house)
            else:
                taken.append((hit.start, hit.end))
                yield hit
                names.update(turn.word(i) for i in range(house.last + 1, house.last + 4))
        elif word.text in _STANDALONE or (word.text == "#" and turn.word(index - 1) in COMPLEX_WORDS):
            yield from _unit(turn, index)
        end = highway_end(turn, index) if word.text in HIGHWAYS else None
        if end is not None:
            yield _hit(turn, index, end, "address.highway")
    yield from (hit for hit in crossings.find(turn) if not _inside(hit, taken))
    yield from units_alone.other_numbers(turn, taken)
    # "nineteen seventeen larkmoor, no sorry, nine seventeen larkmoor circle": the street said twice
    for house in unread:
        name = turn.word(house.last + 1)
        if name and name in names and is_street_name(turn, house.last + 1):
            yield _hit(turn, house.first, house.last + 2, "address.again")


def _inside(hit: Hit, taken: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in taken)


def _numbered(turn: Turn, house: House) -> Hit | None:
    """The address that starts with a house number."""
    for rule, end in (
        ("address.street", street_end(turn, house)),
        ("address.house_highway", highway_end(turn, house.last + 1)),
        ("address.typeless", typeless_end(turn, house)),
    ):
        if end is not None:
            return _hit(turn, house.first, end, rule)
    return None


def _unit(turn: Turn, index: int) -> Iterator[Hit]:
    """A unit that stands alone, with the park or complex beside it: "Lot 14, Sunny Acres"."""
    end = unit_end(turn, index)
    if end is None or turn.word(end) == "of" or turn.word(index - 1) in {"a", "parking", "whole", "an"}:
        return
    value = turn.words[index + 1 : end]
    if not any(word.is_digits or word.text in NUMBER_WORDS for word in value):
        lettered = (
            turn.word(index) in {"apt", "apartment", "apto"} and len(value) == 1 and turn.word(end) != "/"
        )
        if not lettered or (value[0].text == "a" and turn.word(end) not in {"", ".", ","}):
            return
    yield _hit(turn, complex_start(turn, index), complex_end(turn, end), "address.unit")


def _hit(turn: Turn, first: int, end: int, rule: str) -> Hit:
    if first and turn.words[first - 1].end == turn.words[first].start and turn.word(first - 1) in DIRECTIONS:
        first -= 1  # the grid letter of "N4410"
    for back in range(2, _MAX_UNIT_BEFORE):
        start = first - back
        if start >= 0 and turn.word(start) in UNIT_WORDS and unit_end(turn, start) in {first, first - 1}:
            first = start  # "Unit 7, 300 Birch Blvd"
            break
    return Hit(turn.words[first].start, turn.words[end - 1].end, "ADDRESS", 0.8, rule)
