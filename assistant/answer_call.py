"""One turn of a call: from what was said to words that can be read aloud.

In: what the care manager typed. Out: the alerts at once, then the reply. Read ``answer`` top to bottom:
each step is a verb that takes one type and gives the next. The banner comes first and waits for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.call_types import Alert, CallReply, Said
from assistant.drafting.choose_topics import choose_topics
from assistant.drafting.compose import Writer, compose_not_found, compose_turn
from assistant.drafting.offer import offer_first_good, to_reply, with_local_view
from assistant.drafting.phrases import load_phrases
from assistant.input_gate import refuse_unusable
from assistant.knowledge.library import Library
from assistant.package_data import knowledge_base_dir
from assistant.redaction import CallRedactor, Redactor
from assistant.safety import add_heard, find_red_flags_at_once, judge_scope, warm_up
from assistant.settings import Settings, load_settings
from assistant.stopwatch import Clock, Stopwatch, local_now
from assistant.understanding.needs import find_needs


class Assistant:
    """Answers turns. One is shared by all calls of a process; each call keeps its own memory."""

    def __init__(
        self, settings: Settings, library: Library, redactor: Redactor, clock: Clock = local_now
    ) -> None:
        self.settings, self.library, self.redactor, self.clock = settings, library, redactor, clock
        self.phrases = load_phrases(knowledge_base_dir() / "words")

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Load models, rules and the built library; raises IndexMissing before anything slow."""
        settings = settings or load_settings()
        library = Library.open(settings)
        redactor = Redactor(names_model=settings.names_model)
        redactor.warm_up()
        warm_up()
        return cls(settings, library, redactor)

    def reply(self, text: str, **local_facts: Any) -> CallReply:
        """The reply of one turn that belongs to no call; ``local_facts`` are the fields of ``Said``."""
        return [step for step in self.stream(text, **local_facts) if isinstance(step, CallReply)][-1]

    def stream(self, text: str, **local_facts: Any) -> Iterator[tuple[Alert, ...] | CallReply]:
        """The alerts first, then the reply."""
        said = Said(text, **local_facts)
        redactor = self.redactor.for_call(said.known_names)
        try:
            yield from self.answer(said, redactor)
        finally:
            redactor.clear()

    def answer(self, said: Said, redactor: CallRedactor) -> Iterator[tuple[Alert, ...] | CallReply]:
        """The main path. Raises WrongUse for a turn that is empty or too long, after the alerts."""
        watch = Stopwatch()
        by_rules = watch.time("safety", find_red_flags_at_once, said.text, said.earlier)
        yield by_rules
        refuse_unusable(said.text)
        alerts = watch.time("safety", add_heard, by_rules, said.text, said.earlier)
        if alerts != by_rules:
            yield alerts
        redacted = watch.time("redaction", redactor.redact, said.text)
        scope = watch.time("scope", judge_scope, redacted.text)
        needs = watch.time("understanding", find_needs, redacted.text)
        threshold = self.settings.search_threshold
        choices = watch.time("search", choose_topics, alerts, needs, self.library, self.phrases, threshold)
        writer = Writer(self.library.contents, self.phrases, self.settings, self.clock())
        drafts = compose_turn(scope, choices, needs, said, alerts, writer)
        last_resort = compose_not_found(needs[0].text if needs else "", writer)
        draft, reason = watch.time("drafting", offer_first_good, drafts, last_resort, self.library.contents)
        reply = to_reply(draft, alerts, redacted, reason, watch)
        yield with_local_view(reply, said, redacted, choices)
