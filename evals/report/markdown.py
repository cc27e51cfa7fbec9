"""The run as Markdown for a pull request.

In: what a report is made from. Out: short text: verdict, goals, what changed, what fails now, the worst cases.
Text of a case is untrusted: nothing in it becomes markup, a mention or a link. Knows nothing about HTML pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evals.eval_types import GateResult
from evals.report.inputs import ReportInputs
from evals.report.page_changes import flips_by_case, side_by_side
from evals.report.page_gates import goal_name, urgency
from evals.report.page_parts import Card, Segment
from evals.report.page_red_flags import red_flags_section
from evals.report.page_summary import summary
from evals.report.page_worst import worst_section
from evals.report.words import (
    STATUS_WORDS,
    SYMBOLS,
    clean,
    counted,
    goal,
    interval,
    measured,
    shortened,
    verdict_words,
    without_command,
)
from evals.titles import fails

_MOST = 10
_MOST_SAME = 120
_MARKUP = re.compile(r"[\\`*_{}\[\]|~$]")
_TAGS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# A code host makes links of these after the Markdown is read, so they are parted by a sign nobody sees.
_LINKS = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_UNSEEN = "\u2060"


def markdown(inputs: ReportInputs) -> str:
    """The whole text."""
    return "\n".join(_lines(inputs)).rstrip() + "\n"


def inert(text: str) -> str:
    r"""``text`` on one line, with nothing in it that Markdown, HTML, a mention or a link could be made of.

    >>> inert("<b> a|b *c*")
    '&lt;b&gt; a\\|b \\*c\\*'
    """
    line = _MARKUP.sub(lambda match: f"\\{match[0]}", " ".join(clean(text).split())).translate(_TAGS)
    return _LINKS.sub(_UNSEEN, line)


def _lines(inputs: ReportInputs) -> Iterator[str]:
    tone, name, meaning = verdict_words(inputs.verdict)
    yield f"## {SYMBOLS[tone]} {inert(inputs.suite.name)}: {name} (exit code {inputs.verdict.code})"
    yield from ("", meaning if not inputs.verdict.headline else inert(inputs.verdict.headline), "")
    yield from (f"- {inert(without_command(reason))}" for reason in inputs.verdict.reasons)
    yield from ("", "### In a few words", "")
    yield from (f"- {SYMBOLS[note.tone]} {inert(note.text)}" for note in summary(inputs))
    yield from _goal_lines(inputs.verdict.gates)
    yield from _change_lines(inputs)
    yield from _worst_lines(inputs)
    yield from ("", f"Run `{inert(inputs.run.manifest.run_id)}`. The whole report stands in report.html.")


def _goal_lines(gates: Sequence[GateResult]) -> Iterator[str]:
    if not gates:
        return
    yield from (
        "",
        "### Goals",
        "",
        "| | Goal | Measured | 95 % interval | n | Wanted |",
        "|--|--|--|--|--:|--|",
    )
    for result in sorted(gates, key=urgency):
        tone, status = STATUS_WORDS[result.status]
        figure = result.figure
        goals = [limit for limit in (result.gate.min, result.gate.max) if limit is not None]
        cells = (
            f"{SYMBOLS[tone]} {status}",
            inert(goal_name(result)),
            inert(measured(figure, *goals)) if figure else "nothing",
            interval(figure) if figure else "–",
            f"{figure.n:,}" if figure else "0",
            goal(result.gate),
        )
        yield f"| {' | '.join(cells)} |"


def _change_lines(inputs: ReportInputs) -> Iterator[str]:
    found = inputs.comparison
    if found is None:
        return
    if found.content:
        yield from ("", f"### {counted(len(found.content), 'change')} in the content", "")
        for change in sorted(found.content, key=lambda change: not change.blocks)[:_MOST]:
            yield f"- {SYMBOLS['bad'] + ' ' if change.blocks else ''}{inert(change.words)}"
        yield from _more(len(found.content))
    flips = flips_by_case(found.newly_failing)
    yield from ("", f"### {counted(len(flips), 'case')} newly failing", "")
    for case_id, of_case in flips[:_MOST]:
        before, after = side_by_side(of_case[0].before_text, of_case[0].after_text)
        failed = fails([flip.metric for flip in of_case])
        yield f"- **{inert(case_id)}**: {inert(failed)}. {inert(of_case[0].after_why)}"
        yield f"  - before: {_marked(before)}"
        yield f"  - now: {_marked(after)}"
    yield from _more(len(flips))


def _marked(segments: Sequence[Segment]) -> str:
    """Changed words struck out or bold; long stretches that are the same are cut."""
    marks = {"removed": "~~", "added": "**"}
    parts = []
    for segment in segments:
        text = inert(shortened(segment.text, _MOST_SAME)) if not segment.mark else inert(segment.text)
        mark = marks.get(segment.mark, "")
        parts.append(f"{mark}{text}{mark}" if text else "")
    return " ".join(part for part in parts if part)


def _more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f"- and {count - _MOST} more"


def _worst_lines(inputs: ReportInputs) -> Iterator[str]:
    section = red_flags_section(inputs) if inputs.suite.task == "red_flags" else worst_section(inputs)
    cards = [block for block in section.blocks if isinstance(block, Card)][:_MOST] if section else []
    if not cards or section is None:
        return
    yield from ("", f"### {section.title}", "")
    for card in cards:
        words = shortened("".join(segment.text for segment in card.words))
        reasons = inert(" ".join(card.reasons))
        yield f"- **{inert(card.case.text)}** ({inert(card.title)}): “{inert(words)}” {reasons}"
