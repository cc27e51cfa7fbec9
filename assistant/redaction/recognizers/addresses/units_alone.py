"""Find rooms, units and spaces without a street, and a house number whose street was said before.

In: a turn. Out: ADDRESS hits: "the Thunderbird Lodge, room 212", "Room? Dtr: 114B", "unit 6 back of ...",
"space 31", "bldg 9 unit 204 larkmoor", "14 Tamarack, I'm at 41". An exam room, a hospital unit and 6 units of
insulin stay.
Knows nothing about streets; the hits of the family tell it where one was.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.addresses.street_words import NOT_NAMES
from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.turn import Hit, Turn, matches, scan
from assistant.redaction.turn import rule as make_rule
from assistant.redaction.word_lists import is_plain, veto_terms

_NO_AMOUNT = (
    r"(?![ ]?(?:hours?|hrs?|mins?|minutes?|days?|wks?|weeks?|months?|mg|ml|times?|x|per|of|for"
    r"|am|pm|west|east|north|south"
    r"|nurses?|rn|rns|staff|charge|clerk|manager|people|beds?|patients?|%|:|/)|\.\d|[\w-])"
)
_LODGING = (
    r"(?:motel|hotel|inn|lodge|hostel|shelter|suites|super[ ]8|dorm|dormitory|nursing[ ]home"
    r"|group[ ]home|assisted[ ]living"
    r"|memory[ ](?:care|wing)|rehab|boarding[ ]house|halfway[ ]house|sober[ ]living|manor"
    r"|landing|residence|snf|alf)"
)
_ROOM = r"(?:room|rm)[ ]?\#?"
_RULES = (
    make_rule(
        "address.room_of_lodging",
        "ADDRESS",
        rf"\b{_LODGING}\b[^.?!\n\d]{{0,30}}?[ ](?P<id>{_ROOM}\d{{1,4}}[a-z]?){_NO_AMOUNT}",
    ),
    make_rule(
        "address.room_at_lodging",
        "ADDRESS",
        rf"\b{_ROOM}\d{{1,4}}[a-z]?[ ](?:of|at"
        rf"|in)[ ](?:the[ ])?(?-i:\p{{Lu}}\p{{L}}{{2,20}}+(?:[ ]\p{{Lu}}\p{{L}}{{2,20}}+)?)",
    ),
    make_rule(
        "address.room_asked",
        "ADDRESS",
        r"\b(?:room|rm|apt|apartment|unit|lot|space|bed)(?:[ ](?:number|no"
        r"|\#))?[ ]?\?[ ](?:\p{L}{1,12}:[ ])?(?:it's[ ]|its[ ])?"
        r"(?P<id>\d{1,4}-?[a-z]?)\b(?![:/%\d]|\.\d|[ ]\p{Ll})",
    ),
    make_rule(
        "address.room_lettered",
        "ADDRESS",
        rf"(?<!\b(?:exam|conference|waiting|class|meeting|trauma|er|ed"
        rf"|or)[ ]){_ROOM}(?P<id>\d{{2,4}}-?[a-f])\b(?![ ]?\d)",
    ),
    make_rule(
        "address.upstairs",
        "ADDRESS",
        r"\b(?:upstairs|downstairs|next[ ]door|across[ ]the[ ]hall)(?:[ ]in|,)[ ](?P<id>\d{1,3}-?[a-f])\b",
    ),
    make_rule(
        "address.exit",
        "ADDRESS",
        rf"\b(?:off|by|near|at|past|take|under|behind)[ ](?:the[ ])?(?P<id>exit[ ]\d{{1,3}}[a-c]?){_NO_AMOUNT}",
    ),
)
_SPACE = make_rule(
    "address.space_alone",
    "ADDRESS",
    r"(?:^|[,;][ ]?|\.[ ]|\n|:[ ]|\b(?:in|at|lives?|stays?|from|trailer|camper|rv|park|mhp|apts?"
    r"|(?:bldg|building)[ ]\w{1,3},?)[ ])"
    rf"(?P<id>(?:unit|space|spc|sp)[ ]?\#?\d{{1,4}}[a-z]?){_NO_AMOUNT}",
)
_BUILDING = make_rule(
    "address.building",
    "ADDRESS",
    r"\b(?:bldg|building)[ ]?\#?\w{1,3},?[ ](?:unit|apt|apartment|room|rm"
    r"|\#)[ ]?\#?\w{1,5}\b(?:,?[ ](?P<name>\p{L}{4,20}+))?",
)
_MINE = make_rule(
    "address.other_number",
    "ADDRESS",
    r"\b(?:i'?m|we're|were|i[ ]am|mine's|mine[ ]is|it's|its|supposed[ ]to[ ]be|should[ ]be"
    r"|not)[ ](?:at[ ]|in[ ]|number[ ])?"
    r"(?P<id>\d{1,5}[a-z]?)(?=[.,;!]|$)(?![.,]\d)",
)
_MINE_REACH = 40
"""Characters behind an address in which "I'm at 41" names another house of that street."""


def find(turn: Turn) -> Iterator[Hit]:
    """Rooms, units and spaces without a street."""
    yield from scan(_RULES, turn)
    yield from scan((_SPACE,), turn)
    for match in matches(_BUILDING.id, _BUILDING.pattern, turn.text):
        name = match["name"]
        named = name is not None and _is_name(name.lower())
        end = match.end() if named or name is None else match.start("name")
        yield Hit(match.start(), len(turn.text[:end].rstrip(" ,")), "ADDRESS", 0.8, _BUILDING.id)


def other_numbers(turn: Turn, taken: list[tuple[int, int]]) -> Iterator[Hit]:
    """House numbers said right behind an address that was found, in place of its own."""
    if not taken:
        return
    for match in matches(_MINE.id, _MINE.pattern, turn.text):
        if any(0 <= match.start() - end <= _MINE_REACH for _, end in taken):
            yield Hit(*match.span("id"), "ADDRESS", 0.7, _MINE.id)


def _is_name(word: str) -> bool:
    return not (is_plain(word) or word in NOT_NAMES or word in veto_terms() or is_quantity_after(word))
