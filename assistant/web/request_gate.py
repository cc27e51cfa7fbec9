"""Refuse requests that this app never makes, before anything reads them.

In: an ASGI app and the names it may be reached by. Out: the same app behind rules on host, path,
origin, media type and size. The browser needs a dozen addresses; everything else Gradio offers is 404.
Knows nothing about who asks; that is ``session_guard``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
MOST_BYTES = 64 * 1024
LETTERS = "/quality/letters"
MOST_LETTER_BYTES = 5_000_000
_READ = re.compile(
    r"/|/quality|/(healthz|readyz|favicon\.ico|config|theme\.css|manifest\.json|robots\.txt)"
    r"|/quality/runs/[0-9TZ-]{18}_[a-z0-9_]{1,48}/[a-z]+\.(html|md|csv|xml|json|jsonl)"
    r"|/(assets|static|svelte)/[\w./-]+"
    r"|/gradio_api/(startup-events|app_id|theme\.css|queue/data|heartbeat/[\w-]+)"
)
_WRITE = re.compile(rf"/gradio_api/(queue/join|cancel|reset)|{LETTERS}")
_OWN_PAGES = ("same-origin", "none")
_QUERY_REFUSED = "deep_link"


class RequestGate:
    """Host, path, origin, media type and body size."""

    def __init__(self, app: ASGIApp, public_host: str = "") -> None:
        self._app = app
        self._hosts = frozenset((*LOOPBACK_NAMES, *([public_host.lower()] if public_host else [])))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when no rule refuses it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refuse(scope)
        if refusal is None and scope["method"] == "POST":
            body = await _read_body(receive, MOST_LETTER_BYTES if scope["path"] == LETTERS else MOST_BYTES)
            if body is None:
                refusal = (413, "That is more than this app takes in one request.")
            else:
                receive = _replay(body, receive)
        if refusal is not None:
            await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refuse(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        # Without this a web page could reach an unsigned local app by DNS rebinding.
        if len(hosts) != 1 or _name_of(hosts[0]) not in self._hosts:
            return 400, "This app is not reached by that name. Set public_host to allow it."
        if not _known_path(scope):
            return 404, "Not found"
        if scope["method"] == "POST":
            media_type = "application/octet-stream" if scope["path"] == LETTERS else "application/json"
            return _refuse_post(headers, hosts[0], media_type)
        return None


def _name_of(host: str) -> str:
    """The host without its port, in lower case; an IPv6 address keeps its brackets."""
    return re.sub(r":\d*$", "", host.lower()) if not host.endswith("]") else host.lower()


def _known_path(scope: Scope) -> bool:
    path, method = scope["path"], scope["method"]
    if ".." in path or "//" in path or _has_refused_query(scope["query_string"]):
        return False
    if method == "POST":
        return _WRITE.fullmatch(path) is not None
    return method in {"GET", "HEAD"} and _READ.fullmatch(path) is not None


def _has_refused_query(query: bytes) -> bool:
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return any(name == _QUERY_REFUSED for name, _ in pairs)


def _refuse_post(headers: Headers, host: str, wanted: str) -> tuple[int, str] | None:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in _OWN_PAGES:
        return 403, "Another web page may not use this app."
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return 403, "Another web page may not use this app."
    media_type = headers.get("content-type", "").split(";")[0].strip().lower()
    # Parsers further in accept more spellings of JSON than the session guard reads.
    if len(headers.getlist("content-type")) != 1 or media_type != wanted:
        return 415, f"Only {wanted} is taken here."
    return None


async def _read_body(receive: Receive, most: int) -> bytes | None:
    """The whole body, or None when it is too long; counted while reading, not by a header."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give the body once more to the app behind, then whatever comes (a disconnect)."""
    pending: Iterable[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive_again() -> Message:
        for message in pending:
            return message
        return await receive()

    return receive_again
