"""What the server answers, what it refuses, and the headers on all of it."""

from __future__ import annotations

import logging
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from web_client import SESSION, fire

from assistant.errors import WrongUse
from assistant.settings import Settings
from assistant.web import server
from assistant.web.response_headers import POLICY, SafetyHeaders

BASE = "http://127.0.0.1:7860"
ROOT = Path(__file__).parents[2]
PAGES = [
    "/",
    "/quality",
    "/healthz",
    "/readyz",
    "/favicon.ico",
    "/static/keys.js",
    "/static/letters.js",
    "/static/titles.js",
    "/static/look.css",
    "/static/quality.css",
    "/config",
    "/theme.css",
]
BLOCKED = [
    ("GET", "/openapi.json"),
    ("GET", "/docs"),
    ("GET", "/redoc"),
    ("GET", "/monitoring"),
    ("GET", "/monitoring/summary"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/info/"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/gradio_api/runs"),
    ("GET", "/gradio_api/token"),
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("GET", "/gradio_api/file=http://example.org/x"),
    ("GET", "/gradio_api/file/etc/passwd"),
    ("GET", "/gradio_api/proxy=http://example.org/x"),
    ("GET", "/gradio_api/deep_link?session_hash=abc"),
    ("GET", "/?deep_link=abc"),
    ("GET", "/config?deep_link=abc"),
    ("GET", "/gradio_api/stream/abc/1/2/playlist.m3u8"),
    ("GET", "/gradio_api/call/find_words/abc"),
    ("GET", "/gradio_api/vibe-code"),
    ("GET", "/gradio_api/dev/reload"),
    ("GET", "//gradio_api/info"),
    ("GET", "/assets/%2e%2e/%2e%2e/etc/passwd"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/run/find_words"),
    ("POST", "/gradio_api/api/find_words"),
    ("POST", "/gradio_api/call/find_words"),
    ("POST", "/gradio_api/call/v2/find_words"),
    ("POST", "/gradio_api/stream/abc"),
    ("POST", "/gradio_api/process_recording"),
    ("POST", "/gradio_api/queue/join/"),
    ("GET", "/quality/"),
    ("GET", "/Quality"),
    ("GET", "/quality/letters"),
    ("GET", "/quality/runs"),
    ("GET", "/quality/runs/"),
    ("GET", "/quality/runs/2026-11-24T100000Z_core_00aa22"),
    ("GET", "/quality/runs/2026-11-24T100000Z_core_00aa22/"),
    ("GET", "/quality/runs/2026-11-24T100000Z_core_00aa22/../x/report.html"),
    ("GET", "/quality/runs/%2e%2e/report.html"),
    ("GET", "/quality/runs/2026-11-24T100000Z_core_00aa22/%2e%2e%2freport.html"),
    ("GET", "/quality/runs/2026-11-24T100000Z_core_00aa22/manifest.exe"),
    ("POST", "/quality"),
    ("POST", "/quality/letters/"),
    ("POST", "/quality/runs/2026-11-24T100000Z_core_00aa22/report.html"),
    ("POST", "/login"),
    ("PUT", "/"),
    ("OPTIONS", "/gradio_api/queue/join"),
]


@pytest.mark.parametrize("path", PAGES)
def test_the_browser_gets_what_it_needs(client: TestClient, path: str):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("method", "path"), BLOCKED, ids=[f"{method} {path}" for method, path in BLOCKED])
def test_what_the_browser_does_not_need_is_not_found(client: TestClient, method: str, path: str):
    assert (
        client.request(method, path, json={"session_hash": "abc"} if method == "POST" else None).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/openapi.json", {}, 404),
        ("GET", "/", {"host": "evil.example"}, 400),
        ("GET", "/gradio_api/queue/data?session_hash=nobody", {}, 404),
        ("POST", "/gradio_api/queue/join", {"origin": "http://evil.example"}, 403),
        ("POST", "/gradio_api/queue/join", {"content-type": "text/plain"}, 415),
    ],
)
def test_every_answer_carries_the_safety_headers(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
):
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["permissions-policy"] == "camera=(), microphone=(), geolocation=()"
    assert answer.headers["cache-control"] == "no-store"


def test_the_policy_allows_no_other_host_and_no_eval():
    assert "unsafe-eval" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7860", "localhost:7860", "LOCALHOST", "[::1]:7860", "[::1]", "help.example.org"])  # fmt: skip
