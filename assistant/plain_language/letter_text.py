"""Read a letter as a person does: lines the page broke, sentences as they stand, the body of the letter.

In: the text of a letter, leaflet or script. Out: the same words with lines put together again, its sentences
to quote, or its body without address and signature. No word is changed; only line breaks move.
Knows nothing about grades, files or what the letter is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.plain_language.scoring_copy import is_short_form
from assistant.plain_language.syllables import syllable_table

_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]+[\"')\u2019\u201d]*(?=\s|$)|\n+")
_STOPS = re.compile(r"[.!?:][\"')\u2019\u201d]*$")
_ITEM = re.compile(
    r"\s*(?:[-+*\u2022\u25cf\u25aa\u25e6\u2023\u2013\u2014\u00b7>]|\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|#{1,6})\s"
)
_ITEM_ALONE = re.compile(r"[-+*\u2022\u25cf\u25aa\u25e6\u2023\u00b7]")
_BROKEN_WORD = re.compile(r"([^\W\d_]{1,30})[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")

# With a capital these begin a sentence, so the line before ended, with a stop or without (a heading, a table).
_STARTERS = frozenset(
    "We You Your If When The This These Do Please Take Call Ask Bring Send It They For To In On At".split()
)

# Columns of a page are 35 to 100 characters wide; shorter lines were ended on purpose (addresses, lists).
_NARROWEST_COLUMN = 35
_LONG_ENOUGH = 30
_FULL = 0.86  # letters differ in width, so a full line of print may hold a seventh fewer than the longest
_NEIGHBOURS = 4
_TAIL = 32  # characters at the end of a line that tell how it ends

_GREETING = re.compile(
    r"\s*(?:dear|to whom|hello|hi|good (?:morning|afternoon|day)|estimad[oa])\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"\s*(?:(?:yours )?(?:sincerely|truly|faithfully)|respectfully|(?:best|kind|warm) (?:wishes|regards)|regards"
    r"|with (?:care|thanks|respect)|thank you|thanks|atentamente)(?: yours)?\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_NEAR_THE_TOP, _SHORT_LINE = 40, 8


def join_wrapped_lines(text: str) -> str:
    r"""``text`` with the lines a page broke put together, and words it parted at the line end mended.

    >>> join_wrapped_lines("Your plan needs a form from you each hos-\npital stay. Send it\n\n- by mail\n- by fax")
    'Your plan needs a form from you each hospital stay. Send it\n\n- by mail\n- by fax'
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    joined: list[str] = []
    for place, line in enumerate(lines):
        if place and joined[-1] and line and _goes_on(lines, place):
            joined[-1] = _put_together(joined[-1], line)
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(lines: Sequence[str], place: int) -> bool:
    """Whether the page width, not the writer, ended the line before ``place``."""
    before, line = lines[place - 1], lines[place]
    if _ITEM.match(line + " ") and (_ITEM_ALONE.match(line) or not _is_full(lines, place)):
        return False
    if _ITEM_ALONE.fullmatch(before):
        return True
    starts_small = line[0].islower()
    if _BROKEN_WORD.search(before[-_TAIL:]) and starts_small:
        return True
    ended = bool(_STOPS.search(before[-_TAIL:])) and not is_short_form(before, len(before) - 1)
    if starts_small and not ended and len(before) >= _LONG_ENOUGH:
        return True
    if not ended and line.split(maxsplit=1)[0] in _STARTERS:
        return False
    return _is_full(lines, place) and not before.endswith(":")


def _is_full(lines: Sequence[str], place: int) -> bool:
    """The line before ``place`` is as full as its neighbours, and the page does break lines there."""
    near = _near(lines, place)
    width = max(map(len, near))
    if width < _NARROWEST_COLUMN:
        return False
    before, line = lines[place - 1], lines[place]
    first = line.split(maxsplit=1)[0]
    return len(before) + 1 + len(first) > _FULL * width and any(_breaks_inside(near))


def _near(lines: Sequence[str], place: int) -> Sequence[str]:
    """The few lines around ``place`` that no blank line parts from it."""
    start, end = place - 1, place
    while start > 0 and lines[start - 1] and place - start < _NEIGHBOURS:
        start -= 1
    while end + 1 < len(lines) and lines[end + 1] and end - place < _NEIGHBOURS:
        end += 1
    return lines[start : end + 1]


def _breaks_inside(near: Sequence[str]) -> Iterator[bool]:
    for before, line in pairwise(near):
        yield line[0].islower() and not _STOPS.search(before[-_TAIL:]) and len(before) >= _LONG_ENOUGH


def _put_together(before: str, line: str) -> str:
    """Both lines as one; "hos-" and "pital" become one word, "check-" and "back" keep their hyphen."""
    broken, rest = _BROKEN_WORD.search(before[-_TAIL:]), _FIRST_WORD.match(line)
    if not broken or not rest or not line[0].islower():
        glue = "" if before.endswith("-") and line[0].isdigit() else " "
        return f"{before}{glue}{line}"
    known = syllable_table()
    whole = (broken[1] + rest[0]).lower()
    is_hyphen_word = whole not in known and broken[1].lower() in known and rest[0].lower() in known
    return before + line if is_hyphen_word and before.endswith("-") else before[:-1] + line


def sentences_as_they_stand(text: str) -> tuple[str, ...]:
    r"""The sentences of ``text`` for quoting; a line, bullet or heading ends one, a page width does not.

    >>> sentences_as_they_stand("See Dr. Lee at 9 a.m. today.\nBring:\n- your card\n- your bill")
    ('See Dr. Lee at 9 a.m. today.', 'Bring:', '- your card', '- your bill')
    """
    return tuple(filter(None, map(str.strip, _cut(join_wrapped_lines(text)))))


def _cut(text: str) -> Iterator[str]:
    begins = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "." and is_short_form(text, match.start()):
            continue
        yield text[begins : match.end()]
        begins = match.end()
    yield text[begins:]


def letter_body(text: str) -> tuple[str, int]:
    r"""``text`` without the short lines above its greeting and below its closing, and how many were left out.

    Address, date and signature are many short lines; each counts as a sentence and makes a letter look easier.
    A text without a greeting or closing is left as it is. Full sentences always stay.

    >>> letter_body("Oak Clinic\n5 Elm St.\n\nDear Ms. Ray,\n\nYour test is back.\n\nSincerely,\nDr. Lee")
    ('Your test is back.', 5)
    """
    lines = text.splitlines()
    greeting = next((n for n, line in enumerate(lines[:_NEAR_THE_TOP]) if _GREETING.match(line)), -1)
    closing = next((n for n in range(len(lines) - 1, greeting, -1) if _CLOSING.match(lines[n])), len(lines))
    kept: list[str] = []
    left_out = 0
    for number, line in enumerate(lines):
        outside = number <= greeting or number >= closing
        if outside and line.strip() and _is_short(line):
            left_out += 1
        else:
            kept.append(line)
    return "\n".join(kept).strip(), left_out


def _is_short(line: str) -> bool:
    """A line of an address or signature; "5 Elm St." is one, "This is not a bill." is a sentence."""
    line = line.strip()
    ends = line.endswith((".", "!", "?")) and not line[0].isdigit() and not _CLOSING.match(line)
    return len(line.split()) <= _SHORT_LINE and not ends
