"""Split what was said into the needs it holds, and leave out what only names the person.

In: redacted words. Out: the words to search with, whole first, then each part that may be a need of its own.
A clause that only says who is calling pulls a search away from the need, so it is left out here.
Knows nothing about topics or urgency.
"""

from __future__ import annotations

import re

from assistant.call_types import Need

MAX_PARTS = 8
MIN_PART_WORDS = 4
PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_]*_\d+>")
_CLAUSE = re.compile(r"(?<=[.?!;])\s+|,\s+|\n+")
_JOINT = re.compile(
    r"\s*(?:[.?!;\n]+\s*|,\s*)?"
    r"\b(?:and also|also|plus|and then|another thing|one more thing|y también|tambien|también|and|but|y)\b\s+"
    r"|(?<=[.?!;])\s+|\n+|,\s+"
)
#: words of a clause that says who is calling; with a placeholder and nothing else, it holds no need
_WHO = frozenset(
    """
    hi hello hey hola this is my name names name's i i'm im am it's its the a an at on and or for calling call
    called me back number phone cell home address live lives born birth birthday birthdate date dob member id mrn
    ssn social security account policy medical record email mail mr mrs ms miss dr here of from in to with soy me
    llamo nombre es mi vivo nací naci
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def find_needs(redacted: str) -> tuple[Need, ...]:
    """The whole message first, then its parts when there are several; empty when no word is left."""
    whole = _without_identity(redacted)
    if not _WORD.search(whole):
        return ()
    parts = [part for part in _parts(whole) if part != whole]
    return (Need(whole), *(Need(part) for part in parts[:MAX_PARTS])) if len(parts) > 1 else (Need(whole),)


def _without_identity(text: str) -> str:
    kept = []
    for clause in _CLAUSE.split(text):
        bare = PLACEHOLDER.sub(" ", clause)
        says_only_who = bare != clause and not [w for w in _WORD.findall(bare.lower()) if w not in _WHO]
        if not says_only_who:
            kept.append(re.sub(r"\s+", " ", bare).strip())
    return " ".join(part for part in kept if part)


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for piece in _JOINT.split(text):
        words = piece.strip(" ,.;")
        if not words:
            continue
        if parts and len(words.split()) < MIN_PART_WORDS:
            parts[-1] = f"{parts[-1]} {words}"
        else:
            parts.append(words)
    return parts
