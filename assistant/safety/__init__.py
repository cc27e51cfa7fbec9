"""Safety: red flags in what was said, and what is not ours to answer."""

from __future__ import annotations

from assistant.safety.red_flags import find_red_flags
from assistant.safety.scope import handoff_check_backs, judge_scope

__all__ = ["find_red_flags", "handoff_check_backs", "judge_scope"]
