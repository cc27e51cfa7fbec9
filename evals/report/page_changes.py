"""What changed since the accepted run: content first, then cases that fail now, then everything else that moved.

In: what a report is made from. Out: sections, empty ones left out. Texts stand side by side with the changed words
marked. Judges nothing: what blocks is said by the comparison. Knows nothing about HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from evals.comparison_lines import marked_words
from evals.figures import case_scores
from evals.report import plots
from evals.report.inputs import ReportInputs
from evals.report.page_gates import case_links
from evals.report.page_parts import (
    Block,
    Cell,
    Link,
    Mark,
    Note,
    Pair,
    Picture,
    Section,
    Segment,
    Table,
    plain,
    row,
)
from evals.report.words import Tone, anchor, counted, listed, share_words, shortened
from evals.titles import fails, title_of

if TYPE_CHECKING:
    from evals.compare import Comparison, Flip
    from evals.content_record import ContentChange
    from evals.metric_changes import MetricChange

_NEW_LINE = "\ue000"  # stands for a new line while words are compared; in no text, since it means nothing
_MOST_PAIRS = 25
_MANY_ROWS = 8
_MOST_SLOPES = 24


def changes_sections(inputs: ReportInputs) -> Iterator[Section]:
    """Content, newly failing, newly passing and figures; or one line that there is nothing to compare with."""
    found = inputs.comparison
    if found is None:
        note = Note(
            "This run was not compared with an accepted run, so nothing shows what got better or worse.",
            "info",
        )
        yield Section("changes", "Changes since the accepted run", (note,))
    else:
        yield Section("changes", "Changes since the accepted run", tuple(_content(found)))
        yield Section("newly-failing", "Newly failing", tuple(_failing(found)))
        yield from _rest(inputs, found)


def _content(found: Comparison) -> Iterator[Block]:
    told = {change.words for change in found.content}
    for words in found.blocks:
        if words not in told:
            yield Note(words, "bad")
    if not found.content:
        yield Note("No topic, fact, phone or rule changed.", "good")
        return
    columns = ("What", "Before", "Now", "Stops the release")
    rows = tuple(
        _content_row(change) for change in sorted(found.content, key=lambda change: not change.blocks)
    )
    yield Table(f"{counted(len(rows), 'change')} in the content", columns, rows)


def _content_row(change: ContentChange) -> tuple[Cell, ...]:
    blocks = Cell("yes", "bad") if change.blocks else Cell("no", "info")
    before, after = (shortened(text or "not there") for text in (change.before, change.after))
    return row(Cell(change.words, small=change.key), before, after, blocks)


def _failing(found: Comparison) -> Iterator[Block]:
    if not found.newly_failing:
        yield Note("No case that passed before fails now.", "good")
        return
    yield Note(
        "Each passed in the accepted run and fails now. These come first: no average hides them.", "bad"
    )
    for case_id, flips in flips_by_case(found.newly_failing)[:_MOST_PAIRS]:
        yield _pair(case_id, flips)
    left = len(flips_by_case(found.newly_failing)) - _MOST_PAIRS
    if left > 0:
        yield Note(f"{counted(left, 'more case')} newly failing; see the cases below.", "bad")


def flips_by_case(flips: Iterable[Flip]) -> list[tuple[str, list[Flip]]]:
    """One entry a case: a worse script mostly fails several scores at once."""
    cases: dict[str, list[Flip]] = {}
    for flip in flips:
        cases.setdefault(flip.case_id, []).append(flip)
    return list(cases.items())


def _pair(case_id: str, flips: Sequence[Flip]) -> Pair:
    before, after = side_by_side(flips[0].before_text, flips[0].after_text)
    return Pair(
        case=Link(case_id, anchor(case_id)),
        title=fails([flip.metric for flip in flips]),
        before=before,
        after=after,
        before_why=" ".join(dict.fromkeys(flip.before_why for flip in flips)),
        after_why=" ".join(dict.fromkeys(flip.after_why for flip in flips)),
        said=shortened(flips[0].said),
    )


def side_by_side(before: str, after: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Both texts, line by line; what only the first has is marked removed, what only the second has added."""
    left: list[Segment] = []
    right: list[Segment] = []
    for kind, text in marked_words(*(text.replace("\n", f" {_NEW_LINE} ") for text in (before, after))):
        mark: Mark = "" if kind == "same" else kind
        if kind != "added":
            left += _words(left, text, mark)
        if kind != "removed":
            right += _words(right, text, mark)
    return tuple(left), tuple(right)


