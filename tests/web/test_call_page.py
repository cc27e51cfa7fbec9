"""The page behind the browser: a real turn through the queue, and what is left in memory after it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from web_client import SESSION, events_named, fire
from web_fakes import FakeCalls, FakeService

from assistant.web.page_memory import forget_all_pages, forget_left_pages, forget_page

SECRET = "Quincy Adderbury"
# gradio 6.31 sums up its queue with pandas calls that pandas 3 calls outdated
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(autouse=True)
def _nothing_from_the_test_before(service: FakeService, app: FastAPI):
    service.open_calls = FakeCalls()
    forget_all_pages(app.state.demo)


def say(client: TestClient, text: str, names: str = "") -> list[dict[str, Any]]:
    return fire(client, "find_words", [text, names, "", "", ""])


def left_in_memory(app: FastAPI) -> str:
    demo = app.state.demo
    sessions = [state.config_values for state in demo.state_holder.session_data.values()]
    queue = demo._queue
    waiting = [queue.event_ids_to_events, queue.pending_event_ids_session]
    return repr(sessions) + repr(waiting) + repr(list(queue.event_analytics.values()))


def test_a_turn_comes_through_the_queue(client: TestClient, service: FakeService):
    messages = say(client, "I have chest pain", "Ada Lane")
    kinds = [message["msg"] for message in messages]
    assert "process_completed" in kinds
    assert messages[kinds.index("process_completed")]["success"] is True
    sent = json.dumps(messages)
    assert sent.index("Have them call 911") < sent.index("Say this")
    (said,) = service.open_calls.said
    assert said.text == "I have chest pain"
    assert said.known_names == ("Ada Lane",)


def test_a_failure_reaches_neither_the_browser_nor_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    messages = json.dumps(say(client, f"break {SECRET}"))
    assert "No reply was made" in messages
    assert SECRET not in messages
    out, err = capfd.readouterr()
    assert SECRET not in caplog.text + out + err


def test_after_a_turn_the_page_is_forgotten(client: TestClient, app: FastAPI):
    say(client, f"chest pain, says {SECRET}", SECRET)
    assert SECRET in left_in_memory(app), "the control: Gradio does keep what was typed"
    fire(client, "forget", [])
    assert app.state.demo.state_holder.session_data == {}
    assert SECRET not in left_in_memory(app)


def test_every_turn_is_followed_by_forgetting(client: TestClient):
    (turn,) = events_named(client, "find_words")
    followers = [
        event
        for event in client.get("/config").json()["dependencies"]
        if event["trigger_after"] == turn["id"]
    ]
    assert [event["api_name"].rstrip("_0123456789") for event in followers] == ["forget"]


def test_new_call_clears_every_field_and_ends_the_call(client: TestClient, service: FakeService):
    say(client, "chest pain", SECRET)
    assert list(service.open_calls.open) == [SESSION]
    done = fire(client, "start_new_call", [])[-2]
    assert service.open_calls.open == {}
    values = done["output"]["data"]
    assert [value for value in values if not isinstance(value, dict)] == [""] * 7
    assert [value["visible"] for value in values if isinstance(value, dict)] == [True]


def test_new_call_drops_a_reply_that_is_still_on_its_way(client: TestClient):
    (turn,) = events_named(client, "find_words")
    assert [
        event["api_name"]
        for event in client.get("/config").json()["dependencies"]
        if turn["id"] in event["cancels"]
    ]


def test_closing_the_page_ends_the_call_and_forgets_the_page(
    client: TestClient, app: FastAPI, service: FakeService
):
    say(client, f"chest pain, says {SECRET}")
    fire(client, "close_page", [])
    assert service.open_calls.open == {}
    assert service.open_calls.ended == [SESSION]
    assert SECRET not in left_in_memory(app)


LEFT_PAGES = [
    (True, 29, 0, "open and in use"),
    (True, 31, 1, "open and idle"),
    (False, 0, 1, "closed in the middle of a turn"),
]


@pytest.mark.parametrize(
    ("is_open", "idle", "dropped", "why"), LEFT_PAGES, ids=[row[3] for row in LEFT_PAGES]
)
def test_the_sweep(client: TestClient, app: FastAPI, is_open: bool, idle: int, dropped: int, why: str):
    say(client, "my sugar was low", names=SECRET)
    demo = app.state.demo
    demo.state_holder.time_last_used[SESSION] = datetime.now() - timedelta(minutes=idle)  # noqa: DTZ005
    assert forget_left_pages(demo, lambda _: is_open, idle_minutes=30) == dropped
    assert (SECRET in left_in_memory(app)) is (dropped == 0)


def test_forgetting_an_unknown_page_is_fine(client: TestClient, app: FastAPI):
    forget_page(app.state.demo, "nobody")
    forget_page(app.state.demo, None)


def text_boxes(client: TestClient, address: str) -> list[dict[str, Any]]:
    return [part for part in client.get(address).json()["components"] if part["type"] == "textbox"]


def test_the_box_asks_the_browser_to_keep_and_send_nothing(client: TestClient):
    boxes = text_boxes(client, "/config?page=")
    assert len(boxes) == 5
    for box in text_boxes(client, "/config"):
        attributes = box["props"]["html_attributes"]
        assert attributes["autocomplete"] == "off"
        assert attributes["spellcheck"] is False
        assert box["props"]["max_length"] <= 4000
