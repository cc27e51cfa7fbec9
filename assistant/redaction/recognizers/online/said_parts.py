"""Read the parts of a said address: what stands before "at", the host, an ending, the words of a file name.

In: a turn and a word index. Out: where a part begins or ends.
Knows nothing about which addresses there are; ``spoken_online.py`` does.
"""

from __future__ import annotations

from assistant.redaction.recognizers.cued_ids.code_speech import is_speaker
from assistant.redaction.recognizers.cues import is_quantity_after
from assistant.redaction.recognizers.online import online_words as said
from assistant.redaction.recognizers.spoken.letter_words import NATO
from assistant.redaction.turn import Turn

_MAX_LOCAL = 24
_MAX_PLAIN = 3
_MAX_HOST = 8
_IN_HOSTS = frozenset("uh um it a s t the e i at mail".split())
_SPLIT_PROVIDERS = frozenset({("g", "mail"), ("hot", "mail"), ("i", "cloud")})
_ANSWERS = frozenset("go on ahead ok okay uh huh mhm yes yeah yep got it right . ? , -".split())


def host_end(turn: Turn, index: int) -> tuple[int | None, bool]:  # noqa: C901  # one line for each form of a host
    """The index behind a host ("example dot com", "gmail"), and whether its ending was said."""
    at, provider, words = index, None, 0
    if turn.word(at) == "sign":
        at += 1
    while at < len(turn.words) and at - index < _MAX_HOST:
        text = turn.word(at)
        if text in said.GLUED_DOTS and words:
            return at + 1, True
        ended = ending(turn, at + 1) if text in said.DOTS and words else None
        if ended is not None:
            further = ending(turn, ended + 1) if turn.word(ended) in said.DOTS else None
            return further or ended, True
        if is_speaker(turn, at):
            at += 2
            continue
        if text in said.PROVIDERS or (text, turn.word(at + 1)) in _SPLIT_PROVIDERS:
            provider = at + 1 + (text not in said.PROVIDERS)
        if turn.words[at].is_letters or turn.words[at].is_digits:
            if text in said.STOPS - _IN_HOSTS:
                break
            words += 1
        elif text not in said.JOINS and text != ",":
            break
        at += 1
    if provider is not None:
        # "at gmail com", without the dot
        named = turn.word(provider) in {"com", "con", "net"}
        return provider + named, named
    return None, False


def ending(turn: Turn, index: int) -> int | None:
    """The index behind a site's ending: "com", "c o m"."""
    if tuple(turn.word(i) for i in range(index, index + 3)) in said.SPELLED_ENDINGS:
        return index + 3
    return index + 1 if turn.word(index) in said.ENDINGS else None


def local_start(turn: Turn, last: int, *, stops: frozenset[str] = said.STOPS) -> tuple[int | None, bool]:
    """Where the part before "at" begins, and whether a join, digit or spelled letter makes it evident."""
    first, at, evident = _joined_start(turn, last, stops)
    if first is None:
        return None, False
    loose = at
    while (
        loose >= 0
        and at - loose < _MAX_PLAIN
        and turn.words[loose].is_letters
        and turn.word(loose) not in stops
    ):
        loose -= 1
    opened = loose < 0 or turn.word(loose) in said.GOOD_STOPS or turn.words[loose].is_mark
    return (loose + 1 if loose < at and opened else first), evident


def _joined_start(turn: Turn, last: int, stops: frozenset[str]) -> tuple[int | None, int, bool]:
    """(first word, word before it, evident) of what surely belongs together before ``last``."""
    first: int | None = None
    evident = joined = False
    at = last
    while at >= 0 and last - at < _MAX_LOCAL:
        if first is None or joined:
            at = _back_over_turn(turn, at)
        kind = _kind(turn, at, last, stops, joined=joined) if at >= 0 else "stop"
        if kind == "stop" or (kind == "word" and first is not None and not joined):
            break
        if kind == "filler" and first is None:
            kind = "word"  # "jo lee all one word at ..."
        if kind == "speller":
            at -= 3
        if kind in {"piece", "speller", "word"} or turn.word(at) in said.SPELLING_FILLERS:
            first = at
        evident = evident or kind in {"join", "piece", "speller"}
        joined = kind == "join" or (joined and kind == "filler")
        at -= 1
    return first, at, evident


def _kind(turn: Turn, index: int, last: int, stops: frozenset[str], *, joined: bool) -> str:  # noqa: PLR0911
    """What a word is before an "at": a join, a piece (digit or letter), a filler, a word, or a stop."""
    word = turn.words[index]
    single = len(word.text) == 1 and word.is_letters
    glued = index < last and word.end == turn.words[index + 1].start
    if (
        turn.word(index - 1) == "in"
        and turn.word(index - 2) in {"as", "is"}
        and len(turn.word(index - 3)) == 1
    ):
        return "speller"
    if word.text in said.JOINS and (word.is_letters or glued or index == last or _spaced_mark(turn, index)):
        return "join"
    lettered = single and not (word.text in {"i", "a"} and _ends_here(turn, index))
    if word.is_digits or word.text in said.NUMBERS or word.text in NATO or lettered:
        return "piece"
    if word.text in said.FILLERS or (word.text == "the" and turn.word(index + 1) in said.SPELLING_FILLERS):
        return "filler"
    if word.text in stops and joined and word.text not in said.STOPS:
        return "word"
    if not word.is_letters or (word.text in stops and not glued):
        return "stop"
    # letters typed right beside the part before go on with it
    return "join" if glued and not joined else "word"


def _back_over_turn(turn: Turn, index: int) -> int:
    """The last word before a change of speaker: "jo dot lee CM: go on Pt:"."""
    if index < 1 or turn.word(index) != ":" or not is_speaker(turn, index - 1):
        return index
    at = index - 2
    for _ in range(_MAX_PLAIN + 1):
        if at > 0 and turn.word(at) == ":" and is_speaker(turn, at - 1):
            return at - 2 if turn.word(at - 2) != "." else at - 3
        if turn.word(at) not in _ANSWERS:
            break
        at -= 1
    return at


def _spaced_mark(turn: Turn, index: int) -> bool:
    # "jo . lee at example": a mark with spaces on both sides was said, not written to end a sentence
    before = turn.text[max(0, turn.words[index].start - 1) : turn.words[index].start]
    return before == " " and turn.word(index) in {".", "-", "_"}


def _ends_here(turn: Turn, index: int) -> bool:
    if len(turn.word(index + 1)) == 1 and turn.word(index + 1).isalpha():
        return False
    before = turn.word(index - 1)
    if len(before) == 1 and before.isalpha():
        return False
    return before in said.STOPS or not before or (len(before) > 1 and before not in said.JOINS | said.NUMBERS)


def loose_start(turn: Turn, first: int, stops: frozenset[str]) -> int:
    """Where a name begins: what stands loose before it belongs to it up to the next small word."""
    for _ in range(_MAX_PLAIN):
        before = turn.word(first - 1) if first else ""
        if not before or before in stops or not turn.words[first - 1].is_letters or is_quantity_after(before):
            break
        first -= 1
    return first
