"""What each field of a strict form takes: a text, one of some words, a number, a list ...

In: a pydantic model of ``case_types`` or ``read_suites``. Out: for each field its kind and its allowed words,
so that a cell can be read and a message can name what is right. Knows nothing about files.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

Kind = Literal["text", "choice", "whole number", "number", "true or false", "list", "groups", "fields"]


@dataclass(frozen=True, slots=True)
class FieldKind:
    """``choices``: the allowed words; ``model``: the form of a group of fields, or of each item of a list.

    ``is_free_text``: any words at all, so that a # in them is a part of the words.
    """

    kind: Kind
    is_required: bool = False
    is_free_text: bool = False
    choices: tuple[str, ...] = ()
    model: type[BaseModel] | None = None


def fields_of(model: type[BaseModel]) -> dict[str, FieldKind]:
    """The fields of ``model`` by the name a file uses for them."""
    kinds: dict[str, FieldKind] = {}
    for name, info in model.model_fields.items():
        has_pattern = any(getattr(rule, "pattern", None) for rule in info.metadata)
        kinds[info.alias or name] = _kind_of(
            info.annotation, is_required=info.is_required(), is_bare=not has_pattern
        )
    return kinds


def field_at(model: type[BaseModel], path: Sequence[str | int]) -> FieldKind | None:
    """The field a path leads to (numbers are items of a list); None when there is none."""
    here: type[BaseModel] | None = model
    found: FieldKind | None = None
    for part in path:
        if isinstance(part, int):
            continue
        if here is None or part not in (kinds := fields_of(here)):
            return None
        found = kinds[part]
        here = found.model
    return found


def form_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel] | None:
    """The form whose fields stand at ``path``."""
    if not [part for part in path if isinstance(part, str)]:
        return model
    found = field_at(model, path)
    return found.model if found else None


def dotted_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields as the columns of a table are named: ``ask``, ``expect.red_flag`` ..."""
    names: list[str] = []
    for name, kind in fields_of(model).items():
        if kind.kind == "fields" and kind.model is not None:
            names += [f"{name}.{inner}" for inner in dotted_names(kind.model)]
        else:
            names.append(name)
    return tuple(names)


def _kind_of(annotation: Any, *, is_required: bool, is_bare: bool) -> FieldKind:
    annotation = _without_none(annotation)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        is_number = all(isinstance(arg, int) for arg in args)
        return FieldKind(
            "whole number" if is_number else "choice", is_required, choices=tuple(map(str, args))
        )
    if origin is tuple:
        item = _without_none(args[0])
        kind: Kind = "groups" if get_origin(item) is tuple else "list"
        return FieldKind(kind, is_required, model=item if _is_form(item) else None)
    if origin in (Mapping, dict) or _is_form(annotation):
        return FieldKind("fields", is_required, model=annotation if _is_form(annotation) else None)
    plain: dict[Any, Kind] = {bool: "true or false", int: "whole number", float: "number", str: "text"}
    return FieldKind(plain[annotation], is_required, is_free_text=annotation is str and is_bare)


def _without_none(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        kept = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _without_none(kept[0])
    return annotation


def _is_form(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
