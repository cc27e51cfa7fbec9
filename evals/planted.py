"""Take the right script of a topic, plant one error in it, and see what the last check before reading aloud says.

In: a case and the world. Out: the script as checked, the findings, and the words that were changed.
The draft is the one the product composes for this topic on the frozen day, without an opener and with only the
questions it would keep. The error is planted after that, and ``verify`` looks at the draft as it then is.
``offered`` tells one thing more: whether the product would still have read this script aloud. It drops questions
that no longer fit before it verifies, so an error that only upsets a question is found but offered all the same.
Knows nothing about which findings are the right ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches

from assistant.call_types import CheckBack, Chunk, Draft, Need, Said
from assistant.drafting.choose_topics import Choice
from assistant.drafting.compose import Writer, compose
from assistant.drafting.verify import keep_good_questions, verify
from assistant.errors import CaseInvalid
from assistant.knowledge.topics import Topic
from evals.case_types import VerifyCase
from evals.eval_types import Output
from evals.mutations import mutate, sentences
from evals.world import World


@dataclass(frozen=True, slots=True)
class Planted:
    """A draft with at most one thing wrong; ``before`` and ``after`` are the sentences that differ."""

    draft: Draft
    before: str = ""
    after: str = ""


def verify_planted(case: VerifyCase, world: World) -> Output:
    """What the last check finds in the draft of ``case``."""
    writer = Writer(world.contents, world.live.phrases, world.live.settings, world.now)
    planted = plant(case, writer)
    findings = verify(planted.draft, world.contents)
    return {
        "topic": case.topic,
        "script": planted.draft.script,
        "findings": [asdict(finding) for finding in findings],
        "changed": [planted.before, planted.after],
        "offered": not verify(keep_good_questions(planted.draft), world.contents),
    }


def plant(case: VerifyCase, writer: Writer) -> Planted:
    """The topic's draft with the error of ``case`` in it; raises CaseInvalid when it can not be planted."""
    topic = _topic(case, writer)
    draft = topic_draft(topic, writer)
    if not case.find:
        script = mutate(case.kind, draft.script, _filled(topic, writer), case.seed)
        return _with_script(draft, script)
    if not case.is_planted or case.find == case.put:
        raise CaseInvalid(f"Case {case.id}: find and put must differ, and an untouched script has neither.")
    if (count := draft.script.count(case.find)) == 1:
        return _with_script(draft, draft.script.replace(case.find, case.put))
    if count:
        raise CaseInvalid(
            f"Case {case.id}: find stands {count} times in the script. Write more of its sentence."
        )
    return _with_question_changed(case, draft)


def topic_draft(topic: Topic, writer: Writer) -> Draft:
    """The draft of one topic as the product composes it: no opener, and only questions that fit the script."""
    choice = Choice(Need(topic.title), topic, 1.0)
    *_, without_opener = compose([choice], Said(topic.title), "", writer)
    return keep_good_questions(without_opener)


def _topic(case: VerifyCase, writer: Writer) -> Topic:
    topics = writer.contents.topics
    if case.topic not in topics:
        near = get_close_matches(case.topic, topics, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise CaseInvalid(f"Case {case.id}: there is no topic {case.topic}.{hint}")
    return topics[case.topic]


def _filled(topic: Topic, writer: Writer) -> Topic:
    """The topic with the slots of what must be kept filled; what may not be said today is left out."""
    kept = [
        fact.model_copy(update={"text": words[0]})
        for fact in topic.must_keep
        if (words := writer.contents.sayable((fact.text,), writer.day))
    ]
    return topic.model_copy(update={"must_keep": tuple(kept)})


def _with_script(draft: Draft, script: str) -> Planted:
    chunk = Chunk(draft.chunks[0].need, draft.chunks[0].topic_id, script)
    return Planted(replace(draft, chunks=(chunk,)), *_changed_sentences(draft.script, script))


def _with_question_changed(case: VerifyCase, draft: Draft) -> Planted:
    """The draft with one text of one check-back changed."""
    changed = list(_changed_questions(case, draft.check_backs))
    if len(changed) != 1:
        where = "nowhere in the script or the questions" if not changed else "more than once in the questions"
        raise CaseInvalid(
            f"Case {case.id}: find stands {where} of topic {case.topic}. Copy it from there, once."
        )
    number, check, before = changed[0]
    checks = (*draft.check_backs[:number], check, *draft.check_backs[number + 1 :])
    return Planted(replace(draft, check_backs=checks), before, before.replace(case.find, case.put))


def _changed_questions(case: VerifyCase, checks: Sequence[CheckBack]) -> Iterator[tuple[int, CheckBack, str]]:
    """One row for each place of ``find``: the number of the question, the question changed, the text before."""
    for number, check in enumerate(checks):
        for _ in range(check.ask.count(case.find)):
            yield number, replace(check, ask=check.ask.replace(case.find, case.put)), check.ask
        for _ in range(check.reteach.count(case.find)):
            yield number, replace(check, reteach=check.reteach.replace(case.find, case.put)), check.reteach
        for place, point in enumerate(check.expect):
            put = (*check.expect[:place], point.replace(case.find, case.put), *check.expect[place + 1 :])
            for _ in range(point.count(case.find)):
                yield number, replace(check, expect=put), point


def _changed_sentences(before: str, after: str) -> tuple[str, str]:
    """The sentences that differ, without those that both begin and end with."""
    one, two = ([text[start:end].strip() for start, end in sentences(text)] for text in (before, after))
    while one and two and one[0] == two[0]:
        del one[0], two[0]
    while one and two and one[-1] == two[-1]:
        del one[-1], two[-1]
    return " ".join(one), " ".join(two)
