"""What was typed into "Add a case", as the fields of a case.

In: the boxes of the form as they stand, and the topics of the library. Out: the fields, or CaseInvalid that
names the box, the line and the nearest right word.
One entry a line; a "|" stands between entries of which one is enough.
Knows nothing about files or about the page.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.errors import CaseInvalid
from assistant.web.markup import clean
from assistant.web.quality_types import TopicName
from assistant.web.quality_view import pill

TOPICS_BOX = "Topics that should answer"
BOXES = {
    "ask": "What the patient said",
    "id": "Short name, if you like",
    "group": "Group of topics",
    "note": "Note",
    "half": "Half of the suite",
    "expect.needs": TOPICS_BOX,
    "expect.must_say_any": "Must say",
    "expect.must_not_say": "Must not say",
    "expect.numbers": "Numbers that must be shown",
    "expect.red_flag": "Red flag",
    "expect.refuse": "This must be handed on, not answered",
}
"""The box of each field of a case."""
_FIELD = re.compile(rf"(?P<before>^|; )(?P<field>{'|'.join(map(re.escape, BOXES))})(?P<entry>(\.\d+)*): ")
WORDS_IN_A_NAME = 7
LONGEST_NAME = 60
_NEAR = 0.55


class CaseForm(NamedTuple):
    """The boxes in the order of the page."""

    ask: str = ""
    name: str = ""
    group: str = "none"
    topics: str = ""
    must_say: str = ""
    must_not_say: str = ""
    numbers: str = ""
    red_flag: str = "none"
    refuse: bool = False
    half: str = "test"
    note: str = ""


class Named(NamedTuple):
    """What was typed for a topic, and the topic it means; ``near`` is the closest one when it means none."""

    line: int
    typed: str
    topic: TopicName | None
    near: TopicName | None


def fields_of_case(form: CaseForm, topics: Sequence[TopicName]) -> dict[str, object]:
    """The fields of the case; raises CaseInvalid for an empty box that must not be, and for an unknown topic."""
    if not form.ask.strip():
        raise CaseInvalid("Box “What the patient said”: it is empty. Type what the patient would say.")
    named = list(name_topics(form.topics, topics))
    for found in named:
        if found.topic is None:
            raise CaseInvalid(f"Box “{TOPICS_BOX}”, line {found.line}: {_unknown(found)}")
    needs = [
        [found.topic.id for found in named if found.line == line and found.topic]
        for line in dict.fromkeys(found.line for found in named)
    ]
    expect: dict[str, object] = {
        "needs": needs,
        "must_say_any": [list(_between(line)) for line in _lines(form.must_say)],
        "must_not_say": list(_lines(form.must_not_say)),
        "numbers": list(_lines(form.numbers)),
    }
    expect = {name: value for name, value in expect.items() if value}
    expect["red_flag"] = form.red_flag or "none"
    expect["refuse"] = form.refuse
    fields: dict[str, object] = {
        "id": case_name(form),
        "ask": form.ask.strip(),
        "group": form.group or "none",
        "expect": expect,
    }
    return fields | ({"note": form.note.strip()} if form.note.strip() else {})


def case_name(form: CaseForm) -> str:
    """The name of the case: the one that was typed, else the first words that were said.

    >>> case_name(CaseForm(ask="What's a co-pay, anyway?"))
    'what-s-a-co-pay-anyway'
    """
    words = re.findall(r"[a-z0-9]+", (form.name or form.ask).lower())
    short = "-".join(words if form.name.strip() else words[:WORDS_IN_A_NAME])
    return short[:LONGEST_NAME].strip("-")


def name_topics(typed: str, topics: Sequence[TopicName]) -> Iterator[Named]:
    """Each name that was typed, with the topic of that id or title, in any case."""
    known = {key.casefold(): topic for topic in topics for key in (topic.title, topic.id)}
    for number, line in enumerate(typed.splitlines(), start=1):
        for name in _between(line):
            key = name.casefold()
            close = difflib.get_close_matches(key.replace(" ", "-"), known, n=1, cutoff=_NEAR)
            close = difflib.get_close_matches(key, known, n=1, cutoff=_NEAR) or close
            yield Named(number, name, known.get(key), known[close[0]] if close else None)


def topic_help(typed: str, topics: Sequence[TopicName]) -> str:
    """Markup: what each typed name was taken for, so that a slip shows before the case is saved."""
    found = list(name_topics(typed, topics))
    if not found:
        return ""
    return f'<ul class="cb-topic-help">{"".join(map(_help_line, found))}</ul>'


def _help_line(found: Named) -> str:
    if found.topic is not None:
        return f"<li>{pill('good', found.topic.title)} <code>{clean(found.topic.id)}</code></li>"
    return f"<li>{pill('bad', found.typed)} {clean(_unknown(found))}</li>"


def _unknown(found: Named) -> str:
    start = f"the library has no topic “{found.typed}”."
    if found.near is None:
        return f"{start} Type a part of a title, or see them all with: checkback library list"
    return f"{start} Did you mean {found.near.id} ({found.near.title})?"


def in_box_names(problems: str) -> str:
    """The message of a case that cannot be used, with the names of the boxes for those of the fields.

    >>> in_box_names("ask: it is empty; expect.numbers.2: found 12")
    'Box “What the patient said”: it is empty; Box “Numbers that must be shown”, entry 2: found 12'
    """
    return _FIELD.sub(_box_of, problems)


def _box_of(found: re.Match[str]) -> str:
    entry = f", entry {found['entry'].split('.')[1]}" if found["entry"] else ""
    return f"{found['before']}Box “{BOXES[found['field']]}”{entry}: "


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _between(line: str) -> Iterator[str]:
    return (part.strip() for part in line.split("|") if part.strip())
