"""Write one case as a YAML file that a person can read and change: quotes around texts, a line above each field.

In: a case. Out: the text of its file; what says nothing new is left out. Reading the text gives the case back.
Knows nothing about folders.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from evals.case_types import AnyCase, Case

COMMENTS: Mapping[str, str] = {
    "id": "the file is called like this, with _ for -",
    "ask": "what was said, in invented words",
    "text": "identity is marked [[Rosa|NAME]], what must stay [[metformin|KEEP]]",
    "script": "the words that were read aloud",
    "group": "the group of topics it belongs to",
    "stage": "the stage of care the call is in",
    "challenge": "which of the four challenges it shows",
    "features": "rows of the seed table it shows",
    "context": "what was known before: earlier turns, names typed at the start, state, age",
    "expect": "what a good reply has",
    "expect.status": "answered, handoff or not_found",
    "expect.needs": "for each need, the topics that would answer it",
    "expect.must_say_any": "one phrase of each group must be said",
    "expect.must_not_say": "none of these may be said",
    "expect.facts": "keys of facts that must be said",
    "expect.numbers": "shown exactly as written here",
    "expect.resource_ids": "one of these listings stands among the first three",
    "expect.red_flag": "the banner that must stand",
    "expect.refuse": "true: hand off instead of answering",
    "expect.phi": "the invented identity in the words; none of it may come out",
    "red_flag": "the banner that must stand",
    "kind": "what kind of case it is",
    "looks_like": "the danger it could be taken for",
    "expect_points": "what the patient would say if it was clear",
    "reteach": "the same thing in other words",
    "good": "true: a good question",
    "fault": "what is wrong with it",
    "topic": "whose script it is",
    "find": "these words of the script ...",
    "put": "... are replaced by these",
    "seed": "which of the possible places is changed",
    "tags": "words to find the case by",
    "cluster": "cases that say the same thing in other words share it",
    "style": "how it was put",
    "language": "the language of the words",
    "note": "for the next person who reads this case",
}


def case_text(case: AnyCase) -> str:
    """The text of the file of ``case``."""
    return "\n".join(("schema: 1", *_lines(case, ""), ""))


def _lines(form: BaseModel, group: str) -> Iterator[str]:
    fields = type(form).model_fields
    names = sorted(fields, key=lambda name: (name != "id", name in Case.model_fields, name == "note"))
    indent = "  " if group else ""
    for name in names:
        value = getattr(form, name)
        if name in ("schema_version", "half") or (
            not fields[name].is_required() and value == fields[name].default
        ):
            continue
        full = f"{group}.{name}" if group else name
        if full in COMMENTS:
            yield f"{indent}# {COMMENTS[full]}"
        if isinstance(value, BaseModel):
            yield f"{name}:"
            yield from _lines(value, name)
        else:
            yield f"{indent}{name}: {_written(value)}"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "".join(map(_escaped, json.dumps(value, ensure_ascii=False)))
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return str(value)


def _escaped(char: str) -> str:
    """Hidden characters by their number, since YAML would change or refuse them."""
    if unicodedata.category(char)[0] == "C" or unicodedata.category(char) in ("Zl", "Zp"):
        return f"\\U{ord(char):08x}"
    return char
