"""All scorers by name, what each of their figures means, and how one case is scored.

In: a case, its output, the world, and the names of scorers. Out: one value for each metric that applies.
A scorer that raises is not caught here: the case then is an error, never a 0.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.errors import CaseInvalid
from evals.case_types import CASE_OF, AnyCase, Task
from evals.eval_types import Output, Value
from evals.scorers import (
    check_questions,
    checkback,
    facts,
    grounding,
    jargon,
    needs,
    phi,
    planted,
    readability,
    red_flags,
    redaction,
    resources,
    retrieval,
    scope,
)
from evals.scorers.metric import Metric
from evals.world import World

__all__ = ["METRICS", "SCORERS", "TASKS_OF", "Metric", "score_case"]

Scorer = Callable[[Any, Output, World], dict[str, Value]]

_REPLY: tuple[Task, ...] = ("reply",)
_MODULES: tuple[tuple[str, Any, tuple[Task, ...]], ...] = (
    ("readability", readability, _REPLY),
    ("jargon", jargon, _REPLY),
    ("checkback", checkback, _REPLY),
    ("facts", facts, _REPLY),
    ("grounding", grounding, _REPLY),
    ("retrieval", retrieval, _REPLY),
    ("resources", resources, _REPLY),
    ("red_flags", red_flags, ("reply", "red_flags")),
    ("phi", phi, _REPLY),
    ("scope", scope, _REPLY),
    ("needs", needs, _REPLY),
    ("redaction", redaction, ("redact",)),
    ("check_questions", check_questions, ("check_back",)),
    ("planted", planted, ("verify",)),
)
SCORERS: Mapping[str, Scorer] = {name: module.score for name, module, _ in _MODULES}
METRICS: Mapping[str, Metric] = {
    name: metric for _, module, _ in _MODULES for name, metric in module.METRICS.items()
}
TASKS_OF: Mapping[str, tuple[Task, ...]] = {name: tasks for name, _, tasks in _MODULES}
"""The tasks whose outputs a scorer can read."""


def score_case(case: AnyCase, output: Output, world: World, names: Sequence[str]) -> dict[str, Value]:
    """The values of these scorers; raises CaseInvalid for a scorer that is unknown or reads another task."""
    task = next(task for task, kind in CASE_OF.items() if isinstance(case, kind))
    values: dict[str, Value] = {}
    for name in names:
        _check_name(name, task)
        values |= SCORERS[name](case, output, world)
    return values


def _check_name(name: str, task: Task) -> None:
    if name not in SCORERS:
        near = difflib.get_close_matches(name, SCORERS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise CaseInvalid(f"There is no scorer {name}.{hint} Scorers are: {', '.join(SCORERS)}.")
    if task not in TASKS_OF[name]:
        fitting = ", ".join(each for each, tasks in TASKS_OF.items() if task in tasks)
        raise CaseInvalid(f"The scorer {name} can not read the task {task}. Scorers for it: {fitting}.")
