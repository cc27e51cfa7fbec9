"""How the figures of a suite went from run to run, with marks where content or settings changed.

In: what a report is made from, with earlier runs. Out: a section, or None without an earlier run.
Knows nothing about HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from evals.eval_types import Run
from evals.figures import aggregate, case_scores
from evals.report import plots
from evals.report.inputs import ReportInputs
from evals.report.page_parts import Picture, Section, Table, row
from evals.report.words import counted, date_words, share_words
from evals.titles import title_of

_MOST_TREND = 4
_TREND_RUNS = 12
# parts of a run's configuration whose change is marked in the trend, beside that of the content
_CONFIG_WORDS = {
    "suite": "suite",
    "drafter": "drafter",
    "search_model": "search model",
    "settings": "settings",
    "code": "program",
    "packages": "packages",
}


def trend_section(inputs: ReportInputs) -> Section | None:
    """The shares that moved most, run by run; None when there is no earlier run."""
    runs = [*inputs.history, inputs.run][-_TREND_RUNS:]
    series = _series(inputs, runs)
    if len(runs) < 2 or not series:  # noqa: PLR2004 - one run is no trend
        return None
    names = _run_names(runs)
    changes = {
        place: words for place, pair in enumerate(pairwise(runs), start=1) if (words := _change_words(*pair))
    }
    words = (
        f"{counted(len(runs), 'run')}, oldest first; the figures that moved most. "
        "Dotted upright lines: content or settings changed."
    )
    picture = Picture(
        "trend",
        "The last runs of this suite",
        words,
        plots.trend(names, series, changes),
        _trend_table(names, series, changes),
        is_wide=True,
    )
    return Section("trend", "Over time", (picture,))


def _series(inputs: ReportInputs, runs: Sequence[Run]) -> dict[str, list[float | None]]:
    """The shares of each run, by the title of the metric; those that moved most, as a reader looks for them."""
    shares = {metric: [_share(run, metric, inputs.half) for run in runs] for metric in _trend_metrics(inputs)}
    seen = [metric for metric, values in shares.items() if any(value is not None for value in values)]
    order = sorted(seen, key=lambda metric: -_spread(shares[metric]))[:_MOST_TREND]
    return {title_of(metric): shares[metric] for metric in order}


def _trend_table(
    names: Sequence[str], series: Mapping[str, Sequence[float | None]], changes: Mapping[int, str]
) -> Table:
    rows = tuple(
        row(name, *(_share_or_dash(values[place]) for values in series.values()), changes.get(place, ""))
        for place, name in enumerate(names)
    )
    columns = ("Run", *series, "Changed before it")
    numbers = frozenset(range(1, len(series) + 1))
    return Table("Shares that pass, run by run", columns, rows, numbers, folded=True)


def _share_or_dash(share: float | None) -> str:
    return "–" if share is None else share_words(share)


def _trend_metrics(inputs: ReportInputs) -> tuple[str, ...]:
    """The metrics whose goal is a share of cases; any with a goal when there is none."""
    shares = dict.fromkeys(gate.metric for gate in inputs.suite.gates if gate.agg == "share")
    return tuple(shares) or inputs.gate_metrics


def _spread(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return max(known) - min(known)


def _run_names(runs: Sequence[Run]) -> list[str]:
    """The day of each run, with the time when a day has several."""
    whole = [date_words(run.manifest.started).removesuffix(" UTC").partition(",") for run in runs]
    days = [day.rsplit(" ", 1)[0] for day, _, _ in whole]
    return [
        day if days.count(day) == 1 else f"{day}{time}" for day, (_, _, time) in zip(days, whole, strict=True)
    ]


def _share(run: Run, metric: str, half: str) -> float | None:
    figure = aggregate(metric, "share", case_scores(run, metric, half).values())
    return figure.value if figure else None


def _change_words(before: Run, after: Run) -> str:
    """What was changed between two runs, in a few words; empty when nothing was."""
    changed = _changed(before.content, after.content)
    parts = [run.manifest.settings.get("config") or {} for run in (before, after)]
    others = [word for part, word in _CONFIG_WORDS.items() if parts[0].get(part) != parts[1].get(part)]
    return ", ".join([*([counted(changed, "content change")] if changed else []), *others])


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> int:
    return sum(before.get(key) != after.get(key) for key in {*before, *after}) if before and after else 0
