"""Read a table of cases: one row is one case, as a spreadsheet saves it.

In: the text of a CSV file and the form of its cases. Out: a ``Form`` for each row, and problems.
Comma, semicolon or tab between cells; ``|`` between the items of a list, ``||`` between groups; an empty cell is a
field left out. Only cells of true/false and number fields change their kind. Knows nothing about other files.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from assistant.strict_yaml import FieldPath, Place
from evals.field_kinds import FieldKind, dotted_names, field_at
from evals.problems import CaseProblem, Form, hint

SEPARATORS = (",", ";", "\t")
_GUARDED = re.compile(r"'(?=[=+\-@])")
_WHOLE = re.compile(r"-?[0-9]{1,15}")


def read_rows(text: str, file: str, model: type[BaseModel]) -> tuple[list[Form], list[CaseProblem]]:
    """A form for each row that can be read; a wrong first line gives no form at all."""
    if "\x00" in text:
        return [], [CaseProblem(file, 0, "", "it is not plain text; save it as CSV UTF-8")]
    rows, problems = _rows(text, file)
    if not rows:
        return [], problems or [
            CaseProblem(file, 0, "", "the file is empty; its first line names the columns")
        ]
    columns = [name.strip() for name in rows[0][1]]
    if wrong := list(_header_problems(columns, file, model)):
        return [], wrong
    forms: list[Form] = []
    for line, cells in rows[1:]:
        if problem := _row_problem(cells, columns, line, file):
            problems.append(problem)
        else:
            forms.append(_form(dict(zip(columns, cells, strict=False)), line, file, model))
    return forms, problems


def cell_value(cell: str, kind: FieldKind | None) -> Any:
    """A cell as its field takes it; what does not fit stays text, so that the form can say so."""
    cell = cell[1:] if _GUARDED.match(cell) else cell
    if kind is None or kind.is_free_text:
        return cell
    if kind.kind == "groups":
        return tuple(_items(group) for group in cell.split("||"))
    if kind.kind == "list":
        return _items(cell)
    bare = cell.strip().casefold()  # a spreadsheet writes TRUE and FALSE
    if kind.kind == "true or false":
        return {"true": True, "false": False}.get(bare, cell)
    if kind.kind == "whole number" and _WHOLE.fullmatch(bare):
        return int(bare)
    return cell.strip()


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split("|"))


def _rows(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[CaseProblem]]:
    """Each row that is not empty, with the line it begins on, as far as the table can be read."""
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        what = (
            "in this row a quote is opened and not closed, or stands inside a cell; write two quotes for one"
        )
        return rows, [CaseProblem(file, begins, "", what)]
    return rows, []


def _header_problems(columns: Sequence[str], file: str, model: type[BaseModel]) -> Iterator[CaseProblem]:
    known = [name for name in dotted_names(model) if name != "half"]
    for name, count in Counter(filter(None, columns)).items():
        if count > 1:
            yield CaseProblem(file, 1, name, "this column stands twice; keep one")
        if name == "half":
            yield CaseProblem(
                file, 1, name, "the half comes from the folder the file stands in; remove this column"
            )
        elif name not in known:
            end = [full for full in known if full.rpartition(".")[2] == name]
            near = f" Did you mean {end[0]}?" if end else hint(name, known)
            what = "there is no such column." + (near or f" Allowed: {', '.join(known)}")
            yield CaseProblem(file, 1, name, what)


def _row_problem(cells: Sequence[str], columns: Sequence[str], line: int, file: str) -> CaseProblem | None:
    is_spare_used = any(cells[len(columns) :])
    is_unnamed_used = any(cell for name, cell in zip(columns, cells, strict=False) if not name)
    if len(cells) >= len(columns) and not is_spare_used and not is_unnamed_used:
        return None
    named = len([name for name in columns if name])
    what = f"this row has {len(cells)} cells, and the first line names {named} columns"
    return CaseProblem(file, line, "", f"{what}; put quotes around a cell that holds a comma or semicolon")


def _form(row: dict[str, str], line: int, file: str, model: type[BaseModel]) -> Form:
    fields: dict[str, Any] = {}
    places: dict[FieldPath, Place] = {}
    for column, cell in row.items():
        path = tuple(column.split("."))
        if not column or not cell.strip():
            continue
        group = fields
        for part in path[:-1]:
            group = group.setdefault(part, {})
        group[path[-1]] = cell_value(cell, field_at(model, path))
        places[path] = Place(line, cell)
    return Form(file, line, fields, places, is_row=True)
