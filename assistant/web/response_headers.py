"""Put the safety headers on every answer, and turn a crash into a plain 500 without its message.

In: an ASGI app. Out: the same app with a content security policy that lets the browser reach no other
host, and ``no-store`` on all but built files, so that nothing of a call is kept on disk.
Knows nothing about sessions or pages.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.incident import contain

# 'unsafe-inline' is needed by Gradio's start page; 'unsafe-eval' is never added.
_SOURCES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "base-uri": "'self'",
}
POLICY = "; ".join(f"{what} {where}" for what, where in _SOURCES.items())
# A report is one file that needs nothing: no script, no host, its own styles and pictures only.
REPORTS = "/quality/runs/"
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # no-referrer would make the browser send "Origin: null" on our own forms
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
BUILT_FILES = ("/assets/", "/static/fonts/", "/static/img/", "/static/js/")


class SafetyHeaders:
    """The outermost layer: what goes out passes here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False
        cacheable = scope["path"].startswith(BUILT_FILES)
        policy = REPORT_POLICY if scope["path"].startswith(REPORTS) else POLICY

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                _add_headers(headers, keep=cacheable and message["status"] in {200, 304})
                headers["Content-Security-Policy"] = policy
            await send(message)

        with contain("answer the browser") as incident:
            await self._app(scope, receive, send_with_headers)
        if incident.number and not started:
            plain = PlainTextResponse(f"Something went wrong. Incident {incident.number}.", status_code=500)
            await plain(scope, receive, send_with_headers)


def _add_headers(headers: MutableHeaders, *, keep: bool) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if not keep:
        headers["Cache-Control"] = "no-store"
