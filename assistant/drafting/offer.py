"""Offer the first draft that passes every check; what fails is never shown as a script.

In: drafts, fullest first. Out: the one to show and, when it is not the first, the reason.
Knows nothing about how drafts are made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.call_types import Alert, CallReply, Draft, Redacted, Said, TakenOut
from assistant.drafting.choose_topics import Choice
from assistant.drafting.verify import keep_good_questions, read_draft, verify
from assistant.knowledge.library import Contents
from assistant.safety import red_flags_degraded, sensitive_topics
from assistant.stopwatch import Stopwatch


def offer_first_good(
    drafts: Iterable[Draft], last_resort: Draft, contents: Contents
) -> tuple[Draft, str | None]:
    """The first draft without findings, else ``last_resort`` with the rules that refused the others."""
    refused: list[str] = []
    for draft in drafts:
        good = keep_good_questions(draft)
        findings = verify(good, contents)
        if not findings:
            return good, None
        refused += [finding.kind for finding in findings]
    reason = f"no draft passed the checks: {', '.join(sorted(set(refused)))}" if refused else None
    return last_resort, reason


RULES_ALONE = "red flags were looked for by written rules only; run: checkback doctor"


def with_local_view(reply: CallReply, said: Said, redacted: Redacted, choices: Iterable[Choice]) -> CallReply:
    """The reply with what the page of this turn may show beside the contract; no part of it leaves otherwise."""
    rules_alone = red_flags_degraded()
    return replace(
        reply,
        fallback_reason=reply.fallback_reason or (RULES_ALONE if rules_alone else None),
        taken_out=TakenOut(redacted.spans, len(said.text), redacted.degraded),
        rules_alone=rules_alone,
        keep_out=sensitive_topics(redacted.text, reply.alerts, (choice.topic.id for choice in choices)),
    )


def to_reply(
    draft: Draft, alerts: tuple[Alert, ...], redacted: Redacted, reason: str | None, watch: Stopwatch
) -> CallReply:
    """The reply of the contract."""
    if redacted.degraded:
        reason = "redaction ran in safe mode: every word it does not know was masked"
    reading = read_draft(draft)
    return CallReply(
        status=draft.status,
        alerts=alerts,
        opener=draft.opener,
        script=draft.script,
        chunks=draft.chunks,
        questions=tuple(check.ask for check in draft.check_backs),
        check_backs=draft.check_backs,
        ask_next=draft.ask_next,
        resources=draft.resources,
        handoff=draft.handoff,
        sources=draft.sources,
        reading=reading,
        removed=dict(redacted.counts),
        drafter=draft.drafter,
        fallback_reason=reason,
        took_ms=watch.took_ms(),
    )
