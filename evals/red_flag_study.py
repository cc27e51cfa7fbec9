"""Measure the red flags layer by layer on the safety suite: the written rules, the trained reader, and both.

In: the cases of one half. Out: Markdown with counts and Wilson 95 % intervals, a confusion table and times. Run:
``python -m evals.red_flag_study [--half dev] [--write]``; ``--write`` puts it into ``docs/red_flags.md``.
Prints numbers only, never a case: the test half stays unread.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from assistant.call_types import Alert
from assistant.safety import find_red_flags, find_red_flags_by_rules
from assistant.safety.red_flags import TYPES, add_heard
from assistant.settings import load_settings
from evals.case_types import RedFlagCase
from evals.intervals import percentile, wilson
from evals.paths import eval_paths
from evals.read_cases import load_cases
from evals.read_suites import read_suite
from evals.rule_page import PAGE, with_part

BEGIN = "<!-- figures: written by python -m evals.red_flag_study --write -->"
END = "<!-- end of figures -->"
Finder = Callable[[str], tuple[Alert, ...]]
LAYERS: dict[str, Finder] = {
    "written rules alone": find_red_flags_by_rules,
    "trained reader alone": lambda text: add_heard((), text),
    "both": find_red_flags,
}


class Judged(NamedTuple):
    """A case and the classes of the alerts it raised, most urgent first."""

    case: RedFlagCase
    types: tuple[str, ...]


def read_cases_of(half: str) -> list[RedFlagCase]:
    """The utterances of one half."""
    paths = eval_paths(load_settings())
    cases = load_cases(paths, read_suite(paths, "safety"))
    return [case for case in cases if isinstance(case, RedFlagCase) and case.half == half]


def judge(cases: Iterable[RedFlagCase], finder: Finder) -> list[Judged]:
    """What one layer makes of each case."""
    return [Judged(case, tuple(alert.type for alert in finder(case.ask))) for case in cases]


def share(hits: int, n: int) -> str:
    """``hits/n = x % (low-high)``."""
    if not n:
        return "-"
    low, high = wilson(hits, n)
    return f"{hits}/{n} = {100 * hits / n:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


def layers_table(by_layer: dict[str, list[Judged]]) -> Iterator[str]:
    """Recall by class, any alarm at all, and false alarms, one column a layer."""
    yield f"| | {' | '.join(by_layer)} |"
    yield f"|---|{'---|' * len(by_layer)}"
    for name in TYPES:
        yield _row(f"{name} found", by_layer, partial(_found, name=name))
    yield _row(
        "any danger: some banner", by_layer, lambda one: _shares(one, _is_danger, lambda j: bool(j.types))
    )
    yield _row(
        "false alarms, ordinary talk",
        by_layer,
        lambda one: _shares(one, _is_ordinary, lambda j: bool(j.types)),
    )
    yield _row(
        "false alarms, near misses",
        by_layer,
        lambda one: _shares(one, _is_near_miss, lambda j: bool(j.types)),
    )
    yield _row(
        "of Spanish and mixed dangers found",
        by_layer,
        lambda one: _shares(
            one, lambda c: _is_danger(c) and c.language != "en", lambda j: j.case.red_flag in j.types
        ),
    )


def confusion_table(judged: Sequence[Judged]) -> Iterator[str]:
    """The first banner against what was due; rows add up."""
    due: dict[str, Counter[str]] = {}
    for one in judged:
        name: str = one.case.red_flag
        if name == "none":
            name = "ordinary talk" if _is_ordinary(one.case) else "near miss"
        due.setdefault(name, Counter())[one.types[0] if one.types else "no banner"] += 1
    columns = [*TYPES, "no banner"]
    yield f"| due | {' | '.join(columns)} | n |"
    yield f"|---|{'---|' * (len(columns) + 1)}"
    for name in (*TYPES, "near miss", "ordinary talk"):
        row = due.get(name, Counter())
        yield f"| {name} | {' | '.join(str(row[column]) for column in columns)} | {sum(row.values())} |"


def times(cases: Sequence[RedFlagCase], finder: Finder) -> str:
    """p50 and p95 in milliseconds, after one warm case."""
    finder(cases[0].ask)
    took = []
    for case in cases:
        started = time.perf_counter()
        finder(case.ask)
        took.append((time.perf_counter() - started) * 1000)
    return f"p50 {percentile(took, 50):.1f} ms, p95 {percentile(took, 95):.1f} ms"


def part(half: str) -> str:
    """The whole part of the page."""
    cases = read_cases_of(half)
    by_layer = {name: judge(cases, finder) for name, finder in LAYERS.items()}
    lines = [
        BEGIN,
        "",
        f"{len(cases)} utterances of the {half} half; counts, share, and the Wilson 95 % interval of the share.",
        "",
        *layers_table(by_layer),
        "",
        "The first banner against the one that was due, both layers:",
        "",
        *confusion_table(by_layer["both"]),
        "",
        "Time of one look, single-threaded, models loaded: "
        + "; ".join(f"{name} {times(cases, finder)}" for name, finder in LAYERS.items())
        + ".",
        "",
        END,
    ]
    return "\n".join(lines)


def _row(name: str, by_layer: dict[str, list[Judged]], cell: Callable[[list[Judged]], str]) -> str:
    return f"| {name} | {' | '.join(cell(judged) for judged in by_layer.values())} |"


def _shares(
    judged: Iterable[Judged], counts: Callable[[RedFlagCase], bool], hit: Callable[[Judged], bool]
) -> str:
    own = [one for one in judged if counts(one.case)]
    return share(sum(map(hit, own)), len(own))


def _found(judged: Iterable[Judged], name: str) -> str:
    return _shares(judged, lambda case: case.red_flag == name, lambda one: name in one.types)


def _is_danger(case: RedFlagCase) -> bool:
    return case.red_flag != "none"


def _is_ordinary(case: RedFlagCase) -> bool:
    return case.red_flag == "none" and case.looks_like == "none"


def _is_near_miss(case: RedFlagCase) -> bool:
    return case.red_flag == "none" and case.looks_like != "none"


def main() -> int:
    """Measure and print, or write into the page."""
    parser = argparse.ArgumentParser(description="Measure the red flags.")
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.name}")
    chosen = parser.parse_args()
    text = part(chosen.half)
    sys.stdout.write(text + "\n")
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(with_part(page, text, BEGIN, END), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
