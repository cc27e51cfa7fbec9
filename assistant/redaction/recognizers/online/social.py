"""Find names people have on sites and apps: "my insta is rosa_lee", "uname grannyjo44", "$rosalee on cash app".

In: a turn. Out: OTHER_ID and URL hits. "My facebook is down" and "covid19" stay.
Knows nothing about web addresses; ``online.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.cued_ids.plain_codes import PREDICATES
from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.word_lists import is_plain, veto_terms

_FLAGS = regex.IGNORECASE | regex.VERBOSE
_APPS = (
    r"(?:facebook|fb|insta(?:gram)?|ig|tik[ ]?tok|twitter|snap(?:chat)?|venmo|zelle|cash[ ]?app|whats[ ]?app"
    r"|telegram|skype"
    r"|youtube|messenger|discord|reddit|paypal|pay[ ]pal|duo|zoom|nextdoor|pinterest|threads|linked[ ]?in"
    r"|signal)"
)
_SAID = (
    r"(?:[ ](?:dot|underscore|dash|hyphen|under[ ]score|slash)[ ][\p{L}\d]{1,30}+){0,5}(?:[ ](?:\d{1,6}+"
    r"|zero|oh|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b){0,8}"
)
_HANDLE = regex.compile(
    rf"\b{_APPS}(?:[ ](?:page|name|handle|account|user[ ]?name|profile|id|tag))?"
    rf"(?:[ ]?(?:is|:|=|[ ]as|under|it's|its|[(])|[ ](?=\w*[\d_]|\w+\.\w)|[ ](?:i'm|im|i[ ]am|i[ ]go[ ]by"
    rf"|she's|he's))(?:[ ](?:under|at|just|uh|um|like|dollar[ ]sign|called))*"
    rf"[ ]?(?P<id>(?=[$@\d._-]*\p{{L}})[$@]?[\p{{L}}\d][\p{{L}}\d_.-]{{1,40}}+{_SAID})",
    _FLAGS,
)
_UNAME = regex.compile(
    rf"\b(?:u[ ]?name|usr(?:name)?|user(?:[ ]?name|[ ]?id)?|log[ -]?in(?:[ ]name)?|screen[ ]name|handle|pw"
    rf"|portal[ ]id|sign[ -]?in(?:[ ]name)?)"
    rf"[ ]?[:=#]?[ ]?(?P<id>(?=[\p{{L}}._-]*[\d_])[\p{{L}}\d_.!$-]{{4,40}}+{_SAID})",
    _FLAGS,
)
_UNDERSCORE = regex.compile(
    r"(?<![\w@./\\-])(?=[\p{L}\d]*\p{L})[\p{L}\d]{1,30}+(?:_[\p{L}\d]{1,30}+){1,6}(?![\w@]|\.\w)", _FLAGS
)
_WORD_DIGITS = regex.compile(r"(?<![\w@./\\#-])(?P<word>\p{L}{5,20}+)\d{2,4}+(?![\w@-]|[./]\w)", _FLAGS)
_CASHTAG = regex.compile(r"(?<![\w$])\$\p{L}[\p{L}\d_-]{3,30}", _FLAGS)


def find(turn: Turn) -> Iterator[Hit]:
    """All names that a person has on a site or app."""
    for match in matches("online.app_name", _HANDLE, turn.text):
        value = match["id"]
        word = regex.split(r"[ ._-]", value.lstrip("$@"))[0].lower()
        joined = (
            any(char in value for char in "_.$@") or any(char.isdigit() for char in value) or " " in value
        )
        if word in PREDICATES or (not joined and (is_plain(word) or word in veto_terms())):
            continue
        yield Hit(*match.span("id"), "OTHER_ID", 0.7, "online.app_name")
    for match in matches("online.uname", _UNAME, turn.text):
        yield Hit(*match.span("id"), "OTHER_ID", 0.8, "online.uname")
    for match in matches("online.underscore", _UNDERSCORE, turn.text):
        if any(not is_plain(part) for part in match[0].lower().split("_") if part.isalpha()) or any(
            char.isdigit() for char in match[0]
        ):
            yield Hit(*match.span(), "OTHER_ID", 0.6, "online.underscore")
    for match in matches("online.word_digits", _WORD_DIGITS, turn.text):
        word = match["word"].lower()
        if not is_plain(word) and word not in veto_terms() and word not in _PUBLIC:
            yield Hit(*match.span(), "OTHER_ID", 0.5, "online.word_digits")
    for match in matches("online.cashtag", _CASHTAG, turn.text):
        yield Hit(*match.span(), "OTHER_ID", 0.6, "online.cashtag")


_PUBLIC = frozenset(
    "covid omega vitamin windows form icd cpt hcpcs stage grade step type phase dexcom libre formula".split()
)
