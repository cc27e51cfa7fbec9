"""The few words that belong to no topic: openers, the check-back lead-in, "not in my list".

In: ``phrases.yaml`` and ``openers.yaml``. Out: frozen ``Phrases``.
Knows nothing about what was asked, except the words that choose an opener.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import KnowledgeBaseInvalid
from assistant.strict_yaml import read_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PhraseCheckBack(_Strict):
    """A check-back that belongs to no topic."""

    ask: str
    expect: tuple[str, ...]
    reteach: str


class PhraseHandoff(_Strict):
    """A hand-off that belongs to no topic; ``resource`` is a listing id."""

    limit: str
    who: str
    resource: str
    say: str
    when: str


class NotFound(_Strict):
    """What is said when nothing fits."""

    chunks: tuple[str, ...]
    handoff: PhraseHandoff
    check_backs: tuple[PhraseCheckBack, ...] = Field(min_length=2, max_length=3)


class NotReady(_Strict):
    """What is said when a draft failed its checks."""

    limit: str


class Opener(_Strict):
    """One kind line, and the cue words or topic groups it is for."""

    cues: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    say: str


class Phrases(_Strict):
    """All words of both files."""

    check_back_lead_in: str
    more_needs: str
    amount_missing: str
    not_found: NotFound
    not_ready: NotReady
    alert_topics: dict[str, tuple[str, ...]]
    openers: tuple[Opener, ...]

    def opener(self, words: str, group: str) -> str:
        """The kind line that fits the words said, else the one for the topic's group, else ''."""
        said = re.sub("[\u2018\u2019]", "'", words.lower())
        for opener in self.openers:
            if any(re.search(rf"\b{re.escape(cue)}\b", said) for cue in opener.cues):
                return opener.say
        return next((opener.say for opener in self.openers if group in opener.groups), "")


@lru_cache(maxsize=2)
def load_phrases(folder: Path) -> Phrases:
    """Read both files from ``knowledge_base/words``; raises KnowledgeBaseInvalid with the field."""
    phrases = read_yaml((folder / "phrases.yaml").read_text(encoding="utf-8"), "phrases.yaml")
    openers = read_yaml((folder / "openers.yaml").read_text(encoding="utf-8"), "openers.yaml")
    try:
        return Phrases.model_validate({**phrases, "openers": openers})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise KnowledgeBaseInvalid(f"words/phrases.yaml or openers.yaml: {field}: {first['msg']}.") from None
