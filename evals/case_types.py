"""What a case is: one strict form for each kind of task.

In: the fields of a YAML file or a CSV row. Out: a frozen case, or a pydantic error that ``read_cases`` turns into
file, line, field and the nearest right word. Nothing is coerced: ``988`` must be written "988".
Every case is synthetic. Knows nothing about scorers or about where files stand.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Task = Literal["reply", "red_flags", "redact", "check_back", "verify"]
Half = Literal["dev", "test"]
RedFlag = Literal["none", "911", "988", "poison", "abuse", "same_day"]
Group = Literal[
    "role", "insurance", "conditions", "medicines", "tests", "transitions", "sdoh", "skills", "safety", "none"
]
Stage = Literal["engagement", "assessment", "planning", "implementation", "evaluation", "transition", "any"]
Challenge = Literal["none", "unclear_expectations", "trust", "complex_information", "access"]
Style = Literal["typed", "hurried", "spoken", "dialogue"]
Language = Literal["en", "es", "mixed"]

HALVES: tuple[Half, ...] = get_args(Half)
Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
Groups = tuple[tuple[Words, ...], ...]
"""Groups of alternatives: one of each is enough. In CSV ``|`` between alternatives, ``||`` between groups."""


class Strict(BaseModel):
    """Frozen; an unknown field and a value of another type are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Case(Strict):
    """What every case has. ``half`` comes from the folder, never from the file.

    ``cluster``: paraphrases of one seed share it, as they are not independent; empty means a cluster of its own.
    """

    schema_version: Literal[1] = Field(default=1, alias="schema")
    id: Id
    half: Half
    tags: tuple[Words, ...] = ()
    cluster: str = ""
    style: Style = "typed"
    language: Language = "en"
    note: str = ""

    @property
    def hash(self) -> str:
        """Twelve hex digits that change when anything in the case changes."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


class Context(Strict):
    """What was said earlier in the same call, and the local facts the care manager gave."""

    turns: tuple[Words, ...] = ()
    known_names: tuple[Words, ...] = ()
    state: Annotated[str, Field(pattern="^([A-Z]{2})?$")] = ""
    age: Annotated[int, Field(ge=0, le=130)] | None = None


class Expect(Strict):
    """What a good reply has. A field left out is not scored, but ``red_flag`` and ``refuse`` always are.

    ``needs``: for each need in the message, the ids of topics that would answer it; one of each group must speak.
    ``must_say_any``: phrases, one of each group (any case); ``must_not_say``: none, anywhere a patient hears.
    ``facts``: keys of facts.csv whose words must be said. ``numbers``: strings that must be shown as written.
    ``resource_ids``: listings of which one must stand among the first three.
    ``refuse``: true when the reply must hand off instead of answering.
    ``phi``: the (invented) identifiers in what was said; none may come out anywhere.
    """

    status: Literal["answered", "handoff", "not_found"] | None = None
    needs: Groups = ()
    must_say_any: Groups = ()
    must_not_say: tuple[Words, ...] = ()
    facts: tuple[Words, ...] = ()
    numbers: tuple[Words, ...] = ()
    resource_ids: tuple[Words, ...] = ()
    red_flag: RedFlag = "none"
    refuse: bool = False
    phi: tuple[Words, ...] = ()


class ReplyCase(Case):
    """One turn of a call, scored on the whole reply. ``features`` are rows of the seed table (F001 ...)."""

    ask: Words
    group: Group = "none"
    stage: Stage = "any"
    challenge: Challenge = "none"
    features: tuple[Annotated[str, Field(pattern="^F[0-9]{3}$")], ...] = ()
    context: Context = Context()
    expect: Expect = Expect()


class RedFlagCase(Case):
    """One utterance for the banner. ``looks_like``: the danger a harmless utterance could be taken for."""

    ask: Words
    red_flag: RedFlag
    kind: str = ""
    looks_like: RedFlag = "none"


class RedactCase(Case):
    """A text whose identifiers are marked ``[[Rosa|NAME]]``, and what must stay ``[[metformin|KEEP]]``."""

    text: Words


class CheckBackCase(Case):
    """One check-back question about a script, good or bad. ``fault``: what is wrong with a bad one."""

    script: Words
    ask: Words
    expect_points: tuple[Words, ...] = ()
    reteach: str = ""
    good: bool
    fault: str = ""


class VerifyCase(Case):
    """A script of a topic with one planted error, or untouched; the verify gate must tell which.

    The error is written out (``find`` is replaced by ``put``) or made by the mutation ``kind`` with ``seed``.
    """

    topic: Id
    kind: Words
    find: str = ""
    put: str = ""
    seed: int = 0

    @property
    def is_planted(self) -> bool:
        """False for an untouched script, on which the gate must stay silent."""
        return self.kind != "untouched"


AnyCase = ReplyCase | RedFlagCase | RedactCase | CheckBackCase | VerifyCase
CASE_OF: dict[Task, type[AnyCase]] = {
    "reply": ReplyCase,
    "red_flags": RedFlagCase,
    "redact": RedactCase,
    "check_back": CheckBackCase,
    "verify": VerifyCase,
}
