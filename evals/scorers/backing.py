"""Know what may back a number in a reply, on the frozen day.

In: a reply and the world. Out: the kinds and values of figures that a fact, a listing or reviewed wording backs,
and the facts that are past their last day. Knows nothing about scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache, lru_cache
from typing import Any

from assistant.call_types import Handoff
from assistant.knowledge.facts import Fact, FactTable
from assistant.knowledge.resources import ResourceTable
from assistant.safety.red_flags import red_flag_kinds
from assistant.safety.scope import scope_rules
from evals.scorers.exact_figures import Figure, Kind, figures, values
from evals.world import World

FREE_NUMBERS = frozenset({"911", "988", "211", "711"})
SCOPE = "scope:"
_EXACT_KINDS = ("phone", "amount", "date")
Backed = AbstractSet[tuple[Kind, str]]


def is_backed(figure: Figure, allowed: Backed) -> bool:
    """Whether this figure is allowed; the short numbers everybody may call always are."""
    return (figure.kind, figure.value) in allowed or (
        figure.kind == "number" and figure.value in FREE_NUMBERS
    )


def backed_figures(reply: Mapping[str, Any], world: World) -> Backed:
    """All that may be shown in this reply."""
    contents = world.contents
    facts, listings = contents.facts, contents.resources
    allowed = {
        *values([*_scope_wording(reply), world.live.settings.nurse_line_phone]),
        *(_banner_figures() if reply["alerts"] else ()),
        *_phones(listings),
        *_fact_phones(facts, world.day),
    }
    for topic_id in dict.fromkeys(chunk["topic_id"] for chunk in reply["chunks"]):
        if topic := contents.topics.get(topic_id):
            allowed |= _figures_of(facts, topic.facts, listings, topic.resources, world.day)
    return allowed


@lru_cache(maxsize=512)
def _figures_of(
    table: FactTable, keys: tuple[str, ...], listings: ResourceTable, ids: tuple[str, ...], day: date
) -> Backed:
    """What the facts and listings of one topic back; a fact that may not be said backs nothing."""
    facts = [fact for fact in map(table.get, keys) if is_sayable(fact, day)]
    shown = [listings.get(each) for each in ids if each in listings]
    return frozenset(
        {
            *(figure for fact in facts for figure in figures_of_fact(fact)),
            *values(f"{listing.text_chat} {listing.service}" for listing in shown),
        }
    )


def figures_of_fact(fact: Fact) -> Backed:
    """The figures in its words, and its value in its unit."""
    value = f"${fact.value}" if fact.unit.startswith("USD") and fact.value[:1].isdigit() else fact.value
    return values((fact.say, value))


def is_sayable(fact: Fact, day: date) -> bool:
    """Whether a script may say this fact on ``day``: worked out here again, not asked of the product.

    The fact of a coming year may be said before it starts when its words name that year.
    """
    is_named_ahead = (
        fact.valid_from is not None and day < fact.valid_from and str(fact.valid_from.year) in fact.say
    )
    return fact.may_be_said and (fact.is_current(day) or is_named_ahead)


@lru_cache(maxsize=4)
def _phones(resources: ResourceTable) -> Backed:
    """Every phone and TTY in the listings."""
    return values(f"{listing.phone} {listing.tty}" for listing in resources)


@lru_cache(maxsize=4)
def _fact_phones(table: FactTable, day: date) -> Backed:
    facts = (fact for fact in table if fact.unit == "phone" and is_sayable(fact, day))
    return frozenset(figure for fact in facts for figure in figures_of_fact(fact) if figure[0] == "phone")


@lru_cache(maxsize=4)
def past_facts(table: FactTable, day: date) -> tuple[Fact, ...]:
    """Facts past their last day with a phone, amount or date that no sayable fact has in the same words."""
    current = {fact.say for fact in table if is_sayable(fact, day)}
    return tuple(
        fact
        for fact in table
        if fact.valid_to
        and fact.valid_to < day
        and fact.say
        and fact.say not in current
        and any(figure.kind in _EXACT_KINDS for figure in figures(fact.say))
    )


@cache
def _banner_figures() -> Backed:
    kinds = red_flag_kinds().values()
    return values(words for kind in kinds for words in (kind.ask_first, kind.text))


def _scope_wording(reply: Mapping[str, Any]) -> Iterator[str]:
    """The words of the scope rules that stand in this reply, as their file has them."""
    rules = scope_rules().rules
    for chunk in reply["chunks"]:
        rule = (
            rules.get(chunk["topic_id"].removeprefix(SCOPE)) if chunk["topic_id"].startswith(SCOPE) else None
        )
        if rule:
            yield rule.scope.script
            yield from _handoff_words(rule.scope.handoff)
            for check in rule.check_backs:
                yield from (check.ask, check.reteach)


def _handoff_words(handoff: Handoff | None) -> Iterator[str]:
    if handoff:
        yield from (handoff.limit, handoff.who, handoff.say, handoff.when)
