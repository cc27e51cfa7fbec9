"""The gate before anything is written down: what it holds back, what it lets through, and that it tells nothing."""

from __future__ import annotations

import json
import logging
import re

import pytest

from assistant.answer_call import Assistant
from assistant.call_types import Alert, CallReply
from assistant.errors import KnowledgeBaseInvalid, MayNotBeWritten, WrongUse
from assistant.package_data import knowledge_base_dir
from assistant.redaction import Redactor
from assistant.safety import may_be_written, sensitive_topics, words_for_record
from assistant.safety.sensitive import PURPOSES, known_topics, load_sensitive_topics
from assistant.terminal.show import reply_lines
from assistant.web.card import reply_card

NAMES = {topic.id: topic.name for topic in known_topics().topics}
TOUCHES = [(row, NAMES[rule.id]) for rule in known_topics().book.rules for row in rule.rows.must]
TOUCHES_NOTHING = [row for rule in known_topics().book.rules for row in rule.rows.must_not]
FILE = knowledge_base_dir() / "safety" / "sensitive.yaml"
LISTING = knowledge_base_dir() / "resources" / "national.csv"


def an_alert(alert_type: str) -> Alert:
    return Alert(alert_type, "red", "Say: I am here.", "Is it safe to talk?", ("words",))


@pytest.mark.parametrize(("said", "topic"), TOUCHES, ids=[said for said, _ in TOUCHES])
def test_it_is_kept_out(said, topic):
    assert topic in sensitive_topics(said)


@pytest.mark.parametrize("said", TOUCHES_NOTHING)
def test_a_look_alike_may_be_written(said):
    assert sensitive_topics(said) == ()


def test_each_topic_has_at_least_ten_rows_on_either_side_and_as_many_look_alikes_as_not():
    for rule in known_topics().book.rules:
        assert len(rule.rows.must) >= 10, rule.id
        assert len(rule.rows.must_not) >= 10, rule.id
    assert len(TOUCHES_NOTHING) >= 0.9 * len(TOUCHES)


@pytest.mark.parametrize("guard", list(known_topics().book.guard_rows))
def test_each_guard_lifts_a_row_that_would_be_kept_out_without_it(guard):
    bare = known_topics().book.without(guard)
    assert any(bare.hits(row)[0] for row in TOUCHES_NOTHING)


BY_TURN = [
    ("", ["988"], [], ("suicide",), "a 988 alert"),
    ("", ["abuse"], [], ("abuse",), "an abuse alert"),
    ("he hits me", ["abuse"], [], ("domestic violence", "abuse"), "words and alert, in the order of the file"),
    ("", [], ["alcohol-and-drugs"], ("substance use",), "the card on alcohol and drugs"),
    ("", [], ["depression"], ("mental health",), "the card on depression"),
    ("", [], ["domestic-violence"], ("domestic violence",), "the card on violence at home"),
    ("", [], ["elder-abuse", "child-abuse"], ("abuse",), "two cards, one topic"),
    ("", ["988"], ["depression"], ("suicide", "mental health"), "alert and card"),
    ("", ["911"], ["call-911"], (), "a heart"),
    ("", ["poison"], ["poison-help"], (), "a cleaner"),
    ("", ["same_day"], ["heart-failure-weight"], (), "a weight"),
    ("", [], ["deductible", "snap"], (), "money and food"),
    ("Call 1-800-799-7233.", [], [], ("domestic violence",), "the number of a help line tells the topic"),
    ("call (800) 656 4673", [], [], ("abuse",), "the same, written another way"),
    ("Call 1-800-222-1222.", [], [], (), "poison help tells nothing of these"),
    ("Call 1-800-677-1116.", [], [], (), "the Eldercare Locator serves many needs"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "alerts", "cards", "topics", "why"), BY_TURN, ids=[row[4] for row in BY_TURN]
)
def test_alerts_cards_and_help_lines_count_too(text, alerts, cards, topics, why):
    raised = [an_alert(each) for each in alerts]
    assert sensitive_topics(text, raised, cards) == topics
    assert may_be_written(text, raised, cards) is (not topics)


SECRET = "she takes suboxone and he hits her"
PLAIN = "Please call us back about your ride."
MAY = [("note", True)]
MAY_NOT = [(purpose, allow) for purpose in PURPOSES for allow in (False, True) if (purpose, allow) not in MAY]


@pytest.mark.parametrize(("purpose", "allow"), MAY_NOT)
def test_it_is_refused_and_the_refusal_says_what_to_do_and_none_of_the_words(purpose, allow):
    with pytest.raises(MayNotBeWritten) as refusal:
        words_for_record(SECRET, purpose, allow=allow)
    message = str(refusal.value)
    assert message.endswith(".")
    assert purpose in message
    assert not set(re.findall(r"\w+", message.lower())) & {"suboxone", "hits", "takes", "her", "he", "she"}
    assert not any(name.lower() in message.lower() for name in NAMES.values())
    assert refusal.value.__cause__ is None
    assert refusal.value.__context__ is None


