"""Choose the cases of a run: a half, a field with a value, the first so many.

In: cases and what is wanted. Out: the cases that fit, in order; none is an error, since nothing could be measured.
Knows nothing about suites or how cases are run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from assistant.errors import CouldNotMeasure
from evals.case_types import HALVES, AnyCase

BOTH = "both"
_SAME = {"tag": "tags", "feature": "features"}
"""Fields that hold a list, by the word a person uses for one of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases: ``only`` is "field=value" (tag=hf, group=insurance, expect.red_flag=911), 0 is no limit."""

    only: str = ""
    limit: int = 0
    half: str = BOTH

    @property
    def words(self) -> str:
        """The choice in words; empty when all cases are wanted."""
        parts = (
            f"only {self.only}" if self.only else "",
            f"the first {self.limit}" if self.limit else "",
            f"{self.half} half" if self.half != BOTH else "",
        )
        return ", ".join(part for part in parts if part)


def select(cases: Sequence[AnyCase], wanted: Wanted) -> tuple[AnyCase, ...]:
    """The cases that fit; raises CouldNotMeasure when none does."""
    if wanted.half not in (BOTH, *HALVES):
        raise CouldNotMeasure(f"There is no half {wanted.half!r}. Use: {', '.join((BOTH, *HALVES))}")
    if not cases:
        raise CouldNotMeasure("The suite has no case. Add one: checkback eval new-case")
    fitting = [case for case in cases if wanted.half in (BOTH, case.half) and fits(case, wanted.only)]
    chosen = tuple(fitting[: wanted.limit] if wanted.limit else fitting)
    if not chosen:
        raise CouldNotMeasure(f"No case fits {wanted.words}. Look at the names with: checkback eval list")
    return chosen


def fits(case: BaseModel, only: str) -> bool:
    """Whether a case has the value in the field, always without ``only``; raises CouldNotMeasure for no field."""
    if not only:
        return True
    name, equals, wanted = (part.strip() for part in only.partition("="))
    if not equals or not wanted:
        raise CouldNotMeasure(f"{only!r} names no field and value. Write it like tag=hf or group=insurance.")
    value = _field(case, _SAME.get(name, name))
    return wanted in map(str, value) if isinstance(value, tuple) else _spoken(value) == wanted


def _field(case: BaseModel, path: str) -> Any:
    here: Any = case
    for name in path.split("."):
        known = type(here).model_fields if isinstance(here, BaseModel) else {}
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise CouldNotMeasure(f"A case of this suite has no field {path}.{hint}")
        here = getattr(here, name)
    return here


def _spoken(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
