"""Draw the pictures of a report as SVG that stands inside the page.

In: plain numbers and labels. Out: SVG text, the same bytes each time, or an empty string without matplotlib.
Drawn on ``Figure`` objects, never through pyplot: no window, nothing left to close, one at a time, so that it is
safe in a thread of the Quality page. Colours are those of the page (CSS variables), so a picture follows light,
dark and print; every colour goes with a shape. Knows nothing about runs or cases.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from threading import Lock
from typing import Any

# Stand-ins that matplotlib writes and the page's own colours replace. None is a colour anyone would choose.
INK, SOFT, LINE = "#010101", "#020202", "#030303"
MAIN, OTHER, ALERT, AREA = "#040404", "#050505", "#060606", "#070707"
_COLOURS = {
    INK: "var(--ink)",
    SOFT: "var(--soft)",
    LINE: "var(--line)",
    MAIN: "var(--plot-main)",
    OTHER: "var(--plot-other)",
    ALERT: "var(--plot-alert)",
    AREA: "var(--plot-area)",
}
_MARKERS = ("o", "s", "^", "D", "v", "P")
_STROKES = (MAIN, ALERT, OTHER, SOFT)
_STYLES = ("-", "--", ":", "-.")
_SIZE = (5.4, 3.1)
_WIDE = 8.8
_GROUP_HEIGHT = 0.32
_MANY_RUNS = 6
_LABEL_GAP = 0.055  # of the height of the axes, between two lines of text
_ABOVE = {"loc": "lower left", "bbox_to_anchor": (-0.02, 1.0), "ncols": 2, "handlelength": 2.6}
_SETTINGS = {
    "svg.fonttype": "none",
    "text.parse_math": False,  # "$5 to $10" is an amount, not a formula
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": LINE,
    "grid.linewidth": 0.7,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
}
_UNUSED = re.compile(
    r"<metadata>.*?</metadata>\s*|<!--.*?-->\s*|<defs>\s*<style.*?</defs>\s*"
    r"|(?<=<g) id=\"[^\"]*\"|font-family:[^;\"]*;? ?| transform=\"rotate\(-?0 [^\"]*\"",
    re.DOTALL,
)
_LONG = re.compile(r"\d+\.\d{3,}")
_REFERRED = re.compile(r'(id="|url\(#|href="#)')
_FRAME = re.compile(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>')
_DRAWING = Lock()  # matplotlib keeps its settings for the whole process
_NO_RECORD = {"Date": None, "Creator": None, "Format": None, "Type": None}


def can_draw() -> bool:
    """Whether matplotlib is installed; without it a report has its tables only."""
    try:
        return find_spec("matplotlib") is not None
    except ValueError:  # a module that was blocked on purpose has no spec
        return False


def histogram(after: Sequence[int], before: Sequence[int] = (), line: int = 5) -> str:
    """How many scripts are at each grade (rounded up), with the line they may not pass; before as an outline."""

    def draw(axes: Any) -> None:
        top = max([*after, *before, line + 1])
        grades = range(top + 1)
        axes.bar(
            [grade - 0.5 for grade in grades],
            _counted(after, grades),
            width=0.84,
            color=MAIN,
            label="this run",
        )
        if before:
            edges = range(-1, top + 1)
            axes.stairs(
                _counted(before, grades), edges, color=ALERT, linewidth=2, linestyle="--", label="baseline"
            )
            axes.legend(**_ABOVE)
        axes.axvline(line, color=INK, linewidth=1.4)
        axes.text(line, axes.get_ylim()[1], "  above fifth grade", va="top", color=INK)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.set(xlabel="Flesch-Kincaid grade", ylabel="scripts", xticks=grades, xlim=(-1.1, top + 0.1))
        axes.grid(visible=False, axis="x")

    return _drawn("histogram", draw)


def _counted(values: Sequence[int], grades: Sequence[int]) -> list[int]:
    return [sum(value == grade for value in values) for grade in grades]


def boxes(groups: Mapping[str, Sequence[float]], line: float = 5, name: str = "boxes") -> str:
    """The grades of each group as a box with its points, with the line they may not pass."""

    def draw(axes: Any) -> None:
        names, values = list(groups), [list(grades) for grades in groups.values()]
        style = {"color": SOFT, "linewidth": 1.2}
        axes.boxplot(
            values,
            orientation="horizontal",
            widths=0.55,
            showfliers=False,
            boxprops=style,
            whiskerprops=style,
            capprops=style,
            medianprops={"color": INK, "linewidth": 2.2},
        )
        for place, grades in enumerate(values, start=1):
            # points of one grade are fanned out by their order: no chance, so the same picture each time
            spread = [place + 0.2 * (number % 5 - 2) / 2 for number in range(len(grades))]
            inside = [(x, y) for x, y in zip(grades, spread, strict=True) if x <= line]
            beyond = [(x, y) for x, y in zip(grades, spread, strict=True) if x > line]
            _points(axes, inside, MAIN, "o")
            _points(axes, beyond, ALERT, "D")
        axes.axvline(line, color=INK, linewidth=1.4)
        axes.set(xlabel="Flesch-Kincaid grade", yticks=range(1, len(names) + 1))
        axes.set_yticklabels(names)
        axes.invert_yaxis()
        axes.grid(visible=False, axis="y")

    return _drawn(name, draw, height=1.1 + _GROUP_HEIGHT * len(groups))


def _points(axes: Any, places: Sequence[tuple[float, float]], colour: str, marker: str) -> None:
    if places:
        axes.scatter(
            *zip(*places, strict=True), s=16, color=colour, marker=marker, alpha=0.75, linewidths=0, zorder=3
        )


def slopes(lines: Sequence[tuple[str, float, float]], label: str, *, higher_is_better: bool) -> str:
    """One line from the baseline to this run for each that moved; worse is dashed, with a diamond."""

    def draw(axes: Any) -> None:
        low, high = min(min(line[1:]) for line in lines), max(max(line[1:]) for line in lines)
        room = max(high - low, 1e-9)
        axes.set_ylim(low - 0.06 * room, high + 0.06 * room)
        heights = _apart([after for _, _, after in lines], room * _LABEL_GAP * _SIZE[1] / height)
        for (name, before, after), at in zip(lines, heights, strict=True):
            is_worse = (after < before) if higher_is_better else (after > before)
            colour, style, marker = (ALERT, "--", "D") if is_worse else (MAIN, "-", "o")
            axes.plot([0, 1], [before, after], color=colour, linestyle=style, marker=marker, markersize=5)
            axes.plot([1.03, 1.1], [after, at], color=LINE, linewidth=0.8)
            axes.text(1.12, at, name, va="center", color=INK, fontsize=9)
        axes.set(xticks=[0, 1], xlim=(-0.12, 2), ylabel=label)
        axes.set_xticklabels(["baseline", "this run"])
        axes.grid(visible=False, axis="x")

    height = max(_SIZE[1], 1 + 0.2 * len(lines))
    return _drawn("slopes", draw, height=height)


def _apart(places: Sequence[float], gap: float) -> list[float]:
    """Heights for labels: in the order of ``places``, near them, and at least ``gap`` apart."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    heights = list(places)
    for lower, upper in pairwise(order):
        heights[upper] = max(heights[upper], heights[lower] + gap)
    # labels that were pushed up together are centred on their points again
    shift = sum(heights) - sum(places)
    return [height - shift / len(places) for height in heights]


