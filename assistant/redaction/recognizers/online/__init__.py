"""Find e-mail and web addresses, IP addresses, picture files and user names, typed or spoken.

In: a turn. Out: EMAIL, URL, IP, PHOTO, DEVICE and OTHER_ID hits. An ending that does not exist still counts.
A missing space after a full stop ("meds.is") is no site; government sites are taken back by the veto.
Knows nothing about public suffix lists and never asks the network.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.redaction.recognizers.online import social, spoken_ip, spoken_online
from assistant.redaction.turn import Hit, Turn, scan
from assistant.redaction.turn import rule as make_rule

LABELS = ("EMAIL", "URL", "IP", "PHOTO", "DEVICE", "OTHER_ID")
_ENDING = r"(?:com|org|net|edu|gov|info|biz|io|co|us|health|care|online|site|app)"
_PROVIDER = (
    r"(?:gm?ail|gmial|gmal|g[ ]mail|yahoo|yaho|hotmail|hotmial|aol|outlook|icloud|comcast|msn|verizon|proton"
    r"(?:mail)?|att"
    r"|sbcglobal|bellsouth|ymail|live|example)"
)
_PICTURE = r"(?:jpe?g|png|heic|gif|bmp|tiff?|webp|mp4|mov|avi|dcm)"

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
        "online.ipv4",
        "IP",
        r"(?<![\d.])\d{1,3}[ ]?\.\d{1,3}[ ]?\.\d{1,3}[ ]?\.\d{1,3}(?![\d.]*\d)(?::\d{2,5})?",
        score=0.9,
    ),
    make_rule(
        "online.ipv6",
        "IP",
        r"(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){5})[0-9a-f]{0,4}"
        r"(?::[0-9a-f]{0,4}){2,8}+(?![\w:])",
        score=0.9,
    ),
    # what cameras call their pictures, with or without an ending
    make_rule(
        "online.camera",
        "PHOTO",
        r"(?<![\w.-])(?:img|dscn?|pxl|dcim|mvimg|pic|photo|image|scan|selfie|screenshot|vid"
        r"|wa)[_-][\w-]{2,40}+"
        r"|\b(?:photo|picture|image|file|pic)[ ](?:called|named|titled|name|file)[ ](?:is[ ])?"
        r"(?P<id>[\w-]{0,30}[_\d][\w-]{0,30})",
        score=0.7,
    ),
    make_rule("online.mac", "DEVICE", r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])", score=0.9),
    make_rule(
        "online.picture",
        "PHOTO",
        rf"(?<![\w.-])[\w()-]{{1,100}}+(?:\.[\w-]{{1,40}})?(?:[ ]\(\d{{1,3}}\))?\.{_PICTURE}\b",
        score=0.9,
    ),
    make_rule("online.handle", "OTHER_ID", r"(?<![\w@.])@[a-z_][\w.-]{2,40}", score=0.7),
    make_rule(
        "online.email_unfinished",
        "EMAIL",
        rf"(?<![\w.+%-])[\w.+%-]{{2,64}}+[ ]?@[ ]?(?:{_PROVIDER}(?:com|net)?\b(?:[.,][ ]?\w{{2,4}}\b)?"
        rf"|[a-z][\w-]{{1,40}}+[ ]?,[ ]?"
        rf"{_ENDING}\b|[a-z][\w-]{{1,40}}+[ ](?:dot[ ])?{_ENDING}\b)"
        # no sign at all: "gloria.h82 example com"
        rf"|(?<![\w.+%-])(?=[\w.+-]{{0,40}}[\d._])[\w.+-]{{3,64}}+[ ](?:at[ ])?{_PROVIDER}[ ]?[., ]"
        rf"(?:dot[ ])?(?:com|net|org)\b",
        score=0.9,
    ),
)


def find(turn: Turn) -> Iterator[Hit]:
    """All addresses and names a person has online."""
    for hit in scan(_RULES, turn):
        yield spoken_online.with_words_before(turn, hit) if hit.rule == "online.picture" else hit
    yield from spoken_online.find(turn)
    yield from spoken_ip.find(turn)
    yield from social.find(turn)
