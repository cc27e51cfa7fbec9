"""The parts of a reply that a patient hears or is shown, each with its name, and their sentences.

In: the reply of an output. Out: named parts and sentences with their places, for scorers that point at words.
Knows nothing about what is right or wrong in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assistant.plain_language.scoring_copy import is_short_form

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[.?!][\"'\u201d\u2019)])\s+")
_HANDOFF_WORDS = ("limit", "who", "say", "when")
_ALIKE = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


class Part(NamedTuple):
    """A piece of a reply: ``name`` is what a report calls it ("script", "question 2")."""

    name: str
    text: str


class Sentence(NamedTuple):
    """One sentence; ``start``/``end`` are character offsets into its part."""

    text: str
    start: int
    end: int


def told(reply: Mapping[str, Any]) -> tuple[Part, ...]:
    """What the care manager tells the patient: the script and the words of the hand-off."""
    handoff = reply.get("handoff") or {}
    words = (Part(f"handoff {field}", handoff.get(field, "")) for field in _HANDOFF_WORDS)
    return (Part("script", reply["script"]), *(part for part in words if part.text))


def heard(reply: Mapping[str, Any]) -> tuple[Part, ...]:
    """All that a patient may hear: what is told, the questions, the second tellings, what to ask next."""
    checks: Sequence[Mapping[str, Any]] = reply["check_backs"]
    return (
        *told(reply),
        *(Part(f"question {number}", check["ask"]) for number, check in enumerate(checks, start=1)),
        *(Part(f"second telling {number}", check["reteach"]) for number, check in enumerate(checks, start=1)),
        *(Part(f"ask next {number}", ask) for number, ask in enumerate(reply["ask_next"], start=1)),
    )


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, with their places.

    >>> [sentence.text for sentence in sentences('Ask, "Is it open?" Then go.')]
    ['Ask, "Is it open?"', 'Then go.']
    """
    start = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        if match and text[match.start() - 1] == "." and is_short_form(text, match.start() - 1):
            continue
        end = match.start() if match else len(text)
        if text[start:end].strip():
            yield Sentence(text[start:end], start, end)
        start = match.end() if match else end


def same_spelling(text: str) -> str:
    """``text`` in small letters, with plain quotes and single blanks, so that two spellings of it are equal."""
    return " ".join(text.translate(_ALIKE).lower().split())


def quoted(text: str, most: int = 160) -> str:
    """``text`` in quotation marks, cut where a reader stops reading."""
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= most else f'"{words[:most].rsplit(" ", 1)[0]} ..."'
