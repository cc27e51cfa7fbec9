"""The page behind the browser: a real turn through the queue, and what is left in memory after it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from web_client import SESSION, events_named, fire
from web_fakes import FakeCalls, FakeService

from assistant.web.page_memory import drop_events, forget_all_pages, forget_left_pages, forget_page

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


def test_the_server_sends_places_but_no_word_of_what_was_typed(client: TestClient):
    sent = json.dumps(say(client, f"my sugar was low, {SECRET}, 555-0177"))
    assert "cb-where" in sent
    assert "44;18,34,name;36,44,phone number" in sent
    assert SECRET not in sent
    assert "555-0177" not in sent


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
    (call_id,) = service.open_calls.open
    assert SESSION not in call_id, "who knows the page's id knows nothing of the call's"
    done = fire(client, "start_new_call", [])[-2]
    assert service.open_calls.open == {}
    assert service.open_calls.ended == [call_id]
    values = done["output"]["data"]
    assert [value for value in values if not isinstance(value, dict)] == [""] * 7
    assert [value["visible"] for value in values if isinstance(value, dict)] == [True]
    say(client, "chest pain")
    assert list(service.open_calls.open) != [call_id]


def join(client: TestClient, name: str, data: list[object]) -> str:
    (event,) = events_named(client, name)
    body = {"data": data, "fn_index": event["id"], "session_hash": SESSION, "trigger_id": None}
    joined: str = client.post("/gradio_api/queue/join", json=body).json()["event_id"]
    return joined


def wait_until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def new_call_in_the_middle_of_a_turn(
    client: TestClient, app: FastAPI, service: FakeService
) -> list[dict[str, Any]]:
    """What reaches the browser once the page is cleared, when the reply is made only after that."""
    calls, queue = service.open_calls, app.state.demo._queue
    turn = join(client, "find_words", [f"held, chest pain, {SECRET}", "", "", "", ""])
    wait_until(lambda: calls.said)
    cleared = join(client, "start_new_call", [])
    wait_until(lambda: cleared not in queue.event_ids_to_events)
    assert turn in queue.event_ids_to_events, "the reply is still being made"
    calls.let_go.set()
    wait_until(lambda: turn not in queue.event_ids_to_events)
    stream = client.get(f"/gradio_api/queue/data?session_hash={SESSION}").text
    messages = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")]
    ends = [message["msg"] == "process_completed" and message["event_id"] == cleared for message in messages]
    return messages[ends.index(True) + 1 :]


def test_new_call_drops_a_reply_that_is_still_on_its_way(
    client: TestClient, app: FastAPI, service: FakeService
):
    after = new_call_in_the_middle_of_a_turn(client, app, service)
    assert [message["msg"] for message in after] == ["close_stream"]
    assert service.open_calls.open == {}
    assert set(service.open_calls.ended) == {*service.open_calls.ended[:1]}


def test_without_dropping_it_would_be_painted(
    client: TestClient, app: FastAPI, service: FakeService, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("assistant.web.call_page.drop_events", lambda *_: 0)
    after = new_call_in_the_middle_of_a_turn(client, app, service)
    assert "Have them call 911" in json.dumps(after), (
        "the control: Gradio repeats the last of a turn at its end"
    )


def test_a_call_opened_by_a_turn_after_its_end_is_ended_too(
    client: TestClient, app: FastAPI, service: FakeService
):
    late: list[str] = []
    real, calls = service.open_calls.call, service.open_calls

    def open_late(call_id: str, known_names: tuple[str, ...] = ()) -> object:
        late.append(call_id)
        assert calls.let_go.wait(20)
        return real(call_id, known_names)

    calls.call = open_late  # type: ignore[method-assign, assignment]
    turn = join(client, "find_words", [f"chest pain, {SECRET}", "", "", "", ""])
    wait_until(lambda: late)
    fire_end = join(client, "start_new_call", [])
    wait_until(lambda: calls.ended == late)
    calls.let_go.set()
    wait_until(lambda: not {turn, fire_end} & set(app.state.demo._queue.event_ids_to_events))
    assert calls.ended == late * 2
    assert calls.open == {}


def test_no_event_leaves_dropping_to_the_browser(client: TestClient):
    assert [
        event["cancels"] for event in client.get("/config").json()["dependencies"] if event["cancels"]
    ] == []


DROPPED = [
    (SESSION, "find_words", 1, "the turn of this page"),
    (SESSION, "forget", 0, "another event of this page"),
    ("other", "find_words", 0, "the turn of another page"),
    (None, "find_words", 0, "no page"),
]


@pytest.mark.parametrize(("page", "name", "dropped", "why"), DROPPED, ids=[row[3] for row in DROPPED])
def test_what_is_dropped(
    client: TestClient,
    app: FastAPI,
    service: FakeService,
    page: str | None,
    name: str,
    dropped: int,
    why: str,
):
    turn = join(client, "find_words", ["held", "", "", "", ""])
    wait_until(lambda: service.open_calls.said)
    assert drop_events(app.state.demo, page, name) == dropped
    assert drop_events(app.state.demo, page, name) == 0
    service.open_calls.let_go.set()
    wait_until(lambda: turn not in app.state.demo._queue.event_ids_to_events)
    stream = client.get(f"/gradio_api/queue/data?session_hash={SESSION}").text
    assert ("Say this" in stream) is not dropped


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
