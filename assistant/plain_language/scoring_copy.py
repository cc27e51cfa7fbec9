"""Make the copy of a text that is scored: the same words however the text was laid out.

In: any text (Markdown, bullets, dotted times, phones ...). Out: ``prepare``: plain sentences, one stop each;
``read_sentences``: the same as words. Nothing of a layout may make a text look easier than it sounds.
For scoring only, never shown: figures lose their commas and addresses become one easy word.
Knows nothing about syllables, grades or which words are hard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

Piece = tuple[str, ...]
"""Words that stood together in the text between two stops."""
Sentence = tuple[Piece, ...]
"""Mostly one piece; one of two words or less has joined its neighbour and makes it two."""

_FRAGMENT = 2
_WRAPPED_LINE = 30  # a line this long that goes on in small letters was broken by the width of a page

_VULGAR = re.compile(r"[\u00bc-\u00be\u2150-\u215e\u2189]")
_RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+")
_ALIKE = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2044": "/", "\u00ad": "",
    "\u200b": "", "\u2028": "\n", "\u2029": "\n\n", "\r": "\n", "\t": " ", "\u2022": "\n\u2022 ",
    "\u25cf": "\n\u2022 ", "\u25aa": "\n\u2022 ", "\u25e6": "\n\u2022 ", "\u2023": "\n\u2022 ",
})  # fmt: skip

_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]{0,30}(?:_\d{1,4})?>")
_SLOT = re.compile(r"\{[^{}\n]{1,80}\}")
_BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table)\b[^<>\n]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_RULE_LINE = re.compile(r"^[ ]{0,3}[-=*_|:+~ ]{3,}$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<=\S)[*_~]+|[*_~]+(?=\w)|\|")

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_DOMAIN = re.compile(
    r"(?<![\w.@/-])(?:[a-zA-Z0-9-]{1,63}\.){1,4}(?:gov|org|com|net|edu)\b(?:/[^\s,;]*[\w/])?"
)
_PHONE = re.compile(
    r"(?<![\w.-])(?:\+?1[-. ]{0,2})?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])"
    r"|(?<![\w.-])\d{3}[-.]\d{4}(?![\w-])|\b1-8\d\d-[A-Z0-9-]{7,12}\b"
)
_NUMBER_JOINTS = re.compile(r"(?<=\d)[,:](?=\d)|(?<=\d)\.(?=\d)|(?<![\w.])\.(?=\d)")
_UNIT_GLUED = re.compile(r"(?<=\d)(?=(?:mg|mcg|ml|lbs?|kg|oz|am|pm|hrs?)\b)", re.IGNORECASE)

_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b[AaPp]\. ?[Mm]\b\.?")
_MONTHS_AND_DAYS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun"
_SHORT_FORM = re.compile(
    rf"\b(?:Dr|Mr|Mrs|Ms|St|Prof|Rev|Mt|Ft|Ave|Blvd|Rd|Ln|Apt|Ste|Dept|Inc|Corp|Ltd|Jr|Sr|{_MONTHS_AND_DAYS}"
    r"|vs|etc|approx|appt|ext|tel|pt|pts)\.|\bNo\.(?= ?\d)"
    r"|(?<=\d)[ ]?(?:mg|mcg|ml|mL|lbs?|kg|oz|hrs?|mins?|secs?|ft|tsp|tbsp|yrs?)\."
)
_DOTS_AND_GAPS = re.compile(r"(?<=\w)[. ]+")
_STARTERS = frozenset(
    "i you he she it we they the a an this that these those your my his her our their if when then and "
    "but so please call take do don't there what how who where which also after before ask tell bring "
    "write use keep go get stop let to in on at for no not can most some each every be is are it's "
    "that's you'll i'll we'll".split()
)

_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_BULLET = re.compile(
    r"^\s*(?:>\s*)*(?:(?:[-+*\u2022\u2013\u2014\u00b7]|\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|#{1,6})\s+|\d{1,2}\.(?=[A-Z])|>\s*)"
    r"(?:\[[ xX]\]\s+)?"
)
_INLINE_ITEM = re.compile(r"(?<=[.!?:;] )\(?\d{1,2}[.)] (?=[A-Z])")
_STOP = re.compile(r"[.!?]+")
_WORD = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")
_SLASH_IN_WORDS = re.compile(r"(?<!\d)/|/(?!\d)")


def prepare(text: str) -> str:
    r"""The scoring copy of ``text`` as one line; every sentence ends in a full stop.

    >>> prepare("Dr. Lee is in at 9 a.m. on:\n- Monday\n- Tuesday\nTake 5½ mg.Rest.")
    'Dr Lee is in at 9 am on Monday Tuesday. Take 5 1/2 mg Rest.'
    """
    return " ".join(
        " ".join(word for piece in sentence for word in piece) + "." for sentence in read_sentences(text)
    )


def read_sentences(text: str) -> list[Sentence]:
    """The sentences of the scoring copy, in order, as words."""
    copy = _split_fractions(text)
    copy = _plain_characters(copy)
    copy = _without_markup(copy)
    copy = _short_addresses_and_numbers(copy)
    copy = _without_dots_of_short_forms(copy)
    return _join_fragments(piece for unit in _units(copy) for piece in _pieces(unit))


def _split_fractions(text: str) -> str:
    """``5½`` is "5 1/2", not the "51/2" of plain NFKC, and ``10²`` is "10 2", not "102"."""
    if text.isascii():
        return text
    text = _VULGAR.sub(lambda m: f" {unicodedata.normalize('NFKC', m[0])} ", text)
    return _RAISED.sub(lambda m: f" {m[0]} ", text)


def _plain_characters(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\r\n", "\n").replace("...", " ... ").translate(_ALIKE)


def _without_markup(text: str) -> str:
    text = _SLOT.sub("5", _PLACEHOLDER.sub("Name", text))
    if "<" in text:
        text = _TAG.sub("", _BLOCK_TAG.sub("\n", text))
    text = _RULE_LINE.sub("", _LINK.sub(r"\1", text))
    return _EMPHASIS.sub(" ", text)


def _short_addresses_and_numbers(text: str) -> str:
    """One easy word for each web page, mail address and phone; figures without commas, stops and colons."""
    if "." in text or "@" in text:
        text = _EMAIL.sub("mail", _URL.sub("page", text))
        text = _DOMAIN.sub("page", text)
    text = _PHONE.sub("phone", text)
    return _UNIT_GLUED.sub(" ", _NUMBER_JOINTS.sub("", text))


def _without_dots_of_short_forms(text: str) -> str:
    """Short forms ("Dr.", "a.m.", "Oct.") keep a stop only where a new sentence really starts."""
    if "." not in text:
        return text
    return _SHORT_FORM.sub(_undot, _INITIALS.sub(_undot, text))


def _undot(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 20].lstrip(" ")
    word = _WORD.match(after)
    starts_new = bool(word and word[0][0].isupper() and word[0].lower() in _STARTERS)
    return _DOTS_AND_GAPS.sub("", match[0]) + ("." if starts_new or not after or after[0] == "\n" else "")


def is_short_form(text: str, dot: int) -> bool:
    """Whether the dot at ``dot`` belongs to "Dr.", "a.m." and the like and ends no sentence."""
    start = max(0, dot - 12)
    window = text[start : dot + 20]
    for pattern in (_INITIALS, _SHORT_FORM):
        for match in pattern.finditer(window):
            if match.start() <= dot - start < match.end():
                return not _undot(match).endswith(".")
    return False


def _units(text: str) -> Iterator[str]:
    """Stretches no sentence may cross: lines, bullets, headings; a line broken by a page width goes on."""
    for block in _BLANK_LINES.split(text):
        lines = [line for line in block.split("\n") if line.strip()]
        wrapped = _is_wrapped(lines)
        unit: list[str] = []
        for line in lines:
            marker = _BULLET.match(line)
            if unit and (marker or not _goes_on(unit[-1], line, wrapped=wrapped)):
                yield " ".join(unit)
                unit = []
            unit.append(line[marker.end() :] if marker else line.strip())
        yield " ".join(unit)


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    """Whether ``line`` carries on the sentence of the line before it."""
    if before.endswith((".", "!", "?", ":")):
        return False
    first = line.lstrip()[:1]
    return before.endswith(",") or wrapped or (first.islower() and len(before) >= _WRAPPED_LINE)


def _is_wrapped(lines: list[str]) -> bool:
    """Each line is as full as the page allows, and one at least breaks inside a sentence."""
    if len(lines) < _FRAGMENT:
        return False
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    full = all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairs)
    broken = any(
        after.lstrip()[:1].islower() and not line.rstrip().endswith((".", "!", "?")) for line, after in pairs
    )
    return full and broken and width >= _WRAPPED_LINE


def _pieces(unit: str) -> Iterator[Piece]:
    """Words between stops. Dots that lead on ("well ... yes") are no stop."""
    unit = _INLINE_ITEM.sub("", unit.replace(" ... ", " "))
    unit = _SLASH_IN_WORDS.sub(" ", unit)
    for stretch in _STOP.split(unit):
        words = tuple(_WORD.findall(stretch))
        if words:
            yield words


def _join_fragments(pieces: Iterable[Piece]) -> list[Sentence]:
    """A stretch of one or two words is no sentence of its own: it joins the one before, or else after."""
    sentences: list[list[Piece]] = []
    words_in_first = 0
    for piece in pieces:
        joins = len(piece) <= _FRAGMENT or (len(sentences) == 1 and words_in_first <= _FRAGMENT)
        if not sentences or not joins:
            sentences.append([])
        sentences[-1].append(piece)
        if len(sentences) == 1:
            words_in_first += len(piece)
    return [tuple(sentence) for sentence in sentences]
