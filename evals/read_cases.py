"""Read the cases of a suite: YAML files with one case each, and tables with one case a row.

In: a suite and ``cases/<folder>/<dev|test>/*``. Out: cases sorted by id; or every problem, each with file, line
and field, so that a person can mend all of them at once. The half comes from the folder.
Knows nothing about what a case refers to (see ``lint``) or how it is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.case_types import CASE_OF, HALVES, AnyCase, Half, Task
from evals.paths import EvalPaths
from evals.problems import CaseProblem, Form, hint
from evals.read_forms import fill, read_form, read_text
from evals.read_suites import Suite, refuse
from evals.read_tables import read_rows

__all__ = ["CaseProblem", "PlacedCase", "find_case_problems", "load_cases", "place_cases", "read_case"]

_WRONG_KINDS = {
    ".yml": "end its name in .yaml",
    ".xlsx": "save the table as CSV UTF-8",
    ".xls": "save the table as CSV UTF-8",
    ".ods": "save the table as CSV UTF-8",
    ".tsv": "end its name in .csv",
    ".txt": "end its name in .yaml or .csv",
    ".json": "write the case as .yaml or .csv",
}


@dataclass(frozen=True, slots=True)
class PlacedCase:
    """A case and the form it was read from, so that a later check can name file and line."""

    case: AnyCase
    form: Form


def load_cases(paths: EvalPaths, suite: Suite) -> tuple[AnyCase, ...]:
    """The cases of a suite by id; raises CaseInvalid with the first problem and how many more there are."""
    cases, problems = find_case_problems(paths, suite)
    refuse(problems)
    return cases


def find_case_problems(paths: EvalPaths, suite: Suite) -> tuple[tuple[AnyCase, ...], tuple[CaseProblem, ...]]:
    """The cases that can be read, by id, and every problem of the files of the suite."""
    placed, problems = place_cases(paths, suite)
    return tuple(each.case for each in placed), problems


def place_cases(paths: EvalPaths, suite: Suite) -> tuple[tuple[PlacedCase, ...], tuple[CaseProblem, ...]]:
    """As ``find_case_problems``, each case with the place it stands in."""
    placed: list[PlacedCase] = []
    problems = list(_folder_problems(paths, suite))
    for path, file, half in _files(paths, suite.cases):
        found, wrong = _read_file(path, file, half, suite.task)
        placed += found
        problems += wrong
    problems += _twice(placed)
    if suite.only_ids:
        problems += _unknown_ids(suite, placed)
        placed = [each for each in placed if each.case.id in suite.only_ids]
    return tuple(sorted(placed, key=lambda each: each.case.id)), tuple(problems)


def read_case(text: str, file: str, half: Half, task: Task) -> PlacedCase | list[CaseProblem]:
    """The case of one YAML text whose file is called ``file``, or its problems."""
    form = read_form(text, file)
    if isinstance(form, CaseProblem):
        return [form]
    case = fill(CASE_OF[task], form, {"half": half})
    if isinstance(case, list):
        return case
    stem = Path(file).stem
    if stem != case.id.replace("-", "_"):
        name = f"{case.id.replace('-', '_')}.yaml"
        what = f"found '{case.id}', but the file is called {Path(file).name}; call the file {name}, or"
        return [form.problem(("id",), f"{what} write  id: {stem.replace('_', '-').lower()}")]
    return PlacedCase(case, form)


def _read_file(path: Path, file: str, half: Half, task: Task) -> tuple[list[PlacedCase], list[CaseProblem]]:
    text = read_text(path, file)
    if isinstance(text, CaseProblem):
        return [], [text]
    if path.suffix.lower() == ".yaml":
        read = read_case(text, file, half, task)
        return ([read], []) if isinstance(read, PlacedCase) else ([], read)
    forms, problems = read_rows(text, file, CASE_OF[task])
    placed: list[PlacedCase] = []
    for form in forms:
        case = fill(CASE_OF[task], form, {"half": half})
        if isinstance(case, list):
            problems += case
        else:
            placed.append(PlacedCase(case, form))
    return placed, problems


def _files(paths: EvalPaths, folders: Sequence[str]) -> Iterator[tuple[Path, str, Half]]:
    """Each file of cases, the name it is shown by, and its half."""
    for root in paths.folders("cases"):
        for folder in folders:
            for half in HALVES:
                for path in _visible((root / folder / half).glob("*")):
                    if path.suffix.lower() in (".yaml", ".csv"):
                        yield path, f"cases/{folder}/{half}/{path.name}", half


def _folder_problems(paths: EvalPaths, suite: Suite) -> Iterator[CaseProblem]:
    roots = paths.folders("cases")
    existing = sorted({path.name for root in roots for path in _visible(root.glob("*")) if path.is_dir()})
    for folder in suite.cases:
        if folder not in existing:
            what = f"there is no folder cases/{folder}.{hint(folder, existing)}"
            yield CaseProblem(f"suites/{suite.name}.yaml", 0, "cases", what)
        for root in roots:
            yield from _misplaced(root / folder, f"cases/{folder}")


def _misplaced(folder: Path, shown: str) -> Iterator[CaseProblem]:
    """Files that would be passed over without a word: outside the halves, or of another kind."""
    for path in _visible(folder.glob("*")):
        if path.is_dir() and path.name not in HALVES:
            what = f"cases stand in dev/ or test/ only; this folder is not read.{hint(path.name, HALVES)}"
            yield CaseProblem(f"{shown}/{path.name}", 0, "", what)
        elif path.suffix.lower() in (".yaml", ".csv"):
            yield CaseProblem(f"{shown}/{path.name}", 0, "", "move this file into the folder dev or test")
    for half in HALVES:
        for path in _visible((folder / half).glob("*")):
            if (wrong := path.suffix.lower()) in _WRONG_KINDS:
                what = f"this file is not read; {_WRONG_KINDS[wrong]}"
                yield CaseProblem(f"{shown}/{half}/{path.name}", 0, "", what)
            elif path.is_dir():
                yield CaseProblem(
                    f"{shown}/{half}/{path.name}", 0, "", "a folder here is not read; move its files up"
                )


def _visible(paths: Iterable[Path]) -> list[Path]:
    """In the order of their names, without hidden files and the locks of office programs."""
    return sorted(path for path in paths if not path.name.startswith((".", "~")))


def _twice(placed: Sequence[PlacedCase]) -> Iterator[CaseProblem]:
    first: dict[str, Form] = {}
    for each in placed:
        before = first.setdefault(each.case.id, each.form)
        if before is not each.form:
            where = f"{before.file}, line {before.place(('id',)).line}"
            yield each.form.problem(
                ("id",), f"the id '{each.case.id}' stands twice, also in {where}; change one"
            )


def _unknown_ids(suite: Suite, placed: Sequence[PlacedCase]) -> Iterator[CaseProblem]:
    known = {each.case.id for each in placed}
    for wanted in suite.only_ids:
        if wanted not in known:
            what = f"there is no case '{wanted}' in {', '.join(suite.cases)}.{hint(wanted, known)}"
            yield CaseProblem(f"suites/{suite.name}.yaml", 0, "only_ids", what)
