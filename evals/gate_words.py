"""The line of one gate as a QA nurse reads it.

In: a gate, its figure and its status. Out: "Scripts at grade 5 or below: 144 of 150 (96 %, 95 % interval 92-98).
Goal: at least 95 %. Met." A rounded figure never looks as if it were on the other side of its goal.
Knows nothing about how a status is found.
"""

from __future__ import annotations

from math import isclose

from evals.eval_types import Figure, Gate, GateStatus
from evals.titles import title_of

_TAILS: dict[GateStatus, str] = {
    "met": "Met.",
    "missed": "Missed.",
    "known_miss": "Missed, as in the accepted baseline, and not worse.",
    "warn": "Missed; this gate only warns.",
    "not_measured": "Not measured.",
    "not_enough": "Not enough cases.",
}
_KINDS = {
    "mean": "on average",
    "sum": "in all",
    "min": "the lowest",
    "max": "the highest",
    "p50": "the middle one",
    "p95": "19 of 20 are at or below",
}
_MOST_DIGITS = 4


def gate_line(gate: Gate, part: str, figure: Figure | None, status: GateStatus) -> str:
    """The whole line of one gate, or of one part of a split gate."""
    name = title_of(gate.metric) + (f" ({_split_by(gate)}: {part})" if part else "")
    if figure is None:
        return f"{name}: no case of the test half gave this figure. Goal: {goal_words(gate)}. Not measured."
    goal = goal_words(gate, is_share=figure.low is not None)
    return f"{name}: {figure_words(gate, figure)}. Goal: {goal}. {_tail(gate, figure, status)}"


def _split_by(gate: Gate) -> str:
    fields = (gate.only.partition("=")[0], gate.by)
    return ", ".join(field.replace("_", " ") for field in fields if field)


def figure_words(gate: Gate, figure: Figure) -> str:
    """What was measured, with n and the interval where there is one."""
    goals = [goal for goal in (gate.min, gate.max) if goal is not None]
    if figure.low is None or figure.high is None or figure.good is None:
        value = number(figure.value, *goals)
        return f"{value} {_KINDS.get(figure.agg, '')}".rstrip() + f" (n = {figure.n})"
    low, high = percent(figure.low, *goals), percent(figure.high, *goals)
    share = percent(figure.value, *goals)
    return f"{number(figure.good)} of {figure.n} ({share} %, 95 % interval {low}-{high})"


def goal_words(gate: Gate, *, is_share: bool = False) -> str:
    """What the gate demands; in percent for a share or ratio, and for a mean of yes and no (``is_share``)."""
    is_share = is_share or gate.agg in ("share", "ratio")
    show = (lambda goal: f"{percent(goal)} %") if is_share else number
    ends = [f"at least {show(gate.min)}"] if gate.min is not None else []
    ends += [f"at most {show(gate.max)}"] if gate.max is not None else []
    return " and ".join(ends) or "none"


def percent(share: float, *goals: float) -> str:
    """A share in percent, without the sign; never rounded onto 0, 100 or a goal that it is not.

    >>> percent(0.96), percent(0.947, 0.95), percent(0.9996)
    ('96', '94.7', '99.96')
    """
    return _unlike(100 * share, [0.0, 100.0, *(100 * goal for goal in goals)], 0)


def number(value: float, *goals: float) -> str:
    """A figure without needless digits; never rounded onto a goal that it is not.

    >>> number(3.0), number(2.456), number(4.999, 5.0)
    ('3', '2.46', '4.999')
    """
    return _unlike(value, goals, 0 if value == int(value) else 2)


def _unlike(value: float, others: list[float] | tuple[float, ...], digits: int) -> str:
    for more in range(digits, _MOST_DIGITS + 1):
        text = f"{value:.{more}f}"
        if all(isclose(value, other, abs_tol=1e-9) or float(text) != round(other, more) for other in others):
            return text
    return f"{value:.{_MOST_DIGITS}f}"


def _tail(gate: Gate, figure: Figure, status: GateStatus) -> str:
    if status == "not_enough":
        return f"Not enough cases to judge: {figure.n}, and it takes {gate.min_n}."
    if status == "met" and (limit := _too_few(gate, figure)):
        return f"Met: {limit}."
    return _TAILS[status]


def _too_few(gate: Gate, figure: Figure) -> str:
    """What a perfect figure of so few cases does not show."""
    if figure.low is None or figure.high is None:
        return ""
    if gate.min is not None and figure.good == figure.n and figure.low < gate.min:
        if gate.min >= 1:
            return f"all passed, which with n = {figure.n} shows at least {_whole_down(figure.low)} %"
        return f"all passed, but too few to show {percent(gate.min)} %"
    if gate.max is not None and figure.good == 0 and figure.high > gate.max:
        if gate.max <= 0:
            return f"none at all, which with n = {figure.n} shows at most {_whole_up(figure.high)} %"
        return f"none at all, but too few to show {percent(gate.max)} %"
    return ""


def _whole_down(share: float) -> int:
    return int(100 * share)


def _whole_up(share: float) -> int:
    return -int(-100 * share // 1)
