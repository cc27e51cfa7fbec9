"""Read a rule file of the safety folder strictly, so that a slip of the pen is named and not guessed at.

In: a YAML file that a nurse edits. Out: plain fields that know their line.
Refuses unknown or missing or doubled keys, aliases, and values of the wrong kind, each with file, line and
field. Everything stays text: 988 is never a number and no is never false.
Knows nothing about what the fields mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import yaml

from assistant.errors import KnowledgeBaseInvalid

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_CHARACTERS = 2_000_000


class Entry:
    """One mapping, list or text of a rule file, with its place."""

    def __init__(self, node: yaml.Node, file: Path, field: str) -> None:
        self._node = node
        self._file = file
        self._field = field

    def wrong(self, what: str, line: int = 0) -> NoReturn:
        """Refuse this place of the file."""
        line = line or self._node.start_mark.line + 1
        raise KnowledgeBaseInvalid(
            f"{self._file.name}, line {line}, {self._field or 'whole file'}: {what}. "
            "Mend the file, then run: checkback library check"
        )

    def fields(self, needed: Iterable[str], may: Iterable[str] = ()) -> dict[str, Entry]:
        """The fields of a mapping; every needed one must be there and no other than those named."""
        found = dict(self.items())
        needed, allowed = list(needed), {*needed, *may}
        for key, entry in found.items():
            if key not in allowed:
                entry.wrong(f"unknown key {key!r}; known are {', '.join(sorted(allowed))}")
        for key in needed:
            if key not in found:
                self.wrong(f"the key {key!r} is missing")
        return found

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Key and value of a mapping, in file order."""
        if not isinstance(self._node, yaml.MappingNode):
            self.wrong("expected keys and values here")
        seen: set[str] = set()
        for key, value in self._node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong("a key must be one word")
            if key.value in seen:
                Entry(key, self._file, f"{self._field}.{key.value}").wrong("the key stands here twice")
            seen.add(key.value)
            yield key.value, Entry(value, self._file, f"{self._field}.{key.value}".lstrip("."))

    def entries(self) -> list[Entry]:
        """The members of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            self.wrong("expected a list (lines that begin with -)")
        return [Entry(node, self._file, f"{self._field}[{i}]") for i, node in enumerate(self._node.value, 1)]

    def text(self, among: Sequence[str] = ()) -> str:
        """One text, trimmed; never empty, and one of ``among`` when that is given."""
        if not isinstance(self._node, yaml.ScalarNode):
            self.wrong("expected one text")
        value = " ".join(self._node.value.split())
        if not value:
            self.wrong("it is empty")
        if among and value not in among:
            self.wrong(f"{value!r} is not one of {', '.join(among)}")
        return value

    def maybe_text(self) -> str:
        """One text that may be empty."""
        return "" if isinstance(self._node, yaml.ScalarNode) and not self._node.value.strip() else self.text()

    def number(self, lowest: int, highest: int) -> int:
        """A whole number in a range."""
        value = self.text()
        if not value.isdecimal() or not lowest <= int(value) <= highest:
            self.wrong(f"expected a whole number from {lowest} to {highest}")
        return int(value)

    def lines(self) -> list[tuple[str, int]]:
        """The lines of a block (key: |), trimmed, each with its line in the file; empty lines are left out."""
        if not isinstance(self._node, yaml.ScalarNode):
            self.wrong("expected a block of lines (key: | and then one line each)")
        first = self._node.start_mark.line + (2 if self._node.style in {"|", ">"} else 1)
        rows = ((row.strip(), first + i) for i, row in enumerate(self._node.value.split("\n")))
        return [(row, line) for row, line in rows if row]

    def words(self) -> list[str]:
        """All words of a text or block."""
        return [word for row, _ in self.lines() for word in row.split()]


def read_rule_file(path: Path) -> Entry:
    """The whole file as one entry; raises KnowledgeBaseInvalid with file and line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise KnowledgeBaseInvalid(
            f"{path.name} cannot be read ({type(problem).__name__}). Put the file back, then run: checkback doctor"
        ) from problem
    if len(text) > _MOST_CHARACTERS:
        raise KnowledgeBaseInvalid(f"{path.name} is larger than a rule file may be. Split or shorten it.")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise KnowledgeBaseInvalid(
            f"{path.name}, line {line}: this is not valid YAML ({getattr(problem, 'problem', None)}). "
            "Check the quotes and the indents of that line."
        ) from None
    if node is None:
        raise KnowledgeBaseInvalid(f"{path.name} is empty. Put the file back, then run: checkback doctor")
    _refuse_aliases(node, path)
    return Entry(node, path, "")


def _refuse_aliases(root: yaml.Node, path: Path) -> None:
    """An alias makes one node stand twice; a nest of them can blow up a tiny file (reliability guide)."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            Entry(node, path, "").wrong("aliases (& and *) are not allowed; write the text out")
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
