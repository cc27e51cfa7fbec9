"""What a well-formed case may still get wrong: names that do not exist, and fields that contradict each other.

In: a case with its place, and the library. Out: ``CaseProblem``, with the nearest right name.
Knows nothing about identity, near-duplicates or coverage.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import CaseInvalid, FactNotCurrent
from assistant.knowledge.library import Contents
from assistant.redaction.spans import LABELS
from assistant.strict_yaml import FieldPath
from evals.case_types import CheckBackCase, RedactCase, RedFlagCase, ReplyCase, VerifyCase
from evals.coverage import FeatureRow
from evals.marked_text import KEEP, parse
from evals.problems import CaseProblem, Form, nearest, shorten
from evals.read_cases import PlacedCase

if TYPE_CHECKING:
    from assistant.drafting.compose import Writer

FEW = 20
"""Names that can be listed in one message."""
_MARK = re.compile(r"\[\[|\]\]")
_CASE_ID = re.compile(r"Case [a-z0-9-]+: ")


@dataclass(frozen=True, slots=True)
class Known:
    """What cases may refer to. ``writer`` composes the scripts in which errors are planted."""

    contents: Contents
    writer: Writer
    features: Mapping[str, FeatureRow]


def rule_problems(placed: PlacedCase, known: Known) -> Iterator[CaseProblem]:
    """Every broken rule of one case."""
    case, form = placed.case, placed.form
    match case:
        case ReplyCase():
            yield from _references(case, form, known)
            yield from _reply_problems(case, form)
        case VerifyCase():
            yield from _planted_problems(case, form, known)
        case RedFlagCase():
            if case.red_flag != "none" and case.looks_like != "none":
                what = "only a harmless case (red_flag: none) looks like something; remove this line"
                yield form.problem(("looks_like",), what)
        case CheckBackCase():
            yield from _question_problems(case, form)
        case RedactCase():
            yield from _mark_problems(case, form)


def _references(case: ReplyCase, form: Form, known: Known) -> Iterator[CaseProblem]:
    contents, expect = known.contents, case.expect
    for place, group in enumerate(expect.needs):
        for number, topic in enumerate(group):
            yield from _unknown("topic", topic, contents.topics, form, ("expect", "needs", place, number))
    facts = [fact.key for fact in contents.facts]
    for number, key in enumerate(expect.facts):
        path: FieldPath = ("expect", "facts", number)
        yield from _unknown("fact", key, facts, form, path)
        if key in contents.facts:
            yield from _unsayable(key, form, path, known)
    listings = {listing.id: listing for listing in contents.resources}
    for number, listing in enumerate(expect.resource_ids):
        yield from _unknown("listing", listing, listings, form, ("expect", "resource_ids", number))
    for number, feature in enumerate(case.features):
        yield from _unknown("feature", feature, known.features, form, ("features", number))


def _unknown(
    kind: str, word: str, known: Collection[str], form: Form, path: FieldPath
) -> Iterator[CaseProblem]:
    if word in known:
        return
    if near := nearest(word, known):
        rest = f". Did you mean {near}?"
    elif len(known) <= FEW:
        rest = f"; allowed: {', '.join(known)}"
    else:
        rest = "; see them all with: checkback library list" if kind == "topic" else ""
    yield form.problem(path, f"there is no {kind} '{shorten(word)}'{rest}")


def _unsayable(key: str, form: Form, path: FieldPath, known: Known) -> Iterator[CaseProblem]:
    try:
        known.contents.facts.say(key, known.writer.day)
    except FactNotCurrent as error:
        yield form.problem(path, f"no script may say this fact, so no reply can: {error}")


def _reply_problems(case: ReplyCase, form: Form) -> Iterator[CaseProblem]:
    expect = case.expect
    said = " ".join((case.ask, *case.context.turns)).casefold()
    for number, identity in enumerate(expect.phi):
        if identity.casefold() not in said:
            what = "this does not stand in ask or in context.turns, letter for letter, so nothing would be tested"
            yield form.problem(("expect", "phi", number), what)
    for number, figure in enumerate(expect.numbers):
        if not any(char.isdigit() for char in figure):
            yield form.problem(
                ("expect", "numbers", number), f"'{shorten(figure)}' holds no digit; use must_say_any"
            )
    if expect.refuse and expect.status not in (None, "handoff"):
        what = f"found {expect.status}, but refuse: true asks for a hand-off; remove one of the two"
        yield form.problem(("expect", "status"), what)
    if expect.status == "not_found" and expect.needs:
        yield form.problem(
            ("expect", "needs"), "status: not_found says that no topic answers; remove one of the two"
        )
    forbidden = [phrase.casefold() for phrase in expect.must_not_say]
    for number, group in enumerate(expect.must_say_any):
        if all(any(bad in phrase.casefold() for bad in forbidden) for phrase in group):
            what = "each phrase of this group holds something that must_not_say forbids"
            yield form.problem(("expect", "must_say_any", number), what)


def _planted_problems(case: VerifyCase, form: Form, known: Known) -> Iterator[CaseProblem]:
    from evals.mutations import KINDS
    from evals.planted import plant

    unknown = list(_unknown("topic", case.topic, known.contents.topics, form, ("topic",)))
    if not case.find:
        unknown += _unknown("kind of error", case.kind, KINDS, form, ("kind",))
    yield from unknown
    if unknown:
        return
    try:
        plant(case, known.writer)
    except CaseInvalid as error:
        yield form.problem(("find" if case.find else "kind",), _CASE_ID.sub("", str(error)))


def _question_problems(case: CheckBackCase, form: Form) -> Iterator[CaseProblem]:
    if case.good and case.fault:
        yield form.problem(
            ("fault",), "a good question has no fault; remove this line, or write  good: false"
        )
    if not case.good and not case.fault:
        yield form.problem(("fault",), "a bad question names its fault, such as  fault: closed")


def _mark_problems(case: RedactCase, form: Form) -> Iterator[CaseProblem]:
    text, marks = parse(case.text)
    if stray := _MARK.search(text):
        what = f"a mark is not whole near '{shorten(text[max(0, stray.start() - 12) :])}'"
        yield form.problem(("text",), f"{what}; a mark looks like [[Rosa|NAME]]")
    for mark in marks:
        if mark.label not in LABELS and mark.label != KEEP:
            near = nearest(mark.label, (*LABELS, KEEP))
            meant = f" Did you mean {near}?" if near else ""
            what = f"there is no label {mark.label}; allowed: {', '.join(sorted(LABELS))}, {KEEP}.{meant}"
            yield form.problem(("text",), what)
        if not text[mark.start : mark.end].strip():
            yield form.problem(("text",), f"a mark {mark.label} has no words in it")
