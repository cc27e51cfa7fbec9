"""The words people say for letters: spelling alphabets, letter names, and what may stand before a letter.

Tables only; ``code_speech.py`` reads with them. Add a word where people say it differently.
"""

from __future__ import annotations

NATO = {
    word: word[0]
    for word in (
        "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima "
        "mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu"
    ).split()
}
ALPHABETS = frozenset(
    "adam baker boy david dog edward easy frank fox george henry ida item john king lincoln love mary nancy "
    "nora nan ocean oboe ocean paul peter queen robert roger ruth sam sugar tom tiger thomas union uncle "
    "vincent william xray young yoke zebra zed apple cat".split()
)
"""First names and things of the older spelling alphabets; each stands for its first letter."""
LETTER_NAMES = {
    "zee": "z", "zed": "z", "bee": "b", "cee": "c", "dee": "d", "ef": "f", "eff": "f", "gee": "g",
    "aitch": "h", "haitch": "h", "jay": "j", "kay": "k", "ell": "l", "el": "l", "em": "m", "en": "n",
    "pee": "p", "cue": "q", "queue": "q", "ar": "r", "ess": "s", "tee": "t", "vee": "v", "ex": "x",
    "wye": "y", "dubya": "w", "efe": "f", "hache": "h", "jota": "j", "ele": "l", "eme": "m", "ene": "n",
    "erre": "r", "ese": "s", "equis": "x", "zeta": "z",
}  # fmt: skip
LETTER_SOUNDS = {
    "see": "c", "sea": "c", "are": "r", "you": "u", "why": "y", "tea": "t", "be": "b", "eye": "i",
    "ay": "a", "hey": "a", "ee": "e", "oh": "o", "oh's": "o",
}  # fmt: skip
"""Plain words that speech recognition writes for a letter; they count only inside a code."""
CAPITALS = frozenset("capital cap uppercase upper lowercase lower letter letters case big small".split())
SPELLERS = frozenset("for like as".split())
"""What stands between a letter and its word: "m for mary"."""
