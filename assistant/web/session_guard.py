"""Give every page session to the browser that opened it, and to no other.

In: an ASGI app. Out: the same app, where the first browser (known by a random cookie) to send a
``session_hash`` owns it. Without this, whoever learns a hash can read that call's screen.
Keeps hashes of cookies in memory only. Knows nothing about what is in a session.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections import OrderedDict
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "checkback_browser"
NO_COOKIE = "Open the page first; this app needs its cookie."
MOST_PER_BROWSER = 32
MOST_IN_ALL = 4096
_PAGES = ("/", "/quality")
_API = "/gradio_api/"
_QUALITY = "/quality/"  # files of runs and letters: no session, but only for a browser that opened a page
_HEARTBEAT = "/gradio_api/heartbeat/"
_STREAM = "/gradio_api/queue/data"
_RESET = "/gradio_api/reset"  # does nothing and names no session, but the browser asks for it
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Refused(Exception):
    """A request that may not pass: the status and a short reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Owners:
    """Which browser owns which session hash; the oldest of a browser goes when it has too many."""

    def __init__(self) -> None:
        self._owner_of: OrderedDict[str, str] = OrderedDict()

    def owner(self, session: str) -> str | None:
        """The browser that owns this session, or None."""
        return self._owner_of.get(session)

    def is_open(self, session: str) -> bool:
        """Whether any browser still shows this page."""
        return session in self._owner_of

    def claim(self, session: str, browser: str) -> None:
        """Make ``browser`` the owner; the caller has checked that nobody else is."""
        self._owner_of[session] = browser
        self._owner_of.move_to_end(session)
        mine = [known for known, owner in self._owner_of.items() if owner == browser]
        for known in mine[:-MOST_PER_BROWSER]:
            del self._owner_of[known]
        while len(self._owner_of) > MOST_IN_ALL:
            self._owner_of.popitem(last=False)

    def forget(self, session: str) -> None:
        """The page was closed."""
        self._owner_of.pop(session, None)


class SessionGuard:
    """Checks the session of each request under /gradio_api/; gives the page its cookie."""

    def __init__(self, app: ASGIApp, owners: Owners) -> None:
        self._app = app
        self.owners = owners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its session belongs to its browser."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        browser = _browser_of(scope)
        if scope["path"].startswith(_QUALITY) and browser is None:
            await PlainTextResponse(NO_COOKIE, status_code=401)(scope, receive, send)
            return
        if not scope["path"].startswith(_API):
            is_new = browser is None and scope["path"] in _PAGES
            await self._app(scope, receive, _send_cookie(send) if is_new else send)
            return
        try:
            session, receive = await _session_of(scope, receive)
            self._check(scope["path"], session, browser)
        except Refused as refused:
            await PlainTextResponse(refused.reason, status_code=refused.status)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            # The heartbeat lasts as long as the page is open.
            if session is not None and scope["path"].startswith(_HEARTBEAT):
                self.owners.forget(session)

    def _check(self, path: str, session: str | None, browser: str | None) -> None:
        if browser is None:
            raise Refused(401, NO_COOKIE)
        if session is None:
            return
        owner = self.owners.owner(session)
        if owner is None and path == _STREAM:
            raise Refused(404, "No such session.")
        if owner not in {None, browser}:
            raise Refused(403, "This session belongs to another browser.")
        self.owners.claim(session, browser)


def _browser_of(scope: Scope) -> str | None:
    """The hash of the browser's cookie, or None when it has none of ours."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load("; ".join(Headers(scope=scope).getlist("cookie")))
    except CookieError:
        return None
    morsel = jar.get(COOKIE)
    if morsel is None or _TOKEN.fullmatch(morsel.value) is None:
        return None
    return hashlib.sha256(morsel.value.encode()).hexdigest()


def _send_cookie(send: Send) -> Send:
    """Add a fresh cookie to the answer. Lax, so that a link from elsewhere does not replace it."""
    token = secrets.token_urlsafe(32)

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            value = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax"
            MutableHeaders(scope=message).append("Set-Cookie", value)
        await send(message)

    return send_with_cookie


async def _session_of(scope: Scope, receive: Receive) -> tuple[str | None, Receive]:
    """The one session hash of a request, wherever it stands; two of them are refused."""
    if "session_hash" in Headers(scope=scope):
        raise Refused(400, "A session does not belong in a header.")
    found = [
        value
        for name, value in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if name == "session_hash"
    ]
    if len(found) > 1:
        raise Refused(400, "One session only.")
    if scope["path"].startswith(_HEARTBEAT):
        found.append(scope["path"].removeprefix(_HEARTBEAT))
    if scope["method"] == "POST":
        message = await receive()  # the request gate has put the whole body into one message
        found += _session_in_body(message.get("body", b""), needed=scope["path"] != _RESET)
        receive = _put_back(message, receive)
    if len(set(found)) > 1:
        raise Refused(400, "One session only.")
    return (found[0] if found else None), receive


def _session_in_body(body: bytes, *, needed: bool) -> list[str]:
    try:
        parsed = json.loads(body or b"{}", object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError):
        raise Refused(400, "The body is not plain JSON.") from None
    if not isinstance(parsed, dict):
        raise Refused(400, "The body is not plain JSON.")
    if not needed and "session_hash" not in parsed:
        return []
    session = parsed.get("session_hash")
    if not isinstance(session, str) or not session:
        raise Refused(400, "The session is missing.")
    return [session]


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Two parsers may pick different ones of two equal keys, so such a body is refused."""
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise Refused(400, "The same key stands twice.")
    return dict(pairs)


def _put_back(message: Message, receive: Receive) -> Receive:
    waiting = [message]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
