"""Read the suites: what is run, which scorers look at it, and which gates must be met.

In: ``suites/*.yaml`` of the user's own folder and of the package. Out: frozen ``Suite`` objects, or
``CaseInvalid`` with file, line, field and the nearest word. Knows nothing about cases or how they are scored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.errors import CaseInvalid
from assistant.strict_yaml import FieldPath
from evals.case_types import CASE_OF, Id, Strict, Task, Words
from evals.eval_types import Aggregate, Gate, Level
from evals.field_kinds import fields_of
from evals.paths import EvalPaths
from evals.problems import CaseProblem, Form, hint, word_problem
from evals.read_forms import fill, read_form, read_text

Name = Annotated[str, Field(pattern="^[a-z0-9]+(_[a-z0-9]+)*$")]
SHARES = ("share", "ratio")


class Regression(Strict):
    """What counts as worse than the baseline. ``max_drop``: the most a share may fall, by metric."""

    alpha: Annotated[float, Field(gt=0, lt=1)] = 0.05
    max_drop: Mapping[str, Annotated[float, Field(ge=0)]] = {}
    flips_block: tuple[Words, ...] = ()


class GateSpec(Strict):
    """A gate as a file writes it: exactly one of ``min`` and ``max``. See ``Gate`` for the fields."""

    metric: Words
    agg: Aggregate
    min: float | None = None
    max: float | None = None
    level: Level = "gate"
    by: str = ""
    only: str = ""
    min_n: Annotated[int, Field(ge=1)] = 1
    why: str = ""


class _SuiteFields(Strict):
    schema_version: Literal[1] = Field(alias="schema")
    name: Name
    version: Annotated[int, Field(ge=1)]
    task: Task
    about: Words
    cases: Annotated[tuple[Name, ...], Field(min_length=1)]
    only_ids: tuple[Id, ...] = ()
    scorers: Annotated[tuple[Words, ...], Field(min_length=1)]
    regression: Regression = Regression()


class SuiteFile(_SuiteFields):
    """A suite as its file writes it."""

    gates: Annotated[tuple[GateSpec, ...], Field(min_length=1)]


class Suite(_SuiteFields):
    """A suite, ready to run. ``cases`` are folders under ``cases/``; ``only_ids`` keeps just these cases."""

    gates: tuple[Gate, ...] = ()

    @property
    def hash(self) -> str:
        """Twelve hex digits that change when anything in the suite changes."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()[:12]


def list_suites(paths: EvalPaths) -> tuple[Suite, ...]:
    """Every suite by name; raises CaseInvalid with the first problem of any."""
    suites, problems = find_suite_problems(paths)
    refuse(problems)
    return suites


def read_suite(paths: EvalPaths, name: str) -> Suite:
    """The suite called ``name``; raises CaseInvalid, with the nearest name when there is none."""
    files = _files(paths)
    if name not in files:
        known = ", ".join(sorted(files)) or "none yet"
        raise CaseInvalid(f"There is no suite {name}; there are: {known}.{hint(name, files)}")
    suite = _read(files[name])
    if isinstance(suite, list):
        refuse(suite)
    assert isinstance(suite, Suite)
    return suite


def find_suite_problems(paths: EvalPaths) -> tuple[tuple[Suite, ...], tuple[CaseProblem, ...]]:
    """The suites that can be run, and every problem of the others."""
    suites: list[Suite] = []
    problems: list[CaseProblem] = []
    for _, path in sorted(_files(paths).items()):
        read = _read(path)
        if isinstance(read, Suite):
            suites.append(read)
        else:
            problems += read
    return tuple(suites), tuple(problems)


def refuse(problems: Sequence[CaseProblem]) -> None:
    """Raise CaseInvalid with the first problem and how many more there are; silent when there is none."""
    if problems:
        more = len(problems) - 1
        rest = f" ({more} more; see them all with: checkback eval lint)" if more else ""
        raise CaseInvalid(f"{problems[0]}{rest}")


