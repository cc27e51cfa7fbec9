"""Score where the words come from: sentences from the library, sources named and not past their review.

In: a script, its topics and sources, and the library. Out: one figure for each question. A sentence is
grounded when it stands so in a topic the reply names, or in our reviewed phrases, scope rules or banners; or when
at least six in ten of its content words come from one such sentence with the same numbers, names and "not".
Knows nothing about whether the sentence fits the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from assistant.drafting.phrases import load_phrases
from assistant.errors import FactNotCurrent
from assistant.knowledge.library import Contents
from assistant.package_data import knowledge_base_dir
from assistant.plain_language.content_words import content_stems
from assistant.plain_language.exact_marks import dates_and_numbers, names
from assistant.safety.red_flags import red_flag_kinds
from assistant.safety.scope import scope_rules
from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.backing import SCOPE
from evals.scorers.heard import quoted, same_spelling, sentences
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "grounding",
    [
        ("grounded", "sentences", "up", "share of scripts in which every sentence comes from the library"),
        (
            "sources_cited",
            "yes/no",
            "up",
            "share of answers that name a source for every topic they speak from",
        ),
        ("sources_in_date", "yes/no", "up", "share of answers whose topics are not past their review date"),
    ],
)
MIN_OVERLAP = 0.6
_NEGATION = re.compile(r"\b(?:not|never|no|none|nor|without|cannot)\b|n't\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


class _Fault(NamedTuple):
    """A sentence that is not grounded: its place in the script and why."""

    why: str
    start: int
    end: int


def score(_case: ReplyCase, output: Output, world: World) -> dict[str, Value]:
    """The script's sentences, and for an answer its sources."""
    reply = output["reply"]
    values = _grounded(reply, world)
    if reply["status"] == "answered":
        values |= _sources(reply, world)
    return values


def _grounded(reply: Mapping[str, Any], world: World) -> dict[str, Value]:
    said = list(sentences(reply["script"]))
    if not said:
        return {"grounded": Value(0, passed=False, why="There is no script.")}
    library = list(_library_sentences(reply, world))
    known = {same_spelling(sentence) for sentence in library}
    faults = [
        _Fault(why, each.start, each.end)
        for each in said
        if same_spelling(each.text) not in known and (why := _fault(each.text, library, world))
    ]
    why = faults[0].why if faults else "Every sentence comes from the library."
    spans = tuple(("script", fault.start, fault.end) for fault in faults)
    return {"grounded": Value(len(said) - len(faults), not faults, why, n=len(said), spans=spans)}


def _library_sentences(reply: Mapping[str, Any], world: World) -> Iterator[str]:
    """All sentences that this reply may say: of its topics, of its scope rule, of our phrases and banners."""
    yield from _wording_sentences()
    rules = scope_rules().rules
    for topic_id in dict.fromkeys(chunk["topic_id"] for chunk in reply["chunks"]):
        rule = rules.get(topic_id.removeprefix(SCOPE)) if topic_id.startswith(SCOPE) else None
        if rule:
            yield from (sentence.text for sentence in sentences(rule.scope.script))
        yield from _topic_sentences(world, topic_id)


@cache
def _wording_sentences() -> tuple[str, ...]:
    """The words that belong to no topic, as their files have them."""
    phrases = load_phrases(knowledge_base_dir() / "words")
    texts = [
        *(opener.say for opener in phrases.openers),
        *phrases.not_found.chunks,
        *(
            phrases.more_needs,
            phrases.amount_missing,
            phrases.not_found.handoff.limit,
            phrases.not_ready.limit,
        ),
        *(words for kind in red_flag_kinds().values() for words in (kind.ask_first, kind.text)),
    ]
    return tuple(sentence.text for text in texts for sentence in sentences(text))


def _topic_sentences(world: World, topic_id: str) -> Iterator[str]:
    """What this topic may say on the frozen day; a sentence whose fact may not be said is left out."""
    contents: Contents = world.contents
    topic = contents.topics.get(topic_id)
    for sentence in (part.text for chunk in topic.say_it for part in sentences(chunk)) if topic else ():
        try:
            yield from (part.text for part in sentences(contents.words(sentence, world.day)))
        except FactNotCurrent:
            continue


def _fault(sentence: str, library: Sequence[str], world: World) -> str:
    """Why this sentence is not grounded, in words; nothing when it says what one library sentence says."""
    stems = content_stems(sentence)
    nearest = max(library, key=lambda source: len(stems & content_stems(source)), default="")
    share = len(stems & content_stems(nearest)) / len(stems) if stems else 0.0
    if share < MIN_OVERLAP:
        home = next((name for name in world.contents.topics if _says(world, name, sentence)), "")
        if home:
            return f"{quoted(sentence)} comes from the topic {home}, which this reply does not name."
        return f"{quoted(sentence)} is not in the library: {share:.0%} of its words stand in the nearest sentence."
    if changed := _changed(sentence, nearest):
        return f"{quoted(sentence)} changes {changed} against the library: {quoted(nearest)}"
    return ""


def _says(world: World, topic_id: str, sentence: str) -> bool:
    return same_spelling(sentence) in map(same_spelling, _topic_sentences(world, topic_id))


def _changed(sentence: str, source: str) -> str:
    """Which exact thing of the sentence differs from its source."""
    if len(_NEGATION.findall(sentence)) != len(_NEGATION.findall(source)):
        return 'a "not"'
    if not dates_and_numbers(sentence) <= dates_and_numbers(source):
        return "a number or date"
    known = frozenset(word.lower() for word in _WORD.findall(source))
    return "a name" if not names(sentence) <= known else ""


def _sources(reply: Mapping[str, Any], world: World) -> dict[str, Value]:
    topics = dict.fromkeys(chunk["topic_id"] for chunk in reply["chunks"])
    named = [_topic_of(source["id"]) for source in reply["sources"]]
    unnamed = [topic for topic in topics if topic not in named]
    unknown = [source for source in named if source not in world.contents.topics]
    why = "Every topic that speaks is named as a source."
    if not named:
        why = "The answer names no source."
    elif unnamed:
        why = f"No source is named for {', '.join(unnamed)}."
    elif unknown:
        why = f"The source {unknown[0]} is not in the library."
    values = {"sources_cited": yes_no(bool(named) and not unnamed and not unknown, why)}
    known = [world.contents.topics[name] for name in {*named, *topics} if name in world.contents.topics]
    if known:
        first = min(known, key=lambda topic: (topic.review_by, topic.id))
        late = first.review_by < world.day
        when = f"The topic {first.id} was due for review on {first.review_by.isoformat()}."
        values["sources_in_date"] = yes_no(not late, when if late else "No topic is past its review date.")
    return values


def _topic_of(source_id: str) -> str:
    """The topic of a source such as "topic:deductible/1"."""
    return str(source_id).removeprefix("topic:").partition("/")[0]