def test_our_own_names_are_answered(client: TestClient, host: str):
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:7860", "", "127.0.0.2", "[::2]:7860", "help.example.org.evil.example"])  # fmt: skip
def test_another_name_is_refused(client: TestClient, host: str):
    assert client.get("/healthz", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": BASE}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_only_our_own_page_may_post(client: TestClient, headers: dict[str, str], status: int):
    body = {"data": [], "fn_index": 999, "session_hash": "own", "event_id": "x"}
    assert client.post("/gradio_api/cancel", json=body, headers=headers).status_code == status


def test_a_body_too_long_is_refused_even_when_it_hides_its_length(client: TestClient):
    def drip():
        for _ in range(70):
            yield b" " * 1024

    headers = {"content-type": "application/json"}
    assert client.post("/gradio_api/queue/join", content=drip(), headers=headers).status_code == 413


def test_a_crash_shows_and_logs_no_words(caplog: pytest.LogCaptureFixture):
    app = FastAPI()
    app.add_middleware(SafetyHeaders)

    @app.get("/crash")
    def crash() -> None:
        raise RuntimeError("Quincy Adderbury")

    with caplog.at_level(logging.DEBUG, logger="checkback"):
        answer = TestClient(app).get("/crash")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "Quincy" not in answer.text + caplog.text
    assert "RuntimeError in step answer the browser" in caplog.text


def test_the_page_keeps_no_run_history_and_shows_no_errors(client: TestClient):
    config = client.get("/config").json()
    assert config["run_history"] is False
    assert config["analytics_enabled"] is False
    assert config["show_error"] is False
    assert config["footer_links"] == []
    assert all(event["api_visibility"] == "private" for event in config["dependencies"])
    assert all(event.get("js") is None for event in config["dependencies"])


def test_the_page_opens_nothing_to_gr_state(app: FastAPI):
    names = {type(block).__name__ for block in app.state.demo.blocks.values()}
    assert not names & {"State", "BrowserState", "HTML", "File", "UploadButton"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_another_host_is_refused_until_there_is_sign_in(web_settings: Settings, host: str):
    with pytest.raises(WrongUse, match="sign-in"):
        server.serve(web_settings.model_copy(update={"host": host}))


def test_a_busy_port_is_one_plain_line_with_the_next_step(web_settings: Settings):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(WrongUse, match=rf"Port {port} is in use.*--port {port + 1}") as caught:
            server.serve(web_settings.model_copy(update={"port": port}))
    assert "\n" not in str(caught.value)


SERVE = """
import socket, sys
from pathlib import Path

def note(event, args):
    if event == "socket.getaddrinfo":
        print("ASKED", args[0], flush=True)
    elif event == "socket.connect" and isinstance(args[1], tuple):
        print("ASKED", args[1][0], flush=True)

sys.addaudithook(note)
socket.getaddrinfo("localhost", 80)  # the control: the hook does see what is asked

from web_fakes import FakeService
from assistant.settings import Settings
from assistant.web import server

server.open_service = lambda settings: FakeService()
server.serve(Settings(home=Path("not-used"), port=0))
"""


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["terminated", "Ctrl+C"])
def test_serve_answers_stops_asks_no_other_host_and_leaves_nothing(tmp_path: Path, stop: signal.Signals):
    paths = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    environ = os.environ | {"PYTHONPATH": paths, "TMPDIR": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            heard = []
            while not heard or not heard[-1].startswith("Checkback is ready"):
                heard.append(running.stdout.readline())
                assert heard[-1], running.stderr.read()
            address = heard[-1].strip().rpartition(" ")[2]
            with httpx.Client(transport=httpx.HTTPTransport(retries=20), base_url=address) as browser:
                assert browser.get("/healthz").json() == {"status": "ok"}
                browser.get("/")
                assert "Say this" in repr(fire(browser, "find_words", ["my sugar was low", "", "", "", ""]))
                (pages_folder,) = tmp_path.glob("checkback-*")
                assert stat.S_IMODE(pages_folder.stat().st_mode) == 0o700
                with browser.stream(
                    "GET", f"/gradio_api/heartbeat/{SESSION}"
                ):  # an open page does not hold it up
                    running.send_signal(stop)
                    rest, errors = running.communicate(timeout=10)
        finally:
            running.kill()
    assert running.returncode == 0
    assert "Traceback" not in errors
    assert list(tmp_path.glob("checkback-*")) == []
    asked = {line.split()[1] for line in ("".join(heard) + rest).splitlines() if line.startswith("ASKED")}
    assert asked == {"localhost"}, "the server process looks up and reaches no other host"


def test_gradio_is_loaded_after_the_environment_is_set():
    script = (
        "import sys, os, assistant.web.server as s\n"
        "assert 'gradio' not in sys.modules, 'server imports gradio too early'\n"
        "assert os.environ['GRADIO_ANALYTICS_ENABLED'] == 'False'\n"
        "assert os.environ['HF_HUB_OFFLINE'] == '1'\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60)
