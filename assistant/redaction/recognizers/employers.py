"""Find employers behind "works at", "laid off from" and the like, also when their words are plain.

In: a turn. Out: EMPLOYER hits. "Works at night" and "a job at the store" name nobody.
Employers without such a cue are for the trained head (``names_recognizer``).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.veto import is_listed
from assistant.redaction.word_lists import is_plain, veto_terms

LABELS = ("EMPLOYER",)
_IGNORE = regex.IGNORECASE | regex.VERBOSE
_WORK = regex.compile(
    r"\b(?:(?:works?|worked|working|employed|job|shift|drives?|drove|interned|volunteers?)\ "
    r"(?:\w+\ )?(?:at|for|by|with)"
    r"|(?:laid\ off|fired|retired|let\ go|quit|sacked)\ (?:from|by)|employer(?:'s)?(?:\ "
    r"name)?(?:\ is|:)|boss\ at|trabajo\ (?:en|para))\ ",
    _IGNORE,
)
_FUNCTION = frozenset(
    "el la los las un una de del al en con por para mi su y que se salir despues antes "
    "cuando cuanto a an the my his her their our your its this that these those to from in "
    "at on of for "
    "with by and or but so if i he she we they you it is are was "
    "were be been am do does did have has had no not when where while because since until "
    "after before who what which me him them us any "
    "some every each all more most can can't cant could would will won't should may might "
    "must w d c f pt s again still now then there "
    "here up down off out went go goes got get gets took take takes sent send called call "
    "see saw need needs want wants like about into "
    "near around each last next".split()
)
_TRADES = frozenset(
    (
        "store stores school schools factory hospital plant warehouse restaurant office church "
        "bank mill farm shop airport company home "
        "place jobs job work night nights day days desk computer grocery gas station corner "
        "kitchen field fields construction "
        "hotel college university nursing mall salon post government agency myself living pay "
        "free fear money shelter"
    ).split()
)
_MAX_NAME = 4


def find(turn: Turn) -> Iterator[Hit]:
    """All employers that a cue gives away."""
    for match in matches("employer.works", _WORK, turn.text):
        sure = match[0].lower().split()[-1] in {"for", "from", "by"}
        yield from _named_after(turn, match.end(), sure=sure)


def _named_after(turn: Turn, start: int, *, sure: bool) -> Iterator[Hit]:
    """The name behind a cue: up to four words, none of them small, and more than one when all are plain."""
    index = turn.index_at.get(start)
    if index is None:
        return
    article = turn.words[index].text == "the"
    words = _name_words(turn, index + article)
    if not words or turn.words[words[0]].text in _TRADES:
        return
    if is_listed(turn.text[turn.words[words[0]].start : turn.words[words[-1]].end]):
        return
    plain = [is_plain(turn.words[i].text) and not _is_capital_name(turn, i) for i in words]
    named = (article or sure) and len(words) > 1 and turn.words[words[-1]].text not in _TRADES
    if all(plain) and not named:
        return
    yield Hit(turn.words[index].start, turn.words[words[-1]].end, "EMPLOYER", 0.65, "employer.works")


def _is_capital_name(turn: Turn, index: int) -> bool:
    word = turn.words[index]
    return word.is_capital and word.text not in _FUNCTION and not turn.starts_sentence(index)


def _name_words(turn: Turn, index: int) -> list[int]:
    """The words of a name from here: capitals, unknown words, and plain words between and behind them."""
    found: list[int] = []
    while index < len(turn.words) and len(found) < _MAX_NAME:
        word = turn.words[index]
        if word.text in {"&", "-", "'"} and found:
            index += 1
            continue
        if not word.is_letters or word.text in _FUNCTION or (not found and word.text in veto_terms()):
            break
        if "\n" in (turn.gap(index - 1, index) if found else ""):
            break
        capital = _is_capital_name(turn, index)
        if found and turn.words[found[0]].is_capital and not capital and is_plain(word.text):
            break
        found.append(index)
        index += 1
    return found
