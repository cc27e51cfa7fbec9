"""One case as it opens in place: what was said, what came out, every score and why.

In: a result and its case. Out: a ``CaseView`` of plain text, the words that a failing score points at marked.
For a reply only the redacted words of the caller are shown. Knows nothing about HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from evals.case_types import AnyCase, CheckBackCase, RedactCase, RedFlagCase, VerifyCase
from evals.eval_types import CaseResult, Output, Value
from evals.gate_words import number
from evals.marked_text import KEEP, parse
from evals.report.inputs import ReportInputs, failed_metrics, first_topic
from evals.report.page_parts import CaseView, Mark, Part, Score, Segment, marked, plain
from evals.report.words import SYMBOLS, Tone, anchor, shortened, value_words
from evals.titles import fails, title_of

Line = tuple[Segment, ...]
_FACTS = ("group", "stage", "challenge", "language", "style", "kind", "looks_like", "fault")
_UNSAID = {"", "none", "any", "typed", "en"}
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*(?:_\d+)?>")
_FIRST_LINE = 130
_AS_ABOVE = "As above."
_OUTCOMES: dict[bool | None, tuple[Tone, str]] = {
    None: ("none", ""),
    True: ("good", "passes"),
    False: ("bad", "fails"),
}
_OPEN_NOW = {True: "open now", False: "closed now"}


def case_views(inputs: ReportInputs) -> tuple[CaseView, ...]:
    """Every result, errors first, then most failing, then by id."""
    ordered = sorted(
        inputs.run.results,
        key=lambda result: (result.error is None, -len(failed_metrics(result)), result.id, result.repeat),
    )
    return tuple(case_view(inputs, result) for result in ordered)


def case_view(inputs: ReportInputs, result: CaseResult) -> CaseView:
    """One result in full."""
    case = inputs.case_of.get(result.id)
    failed = sorted(failed_metrics(result), key=lambda metric: (metric not in inputs.gate_metrics, metric))
    parts = tuple(part for part in _parts(result, case) if any(part.lines))
    tone: Tone = "bad" if result.error or failed else "good"
    verdict = "broke" if result.error else fails(failed, 1) if failed else "passes"
    opening = next((segment.text for part in parts for line in part.lines for segment in line), "")
    if parts and parts[0].lines:
        opening = "".join(segment.text for segment in parts[0].lines[0])
    return CaseView(
        target=anchor(result.id, result.repeat),
        id=result.id + (f", time {result.repeat}" if result.repeat > 1 else ""),
        half=result.half,
        tone=tone,
        verdict=verdict,
        first_line=shortened(opening, _FIRST_LINE),
        facts=tuple(_facts(result, case)),
        parts=parts,
        scores=tuple(_scores(inputs, result, judged=True)),
        informs=tuple(_scores(inputs, result, judged=False)),
        error=result.error or "",
    )


def _facts(result: CaseResult, case: AnyCase | None) -> Iterator[tuple[str, str]]:
    topic = getattr(case, "topic", "") or first_topic(result)
    if topic:
        yield "topic", topic
    for field in _FACTS:
        value = getattr(case, field, "")
        if isinstance(value, str) and value not in _UNSAID:
            yield field.replace("_", " "), value_words(value)
    if case is not None and case.note:
        yield "note", case.note


def _scores(inputs: ReportInputs, result: CaseResult, *, judged: bool) -> Iterator[Score]:
    chosen = {name: value for name, value in result.scores.items() if (value.passed is not None) == judged}
    known = {metric: place for place, metric in enumerate(inputs.gate_metrics)}
    order = sorted(
        chosen, key=lambda name: (chosen[name].passed is not False, known.get(name, len(known)), name)
    )
    for told in _by_reason(order, chosen).values():
        yield _score(told[0], chosen[told[0]])
        yield from (_score(name, replace(chosen[name], why=_AS_ABOVE)) for name in told[1:])


def _by_reason(order: Iterable[str], values: Mapping[str, Value]) -> dict[tuple[str, bool | None], list[str]]:
    """Metrics with the same reason together, so that it is told once."""
    reasons: dict[tuple[str, bool | None], list[str]] = {}
    for name in order:
        reasons.setdefault((values[name].why, values[name].passed), []).append(name)
    return reasons


def _score(metric: str, value: Value) -> Score:
    tone, result = _OUTCOMES[value.passed]
    is_only_a_verdict = value.passed is not None and value.n == 1 and value.value in {0, 1}
    figure = "" if is_only_a_verdict else number(value.value) + (f" of {value.n:g}" if value.n > 1 else "")
    return Score(title_of(metric), tone, f"{SYMBOLS[tone]} {result}" if result else "", figure, value.why)


def _parts(result: CaseResult, case: AnyCase | None) -> Iterator[Part]:
    if result.output is None:
        return
    for kind, show in _SHOWN_BY.items():
        if isinstance(case, kind):
            yield from show(case, result)
            return
    yield from _reply(result)


def _reply(result: CaseResult) -> Iterator[Part]:
    output: Output = result.output or {}
    reply: Mapping[str, Any] = output.get("reply") or {}
    checks = reply.get("check_backs") or ()
    yield Part("The caller said", (plain(str(output.get("said", ""))),), "said")
    yield Part("Banner", tuple(plain(_alert(alert)) for alert in reply.get("alerts") or ()), "list")
    yield Part("Words to read aloud", (spoken(result, "script", str(reply.get("script", ""))),), "aloud")
    yield Part("Check-back questions", tuple(_questions(result, checks)), "list")
    yield Part("Ask next", tuple(map(plain, reply.get("ask_next") or ())), "list")
    yield Part(
        "Places that can help", tuple(plain(_place(place)) for place in reply.get("resources") or ()), "list"
    )
    yield Part("Who to call", tuple(_handoff(reply.get("handoff") or {})))
    yield Part("Sources", tuple(plain(_source(source)) for source in reply.get("sources") or ()), "list")


def spoken(result: CaseResult, part: str, text: str) -> Line:
    """The text of one part, with the words marked that a failing score points at."""
    spans = [
        (start, end)
        for value in result.scores.values()
        if value.passed is False
        for name, start, end in value.spans
        if name == part
    ]
    return marked(text, spans, "costly")


def _questions(result: CaseResult, checks: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    for place, check in enumerate(checks, start=1):
        listen = "; ".join(check.get("expect") or ())
        again = check.get("reteach", "")
        ask = spoken(result, f"question {place}", check.get("ask", ""))
        yield (
            *ask,
            *plain(f" Listen for: {listen}." if listen else ""),
            *plain(f" If not clear: {again}" if again else ""),
        )


def _alert(alert: Mapping[str, Any]) -> str:
    heard = ", ".join(f'"{word}"' for word in alert.get("why") or ())
    text = str(alert.get("text") or "")
    return f"{value_words(str(alert.get('type', '')))}: {text}" + (f" (heard {heard})" if heard else "")


def _place(place: Mapping[str, Any]) -> str:
    open_now = next((words for state, words in _OPEN_NOW.items() if place.get("open_now") is state), "")
    fields = (place.get("name"), place.get("phone") or place.get("text_chat"), place.get("hours"), open_now)
    return " · ".join(str(field) for field in fields if field)


def _handoff(handoff: Mapping[str, Any]) -> Iterator[Line]:
    for label, key in (
        ("", "limit"),
        ("Call: ", "who"),
        ("Number: ", "phone"),
        ("Say: ", "say"),
        ("When: ", "when"),
    ):
        if handoff.get(key):
            yield plain(f"{label}{handoff[key]}")


def _source(source: Mapping[str, Any]) -> str:
    fields = (source.get("title"), source.get("publisher"), source.get("url"), source.get("reviewed"))
    return " · ".join(str(field) for field in fields if field)


def _red_flag(case: RedFlagCase, result: CaseResult) -> Iterator[Part]:
    output: Output = result.output or {}
    spans = [
        (start, end) for value in result.scores.values() for part, start, end in value.spans if part == "ask"
    ]
    due = value_words(case.red_flag)
    yield Part("The caller said", (marked(case.ask, spans, "costly"),), "said")
    yield Part("Banner that is due", (plain("no banner" if due == "none" else due),))
    yield Part(
        "Banner that came",
        tuple(plain(_alert(alert)) for alert in output.get("alerts") or ()) or (plain("no banner"),),
        "list",
    )


def _redact(case: RedactCase, result: CaseResult) -> Iterator[Part]:
    text, marks = parse(case.text)
    left, wrong = left_in(case, result), _wrongly_out(result)
    out = [
        (mark.start, mark.end) for mark in marks if mark.label != KEEP and (mark.start, mark.end) not in left
    ]
    kinds: dict[tuple[int, int], Mark] = {
        **dict.fromkeys(out, "placeholder"),
        **dict.fromkeys(wrong, "removed"),
        **dict.fromkeys(left, "costly"),
    }
    yield Part("As it was written, all of it invented", (_marked_by_kind(text, kinds),), "said")
    yield Part("After redaction", (_placeholders(str((result.output or {}).get("text", ""))),), "said")
    yield Part(
        "Left in",
        tuple(plain(f'"{text[start:end]}" ({label})') for (start, end), label in left.items()),
        "list",
    )
    yield Part(
        "Taken out, though it is not identity",
        tuple(plain(f'"{text[start:end]}"') for start, end in wrong),
        "list",
    )


def left_in(case: RedactCase, result: CaseResult) -> dict[tuple[int, int], str]:
    """The marked identifiers of which something was left: their place and label, as the scorer found them."""
    labels = {(mark.start, mark.end): mark.label for mark in parse(case.text)[1]}
    places = _places(result, "leaked")
    return {place: labels[place] for place in places if place in labels}


def _wrongly_out(result: CaseResult) -> list[tuple[int, int]]:
    found = {
        place
        for metric in ("kept_touched", "span_precision", "clean_text_untouched")
        for place in _places(result, metric)
    }
    return sorted(found)


def _places(result: CaseResult, metric: str) -> list[tuple[int, int]]:
    value = result.scores.get(metric)
    if value is None or value.passed is not False:
        return []
    return [(start, end) for part, start, end in value.spans if part == "text"]


def _marked_by_kind(text: str, kinds: Mapping[tuple[int, int], Mark]) -> Line:
    line: list[Segment] = []
    at = 0
    for start, end in sorted(kinds):
        if start >= at:
            line += [*plain(text[at:start]), Segment(text[start:end], kinds[start, end])]
            at = end
    return (*line, *plain(text[at:]))


def _placeholders(text: str) -> Line:
    return marked(text, [match.span() for match in _PLACEHOLDER.finditer(text)], "placeholder")


def _check_back(case: CheckBackCase, result: CaseResult) -> Iterator[Part]:
    output: Output = result.output or {}
    verdict = "kept" if output.get("ok") else "refused"
    yield Part("Question", (plain(case.ask),), "aloud")
    yield Part("Script it is about", (plain(case.script),), "said")
    yield Part("Listen for", tuple(map(plain, case.expect_points)), "list")
    yield Part("People judged it", (plain("good" if case.good else f"bad: {value_words(case.fault)}"),))
    yield Part("The checker", (plain(verdict), *map(plain, output.get("reasons") or ())), "list")


def _verify(case: VerifyCase, result: CaseResult) -> Iterator[Part]:
    output: Output = result.output or {}
    before, after = [*(output.get("changed") or ()), "", ""][:2]
    script = str(output.get("script", ""))
    yield Part("Script that was checked", (spoken(result, "script", script),), "aloud")
    if case.is_planted:
        changed = (Segment(before, "removed"), Segment(" "), Segment(after, "added"))
        yield Part("Planted error", (changed,))
    found = tuple(
        plain(f"{one.get('kind', '')}, {one.get('where', '')}: {one.get('fix', '')}")
        for one in output.get("findings") or ()
    )
    yield Part("What the check found", found or (plain("nothing"),), "list")


_SHOWN_BY: dict[type[AnyCase], Callable[[Any, CaseResult], Iterator[Part]]] = {
    RedFlagCase: _red_flag,
    RedactCase: _redact,
    CheckBackCase: _check_back,
    VerifyCase: _verify,
}
