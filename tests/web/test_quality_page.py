"""The Quality page behind the browser: real events through the queue, and the Call page beside it untouched."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from quality_fakes import NEW, OLD, STOPPED, FakeQuality
from web_client import fire
from web_fakes import FakeCalls, FakeService

from assistant.web.page_memory import forget_all_pages
from assistant.web.quality_handlers import ALL, FAILING, Handlers, Parts

SECRET = "Quincy Adderbury"
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
NAMES = Parts.__slots__
PARTS = Parts(*NAMES)


@pytest.fixture(autouse=True)
def _nothing_from_the_test_before(quality: FakeQuality, service: FakeService, app: FastAPI):
    quality.with_runs()
    quality.going, quality.accepted, quality.saved, quality.breaks = [], [], [], False
    service.open_calls = FakeCalls()
    forget_all_pages(app.state.demo)


@pytest.fixture
def does(quality: FakeQuality) -> Handlers:
    """The handlers alone, with the names of the components in the place of the components."""
    return Handlers(quality, PARTS)


def value(update: Any) -> Any:
    return update["value"] if isinstance(update, dict) and "value" in update else update


def test_opening_shows_the_last_run_against_the_baseline(does: Handlers):
    painted = does.open_page()
    assert value(painted["suite"]) == "core"
    assert painted["suite"]["choices"] == ["core", "safety"]
    assert value(painted["shown"]) == NEW
    assert "Not good enough" in painted["verdict"]
    assert "compared with the baseline" in painted["verdict"]
    assert painted["status"] == ""
    assert painted["timer"].active is False
    assert painted["stop"]["visible"] is False
    assert painted["run"]["interactive"] is True


def test_a_page_without_runs_says_how_to_make_one(does: Handlers, quality: FakeQuality):
    quality.views = {}
    painted = does.open_page()
    assert "No run yet" in painted["verdict"]
    assert "checkback eval run core" in painted["verdict"]
    assert painted["shown"]["visible"] is False
    assert painted["gates"] == painted["cases"] == painted["changes"] == painted["files"] == ""


def test_a_page_without_suites_says_so(does: Handlers, quality: FakeQuality, monkeypatch: pytest.MonkeyPatch):
    quality.views = {}
    monkeypatch.setattr(quality, "suites", ())
    assert "No suite yet" in does.open_page()["verdict"]


def test_coming_back_shows_the_run_that_goes_on(does: Handlers, quality: FakeQuality):
    quality.step_s = 60
    quality.start("safety")
    painted = does.open_page()
    assert value(painted["suite"]) == "safety"
    assert "Running the cases" in painted["status"]
    assert painted["timer"].active is True
    assert value(painted["stop"]) == "Stop safety"
    assert painted["run"]["interactive"] is False


def test_another_suite_shows_its_newest_run_or_none(does: Handlers):
    assert "No run yet" in does.pick_suite("safety")["verdict"]
    assert value(does.pick_suite("core")["shown"]) == NEW


def test_another_run_is_shown_with_what_can_be_done_with_it(does: Handlers):
    old, stopped = does.pick_run(OLD), does.pick_run(STOPPED)
    assert "Good enough" in old["verdict"]
    assert (old["go_on"]["visible"], old["accept"]["visible"]) == (False, True)
    assert (stopped["go_on"]["visible"], stopped["accept"]["visible"]) == (True, False)


def test_cases_start_with_those_that_fail_or_with_all_when_none_does(does: Handlers):
    assert does.pick_run(NEW)["which"] == FAILING
    assert does.pick_run(OLD)["which"] == ALL


def test_a_run_is_followed_until_its_result_is_shown(does: Handlers, quality: FakeQuality):
    quality.step_s = 60
    started = does.start("core")
    assert "Running the cases" in started["status"]
    assert started["timer"].active is True
    assert "verdict" not in does.tick("core", NEW), "what is being read stays as it is"
    quality.step_s = 1e-9
    ended = does.tick("core", NEW)
    assert "Done" in ended["status"]
    assert ended["timer"].active is False
    assert value(ended["shown"]).startswith("2026-11-24T120000Z_core")
    assert "just now" in ended["verdict"]


def test_another_run_waits_and_the_page_says_why(does: Handlers, quality: FakeQuality):
    quality.step_s = 60
    does.start("core")
    waits = does.start("safety")["status"]
    assert "Only one runs at a time, so that a live call stays quick" in waits


def test_stop_ends_the_run_of_the_picked_suite_and_offers_to_go_on(does: Handlers, quality: FakeQuality):
    quality.step_s = 60
    run_id = quality.start("core")
    stopped = does.stop("core")
    assert quality.progress()[0].state == "stopped"
    assert "press Go on" in stopped["status"]
    quality.go_on(run_id)
    does.stop("safety")
    assert quality.progress()[0].state == "stopped", "the one that goes on, when there is none of the suite"


def test_going_on_follows_the_run(does: Handlers):
    painted = does.go_on(STOPPED)
    assert painted["timer"].active is True
    assert painted["go_on"]["visible"] is False


def test_accepting_asks_first(does: Handlers, quality: FakeQuality):
    asked = does.ask_to_accept()
    assert (asked["accept"]["visible"], asked["confirm"]["visible"]) == (False, True)
    kept = does.keep_baseline()
    assert (kept["accept"]["visible"], kept["confirm"]["visible"]) == (True, False)
    assert quality.accepted == []
    accepted = does.accept(NEW)
    assert quality.accepted == [NEW]
    assert "now the baseline of core" in accepted["notice"]
    assert accepted["confirm"]["visible"] is False


def test_more_cases_are_shown_when_there_are_more(does: Handlers):
    first = does.filter_cases(NEW, ALL, "")
    assert first["more"]["visible"] is True
    rest = does.more_cases(NEW, ALL, "", first["most"])
    assert rest["cases"].count("<details") == 60
    assert rest["more"]["visible"] is False


def test_without_a_run_the_list_of_cases_stays_as_it_is(does: Handlers):
    assert does.filter_cases(None, ALL, None) == {"cases": gr.skip()}


def test_what_goes_wrong_is_a_note_and_the_page_stays(does: Handlers, quality: FakeQuality, caplog):
    assert set(does.pick_run("nobody")) == {"notice"}
    assert "Pick one from the list" in does.pick_run("nobody")["notice"]
    quality.breaks = True
    painted = does.open_page()
    assert set(painted) == {"notice"}
    assert "That did not work" in painted["notice"]
    assert "a bug" not in painted["notice"] + caplog.text
    assert "RuntimeError in step open the Quality page" in caplog.text


def test_every_handler_changes_only_parts_of_the_page(does: Handlers, quality: FakeQuality):
    for painted in (
        does.open_page(),
        does.tick("core", NEW),
        does.start("core"),
        does.stop("core"),
        does.accept(NEW),
    ):
        assert set(painted) <= set(NAMES)


def test_the_last_run_comes_through_the_queue(client: TestClient):
    messages = fire(client, "open_page", [])
    assert messages[-2]["success"] is True
    assert "Not good enough" in json.dumps(messages)


def test_a_case_is_saved_through_the_queue_and_the_page_is_forgotten(
    client: TestClient, app: FastAPI, quality: FakeQuality
):
    typed = [f"{SECRET} said so", "", "none", "medical-ride", "", "", "", "none", False, "dev", ""]
    assert "core/dev/" in json.dumps(fire(client, "save_case", typed))
    assert quality.saved[0][2]["ask"] == f"{SECRET} said so"
    fire(client, "forget", [], which=-1)
    assert app.state.demo.state_holder.session_data == {}


def test_a_quality_page_that_closes_ends_no_call_of_another_tab(
    client: TestClient, service: FakeService, app: FastAPI
):
    fire(client, "find_words", ["my sugar was low", "", "", "", ""])
    calls = list(service.open_calls.open)
    assert len(calls) == 1
    event = next(
        one for one in client.get("/config").json()["dependencies"] if one["api_name"] == "close_page"
    )
    body = {"data": [], "fn_index": event["id"], "session_hash": "quality1", "trigger_id": None}
    client.post("/gradio_api/queue/join", json=body)
    client.get("/gradio_api/queue/data?session_hash=quality1")
    assert service.open_calls.ended == []
    assert list(service.open_calls.open) == calls, "the call of the first tab goes on"


def test_each_page_has_its_own_parts(client: TestClient):
    call = {event["api_name"] for event in client.get("/config?page=").json()["dependencies"]}
    quality = {event["api_name"] for event in client.get("/config?page=quality").json()["dependencies"]}
    assert "find_words" in call
    assert "open_page" in quality
    assert not {"find_words", "start_new_call"} & quality
    assert not {"open_page", "tick", "start"} & call


def test_only_what_changes_the_page_is_asked_for(client: TestClient):
    """No upload, no client script: letters go to our own address and nothing touches the disk."""
    page = client.get("/config?page=quality").json()
    assert not {part["type"] for part in page["components"]} & {
        "file",
        "uploadbutton",
        "html",
        "state",
        "dataframe",
    }
    assert all(event.get("js") is None for event in page["dependencies"])
