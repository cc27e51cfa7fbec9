"""Find a plate beside the vehicle it hangs on: "they towed it, RVL 883", "red impala kqp 229 at door 3".

In: a turn. Out: VEHICLE hits. A model and its year ("honda crv 2019", "ram 1500") stay.
Knows nothing about plates with a cue of their own; ``cued_ids.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.word_lists import is_plain, veto_terms

_VEHICLES = frozenset(
    "car truck van suv sedan jeep pickup minivan taxi cab wagon coupe motorcycle scooter vehicle towed tow "
    "parked impound "
    "impounded buick chevy chevrolet ford honda toyota nissan dodge kia hyundai corolla camry civic accord "
    "altima impala "
    "malibu focus fusion escape explorer tahoe silverado sierra caravan odyssey sienna sentra elantra sonata "
    ""
    "subaru outback "
    "forester mazda lexus acura lincoln mercury pontiac saturn chrysler volvo volkswagen jetta passat prius "
    "tesla gmc "
    "cadillac tacoma tundra ranger mustang charger grand prix lesabre taurus windstar".split()
)
_MODELS = frozenset(
    "ram crv hrv rav gmc bmw kia gti suv mpg mph psi awd fwd abs van car no is at to in on by up for and the "
    ""
    "was were "
    "had has its it i am pm lb lbs mg exit hwy ext rm apt lot age".split()
)
_PLATE = regex.compile(
    r"(?<![\w.$-])(?:(?P<letters>[a-z]{2,4}+)[ -](?P<digits>\d{3,4}+)(?:[ ]?(?P<tail>[a-z]{1,2})(?![\w']))?"
    r"|\d[a-z]{2,4}+[ -]\d{3,4}+|(?P<first>\d{1,4}+)[ -](?P<last>[a-z]{2,3}+)(?:[ ]?\d{1,4})?|"
    r"(?=[a-z]{0,4}\d)"
    r"(?=\d{0,4}[a-z])[a-z\d]{6,8}+)(?![\w/]|[.,]\d)",
    regex.IGNORECASE,
)
_YEAR = regex.compile(r"(?:19|20)\d\d")
_BEFORE, _BEHIND = 12, 5
_DIGITS = 3


def find(turn: Turn) -> Iterator[Hit]:
    """All plates beside a vehicle."""
    places = [index for index, word in enumerate(turn.words) if word.text in _VEHICLES]
    if not places:
        return
    for match in matches("vehicles.plate", _PLATE, turn.text):
        index = turn.index_at.get(match.start())
        if index is None or not _is_plate(match):
            continue
        if any(-_BEHIND <= index - place <= _BEFORE for place in places):
            yield Hit(match.start(), match.end(), "VEHICLE", 0.7, "vehicles.plate")


def _is_plate(match: regex.Match[str]) -> bool:
    value = match[0]
    if sum(char.isdigit() for char in value) < _DIGITS:
        return False
    letters = match["letters"] or match["last"]
    if not letters:
        return sum(char.isalpha() for char in value) > 1
    plain = is_plain(letters.lower()) or letters.lower() in veto_terms() or letters.lower() in _MODELS
    capitals = letters.isupper() and letters.lower() not in _MODELS
    year = match["digits"] is not None and _YEAR.fullmatch(match["digits"]) is not None
    return (capitals or not plain or match["tail"] is not None) and not year
