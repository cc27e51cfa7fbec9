"""Say what is wrong in a case or a suite so that a nurse can mend her file.

In: the errors of a strict form and where each field stands. Out: one ``CaseProblem`` for each slip, with what was
found, what is allowed and the nearest right word. Knows nothing about how files are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.strict_yaml import FieldPath
from evals.field_kinds import FieldKind, dotted_names, field_at, fields_of, form_at
from evals.problems import CaseProblem, Form, nearest, shorten

_YES, _NO = ("yes", "y", "on", "1"), ("no", "n", "off", "0")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and single hyphens, such as renewal-form-late",
    "^[a-z0-9]+(_[a-z0-9]+)*$": "small letters, digits and single underscores, such as planted_errors",
    "^([A-Z]{2})?$": "two capital letters, such as OH, or nothing",
    "^F[0-9]{3}$": "F and three digits, such as F080",
}
_EXAMPLES = {"text": '"..."', "list": '["..."]', "groups": '[["..."]]', "whole number": "1", "number": "0.95"}


def problems_of(error: ValidationError, model: type[BaseModel], form: Form) -> list[CaseProblem]:
    """One problem for each slip, in the order of the lines; what only follows from another slip is left out."""
    errors = error.errors(include_url=False)
    unknown = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], _near_field(str(loc[-1]), model, loc[:-1])) for loc in unknown}
    inner = {e["loc"][:end] for e in errors for end in range(len(e["loc"]))}
    problems = [
        form.problem(tuple(e["loc"]), _explain(dict(e), model, form))
        for e in errors
        if not (e["type"] == "missing" and e["loc"] in meant)
        and not (e["type"] == "too_short" and e["loc"] in inner)
    ]
    return sorted(problems, key=lambda problem: problem.line)


def lost_words(model: type[BaseModel], form: Form) -> Iterator[CaseProblem]:
    """Free text that YAML cut off at a #: the rest would be lost without a word."""
    for path, place in form.places.items():
        kind = field_at(model, path)
        if place.comment and kind is not None and kind.is_free_text:
            yield form.problem(
                path,
                f"the text stops before the # ({shorten(place.comment)}); put quotes around the whole text",
            )


