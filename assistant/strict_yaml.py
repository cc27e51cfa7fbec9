"""Read our YAML files so that a slip is an error with a line number, never a silent change.

In: text and the name of its file. Out: dicts, lists, strings, numbers as written, booleans, dates as text.
Refuses duplicate keys, aliases and anchors (a short file could unfold without end) and deep nesting;
``no``, ``on`` and ``12:30`` stay words. Knows nothing about topics or rules.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from assistant.errors import KnowledgeBaseInvalid

MAX_DEPTH = 12
FieldPath = tuple[str | int, ...]


class Place(NamedTuple):
    """Where a field stands. ``written``: a value as typed, without quotes; empty for lists and groups of fields.

    ``comment``: what YAML drops from a value without quotes, from a # on.
    """

    line: int
    written: str = ""
    comment: str = ""


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader without its guesses: only true/false, whole numbers and decimals are not text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as in yaml


_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9]\d*)$"), list("-0123456789")
)
_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9]\d*)\.\d+$"), list("-0123456789")
)


def read_yaml(text: str, name: str, first_line: int = 1) -> Any:
    """The content of one YAML document; ``name`` and ``first_line`` serve the error messages.

    Raises KnowledgeBaseInvalid with file and line.
    """
    try:
        for event in yaml.parse(text, Loader=_StrictLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _invalid(
                    name, first_line, event.start_mark, "aliases (& and *) are not allowed; write it out"
                )
        loader = _StrictLoader(text)
        node = loader.get_single_node()
        if node is None:
            return None
        _check_node(node, name, first_line, 0)
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or "it is not valid YAML"
        raise _invalid(
            name, first_line, error.problem_mark, f"{problem}; put quotes around text that holds : or #"
        ) from None
    except yaml.YAMLError:
        raise KnowledgeBaseInvalid(
            f"{name}: it holds a character YAML does not allow. Remove control characters."
        ) from None
    except RecursionError:
        raise KnowledgeBaseInvalid(
            f"{name}: nested deeper than {MAX_DEPTH} levels; make it flatter."
        ) from None


def find_places(text: str, first_line: int = 1) -> dict[FieldPath, Place]:
    r"""The place of each field and list item, by its path, in a text that ``read_yaml`` has read.

    >>> find_places("a:\n  - 07 # x")[("a", 0)]
    Place(line=2, written='07', comment='# x')
    """
    places: dict[FieldPath, Place] = {}

    def note(path: FieldPath, marked: yaml.Node, value: yaml.Node) -> None:
        written = value.value if isinstance(value, yaml.ScalarNode) else ""
        places[path] = Place(marked.start_mark.line + first_line, written, _comment_after(value, text))
        walk(path, value)

    def walk(path: FieldPath, node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                note((*path, key.value), key, value)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                note((*path, number), item, item)

    root = _StrictLoader(text).get_single_node()
    if root is not None:
        walk((), root)
    return places


def _comment_after(node: yaml.Node, text: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return ""
    rest = text[node.end_mark.index :].split("\n", 1)[0].strip()
    return rest if rest.startswith("#") else ""


def _check_node(node: yaml.Node, name: str, first_line: int, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _invalid(
            name, first_line, node.start_mark, f"nested deeper than {MAX_DEPTH} levels; make it flatter"
        )
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _invalid(name, first_line, key.start_mark, "a field name must be a plain word")
            if key.value in seen:
                raise _invalid(
                    name, first_line, key.start_mark, f"the key {key.value!r} stands twice; keep one"
                )
            seen.add(key.value)
            _check_node(value, name, first_line, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_node(item, name, first_line, depth + 1)


def _invalid(name: str, first_line: int, mark: Any, what: str) -> KnowledgeBaseInvalid:
    line = (mark.line if mark else 0) + first_line
    return KnowledgeBaseInvalid(f"{name}, line {line}: {what}.")
