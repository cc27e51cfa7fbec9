"""The words a person judges for one case: what compare, explain, report and page show side by side.

In: the output of a task. Out: plain lines of text, the same ones for the same output.
Knows nothing about scores or about how text is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.eval_types import Output

NOTHING = "(no output)"


def text_of(output: Output | None, task: str = "") -> str:
    """The words of ``output``; ``task`` may be left out, since the output itself tells which task gave it."""
    if not output:
        return NOTHING
    lines = _LINES[task or _task_of(output)](output)
    return "\n".join(line for line in lines if line) or NOTHING


def _task_of(output: Output) -> str:
    marks = {
        "reply": "reply",
        "findings": "verify",
        "types": "red_flags",
        "spans": "redact",
        "reasons": "check_back",
    }
    return next(task for field, task in marks.items() if field in output)


def _reply_lines(output: Output) -> Iterator[str]:
    reply: Mapping[str, Any] = output["reply"]
    yield from _banner_lines(reply["alerts"])
    yield f"Say: {reply['script']}"
    for number, question in enumerate(reply["questions"], start=1):
        yield f"Check-back {number}: {question}"
    if handoff := reply["handoff"]:
        yield f"Hand off: {_joined(handoff[part] for part in ('limit', 'who', 'phone', 'say', 'when'))}"
    for place in reply["resources"]:
        yield f"Place: {_joined((place['name'], place['phone'] or place['text_chat']))}"


def _red_flag_lines(output: Output) -> Iterator[str]:
    yield from _banner_lines(output["alerts"])
    if not output["alerts"]:
        yield "No banner"


def _banner_lines(alerts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for alert in alerts:
        yield f"Banner ({alert['severity']}): {_joined((alert['type'], alert.get('text', '')), ': ')}"


def _redact_lines(output: Output) -> Iterator[str]:
    yield str(output["text"])
    if output["degraded"]:
        yield "(redaction ran in safe mode: every word it does not know was masked)"


def _check_back_lines(output: Output) -> Iterator[str]:
    yield "The question is fit to ask." if output["ok"] else "The question is refused:"
    yield from output["reasons"]


def _verify_lines(output: Output) -> Iterator[str]:
    yield f"Script: {output['script']}"
    before, after = output["changed"]
    if before or after:
        yield f"Planted: {before or '(nothing)'} -> {after or '(nothing)'}"
    for finding in output["findings"]:
        yield f"Found in {finding['where']}: {finding['fix']}"
    if not output["findings"]:
        yield "Nothing found"


def _joined(parts: Any, mark: str = ", ") -> str:
    return mark.join(part for part in parts if part)


_LINES = {
    "reply": _reply_lines,
    "red_flags": _red_flag_lines,
    "redact": _redact_lines,
    "check_back": _check_back_lines,
    "verify": _verify_lines,
}
