"""Talk to the app as the page in the browser does, without a browser."""

from __future__ import annotations

import json
from typing import Any

import httpx

SESSION = "abc123"


def events_named(client: httpx.Client, name: str) -> list[dict[str, Any]]:
    return [event for event in client.get("/config").json()["dependencies"] if event["api_name"] == name]


def fire(client: httpx.Client, name: str, data: list[object], which: int = 0) -> list[dict[str, Any]]:
    """Start an event as the browser does, and read all it sends back."""
    event = events_named(client, name)[which]
    body = {"data": data, "fn_index": event["id"], "session_hash": SESSION, "trigger_id": None}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    stream = client.get(f"/gradio_api/queue/data?session_hash={SESSION}").text
    return [
        json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")
    ]
