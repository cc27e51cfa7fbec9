"""Score the facts: every number backed, the point said, nothing said that is wrong or out of date.

In: a reply, the facts and listings that may be said on the frozen day, and what the case expects. Out: one
figure for each promise. A number is backed by a fact or listing of the topics that speak, or by the reviewed
wording of a scope rule or banner; the short numbers 911, 988, 211 and 711 always are.
Knows nothing about how a reply was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.errors import FactNotCurrent
from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.backing import backed_figures, is_backed, past_facts
from evals.scorers.exact_figures import Figure, figures
from evals.scorers.heard import Part, heard, same_spelling, told
from evals.scorers.metric import Spans, metrics_of, yes_no
from evals.scorers.stale_values import find_stale, suspects
from evals.world import World

METRICS = metrics_of(
    "facts",
    [
        (
            "numbers_grounded",
            "yes/no",
            "up",
            "share of replies in which every number stands in a fact or listing",
        ),
        (
            "no_stale_fact",
            "yes/no",
            "up",
            "share of replies without a value that is out of date or wrong",
        ),
        ("must_say", "yes/no", "up", "share of cases in which the point was said"),
        ("must_not_say", "yes/no", "up", "share of cases in which nothing forbidden was said"),
        (
            "expected_numbers",
            "yes/no",
            "up",
            "share of cases in which every expected number was shown as written",
        ),
        (
            "expected_facts",
            "yes/no",
            "up",
            "share of cases in which the words of every expected fact were said",
        ),
    ],
)


def score(case: ReplyCase, output: Output, world: World) -> dict[str, Value]:
    """The two promises about every reply, and what this case expects."""
    reply = output["reply"]
    values = {**_numbers(reply, world), "no_stale_fact": _no_stale_fact(reply, world)}
    expect = case.expect
    if expect.must_say_any:
        values["must_say"] = _must_say(reply, expect.must_say_any)
    if expect.must_not_say:
        values["must_not_say"] = _must_not_say(reply, expect.must_not_say)
    if expect.numbers:
        values["expected_numbers"] = _expected_numbers(reply, expect.numbers)
    if expect.facts:
        values["expected_facts"] = _expected_facts(reply, expect.facts, world)
    return values


def _shown(reply: Mapping[str, Any]) -> tuple[Part, ...]:
    """All parts in which a number may stand: what is heard, the phones beside it, and the banners."""
    handoff = reply.get("handoff") or {}
    return (
        *heard(reply),
        Part("handoff phone", handoff.get("phone", "")),
        *(Part(f"place {each['id']}", f"{each['phone']} {each['tty']}") for each in reply["resources"]),
        *(Part("banner", f"{alert['ask_first']} {alert['text']}") for alert in reply["alerts"]),
    )


def _numbers(reply: Mapping[str, Any], world: World) -> dict[str, Value]:
    """Nothing when the reply shows no number at all."""
    shown = [(part.name, figure) for part in _shown(reply) for figure in figures(part.text)]
    if not shown:
        return {}
    allowed = backed_figures(reply, world)
    wrong = [(name, figure) for name, figure in shown if not is_backed(figure, allowed)]
    return {
        "numbers_grounded": Value(
            len(shown) - len(wrong),
            not wrong,
            _number_words(wrong, world) if wrong else "Every number stands in a fact or listing.",
            n=len(shown),
            spans=tuple((name, figure.start, figure.end) for name, figure in wrong),
        )
    }


def _number_words(wrong: Sequence[tuple[str, Figure]], world: World) -> str:
    name, figure = wrong[0]
    source = "listing or fact" if figure.kind == "phone" else "fact or listing of its topic"
    more = f" There are {len(wrong) - 1} more." if len(wrong) > 1 else ""
    day = world.day.isoformat()
    return f"The {figure.kind} {figure.shown} ({name}) stands in no {source} valid on {day}.{more}"


def _no_stale_fact(reply: Mapping[str, Any], world: World) -> Value:
    found = [*_known_wrong(reply), *_past(reply, world)]
    if not found:
        return yes_no(ok=True, why="Nothing out of date was said.")
    return yes_no(ok=False, why=found[0][0], spans=tuple(span for _, span in found))


def _known_wrong(reply: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, int, int]]]:
    parts = _shown(reply)
    rows = suspects("\n".join(part.text for part in parts))
    for part in parts:
        for row, start, end in find_stale(part.text, rows):
            words = part.text[start:end]
            yield f'"{words}" ({part.name}) is wrong: {row.why}. Right: {row.right}.', (part.name, start, end)


def _past(reply: Mapping[str, Any], world: World) -> Iterator[tuple[str, tuple[str, int, int]]]:
    """Facts past their last day whose words are said."""
    for fact in past_facts(world.contents.facts, world.day):
        for part in heard(reply):
            start = part.text.lower().find(fact.say.lower())
            if start >= 0:
                why = f'"{fact.say}" ({part.name}) was valid until {fact.valid_to} only (fact {fact.key}).'
                yield why, (part.name, start, start + len(fact.say))


def _must_say(reply: Mapping[str, Any], groups: Sequence[Sequence[str]]) -> Value:
    said = same_spelling(" ".join(part.text for part in told(reply)))
    missing = [group for group in groups if not any(same_spelling(phrase) in said for phrase in group)]
    if not missing:
        return yes_no(ok=True, why="The point was said.")
    phrases = " or ".join(f'"{phrase}"' for phrase in missing[0])
    return yes_no(ok=False, why=f"Not said: {phrases}. {len(missing)} of {len(groups)} points are missing.")


def _must_not_say(reply: Mapping[str, Any], phrases: Sequence[str]) -> Value:
    found = [
        (phrase, part.name)
        for part in heard(reply)
        for phrase in phrases
        if same_spelling(phrase) in same_spelling(part.text)
    ]
    if not found:
        return yes_no(ok=True, why="Nothing forbidden was said.")
    spans = tuple(span for phrase, name in found for span in _place(reply, phrase, name))
    return yes_no(ok=False, why=f'Said, but forbidden: "{found[0][0]}" ({found[0][1]}).', spans=spans)


def _place(reply: Mapping[str, Any], phrase: str, name: str) -> Spans:
    text = next(part.text for part in heard(reply) if part.name == name).lower()
    start = text.find(phrase.lower())
    return ((name, start, start + len(phrase)),) if start >= 0 else ()


def _expected_numbers(reply: Mapping[str, Any], numbers: Sequence[str]) -> Value:
    shown = " ".join(part.text for part in _shown(reply))
    missing = [number for number in numbers if not _stands_whole(number, shown)]
    why = f"Not shown as written: {', '.join(missing)}." if missing else "Every expected number is shown."
    return yes_no(not missing, why)


def _stands_whole(number: str, text: str) -> bool:
    """Whether ``number`` stands in ``text`` as written and not as a part of a longer number."""
    start = text.find(number)
    while start >= 0:
        end = start + len(number)
        if not text[start - 1 : start].isdigit() and not text[end : end + 1].isdigit():
            return True
        start = text.find(number, start + 1)
    return False


def _expected_facts(reply: Mapping[str, Any], keys: Sequence[str], world: World) -> Value:
    """Raises KnowledgeBaseInvalid for an unknown key: then the case or the table is wrong."""
    said = same_spelling(" ".join(part.text for part in told(reply)))
    for key in keys:
        try:
            words = world.contents.facts.say(key, world.day)
        except FactNotCurrent:
            if world.contents.facts.get(key):
                return yes_no(ok=False, why=f"The fact {key} may not be said on {world.day.isoformat()}.")
        else:
            if same_spelling(words) not in said:
                return yes_no(ok=False, why=f'The words of the fact {key} were not said: "{words}".')
    return yes_no(ok=True, why="The words of every expected fact were said.")
