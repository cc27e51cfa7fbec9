"""The frozen types that cross a step of the main path.

In: nothing. Out: one type for each arrow in ``answer_call.py``, from what was said to the reply.
All text fields hold redacted words, except ``Said.text``, which lives in memory for one turn only.
Knows nothing about how any step works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

AlertType = Literal["911", "988", "poison", "abuse", "same_day"]
Severity = Literal["red", "amber"]
Status = Literal["answered", "handoff", "not_found"]


@dataclass(frozen=True, slots=True)
class Said:
    """What the care manager typed, and the local facts she gave beside it.

    ``text`` is raw and may hold identity; it never leaves the first two steps.
    ``known_names`` are names she typed at call start; they are taken out wherever they stand.
    ``state`` is a two-letter code, ``zip_code`` five digits, ``age`` in whole years.
    ``earlier`` is the end of what was said before in this call, raw: a danger may be told in two pieces.
    """

    text: str = field(repr=False)
    known_names: tuple[str, ...] = field(default=(), repr=False)
    state: str | None = None
    zip_code: str | None = field(default=None, repr=False)
    age: int | None = None
    language: str = "en"
    earlier: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Alert:
    """One red flag to paint before everything else; wording byte for byte from the reviewed file.

    ``why`` holds the matched words as they stand in the raw text: for the local screen only.
    """

    type: AlertType
    severity: Severity
    text: str
    ask_first: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One identifier: ``start``/``end`` are Python character offsets into the input text."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Redacted:
    """Text with placeholders such as ``<NAME_1>``, and where the identifiers stood.

    ``degraded`` is true when redaction failed and everything unknown was masked instead.
    """

    text: str
    spans: tuple[Span, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Where identity stood in the words of one turn, for the local screen only: places, never words.

    ``length`` is that of the words in Python characters; ``degraded`` as in ``Redacted``.
    """

    spans: tuple[Span, ...] = ()
    length: int = 0
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class Handoff:
    """A hand-off is an answer: the honest limit, who to call, when, and the exact words to say."""

    limit: str
    who: str
    phone: str
    say: str
    when: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether the question is ours to answer. ``rule`` names the rule that fired, or is empty."""

    kind: Literal["answer", "handoff"]
    rule: str = ""
    handoff: Handoff | None = None
    script: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the patient asked for or told us, in redacted words."""

    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One search hit. ``score`` is 0..1; ``id`` names the topic or document."""

    id: str
    title: str
    text: str
    score: float
    source: str
    kind: Literal["topic", "document", "resource"] = "topic"


@dataclass(frozen=True, slots=True)
class ResourceMatch:
    """A place that may help, with why it was chosen. ``open_now`` is None when hours are not known."""

    id: str
    name: str
    organization: str
    phone: str
    tty: str
    text_chat: str
    hours: str
    open_now: bool | None
    eligibility: str
    fees: str
    languages: str
    area: str
    website: str
    why: str
    status: str
    last_checked: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """One idea to read aloud, from one topic."""

    need: str
    topic_id: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckBack:
    """One open question that checks how clear we were, what to listen for, and how to say it again."""

    ask: str
    expect: tuple[str, ...]
    reteach: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the words come from. ``reviewed`` is a date, or says that no clinician has reviewed it."""

    id: str
    title: str
    publisher: str
    url: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to hear. Grades are U.S. school grades; ``grade`` is whole and at least 0."""

    grade: int
    fkgl: float
    smog: float
    dale_chall: float
    longest_sentence: int
    words: int
    jargon: tuple[str, ...]
    ready_to_read_aloud: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before it has passed verification."""

    status: Status
    opener: str = ""
    chunks: tuple[Chunk, ...] = ()
    check_backs: tuple[CheckBack, ...] = ()
    ask_next: tuple[str, ...] = ()
    resources: tuple[ResourceMatch, ...] = ()
    handoff: Handoff | None = None
    sources: tuple[Source, ...] = ()
    drafter: str = "offline"

    @property
    def script(self) -> str:
        """The whole text to read aloud: opener and chunks, joined."""
        return " ".join(part for part in (self.opener, *(c.text for c in self.chunks)) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found wrong: ``kind`` names the rule, ``where`` the part, ``fix`` what to do."""

    kind: str
    where: str
    fix: str


@dataclass(frozen=True, slots=True)
class CallReply:
    """The reply contract (``checkback ask --json``); ``as_dict`` gives it as plain JSON types.

    ``taken_out``, ``rules_alone`` (red flags were looked for by written rules only) and ``keep_out`` (topics
    that go into no text, voicemail or note) are no part of the contract: they are for the screen of this turn
    and leave by no other way.
    """

    status: Status
    alerts: tuple[Alert, ...]
    opener: str
    script: str
    chunks: tuple[Chunk, ...]
    questions: tuple[str, ...]
    check_backs: tuple[CheckBack, ...]
    ask_next: tuple[str, ...]
    resources: tuple[ResourceMatch, ...]
    handoff: Handoff | None
    sources: tuple[Source, ...]
    reading: Reading
    removed: Mapping[str, int]
    drafter: str
    fallback_reason: str | None
    took_ms: Mapping[str, float]
    taken_out: TakenOut = field(default=TakenOut(), repr=False)
    rules_alone: bool = False
    keep_out: tuple[str, ...] = field(default=(), repr=False)

    @property
    def keep_out_line(self) -> str:
        """What the care manager should not write down, in one line; empty when there is nothing."""
        topics = ", ".join(self.keep_out)
        return f"Keep this out of texts, voicemail and notes: {topics}." if topics else ""

    def as_dict(self) -> dict[str, Any]:
        """Plain dicts and lists with the keys of the contract, in its order."""
        contract = asdict(self)
        del contract["taken_out"], contract["rules_alone"], contract["keep_out"]
        return contract
