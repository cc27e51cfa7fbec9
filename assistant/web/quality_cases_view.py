"""The markup of single cases: the list that opens in place, and both texts side by side against the baseline.

In: the types of ``quality_types``. Out: one line of HTML, every value made safe by ``markup.clean``.
Knows nothing about Gradio or about how a case was scored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.web.markup import clean, list_items
from assistant.web.quality_types import CaseRow, Changes, ContentRow, FlipRow, Marked, Part, ScoreRow, Tone
from assistant.web.quality_view import pill

MOST_CASES = 40
MOST_FLIPS = 60
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")
_TAGS = {"same": "span", "removed": "del", "added": "ins"}


def case_list(
    cases: Sequence[CaseRow], *, only_failing: bool, words: str = "", most: int = MOST_CASES
) -> str:
    """The cases that match, worst first, each of which opens in place."""
    found = [case for case in cases if (case.is_failing or not only_failing) and _matches(case, words)]
    shown = found[:most]
    if not found:
        return f'<p class="cb-quiet" role="status">{_none_found(cases, words)}</p>'
    kind = "failing " if only_failing else ""
    noun = "case" if len(found) == 1 else "cases"
    counted = f"{len(found)} {kind}{noun} of {len(cases)}, worst first."
    rest = f" The first {len(shown)} are shown." if len(found) > len(shown) else ""
    items = "".join(_case(case) for case in shown)
    return f'<p class="cb-quiet" role="status">{counted}{rest}</p><div class="cb-cases">{items}</div>'


def _none_found(cases: Sequence[CaseRow], words: str) -> str:
    if not cases:
        return "There is no case to show."
    return (
        "No case has these words."
        if words.strip()
        else f"None of the {len(cases)} cases fails. Pick All to read them."
    )


def _matches(case: CaseRow, words: str) -> bool:
    """Whether every word that was typed stands in the case's name, in what was said or in what fails."""
    hay = " ".join((case.id, case.said, case.worst, *case.failing)).lower()
    return all(word in hay for word in words.lower().split())


def _case(case: CaseRow) -> str:
    tone: Tone = "bad" if case.is_failing else "good"
    state = "broke" if case.error else "fails" if case.failing else "passes"
    reason = case.error or case.worst
    body = "".join(map(_part, case.parts)) + _scores(case.scores) + _note(case.note)
    return (
        f'<details class="cb-case" id="case-{_NOT_IN_A_NAME.sub("-", case.id)}"><summary>'
        f'<span class="cb-case-line">{pill(tone, state)}'
        f'<span class="cb-case-said">“{clean(case.said)}”</span></span>'
        + (f'<span class="cb-case-why">{clean(reason)}</span>' if reason else "")
        + f'<span class="cb-case-id">{clean(case.id)} · {clean(case.half)} half</span></summary>'
        f'<div class="cb-case-body">{body}</div></details>'
    )


def _part(part: Part) -> str:
    lines = [line for line in part.lines if line.strip()]
    if not lines:
        return ""
    body = f"<p>{clean(lines[0])}</p>" if len(lines) == 1 else f"<ul>{list_items(lines)}</ul>"
    return f'<div class="cb-piece"><h4>{clean(part.label)}</h4>{body}</div>'


def _scores(scores: Sequence[ScoreRow]) -> str:
    if not scores:
        return ""
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{clean(score.title)}</th>'
        f'<td role="cell">{_value(score)}</td><td role="cell">{clean(score.why)}</td></tr>'
        for score in scores
    )
    return (
        '<table class="cb-table cb-scores" role="table"><caption>Scores, and why</caption>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _value(score: ScoreRow) -> str:
    return (
        f'<span class="cb-informs">{clean(score.value)}</span>'
        if score.tone == "none"
        else pill(score.tone, score.value)
    )


def _note(note: str) -> str:
    return (
        f'<p class="cb-case-note"><span class="cb-label">Note</span> {clean(note)}</p>'
        if note.strip()
        else ""
    )


def changes_part(changes: Changes | None, why_none: str = "") -> str:
    """What is different from the baseline: content first, then what newly fails, then what newly passes."""
    if changes is None:
        return f'<p class="cb-quiet">{clean(why_none or "There is no baseline to compare with.")}</p>'
    parts = _content(changes.content) + _flips("Newly failing", "bad", changes.newly_failing)
    parts += _flips("Newly passing", "good", changes.newly_passing)
    for title, lines in (("Figures", changes.figures), ("Also", changes.notes)):
        items = list_items(lines)
        parts += f'<h3>{title}</h3><ul class="cb-lines">{items}</ul>' if items else ""
    if not parts:
        return '<p class="cb-quiet">Nothing changed: same content, same scores, same words.</p>'
    return f'<div class="cb-changes">{parts}</div>'


def _content(rows: Sequence[ContentRow]) -> str:
    if not rows:
        return ""
    items = "".join(_content_row(row) for row in rows)
    return f'<h3>Changed content</h3><ul class="cb-content">{items}</ul>'


def _content_row(row: ContentRow) -> str:
    state = pill("bad", "look at this") if row.blocks else pill("info", "changed")
    return f"<li>{state} <span>{clean(row.words)}</span></li>"


def _flips(title: str, tone: Tone, flips: Sequence[FlipRow]) -> str:
    if not flips:
        return ""
    items = "".join(_flip(flip) for flip in flips[:MOST_FLIPS])
    more = len(flips) - MOST_FLIPS
    rest = f'<p class="cb-quiet">And {more} more, in the report.</p>' if more > 0 else ""
    return f'<h3 class="cb-h-{tone}">{title} ({len(flips)})</h3>{items}{rest}'


def _flip(flip: FlipRow) -> str:
    return (
        f'<div class="cb-flip"><h4>{clean(flip.title)} <span class="cb-case-id">{clean(flip.case_id)}</span></h4>'
        '<div class="cb-sides">'
        f"{_side('Before', flip.before, flip.before_why)}{_side('Now', flip.after, flip.after_why)}</div></div>"
    )


def _side(label: str, pieces: Sequence[Marked], why: str) -> str:
    text = " ".join(f"<{_TAGS[piece.kind]}>{clean(piece.text)}</{_TAGS[piece.kind]}>" for piece in pieces)
    reason = f'<p class="cb-side-why">{clean(why)}</p>' if why.strip() else ""
    words = f'<p class="cb-label">{label}</p><p class="cb-version-text">{text}</p>{reason}'
    return f'<div class="cb-version">{words}</div>'
