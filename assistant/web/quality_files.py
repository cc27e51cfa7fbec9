"""The files of a run: the report opens in a tab, the others are saved.

In: ``GET /quality/runs/<run id>/<file>``. Out: the file, with a policy under which it can run no script and reach
no host; reports hold synthetic text only. Who may ask is decided by ``session_guard``.
Knows nothing about what is in a file.
"""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, Response

from assistant.web.quality_service import QualityService

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
}


def add_file_routes(app: FastAPI, quality: QualityService) -> None:
    """Add the download addresses to the app."""

    @app.get("/quality/runs/{run_id}/{name}")
    def run_file(run_id: str, name: str, save: str = "") -> Response:
        path = quality.file(run_id, name)
        if path is None:
            return PlainTextResponse("There is no such file. Run the suite again to write its reports.", 404)
        suffix = name.rpartition(".")[2]
        how = "attachment" if save or suffix != "html" else "inline"
        return FileResponse(
            path,
            media_type=MEDIA_TYPES[suffix],
            filename=f"{run_id}-{name}",
            content_disposition_type=how,
        )
