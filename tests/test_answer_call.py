"""The whole path, as the care manager meets it."""

from __future__ import annotations

import json
import re
from datetime import UTC, date

import pytest
from turns import TURNS

from assistant.answer_call import Assistant
from assistant.call_types import CallReply
from assistant.errors import WrongUse
from assistant.settings import Settings

REPLY_KEYS = [
    "status", "alerts", "opener", "script", "chunks", "questions", "check_backs", "ask_next", "resources", "handoff",
    "sources", "reading", "removed", "drafter", "fallback_reason", "took_ms",
]  # fmt: skip
PHONE = re.compile(r"\b1-\d{3}-\d{3}-\d{4}\b")


@pytest.mark.parametrize("said", TURNS)
def test_a_real_turn_is_answered_with_words_that_may_be_read_aloud(live, said):
    reply = live.reply(said)
    assert reply.status == "answered"
    assert reply.reading.ready_to_read_aloud
    assert reply.reading.fkgl <= 5
    assert 2 <= len(reply.questions) <= 3
    assert all(question.endswith("?") for question in reply.questions)
    assert reply.sources
    assert 1 <= len(reply.chunks) <= 3
    phones = {listing.phone for listing in live.library.contents.resources}
    assert set(PHONE.findall(json.dumps(reply.as_dict()))) <= phones | {
        r.tty for r in live.library.contents.resources
    } | set(PHONE.findall(" ".join(r.text_chat + r.languages for r in live.library.contents.resources)))


def test_a_life_at_risk_comes_first_and_in_the_words_of_the_file(live):
    steps = list(live.stream("my chest is tight and my arm is numb right now"))
    alert = steps[0][0]
    assert (alert.type, alert.severity) == ("911", "red")
    assert isinstance(steps[-1], CallReply)
    assert steps[-1].alerts == steps[0]
    from assistant.safety.red_flags import red_flag_kinds

    assert alert.text in {kind.text for kind in red_flag_kinds().values()}
    assert steps[-1].chunks[0].topic_id == "call-911"


def test_a_red_banner_silences_everything_else(live):
    reply = live.reply("whats my deductible and also i cant breathe and my lips are blue right now")
    assert {chunk.topic_id for chunk in reply.chunks} == {"call-911"}


@pytest.mark.parametrize(
    "said",
    [
        "what dose of insulin should I take tonight",
        "how many units do i take tonight",
        "should i stop my blood thinner today",
    ],
)
def test_a_dose_is_handed_off_with_who_and_number_and_words(live, said):
    reply = live.reply(said)
    assert reply.status == "handoff"
    assert reply.handoff.who
    assert reply.handoff.phone
    assert reply.handoff.say
    assert reply.handoff.when
    assert reply.reading.ready_to_read_aloud
    assert not re.search(r"\b\d+ ?(?:units?|mg|ml|pills?|tablets?)\b", reply.script)


@pytest.mark.parametrize(
    "said", ["who won the world cup", "write me a poem about the sea", "<NAME_1>", "asdf qwer zxcv"]
)
def test_what_is_not_in_the_library_is_not_guessed(live, said):
    reply = live.reply(said)
    assert reply.status == "not_found"
    assert reply.sources == ()
    assert reply.handoff.who
    assert reply.reading.ready_to_read_aloud


def test_the_organizations_own_nurse_line_comes_first(live, settings):
    own = settings.model_copy(
        update={"nurse_line_name": "Hillside nurse line", "nurse_line_phone": "1-555-555-0123"}
    )
    reply = Assistant(own, live.library, live.redactor).reply("what dose of insulin should I take tonight")
    assert reply.handoff.phone == "1-555-555-0123"
    assert reply.handoff.who.startswith("Hillside nurse line")


def test_several_needs_each_get_a_chunk(live):
    reply = live.reply("we have no food in the house. also i need a ride to dialysis, im on medicaid")
    assert len({chunk.topic_id for chunk in reply.chunks}) >= 2
    assert reply.reading.ready_to_read_aloud


def test_the_words_hold_nothing_of_the_person(live):
    said = "my name is Tomasina Quillfeather, born 3/4/1951, call me at 614-555-0142. what is a copay"
    reply = live.reply(said)
    text = json.dumps(reply.as_dict())
    for piece in ("Tomasina", "Quillfeather", "1951", "614", "0142"):
        assert piece not in text
    assert reply.removed["NAME"] == 1
    assert reply.status == "answered"


def test_the_reply_has_the_keys_of_the_contract_in_order(live):
    assert list(live.reply(TURNS[0]).as_dict()) == REPLY_KEYS


def test_two_replies_are_the_same_but_for_their_times(live):
    one, two = (live.reply(TURNS[1]).as_dict() for _ in range(2))
    one.pop("took_ms"), two.pop("took_ms")
    assert json.dumps(one) == json.dumps(two)


def test_every_step_of_the_path_is_timed(live):
    took = live.reply(TURNS[0]).took_ms
    assert {"safety", "redaction", "scope", "understanding", "search", "drafting", "total"} == set(took)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("", "Nothing was said"),
        ("  \n", "Nothing was said"),
        ("a\x00b", "NUL bytes"),
        ("word " * 2000, "at most 8,000"),
    ],
    ids=["empty", "blank", "NUL", "too long"],
)
def test_a_turn_that_cannot_be_used_says_what_to_do(live, said, says):
    with pytest.raises(WrongUse, match=says):
        live.reply(said)


def test_the_banner_of_a_turn_that_is_too_long_is_still_shown(live):
    steps = live.stream("filler words here. " * 500 + "i cant breathe right now")
    assert next(steps)[0].type == "911"
    with pytest.raises(WrongUse):
        next(steps)


@pytest.mark.parametrize("day", ["2026-11-23", "2027-01-02", "2027-06-01", "2028-02-01"])
def test_no_amount_is_said_outside_its_dates(live, settings, day):
    """The clock is set forward: each topic still gives words that pass, without an old amount."""
    from datetime import datetime

    from assistant.call_types import Need, Said
    from assistant.drafting.choose_topics import Choice
    from assistant.drafting.compose import Writer, compose

    contents = live.library.contents
    later = settings.model_copy(update={"today": date.fromisoformat(day)})
    writer = Writer(contents, live.phrases, later, datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    old = [
        f.say
        for f in contents.facts
        if f.valid_to and f.valid_to < later.day() and f.unit.startswith("USD") and f.say
    ]
    for topic in contents.topics.values():
        for draft in compose([Choice(Need("x"), topic, 1.0)], Said("x"), "x", writer):
            assert not [say for say in old if say in draft.script], topic.id


def test_every_topic_gives_a_reply_that_passes_the_gate_today(live):
    from datetime import datetime

    from assistant.call_types import Need, Said
    from assistant.drafting.choose_topics import Choice
    from assistant.drafting.compose import Writer, compose
    from assistant.drafting.offer import offer_first_good

    writer = Writer(live.library.contents, live.phrases, live.settings, datetime.now(UTC))
    failed = {}
    for topic in live.library.contents.topics.values():
        drafts = compose([Choice(Need("x"), topic, 1.0)], Said("x"), "tell me", writer)
        draft, reason = offer_first_good(drafts, None, live.library.contents)
        if draft is None:
            failed[topic.id] = reason
    assert failed == {}


def test_settings_with_another_home_see_no_library(tmp_path):
    from assistant.errors import IndexMissing

    with pytest.raises(IndexMissing, match="checkback library build"):
        Assistant.open(Settings(home=tmp_path))
