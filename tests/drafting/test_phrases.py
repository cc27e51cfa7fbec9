"""The opener fits what was said; the words without a topic keep the same gate as every script."""

from __future__ import annotations

import pytest

from assistant.drafting.phrases import load_phrases
from assistant.package_data import knowledge_base_dir
from assistant.plain_language import check_questions, explain_reading

PHRASES = load_phrases(knowledge_base_dir() / "words")


@pytest.mark.parametrize(
    ("said", "group", "holds"),
    [
        ("im so scared", "conditions", "scary"),
        ("my husband died", "sdoh", "so sorry"),
        ("i can’t afford my pills", "medicines", "a lot to carry"),
        ("what is a copay", "insurance", "Good question"),
        ("the form came", "medicines", "glad you asked"),
        ("the form came", "unknown group", ""),
    ],
)
def test_the_kind_line_fits(said, group, holds):
    opener = PHRASES.opener(said, group)
    assert holds in opener if holds else opener == ""


@pytest.mark.parametrize(
    ("said", "must_not_hold"),
    [
        ("my diet changed", "so sorry"),
        ("the medicine came", "lot to carry"),
        ("a broken arm", "lot to carry"),
    ],
)
def test_a_cue_inside_another_word_does_not_count(said, must_not_hold):
    assert must_not_hold not in PHRASES.opener(said, "insurance")


@pytest.mark.parametrize("opener", PHRASES.openers, ids=lambda opener: opener.say)
def test_an_opener_is_short_and_plain(opener):
    report = explain_reading(opener.say)
    assert report.reading.words <= 12
    assert report.reading.jargon == ()


def test_the_not_found_words_may_be_read_aloud_and_checked():
    script = " ".join(PHRASES.not_found.chunks)
    assert explain_reading(script).reading.ready_to_read_aloud
    assert all(verdict.ok for verdict in check_questions(script, PHRASES.not_found.check_backs))


def test_every_banner_leads_to_a_topic_that_exists():
    topics = {path.stem for path in (knowledge_base_dir() / "topics").glob("*/*.md")}
    assert {topic for ids in PHRASES.alert_topics.values() for topic in ids} <= topics
