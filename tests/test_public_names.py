"""The public names are the ones we list, and each can be imported."""

from __future__ import annotations

import importlib

import pytest

PUBLIC = {
    "assistant": {"Assistant", "CallReply", "Settings", "load_settings"},
    "assistant.knowledge": {"Library", "build_library"},
    "assistant.redaction": {"CallRedactor", "Redactor"},
    "assistant.safety": {
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
    },
}


@pytest.mark.parametrize("module", PUBLIC)
def test_the_public_names_are_listed_and_exist(module):
    loaded = importlib.import_module(module)
    assert set(loaded.__all__) == PUBLIC[module]
    for name in PUBLIC[module]:
        assert getattr(loaded, name).__doc__


def test_reading_level_and_the_question_check_are_public():
    loaded = importlib.import_module("assistant.plain_language")
    assert {"reading_level", "explain_reading", "find_jargon", "check_questions"} <= set(loaded.__all__)
