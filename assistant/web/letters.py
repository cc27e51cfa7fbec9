"""The route that takes one letter at a time and gives back its findings; nothing of it is kept.

In: the bytes of a file, posted by our own page. Out: JSON with rows for the table and a CSV, or a line that says
what to do with this file. Gradio's own upload would write the letter to the disk. Who may post, and how much, is
for ``request_gate`` and ``session_guard`` to decide, before anything gets here.
Knows nothing about how a letter is scored.
"""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.errors import CheckbackError
from assistant.web.incident import contain
from assistant.web.quality_service import QualityService

PATH = "/quality/letters"
LONGEST_NAME = 200


def add_letters_route(app: FastAPI, quality: QualityService) -> None:
    """Add ``POST /quality/letters?name=...`` to the app."""

    @app.post(PATH)
    async def score_letter(request: Request) -> JSONResponse:
        name = _plain_name(request.query_params.get("name", ""))
        content = await request.body()
        if not content:
            return _refused("This file is empty. Choose another.")
        with contain("score a letter") as incident:
            try:
                return JSONResponse(await run_in_threadpool(quality.score_letter, name, content))
            except CheckbackError as wrong:
                return _refused(str(wrong))
        return _refused(f"This file could not be scored. Incident {incident.number}.", 500)


def _plain_name(name: str) -> str:
    """The name alone: no folder, no control character, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable()).strip()
    return kept[-LONGEST_NAME:] or "letter.txt"


def _refused(words: str, status: int = 200) -> JSONResponse:
    return JSONResponse({"wrong": words}, status_code=status)
