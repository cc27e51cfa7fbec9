"""A comparison as lines for the terminal, in the order a person should read it.

In: a ``Comparison``. Out: plain lines: what blocks, content changes, newly failing cases with both texts and the
changed words marked, newly passing, other changed texts, then the statistics.
Knows nothing about how anything was compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from evals.titles import title_of

if TYPE_CHECKING:
    from evals.compare import Comparison, Flip
    from evals.content_record import ContentChange

Kind = Literal["same", "removed", "added"]

_MOST_CONTENT = 20
_MOST_FLIPS = 10
_MOST_TEXTS = 3
_MOST_BLOCKS = 20


def marked_words(before: str, after: str) -> list[tuple[Kind, str]]:
    """Both texts as one row of pieces: the same in both, only in the first, only in the second.

    >>> marked_words("Call 911 now.", "Call your doctor now.")
    [('same', 'Call'), ('removed', '911'), ('added', 'your doctor'), ('same', 'now.')]
    """
    old, new = before.split(), after.split()
    pieces: list[tuple[Kind, str]] = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            pieces.append(("same", " ".join(old[a:b])))
            continue
        if a < b:
            pieces.append(("removed", " ".join(old[a:b])))
        if c < d:
            pieces.append(("added", " ".join(new[c:d])))
    return pieces


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The lines, from what matters most to what matters least."""
    yield f"Compared with {comparison.before_run}:"
    yield from (f"  {line}" for line in comparison.words)
    if comparison.blocks:
        yield "Must be mended, or accepted (checkback eval accept RUN):"
        yield from _first(comparison.blocks, _MOST_BLOCKS)
    yield from _content(comparison.content)
    yield from _flips("Newly failing", comparison.newly_failing)
    yield from _flips("Newly passing", comparison.newly_passing)
    if comparison.changed_text:
        yield f"Other words, same scores ({len(comparison.changed_text)}):"
        for change in comparison.changed_text[:_MOST_TEXTS]:
            yield f"  {change.case_id}"
            yield from _side_by_side(change.before_text, change.after_text)
        yield from _more(len(comparison.changed_text), _MOST_TEXTS)
    moved = [change for change in comparison.statistics if change.wins or change.losses]
    if moved:
        yield "Figures that moved:"
        yield from (f"  {change.words}" for change in moved)


def _content(content: Sequence[ContentChange]) -> Iterator[str]:
    if content:
        yield f"Content that changed ({len(content)}; ! must be accepted):"
        yield from _first(
            [f"{'!' if change.blocks else ' '} {change.words}" for change in content], _MOST_CONTENT
        )


def _flips(title: str, flips: Sequence[Flip]) -> Iterator[str]:
    """By case, so that its texts stand once; with every metric that flipped."""
    by_case: dict[str, list[Flip]] = {}
    for flip in flips:
        by_case.setdefault(flip.case_id, []).append(flip)
    if by_case:
        yield f"{title} ({len(by_case)}):"
    for case_id, case_flips in list(by_case.items())[:_MOST_FLIPS]:
        yield f"  {case_id}"
        if case_flips[0].said:
            yield f"    said:   {_one_line(case_flips[0].said)}"
        for flip in case_flips:
            yield f"    {title_of(flip.metric)}: {flip.after_why or flip.before_why}"
        yield from _side_by_side(case_flips[0].before_text, case_flips[0].after_text)
    yield from _more(len(by_case), _MOST_FLIPS)


def _side_by_side(before: str, after: str) -> Iterator[str]:
    if before.split() == after.split():
        yield "    the words are the same in both runs"
        return
    pieces = marked_words(before, after)
    old = [f"[-{text}-]" if kind == "removed" else text for kind, text in pieces if kind != "added"]
    new = [f"[+{text}+]" if kind == "added" else text for kind, text in pieces if kind != "removed"]
    yield f"    before: {' '.join(old)}"
    yield f"    now:    {' '.join(new)}"


def _first(lines: Sequence[str], most: int) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:most])
    yield from _more(len(lines), most)


def _more(count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f"  ... and {count - most} more; all of them stand in the report"


def _one_line(text: str) -> str:
    return " ".join(text.split())
