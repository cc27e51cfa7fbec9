"""How the app looks: the Gradio theme, and the lines in the page's head that load our own files.

In: nothing. Out: ``make_theme()`` and ``HEAD``. Colours and sizes stand in static/look.css (all pages) and
static/quality.css; keys and copying in keys.js, titles in titles.js, the drop zone for letters in letters.js,
what was taken out in shown.js.
All come from this server, so a page reaches no other host.
Knows nothing about what is shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

STATIC = Path(__file__).with_name("static")
FILES = {
    "keys.js": "text/javascript",
    "titles.js": "text/javascript",
    "letters.js": "text/javascript",
    "shown.js": "text/javascript",
    "look.css": "text/css",
    "quality.css": "text/css",
}
# System fonts: the built-in themes would ship or fetch others.
FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
HEAD = (
    '<meta name="google" content="notranslate">'
    '<meta name="robots" content="noindex">'
    '<link rel="stylesheet" href="/static/look.css">'
    '<link rel="stylesheet" href="/static/quality.css">'
    '<script src="/static/titles.js" defer></script>'
    '<script src="/static/keys.js" defer></script>'
    '<script src="/static/letters.js" defer></script>'
    '<script src="/static/shown.js" defer></script>'
)


def make_theme() -> Any:
    """Teal on slate; the darker fills give buttons and hints enough contrast in both schemes."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        font=FONTS,
        font_mono=["ui-monospace", "Consolas", "monospace"],
        radius_size=gr.themes.sizes.radius_lg,
    )
    return theme.set(
        body_background_fill="#f6f8f9",
        body_background_fill_dark="#0e1619",
        background_fill_secondary="#f6f8f9",
        background_fill_secondary_dark="#0e1619",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        block_info_text_color="*neutral_600",
        block_info_text_color_dark="*neutral_300",
        block_label_text_color="*neutral_700",
        block_label_text_color_dark="*neutral_200",
        block_title_text_color="*neutral_800",
        block_title_text_color_dark="*neutral_100",
        input_background_fill="white",
        input_background_fill_dark="#17232a",
        input_border_width="1px",
        input_border_width_dark="1px",
        input_border_color="*neutral_400",
        input_border_color_dark="*neutral_500",
        input_border_color_focus="*primary_700",
        input_border_color_focus_dark="*primary_300",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        button_border_width="1px",
        button_border_width_dark="1px",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_hover_dark="*primary_800",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
        button_secondary_background_fill="white",
        button_secondary_background_fill_dark="#17232a",
        button_secondary_background_fill_hover="*neutral_100",
        button_secondary_background_fill_hover_dark="#22323b",
        button_secondary_text_color="*neutral_800",
        button_secondary_text_color_dark="*neutral_100",
        button_secondary_border_color="*neutral_300",
        button_secondary_border_color_dark="*neutral_600",
    )
