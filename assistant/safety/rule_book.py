"""The part that red flags and scope share: rules as data, compiled once, and found in a text with their guards.

In: the entry of a rule file that holds words, guards and rules with phrases. Out: for a text, the rules that
stand in it unguarded, in file order, with the words as typed.
Knows nothing about banners, hand-offs or what a rule is for.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from assistant.safety.folding import Words, fold, fold_word
from assistant.safety.guards import WHERES, Carries, Guard, Surroundings, Where
from assistant.safety.phrases import Found, PhraseBook, PhraseWrong, split_parts
from assistant.safety.rule_files import Entry
from assistant.safety.spelling import SHORTEST_KEY_WORD, Speller

FURTHEST_APART: Final = 20
"""Words between the parts of a phrase with &: about two spoken sentences."""

_MOST_WHY: Final = 3
_MOST_TRIES: Final = 200
_GUARD_NEEDS = ("id", "why", "where", "phrases")
_GUARD_MAY = ("within", "carries", "types", "not_kinds", "unless", "stops", "silences", "lets_through")


@dataclass(frozen=True, slots=True)
class Rows:
    """What a rule must fire on and must not, or what a guard must silence and must let through."""

    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its phrases, each a row of parts that must all stand in the text, and its own guards.

    ``kind`` is what it raises (a kind of danger, or the rule itself in the scope file), ``type`` the class of it.
    """

    id: str
    kind: str
    type: str
    rows: Rows
    phrases: tuple[tuple[int, ...], ...]
    guards: tuple[Guard, ...]
    backup: bool = False
    """Asked only when the trained reader is not there: beside it, the rule heard nothing more and cried wolf."""


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that stands in a text: ``why`` holds the matched words as typed."""

    id: str
    kind: str
    type: str
    why: tuple[str, ...]
    backup: bool = False


@dataclass(frozen=True, slots=True)
class Silenced:
    """A rule that would have fired but for a guard; for QA staff who ask why a banner stayed away."""

    id: str
    guard: str


class RuleBook:
    """Rules of one file with their words and guards; made once, then only read."""

    def __init__(self, fields: Mapping[str, Entry]) -> None:
        self.clause_words = frozenset(map(fold_word, fields["clause_words"].words()))
        self.or_words = frozenset(map(fold_word, fields["or_words"].words()))
        self._same = _same_words(fields["same_words"])
        self._groups = {name: [row for row, _ in block.lines()] for name, block in fields["words"].items()}
        self._book = PhraseBook(self._groups, lambda word: self._same.get(word, word))
        self._guard_rows: dict[str, Rows] = {}
        self._guards = tuple(self._read_guard(entry) for entry in fields["guards"].entries())
        self._rules: list[Rule] = []
        self._key_words = _key_words(fields["key_words"])
        self._real_words = frozenset(map(fold_word, fields["real_words"].words()))
        self._speller: Speller | None = None

    def add_groups(self, words: Entry) -> None:
        """More groups of words, for the rules that follow; a name may stand in one file only."""
        for name, block in words.items():
            if name in self._groups:
                block.wrong(f"a group of words named {name!r} stands in another file")
            self._groups[name] = [row for row, _ in block.lines()]

    def add_rule(
        self,
        rule_id: str,
        kind: str,
        rule_type: str,
        fields: Mapping[str, Entry],
    ) -> None:
        """Compile the ``phrases`` of one rule; its ``not_when`` phrases silence it within a sentence.

        ``backup: yes`` marks a rule that is asked only when the trained reader is not there.
        ``fires_on`` and ``silent_on`` hold its rows, for the tests and the page of rules.
        """
        phrases = fields["phrases"]
        if any(rule.id == rule_id for rule in self._rules):
            phrases.wrong(f"the id {rule_id!r} stands here twice")
        parts = tuple(
            tuple(self._compile(part, phrases, line) for part in _parts(row, phrases, line))
            for row, line in phrases.lines()
        )
        guards = [g for g in self._guards if not g.types or rule_type in g.types]
        guards = [g for g in guards if kind not in g.not_kinds]
        if "not_when" in fields:
            guards.append(Guard("not_when", "sentence", 0, "no", self._block(fields["not_when"])))
        rows = Rows(_rows(fields.get("fires_on")), _rows(fields.get("silent_on")))
        backup = "backup" in fields and fields["backup"].text(among=("yes", "no")) == "yes"
        self._rules.append(Rule(rule_id, kind, rule_type, rows, parts, tuple(guards), backup))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in file order."""
        return tuple(self._rules)

    @property
    def guard_rows(self) -> Mapping[str, Rows]:
        """What each guard of the file must silence, and what it must let through."""
        return dict(self._guard_rows)

    def without(self, name: str) -> RuleBook:
        """The same book less one rule or one guard, to see what it is needed for."""
        other = copy.copy(self)
        other._rules = [  # noqa: SLF001  # a copy of its own class
            replace(rule, guards=tuple(guard for guard in rule.guards if guard.id != name))
            for rule in self._rules
            if rule.id != name
        ]
        return other

    def finish(self) -> None:
        """Call once after the last rule: from now on the spelling of key words is mended."""
        self._speller = Speller(
            same_words=self._same,
            key_words=self._key_words,
            real_words=self._real_words,
            known=self._book.vocabulary,
        )

    def hits(self, text: str, earlier: str = "") -> tuple[list[RuleHit], list[Silenced]]:
        """The rules that stand in ``text`` in file order, and those that a guard took away.

        ``earlier`` is what was said just before: a rule may begin there, but some of it must stand in ``text``.
        """
        words, first = _with_earlier(text, earlier)
        mended = self._mend(words.words)
        stands: dict[int, list[Found]] = {}
        for found in self._book.find(mended, words.breaks):
            stands.setdefault(found.phrase, []).append(found)
        if not stands:
            return [], []
        around = Surroundings(
            Words(words.raw, mended, words.spans, words.breaks), self.clause_words, self.or_words, stands
        )
        hits, silenced = [], []
        for rule in self._rules:
            spans, guard = _stands(rule, stands, around, first)
            if spans:
                hits.append(RuleHit(rule.id, rule.kind, rule.type, _as_typed(words, spans), rule.backup))
            elif guard:
                silenced.append(Silenced(rule.id, guard))
        return hits, silenced

    def _mend(self, words: Sequence[str]) -> tuple[str, ...]:
        if self._speller is None:
            return tuple(words)
        mended: dict[str, str] = {}
        for word in words:
            if word not in mended:
                mended[word] = self._speller.mend(word)
        return tuple(mended[word] for word in words)

    def _read_guard(self, entry: Entry) -> Guard:
        fields = entry.fields(_GUARD_NEEDS, _GUARD_MAY)
        where: Where = next(w for w in WHERES if w == fields["where"].text(among=WHERES))
        carries: Carries = "no"
        if "carries" in fields:
            typed = fields["carries"].text(among=get_args(Carries))
            carries = next(c for c in get_args(Carries) if c == typed)
        fields["why"].text()
        name = fields["id"].text()
        self._guard_rows[name] = Rows(_rows(fields.get("silences")), _rows(fields.get("lets_through")))
        return Guard(
            id=name,
            where=where,
            within=fields["within"].number(0, 40) if "within" in fields else 0,
            carries=carries,
            phrases=self._block(fields["phrases"]),
            unless=self._block(fields["unless"]) if "unless" in fields else frozenset(),
            stops=self._block(fields["stops"]) if "stops" in fields else frozenset(),
            types=frozenset(fields["types"].words()) if "types" in fields else frozenset(),
            not_kinds=frozenset(fields["not_kinds"].words()) if "not_kinds" in fields else frozenset(),
        )

    def _block(self, block: Entry) -> frozenset[int]:
        return frozenset(self._compile(row, block, line) for row, line in block.lines())

    def _compile(self, phrase: str, block: Entry, line: int) -> int:
        try:
            return self._book.add(phrase)
        except PhraseWrong as problem:
            block.wrong(f"the phrase {phrase!r} cannot be read: {problem}", line)


