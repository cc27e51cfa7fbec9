"""Read the sentences that the safety reader learns from: what callers say, and which danger or limit it is.

In: ``knowledge_base/safety/examples``. Out: examples with a kind of danger, or harmless, or a scope rule.
A file holds one example a line: kind, language, words, with tabs between. ``none:911`` is harmless but sounds
like 911; ``none:talk`` is everyday talk; in ``scope.tsv`` the kind is a scope rule, or ``ours``.
Knows nothing about models.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from assistant.errors import KnowledgeBaseInvalid

HARMLESS: Final = "none"
OURS: Final = "ours"
SCOPE_FILE: Final = "scope.tsv"
LANGUAGES: Final = ("en", "es", "mix")
_COLUMNS = 3


class Example(NamedTuple):
    """One sentence; ``kind`` is a kind of danger or a scope rule, or says that there is none."""

    kind: str
    language: str
    text: str

    @property
    def is_harmless(self) -> bool:
        """Whether no banner is due."""
        return self.kind.partition(":")[0] == HARMLESS


def read_dangers(folder: Path, kinds: Collection[str]) -> tuple[Example, ...]:
    """Every example of a danger and of harmless talk; raises KnowledgeBaseInvalid with file and line."""
    paths = sorted(path for path in folder.glob("*.tsv") if path.name != SCOPE_FILE)
    return tuple(example for path in paths for example in read_examples(path, kinds))


def read_scope(folder: Path, rules: Collection[str]) -> tuple[Example, ...]:
    """Every example of a question, ours to answer or not."""
    return read_examples(folder / SCOPE_FILE, {*rules, OURS})


def read_examples(path: Path, kinds: Collection[str]) -> tuple[Example, ...]:
    """The examples of one file, in its order."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise KnowledgeBaseInvalid(
            f"safety/examples/{path.name} cannot be read ({type(problem).__name__}). Put the file back."
        ) from problem
    return tuple(
        _read(line, kinds, f"safety/examples/{path.name}, line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    )


def _read(line: str, kinds: Collection[str], place: str) -> Example:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise KnowledgeBaseInvalid(f"{place}: write kind, language and words with one tab between them.")
    kind, language, text = (column.strip() for column in columns)
    if kind not in kinds and not kind.startswith(f"{HARMLESS}:"):
        raise KnowledgeBaseInvalid(f"{place}: there is no kind {kind!r}. See safety/red_flags.yaml.")
    if language not in LANGUAGES:
        raise KnowledgeBaseInvalid(f"{place}: the language is one of {', '.join(LANGUAGES)}.")
    if not text:
        raise KnowledgeBaseInvalid(f"{place}: the words are missing.")
    return Example(kind, language, text)
