"""The trained reader: what it adds, and a call that goes on without it."""

from __future__ import annotations

import json
import shutil

import pytest

from assistant.errors import InstallationIncomplete
from assistant.safety import find_red_flags, find_red_flags_by_rules, red_flags, second_layer
from assistant.safety.safety_head import CARD, WEIGHTS
from assistant.safety.safety_reader import SafetyReader


@pytest.fixture
def without_reader(monkeypatch):
    monkeypatch.setattr(red_flags, "safety_reader", lambda: None)


@pytest.fixture(scope="module")
def reader():
    return SafetyReader()


def test_rules_alone_still_raise_the_banner(without_reader):
    assert [alert.type for alert in find_red_flags("my chest hurts so bad right now")] == ["911"]


def test_what_the_rules_raise_is_never_taken_back():
    for said in ("my chest hurts so bad right now", "i want to die", "he ate my pills the baby ate my pills"):
        by_rules, both = find_red_flags_by_rules(said), find_red_flags(said)
        assert {alert.type for alert in by_rules} <= {alert.type for alert in both}


def test_a_missing_reader_is_known_and_told(monkeypatch, caplog):
    def broken():
        raise InstallationIncomplete("The safety reader is missing or unreadable.")

    monkeypatch.setattr("assistant.safety.safety_reader.SafetyReader", broken)
    second_layer.second_layer.cache_clear()
    try:
        assert second_layer.red_flags_degraded()
        assert second_layer.second_layer().missing
        assert "rules alone" in caplog.text
    finally:
        second_layer.second_layer.cache_clear()


def test_the_reply_says_that_it_listens_with_rules_alone(monkeypatch):
    from assistant.call_types import CallReply, Redacted, Said
    from assistant.drafting import offer

    monkeypatch.setattr(offer, "red_flags_degraded", lambda: True)
    empty = dict.fromkeys(CallReply.__dataclass_fields__, ())
    reply = CallReply(**{**empty, "fallback_reason": None, "rules_alone": False, "keep_out": ()})
    told = offer.with_local_view(reply, Said("hello"), Redacted("hello"), ())
    assert told.rules_alone
    assert "checkback doctor" in told.fallback_reason


@pytest.mark.parametrize("broken", ["weights", "card"])
def test_files_that_are_not_ours_are_refused(broken, tmp_path):
    weights, card = tmp_path / WEIGHTS.name, tmp_path / CARD.name
    shutil.copy(WEIGHTS, weights)
    card.write_text(json.dumps({**json.loads(CARD.read_text(encoding="utf-8")), "encoder_sha256": "0"}))
    if broken == "weights":
        weights.write_bytes(weights.read_bytes()[:-8] + b"\0" * 8)
    with pytest.raises(InstallationIncomplete):
        SafetyReader(weights, card)


def test_nothing_said_is_nothing_heard(reader):
    assert reader.dangers("") == []
    assert reader.dangers(" \n ", "my chest hurts") == []
    assert reader.scope("") == ("", 0.0)


def test_the_place_is_in_what_was_said_now(reader):
    said = "and now it went into my arm and i am sweating bad"
    for heard in reader.dangers(said, "i got this heavy feeling on my chest since noon"):
        assert 0 <= heard.place[0] < heard.place[1] <= len(said)


@pytest.mark.slow
def test_a_long_paste_is_read_whole_in_a_moment(reader):
    import time

    paste = "we talked about the ride and the copay and the weather. " * 140
    said = f"{paste} my husband just slumped over and i can not get him to answer me. {paste}"
    started = time.monotonic()
    found = {heard.type for heard in reader.dangers(said[:16_000])}
    assert "911" in found
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("said", "raises"),
    [
        ("my meter says 58 and im shaky and sweatin. i can drink ok. what do i take first", False),
        ("his sugar is 41 and he wont wake up, i cant get him to drink", True),
        ("sugar is 38 and she is mumbling and drooling the juice back out", True),
    ],
)
def test_low_sugar_of_who_can_drink_is_for_the_card(said, raises):
    assert ("911" in [alert.type for alert in find_red_flags(said)]) is raises
