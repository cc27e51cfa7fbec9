"""Add a case: from a form, or by answering questions in the terminal.

In: fields as a person filled them in. Out: a new YAML file in the user's own folder of cases; or ``CaseInvalid``
with every field that must be mended. Nothing is written that would not read back as the same case, that names what
does not exist, or that may hold who a real person is; and no file is ever overwritten.
Knows nothing about pages or about how a question is shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import CaseInvalid
from assistant.settings import load_settings
from evals.case_fields import check_fields
from evals.case_file import case_text
from evals.case_questions import Interview, choose_suite
from evals.case_rules import Known
from evals.case_types import HALVES, AnyCase, Half
from evals.lint import open_known
from evals.paths import EvalPaths
from evals.problems import hint
from evals.read_cases import PlacedCase, place_cases, read_case
from evals.read_suites import Suite, read_suite

if TYPE_CHECKING:
    from assistant.redaction import Redactor


def save_case(
    paths: EvalPaths,
    suite: Suite | str,
    half: str,
    fields: Mapping[str, object],
    *,
    redactor: Redactor | None = None,
    known: Known | None = None,
) -> Path:
    """Write the case and return its file; raises CaseInvalid and writes nothing when anything must be mended.

    ``fields``: names as the columns of a table (``expect.red_flag``) or nested; a list may be one text with ``|``
    between its items; what is empty is left out.
    """
    suite = read_suite(paths, suite) if isinstance(suite, str) else suite
    chosen = _half(half)
    problems, placed = check_fields(
        suite.task, chosen, fields, redactor or _load(), known or open_known(load_settings())
    )
    if placed is None:
        raise CaseInvalid("; ".join(f"{problem.field}: {problem.what}" for problem in problems))
    path = _free_place(paths, suite, chosen, placed.case)
    text = case_text(placed.case)
    back = read_case(text, path.name, chosen, suite.task)
    if not isinstance(back, PlacedCase) or back.case != placed.case:
        raise CaseInvalid("The case holds characters that cannot be kept in a file. Type its words again.")
    _write_new(path, text)
    return path


def ask_for_case(
    paths: EvalPaths,
    suite_name: str,
    ask: Callable[[str], str],
    tell: Callable[[str], None],
    *,
    redactor: Redactor | None = None,
    known: Known | None = None,
) -> Path:
    """Ask for a case, one question at a time and each until it can be used; write it and return its file."""
    suite = choose_suite(paths, suite_name, ask, tell)
    redactor, known = redactor or _load(), known or open_known(load_settings())
    taken = {each.case.id for each in place_cases(paths, suite)[0]}
    interview = Interview(suite, taken, redactor, known, ask, tell)
    half, fields = interview.run()
    return save_case(paths, suite, half, fields, redactor=redactor, known=known)


def _half(half: str) -> Half:
    if half not in HALVES:
        raise CaseInvalid(f"half: found '{half}'; allowed: {', '.join(HALVES)}.{hint(half, HALVES)}")
    return "dev" if half == "dev" else "test"


def _free_place(paths: EvalPaths, suite: Suite, half: Half, case: AnyCase) -> Path:
    if suite.only_ids:
        raise CaseInvalid(
            f"The suite {suite.name} takes single cases of other suites. Add the case to one of those, "
            f"then its id to only_ids in suites/{suite.name}.yaml."
        )
    path = paths.own / "cases" / suite.cases[0] / half / f"{case.id.replace('-', '_')}.yaml"
    same = [each.form.file for each in place_cases(paths, suite)[0] if each.case.id == case.id]
    if same or path.exists():
        raise CaseInvalid(
            f"id: there is a case '{case.id}' already, in {(same or [path.name])[0]}. Choose another id."
        )
    return path


def _write_new(path: Path, text: str) -> None:
    """All of the file or none of it; never over another one."""
    is_ours = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            is_ours = True
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise CaseInvalid(f"id: the file {path.name} is there already. Choose another id.") from None
    except OSError as error:
        if is_ours:
            path.unlink(missing_ok=True)
        raise CaseInvalid(f"The case could not be written to {path.parent}: {error.strerror}.") from None


def _load() -> Redactor:
    from assistant.redaction import Redactor

    return Redactor()
