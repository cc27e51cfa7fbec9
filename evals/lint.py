"""Check every suite and case before anything is measured with it.

In: the folders of suites and cases, and the library. Out: a ``LintReport``: problems, which make a case unfit, and
notes, which a person should know. Identity is looked for with the same redactor that guards a call.
Knows nothing about how good the product is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from assistant.knowledge.library import Contents
from assistant.settings import Settings
from evals.case_identity import CHECKED, identity_problems
from evals.case_rules import Known, rule_problems
from evals.case_types import RedactCase
from evals.coverage import coverage_notes, read_features
from evals.near_duplicates import near_duplicates
from evals.paths import EvalPaths
from evals.problems import CaseProblem
from evals.read_cases import PlacedCase, place_cases
from evals.read_suites import Suite, find_suite_problems, read_suite

if TYPE_CHECKING:
    from assistant.knowledge.embedding import Encoder
    from assistant.redaction import Redactor

CORE = "core"
MOST_NOTES = 20
"""Of one kind for one suite; the rest is counted."""


@dataclass(frozen=True, slots=True)
class LintReport:
    """``problems`` must be mended; ``notes`` are gaps and likenesses a person may accept."""

    problems: tuple[CaseProblem, ...]
    notes: tuple[str, ...]


def lint(
    paths: EvalPaths,
    settings: Settings,
    suites: Sequence[str] = (),
    redactor: Redactor | None = None,
    encoder: Encoder | None = None,
) -> LintReport:
    """All problems and notes of the suites of these names, or of every suite.

    Raises CaseInvalid for an unknown name. Redactor and encoder are loaded when they are not given.
    """
    chosen, problems = _chosen(paths, suites)
    known = open_known(settings)
    redactor, encoder = redactor or _load_redactor(), encoder or _load_encoder(settings)
    notes: list[str] = []
    for suite in chosen:
        placed, wrong = place_cases(paths, suite)
        problems += wrong
        if not placed and not wrong:
            what = f"there is no case in {', '.join(suite.cases)}, so nothing could be measured"
            problems.append(CaseProblem(f"suites/{suite.name}.yaml", 0, "cases", what))
        for each in placed:
            problems += rule_problems(each, known)
        alike, also = _duplicates(suite, placed, encoder)
        identity, unmarked = _identity(suite, placed, redactor)
        problems += [*alike, *identity]
        notes += [*also, *unmarked, *_shared_clusters(suite, placed)]
        if suite.name == CORE:
            cases = [each.case for each in placed]
            notes += coverage_notes(cases, known.contents, tuple(known.features.values()))
    in_order = sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line))
    return LintReport(tuple(in_order), tuple(dict.fromkeys(notes)))


def open_known(settings: Settings) -> Known:
    """What cases may refer to, on the day that runs are frozen at."""
    from assistant.drafting.compose import Writer
    from assistant.drafting.phrases import load_phrases
    from assistant.package_data import knowledge_base_dir
    from evals.world import FROZEN_AT, frozen_settings

    contents = Contents.read(settings)
    phrases = load_phrases(knowledge_base_dir() / "words")
    writer = Writer(contents, phrases, frozen_settings(settings, FROZEN_AT), FROZEN_AT)
    return Known(contents, writer, read_features())


def _chosen(paths: EvalPaths, names: Sequence[str]) -> tuple[list[Suite], list[CaseProblem]]:
    if names:
        return [read_suite(paths, name) for name in names], []
    suites, problems = find_suite_problems(paths)
    return list(suites), list(problems)


def _duplicates(
    suite: Suite, placed: Sequence[PlacedCase], encoder: Encoder
) -> tuple[list[CaseProblem], list[str]]:
    """Across the halves a problem; inside one half a note, unless both say that they belong together."""
    forms = {each.case.id: each.form for each in placed}
    problems: list[CaseProblem] = []
    notes: list[str] = []
    for pair in near_duplicates([each.case for each in placed], encoder):
        first, second = pair.first, pair.second
        if pair.is_across_halves:
            dev, test = (first, second) if first.half == "dev" else (second, first)
            what = f"almost the words of '{dev.id}' in the dev half (likeness {pair.likeness:.2f})"
            form = forms[test.id]
            problems.append(form.problem((_words_field(form.fields),), f"{what}; say it in another way"))
        elif not first.cluster or first.cluster != second.cluster:
            what = f"'{first.id}' and '{second.id}' say almost the same (likeness {pair.likeness:.2f})"
            notes.append(f"{suite.name}: {what}; change one, or give both the same cluster")
    return problems, _most(notes, f"{suite.name}: pairs that say almost the same")


def _words_field(fields: object) -> str:
    return next((name for name in ("ask", "text", "topic") if name in fields), "id")  # type: ignore[operator]


def _identity(
    suite: Suite, placed: Sequence[PlacedCase], redactor: Redactor
) -> tuple[list[CaseProblem], list[str]]:
    """A redaction text is there to test the redactor, so what it finds beyond the marks may be its own mistake."""
    problems: list[CaseProblem] = []
    unmarked: list[str] = []
    checked: list[str] = []
    for each in placed:
        found = list(identity_problems(each, redactor))
        if isinstance(each.case, RedactCase):
            unmarked += map(str, found)
        elif CHECKED not in each.case.tags:
            problems += found
        elif found:
            checked.append(each.case.id)
    notes = _most(unmarked, f"{suite.name}: texts with unmarked identity")
    if checked:
        what = f"{len(checked)} cases hold words the redactor takes for identity, and a person says they are none"
        notes.append(f"{suite.name}: {what}: {', '.join(checked)}")
    return problems, notes


def _shared_clusters(suite: Suite, placed: Sequence[PlacedCase]) -> Iterator[str]:
    halves: dict[str, set[str]] = {}
    for each in placed:
        halves.setdefault(each.case.cluster, set()).add(each.case.half)
    shared = sorted(name for name, both in halves.items() if name and len(both) > 1)
    if shared:
        yield f"{suite.name}: {len(shared)} clusters stand in both halves: {', '.join(shared)}"


def _most(notes: Sequence[str], what: str) -> list[str]:
    rest = len(notes) - MOST_NOTES
    return list(chain(notes[:MOST_NOTES], [f"{what}: {rest} more"] if rest > 0 else []))


def _load_redactor() -> Redactor:
    from assistant.redaction import Redactor

    redactor = Redactor()
    redactor.load()
    return redactor


def _load_encoder(settings: Settings) -> Encoder:
    from assistant.knowledge.embedding import SentenceEncoder

    return SentenceEncoder(settings.embedding_model)