def trend(
    runs: Sequence[str], series: Mapping[str, Sequence[float | None]], changes: Mapping[int, str]
) -> str:
    """Shares over runs, oldest first; an upright line where the content or a setting changed before a run."""

    def draw(axes: Any) -> None:
        for order, (name, shares) in enumerate(series.items()):
            places = [(place, 100 * share) for place, share in enumerate(shares) if share is not None]
            axes.plot(
                *zip(*places, strict=True),
                color=_STROKES[order % len(_STROKES)],
                linestyle=_STYLES[order % len(_STYLES)],
                marker=_MARKERS[order % len(_MARKERS)],
                markersize=5,
                label=name,
            )
        low = axes.get_ylim()[0]
        for place, words in changes.items():
            axes.axvline(place - 0.5, color=SOFT, linewidth=1, linestyle=":")
            axes.text(place - 0.46, low, words, rotation=90, va="bottom", fontsize=8, color=SOFT)
        axes.set(ylabel="% of cases that pass", xticks=range(len(runs)), ylim=(low, 101))
        if len(runs) > _MANY_RUNS:
            axes.set_xticklabels(runs, rotation=30, ha="right", fontsize=9)
        else:
            axes.set_xticklabels(runs, fontsize=9)
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), fontsize=9)
        axes.grid(visible=False, axis="x")

    return _drawn("trend", draw, width=_WIDE)


