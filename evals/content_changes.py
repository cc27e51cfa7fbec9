"""What changed in the content between two runs, and which of it must be accepted by a person first.

In: two content records. Out: ``ContentChange`` rows, those that block first, each with a sentence that says it.
Blocked: a phone, TTY or fact that changed or went; a red-flag or scope rule, phrase or spelling that went; any
change of a guard, since a wider guard silences a banner; other words on a banner; a script that is no longer ready
to read aloud or above grade 6; a topic that went. What was added or reworded within the gate is listed only.
Knows nothing about how a record is made or what a run is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

CUT = " ... #"
"""Between the beginning of a long text and its hash."""

FACT_PARTS = " | "
"""Between value, words to say, status and dates of a fact."""

GUARD_WORD = "phrase of a guard"
"""The value of a phrase in a group of words that a guard uses."""

MOST_GRADE = 6
_SPOKEN_PARTS = 2
_GRADED = re.compile(r"grade (\d+) (ready|not ready)")
_FIELDS = {"phone": "phone", "tty": "TTY", "hours": "hours", "eligibility": "eligibility"}
_PARENTS = ("rule", "scope", "guard")


@dataclass(frozen=True, slots=True)
class ContentChange:
    """One thing that changed; ``before`` is empty for a new one, ``after`` for one that went."""

    key: str
    before: str
    after: str
    blocks: bool
    words: str


def content_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ContentChange, ...]:
    """Every change, those that block first, then by kind and name.

    An earlier run without a record gives nothing to compare. A later run without one blocks: it shows nothing.
    """
    if not before:
        return ()
    if not after:
        words = "This run wrote down no content, so no change of content can be seen. Run the suite again."
        return (ContentChange("content", "", "", blocks=True, words=words),)
    changes = [
        _change(key, before.get(key, ""), after.get(key, ""), _family(key, before, after))
        for key in _changed_keys(before, after)
    ]
    return tuple(sorted(changes, key=lambda change: (not change.blocks, _rank(change.key), change.key)))


def _changed_keys(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Keys whose value changed; a phrase whose whole rule came or went is told with its rule."""
    for key in sorted(before.keys() | after.keys()):
        then, now, parent = before.get(key, ""), after.get(key, ""), _parent(key)
        is_told = parent != key and (parent in before) != (parent in after)
        if then != now and not is_told and not _is_same_order(key, then, now):
            yield key


def _is_same_order(key: str, before: str, after: str) -> bool:
    """Whether only rules came or went, which is told with them; the order of the others stayed."""
    if not key.startswith("order:"):
        return False
    then, now = before.split(), after.split()
    return [name for name in then if name in now] == [name for name in now if name in then]


def _parent(key: str) -> str:
    """The key of the rule or guard that a phrase belongs to; the key itself for anything else."""
    kind, _, name = key.partition(":")
    if kind not in _PARENTS:
        return key
    rule = name.partition(": ")[0]
    return f"{kind}:{rule.partition(' ')[0]}"


def _family(key: str, before: Mapping[str, str], after: Mapping[str, str]) -> int:
    """How many phrases belong to this rule or guard."""
    holder = before if key in before else after
    return sum(_parent(other) == key for other in holder) - 1 if _parent(key) == key else 0


def _change(key: str, before: str, after: str, phrases: int) -> ContentChange:
    kind, _, name = key.partition(":")
    tell = _TELLERS.get(kind, _tell_other)
    words, blocks = tell(kind, name, before, after)
    is_whole_rule = kind in _PARENTS and phrases > 0 and not (before and after)
    if is_whole_rule:
        words = f"{words.rstrip('.')}, with {phrases} phrases."
    return ContentChange(key, before, after, blocks, words)


Told = tuple[str, bool]


def _tell_listing_field(kind: str, name: str, before: str, after: str) -> Told:
    field = _FIELDS[kind]
    return _came_went(f"The {field} of {name}", before, after), kind in ("phone", "tty") and bool(before)


def _tell_fact(_: str, name: str, before: str, after: str) -> Told:
    said_before, said_after = (value.split(FACT_PARTS)[:_SPOKEN_PARTS] for value in (before, after))
    if before and after and said_before == said_after:
        return f"The dates or status of the fact {name} changed: {before} is now {after}.", False
    return _came_went(f"The fact {name}", before, after), bool(before)