def _stands(
    rule: Rule, stands: Mapping[int, Sequence[Found]], around: Surroundings, first: int
) -> tuple[list[Found], str]:
    """Where the rule stands unguarded (at most a few places), or the guard that took it away."""
    spans: list[Found] = []
    guard = ""
    checked: dict[int, list[Found]] = {}
    for parts in rule.phrases:
        if any(part not in stands for part in parts):
            continue
        for part in parts:
            if part not in checked:
                checked[part] = []
                for found in stands[part]:
                    silencer = around.silencer(found, rule.guards)
                    guard = guard or silencer
                    if not silencer:
                        checked[part].append(found)
        spans.extend(_together([checked[part] for part in parts], first))
        if len(spans) >= _MOST_TRIES:
            break
    return spans, guard


def _together(places: Sequence[Sequence[Found]], first_word: int) -> Iterable[Found]:
    """One place of each part, near one another, the last of them said now; nothing when one is missing or far."""
    if len(places) == 1:
        return [place for place in places[0] if place.last >= first_word][:_MOST_WHY]
    for first in places[0][:_MOST_TRIES]:
        row = [first]
        for others in places[1:]:
            near = next((o for o in others[:_MOST_TRIES] if _apart(first, o) <= FURTHEST_APART), None)
            if near is None:
                break
            row.append(near)
        else:
            if any(place.last >= first_word for place in row):
                return row
    return ()


def _apart(one: Found, other: Found) -> int:
    return max(other.first - one.last, one.first - other.last) - 1


def _as_typed(words: Words, spans: Sequence[Found]) -> tuple[str, ...]:
    """The matched words as typed, longest first kept, without one inside another."""
    kept: list[Found] = []
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.first)):
        if not any(k.first <= span.last and span.first <= k.last for k in kept):
            kept.append(span)
    return tuple(words.as_typed(k.first, k.last) for k in sorted(kept[:_MOST_WHY], key=lambda s: s.first))


def _with_earlier(text: str, earlier: str) -> tuple[Words, int]:
    """The words of both, and the number of the first word said now."""
    if not earlier.strip():
        return fold(text), 0
    words = fold(f"{earlier}\n\n{text}")
    start = len(earlier) + 2
    return words, next((i for i, span in enumerate(words.spans) if span[0] >= start), len(words.words))


def _rows(block: Entry | None) -> tuple[str, ...]:
    return tuple(row for row, _ in block.lines()) if block is not None else ()


def _parts(row: str, block: Entry, line: int) -> tuple[str, ...]:
    try:
        return split_parts(row)
    except PhraseWrong as problem:
        block.wrong(f"the phrase {row!r} cannot be read: {problem}", line)


def _same_words(block: Entry) -> dict[str, str]:
    same: dict[str, str] = {}
    for meant, forms in block.items():
        for form in forms.words():
            if same.get(fold_word(form), fold_word(meant)) != fold_word(meant):
                forms.wrong(f"{form!r} already stands for another word")
            same[fold_word(form)] = fold_word(meant)
    return same


def _key_words(block: Entry) -> frozenset[str]:
    words = frozenset(map(fold_word, block.words()))
    for word in sorted(words):
        if len(word) < SHORTEST_KEY_WORD:
            block.wrong(f"{word!r} is too short to mend; give its misspellings under same_words:")
    return words
