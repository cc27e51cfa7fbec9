"""Take patient identity out of a text, on this computer, before anything else touches the words.

In: text as typed, spoken or pasted. Out: ``Redacted``, with placeholders such as ``<NAME_1>`` and the
spans of the input they stand for. ``Redactor`` is shared; ``CallRedactor`` holds the
memory of one call. It cannot be switched off and fails closed: on any error everything unknown is masked
and ``degraded`` is set.
Knows nothing about red flags, topics, models or the screen; writes nothing anywhere.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NoReturn

import regex

from assistant.call_types import Redacted, Span
from assistant.errors import CheckbackError, InstallationIncomplete, RedactionFailed, SettingsWrong, WrongUse
from assistant.redaction.fail_closed import mask_unknown
from assistant.redaction.known_people import KnownPeople
from assistant.redaction.spans import grow, unite
from assistant.redaction.turn import Hit, Turn
from assistant.redaction.vault import PLACEHOLDER, Vault
from assistant.redaction.veto import may_stay
from assistant.redaction.views import View, fold, other_readings, replace_surrogates, unescape

if TYPE_CHECKING:
    from assistant.redaction.engine import Engine

WINDOW = 4_000
OVERLAP = 200
TOGETHER = 256
"""Texts whose names are read in one go when many are redacted."""
LONGEST_RUN = 64
"""Characters without a space; a longer run stalls spaCy's tokenizer and is masked whole."""
LONGEST_NAME = 160
"""Characters; what is longer (letters spelled without end, a page in another script) is nobody's name."""

_LONG_RUN = regex.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_log = logging.getLogger(__name__)


class Redactor:
    """The shared part: the engine, loaded when the first text comes (or by ``load()``)."""

    def __init__(
        self,
        *,
        names_model: str = "",
        learned_names: Sequence[Any] | None = None,
        engine: Engine | None = None,
        today: date | None = None,
    ) -> None:
        """``names_model``: a model of the owner's own beside the built-in one (see ``names_recognizer``).

        ``learned_names``: Presidio recognizers in place of both; an empty list leaves the rules alone.
        ``today``: the day that ages are counted from; the clock's when it is left out.
        """
        self._names_model = names_model
        self._learned_names = learned_names
        self._engine = engine
        self._today = today
        self._broken = ""
        self._lock = threading.Lock()

    def load(self) -> Engine:
        """Load the engine now, so that the first turn does not wait for it; raises when a part is missing.

        Without a part every text is masked word by word (``fail_closed``), so a call goes on.
        """
        with self._lock:
            if self._broken:
                raise InstallationIncomplete(self._broken)
            if self._engine is None:
                try:
                    self._engine = self._build()
                except SettingsWrong:
                    raise
                except Exception as error:  # noqa: BLE001  # whatever is missing, a call goes on, masked
                    self._broken = f"Redaction is not complete: {_describe(error)}. Run: checkback doctor"
                    if isinstance(error, InstallationIncomplete):
                        self._broken = str(error)
                    raise InstallationIncomplete(self._broken) from None
            return self._engine

    def warm_up(self) -> None:
        """Load the engine if it is whole; if not, go on: every unknown word is masked and the reply says so."""
        with suppress(InstallationIncomplete):
            self.load()

    def _build(self) -> Engine:
        from assistant.redaction.engine import Engine
        from assistant.redaction.names_recognizer import recognizers_for

        if self._learned_names is None:
            self._learned_names = recognizers_for(self._names_model)
        return Engine(self._learned_names)

    def for_call(self, known: Sequence[str] = ()) -> CallRedactor:
        """A redactor for one call; ``known`` are names and numbers the care manager gave at its start."""
        return CallRedactor(self, known)

    def redact(self, text: str) -> Redacted:
        """Redact one text as a call of its own."""
        return self.for_call().redact(text)

    def redact_many(self, texts: Sequence[str], *, together: int = TOGETHER) -> Iterator[Redacted]:
        """Redact each text as a call of its own, in order; the name detector reads ``together`` at once."""
        for first in range(0, len(texts), together):
            block = texts[first : first + together]
            self._prepare(block)
            yield from map(self.redact, block)
        self._prepare(())

    def _prepare(self, texts: Sequence[str]) -> None:
        # Only a head start: what fails here fails again, closed, when its text is redacted.
        try:
            windows = [
                window
                for text in texts
                for view in _views(replace_surrogates(text))
                for window in _first_readings(view)
            ]
            self.load().prepare(windows)
        except Exception as error:  # noqa: BLE001  # see above
            _log.warning("redaction reads one by one: %s", _describe(error))

    def find(self, view: View, text: str, people: KnownPeople) -> list[Span]:
        """Spans of the input for one view of the text."""
        engine = self.load()
        year = (self._today or date.today()).year  # noqa: DTZ011  # an age of 90 is a matter of years
        hits: list[Hit] = []
        folded, runs = _take_long_runs(view.text)
        for start, end in _windows(folded):
            window = folded[start:end]
            for number, reading in enumerate((window, *other_readings(window))):
                found = engine.find(reading, year=year, with_names=not number)
                found += people.find(Turn(reading, year=year))
                kept = (hit for hit in found if not may_stay(hit, reading))
                hits.extend(hit._replace(start=hit.start + start, end=hit.end + start) for hit in kept)
        return [_to_input(hit, view, text) for hit in (*runs, *hits)]


