"""Check a case that stands in no file yet, as a form or the terminal gave it.

In: fields by name. Out: the case, or every problem with it, field by field.
Knows nothing about where it will stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evals.case_identity import CHECKED, identity_problems
from evals.case_rules import Known, rule_problems
from evals.case_types import CASE_OF, Half, RedactCase, Task
from evals.field_kinds import field_at
from evals.problems import CaseProblem, Form
from evals.read_cases import PlacedCase
from evals.read_forms import fill
from evals.read_tables import cell_value

if TYPE_CHECKING:
    from assistant.redaction import Redactor


def check_fields(
    task: Task, half: Half, fields: Mapping[str, object], redactor: Redactor | None, known: Known
) -> tuple[list[CaseProblem], PlacedCase | None]:
    """Every problem of a case that stands in no file yet, or the case; without ``redactor`` not its identity."""
    model = CASE_OF[task]
    form = Form("the new case", 0, _nested(fields, task), {}, is_row=True)
    case = fill(model, form, {"half": half})
    if isinstance(case, list):
        return case, None
    placed = PlacedCase(case, form)
    problems = list(rule_problems(placed, known))
    if redactor and (CHECKED not in case.tags or isinstance(case, RedactCase)):
        problems += identity_problems(placed, redactor)
    return problems, None if problems else placed


def _nested(fields: Mapping[str, object], task: Task) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in _flat(fields).items():
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        path = tuple(name.split("."))
        group = nested
        for part in path[:-1]:
            inner = group.get(part)
            group[part] = inner if isinstance(inner, dict) else {}
            group = group[part]
        kind = field_at(CASE_OF[task], path)
        is_cell = isinstance(value, str) and not (kind and kind.is_free_text)
        group[path[-1]] = cell_value(str(value), kind) if is_cell else value
    return nested


def _flat(fields: Mapping[str, object], group: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in fields.items():
        full = f"{group}{name}"
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{full}.")
        else:
            flat[full] = value
    return flat
