"""Take the README's pictures from the running app, with the real assistant and invented patients.

In: a built library (``checkback library build``) and chromium. Out: PNG files under 300 KB in docs/images.
Run from the project folder: ``python docs/take_screenshots.py``. Look at each picture afterwards.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 300_000
PALETTE = 200  # flat colours: a palette halves the file and nobody sees it


@dataclass(frozen=True)
class Picture:
    """One picture: what is typed, and how the screen is set up."""

    name: str
    said: str
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("call-red-flag", "My chest hurts and my left arm feels heavy. My name is Rosa Delgado."),
    Picture("call-places", "I can't pay my light bill and there is no food in the house.", height=1000),
    Picture("call-phone", "My sugar was 58 this morning and I feel shaky.", width=390, height=844),
    Picture("call-dark", "I got a letter that says they will not pay for my scan.", scheme="dark"),
)


@contextmanager
def running_app() -> Iterator[str]:
    """The real app on a free port of this computer; gives its address."""
    import uvicorn

    from assistant.settings import load_settings
    from assistant.web.server import make_app
    from assistant.web.service import open_service

    started: list[uvicorn.Server] = []

    async def run() -> None:
        settings = load_settings()
        app = make_app(open_service(settings), settings)
        started.append(
            uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
        )
        await started[0].serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    while not (started and started[0].started):
        if not thread.is_alive():
            raise SystemExit("The app did not start; the lines above say why.")
        time.sleep(0.1)
    yield f"http://127.0.0.1:{started[0].servers[0].sockets[0].getsockname()[1]}"
    started[0].should_exit = True
    thread.join()


def take(browser: Any, url: str, picture: Picture) -> Path:
    """Type what was said, wait for the card, and save the picture."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2,
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        locale="en-US",
        timezone_id="America/Chicago",
    )
    page.goto(url)
    box = page.get_by_label("What did the patient say?")
    box.fill(picture.said)
    box.press("Enter")
    page.locator(".cb-card").wait_for()
    page.wait_for_timeout(400)  # the last paint
    path = IMAGES / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    page.close()
    return path


def shrink(path: Path) -> int:
    """Save with a palette; return the size in bytes."""
    from PIL import Image

    with Image.open(path) as image:
        small = image.convert("RGB").quantize(PALETTE, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    return path.stat().st_size


def main() -> int:
    """Take all pictures; 1 when one is too large."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("No chromium on this computer: apt-get install chromium\n")
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    too_large = False
    with running_app() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for picture in PICTURES:
            size = shrink(take(browser, url, picture))
            too_large = too_large or size > MOST_BYTES
            sys.stdout.write(f"docs/images/{picture.name}.png  {size // 1000} KB\n")
        browser.close()
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="checkback-pictures-") as pages_folder:
        os.environ["GRADIO_TEMP_DIR"] = pages_folder
        raise SystemExit(main())
