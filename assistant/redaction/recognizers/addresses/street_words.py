"""The words of an address: street types with their short forms and typos, directions, units, and what is none.

Tables only; ``streets.py``, ``units.py`` and ``crossings.py`` read with them.
"""

from __future__ import annotations

SURE_TYPES = frozenset(
    "street st avenue ave av road rd lane ln boulevard blvd blvrd bvd parkway pkwy highway hwy terrace "
    "turnpike tpke "
    "expressway freeway bulevard boulavard".split()
)
WEAK_TYPES = frozenset(
    "drive dr court ct place pl way circle cir ter terr trail trl square sq loop alley row path pike crossing "
    "xing plaza "
    "plz commons ridge cove crescent bend landing hollow holler run glen knoll bluff heights hts grove "
    "meadow meadows "
    "creek branch fork pass pointe vista estates acres gardens manor walk trace mews quay spur".split()
)
_TYPO_OF = (
    "street",
    "avenue",
    "road",
    "lane",
    "boulevard",
    "drive",
    "parkway",
    "highway",
    "terrace",
    "circle",
    "court",
)
_NO_TYPO = frozenset(
    "strut steer tree treet rod rad rode oad ane lan lake land line late lone diver dive rive driver drie "
    "lace coat "
    "count cort our curt cart highways avenge venue sweet straight strait roads lanes drives streets circles "
    ""
    "courts "
    "card read raid broad load ride dried drove driven derive drives cirlce".split()
)


def _typos(word: str) -> set[str]:
    """The word with one letter lost, doubled or swapped with its neighbour."""
    lost = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    doubled = {word[:i] + word[i] + word[i:] for i in range(len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return {each for each in lost | doubled | swapped if len(each) > 3} - {word} - _NO_TYPO  # noqa: PLR2004


TYPOS = frozenset(typo for word in _TYPO_OF for typo in _typos(word)) | {"cirlce", "strt", "str"}
STREETS = SURE_TYPES | WEAK_TYPES | TYPOS
SURE_STREETS = SURE_TYPES | TYPOS
SPLIT_TYPES = frozenset({("a", "venue"), ("boule", "vard"), ("park", "way"), ("high", "way")})
DIRECTIONS = frozenset(
    "n s e w ne nw se sw north south east west northeast northwest southeast southwest norte sur este "
    "oeste".split()
)
STREET_LIKE = frozenset(
    "oak pine main maple elm cedar park river hill hills lake church school mill spring springs sunny green "
    "forest "
    "valley meadow garden orchard ridge bay beach ocean rose cherry apple walnut peach high center centre "
    "union state "
    "market water bridge depot railroad mountain old new court chapel college liberty broad front pond creek "
    ""
    "willow "
    "birch ash poplar magnolia dogwood holly ivy laurel fox deer eagle hawk bear wolf robin bluebird sunset "
    "sunrise "
    "windy shady quail turkey pecan palm plum grove field fields stone rock rocky sand sandy silver gold "
    "golden white "
    "black red blue crystal diamond pearl king queen prince bishop mission canal harbor harbour island shore "
    ""
    "coast "
    "highland prairie desert canyon cactus cotton corn farm ranch barn quarry pasture country club view fair "
    ""
    "fairview "
    "lincoln washington jackson franklin madison jefferson monroe grant commerce industrial airport cemetery "
    ""
    "hickory "
    "locust cypress spruce pin hunter hunters fisher fishers mason miller cooper carter baker butler "
    "chestnut olive "
    "lemon orange berry clover heather violet lily daisy fern moss moon star sun cloud rain wind summer "
    "winter autumn "
    "federal prospect grand pleasant vine mulberry lower upper long middle cross county pearl hope peace "
    "harmony "
    "colonial heritage pioneer frontier liberty freedom independence constitution evergreen timber lumber "
    "iron steel rosebud buttercup primrose honeysuckle cardinal sparrow dove swan heron falcon "
    "elk antelope buffalo "
    "mustang bobcat cougar beaver otter "
    "copper coal oil gas plank post gate tower castle manor chapel temple abbey bell arch".split()
)
"""Plain words that streets are often named after."""
NOT_NAMES = frozenset(
    "of the in a an to my on for per is are was and or his her their it at from with by over about way times "
    ""
    "time mg "
    "ml more less people i you we they that this who what out up down off most other ways half side i'm do "
    "does did "
    "have has had be been not no so if but because when where while then than me him us them your our its "
    "it's there "
    "here can can't could will would should may might must got get gets need needs want wants take takes "
    "took went go "
    "goes going come comes came call called see saw said says say every each some any all both few many much "
    ""
    "as into "
    "since until till before after during around between through without within y en con por para que "
    "walking walk driving ride riding pills am pm".split()
)
"""Words that end a street name."""
NOT_BEFORE_TYPE = {
    "way": (
        "better different other another easy only best long short right wrong either good same hard "
        "new two one half all safe cheaper faster quicker third first second great simple single "
        "possible"
    ).split(),
    "place": (
        "first second third safe other another better new quiet dialysis one good nice warm work "
        "parking same only right care"
    ).split(),
    "drive": (
        "food blood toy hard flash test clothing coat thumb disk long short sex hour minute mile "
        "vaccine flu canned zip jump usb fund hours minutes miles nice"
    ).split(),
    "court": (
        "family traffic drug probate county federal superior district bankruptcy supreme small "
        "claims municipal juvenile housing eviction circuit state night tennis basketball food "
        "civil mental health appeals"
    ).split(),
    "ct": (
        "head chest abdominal abd brain neck cardiac spine sinus pelvis lung low dose contrast repeat "
        "cta plain"
    ).split(),
    "st": "ekg ecg".split(),
    "street": "way one-way".split(),
    "road": "lane dirt long bumpy".split(),
    "highway": "lane".split(),
    "circle": "full inner family prayer".split(),
    "row": "front back".split(),
    "run": "test dry long beer first second third last".split(),
    "walk": "heart long short daily cancer brisk morning cane mile minute".split(),
    "pass": "bus day guest hall transit month ride".split(),
    "trail": "paper walking nature mile".split(),
    "loop": "feedback".split(),
    "path": "career clear".split(),
    "branch": "bundle left right".split(),
    "av": "heart".split(),
    "ln": "pos positive neg negative".split(),
    "square": "three".split(),
    "plaza": [],
    "dr": "heart eye foot new kidney".split(),
    "gardens": [],
    "heights": [],
}
"""Words that, right before a street type, make it something else."""
NOT_AFTER_TYPE = {
    "ct": frozenset("scan scans with w wo angio".split()),
    "st": frozenset("elevation depression segment segments changes wave".split()),
    "dr": frozenset(),
    "drive": frozenset("to from each there one away".split()),
    "walk": frozenset("to away in".split()),
    "rd": frozenset({"rash"}),
    "road": frozenset("rash block blocks test trip rage".split()),
    "street": frozenset("drugs clothes lights".split()),
}
UNIT_WORDS = frozenset(
    "apt apartment unit suite ste lot trailer trlr room rm floor fl bldg building space spc apto apartamento "
    ""
    "bed # "
    "cabin slip bunk loft door lote depto departamento interior piso appt apartement apartmnt "
    "aprtment".split()
)
COMPLEX_WORDS = frozenset(
    "park court estates acres village mhp apartments apts towers manor homes gardens terrace plaza ranch "
    "campground "
    "complex projects townhomes condos villas meadows heights courts".split()
)