def test_a_note_keeps_it_only_when_a_person_chose_so():
    assert words_for_record(SECRET, "note", allow=True) == SECRET


@pytest.mark.parametrize("purpose", PURPOSES)
def test_plain_words_pass_unchanged(purpose):
    assert words_for_record(PLAIN, purpose) == PLAIN


@pytest.mark.parametrize("purpose", ["message", "voicemail", "log"])
def test_plain_words_of_a_turn_with_such_an_alert_or_card_are_refused_too(purpose):
    with pytest.raises(MayNotBeWritten):
        words_for_record(PLAIN, purpose, alerts=[an_alert("988")])
    with pytest.raises(MayNotBeWritten):
        words_for_record(PLAIN, purpose, topic_ids=["domestic-violence"])


def test_an_unknown_purpose_is_refused_even_for_plain_words():
    with pytest.raises(WrongUse, match="message, voicemail, note, log"):
        words_for_record(PLAIN, "postcard")


def test_every_card_named_in_the_file_exists():
    cards = {path.stem for path in (knowledge_base_dir() / "topics").rglob("*.md")}
    assert {card for topic in known_topics().topics for card in topic.cards} <= cards


BROKEN = [
    ("  - id: hiv\n", "  - id: flu\n", "is not one of", "an unknown topic"),
    ('alerts: ["988"]', 'alerts: ["989"]', "is not one of", "an unknown alert"),
    ("help_lines: [us-090, us-091]", "help_lines: [us-999]", "no confirmed phone", "an unknown help line"),
    ("    name: HIV\n", "", "'name' is missing", "no name"),
    ("      hiv\n", "      {nothing}\n", "no group of words", "an unknown group"),
    ("  - id: hiv\n", "  - id: abuse\n", "stands here twice", "one topic twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says", "why"), BROKEN, ids=[row[3] for row in BROKEN])
def test_a_slip_in_the_file_is_named(old, new, says, why, tmp_path):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / "sensitive.yaml"
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeBaseInvalid, match=says):
        load_sensitive_topics(copy, LISTING)


WHOLE_TURNS = [
    ("my husband beats me zebrawood", "domestic violence"),
    ("i want to kill myself zebrawood", "suicide"),
    ("my son hits me and steals my check zebrawood", "abuse"),
    ("my hiv test came back zebrawood", "HIV"),
    ("how do i stop drinking i get the shakes, im an alcoholic zebrawood", "substance use"),
    ("i feel so depressed zebrawood", "mental health"),
]
PLAIN_TURNS = [
    "whats my deductible",
    "i quit smoking and i need a ride",
    "the er sent me a bill for 988 dollars",
    "my hearing aids broke, does medicare pay",
    "rehab for my hip is done, who do i call",
    "i need food this week",
]


@pytest.fixture(scope="module")
def desk(settings, library) -> Assistant:
    """The real assistant; with a part of redaction missing it runs in safe mode, as at a real desk."""
    redactor = Redactor()
    redactor.warm_up()
    return Assistant(settings, library, redactor)


LINE = "Keep this out of texts, voicemail and notes: "


@pytest.mark.parametrize(("said", "topic"), WHOLE_TURNS, ids=[topic for _, topic in WHOLE_TURNS])
def test_a_whole_turn_says_it_on_the_screen_and_logs_none_of_its_words(desk, said, topic, caplog):
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    reply = desk.reply(said)
    assert topic in reply.keep_out
    assert LINE in reply_card(reply)
    assert "cb-copy" not in reply_card(reply)
    assert next(reply_lines(reply)).strip() == f"{LINE}{', '.join(reply.keep_out)}."
    assert "keep_out" not in reply.as_dict()
    assert "keep_out" not in repr(reply)
    logged = caplog.text + json.dumps([str(vars(record)) for record in caplog.records])
    words = {word for word in re.findall(r"[a-z]+", said) if len(word) > 4} - {"stop"}
    assert not {word for word in words if re.search(rf"\b{word}\b", logged, re.IGNORECASE)}
    assert topic not in logged


@pytest.mark.parametrize("said", PLAIN_TURNS)
def test_a_plain_turn_shows_no_such_line(desk, said):
    reply = desk.reply(said)
    assert isinstance(reply, CallReply)
    assert reply.keep_out == ()
    assert LINE not in reply_card(reply)
    assert not any(LINE in line for line in reply_lines(reply))
