"""Run one case on the opened assistant: one function for each kind of task.

In: a case and the world. Out: what came out as plain JSON types, the same each time, and how long it took.
The reply task goes the way of a real call: earlier turns first, in the memory of one call. Knows nothing about
whether an output is good.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from assistant.answer_call import Assistant
from assistant.call_types import Alert, CallReply, CheckBack, Redacted, Said
from assistant.calls.call import Call
from assistant.plain_language import check_questions
from assistant.redaction import CallRedactor
from assistant.safety import find_red_flags
from assistant.understanding.needs import find_needs
from evals.case_types import AnyCase, CheckBackCase, RedactCase, RedFlagCase, ReplyCase, VerifyCase
from evals.eval_types import Output
from evals.marked_text import parse
from evals.planted import verify_planted
from evals.world import World

Result = TypeVar("Result")
RANKED = 10
DIGITS = 6  # of a float in an output: enough to see a change, too few to see how a processor rounds


def run_case(case: AnyCase, world: World) -> tuple[Output, float, float]:
    """The output, the milliseconds to the first paint (the alerts), and those to the whole answer."""
    output, first_ms, total_ms = _TASKS[type(case)](case, world)
    return plain(output), first_ms, total_ms


def plain(value: Any) -> Any:
    """``value`` as JSON would give it back, with floats rounded; raises ValueError for NaN."""
    return json.loads(json.dumps(_rounded(value), allow_nan=False))


def _reply(case: ReplyCase, world: World) -> tuple[Output, float, float]:
    listener = _Listener(world.live)
    call = Call(listener, case.context.known_names)
    try:
        with _logged_messages() as logged:
            for turn in case.context.turns:
                list(call.stream(_said(turn, case)))
            steps, first_ms, total_ms = _timed_turn(call, _said(case.ask, case))
    finally:
        call.end()
    words = listener.heard.text
    needs = find_needs(words)
    reply = cast("CallReply", steps[-1]).as_dict()
    reply.pop("took_ms")
    output = {
        "said": words,
        "reply": reply,
        "ranking": [hit.owner for hit in world.live.library.hits(needs[0].text, RANKED)] if needs else [],
        "logged": logged,
        "painted_first": isinstance(steps[0], tuple) and len(steps) > 1,
    }
    return output, first_ms, total_ms


def _said(text: str, case: ReplyCase) -> Said:
    context = case.context
    language = "es" if case.language == "es" else "en"
    return Said(text, context.known_names, state=context.state or None, age=context.age, language=language)


def _timed_turn(call: Call, said: Said) -> tuple[list[tuple[Alert, ...] | CallReply], float, float]:
    steps: list[tuple[Alert, ...] | CallReply] = []
    first_ms = 0.0
    start = time.perf_counter()
    for step in call.stream(said):
        first_ms = first_ms or _ms_since(start)
        steps.append(step)
    return steps, first_ms, _ms_since(start)


class _Listener:
    """The assistant of one call, which also keeps the redacted words of the last turn."""

    def __init__(self, live: Assistant) -> None:
        self._live, self.redactor = live, live.redactor
        self.heard = Redacted("")

    def answer(self, said: Said, redactor: CallRedactor) -> Iterator[tuple[Alert, ...] | CallReply]:
        """The main path, unchanged."""
        self._inner = redactor
        yield from self._live.answer(said, cast("CallRedactor", self))

    def redact(self, text: str) -> Redacted:
        """What the call's own redactor gives."""
        self.heard = self._inner.redact(text)
        return self.heard


class _Catcher(logging.Handler):
    """Keeps the messages of log records, of every level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note one message."""
        self.messages.append(record.getMessage())


@contextmanager
def _logged_messages() -> Iterator[list[str]]:
    """All that is logged meanwhile, down to what only a debugging session would show."""
    root, catcher = logging.getLogger(), _Catcher()
    level = root.level
    root.addHandler(catcher)
    root.setLevel(logging.DEBUG)
    try:
        yield catcher.messages
    finally:
        root.setLevel(level)
        root.removeHandler(catcher)


def _red_flags(case: RedFlagCase, _world: World) -> tuple[Output, float, float]:
    alerts, took_ms = _timed(lambda: find_red_flags(case.ask))
    shown = [{"type": alert.type, "severity": alert.severity, "why": alert.why} for alert in alerts]
    return {"alerts": shown, "types": list(dict.fromkeys(alert.type for alert in alerts))}, took_ms, took_ms


def _redact(case: RedactCase, world: World) -> tuple[Output, float, float]:
    text, _ = parse(case.text)
    redacted, took_ms = _timed(lambda: world.live.redactor.redact(text))
    spans = [{"start": span.start, "end": span.end, "label": span.label} for span in redacted.spans]
    return {"text": redacted.text, "spans": spans, "degraded": redacted.degraded}, took_ms, took_ms


def _check_back(case: CheckBackCase, _world: World) -> tuple[Output, float, float]:
    question = CheckBack(case.ask, case.expect_points, case.reteach)
    (verdict,), took_ms = _timed(lambda: check_questions(case.script, [question]))
    return {"ok": verdict.ok, "reasons": verdict.reasons}, took_ms, took_ms


def _verify(case: VerifyCase, world: World) -> tuple[Output, float, float]:
    output, took_ms = _timed(lambda: verify_planted(case, world))
    return output, took_ms, took_ms


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    return work(), _ms_since(start)


def _ms_since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 2)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value


_TASKS: Mapping[type[AnyCase], Callable[[Any, World], tuple[Output, float, float]]] = {
    ReplyCase: _reply,
    RedFlagCase: _red_flags,
    RedactCase: _redact,
    CheckBackCase: _check_back,
    VerifyCase: _verify,
}
