"""Read one YAML file into the fields of a form, each with its line, and fill a strict model with them.

In: a file. Out: a ``Form`` or problems a nurse can mend; then the model or the problems of its fields.
YAML is read by the strict reader of the knowledge base: no word becomes a boolean, no key stands
twice. Knows nothing about which fields there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import KnowledgeBaseInvalid
from assistant.strict_yaml import find_places, read_yaml
from evals.problem_words import lost_words, problems_of
from evals.problems import CaseProblem, Form

Model = TypeVar("Model", bound=BaseModel)

#: what the YAML reader says, and what it means for somebody who does not know YAML
_PLAIN = (
    ("mapping values are not allowed", "a colon stands inside the text; put quotes around the whole text"),
    ("could not find expected ':'", "this line has no colon, or it must be indented; write  name: value"),
    (r"found character '\\t'", "a tab stands here; indent with spaces"),
    (
        r"found character '[@`%&*!|>]'",
        "the text begins with a special character; put quotes around the whole text",
    ),
    ("while scanning a quoted scalar|found unexpected end of stream", "a quote is opened and not closed"),
    (r"expected ',' or '[\]}]'", "a list that is opened with [ is not closed, or a comma is missing in it"),
    ("expected <block end>", "the line does not fit the ones above; check its indent and its quotes"),
    ("found unknown escape character", "a backslash stands inside double quotes; use single quotes"),
)
_WHERE = re.compile(r"(?:, line (?P<line>\d+))?: (?P<what>.*)", re.DOTALL)


def read_text(path: Path, file: str) -> str | CaseProblem:
    """The text of a file, whatever its line ends; a problem when it is not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return CaseProblem(
            file, 0, "", "it is not UTF-8 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
        )
    except OSError as error:
        return CaseProblem(file, 0, "", f"it cannot be read: {error.strerror}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_form(text: str, file: str) -> Form | CaseProblem:
    """The fields of one YAML text, or why it cannot be read."""
    try:
        fields = read_yaml(text, file)
    except KnowledgeBaseInvalid as error:
        return _plain_problem(str(error), file)
    except ValueError:  # a number of thousands of digits
        return CaseProblem(file, 0, "", "it holds a number that is far too long; put quotes around it")
    if fields is None:
        return CaseProblem(file, 0, "", "the file is empty; write fields such as  id: renewal-form-late")
    if not isinstance(fields, dict):
        return CaseProblem(file, 1, "", "the file must hold fields such as  id: renewal-form-late")
    return Form(file, 1, fields, find_places(text))


def fill(
    model: type[Model], form: Form, known: Mapping[str, object] | None = None
) -> Model | list[CaseProblem]:
    """The strict model, with ``known`` fields that stand in no file; or every problem of the form."""
    problems = list(lost_words(model, form))
    if "half" in form.fields and "half" in (known or {}):
        problems.append(
            form.problem(("half",), "the half comes from the folder the file stands in; remove it here")
        )
    try:
        filled = model.model_validate({**_frozen(form.fields), **(known or {})})
    except ValidationError as error:
        problems += problems_of(error, model, form)
        return sorted(problems, key=lambda problem: problem.line)
    return problems or filled


def _frozen(value: Any) -> Any:
    """Lists as tuples and field names as text, as strict models take them."""
    if isinstance(value, dict):
        return {_name(key): _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _name(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else "null" if key is None else str(key)


def _plain_problem(message: str, file: str) -> CaseProblem:
    found = _WHERE.fullmatch(message.removeprefix(file))
    line, what = (int(found["line"] or 0), found["what"]) if found else (0, message)
    plain = next((words for pattern, words in _PLAIN if re.search(pattern, what)), what.rstrip("."))
    return CaseProblem(file, line, "", plain)
