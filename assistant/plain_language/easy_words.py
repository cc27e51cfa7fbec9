"""Tell whether a word is familiar to most fourth graders: the word test of the Dale-Chall formula.

In: one word as it stands in a sentence. Out: yes or no.
The list is that of Dale and Chall; regular forms of its words ("pills", "called") count as easy, and
so do numbers. Names are for the caller to judge. Reads one file of ours, once. Knows nothing about jargon.
"""

from __future__ import annotations

import functools

from assistant.errors import InstallationIncomplete
from assistant.package_data import knowledge_base_dir

_TAILS = ("n't", "'s", "'d", "'ll", "'re", "'ve", "'m", "'")
# Ending of the word in hand, and what stands there in the easy word.
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y"),
    ("ves", "f"), ("ves", "fe"),
    ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("r", ""),
    ("est", ""), ("st", ""), ("ly", ""), ("n", ""), ("en", ""),
)  # fmt: skip
_DOUBLED = ("ed", "ing", "er", "est", "en")
_SHORTEST_BASE = 2


@functools.cache
def easy_words() -> frozenset[str]:
    """The Dale-Chall list; raises InstallationIncomplete when the file is missing."""
    path = knowledge_base_dir() / "words" / "easy_words.txt"
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except OSError as cause:
        raise InstallationIncomplete(
            f"The word list {path.name} is missing. Install Checkback again with: make setup"
        ) from cause


def is_easy(word: str) -> bool:
    """Whether ``word``, one of its parts, or the word it is a form of stands in the list.

    >>> [is_easy(word) for word in ("doctor", "pills", "stopped", "don't", "5", "formulary")]
    [True, True, True, True, True, False]
    """
    spelling = word.lower()
    easy = easy_words()
    if spelling in easy or spelling[:1].isdigit() or len(spelling) == 1:
        return True
    for tail in _TAILS:
        if spelling.endswith(tail):
            return is_easy(spelling.removesuffix(tail))
    return any(_is_form(spelling, ending, instead, easy) for ending, instead in _ENDINGS)


def _is_form(spelling: str, ending: str, instead: str, easy: frozenset[str]) -> bool:
    if not spelling.endswith(ending):
        return False
    stem = spelling[: -len(ending)]
    if len(stem) < _SHORTEST_BASE:
        return False
    doubled = ending in _DOUBLED and stem[-1] == stem[-2] and stem[:-1] in easy
    return stem + instead in easy or doubled
