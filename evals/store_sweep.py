"""Keep identifiers of the (invented) patients out of the store: only the case files may hold them.

``mask_leaks`` covers what the product let out, after it was scored and before it is written. ``find_phi`` searches
a run folder all the same. In: a run folder and its cases. Out: the ids of the cases of which something was found,
and the files it is in.
In the results of its own case an identifier counts in capitals or small letters; elsewhere as it is written,
and only when it is long enough to be nothing else. The record of the content holds no words of a case.
Knows nothing about how anything got there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.case_types import AnyCase, ReplyCase
from evals.store import CONTENT, RESULTS

_FEWEST_WORDS, _FEWEST_DIGITS = 2, 5
MASK = "[identifier that came out]"


def mask_leaks(value: Any, case: AnyCase) -> Any:
    """``value``, of plain JSON types, with the identifiers of ``case`` covered in every text."""
    if not isinstance(case, ReplyCase) or not case.expect.phi:
        return value
    return _masked(value, [_pattern(words, re.IGNORECASE) for words in case.expect.phi])


def _masked(value: Any, patterns: Sequence[re.Pattern[str]]) -> Any:
    if isinstance(value, str):
        for pattern in patterns:
            value = pattern.sub(MASK, value)
        return value
    if isinstance(value, dict):
        return {key: _masked(inner, patterns) for key, inner in value.items()}
    return [_masked(inner, patterns) for inner in value] if isinstance(value, list) else value


def find_phi(folder: Path, cases: Sequence[AnyCase]) -> dict[str, tuple[str, ...]]:
    """The files in which an identifier of a case stands, by case id; empty when the store is clean."""
    rows = _rows(folder / RESULTS)
    files = {path.name: path.read_text(encoding="utf-8", errors="replace") for path in _other_files(folder)}
    found: dict[str, tuple[str, ...]] = {}
    for case in cases:
        if isinstance(case, ReplyCase) and (places := tuple(_places(case, rows, files))):
            found[case.id] = places
    return found


def _places(case: ReplyCase, rows: Mapping[str, str], files: Mapping[str, str]) -> Iterator[str]:
    own = [_pattern(words, re.IGNORECASE) for words in case.expect.phi]
    telling = [_pattern(words) for words in case.expect.phi if _is_telling(words)]
    others = (text for case_id, text in rows.items() if case_id != case.id)
    if _any(own, [rows.get(case.id, "")]) or _any(telling, others):
        yield RESULTS
    yield from (name for name, text in files.items() if _any(telling, [text]))


def _any(patterns: Sequence[re.Pattern[str]], texts: Any) -> bool:
    return any(pattern.search(text) for text in texts for pattern in patterns)


def _pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """The words as a whole, whatever blanks or line ends stand between them."""
    pieces = r"\s+".join(re.escape(piece) for piece in words.split())
    return re.compile(rf"(?<!\w){pieces}(?!\w)", flags)


def _is_telling(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS or sum(map(str.isdigit, words)) >= _FEWEST_DIGITS


def _rows(path: Path) -> dict[str, str]:
    """All text that came out of each case: output and reasons, over all its repeats."""
    rows: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line)
        rows[row["id"]] = "\n".join((rows.get(row["id"], ""), *_texts([row["output"], row["scores"]])))
    return rows


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _other_files(folder: Path) -> list[Path]:
    return [
        path for path in sorted(folder.iterdir()) if path.is_file() and path.name not in (RESULTS, CONTENT)
    ]
