"""Compile the phrases a nurse writes in a rule file, and find them in what was said.

In: phrases in the small language explained at the head of ``knowledge_base/safety/red_flags.yaml``;
then the mended words of one text. Out: each place where a phrase stands, as first and last word.
All phrases run side by side in one pass, so time grows with the text and not with the number of phrases.
Knows nothing about red flags, guards or scope, and keeps no word of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, NamedTuple

from assistant.safety.folding import SENTENCE_BREAK, fold_word

_PIECE = re.compile(
    r"\.\.\.(\d*)|#(\d+(?:\.\d+)?)(\+|-\d+(?:\.\d+)?)?|\{([a-z0-9_]+)\}|([\[\]()|])|([^\s\[\]()|{}#&.]+)|(\S)"
)
_MIXED = re.compile(r"\d+(?:\.\d+)?|[^\d]+")
_ONE_WORD = re.compile(r"[^\s\d\[\](){}|#&.]+")
_USUAL_GAP: Final = 3
_MOST_GAP: Final = 12
_DEEPEST_GROUP: Final = 4
_MOST_STEPS_KEPT: Final = 60_000


class PhraseWrong(ValueError):
    """A phrase does not follow the language; the loader turns this into file and line."""


class Found(NamedTuple):
    """One phrase in a text: its number, and the places of its first and last word."""

    phrase: int
    first: int
    last: int


class Want(NamedTuple):
    """What one word must be: one of some words, a beginning, a number in a range, or anything."""

    words: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    lowest: float = 0.0
    highest: float = -1.0
    anything: bool = False


@dataclass(slots=True)
class _Part:
    """A piece of a phrase under construction: may it be left out, and how it begins and ends."""

    optional: bool
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class _Runs:
    """What the passes so far have met: which phrases are under way after which kind of word.

    Holds numbers only, never a word; shared by threads, so it grows under the book's lock.
    """

    def __init__(self) -> None:
        self.reached: list[frozenset[int]] = [frozenset()]
        self.done: list[tuple[int, ...]] = [()]
        self.kind_wants: list[frozenset[int]] = []
        self.steps: dict[tuple[int, int], int] = {}
        self._states: dict[frozenset[int], int] = {frozenset(): 0}
        self._kinds: dict[frozenset[int], int] = {}

    def kind(self, wants: frozenset[int]) -> int:
        """The number of this kind of word."""
        if wants not in self._kinds:
            self.kind_wants.append(wants)
            self._kinds[wants] = len(self.kind_wants) - 1
        return self._kinds[wants]

    def step(self, state: int, kind: int, reached: frozenset[int], done: tuple[int, ...]) -> int:
        """Note where ``kind`` leads from ``state``."""
        if reached not in self._states:
            self.reached.append(reached)
            self.done.append(done)
            self._states[reached] = len(self.reached) - 1
        target = self._states[reached]
        self.steps[state, kind] = target
        return target


class PhraseBook:
    """All phrases of one rule file, compiled together."""

    def __init__(self, groups: Mapping[str, Sequence[str]], same_word: Callable[[str], str]) -> None:
        self._groups = groups
        self._same_word = same_word
        self._wants: dict[Want, int] = {}
        self._want_of: list[int] = []  # step -> what its word must be
        self._next: list[list[int]] = []  # step -> steps that may follow
        self._done: dict[int, list[int]] = {}  # step -> phrases that end here
        self._begin: dict[int, list[int]] = {}  # want -> steps that begin a phrase
        self._bounds: list[tuple[frozenset[int], frozenset[int]]] = []  # phrase -> first, last steps
        self._before: dict[int, list[int]] = {}
        self.vocabulary: set[str] = set()
        self._words_to_wants: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        self._ranges: list[tuple[float, float, int]] = []
        self._anything: list[int] = []
        self._longest_beginning = 0
        self._lock = Lock()
        self._runs = _Runs()

    def add(self, phrase: str) -> int:
        """Compile one phrase and give its number; raises PhraseWrong with the reason."""
        part = _Parser(self, phrase).whole()
        if part.optional:
            raise PhraseWrong("every word in it is optional, so it would match everything")
        number = len(self._bounds)
        self._runs = _Runs()
        self._bounds.append((frozenset(part.begins), frozenset(part.ends)))
        for step in part.begins:
            self._begin.setdefault(self._want_of[step], []).append(step)
        for step in part.ends:
            self._done.setdefault(step, []).append(number)
        return number

    def find(self, words: Sequence[str], breaks: Sequence[int]) -> list[Found]:
        """Every place where a phrase ends, in order; no phrase reaches over the end of a sentence."""
        kinds: dict[str, int] = {}  # of this text only: no word outlives the call
        found: list[Found] = []
        runs = self._runs_with_room()
        state = 0
        for place, word in enumerate(words):
            kind = kinds.get(word)
            if kind is None:
                kind = kinds[word] = self._kind(word, runs)
            start = 0 if breaks[place] == SENTENCE_BREAK else state
            known = runs.steps.get((start, kind))
            state = self._step(start, kind, runs) if known is None else known
            for phrase in runs.done[state]:
                found.append(Found(phrase, self._first_word(phrase, place, words, kinds, runs), place))  # noqa: PERF401
        return found

    # -- building -------------------------------------------------------------------------------

    def new_step(self, want: Want) -> _Part:
        """One word of a phrase."""
        number = self._wants.get(want)
        if number is None:
            number = self._wants[want] = len(self._wants)
            self._index(want, number)
        step = len(self._want_of)
        self._want_of.append(number)
        self._next.append([])
        return _Part(optional=False, begins=[step], ends=[step])

    def join(self, left: _Part, right: _Part) -> _Part:
        """One piece after the other."""
        for end in left.ends:
            self._next[end].extend(right.begins)
            for begin in right.begins:
                self._before.setdefault(begin, []).append(end)
        return _Part(
            optional=left.optional and right.optional,
            begins=left.begins + (right.begins if left.optional else []),
            ends=right.ends + (left.ends if right.optional else []),
        )

    def group(self, name: str) -> Sequence[str]:
        """The alternatives of a named group."""
        if name not in self._groups:
            raise PhraseWrong(f"there is no group of words named {name!r} under words:")
        return self._groups[name]

    def word(self, typed: str) -> str:
        """A word of a phrase as the texts will show it."""
        word = self._same_word(fold_word(typed))
        self.vocabulary.add(word)
        return word

    def _index(self, want: Want, number: int) -> None:
        for word in want.words:
            self._words_to_wants.setdefault(word, []).append(number)
        for beginning in want.beginnings:
            self._beginnings.setdefault(beginning, []).append(number)
            self._longest_beginning = max(self._longest_beginning, len(beginning))
        if want.highest >= want.lowest:
            self._ranges.append((want.lowest, want.highest, number))
        if want.anything:
            self._anything.append(number)

    # -- running: states are made when first met, then looked up ----------------------------------

    def _runs_with_room(self) -> _Runs:
        with self._lock:
            if len(self._runs.steps) > _MOST_STEPS_KEPT:
                self._runs = _Runs()
            return self._runs

    def _kind(self, word: str, runs: _Runs) -> int:
        wants = set(self._anything)
        wants.update(self._words_to_wants.get(word, ()))
        if word[:1].isdecimal():
            size = float(word)
            wants.update(number for low, high, number in self._ranges if low <= size <= high)
        elif self._beginnings:
            for length in range(3, min(len(word), self._longest_beginning) + 1):
                wants.update(self._beginnings.get(word[:length], ()))
        with self._lock:
            return runs.kind(frozenset(wants))

    def _step(self, state: int, kind: int, runs: _Runs) -> int:
        wants = runs.kind_wants[kind]
        reached = {step for want in wants for step in self._begin.get(want, ())}
        for step in runs.reached[state]:
            reached.update(after for after in self._next[step] if self._want_of[after] in wants)
        done = tuple(sorted({phrase for step in reached for phrase in self._done.get(step, ())}))
        with self._lock:
            return runs.step(state, kind, frozenset(reached), done)

    def _first_word(
        self, phrase: int, last: int, words: Sequence[str], kinds: Mapping[str, int], runs: _Runs
    ) -> int:
        """Walk back from the last word to the nearest first word of the same phrase."""
        begins, ends = self._bounds[phrase]
        place = last
        active = {step for step in ends if self._want_of[step] in runs.kind_wants[kinds[words[place]]]}
        while not active & begins:
            place -= 1
            wants = runs.kind_wants[kinds[words[place]]]
            active = {
                before
                for step in active
                for before in self._before.get(step, ())
                if self._want_of[before] in wants
            }
        return place


class _Parser:
    """Reads one phrase from left to right."""

    def __init__(self, book: PhraseBook, phrase: str, depth: int = 0) -> None:
        self._book = book
        self._depth = depth
        self._pieces = list(_PIECE.finditer(phrase))
        self._at = 0

    def whole(self) -> _Part:
        if not self._pieces:
            raise PhraseWrong("it is empty")
        for piece in (self._pieces[0], self._pieces[-1]):
            if piece.group(1) is not None:
                raise PhraseWrong("a gap (...) may not stand first or last")
        part = self._alternatives(closer="")
        if self._at < len(self._pieces):
            raise PhraseWrong(f"{self._pieces[self._at].group()!r} has no partner")
        return part

    def _alternatives(self, closer: str) -> _Part:
        choices = [self._row()]
        while self._peek() == "|":
            self._at += 1
            choices.append(self._row())
        if closer:
            if self._peek() != closer:
                raise PhraseWrong(f"a {closer!r} is missing")
            self._at += 1
        elif len(choices) > 1:
            raise PhraseWrong("put alternatives in brackets: [this|that]")
        return _either(choices)

    def _row(self) -> _Part:
        parts: list[_Part] = []
        while self._at < len(self._pieces) and self._peek() not in {"|", "]", ")"}:
            parts.append(self._element())
        if not parts:
            raise PhraseWrong("an alternative is empty; use ( ) for words that may be left out")
        row = parts[0]
        for part in parts[1:]:
            row = self._book.join(row, part)
        return row

    def _element(self) -> _Part:
        piece = self._pieces[self._at]
        self._at += 1
        gap, low, high, group, mark, word, wrong = piece.groups()
        if gap is not None:
            return self._gap(gap)
        if low:
            return self._book.new_step(_number(low, high))
        if group:
            return self._group(group)
        if mark in {"[", "("}:
            inner = self._alternatives(closer="]" if mark == "[" else ")")
            inner.optional = inner.optional or mark == "("
            return inner
        if word:
            return self._words(word)
        raise PhraseWrong(f"{(mark or wrong)!r} means nothing here")

    def _words(self, typed: str) -> _Part:
        """One typed word; "o2" is two words in a text, so it is two steps here."""
        pieces = _MIXED.findall(typed) if any(char.isdecimal() for char in typed) else [typed]
        row = self._book.new_step(_want(self._book, pieces[:1]))
        for piece in pieces[1:]:
            row = self._book.join(row, self._book.new_step(_want(self._book, [piece])))
        return row

    def _gap(self, size: str) -> _Part:
        most = int(size or _USUAL_GAP)
        if not 1 <= most <= _MOST_GAP:
            raise PhraseWrong(f"a gap is from 1 to {_MOST_GAP} words")
        steps = [self._book.new_step(Want(anything=True)) for _ in range(most)]
        for step in steps:
            step.optional = True
        row = steps[0]
        for step in steps[1:]:
            row = self._book.join(row, step)
        return row

    def _group(self, name: str) -> _Part:
        """A named group; its single words become one step, which keeps the whole book small."""
        if self._depth >= _DEEPEST_GROUP:
            raise PhraseWrong(f"the groups around {{{name}}} hold each other too deeply")
        lines = self._book.group(name)
        plain = [line for line in lines if _ONE_WORD.fullmatch(line)]
        choices = [_Parser(self._book, line, self._depth + 1).whole() for line in lines if line not in plain]
        if plain:
            choices.append(self._book.new_step(_want(self._book, plain)))
        return _either(choices)

    def _peek(self) -> str:
        return self._pieces[self._at].group(5) or "" if self._at < len(self._pieces) else ""


def _either(choices: Sequence[_Part]) -> _Part:
    return _Part(
        optional=any(choice.optional for choice in choices),
        begins=[step for choice in choices for step in choice.begins],
        ends=[step for choice in choices for step in choice.ends],
    )


def _number(low: str, high: str | None) -> Want:
    lowest = float(low)
    highest = lowest if high is None else float("inf") if high == "+" else float(high[1:])
    if highest < lowest:
        raise PhraseWrong("the first number of a range is larger than the second")
    return Want(lowest=lowest, highest=highest)


def _want(book: PhraseBook, typed: Sequence[str]) -> Want:
    whole = frozenset(book.word(word) for word in typed if not word.endswith("*"))
    beginnings = frozenset(fold_word(word[:-1]) for word in typed if word.endswith("*"))
    if any(len(beginning) < 3 for beginning in beginnings):  # noqa: PLR2004 - "a*" would match half of all words
        raise PhraseWrong("give at least three letters before *")
    return Want(words=whole, beginnings=beginnings)


def split_parts(phrase: str) -> tuple[str, ...]:
    """The parts of a phrase that must all be said, in any order: "hit my head & on eliquis"."""
    parts = tuple(part.strip() for part in phrase.split("&"))
    if any(not part for part in parts):
        raise PhraseWrong("something is missing beside &")
    return parts


__all__ = ["Found", "PhraseBook", "PhraseWrong", "split_parts"]
