"""The words of addresses that are said aloud: endings, providers, joins, and what ends such an address.

Tables only; ``spoken_online.py`` and ``social.py`` read with them.
"""

from __future__ import annotations

from assistant.redaction.recognizers.spoken.number_words import HOMOPHONES, NUMBER_WORDS

DOTS = frozenset("dot period point punto .".split())
ENDINGS = frozenset(
    "com con comm calm come cam org orgg net edu info biz io co us health care online site app me ca uk "
    "mx test invalid".split()
)
SPELLED_ENDINGS = frozenset({("c", "o", "m"), ("o", "r", "g"), ("n", "e", "t"), ("e", "d", "u")})
PUBLIC_ENDINGS = frozenset({"gov", "mil"})
GLUED_DOTS = frozenset("dotcom dotorg dotnet dotedu".split())
PROVIDERS = frozenset(
    "gmail yahoo hotmail aol outlook icloud comcast msn verizon protonmail proton att sbcglobal bellsouth "
    "ymail "
    "rocketmail live mail example".split()
)
JOINS = frozenset(
    "dot period point punto underscore dash hyphen plus minus underline guion bajo . - _ + apostrophe tilde "
    "under score".split()
)
SLASHES = frozenset({"slash", "/", "backslash", "diagonal"})
FILLERS = frozenset(
    "um uh er ah all one word together lower lowercase case capital caps no space spaces number "
    "letter".split()
)
SPELLING_FILLERS = frozenset("capital cap caps lowercase uppercase letter number".split())
PICTURES = frozenset(
    "jpg jpeg jpe jpegs png ping heic heif gif bmp tif tiff webp mp4 mov avi dcm jpgs".split()
)
SPELLED_PICTURES = (
    ("jay", "peg"), ("j", "peg"), ("j", "pegs"), ("j", "p", "g"), ("j", "p", "e", "g"), ("jay", "pee", "gee"),
    ("p", "n", "g"), ("h", "e", "i", "c"), ("g", "i", "f"), ("t", "i", "f"), ("m", "o", "v"), ("m", "p", "4"),
    ("m", "p", "four"), ("j", "p", "eg"), ("jay", "p", "g"), ("h", "i", "c"), ("w", "e", "b", "p"),
)  # fmt: skip
STOPS = frozenset(
    "the a an of in on to at for from with by my his her their our your its it it's is are was were be been "
    "i'm im i "
    "you he she we they me him us them and or but so if that that's thats this these those there here email "
    "e-mail mail "
    "address emailed write writes send sent use using try reach what who when where how why can could will "
    "would should "
    "do does did don't dont have has had got get gets go went going see saw look looks looking say says said "
    ""
    "tell "
    "yeah yes yep okay ok sure well right please thanks thank hi hello oh um uh uhm er like just also then "
    "now not "
    "as because about into up down out over be sure correo es mi su el la en para con e cc bcc contact s t "
    "named called "
    "think believe maybe either both file login log name".split()
)
"""Words that no part of a said address is made of; they end it."""
GOOD_STOPS = frozenset(
    "is it's its that's thats are was address email mail e-mail yeah yes yep okay ok at um uh as called "
    "named correo es "
    "well sure i'm im says said use try it oh so write to".split()
)
"""Stops behind which the address begins at once, so that its plain words belong to it."""
NUMBERS = NUMBER_WORDS | frozenset(HOMOPHONES) - frozenset({"to", "for", "too"})
SPLIT_SITES = (
    ("go", "fund", "me"), ("fund", "me"), ("give", "send", "go"), ("caring", "bridge"), ("face", "book"),
    ("you", "tube"), ("tik", "tok"), ("insta", "gram"), ("link", "tree"), ("linked", "in"), ("sky", "blue"),
)  # fmt: skip
SITES = frozenset(
    "facebook fb instagram insta tiktok twitter youtube snapchat gofundme caringbridge linkedin pinterest "
    "venmo reddit "
    "linktree patreon etsy tumblr threads bluesky mastodon strava fundly givesendgo".split()
)
AT_ENDS = frozenset(". ? ! ; : and but so".split())
"""Words that never stand inside the part before "at"."""
