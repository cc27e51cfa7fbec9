"""Find words a patient may not know, and whether the script says what they mean.

In: a text. Out: each hit with its place, plainer words, and ``explained``: true when the meaning is there
("your copay (a set price)", "Your deductible is what you pay first", "... That is help with your rent").
Lists come from knowledge_base/words. Names (Medicare, a clinic) and everyday words are never jargon.
Knows nothing about grades; changes no text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from assistant.plain_language.content_words import meaning_stem
from assistant.plain_language.easy_words import is_easy
from assistant.plain_language.explained import Stretch, cut_surroundings, is_explained
from assistant.plain_language.syllables import syllable_table
from assistant.plain_language.word_tables import Term, TermIndex, term_index, tokens

_GAP = re.compile(r"[\s\u2010\u2011-]{1,3}")
_SENTENCE_END = re.compile(
    r"(?<![.!?])[.!?]+[\"'\u201d\u2019)]*(?=\s|$)|\n\s*(?=[-*\u2022\n]|\d+[.)])|\n(?=\s*[A-Z])"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}s?|[A-Z](?:-?[A-Z]){1,4}|(?:[A-Z]\.){2,}")
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "on", "a", "to", "in"})
# Said and heard as words by nearly everyone; state codes stand behind a town.
_KNOWN_LETTERS = frozenset(
    "US USA UK TTY TDD TTD ER ID IDs OK TV PC AM PM PIN ZIP FAQ PO DVD CD GPS ATM HIV AIDS TB DNA MD RN "
    "LPN ICU CPR EMT IRS DMV FBI NYC LA DC COVID COVID-19 MRI CT IV II III VI GED AARP CVS YMCA YWCA "
    "UPS USPS CDC FDA AA VIP SOS NAME DATE PHONE ADDRESS SSN URL".split()
)
_SHOUTED = 0.6
_SHORTEST_HEADLINE = 4
_NEAR = 40


@dataclass(frozen=True, slots=True)
class JargonHit:
    """One hard term: ``start``/``end`` are character offsets; ``plain`` is empty for unknown capitals."""

    term: str
    plain: str
    start: int
    end: int
    explained: bool


class _Page(NamedTuple):
    """A text with the places where its sentences end and its words start, worked out once."""

    text: str
    ends: Sequence[int]
    starts: Sequence[int]
    stems: Sequence[str]

    def sentence(self, start: int) -> Stretch:
        number = bisect.bisect_right(self.ends, start)
        begins, stops, next_stops = (
            self.ends[at] if 0 <= at < len(self.ends) else (0 if at < 0 else len(self.text))
            for at in (number - 1, number, number + 1)
        )
        return Stretch(begins, stops, next_stops)

    def stems_near(self, start: int, end: int) -> frozenset[str]:
        """Meaning words of this sentence and its two neighbours, the term itself left out."""
        number = bisect.bisect_right(self.ends, start)
        first = self.ends[number - 2] if number > 1 else 0
        last = self.ends[number + 1] if number + 1 < len(self.ends) else len(self.text)
        here, after = bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)
        low = max(bisect.bisect_left(self.starts, first), here - _NEAR)
        high = min(bisect.bisect_left(self.starts, last), after + _NEAR)
        return frozenset(self.stems[low:here]) | frozenset(self.stems[after:high])


def find_jargon(text: str) -> tuple[JargonHit, ...]:
    """All terms of ``text`` that are jargon, in order, longest term first, never overlapping.

    >>> [(hit.term, hit.explained) for hit in find_jargon("A copay is a set price. You may appeal.")]
    [('copay', True), ('appeal', False)]
    """
    words = list(tokens(text))
    found = list(_find_terms(text, words, term_index()))
    if not found:
        return ()
    page = _Page(
        text,
        ends=[match.end() for match in _SENTENCE_END.finditer(text)],
        starts=[match.start() for match in words],
        stems=[meaning_stem(match[0]) for match in words],
    )
    hits = [_judge(page, found, place) for place in range(len(found))]
    return tuple(_carry_over(hits, page.ends))


def is_known_name(word: str) -> bool:
    """Whether ``word`` is the one-word name of a programme people know (Medicare)."""
    term = term_index().exact.get(word)
    return term is not None and term.use == "name"


def _find_terms(
    text: str, words: Sequence[re.Match[str]], index: TermIndex
) -> Iterator[tuple[Term, int, int]]:
    shouted = _is_shouted(words)
    place = 0
    while place < len(words):
        match = _listed_term(text, words, place, index) or _capitals(
            text, words, place, index, shouted=shouted
        )
        if match is None:
            place += 1
            continue
        term, length = match
        if term.use != "name" and not (_is_part_of_name(text, words, place, length, term) and not shouted):
            yield term, words[place].start(), words[place + length - 1].end()
        place += length


def _listed_term(
    text: str, words: Sequence[re.Match[str]], place: int, index: TermIndex
) -> tuple[Term, int] | None:
    """The longest listed term that starts at this word, with its number of words."""
    for form, term in index.jargon.get(_plain_form(words[place][0]), ()):
        here = words[place : place + len(form)]
        if len(here) == len(form) and all(
            _plain_form(match[0]) == word for match, word in zip(here[1:], form[1:], strict=True)
        ):
            gaps = pairwise(here)
            if all(_GAP.fullmatch(text, before.end(), after.start()) for before, after in gaps):
                return term, len(form)
    return None


def _plain_form(word: str) -> str:
    return word.lower().replace("\u2019", "'").removesuffix("'s")


def _capitals(
    text: str, words: Sequence[re.Match[str]], place: int, index: TermIndex, *, shouted: bool
) -> tuple[Term, int] | None:
    """Letters said one by one: listed ones, and unknown ones that are no everyday word written large."""
    word = words[place][0].replace("\u2019", "'").removesuffix("'s")
    listed = index.exact.get(word) or index.exact.get(word.replace(".", ""))
    if listed is not None:
        return listed, 1
    letters = word.replace(".", "")
    if not _ACRONYM.fullmatch(word) or letters in _KNOWN_LETTERS or shouted:
        return None
    is_word = is_easy(letters) or letters.lower() in syllable_table()
    is_state = len(letters) == 2 and text.startswith(", ", max(0, words[place].start() - 2))  # noqa: PLR2004
    return None if is_word or is_state else (Term(letters, "", "acronym", from_glossary=False), 1)


def _is_shouted(words: Sequence[re.Match[str]]) -> bool:
    """The whole text is in capitals, so capitals say nothing."""
    capitals = sum(match[0].isupper() and len(match[0]) > 1 for match in words)
    return len(words) >= _SHORTEST_HEADLINE and capitals > _SHOUTED * len(words)


def _is_part_of_name(text: str, words: Sequence[re.Match[str]], place: int, length: int, term: Term) -> bool:
    """Names such as "Commence Health" or "Oak Street Hospice" are no jargon; "Your Deductible" is."""
    if term.use == "acronym" or not words[place][0][0].isupper():
        return False
    inside = [match[0] for match in words[place : place + length] if match[0] not in _SMALL_WORDS]
    if any(not word[0].isupper() for word in inside):
        return False
    starts_sentence = _starts_sentence(text, words, place)
    if length > 1 and not term.from_glossary and not starts_sentence:
        return True
    after = place + length
    if after < len(words) and words[after][0].istitle() and _touches(text, words[after - 1], words[after]):
        return True
    return (
        not starts_sentence
        and words[place - 1][0].istitle()
        and not _starts_sentence(text, words, place - 1)
        and _touches(text, words[place - 1], words[place])
    )


def _starts_sentence(text: str, words: Sequence[re.Match[str]], place: int) -> bool:
    between = text[words[place - 1].end() : words[place].start()] if place else "\n"
    return any(mark in between for mark in ".!?:\n")


def _touches(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    return text[before.end() : after.start()] == " "


def _judge(page: _Page, found: Sequence[tuple[Term, int, int]], place: int) -> JargonHit:
    term, start, end = found[place]
    sentence = page.sentence(start)
    around = cut_surroundings(
        page.text,
        start,
        end,
        sentence,
        stems=page.stems_near(start, end),
        is_last=place + 1 == len(found) or found[place + 1][1] >= sentence.stops,
    )
    explained = is_explained(term.plain, around, is_acronym=term.use == "acronym")
    return JargonHit(term.term, term.plain, start, end, explained)


def _carry_over(hits: Sequence[JargonHit], ends: Sequence[int]) -> Iterator[JargonHit]:
    """A term explained once is known from the sentence before that place to the end of the script."""
    known_from: dict[str, int] = {}
    for hit in hits:
        if hit.explained:
            known_from.setdefault(hit.term, bisect.bisect_right(ends, hit.start) - 1)
    for hit in hits:
        known = bisect.bisect_right(ends, hit.start) >= known_from.get(hit.term, len(ends) + 1)
        yield replace(hit, explained=hit.explained or known)
