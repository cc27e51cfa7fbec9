"""Show a report as one HTML file that needs nothing else: no script, no picture file, no network.

In: a ``Page``. Out: HTML text. Everything on the page goes through autoescape: text of a case is untrusted and
shows as text; only our own drawings are markup. A Content-Security-Policy in the file lets the browser enforce
that nothing runs and nothing is fetched. Knows nothing about runs or how a page is made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evals.report.page_parts import Page
from evals.report.words import SYMBOLS, clean

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def show(page: Page) -> str:
    """The page as HTML."""
    return _environment().get_template("report.html.j2").render(page=page, symbols=SYMBOLS)


def _without_control_characters(value: object) -> object:
    """Text without what no page may hold (a NUL, a vertical tab); drawings and anything else unchanged."""
    return clean(value) if type(value) is str else value


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_control_characters,
    )
    environment.filters["drawing"] = Markup
    return environment
