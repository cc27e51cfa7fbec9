"""A page's session answers to the browser that opened it; every way round is refused."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.web.session_guard import COOKIE, MOST_PER_BROWSER, Owners

JOIN = "/gradio_api/queue/join"
CANCEL = "/gradio_api/cancel"
HERS = "hers123"


def body(session: str = HERS) -> dict[str, object]:
    return {"data": [], "fn_index": 0, "session_hash": session, "event_id": "none"}


@pytest.fixture
def hers(client: TestClient) -> TestClient:
    """The browser that owns the session HERS."""
    assert client.post(CANCEL, json=body()).status_code == 200
    return client


def test_the_owner_goes_on(hers: TestClient):
    assert hers.post(CANCEL, json=body()).status_code == 200


def test_another_browser_is_refused(hers: TestClient, stranger: TestClient):
    assert stranger.post(CANCEL, json=body()).status_code == 403
    assert stranger.get(f"/gradio_api/heartbeat/{HERS}").status_code == 403
    assert stranger.get(f"/gradio_api/queue/data?session_hash={HERS}").status_code == 403


def test_another_browser_has_its_own_sessions(hers: TestClient, stranger: TestClient):
    assert stranger.post(CANCEL, json=body("mine")).status_code == 200
    assert hers.post(CANCEL, json=body("mine")).status_code == 403


def test_no_cookie_no_session(hers: TestClient, app):
    bare = TestClient(app, base_url="http://127.0.0.1:7860")
    assert bare.post(CANCEL, json=body("new")).status_code == 401
    assert bare.get(f"/gradio_api/heartbeat/{HERS}").status_code == 401


@pytest.mark.parametrize("value", ["", "short", "x" * 42, "x" * 44, "a b" * 15, '"' + "x" * 41])
def test_a_made_up_cookie_is_no_cookie(hers: TestClient, app, value: str):
    bare = TestClient(app, base_url="http://127.0.0.1:7860", headers={"cookie": f"{COOKIE}={value}"})
    assert bare.post(CANCEL, json=body("new")).status_code == 401


WAYS_ROUND = [
    ({"content-type": "Application/JSON"}, "", 403, "JSON in capitals"),
    ({"content-type": "application/vnd.x+json"}, "", 415, "a JSON dialect"),
    ({"content-type": "text/json"}, "", 415, "JSON as text"),
    ({"content-type": "multipart/form-data; boundary=x"}, "", 415, "a form"),
    ({}, "?session_hash=mine", 400, "another hash in the address"),
    ({}, "?session_hash=mine&session_hash=hers123", 400, "two hashes in the address"),
    ({"session_hash": "mine"}, "", 400, "a hash in a header"),
]


@pytest.mark.parametrize(
    ("headers", "query", "status", "why"), WAYS_ROUND, ids=[row[3] for row in WAYS_ROUND]
)
def test_way_round(
    hers: TestClient, stranger: TestClient, headers: dict[str, str], query: str, status: int, why: str
):
    import json

    sent = {"content-type": "application/json"} | headers
    answer = stranger.post(JOIN + query, content=json.dumps(body()), headers=sent)
    assert answer.status_code == status


BODIES = [
    ('{"session_hash": "mine", "session_hash": "hers123"}', "the same key twice"),
    ('{"session_hash": "mine", "\\u0073ession_hash": "hers123"}', "the same key in other letters"),
    ('{"x": {"a": 1, "a": 2}, "session_hash": "mine"}', "a double further in"),
    ('{"data": []}', "no session"),
    ('{"session_hash": null}', "an empty session"),
    ('{"session_hash": ["hers123"]}', "a list as session"),
    ('["session_hash", "hers123"]', "not an object"),
    ("session_hash=hers123", "not JSON"),
    ("[" * 30_000, "very deep"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("content", "why"), BODIES, ids=[row[1] for row in BODIES])
def test_an_odd_body_is_refused(hers: TestClient, stranger: TestClient, content: str, why: str):
    answer = stranger.post(JOIN, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        f"/gradio_api/queue/data?session_hash=x&session_hash={HERS}",
        f"/gradio_api/queue/data?session%5Fhash=x&session_hash={HERS}",
        f"/gradio_api/heartbeat/x?session_hash={HERS}",
    ],
)
def test_two_sessions_in_one_address_are_refused(hers: TestClient, stranger: TestClient, path: str):
    assert stranger.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        f"//gradio_api/heartbeat/{HERS}",
        f"/gradio_api//heartbeat/{HERS}",
        f"/gradio_api/heartbeat/{HERS}/",
        f"/gradio_api/Heartbeat/{HERS}",
        f"/x/../gradio_api/heartbeat/{HERS}",
        f"/gradio_api/stream/{HERS}/1/2/playlist.m3u8",
        f"/gradio_api/deep_link?session_hash={HERS}",
    ],
)
def test_other_spellings_of_a_path_lead_nowhere(hers: TestClient, stranger: TestClient, path: str):
    assert stranger.get(path).status_code in {403, 404}


def test_an_encoded_path_is_the_same_path(hers: TestClient, stranger: TestClient):
    assert stranger.get("/gradio_api/%68eartbeat/%68ers123").status_code == 403


def test_an_unknown_stream_is_not_found(client: TestClient):
    assert client.get("/gradio_api/queue/data?session_hash=nobody").status_code == 404


def test_the_cookie_is_not_for_scripts_and_not_for_other_sites(app):
    with TestClient(app, base_url="http://127.0.0.1:7860") as browser:
        given = browser.get("/").headers["set-cookie"]
        assert "HttpOnly" in given
        assert "SameSite=Lax" in given
        assert "set-cookie" not in browser.get("/").headers, "a second page keeps the first cookie"


def test_either_page_gives_the_cookie_and_the_other_keeps_it(app):
    with TestClient(app, base_url="http://127.0.0.1:7860") as browser:
        assert "set-cookie" in browser.get("/quality").headers
        assert "set-cookie" not in browser.get("/").headers
        assert browser.post(CANCEL, json=body("first")).status_code == 200


def test_files_and_letters_are_for_a_browser_that_opened_a_page(client: TestClient, app):
    bare = TestClient(app, base_url="http://127.0.0.1:7860")
    path = "/quality/runs/2026-11-24T100000Z_core_ffffff/report.html"
    assert bare.get(path).status_code == 401
    assert client.get(path).status_code == 404
    assert "set-cookie" not in bare.get(path).headers


def test_a_closed_page_is_forgotten():
    owners = Owners()
    owners.claim("a", "me")
    owners.forget("a")
    assert owners.owner("a") is None


def test_a_browser_holds_so_many_sessions_and_the_oldest_goes_first():
    owners = Owners()
    owners.claim("other", "someone else")
    for number in range(MOST_PER_BROWSER + 1):
        owners.claim(str(number), "me")
    assert owners.owner("0") is None
    assert owners.owner("1") == "me"
    assert owners.owner("other") == "someone else"
