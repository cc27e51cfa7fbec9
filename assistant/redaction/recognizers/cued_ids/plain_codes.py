"""Find codes without a digit behind a strong cue: a plate that is a word, a user name, a voice-print name.

In: a turn. Out: VEHICLE, OTHER_ID and BIOMETRIC hits. "My plate is full" and "the password is wrong" stay.
Knows nothing about codes with digits; ``cued_ids.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.word_lists import is_plain

_FLAGS = regex.IGNORECASE | regex.VERBOSE
_PLATE = regex.compile(
    r"\b(?P<sure>(?:vanity|custom|personali[sz]ed|specialty|license|licence)[ ](?:plate|tag)s?|plates?"
    r"(?=[ ](?:says?|reads?|spells?)))|\b(?:plate|tag)s?(?=[ ]*(?:is|number|\#|:))",
    _FLAGS,
)
_PLATE_SAYS = regex.compile(
    r"(?:[ ](?:on|of)[ ](?:the|my|his|her)[ ]\w{2,12})?[ ]*(?:number|no\.?|\#)?[ ]*(?:is|says?|reads?"
    r"|spells?|was|:|=|it's|its)?"
    r"[ ]*(?:just|uh|um)?[ ]*[\"']?(?P<id>\p{L}{2,8}+(?:[ -]\p{L}{1,8}+)?(?!\p{L}))",
    _FLAGS,
)
_SAYS = regex.compile(
    r"(?:\b(?:is|says?|reads?|spells?|was|its)|it's|:|=)\s*(?:just|uh|um)?\s*[\"']?$", _FLAGS
)
_USER = regex.compile(
    r"\b(?:user[ ]?(?:name|id)|log[ -]?in(?:[ ](?:name|id))?|screen[ ]name|gamer[ ]?tag|handle|password"
    r"|pass[ ]?word"
    r"|voice[ -]?print(?:[ ]name)?|voice[ ]?print[ ]id|pass[ ]?phrase)"
    r"(?:[ ](?:for|on|to|at)(?:[ ]\w{2,12}){1,3}?)?(?:[ ]*[:=]|[ ](?:is|was|it's|its|says))[ ]*(?:like[ ]"
    r"|just[ ]|uh[ ]|um[ ])?"
    r"[\"']?(?P<id>[\p{L}\d$!][\p{L}\d_.@!$&-]{1,60}+(?!')(?:[ ](?:dot|underscore|dash|hyphen"
    r"|under[ ]score)[ ][\p{L}\d]{1,30}+){0,4}"
    r"(?:[ ](?:\d{1,6}+|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty"
    r"|fifty|sixty|seventy|eighty|ninety|nineteen|[a-z](?![\p{L}']))\b){0,8})",
    _FLAGS,
)
PREDICATES = frozenset(
    "a an the my his her their our your not no never still always too so very just really in on at to of for "
    ""
    "with by "
    "full empty dirty clean expired wrong right broken bad good ok okay fine gone lost stolen missing missed "
    ""
    "late new old "
    "due up out off down done valid invalid suspended locked saved set changed reset weak strong long short "
    "hard "
    "easy what where when why how who which that this it there here and or but if because from working "
    "required "
    "correct incorrect different same blank hot cold heavy loaded overflowing half being been going getting "
    "supposed about only also already now one two all any some more less current registered under private "
    "secret "
    "visible loose bent rusted needed needs mine yours hers his ready issued coming somewhere something "
    "saying nothing "
    "on file asking written bigger smaller pretty kind kinda sort like i we you they he she do does can "
    "cannot will "
    "frozen disabled forgotten failed failing unknown unavailable case sensitive".split()
)
_BODY_PARTS = frozenset("iris retina palm thumb face voice".split())
"""A tag that names a scan, whose code follows: "the tag is iris nine nine four"."""
_MAX_VANITY = 8


def find(turn: Turn) -> Iterator[Hit]:
    """All codes that are words."""
    for match in matches("plain_codes.plate", _PLATE, turn.text):
        said = _PLATE_SAYS.match(turn.text, match.end())
        if said:
            yield from _plate(turn, said, sure=match["sure"] is not None)
    for match in matches("plain_codes.user", _USER, turn.text):
        value = match["id"]
        cue = match[0].lower()
        plain = value.isalpha() and is_plain(value.lower())
        if value.lower() in PREDICATES or value.split()[0].lower() in PREDICATES:
            continue
        if plain and not cue.startswith(("user", "screen", "gamer")):
            continue
        label = "BIOMETRIC" if cue.startswith("voice") else "OTHER_ID"
        yield Hit(*match.span("id"), label, 0.8, "id.user_name")


def _plate(turn: Turn, said: regex.Match[str], *, sure: bool) -> Iterator[Hit]:
    """The word on a plate: in capitals, or no plain word, or any word behind a sure cue."""
    words = said["id"].replace("-", " ").split()
    if words[0].lower() in PREDICATES | _BODY_PARTS:
        return
    start, end = said.span("id")
    if len(words) > 1 and not (words[1].isupper() and words[0].isupper()):
        follows = words[1].lower()
        joined = sure and follows not in PREDICATES and len("".join(words)) <= _MAX_VANITY
        if not joined:
            end = start + len(words[0])
    value = turn.text[start:end]
    opened = _SAYS.search(said[0][: said.start("id") - said.start()])
    capitals = value.isupper() and not turn.text.isupper()
    if not (opened or capitals):
        return
    if capitals or sure or not is_plain(words[0].lower()):
        yield Hit(start, end, "VEHICLE", 0.7, "id.vanity_plate")