def _explain(error: dict[str, Any], model: type[BaseModel], form: Form) -> str:
    path: FieldPath = tuple(error["loc"])
    name, kind, type_, place = str(path[-1]), field_at(model, path), error["type"], form.place(path)
    if type_ == "extra_forbidden":
        return _unknown_field(name, model, path[:-1])
    if type_ == "missing":
        return _missing(name, kind, form)
    if error["input"] is None or type_ in ("string_too_short", "too_short"):
        return "it is empty; write something, or remove it"
    if type_ == "string_pattern_mismatch":
        return _pattern(error["input"], error["ctx"]["pattern"])
    slip = _Slip(error["input"], place.written, _depth(path))
    if type_.startswith(("greater_than", "less_than")):
        return f"{slip.found}; it must be {_limit(error['ctx'])}"
    return _WRONG[kind.kind](slip, kind) if kind else f"{slip.found}; that cannot be used here"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A value of the wrong kind, as read and as written; ``depth`` 1 is an item of a list, 2 of a group."""

    value: Any
    written: str
    depth: int

    @property
    def found(self) -> str:
        if isinstance(self.value, bool):
            return f"found {self.shown}"
        if isinstance(self.value, int | float):
            return f"found the number {self.shown}"
        if isinstance(self.value, str):
            return f"found '{shorten(self.value)}'"
        return "found a list" if isinstance(self.value, tuple | list) else "found a group of fields"

    @property
    def shown(self) -> str:
        """The value as it was written, or dots for a list or a group."""
        if isinstance(self.value, bool):
            return self.written or str(self.value).lower()
        if isinstance(self.value, str | int | float):
            return shorten(self.written or str(self.value))
        return "..."


def _wrong_text(slip: _Slip, _kind: FieldKind) -> str:
    if isinstance(slip.value, bool | int | float):
        return f'{slip.found}; put it in quotes: "{slip.shown}"'
    return f"{slip.found}; one text is needed"


def _wrong_choice(slip: _Slip, kind: FieldKind) -> str:
    if slip.shown in kind.choices:
        return f'{slip.found}; put it in quotes: "{slip.shown}"'
    near = nearest(slip.shown, kind.choices)
    needs_quotes = near.isdigit() and not isinstance(slip.value, str)
    meant = (
        f' Did you mean "{near}", in quotes?' if needs_quotes else f" Did you mean {near}?" if near else ""
    )
    return f"{slip.found}; allowed: {', '.join(kind.choices)}.{meant}"


def _wrong_true_or_false(slip: _Slip, _kind: FieldKind) -> str:
    word = slip.shown.strip().casefold()
    if word in ("true", "false"):
        return f"{slip.found}; write it in small letters and without quotes: {word}"
    meant = "true" if word in _YES else "false" if word in _NO else ""
    return f"{slip.found}; write true or false." + (f" Did you mean {meant}?" if meant else "")


def _wrong_number(slip: _Slip, kind: FieldKind) -> str:
    if kind.choices:
        return f"{slip.found}; write {' or '.join(kind.choices)}, without quotes"
    if isinstance(slip.value, str) and _NUMBER.fullmatch(slip.value.strip()):
        return f"{slip.found}; write the number without quotes: {slip.value.strip()}"
    return f"{slip.found}; a {kind.kind} is needed, such as {_EXAMPLES[kind.kind]}"


def _wrong_list(slip: _Slip, kind: FieldKind) -> str:
    if kind.model is not None:
        return _wrong_fields(slip, kind)
    return _wrong_text(slip, kind) if slip.depth else f'{slip.found}; a list is needed: ["{slip.shown}"]'


def _wrong_groups(slip: _Slip, kind: FieldKind) -> str:
    if slip.depth == 1:
        return f'{slip.found}; each group is a list of its own: ["{slip.shown}"]'
    if slip.depth:
        return _wrong_text(slip, kind)
    return f'{slip.found}; a list of groups is needed, each a list of its own: [["{slip.shown}"]]'


def _wrong_fields(slip: _Slip, _kind: FieldKind) -> str:
    return f"{slip.found}; fields are needed here, each on a line of its own and indented"


_WRONG: dict[str, Callable[[_Slip, FieldKind], str]] = {
    "text": _wrong_text,
    "choice": _wrong_choice,
    "true or false": _wrong_true_or_false,
    "whole number": _wrong_number,
    "number": _wrong_number,
    "list": _wrong_list,
    "groups": _wrong_groups,
    "fields": _wrong_fields,
}


def _depth(path: FieldPath) -> int:
    depth = 0
    while depth < len(path) and isinstance(path[-1 - depth], int):
        depth += 1
    return depth


def _unknown_field(name: str, model: type[BaseModel], group: FieldPath) -> str:
    if "." in name and name in dotted_names(model):
        at, _, last = name.rpartition(".")
        return (
            f"names with a dot are for tables; in this file write  {last}  on an indented line under  {at}:"
        )
    if elsewhere := [full for full in dotted_names(model) if full.rpartition(".")[2] == name]:
        at = elsewhere[0].rpartition(".")[0]
        return f"the field {name} belongs {f'under {at}' if at else 'on the first level'}: {elsewhere[0]}"
    if near := _near_field(name, model, group):
        return f"there is no field {name}. Did you mean {near}?"
    known = ", ".join(_known_fields(model, group))
    return f"there is no field {name}; allowed: {known}"


def _known_fields(model: type[BaseModel], group: FieldPath) -> list[str]:
    form = form_at(model, group)
    return [field for field in fields_of(form) if field != "half"] if form else []


def _near_field(name: str, model: type[BaseModel], group: FieldPath) -> str:
    return nearest(name, _known_fields(model, group))


def _missing(name: str, kind: FieldKind | None, form: Form) -> str:
    choices = kind.choices if kind else ()
    allowed = f"; allowed: {', '.join(choices)}" if choices else ""
    if form.is_row:
        return f"it is missing or empty; every case needs {name}{allowed}"
    example = choices[0] if choices else _EXAMPLES.get(kind.kind if kind else "", "true")
    return f"this field is missing; add a line such as  {name}: {example}{allowed}"


def _pattern(value: str, pattern: str) -> str:
    what = _PATTERNS.get(pattern, f"another form ({pattern})")
    joint = "_" if "_" in pattern else "-"
    tries = (value.strip().upper(), re.sub(r"[^a-z0-9]+", joint, value.casefold()).strip(joint))
    right = next((word for word in tries if word and re.fullmatch(pattern, word)), "")
    return f"found '{shorten(value)}'; needed: {what}." + (f" Did you mean {right}?" if right else "")


def _limit(context: dict[str, Any]) -> str:
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return " and ".join(f"{words[key]} {value:g}" for key, value in context.items() if key in words)
