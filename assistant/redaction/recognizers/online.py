"""Find e-mail and web addresses, IP addresses, picture files and user names, typed or spoken.

In: a turn. Out: EMAIL, URL, IP, PHOTO, DEVICE and OTHER_ID hits. An ending that does not exist still counts.
A missing space after a full stop ("meds.is") is no site; government sites are taken back by the veto.
Knows nothing about public suffix lists and never asks the network.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.spoken import TEENS, TENS, UNITS
from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("EMAIL", "URL", "IP", "PHOTO", "DEVICE", "OTHER_ID")
_ENDING = r"(?:com|org|net|edu|gov|info|biz|io|co|us|health|care|online|site|app)"
_PICTURE = r"(?:jpe?g|png|heic|gif|bmp|tiff?|webp|mp4|mov|avi|dcm)"

_SAID_ONLY = "|".join(sorted({*UNITS, *TEENS, *TENS, "hundred", "double"}))
_SAID = rf"(?:\d{{1,3}}|{'|'.join(sorted({*UNITS, *TEENS, *TENS, 'hundred'}))})"

_RULES = (
    make_rule(
        "online.email",
        "EMAIL",
        r"(?<![\w.+%-])[\w.+%'-]{1,64}+[ ]?@[ ]?[\w-]{1,63}(?:\.[\w-]{1,63}+){1,6}+",
        score=0.95,
    ),
    make_rule(
        "online.email_hidden",
        "EMAIL",
        r"(?<![\w.+%-])[\w.+%-]{1,64}+[ ]?[\[({][ ]?at[ ]?[\])}][ ]?[\w-]{1,63}(?:[ ]?(?:\."
        r"|[\[({][ ]?dot[ ]?[\])}])[ ]?[\w-]{1,63}){1,4}",
        score=0.9,
    ),
    make_rule(
        "online.email_spoken",
        "EMAIL",
        rf"(?<![\w.])(?:[\w'-]{{1,30}}+[ ](?:dot|underscore|dash|hyphen|plus|period)"
        rf"[ ]){{0,5}}[\w.+-]{{1,64}}+(?:[ ](?:{_SAID_ONLY})){{0,8}}[ ]at[ ]"
        rf"(?:[\w-]{{1,30}}+[ ]){{1,3}}(?:dot[ ]\w{{1,20}}+[ ]){{0,3}}dot[ ]{_ENDING}\b",
        score=0.9,
    ),
    make_rule("online.url", "URL", r"(?:https?|ftp)://[^\s<>\"']{1,2000}+", score=0.95),
    make_rule("online.www", "URL", r"(?<![\w@.])www\.[^\s<>\"',;]{2,2000}+", score=0.9),
    make_rule(
        "online.site",
        "URL",
        rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}+\.){{1,5}}+{_ENDING}"
        rf"(?![\w-])(?:/[^\s<>\"',;]{{0,1000}}+)?",
        score=0.7,
    ),
    make_rule(
        "online.path",
        "URL",
        r"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,5}[a-z]{2,12}/[^\s<>\"',;]{2,1000}+",
        score=0.6,
    ),
    make_rule(
        "online.url_spoken",
        "URL",
        r"(?<!\w)w[ .]?w[ .]?w[ .]+(?:dot[ ])?(?:\w{1,30}+[ ]){1,4}(?:dot[ ]\w{1,20}+)(?:"
        r"[ ]slash[ ]\w{1,30}+){0,4}",
        score=0.9,
    ),
    make_rule(
        "online.site_spoken",
        "URL",
        rf"(?<!\w)\w{{2,30}}+[ ]dot[ ]{_ENDING}\b(?:[ ](?:slash|dash|dot)[ ]\w{{1,30}}+){{0,6}}",
        score=0.7,
    ),
    make_rule("online.ipv4", "IP", r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]*\d)", score=0.9),
    make_rule(
        "online.ipv6",
        "IP",
        r"(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){5})[0-9a-f]{0,4}"
        r"(?::[0-9a-f]{0,4}){2,8}+(?![\w:])",
        score=0.9,
    ),
    make_rule(
        "online.ip_spoken",
        "IP",
        rf"(?<!\w)(?:{_SAID}[ ]){{1,4}}(?:(?:dot|point)[ ](?:{_SAID}[ ]){{1,4}}){{2}}(?:dot|point)[ ]"
        rf"{_SAID}(?:[ ]{_SAID}){{0,3}}(?!\w)",
        score=0.9,
    ),
    make_rule(
        "online.picture_spoken",
        "PHOTO",
        rf"(?<!\w)(?:\w{{1,30}}+[ ](?:underscore|dash|hyphen)[ ]){{0,4}}\w{{1,40}}+[ ]dot[ ]"
        rf"(?:{_PICTURE}|j[ ]p[ ]g|p[ ]n[ ]g)\b",
        score=0.9,
    ),
    make_rule("online.mac", "DEVICE", r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])", score=0.9),
    make_rule(
        "online.picture",
        "PHOTO",
        rf"(?<![\w.-])[\w()-]{{1,100}}+(?:\.[\w-]{{1,40}})?(?:[ ]\(\d{{1,3}}\))?\.{_PICTURE}\b",
        score=0.9,
    ),
    make_rule("online.handle", "OTHER_ID", r"(?<![\w@.])@[a-z_][\w.]{2,40}", score=0.7),
    make_rule(
        "online.user_name",
        "OTHER_ID",
        r"\b(?:user[ ]?name|user[ ]?id|log[ -]?in|screen[ ]name|handle|password)[ ]?(?:is|:|=)"
        r"[ ]?(?P<id>[\w.@!$-]{3,60})",
        score=0.8,
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All addresses and names a person has online."""
    yield from scan(_RULES, turn)
