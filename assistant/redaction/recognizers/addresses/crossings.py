"""Find crossings and streets without a house number: "5th and Main", "corner of Fulton and Alder".

In: a turn. Out: ADDRESS hits. "First and foremost", dates and drug pairs stay.
Knows nothing about house numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.addresses.street_words import (
    DIRECTIONS,
    NOT_AFTER_TYPE,
    NOT_NAMES,
    STREET_LIKE,
    STREETS,
    SURE_STREETS,
)
from assistant.redaction.recognizers.addresses.streets import (
    ORDINAL_ENDS,
    is_number_start,
    is_street_name,
    read_house,
)
from assistant.redaction.recognizers.spoken.number_words import ORDINALS, TENS
from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.turn import rule as make_rule
from assistant.redaction.word_lists import is_plain, veto_terms

_JOINS = frozenset({"and", "&", "n", "@", "/", "y", "with"})
_CUES = make_rule(
    "address.corner_cue",
    "ADDRESS",
    r"\b(?:corner|intersection|esquina|cross[ ]streets?|crossroads|corners)(?:[ ](?:of|is|are|at|de))*[ ]",
)
_AT = frozenset(
    "at by near off past stop stops standing drops corner lives stays sleeps camps camped towed frm".split()
)
_ON = frozenset(
    "on off from to near down up past of corner at in over by onto along across and our my of".split()
)
_MAX_SIDE = 3
_LEAST_LETTERS = 3
_NOT_A_SIDE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august "
    "september october november december grade graders foremost last first second third fourth degree stage "
    "toe finger rib floor trimester dose day week month hour night noon midnight".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul "
    "aug sep sept oct nov dec the".split()
)


def find(turn: Turn) -> Iterator[Hit]:
    """All crossings and named streets without a number."""
    for match in matches("address.corner_cue", _CUES.pattern, turn.text):
        index = turn.index_at.get(match.end())
        if index is not None:
            yield from _sides(turn, index)
    for index, word in enumerate(turn.words):
        if word.text in _JOINS and 0 < index < len(turn.words) - 1:
            yield from _crossing(turn, index)
        elif word.text in STREETS:
            yield from _street_alone(turn, index)


def _sides(turn: Turn, index: int) -> Iterator[Hit]:
    """Two street names behind "corner of"."""
    at, joined = index, False
    last = index - 1
    while at < len(turn.words) and at - index < 2 * _MAX_SIDE + 2:
        word = turn.words[at]
        if word.text in _JOINS and at > index and not joined:
            joined = True
        elif (word.is_mark and word.text not in {".", "'", "-"}) or (
            word.text in NOT_NAMES and word.text != "the"
        ):
            break
        else:
            last = at
            if joined and (word.text in STREETS or not _goes_on(turn, at + 1)):
                break
        at += 1
    if joined and last > index:
        yield Hit(turn.words[index].start, turn.words[last].end, "ADDRESS", 0.8, "address.corner")


def _goes_on(turn: Turn, index: int) -> bool:
    if index >= len(turn.words):
        return False
    word = turn.words[index]
    return (
        word.text in STREETS
        or word.text in ORDINAL_ENDS
        or word.text in ORDINALS
        or is_street_name(turn, index)
    )


def _side_before(turn: Turn, index: int) -> int | None:
    """Where the street name begins that ends just before ``index``."""
    last = index - 1
    ordinal = turn.word(last) in ORDINAL_ENDS and turn.words[last - 1].is_digits  # "3rd" is no "3 road"
    if turn.word(last) in STREETS | {"."} and last > 0 and not ordinal:
        last -= 1
    if turn.word(last) in ORDINAL_ENDS and turn.words[last - 1].is_digits:
        return last - 2 if turn.word(last - 2) in DIRECTIONS else last - 1
    if turn.word(last) in ORDINALS:
        return last - 1 if turn.word(last - 1) in TENS else last
    return last if last >= 0 and _names(turn, last) else None


def _side_after(turn: Turn, index: int) -> int | None:
    """The last word of the street name that begins at ``index``."""
    last: int | None = None
    if (
        index + 1 < len(turn.words) and turn.words[index].is_digits and turn.word(index + 1) in ORDINAL_ENDS
    ) or (turn.word(index) in TENS and turn.word(index + 1) in ORDINALS):
        last = index + 1
    elif turn.word(index) in ORDINALS or _names(turn, index):
        last = index
    if last is not None and turn.word(last + 1) in STREETS:
        last += 1
    return last


def _names(turn: Turn, index: int) -> bool:
    word = turn.words[index]
    return (
        word.is_letters
        and word.text not in _NOT_A_SIDE
        and is_street_name(turn, index)
        and len(word.text) >= _LEAST_LETTERS
    )


def _is_ordinal(turn: Turn, first: int, last: int) -> bool:
    return turn.words[first].is_digits or any(turn.word(i) in ORDINALS for i in range(first, last + 1))


def _crossing(turn: Turn, index: int) -> Iterator[Hit]:
    first, last = _side_before(turn, index), _side_after(turn, index + 1)
    if first is None or last is None:
        return
    left, right = _is_ordinal(turn, first, index - 1), _is_ordinal(turn, index + 1, last)
    if turn.word(last + 1) in _NOT_A_SIDE or turn.word(first - 1) in _MONTHS:
        return
    if turn.word(first - 1) in {"n", "s", "e", "w"} and turn.word(index) != "n":
        first -= 1  # "n 3rd & alder"
    led = turn.word(first - 1) in _AT
    typed = (
        turn.word(index - 1) in SURE_STREETS - ORDINAL_ENDS and turn.word(last) in SURE_STREETS - ORDINAL_ENDS
    )
    one_ordinal = left != right and (led or not (_all_plain(turn, first, last)))
    between = (
        turn.word(first - 1) == "between"
        and left
        and right
        and turn.word(last + 1) in {"on", "street", "st", "ave"}
    )
    if (
        between
        or typed
        or (led and turn.word(index) != "with")
        or (one_ordinal and turn.word(index) in {"and", "&", "n", "/", "y"})
    ):
        yield Hit(turn.words[first].start, turn.words[last].end, "ADDRESS", 0.7, "address.crossing")


def _all_plain(turn: Turn, first: int, last: int) -> bool:
    words = [turn.words[i] for i in range(first, last + 1) if turn.words[i].is_letters]
    names = [word for word in words if word.text not in _JOINS | ORDINAL_ENDS and word.text not in ORDINALS]
    return all(is_plain(word.text) and not word.is_capital and word.text not in STREET_LIKE for word in names)


def _street_alone(turn: Turn, index: int) -> Iterator[Hit]:
    """Find "on Larkspur Lane" and "4th street": a street word behind a name or ordinal, without a number."""
    first = index - 1
    if first < 0 or turn.gap(first, index) not in {" ", ". "}:
        return
    kind, word = turn.words[index].text, turn.words[first]
    if word.text in ORDINAL_ENDS and first and turn.words[first - 1].is_digits and kind in SURE_STREETS:
        yield Hit(turn.words[first - 1].start, turn.words[index].end, "ADDRESS", 0.6, "address.street_name")
        return
    if not word.is_letters or word.text in STREETS or word.text in NOT_NAMES or word.text in veto_terms():
        return
    capital = word.is_capital and not turn.starts_sentence(first)
    named = capital or not is_plain(word.text)
    start = first
    before = turn.words[first - 1] if first else None
    if (
        before is not None
        and before.is_letters
        and before.text not in NOT_NAMES | _ON
        and turn.gap(first - 1, first) == " "
    ):
        lead = before.is_capital and not turn.starts_sentence(first - 1)
        start = first - 1 if lead or (before.text in STREET_LIKE | {"martin", "saint", "st"}) else first
    led = turn.word(start - 1) in _ON
    if kind in {"st", "dr", "av", "ct", "str"} and not turn.words[index].is_capital and not (capital or led):
        return
    if kind in SURE_STREETS:
        accepted = named or (led and (word.text in STREET_LIKE or word.text in ORDINALS))
    else:
        titled = capital and turn.words[index].is_capital and not is_plain(word.text)
        accepted = (
            (led or titled)
            and named
            and (turn.words[index].is_capital == word.is_capital)
            and kind not in {"dr", "ct"}
        )
    end = _alone_end(turn, index)
    other = word.text in _NOT_STREETS.get(kind, ()) or turn.word(index + 1) in NOT_AFTER_TYPE.get(kind, ())
    if accepted and not other:
        yield Hit(turn.words[start].start, turn.words[end - 1].end, "ADDRESS", 0.6, "address.street_name")


def _alone_end(turn: Turn, index: int) -> int:
    """The index behind a street word and the house or box number that follows it."""
    end = index + 1
    step = end + (turn.word(end) == ",")
    if step < len(turn.words) and is_number_start(turn, step):
        house = read_house(turn, step)
        if house.last + 1 >= len(turn.words) or turn.words[house.last + 1].is_mark:
            end = house.last + 1  # "Ponderosa Way, eleven"
    if turn.word(end) == "box" and turn.word(end + 1).isdecimal():
        end += 2  # "lomax rd box 9"
    return end


_NOT_STREETS = {
    "court": frozenset(
        "supreme family traffic drug probate superior federal district municipal bankruptcy".split()
    ),
    "drive": frozenset("food blood toy google flash".split()),
    "street": frozenset("sesame wall".split()),
    "lane": frozenset("fast slow".split()),
    "manor": frozenset(),
    "place": frozenset({"new", "old", "my", "his"}),
}
