"""When redaction itself fails: mask everything that is not known to be harmless, and say so.

In: the text. Out: spans over every digit, every number word and every word outside the safe-word list,
English or Spanish; months of both languages are outside, as they say a date.
Works without Presidio, patterns with backtracking, or any model; when even the word list is missing, every
word is masked. Knows nothing about labels: everything it hides is OTHER_ID.
"""

from __future__ import annotations

import regex

from assistant.call_types import Span
from assistant.redaction.recognizers.spoken import NUMBER_WORDS
from assistant.redaction.word_lists import bare_letters, plain_words, spanish_words, veto_terms

_RUN = regex.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_BETWEEN = regex.compile(r"[\s,./()@:_+#-]{1,3}")
_LETTERS = regex.compile(r"[a-z]+(?:['\u2019][a-z]+)*")
_MONTHS = frozenset(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre".split()
)


def mask_unknown(text: str) -> tuple[Span, ...]:
    """Spans over everything that might identify a person; neighbours share one span."""
    try:
        safe = (plain_words() | spanish_words() | veto_terms()) - _MONTHS
    except Exception:  # noqa: BLE001  # this is the last line: whatever broke in a list, no word may slip through
        safe = frozenset[str]()
    spans: list[Span] = []
    for match in _RUN.finditer(text):
        if _is_safe(bare_letters(match[0]), safe):
            continue
        start, end = match.span()
        if spans and _BETWEEN.fullmatch(text, spans[-1].end, start):
            start = spans.pop().start
        spans.append(Span(start, end, "OTHER_ID", 1.0))
    return tuple(spans)


def _is_safe(word: str, safe: frozenset[str]) -> bool:
    if not _LETTERS.fullmatch(word) or word in NUMBER_WORDS:
        return False
    bare = word.replace("'", "").replace("\u2019", "")
    return word in safe or bare in safe
