"""Read e-mail and web addresses and picture files as they are said: "jo dot lee at example dot com".

In: a turn. Out: EMAIL, URL and PHOTO hits. Government sites stay.
Each address is found at its one sure word ("at", "dot com", "slash", "dot jay peg") and read both ways from there.
Knows nothing about addresses that are typed whole; ``online.py`` takes those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.recognizers.online import online_words as said
from assistant.redaction.recognizers.online.said_parts import ending, host_end, local_start, loose_start
from assistant.redaction.turn import Hit, Turn
from assistant.redaction.word_lists import is_plain

_MAX_HOST = 8
_MAX_PATH = 16
_MAX_LOOSE = 4
_EMAIL_CUE = regex.compile(r"\b(?:e[ -]?mail(?:ed)?|mail(?:ed)?|send|sent|correo|write)\b", regex.IGNORECASE)
_NAMES_IT = regex.compile(
    r"\b(?:e[ -]?mail|correo)(?:[ ](?:address|addy|wrong))?(?:[ ]?(?:is|it's|its|it[ ]is|'s|es)|:)[ ]+"
    r"(?:(?:um|uh|it's|its)[ ]+)*",
    regex.IGNORECASE,
)
_MAX_BETWEEN = 8
_CUE_REACH = 60
_CUE_BEHIND = 20
_SITE_CUE = regex.compile(r"\b(?:website|web ?site|site|page|blog|link)\b", regex.IGNORECASE)
_SITE_REACH = 30
_AT_SIGNS = frozenset({"at", "arroba", "@"})
_MIN_GLUED = 5
_LONGEST_ENDING = 4
_OPENINGS = (
    ("w", "w", "w"), ("dub", "dub", "dub"), ("double", "u") * 3, ("www",), ("triple", "w"),
    ("h", "t", "t", "p", "s"), ("h", "t", "t", "p"), ("http",), ("https",),
)  # fmt: skip
_FIRST = frozenset(form[0] for form in _OPENINGS)


def find(turn: Turn) -> Iterator[Hit]:
    """All addresses that are said aloud."""
    for index, word in enumerate(turn.words):
        if word.text in _AT_SIGNS:
            yield from _email(turn, index - 1, index + 1)
        elif word.text.endswith("at") and len(word.text) >= _MIN_GLUED and not is_plain(word.text):
            yield from _email(turn, index, index + 1)
        if word.text in said.DOTS and word.text != ".":
            yield from _picture(turn, index)
            yield from _site(turn, index)
        elif word.text in said.GLUED_DOTS:
            yield from _site(turn, index - 1, end=index + 1)
        elif word.text in said.SITES and turn.word(index + 1) in said.SLASHES and turn.gap(index, index + 1):
            yield _hit(turn, index, _path_end(turn, index + 1), "URL")
        elif word.text in _FIRST:
            yield from _web_opening(turn, index)


def _hit(turn: Turn, first: int, end: int, label: str) -> Hit:
    return Hit(turn.words[first].start, turn.words[end - 1].end, label, 0.9, f"online.said_{label.lower()}")


def _email(turn: Turn, last: int, host: int) -> Iterator[Hit]:
    end, sure = host_end(turn, host)
    if end is None:
        return
    first, evident = local_start(turn, last)
    if first is None:
        return
    begin = max(0, turn.words[first].start - _CUE_REACH)
    behind = turn.words[end - 1].end
    cued = (
        _EMAIL_CUE.search(turn.text, begin, turn.words[first].start) is not None
        or _EMAIL_CUE.search(turn.text, behind, behind + _CUE_BEHIND) is not None
    )
    words = [turn.words[i] for i in range(first, last + 1)]
    plain = all(is_plain(word.text) for word in words if word.is_letters)
    typed = (
        turn.words[host].end < turn.words[end - 1].start
        and " " not in turn.text[turn.words[host].start : turn.words[end - 1].end]
    )
    known = any(turn.word(i) in said.PROVIDERS for i in range(host, end))
    if evident or cued or (sure and not plain and (known or not typed)):
        yield _hit(turn, _from_cue(turn, first), end, "EMAIL")


def _from_cue(turn: Turn, first: int) -> int:
    """The first word behind "my email is", when only a few words stand between it and what surely belongs."""
    begin = max(0, turn.words[first].start - _CUE_REACH)
    cues = list(_NAMES_IT.finditer(turn.text, begin, turn.words[first].start))
    if not cues:
        return first
    start = next((i for i in range(first) if turn.words[i].start >= cues[-1].end()), first)
    between = turn.words[start:first]
    if len(between) > _MAX_BETWEEN or any(word.text in said.AT_ENDS for word in between):
        return first
    return start


def _site(turn: Turn, dot: int, end: int | None = None) -> Iterator[Hit]:
    """A site around its dot: "give dot example dot org slash lupe strong"."""
    if end is None:
        if turn.word(dot + 1) in said.PUBLIC_ENDINGS:
            return
        end = ending(turn, dot + 1)
        if end is None and turn.word(dot + 2) == "slash" and len(turn.word(dot + 1)) <= _LONGEST_ENDING:
            end = dot + 2
        first = dot - 1
    else:
        first = dot
    if end is None or first < 0 or not (turn.words[first].is_letters or turn.words[first].is_digits):
        return
    split = next((name for name in said.SPLIT_SITES if _ends_with(turn, first, name)), None)
    if split:
        first -= len(split) - 1
    elif turn.word(first) in said.STOPS and len(turn.word(first)) > 1:
        return
    if turn.word(dot) == "point" and turn.word(end) not in said.SLASHES:
        return
    first = _host_start(turn, first)
    start = max(0, turn.words[first].start - _SITE_REACH)
    if _SITE_CUE.search(turn.text, start, turn.words[first].start):
        first = loose_start(turn, first, said.STOPS)
    yield _hit(turn, first, _path_end(turn, end), "URL")


def _host_start(turn: Turn, first: int) -> int:
    """Where the host begins: the words joined before its last one, or its spelled letters."""
    while (
        first > 1
        and turn.word(first - 1) in said.DOTS - {"."} | {"dash", "hyphen"}
        and turn.words[first - 2].is_letters
    ):
        first -= 2
    while (
        first > 0
        and len(turn.word(first)) == 1
        and len(turn.word(first - 1)) == 1
        and turn.words[first - 1].is_letters
    ):
        first -= 1
    return first


def _starts_with(turn: Turn, first: int, words: tuple[str, ...]) -> bool:
    return all(turn.word(first + i) == word for i, word in enumerate(words))


def _ends_with(turn: Turn, last: int, name: tuple[str, ...]) -> bool:
    return all(turn.word(last - back) == word for back, word in enumerate(reversed(name)))


def _path_end(turn: Turn, index: int) -> int:
    """The index behind "slash ..." parts; a few plain words may follow the last join."""
    if turn.word(index) in {"forward", "back"} and turn.word(index + 1) in said.SLASHES:
        index += 1
    if turn.word(index) not in said.SLASHES or turn.word(index) == "/":
        return index
    at, end, loose = index, index, 0
    while at < len(turn.words) and at - index < _MAX_PATH and loose <= _MAX_LOOSE:
        word = turn.words[at]
        if word.text in said.SLASHES or word.text in said.JOINS - {".", "-"}:
            loose = 0
        elif word.is_digits or word.text in said.NUMBERS or (len(word.text) == 1 and word.is_letters):
            if word.text in {"i", "a"} and turn.word(at + 1) and len(turn.word(at + 1)) > 1 and loose:
                break
            end = at + 1
        elif word.text in {"for", "the", "to", "with"} and loose and turn.word(at + 1) not in said.STOPS:
            pass
        elif not word.is_letters or (word.text in said.STOPS and turn.word(at - 1) not in said.SLASHES):
            break
        else:
            loose += 1
            if loose <= _MAX_LOOSE:
                end = at + 1
        at += 1
    return max(end, index)


def _web_opening(turn: Turn, index: int) -> Iterator[Hit]:
    """An address that opens with "w w w", "triple w" or "h t t p s colon slash slash"."""
    opened = next((len(form) for form in _OPENINGS if _starts_with(turn, index, form)), 0)
    if not opened:
        return
    at = index + opened
    while turn.word(at) in {"colon", ":", "slash", "/", "dot", "."}:
        at += 1
    start, end = at, at
    while at < len(turn.words) and at - start < _MAX_HOST:
        word = turn.words[at]
        if word.text in said.PUBLIC_ENDINGS:
            return
        if word.text in said.SLASHES or (word.text in said.STOPS and len(word.text) > 1 and end > start):
            break
        if word.text in said.DOTS:
            ended = ending(turn, at + 1)
            if ended is not None and turn.word(ended) not in said.DOTS:
                end = ended
                break
        elif not (word.is_letters or word.is_digits or word.text == "-"):
            break
        at += 1
        end = at
    if end > start:
        yield _hit(turn, index, _path_end(turn, end), "URL")


_PICTURE_STOPS = (said.STOPS - {"me", "my", "her", "him"}) | frozenset(
    "picture pic photo image attached uploaded upload sending file attachment open opened selfie put".split()
)


def _picture(turn: Turn, dot: int) -> Iterator[Hit]:
    """A picture file around its said ending: "img underscore four four two dot jay peg"."""
    end = picture_ending(turn, dot + 1)
    if end is None:
        return
    first, _ = local_start(turn, dot - 1, stops=_PICTURE_STOPS)
    if first is None and dot and turn.word(dot - 1) in _PICTURE_STOPS - said.STOPS:
        first = dot - 1  # "selfie dot jpeg"
    if first is None:
        return
    yield _hit(turn, loose_start(turn, first, _PICTURE_STOPS), end, "PHOTO")


def with_words_before(turn: Turn, hit: Hit) -> Hit:
    """A typed picture with the words of its name before it: "rash zuri day3.png"."""
    index = turn.index_at.get(hit.start)
    return (
        hit
        if index is None
        else hit._replace(start=turn.words[loose_start(turn, index, _PICTURE_STOPS)].start)
    )


def picture_ending(turn: Turn, index: int) -> int | None:
    """The index behind a picture ending that starts here: "jpg", "jay peg", "h e i c"."""
    for letters in said.SPELLED_PICTURES:
        if _starts_with(turn, index, letters):
            return index + len(letters)
    return index + 1 if turn.word(index) in said.PICTURES else None
