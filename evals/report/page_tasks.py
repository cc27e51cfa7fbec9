"""Sections that only one task has: identifiers left in by label, bad questions by fault, planted errors by kind.

In: what a report is made from. Out: sections of counts, most misses first. Knows nothing about HTML.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from evals.case_types import AnyCase, CheckBackCase, RedactCase, VerifyCase
from evals.intervals import wilson
from evals.marked_text import KEEP, parse
from evals.report.inputs import ReportInputs, failing
from evals.report.page_cases import left_in
from evals.report.page_gates import case_links
from evals.report.page_parts import Bar, Block, Cell, Section, Table, row
from evals.report.words import counted, share_words, value_words


def task_section(inputs: ReportInputs) -> Section | None:
    """The section of this suite's task; None for a reply suite or when no case of the task was judged."""
    makers = {"redact": _leaks, "check_back": _questions, "verify": _errors}
    make = makers.get(inputs.suite.task)
    return make(inputs) if make and inputs.judged else None


def _leaks(inputs: ReportInputs) -> Section:
    by_label = _leak_table(inputs, "label")
    by_style = _leak_table(inputs, "style")
    wrong = sorted(
        {
            result.id
            for metric in ("kept_touched", "span_precision", "clean_text_untouched")
            for result, _ in failing(inputs.judged, metric)
        }
    )
    blocks: list[Block] = [by_label, by_style]
    if wrong:
        blocks.append(
            Table(
                "Texts from which too much was taken out",
                ("How many", "Cases to look at"),
                (row(counted(len(wrong), "text"), case_links(wrong, 12)),),
            )
        )
    return Section("leaks", "Identifiers left in, by label and style", tuple(blocks))


def _leak_table(inputs: ReportInputs, by: str) -> Table:
    all_of: Counter[str] = Counter()
    left_of: Counter[str] = Counter()
    ids: dict[str, list[str]] = defaultdict(list)
    for result in inputs.judged:
        case = inputs.case_of.get(result.id)
        if not isinstance(case, RedactCase) or result.output is None:
            continue
        left = left_in(case, result)
        for mark in parse(case.text)[1]:
            if mark.label == KEEP:
                continue
            part = mark.label if by == "label" else case.style
            all_of[part] += 1
            if (mark.start, mark.end) in left:
                left_of[part] += 1
                ids[part].append(result.id)
    order = sorted(all_of, key=lambda part: (-left_of[part], -all_of[part], part))
    rows = tuple(
        row(
            _name(part),
            _of(left_of[part], all_of[part]),
            _interval(left_of[part], all_of[part]),
            case_links(_once(ids[part])),
        )
        for part in order
    )
    return Table(
        f"Identifiers left in, by {by}",
        (by.capitalize(), "Left in", "95 % interval", "Cases to look at"),
        rows,
    )


def _name(part: str) -> str:
    return part.replace("_", " ").lower() if part.isupper() else value_words(part)


def _questions(inputs: ReportInputs) -> Section:
    bad = _by(
        inputs, "bad_caught", lambda case: value_words(case.fault) if isinstance(case, CheckBackCase) else ""
    )
    good = _by(inputs, "good_kept", lambda _: "good questions")
    tables = (
        _miss_table("Bad questions by fault", ("Fault", "Kept, though bad"), bad),
        _miss_table("Good questions", ("Which", "Refused, though good"), good),
    )
    return Section(
        "questions", "Bad questions caught, good ones kept", tuple(table for table in tables if table.rows)
    )


def _errors(inputs: ReportInputs) -> Section:
    caught = _by(
        inputs, "error_caught", lambda case: value_words(case.kind) if isinstance(case, VerifyCase) else ""
    )
    silent = _by(inputs, "silent_on_untouched", lambda _: "sound scripts")
    tables = (
        _miss_table("Planted errors by kind", ("Kind of error", "Not seen"), caught),
        _miss_table("Sound scripts", ("Which", "Alarm, though sound"), silent),
    )
    return Section("errors", "Planted errors, by kind", tuple(table for table in tables if table.rows))


Parts = Mapping[str, Sequence[tuple[str, bool]]]


def _by(inputs: ReportInputs, metric: str, part_of: Callable[[AnyCase | None], str]) -> Parts:
    parts: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for result in inputs.judged:
        value = result.scores.get(metric)
        if value is not None and value.passed is not None:
            parts[part_of(inputs.case_of.get(result.id))].append((result.id, value.passed))
    return parts


def _miss_table(caption: str, columns: tuple[str, str], parts: Parts) -> Table:
    missed = {
        part: [case_id for case_id, passed in verdicts if not passed] for part, verdicts in parts.items()
    }
    order = sorted(parts, key=lambda part: (-len(missed[part]) / len(parts[part]), part))
    rows = tuple(
        row(
            part,
            _of(len(missed[part]), len(parts[part])),
            _interval(len(missed[part]), len(parts[part])),
            case_links(_once(missed[part])),
        )
        for part in order
    )
    return Table(caption, (*columns, "95 % interval", "Cases to look at"), rows)


def _of(bad: int, n: int) -> Cell:
    return Cell(f"{bad} of {n:,}", "bad" if bad else "good", small=share_words(bad / n))


def _interval(bad: int, n: int) -> Cell:
    low, high = wilson(bad, n)
    return Cell(f"{share_words(low)} to {share_words(high)}", bar=Bar(bad / n, low, high))


def _once(ids: Sequence[str]) -> list[str]:
    return sorted(set(ids))
