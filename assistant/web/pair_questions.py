"""Put each check-back question under the words it checks.

In: the chunks to say and the questions. Out: for each chunk its questions, in their order.
The first question can be answered from the first chunk and the last one closes the turn; one between
goes to the chunk it shares most words with. Knows nothing about markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.call_types import CheckBack, Chunk

_WORD = re.compile(r"[^\W\d_]{4,}|\d+")


def pair_questions(chunks: Sequence[Chunk], checks: Sequence[CheckBack]) -> list[list[CheckBack]]:
    """One list of questions for each chunk; without chunks, all of them in one list."""
    homes: list[list[CheckBack]] = [[] for _ in chunks] or [[]]
    for number, check in enumerate(checks):
        if number == 0:
            home = 0
        elif number == len(checks) - 1:
            home = len(homes) - 1
        else:
            home = _closest(chunks, check)
        homes[home].append(check)
    return homes


def _closest(chunks: Sequence[Chunk], check: CheckBack) -> int:
    """The chunk that shares most words with the question and its answer; the earlier one of equals."""
    asked = _words(f"{check.ask} {' '.join(check.expect)}")
    shared = [len(asked & _words(chunk.text)) for chunk in chunks]
    return shared.index(max(shared)) if shared else 0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
