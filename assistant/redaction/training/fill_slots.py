"""Fill the slots of a frame: people, places and organisations, and everything around them that is none.

In: the name of a slot and a source of chance. Out: words, with the label the detector is to learn.
A third of all names are invented; the rest come from hand lists and from Faker's locales.
Knows nothing about frames, noise or training.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from assistant.redaction.training.name_lists import Speller, faker_names, faker_towns, lines

_DIGITS = "zero one two three four five six seven eight nine".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_MONTHS = (
    "January February March April May June July August September October November December Jan Feb Oct Nov"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tues Wed Thurs Fri Sat".split()
_STATES = (
    "Ohio|Texas|Georgia|Alabama|Oregon|New Mexico|North Carolina|Kentucky|California|Florida|Maine|"
    "Nevada|Iowa|"
    "Michigan|Arizona|West Virginia|South Dakota|Louisiana|New York|Tennessee|Minnesota|Utah|Alaska|Hawaii"
).split("|")
_LANGUAGES = (
    "Spanish|Hmong|Somali|Tagalog|Arabic|Vietnamese|Korean|Mandarin|Haitian Creole|Russian|Farsi|"
    "Navajo|Khmer|"
    "Portuguese|Amharic|Punjabi|Urdu|ASL"
).split("|")
_TITLES = (
    "Dr. Mrs. Mr. Ms. Miss Dr Mrs Mr Ms Pastor Rev. Sister Father Coach Officer Judge Professor Doctor"
).split()
_DOSES = "5 10 20 25 40 81 500 five twenty fifty".split()
_KINDS_OF_FIRM = ("and Sons", "& Sons", "Brothers", "Bros", "and Daughters", "Inc", "LLC")
_PARTICLES = "de|de la|del|van|van der|von|bin|al|El|O'|Mc|Mac|St.|Le|La|Di|Ben".split("|")
_FACILITY_TYPES = (
    "Hospital|Medical Center|Clinic|Family Clinic|Nursing Home|Rehab|Health Center|Care Center|"
    "Pharmacy|Hospice|"
    "Dialysis|Urgent Care|Assisted Living|Manor|Behavioral Health|Eye Care|Dental|Surgery Center|Memory Care|"
    "Community Health|Senior Living|Adult Day Center|Regional|General|Memorial|Health|Hosp|Med Ctr|SNF|"
    "ALF|NH|HH|UC|"
    "Ortho|Renal|DME|Peds|Birth Center|Adult Day|Recovery|Home Health|Infusion|Cardiology|Kidney Partners|"
    "Physical Therapy|Family Practice|Walk-In|Apothecary|Drug|House|Ctr|Care Ctr|AL|Fam Med|Birth Ctr|Shelter"
).split("|")
_FACILITY_FIRST = (
    "St.|Saint|Our Lady of|Mount|North|South|East|West|Good|New|Holy|Lake|Valley|River|Cedar|Oak|Pine|"
    "Maple|Willow|"
    "Sunny|Golden|Silver|Green|Blue|Rolling|Autumn|Harvest|Crystal|Prairie|Desert|Harbor|Bay|Spring|Stone|Fox"
).split("|")
_FACILITY_SECOND = (
    "Hills|Grove|Ridge|Pines|Oaks|Meadows|Haven|Point|View|Gardens|Springs|Creek|Acres|Terrace|Park|"
    "Brook|Hollow|"
    "Bend|Landing|Crossing|Shores|Village|Glen|Heights|Trace"
).split("|")
_TRADES = (
    "Roofing|Trucking|Plumbing|Farms|Poultry|Bakery|Auto Body|Electric|Landscaping|Foods|Logistics|"
    "Steel|Lumber|"
    "Cleaners|Diner|Construction|Motors|Freight|Cabinets|Textiles|Packing|Security|Staffing|Grill|"
    "Market|Tire|"
    "Schools|Water Department|Transit|Nursery|Fabrication|Hardware|Printing|Dairy|Concrete|Paper|Casino"
).split("|")
_STREET_TYPES = (
    "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Way|Place|Circle|Trail|Pike".split("|")
)


@cache
def _speller(kind: str) -> Speller:
    if kind == "town":
        return Speller(name for name in (*lines("towns"), *faker_towns()) if name.isalpha())
    hand = lines("given_names" if kind == "first_names" else "family_names")
    return Speller(name for name in (*hand, *faker_names(kind)) if name.isalpha())


def given(rng: random.Random) -> str:
    """A given name: a third invented, the rest by hand list and Faker in equal parts."""
    draw = rng.random()
    if draw < 0.33:  # noqa: PLR2004
        return _speller("first_names").spell(rng)
    return rng.choice(lines("given_names") if draw < 0.7 else faker_names("first_names"))  # noqa: PLR2004


def family(rng: random.Random) -> str:
    """A family name, single, double, hyphened or with a particle."""
    draw = rng.random()
    if draw < 0.06:  # noqa: PLR2004
        return f"{family(rng)}-{family(rng)}"
    if draw < 0.10:  # noqa: PLR2004
        return f"{family(rng)} {family(rng)}"
    if draw < 0.15:  # noqa: PLR2004
        particle = rng.choice(_PARTICLES)
        glue = "" if particle.endswith(("'", "c")) else " "
        return f"{particle}{glue}{_one_family(rng)}"
    return _one_family(rng)


def _one_family(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.33:  # noqa: PLR2004
        return _speller("last_names").spell(rng)
    return rng.choice(lines("family_names") if draw < 0.7 else faker_names("last_names"))  # noqa: PLR2004


def full(rng: random.Random) -> str:
    """A full name in one of the orders people use."""
    forms: tuple[tuple[float, Callable[[], str]], ...] = (
        (0.55, lambda: f"{given(rng)} {family(rng)}"),
        (0.10, lambda: f"{given(rng)} {_initial(rng)} {family(rng)}"),
        (0.08, lambda: f"{given(rng)} {given(rng)} {family(rng)}"),
        (0.15, lambda: rng.choice(lines("full_names"))),
        (0.06, lambda: f"{family(rng)} {given(rng)}"),
        (0.04, lambda: f"{given(rng)} {family(rng)} {rng.choice(('Jr', 'Sr', 'III', 'Jr.', 'II'))}"),
        (0.02, lambda: f'{given(rng)} "{rng.choice(lines("nicknames"))}" {family(rng)}'),
    )
    return rng.choices([form for _, form in forms], [weight for weight, _ in forms])[0]()


def _initial(rng: random.Random) -> str:
    return rng.choice("ABCDEFGHJKLMNPRSTVW") + rng.choice((".", "", "."))


def _town(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.55:  # noqa: PLR2004
        return rng.choice(lines("towns"))
    if draw < 0.7:  # noqa: PLR2004
        return rng.choice(faker_towns())
    name = _speller("town").spell(rng)
    before = rng.choice(("New ", "Fort ", "San ", "Lake ", "Port ", "West ", "", "", "", "", ""))
    after = rng.choice((" Springs", " Falls", " City", " Creek", "ville", "ton", "", "", "", "", "", ""))
    return f"{before}{name}{after}"


def _facility(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.6:  # noqa: PLR2004
        return _pick("facilities")(rng)
    if draw < 0.75:  # noqa: PLR2004
        place = f"{rng.choice(_FACILITY_FIRST)} {rng.choice(_FACILITY_SECOND)}"
    elif draw < 0.85:  # noqa: PLR2004
        place = f"{rng.choice(('St.', 'Saint', 'St'))} {given(rng)}'s"
    else:
        place = rng.choice((_town, _one_family))(rng)
    kind = f" {rng.choice(_FACILITY_TYPES)}" if rng.random() < 0.65 else ""  # noqa: PLR2004
    return f"{place}{kind}"


def _employer(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.2:  # noqa: PLR2004
        return _pick("big_employers")(rng)
    if draw < 0.6:  # noqa: PLR2004
        return _pick("employers")(rng)
    if draw < 0.9:  # noqa: PLR2004
        head = rng.choice((_one_family, _one_family, _town, given))(rng)
        return f"{head} {rng.choice(_TRADES)}"
    return f"{_one_family(rng)} {rng.choice(_KINDS_OF_FIRM)}"


def _street(rng: random.Random) -> str:
    if rng.random() < 0.5:  # noqa: PLR2004
        return rng.choice(lines("streets"))
    return f"{rng.choice((_one_family, _town, given))(rng)} {rng.choice(_STREET_TYPES)}"


def _spoken_small(rng: random.Random) -> str:
    n = rng.randrange(1, 100)
    if n < 10:  # noqa: PLR2004
        return _DIGITS[n]
    if n < 20:  # noqa: PLR2004
        return _TEENS[n - 10]
    tens, unit = divmod(n, 10)
    return _TENS[tens - 2] + (f" {_DIGITS[unit]}" if unit else "")


def _number(rng: random.Random) -> str:
    return _spoken_small(rng) if rng.random() < 0.4 else str(rng.choice((2, 3, 4, 10, 12, 30, 45, 60, 90)))  # noqa: PLR2004


def _digits(rng: random.Random, count: int) -> str:
    if rng.random() < 0.4:  # noqa: PLR2004
        return " ".join(rng.choice([*_DIGITS[1:], "oh"]) for _ in range(count))
    return "".join(rng.choice("0123456789") for _ in range(count))


def _date(rng: random.Random) -> str:
    month, day, year = rng.choice(_MONTHS), rng.randrange(1, 29), rng.randrange(1930, 2026)
    draw = rng.random()
    if draw < 0.4:  # noqa: PLR2004
        return f"{rng.randrange(1, 13)}{(mark := rng.choice('/-'))}{day}{mark}{year % 100:02d}"
    if draw < 0.7:  # noqa: PLR2004
        return f"{month} {day}, {year}"
    return f"{month} {_spoken_small(rng)} nineteen {_spoken_small(rng)}"


def _phone(rng: random.Random) -> str:
    if rng.random() < 0.4:  # noqa: PLR2004
        return _digits(rng, 7)
    return f"{rng.randrange(201, 989)}-555-01{rng.randrange(100):02d}"


def _time(rng: random.Random) -> str:
    return rng.choice(
        (f"{rng.randrange(1, 13)}:{rng.choice(('00', '15', '30', '45'))}", f"{_spoken_small(rng)} thirty")
    )


def _money(rng: random.Random) -> str:
    return rng.choice(
        (f"${rng.randrange(5, 900)}", f"{_spoken_small(rng)} dollars", f"{rng.randrange(5, 900)} bucks")
    )


def _dose(rng: random.Random) -> str:
    return f"{rng.choice(_DOSES)} {rng.choice(('mg', 'milligrams', 'units', 'mcg', 'ml'))}"


def _nick(rng: random.Random) -> str:
    if rng.random() < 0.3:  # noqa: PLR2004
        return given(rng)
    first, _, rest = rng.choice(lines("nicknames")).partition(" ")
    # the title of "Coach Dee" may stay, so it is no part of the name
    return rest if rest and first.lower() in _titles_and_kin() else f"{first} {rest}".strip()


@cache
def _titles_and_kin() -> frozenset[str]:
    return frozenset(word.lower() for word in (*_TITLES, *lines("relatives"), *lines("roles")))


_AS_IN = (
    "apple boy cat dog egg frank george house ice john king larry mary nancy orange peter queen robert "
    "sam tom "
    "uncle victor william xray yellow zebra"
).split()


def _spelled(rng: random.Random) -> str:
    """A name letter by letter: "m a r i a", "M-A-R-I-A", "m as in mary a r"."""
    letters = [
        letter
        for letter in rng.choice((given, _one_family))(rng).lower()
        if letter.isascii() and letter.isalpha()
    ]
    said = list(letters)
    if rng.random() < 0.25:  # noqa: PLR2004
        at = rng.randrange(len(said))
        word = next(word for word in _AS_IN if word[0] == letters[at] or word == "zebra")
        said[at] = f"{letters[at]} {rng.choice(('as in', 'for', 'like'))} {word}"
        return " ".join(said)
    return rng.choices((" ", "-", ", ", ". "), (6, 3, 1, 1))[0].join(said)


def _pick(name: str) -> Callable[[random.Random], str]:
    return lambda rng: rng.choice(lines(name)).removeprefix("the ")


_PERSON: dict[str, Callable[[random.Random], str]] = {
    "first": lambda rng: _spelled(rng) if rng.random() < 0.02 else given(rng),  # noqa: PLR2004
    "last": family,
    "full": full,
    "last_first": lambda rng: f"{family(rng)}, {given(rng)}{rng.choice(('', '', f' {_initial(rng)}'))}",
    "nick": _nick,
    "initial_last": lambda rng: f"{_initial(rng)} {family(rng)}",
    "word_name": _pick("word_names"),
    "word_last": _pick("word_lasts"),
    "spelled": _spelled,
}
_PLACE: dict[str, Callable[[random.Random], str]] = {
    "city": _town,
    "county": _pick("counties"),
    "area": _pick("areas"),
    "street": _street,
}
_ORGANISATION: dict[str, Callable[[random.Random], str]] = {"facility": _facility, "employer": _employer}
_NEUTRAL: dict[str, Callable[[random.Random], str]] = {
    "house": lambda rng: _digits(rng, rng.choice((2, 3, 4))),
    "date": _date,
    "month": lambda rng: rng.choice(_MONTHS),
    "day": lambda rng: rng.choice(_DAYS),
    "year": lambda rng: str(rng.randrange(1930, 2027)),
    "time": _time,
    "phone": _phone,
    "id": lambda rng: _digits(rng, rng.choice((6, 8, 9))),
    "age": lambda rng: str(rng.randrange(2, 90)),
    "money": _money,
    "n": _number,
    "drug": _pick("drugs"),
    "dose": _dose,
    "program": _pick("programmes"),
    "condition": _pick("conditions"),
    "eponym": _pick("eponyms"),
    "symptom": _pick("symptoms"),
    "state": lambda rng: rng.choice(_STATES),
    "language": lambda rng: rng.choice(_LANGUAGES),
    "kin": _pick("relatives"),
    "role": _pick("roles"),
    "title": lambda rng: rng.choice(_TITLES),
}
_LABELLED = (("NAME", _PERSON), ("LOC", _PLACE), ("ORG", _ORGANISATION), ("O", _NEUTRAL))
SLOTS = {slot: (label, make) for label, slots in _LABELLED for slot, make in slots.items()}


def fill(slot: str, rng: random.Random) -> tuple[str, str]:
    """(words, label) for a slot such as "first" or "first2"."""
    label, make = SLOTS[slot.rstrip("0123456789")]
    return make(rng), label
