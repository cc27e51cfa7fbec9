"""Start the web app: on this computer only, with nothing kept and no other host reached.

In: the settings, and a service that answers calls. Out: ``make_app`` gives the FastAPI app with the page
mounted behind header, request and session rules; ``serve`` runs it until it is stopped.
Gradio is imported in here only, after the environment is set.
"""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import signal
import socket
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant.errors import WrongUse
from assistant.settings import Settings
from assistant.web.incident import contain
from assistant.web.letters import add_letters_route
from assistant.web.quality_files import add_file_routes
from assistant.web.quality_service import QualityService, open_quality
from assistant.web.request_gate import RequestGate
from assistant.web.response_headers import SafetyHeaders
from assistant.web.service import CallService, open_service
from assistant.web.session_guard import Owners, SessionGuard

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SWEEP_SECONDS = 60.0
OPEN_PAGES = 200
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" '
    'fill="#115e59"/><path d="M9 17l5 5 10-12" fill="none" stroke="#fff" stroke-width="3.5" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def make_app(service: CallService, settings: Settings, quality: QualityService | None = None) -> FastAPI:
    """The whole web app, ready to run; calls idle for ``idle_minutes`` are swept once a minute.

    ``quality`` is what the Quality page asks; left out, the real one. It is ended with the app.
    """
    import gradio as gr

    from assistant.web.theme import HEAD, make_theme

    quality = quality or open_quality(settings)
    demo = _make_pages(service, quality)
    owners = Owners()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        sweeper = asyncio.create_task(_sweep_for_ever(demo, service, owners, settings.idle_minutes))
        yield
        sweeper.cancel()
        with suppress(asyncio.CancelledError):
            await sweeper
        with contain("end the quality processes"):
            await asyncio.to_thread(quality.close)

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.demo = demo
    _add_own_routes(app)
    add_letters_route(app, quality)
    add_file_routes(app, quality)
    with warnings.catch_warnings():
        # gradio 6.31 warns about a mode that is off, as soon as there are two pages
        warnings.filterwarnings("ignore", message="SSR mode is not supported")
        gr.mount_gradio_app(
            app,
            demo,
            path="/",
            run_history=False,
            footer_links=[],
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            max_file_size="2mb",
            theme=make_theme(),
            head=HEAD,
        )
    # The last one added is the outermost.
    app.add_middleware(SessionGuard, owners=owners)
    app.add_middleware(RequestGate, public_host=settings.public_host)
    app.add_middleware(SafetyHeaders)
    return app


def _make_pages(service: CallService, quality: QualityService) -> Any:
    import gradio as gr

    from assistant.web.call_page import add_call_page
    from assistant.web.quality_page import add_quality_page

    with gr.Blocks(title="Call - Checkback", analytics_enabled=False, delete_cache=(600, 600)) as demo:
        gr.Navbar(main_page_name="Call")
        add_call_page(demo, service)
    with demo.route("Quality", "/quality"):
        gr.Navbar(main_page_name="Call")
        add_quality_page(demo, quality)
    demo.queue(default_concurrency_limit=4, max_size=32)
    demo.state_session_capacity = OPEN_PAGES
    return demo


def _add_own_routes(app: FastAPI) -> None:
    from assistant.web.theme import FILES, STATIC

    def give_file(name: str, media_type: str) -> Callable[[], FileResponse]:
        return lambda: FileResponse(STATIC / name, media_type=media_type)

    for name, media_type in FILES.items():
        app.get(f"/static/{name}")(give_file(name, media_type))

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        # The index and the models are open before the port is, so an answer means ready.
        return JSONResponse({"status": "ready"})

    @app.get("/favicon.ico")
    def favicon() -> Response:
        return Response(ICON, media_type="image/svg+xml")


async def _sweep_for_ever(demo: Any, service: CallService, owners: Owners, idle_minutes: float) -> None:
    from assistant.web.page_memory import forget_all_pages, forget_left_pages

    try:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            with contain("sweep idle calls"):
                await asyncio.to_thread(service.open_calls.sweep)
                forget_left_pages(demo, owners.is_open, idle_minutes)
    finally:
        forget_all_pages(demo)


def serve(settings: Settings) -> None:
    """Run the app until Ctrl+C; raises WrongUse when the host or the port cannot be used."""
    _refuse_other_hosts(settings.host)
    listener = _take_port(settings.host, settings.port)
    pages_folder = tempfile.mkdtemp(prefix="checkback-")  # mode 0700
    os.environ["GRADIO_TEMP_DIR"] = pages_folder
    # uvicorn hands SIGTERM back to this handler when it has stopped, so that ``finally`` runs.
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(settings, listener))
    finally:
        signal.signal(signal.SIGTERM, before)
        listener.close()
        shutil.rmtree(pages_folder, ignore_errors=True)


async def _run(settings: Settings, listener: socket.socket) -> None:
    """Build the app and answer. Built in here, because without a running loop Gradio leaves loops open."""
    import uvicorn

    app = make_app(open_service(settings), settings)
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        server_header=False,
        workers=1,
        timeout_graceful_shutdown=2,
    )
    sys.stdout.write(f"Checkback is ready: {_address(listener)}\nStop it with Ctrl+C.\n")
    sys.stdout.flush()
    running = uvicorn.Server(config)
    farewell = asyncio.create_task(_close_pages_when_stopping(app, running))
    await running.serve(sockets=[listener])
    farewell.cancel()


async def _close_pages_when_stopping(app: FastAPI, running: uvicorn.Server) -> None:
    """An open page holds a stream open for ever; end it, so that stopping is quick and quiet."""
    from assistant.web.page_memory import close_open_pages

    while not running.should_exit:  # noqa: ASYNC110 - uvicorn tells it by this flag only
        await asyncio.sleep(0.1)
    close_open_pages(app)


def _refuse_other_hosts(host: str) -> None:
    if host not in LOOPBACK:
        raise WrongUse(
            f"Checkback serves this computer only for now, so --host {host} is refused: "
            "sign-in for other people comes later. Leave --host out, or use 127.0.0.1."
        )


def _take_port(host: str, port: int) -> socket.socket:
    """Bind at once, so that a busy port is told before the models are loaded; 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise WrongUse(
                f"Port {port} is in use, perhaps by another Checkback. "
                f"Stop that one, or use another port: checkback serve --port {port + 1}"
            ) from None
        raise WrongUse(
            f"Port {port} on {host} cannot be used ({os.strerror(error.errno or 0)}). "
            "Choose another: checkback serve --port 7861"
        ) from None
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