def _words(line: Sequence[Segment], text: str, mark: Mark) -> Iterator[Segment]:
    """The words as segments, new lines between them again, and never marked."""
    gap = " " if line and not line[-1].text.endswith("\n") else ""
    for place, words in enumerate(text.split(_NEW_LINE)):
        if place:
            yield Segment("\n")
            gap = ""
        if words.strip():
            yield from plain(gap)
            yield Segment(words.strip(), mark)


def _rest(inputs: ReportInputs, found: Comparison) -> Iterator[Section]:
    blocks: list[Block] = []
    if found.newly_passing:
        rows = tuple(
            row(
                case_links([case_id]),
                listed([title_of(flip.metric) for flip in flips], 4),
                shortened(flips[0].after_why),
            )
            for case_id, flips in flips_by_case(found.newly_passing)
        )
        blocks.append(
            Table(
                "Newly passing",
                ("Case", "What is better", "Why it passes now"),
                rows,
                folded=len(rows) > _MANY_ROWS,
            )
        )
    moved = [change for change in found.statistics if change.before != change.after]
    picture = _slopes(inputs, moved)
    blocks += [picture] if picture else []
    blocks += [Note(words) for words in found.words]
    if moved:
        columns = ("Figure", "Before", "Now", "Better, same, worse")
        rows = tuple(_moved_row(change) for change in moved)
        blocks.append(
            Table("Figures that moved, on the same cases", columns, rows, folded=picture is not None)
        )
    if blocks:
        yield Section("moved", "What else moved", tuple(blocks))


def _moved_row(change: MetricChange) -> tuple[Cell, ...]:
    before, after = (_figure(change, value) for value in (change.before, change.after))
    tone: Tone = "bad" if change.is_worse else "none"
    counts = f"{change.wins} better, {change.ties} same, {change.losses} worse"
    return row(
        Cell(title_of(change.metric), small=f"n = {change.n}"),
        before,
        Cell(after, tone),
        Cell(counts, small=change.words),
    )


def _figure(change: MetricChange, value: float) -> str:
    return share_words(value) if change.is_share else f"{value:.2f}"


def _slopes(inputs: ReportInputs, moved: Sequence[MetricChange]) -> Picture | None:
    """Scripts whose grade moved when both runs are at hand, else the shares that moved."""
    lines = _moved_grades(inputs)
    label, higher = "reading grade", False
    if not lines:
        lines = [
            (title_of(change.metric), 100 * change.before, 100 * change.after)
            for change in moved
            if change.is_share
        ]
        label, higher = "% of cases that pass", True
    lines = sorted(lines, key=lambda line: (-abs(line[2] - line[1]), line[0]))[:_MOST_SLOPES]
    if not lines:
        return None
    worse = sum((after < before) == higher for _, before, after in lines)
    rows = tuple(row(name, f"{before:.1f}", f"{after:.1f}") for name, before, after in lines)
    table = Table(
        f"From the accepted run to this run: {label}",
        ("Which", "Before", "Now"),
        rows,
        frozenset({1, 2}),
        folded=True,
    )
    words = f"{counted(len(lines), 'line')}: {worse} got worse (dashed, diamond), {len(lines) - worse} got better."
    svg = plots.slopes(lines, label, higher_is_better=higher)
    return Picture("slopes", "Who moved since the accepted run", words, svg, table)


def _moved_grades(inputs: ReportInputs) -> list[tuple[str, float, float]]:
    if inputs.baseline is None:
        return []
    before, after = (case_scores(run, "fkgl", "both") for run in (inputs.baseline, inputs.run))
    hashes = [
        {result.id: result.case_hash for result in run.results} for run in (inputs.baseline, inputs.run)
    ]
    same = [
        case_id for case_id in before if case_id in after and hashes[0].get(case_id) == hashes[1].get(case_id)
    ]
    pairs = [(case_id, before[case_id].value, after[case_id].value) for case_id in same]
    return [pair for pair in pairs if abs(pair[1] - pair[2]) >= 0.05]  # noqa: PLR2004 - not seen in one digit