def _tell_script(kind: str, name: str, before: str, after: str) -> Told:
    """A topic, a scope rule's script or the words for "not in my list": graded words that are read aloud."""
    what = {"topic": "Topic", "scope": "Scope rule", "phrase": "The words"}[kind] + f" {name}"
    then, now = _GRADED.search(before), _GRADED.search(after)
    if now is None:
        return f"{what} is gone.", True
    is_bad, was_bad = _is_bad(now), then is not None and _is_bad(then)
    state = f"grade {now[1]} and {now[2]}"
    if then is None:
        return f"{what} is new: {state} to read aloud.", is_bad
    if (then[1], then[2]) == (now[1], now[2]):
        return f"{what} has new words; still {state} to read aloud.", False
    blocks = is_bad and (not was_bad or int(now[1]) > int(then[1]))
    return f"{what}: was grade {then[1]} and {then[2]}, is now {state} to read aloud.", blocks


def _is_bad(graded: re.Match[str]) -> bool:
    return graded[2] != "ready" or int(graded[1]) > MOST_GRADE


def _tell_rule(_: str, name: str, before: str, after: str) -> Told:
    rule, _, phrase = name.partition(": ")
    if phrase:
        return _phrase_words("Red-flag phrase", rule, phrase, before), bool(before)
    if before and after:
        return f"The banner of {rule} changed: '{before}' is now '{after}'.", True
    return f"Red-flag kind {'removed' if before else 'added'}: {rule}.", bool(before)


def _tell_scope(_: str, name: str, before: str, after: str) -> Told:
    rule, _, phrase = name.partition(": ")
    if phrase:
        return _phrase_words("Scope phrase", rule, phrase, before), bool(before)
    return _tell_script("scope", name, before, after)


def _tell_guard(_: str, name: str, before: str, after: str) -> Told:
    guard, _, phrase = name.partition(": ")
    if phrase:
        return _phrase_words("Guard words", guard, phrase, before), True
    return _came_went(f"The guard {guard}", before, after), True


def _tell_words(kind: str, name: str, before: str, after: str) -> Told:
    group, _, word = name.partition(": ")
    what = "Spelling" if kind == "spelling" else "Rule words"
    blocks = bool(before) or after == GUARD_WORD
    if before and after:
        way = "now works" if after == GUARD_WORD else "no longer works"
        return f"{what} '{word}' of {group} {way} in a guard, which takes banners away.", blocks
    return _phrase_words(what, group, word, before), blocks


def _tell_banner_topic(_: str, name: str, before: str, after: str) -> Told:
    return _came_went(f"What is read under a {name} banner", before, after), bool(before)


def _tell_phrase(_: str, name: str, before: str, after: str) -> Told:
    if _GRADED.search(before or after):
        return _tell_script("phrase", name, before, after)
    return _came_went(f"The words {name}", before, after), False


def _tell_opener(_: str, name: str, before: str, after: str) -> Told:
    return _came_went(f"The opener '{name}' (said on)", before, after), False


def _tell_order(_: str, name: str, before: str, after: str) -> Told:
    return _came_went(f"The order of the {name} rules (the first that fits wins)", before, after), False


def _tell_other(kind: str, name: str, before: str, after: str) -> Told:
    what = {"listing": "The listing", "table": "The word table"}.get(kind, f"The {kind}")
    if before and after:
        return f"{what} {name} changed.", False
    return f"{what} {name} is {'gone' if before else 'new'}.", False


def _came_went(what: str, before: str, after: str) -> str:
    then, now = (f"'{text}'" if text.endswith((".", "?", "!")) else text for text in (before, after))
    if before and after:
        return f"{what} changed: {then} is now {now}."
    return f"{what} is gone; it was {then}." if before else f"{what} is new: {now}."


def _phrase_words(what: str, where: str, phrase: str, before: str) -> str:
    return f"{what} {'removed from' if before else 'added to'} {where}: '{phrase}'."


_TELLERS: dict[str, Callable[[str, str, str, str], Told]] = {
    "phone": _tell_listing_field,
    "tty": _tell_listing_field,
    "fact": _tell_fact,
    "rule": _tell_rule,
    "guard": _tell_guard,
    "scope": _tell_scope,
    "topic": _tell_script,
    "banner_topic": _tell_banner_topic,
    "words": _tell_words,
    "spelling": _tell_words,
    "phrase": _tell_phrase,
    "hours": _tell_listing_field,
    "eligibility": _tell_listing_field,
    "listing": _tell_other,
    "opener": _tell_opener,
    "order": _tell_order,
    "table": _tell_other,
}


def _rank(key: str) -> int:
    kinds = list(_TELLERS)
    kind = key.partition(":")[0]
    return kinds.index(kind) if kind in kinds else len(kinds)
