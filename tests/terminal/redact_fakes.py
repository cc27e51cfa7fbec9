"""A redactor for quick tests: it knows the people and numbers of these tests, and nothing else."""

from __future__ import annotations

import os
import re
from collections import Counter

from assistant.call_types import Redacted, Span

MARK = "Quillfeather"
_KNOWN = re.compile(
    rf"(?i:(?:Tomasina )?{MARK}|Tomasina)|\d{{3}}-\d{{2}}-\d{{4}}|\d{{3}}-555-\d{{4}}|\S+@example\.org"
)
_LABELS = {"@": "EMAIL", "-555-": "PHONE"}
FAILS = "REDACTION FAILS"
BREAKS = "REDACTION BREAKS"
DIES = "THE PROCESS DIES"


class FakeRedactor:
    """Finds ``Tomasina Quillfeather``, SSN, phone and mail; fails, breaks or dies on request."""

    def __init__(self, *, names_model=""):
        self.names_model = names_model

    def load(self):
        return self

    def for_call(self, known=()):
        call = FakeRedactor()
        call.known = tuple(word for word in known if word[:1].isupper())
        return call

    known: tuple[str, ...] = ()

    def redact(self, text):
        if BREAKS in text:
            raise ValueError(text)
        if DIES in text:
            os._exit(9)
        places = {match.span() for match in _KNOWN.finditer(text)}
        places |= {match.span() for word in self.known for match in re.finditer(re.escape(word), text)}
        numbers: dict[str, str] = {}
        count: Counter[str] = Counter()
        pieces, spans, last = [], [], 0
        for start, end in sorted(places):
            value = text[start:end].casefold().split()[-1]
            label = next(
                (kind for sign, kind in _LABELS.items() if sign in value),
                "SSN" if value[0].isdigit() else "NAME",
            )
            if value == "tomasina":
                value = MARK.casefold()
            if value not in numbers:
                count[label] += 1
                numbers[value] = f"<{label}_{count[label]}>"
            spans.append(Span(start, end, label, 1.0))
            pieces += [text[last:start], numbers[value]]
            last = end
        counts = Counter(span.label for span in spans)
        return Redacted("".join((*pieces, text[last:])), tuple(spans), dict(counts), FAILS in text)

    def redact_many(self, texts, *, together=256):
        yield from map(self.redact, texts)


def open_fake():
    return FakeRedactor()


def open_nothing():
    from assistant.errors import InstallationIncomplete

    raise InstallationIncomplete("The weights are missing. Run: make setup")


def double(_tool, number):
    return number * 2


def die_on_three(_tool, number):
    if number == 3:
        os._exit(9)
    return number * 2


def break_on_three(_tool, number):
    if number == 3:
        raise ValueError(MARK)
    return number * 2


def lost(number):
    return f"{number} is lost"