class CallRedactor:
    """Redaction with the memory of one call: the same person keeps the same placeholder."""

    def __init__(self, redactor: Redactor, known: Sequence[str] = ()) -> None:
        self._redactor = redactor
        self._vault = Vault()
        self._known = tuple(known)
        self._people: KnownPeople | None = None
        self._given_out: set[bytes] = set()

    def __repr__(self) -> str:
        return f"CallRedactor({self._vault!r})"

    def __reduce__(self) -> NoReturn:
        raise RedactionFailed(
            "A call holds identity and stays in memory: it cannot be pickled or copied to a file."
        )

    def redact(self, text: str) -> Redacted:
        """Placeholders in place of identity; on any error every unknown word is masked instead."""
        if not isinstance(text, str):
            raise WrongUse("Redaction takes text. Read the file as UTF-8 text first.")
        if _digest(text) in self._given_out:
            return Redacted(text)
        text = replace_surrogates(text)
        issued, typed = self._placeholders(text)
        try:
            spans, degraded = self._find(text, issued), False
        except Exception as error:  # noqa: BLE001  # the fail-closed edge: whatever broke, no word may slip through
            _log.warning("redaction fell back to masking: %s", _describe(error))
            spans, degraded = mask_unknown(text), True
        spans = _outside(issued, unite((*_outside(issued, spans), *typed)))
        return self._replace(text, spans, degraded=degraded)

    def restore(self, text: str) -> str:
        """The real values back in place; for the local page only."""
        return self._vault.restore(text)

    def clear(self) -> None:
        """Forget the call: its values, its names and what was given out."""
        self._vault.clear()
        self._known = ()
        if self._people is not None:
            self._people.clear()
        self._given_out.clear()

    def _placeholders(self, text: str) -> tuple[list[tuple[int, int]], list[Span]]:
        """Where placeholders of this call stand, and spans over typed ones that it never gave out."""
        issued: list[tuple[int, int]] = []
        typed: list[Span] = []
        for match in PLACEHOLDER.finditer(text):
            if self._vault.issued(match[0]):
                issued.append(match.span())
            else:
                self._vault.skip(match[0])
                typed.append(Span(match.start(), match.end(), "OTHER_ID", 1.0))
        return issued, typed

    def _find(self, text: str, issued: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        shown = _blank(text, issued)
        views = _views(shown)
        # Made here, where a missing word list is masked over, and not before the alerts of the first turn.
        people = self._people = self._people or KnownPeople(self._known)
        spans = [span for view in views for span in self._redactor.find(view, text, people)]
        names = (span for span in spans if span.label == "NAME" and span.end - span.start <= LONGEST_NAME)
        people.learn(view_text(text, span) for span in names)
        # A name found late in the text also stands earlier in it, in another case or without its cue.
        for view in views:
            again = people.find(Turn(view.text, year=0))
            spans.extend(_to_input(hit, view, text) for hit in again)
        return unite(spans)

    def _replace(self, text: str, spans: Sequence[Span], *, degraded: bool) -> Redacted:
        pieces: list[str] = []
        last = 0
        for span in spans:
            pieces += [
                text[last : span.start],
                self._vault.placeholder(span.label, text[span.start : span.end]),
            ]
            last = span.end
        redacted = "".join((*pieces, text[last:]))
        self._given_out.add(_digest(redacted))
        counts = Counter(span.label for span in spans)
        return Redacted(redacted, tuple(spans), dict(sorted(counts.items())), degraded)


def _views(text: str) -> list[View]:
    """The folded text, and the text with its HTML entities read when it holds any."""
    unescaped = unescape(text)
    return [fold(text)] if unescaped is None else [fold(text), unescaped]


def _first_readings(view: View) -> list[str]:
    folded, _ = _take_long_runs(view.text)
    return [folded[start:end] for start, end in _windows(folded)]


def view_text(text: str, span: Span) -> str:
    """The folded words of a span, for the memory of the call."""
    return fold(text[span.start : span.end]).text


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _describe(error: Exception) -> str:
    # Our own messages hold rule ids and lengths; what another library says may hold words of the text.
    return str(error) if isinstance(error, CheckbackError) else type(error).__name__


def _blank(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with each place filled by one neutral mark per character, so that offsets stay true."""
    letters = list(text)
    for start, end in places:
        letters[start:end] = "\u2022" * (end - start)
    return "".join(letters)


def _take_long_runs(text: str) -> tuple[str, list[Hit]]:
    """The text with over-long runs as spaces, and one hit for each of them."""
    hits: list[Hit] = []
    for match in _LONG_RUN.finditer(text):
        if not any(char.isalnum() for char in match[0]):
            continue
        label = "URL" if "://" in match[0] or match[0].startswith("www.") else "OTHER_ID"
        hits.append(Hit(match.start(), match.end(), label, 1.0, "run.long"))
    return _LONG_RUN.sub(lambda match: " " * len(match[0]), text), hits


def _windows(text: str) -> Iterable[tuple[int, int]]:
    """Overlapping windows that begin and end at a space, so that no word is cut."""
    start = 0
    while True:
        end = start + WINDOW
        if end >= len(text):
            yield start, len(text)
            return
        space = max(
            text.rfind(" ", start + WINDOW - OVERLAP, end), text.rfind("\n", start + WINDOW - OVERLAP, end)
        )
        end = space if space > start else end
        yield start, end
        back = end - OVERLAP
        spaces = (text.find(mark, back, end) for mark in " \n")
        start = min((place for place in spaces if place > start), default=back)


def _to_input(hit: Hit, view: View, text: str) -> Span:
    start, end = grow(text, *view.to_input(hit.start, hit.end))
    return Span(start, end, hit.label, hit.score)


def _outside(places: Sequence[tuple[int, int]], spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without the characters of issued placeholders."""
    kept: list[Span] = []
    for span in spans:
        pieces = [(span.start, span.end)]
        for start, end in places:
            cut = [(a, b) for a, b in pieces for a, b in ((a, min(b, start)), (max(a, end), b)) if a < b]
            pieces = cut
        kept.extend(Span(a, b, span.label, span.score) for a, b in pieces)
    return tuple(kept)
