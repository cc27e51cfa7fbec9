"""Decide whether the words around a phrase take its danger away: a past event, a denial, a figure of speech.

In: where a phrase stands, and where the guard words of the same text stand. Out: the id of the guard that
silences it, or nothing. A guard acts inside its own clause only, so one clause never silences another;
"denies pain, fever or chills" is the one exception: a bare list goes on under its denial.
Which words guard, and how far they reach, comes from the rule file. Knows nothing about the classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from assistant.safety.folding import NO_BREAK, SENTENCE_BREAK, Words
from assistant.safety.phrases import Found

Where = Literal["over", "before", "after", "start", "clause", "sentence"]
WHERES: tuple[Where, ...] = get_args(Where)
_LONGEST_SENTENCE: Final = 80
"""A run-on without stops is cut here, so that guarding one long paste stays quick."""

Carries = Literal["no", "list", "or"]


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard of a rule file. ``within`` counts the words between; ``stops`` are phrases it may not reach over.

    ``unless`` phrases in the same clause lift the guard ("again", "right now").
    """

    id: str
    where: Where
    within: int
    carries: Carries
    phrases: frozenset[int]
    unless: frozenset[int] = frozenset()
    stops: frozenset[int] = frozenset()
    types: frozenset[str] = frozenset()
    not_kinds: frozenset[str] = frozenset()


@dataclass(slots=True)
class Surroundings:
    """The clauses and sentences of one text, and where each guard phrase stands in it."""

    words: Words
    clause_words: frozenset[str]
    or_words: frozenset[str]
    stands: Mapping[int, Sequence[Found]]
    _clause: list[int] = field(default_factory=list)
    _sentence: list[int] = field(default_factory=list)
    _by_sentence: dict[int, dict[int, list[Found]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        clause = sentence = began = 0
        for place, strength in enumerate(self.words.breaks):
            if strength == SENTENCE_BREAK or place - began >= _LONGEST_SENTENCE:
                sentence += 1
                began = place
            if place and (strength != NO_BREAK or self.words.words[place] in self.clause_words):
                clause += 1
            self._clause.append(clause)
            self._sentence.append(sentence)
        for phrase, places in self.stands.items():
            for found in places:
                here = self._by_sentence.setdefault(self._sentence[found.first], {})
                here.setdefault(phrase, []).append(found)

    def silencer(self, hit: Found, guards: Sequence[Guard]) -> str:
        """The id of the first guard that takes this hit away, or an empty text."""
        here = self._by_sentence.get(self._sentence[hit.first], {})
        for guard in guards:
            for phrase in guard.phrases & here.keys():
                for cue in here[phrase]:
                    if self._reaches(cue, hit, guard, here) and not self._lifted(cue, hit, guard, here):
                        return guard.id
        return ""

    def _reaches(  # noqa: PLR0911 - one line for each place a guard may stand
        self, cue: Found, hit: Found, guard: Guard, here: Mapping[int, Sequence[Found]]
    ) -> bool:
        if guard.where == "over":
            return cue.first <= hit.last and hit.first <= cue.last
        if guard.where == "sentence":
            return True
        if guard.where == "clause":
            return self._clause[cue.first] <= self._clause[hit.last] and (
                self._clause[hit.first] <= self._clause[cue.last]
            )
        if guard.where == "after":
            return hit.last < cue.first and self._near(hit.last, cue.first, guard, here)
        if cue.last >= hit.first:
            return False
        if guard.where == "start" and not self._opens_clause(cue):
            return False
        return self._near(cue.last, hit.first, guard, here)

    def _near(self, left: int, right: int, guard: Guard, here: Mapping[int, Sequence[Found]]) -> bool:
        """True when nothing stands between the two words that would end the guard's reach."""
        if right - left - 1 > guard.within or any(
            left < stop.first and stop.last < right for stop in _all(here, guard.stops)
        ):
            return False
        if self._clause[left] == self._clause[right]:
            return True
        if guard.carries == "list":
            return True
        return guard.carries == "or" and self._has_or_after(left)

    def _has_or_after(self, place: int) -> bool:
        sentence = self._sentence[place]
        for after in range(place, len(self._sentence)):
            if self._sentence[after] != sentence:
                return False
            if self.words.words[after] in self.or_words:
                return True
        return False

    def _opens_clause(self, cue: Found) -> bool:
        most_words_before = 2  # "well, so", "and back"
        first = max(cue.first - most_words_before, 0)
        return (
            cue.first == 0
            or any(
                self._clause[place] != self._clause[place - 1]
                for place in range(max(first, 1), cue.first + 1)
            )
            or first == 0
        )

    def _lifted(self, cue: Found, hit: Found, guard: Guard, here: Mapping[int, Sequence[Found]]) -> bool:
        clauses = {self._clause[cue.first], self._clause[hit.first], self._clause[hit.last]}
        return any(self._clause[lift.first] in clauses for lift in _all(here, guard.unless))


def _all(here: Mapping[int, Sequence[Found]], phrases: frozenset[int]) -> Iterator[Found]:
    for phrase in phrases & here.keys():
        yield from here[phrase]
