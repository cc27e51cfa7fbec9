"""The tables of the study, as Markdown.

In: marked texts and systems. Out: Markdown tables with counts, shares and intervals.
Knows nothing about files or the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from evals.marked_text import KEEP, Mark
from evals.redaction_study.evasions import WRITINGS, Writing
from evals.redaction_study.figures import Share, Text, leaves_something, measure, plain_groups
from evals.redaction_study.known_names import is_in_a_locale
from evals.redaction_study.systems import System

_COPIES: dict[str, Callable[[str], str]] = {
    "as written": str,
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
}
_WRITTEN_LABELS = frozenset({"SSN", "PHONE", "FAX", "EMAIL", "MRN", "HEALTH_PLAN", "ACCOUNT", "NAME"})
_EACH = 40


def side_by_side(
    texts: Sequence[Text], everything: Mapping[str, System], times: Mapping[str, tuple[float, float]]
) -> str:
    """One row for each system."""
    rows = []
    for name, system in everything.items():
        found = measure(texts, system)
        rows.append(
            (
                name,
                found.leak("all"),
                found.leak("label:NAME"),
                Share(found.right_spans, found.spans),
                Share(found.kept_touched, found.kept),
                Share(found.clean_touched, found.clean),
                "{:.1f} / {:.1f}".format(*times[name]),
            )
        )
    head = (
        "system", "identifiers left in", "names left in", "spans that were identity", "words to keep touched",
        "texts without identity touched", "ms, p50 / p95",
    )  # fmt: skip
    return "### Side by side\n\n" + _table(head, rows)


def by_group(texts: Sequence[Text], system: System) -> str:
    """What is left in by style, by label and by where names come from."""
    found = measure(texts, system, _groups)
    parts = []
    for title, kind in (("style", "style"), ("label", "label"), ("names", "name")):
        rows = [(group.partition(":")[2], found.leak(group)) for group in found.groups(kind)]
        if kind == "label":
            rows.sort(key=lambda row: -row[1].n)
        parts.append(f"### Left in, by {title}\n\n" + _table((title, "left in"), rows))
    return "\n\n".join(parts)


def _groups(text: Text, mark: Mark) -> Iterable[str]:
    yield from plain_groups(text, mark)
    if mark.label == "NAME":
        known = is_in_a_locale(text.text[mark.start : mark.end])
        yield "name:with a word that a Faker locale holds" if known else "name:in no Faker locale"


def by_case(texts: Sequence[Text], system: System) -> str:
    """The same texts in lower, upper and title case."""
    rows = []
    for name, copy in _COPIES.items():
        copies = [
            each._replace(text=copy(each.text)) for each in texts if len(copy(each.text)) == len(each.text)
        ]
        found = measure(copies, system)
        rows.append((name, found.leak("all"), found.leak("label:NAME")))
    return "### The same texts in another case\n\n" + _table(("case", "left in", "names left in"), rows)


def by_evasion(texts: Sequence[Text], system: System) -> str:
    """Identifiers in another writing, beside the same ones as they were written."""
    rows = [(name, *_evasion(texts, system, write)) for name, write in WRITINGS.items()]
    head = ("writing", "left in, as written", "left in, in this writing")
    return "### Hidden on purpose or by accident\n\n" + _table(head, rows)


def _evasion(texts: Sequence[Text], system: System, write: Writing) -> tuple[Share, Share]:
    plain = hidden = n = 0
    for each in texts:
        for mark in each.marks:
            if (
                mark.label not in _WRITTEN_LABELS
                or mark.label == KEEP
                or each.style == "spoken"
                or n >= _EACH
            ):
                continue
            value = each.text[mark.start : mark.end]
            other = write(value)
            if other is None:
                continue
            n += 1
            text = each.text[: mark.start] + other + each.text[mark.end :]
            there = Mark(mark.start, mark.start + len(other), mark.label)
            plain += leaves_something(each.text, mark, system(each.text))
            hidden += leaves_something(text, there, system(text))
    return Share(plain, n), Share(hidden, n)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)
