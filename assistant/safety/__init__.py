"""Safety: red flags in what was said, and what is not ours to answer."""

from __future__ import annotations

from assistant.safety.red_flags import (
    add_heard,
    find_red_flags,
    find_red_flags_at_once,
    find_red_flags_by_rules,
)
from assistant.safety.scope import handoff_check_backs, judge_scope
from assistant.safety.second_layer import red_flags_degraded
from assistant.safety.sensitive import may_be_written, sensitive_topics, words_for_record


def warm_up() -> None:
    """Load the trained reader and the sensitive topics now, so that no call waits and a slip stops the start."""
    red_flags_degraded()
    sensitive_topics("")


__all__ = [
    "add_heard",
    "find_red_flags",
    "find_red_flags_at_once",
    "find_red_flags_by_rules",
    "handoff_check_backs",
    "judge_scope",
    "may_be_written",
    "red_flags_degraded",
    "sensitive_topics",
    "warm_up",
    "words_for_record",
]