def bars(counts: Sequence[tuple[str, int]]) -> str:
    """Words and how many scripts hold them, most first."""

    def draw(axes: Any) -> None:
        names, amounts = [name for name, _ in counts], [amount for _, amount in counts]
        drawn = axes.barh(range(len(names)), amounts, height=0.66, color=MAIN)
        axes.bar_label(drawn, padding=4, color=INK)
        axes.set(yticks=range(len(names)), xlabel="scripts with the word")
        axes.set_yticklabels(names)
        axes.invert_yaxis()
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.grid(visible=False, axis="y")

    return _drawn("bars", draw, height=0.9 + 0.26 * len(counts))


def waiting(series: Mapping[str, Sequence[float]], line_ms: float = 1000) -> str:
    """The share of cases that were ready within each time (ECDF), with the line of one second."""

    def draw(axes: Any) -> None:
        for order, (name, times) in enumerate(series.items()):
            axes.ecdf(times, color=_STROKES[order], linestyle=_STYLES[order], linewidth=2, label=name)
        axes.axvline(line_ms, color=INK, linewidth=1.4)
        axes.text(line_ms * 1.04, 0.04, "1 second", color=INK)
        axes.set(xscale="log", xlabel="milliseconds", ylabel="cases that are ready")
        axes.set_xlim(right=max(line_ms * 2.2, axes.get_xlim()[1]))
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:.0f} %")
        axes.legend(**_ABOVE)

    return _drawn("waiting", draw)


def heat_map(cases: Sequence[str], metrics: Sequence[str], cells: Sequence[Sequence[bool | None]]) -> str:
    """Cases by metrics: a pale square passed, a dark diamond did not; blank was not judged."""

    def draw(axes: Any) -> None:
        for passed, colour, marker, size in ((True, AREA, "s", 90), (False, ALERT, "D", 52)):
            places = [
                (column, line)
                for line, row in enumerate(cells)
                for column, cell in enumerate(row)
                if cell is passed
            ]
            if places:
                axes.scatter(*zip(*places, strict=True), s=size, color=colour, marker=marker, linewidths=0)
        axes.set(yticks=range(len(cases)), xticks=range(len(metrics)))
        axes.set(xlim=(-0.6, len(metrics) - 0.4), ylim=(len(cases) - 0.4, -0.6))
        axes.set_yticklabels(cases, fontsize=8)
        axes.xaxis.tick_top()
        axes.set_xticklabels(metrics, rotation=45, ha="left", fontsize=8)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)

    return _drawn("heat-map", draw, width=_WIDE, height=2.2 + 0.2 * len(cases))


def _drawn(
    name: str, draw: Callable[[Any], None], *, width: float = _SIZE[0], height: float = _SIZE[1]
) -> str:
    if not can_draw():
        return ""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with _DRAWING, rc_context({**_SETTINGS, "svg.hashsalt": name}):
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(figure)
        figure.patch.set_alpha(0)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        draw(axes)
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata=_NO_RECORD)
    return _for_the_page(target.getvalue(), name)


def _for_the_page(svg: str, name: str) -> str:
    """Only the ``<svg>`` element, in the page's colours and font, its names apart from those of other pictures."""
    svg = _UNUSED.sub("", svg[svg.index("<svg") :].strip())
    svg = _REFERRED.sub(rf"\g<1>{name}-", svg)
    svg = _LONG.sub(lambda match: f"{float(match[0]):.2f}", svg)
    for stand_in, colour in _COLOURS.items():
        svg = svg.replace(stand_in, colour)
    return _FRAME.sub(r'<svg viewBox="\1" aria-hidden="true" focusable="false">', svg, count=1)
