"""Nothing leaves this computer: the whole path in a child process, sockets blocked, tracing variables set.

The control run shows that the test would see a leak: the same chain without our guard sends its input.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

MARK = "Zebulontha"
FOUR = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING")


@pytest.fixture
def collector():
    """A loopback server that keeps every byte it is sent."""
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            received.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(202)
            self.end_headers()

        do_PATCH = do_POST

        def do_GET(self):
            received.append(self.path.encode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()


def run(code, url, **variables):
    environ = {**os.environ, **dict.fromkeys(FOUR, "true"), "LANGSMITH_API_KEY": "k", "LANGCHAIN_API_KEY": "k",
               "LANGSMITH_ENDPOINT": url, "LANGCHAIN_ENDPOINT": url, "URL": url, **variables}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False, timeout=180
    )


CHAIN = (
    "from langchain_core.runnables import RunnableLambda\n"
    f"RunnableLambda(lambda text: text.upper()).invoke('my name is {MARK}')\n"
)
FLUSH = "from langchain_core.tracers.langchain import wait_for_all_tracers\nwait_for_all_tracers()\n"
WHOLE_PATH = f"""
import socket, sys
tries = []
def refuse(event, args):
    if event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(args[1], tuple)):
        tries.append((event, str(args[0] if event == "socket.getaddrinfo" else args[1])))
        raise OSError("no network in this test")
sys.addaudithook(refuse)
import os, threading
from assistant import Assistant, load_settings
from assistant.terminal.commands import build_library
build_library()
os.environ["LANGSMITH_TRACING"] = "true"
live = Assistant.open(load_settings())
def turn():
    reply = live.reply("my name is {MARK}, mail {MARK.lower()}@example.org. whats a deductible")
    assert reply.status == "answered", reply.status
    live.library.as_retriever().invoke("what is a copay for {MARK}")
turn()
os.environ["LANGCHAIN_TRACING_V2"] = "true"
thread = threading.Thread(target=turn); thread.start(); thread.join()
assert tries == [], tries
print("quiet")
"""


@pytest.mark.slow
def test_the_whole_path_tries_no_socket_and_traces_nothing(collector, tmp_path):
    url, received = collector
    result = run(WHOLE_PATH, url, CHECKBACK_HOME=str(tmp_path))
    assert result.returncode == 0, result.stderr[-2000:]
    assert "quiet" in result.stdout
    assert received == []
    assert MARK.lower() not in (result.stdout + result.stderr).lower()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or MARK.lower().encode() not in path.read_bytes().lower()


def test_with_the_guard_a_chain_sends_nothing_in_any_thread(collector):
    url, received = collector
    threaded = (
        f"import threading\nt = threading.Thread(target=lambda: exec({CHAIN!r}))\nt.start()\nt.join()\n"
    )
    late = "import os\nos.environ['LANGSMITH_TRACING'] = 'true'\nos.environ['LANGSMITH_ENDPOINT'] = os.environ['URL']\n"
    result = run("import assistant\n" + CHAIN + threaded + late + CHAIN + threaded + FLUSH, url)
    assert result.returncode == 0, result.stderr[-2000:]
    assert received == []


@pytest.mark.parametrize("variable", FOUR)
def test_control_without_the_guard_the_name_is_on_the_wire(collector, variable):
    url, received = collector
    others = {name: "" for name in FOUR if name != variable}
    result = run(CHAIN + FLUSH, url, **others)
    assert result.returncode == 0, result.stderr[-2000:]
    assert any(MARK.encode() in body or b"runs" in body for body in received), (
        "the control saw no leak: the test proves nothing"
    )


def test_importing_the_package_sets_every_switch():
    code = "import assistant, os\nfrom assistant.privacy_guard import SWITCHES\nprint(all(os.environ[k] == v for k, v in SWITCHES.items()))"
    result = run(code, "http://127.0.0.1:9", HF_HUB_OFFLINE="0", GRADIO_ANALYTICS_ENABLED="True")
    assert result.stdout.strip() == "True"


def test_the_guard_loads_nothing_heavy():
    code = "import assistant, sys\nprint([m for m in ('langsmith.run_trees', 'torch', 'gradio', 'spacy') if m in sys.modules])"
    assert run(code, "http://127.0.0.1:9").stdout.strip() == "[]"
