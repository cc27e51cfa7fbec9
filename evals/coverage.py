"""What the core suite leaves untested: topics, stages, dangers, groups, challenges, needs and seed features.

In: its cases, the library and ``feature_rows.csv``. Out: one line for each list that has a gap.
Knows nothing about whether a case is good.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from assistant.knowledge.library import Contents
from evals.case_types import AnyCase, Challenge, Group, RedFlag, ReplyCase, Stage

FEATURES = Path(__file__).with_name("feature_rows.csv")
ShownBy = Literal["answer", "trainer", "message", "record", "out_of_scope"]


class FeatureRow(NamedTuple):
    """One row of the seed table: what it is, which part of Checkback shows it, and why that part."""

    id: str
    what: str
    shown_by: ShownBy
    why: str


def read_features(path: Path = FEATURES) -> dict[str, FeatureRow]:
    """The seed table by id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            FeatureRow(row["id"], row["what"], cast("ShownBy", row["shown_by"]), row["why"])
            for row in csv.DictReader(file)
        ]
    return {row.id: row for row in rows}


def coverage_notes(
    cases: Sequence[AnyCase], contents: Contents, features: Collection[FeatureRow]
) -> Iterator[str]:
    """One line for each list of which something has no case."""
    talks = [case for case in cases if isinstance(case, ReplyCase)]
    tags = {listing.id: listing.taxonomy for listing in contents.resources}
    covered: dict[str, set[str]] = {
        "topics": {topic for case in talks for group in case.expect.needs for topic in group},
        "stages": {case.stage for case in talks},
        "red flags": {case.expect.red_flag for case in talks},
        "groups": {case.group for case in talks},
        "challenges": {case.challenge for case in talks},
        "needs of listings": {
            tag for case in talks for key in case.expect.resource_ids for tag in tags.get(key, ())
        },
        "features an answer can show": {feature for case in talks for feature in case.features},
        "kinds of turn": {kind for case in talks for kind in _kinds(case)},
    }
    wanted: dict[str, Collection[str]] = {
        "topics": contents.topics,
        "stages": [stage for stage in get_args(Stage) if stage != "any"],
        "red flags": get_args(RedFlag),
        "groups": [group for group in get_args(Group) if group != "none"],
        "challenges": [challenge for challenge in get_args(Challenge) if challenge != "none"],
        "needs of listings": {tag for listing in tags.values() for tag in listing},
        "features an answer can show": [row.id for row in features if row.shown_by == "answer"],
        "kinds of turn": KINDS_OF_TURN,
    }
    for name, words in wanted.items():
        if missing := sorted(set(words) - covered[name]):
            yield f"core: {len(missing)} of {len(words)} {name} have no case: {', '.join(missing)}"


KINDS_OF_TURN = (
    "refusal", "not in the library", "several needs", "Spanish", "injection", "identity", "earlier turns",
)  # fmt: skip


def _kinds(case: ReplyCase) -> Iterator[str]:
    yield from (kind for kind, holds in zip(KINDS_OF_TURN, _holds(case), strict=True) if holds)


def _holds(case: ReplyCase) -> tuple[bool, ...]:
    expect = case.expect
    return (
        expect.refuse,
        expect.status == "not_found",
        len(expect.needs) > 1,
        case.language != "en",
        "injection" in case.tags,
        bool(expect.phi),
        bool(case.context.turns),
    )
