r"""Small pieces of safe markup that the card is built from.

In: plain text of any origin. Out: HTML on one line. Every value goes through ``clean``: it is escaped,
and flattened because a blank line inside a value would end the HTML block of a Markdown component,
and what follows would be live Markdown again.
Knows nothing about replies.

>>> clean("a  <b>\n\n![x](http://x)")
'a &lt;b&gt; ![x](http://x)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_LONG_NUMBER = r"(?<!\d)(?:\+?1[\s.-]?)?(?:\(\d{3}\)|\d{3})[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)"
_LONG_PHONE = re.compile(_LONG_NUMBER, re.ASCII)
_PHONE = re.compile(rf"{_LONG_NUMBER}|\b(?:[2-9]11|988)\b", re.ASCII)
_SITE = re.compile(r"(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./-]*)?)", re.IGNORECASE | re.ASCII)
_SHORT_CODE, _LOCAL = 3, 10


def clean(value: str) -> str:
    """Return ``value`` on one line and escaped, safe as content and in an attribute."""
    return escape(" ".join(value.split()))


def spoken(value: str) -> str:
    """Words to read aloud: safe, and no phone number broken at the end of a line."""
    return _LONG_PHONE.sub(r'<span class="cb-number">\g<0></span>', clean(value))


def labelled(css: str, label: str, value: str) -> str:
    """One paragraph with a small label in front; empty when there is no value."""
    if not value.strip():
        return ""
    return f'<p class="{css}"><span class="cb-label">{label}</span> {clean(value)}</p>'


def list_items(values: Iterable[str]) -> str:
    """One ``<li>`` for each value that is not empty."""
    return "".join(f"<li>{clean(value)}</li>" for value in values if value.strip())


def facts(*pairs: tuple[str, str]) -> str:
    """A list of label and value; pairs without a value are left out."""
    return _rows([(label, clean(value)) for label, value in pairs if value.strip()])


def website(value: str) -> str:
    """A link only when it is plainly an address; anything else is shown as text."""
    site = _SITE.fullmatch(value.strip())
    if site is None:
        return facts(("Website", value))
    address = clean(site.group(1))
    return _rows([("Website", f'<a href="https://{address}">{address}</a>')])


def _rows(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(f"<div><dt>{label}</dt><dd>{safe}</dd></div>" for label, safe in pairs)
    return f"<dl>{rows}</dl>" if rows else ""


def phone_link(phone: str) -> str:
    """The number as a big link that dials; plain text when no number can be read from it.

    >>> phone_link("1-800-222-1222")
    '<p class="cb-phone"><a href="tel:+18002221222">1-800-222-1222</a></p>'
    """
    if not phone.strip():
        return ""
    found = _PHONE.search(phone)
    if found is None:
        return f'<p class="cb-phone">{clean(phone)}</p>'
    return f'<p class="cb-phone"><a href="tel:{_dial(found.group())}">{clean(phone)}</a></p>'


def _dial(phone: str) -> str:
    """Digits as a dialler wants them: a long number gets its country code."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == _SHORT_CODE:
        return digits
    return f"+1{digits}" if len(digits) == _LOCAL else f"+{digits}"