def _files(paths: EvalPaths) -> dict[str, Path]:
    """The file of each suite; the user's own stands before the one that ships."""
    found: dict[str, Path] = {}
    for folder in paths.folders("suites"):
        for path in sorted(folder.glob("*.yaml")):
            found.setdefault(path.stem, path)
    return found


def _read(path: Path) -> Suite | list[CaseProblem]:
    file = f"suites/{path.name}"
    text = read_text(path, file)
    form = text if isinstance(text, CaseProblem) else read_form(text, file)
    if isinstance(form, CaseProblem):
        return [form]
    folders = form.fields.get("cases")
    if isinstance(folders, str):
        form = Form(file, 1, {**form.fields, "cases": [folders]}, form.places)
    read = fill(SuiteFile, form)
    if isinstance(read, list):
        return read
    problems = [*_suite_problems(read, form, path.stem), *_metric_problems(read, form)]
    if problems:
        return sorted(problems, key=lambda problem: problem.line)
    return to_suite(read)


def to_suite(read: SuiteFile) -> Suite:
    """The suite with its gates as the rest of the evaluation uses them."""
    names = [field.name for field in fields(Gate)]
    gates = tuple(Gate(**{name: getattr(spec, name) for name in names}) for spec in read.gates)
    kept: dict[str, Any] = {name: getattr(read, name) for name in _SuiteFields.model_fields}
    return Suite(**{"schema": kept.pop("schema_version"), **kept, "gates": gates})


def _suite_problems(suite: SuiteFile, form: Form, stem: str) -> Iterator[CaseProblem]:
    if suite.name != stem:
        yield form.problem(("name",), f"found '{suite.name}'; it must be the file name: {stem}")
    for number, gate in enumerate(suite.gates):
        yield from _gate_problems(gate, form, ("gates", number), suite.task)


def _gate_problems(gate: GateSpec, form: Form, path: FieldPath, task: Task) -> Iterator[CaseProblem]:
    if (gate.min is None) == (gate.max is None):
        yield form.problem(path, f"the gate of {gate.metric} needs min or max, and not both")
    for side, limit in (("min", gate.min), ("max", gate.max)):
        if limit is not None and gate.agg in SHARES and not 0 <= limit <= 1:
            what = f"found {limit:g}; a {gate.agg} lies between 0 and 1: write 0.95 for 95 in 100"
            yield form.problem((*path, side), what)
    known = fields_of(CASE_OF[task])
    yield from word_problem(form, (*path, "by"), gate.by, known)
    name, equals, value = gate.only.partition("=")
    if gate.only and not (equals and value):
        yield form.problem((*path, "only"), f"found '{gate.only}'; write field=value, such as style=spoken")
        return
    yield from word_problem(form, (*path, "only"), name, known)
    if name in known and known[name].choices:
        yield from word_problem(form, (*path, "only"), value, known[name].choices)


def _metric_problems(suite: SuiteFile, form: Form) -> Iterator[CaseProblem]:
    from evals.figures import TIMED
    from evals.scorers import METRICS, SCORERS, TASKS_OF

    for number, scorer in enumerate(suite.scorers):
        yield from word_problem(form, ("scorers", number), scorer, SCORERS)
        if scorer in SCORERS and suite.task not in TASKS_OF[scorer]:
            fitting = ", ".join(name for name, tasks in TASKS_OF.items() if suite.task in tasks)
            what = f"the scorer {scorer} cannot read the task {suite.task}; those that can: {fitting}"
            yield form.problem(("scorers", number), what)
    used: list[tuple[FieldPath, str]] = [
        *((("gates", number, "metric"), gate.metric) for number, gate in enumerate(suite.gates)),
        *((("regression", "max_drop", metric), metric) for metric in suite.regression.max_drop),
        *(
            (("regression", "flips_block", n), metric)
            for n, metric in enumerate(suite.regression.flips_block)
        ),
    ]
    for path, metric in used:
        yield from word_problem(form, path, metric, (*METRICS, *TIMED))
        scorer = METRICS[metric].scorer if metric in METRICS else ""
        if scorer and scorer not in suite.scorers and set(suite.scorers) <= set(SCORERS):
            yield form.problem(path, f"{metric} comes from the scorer {scorer}; add {scorer} to scorers")
