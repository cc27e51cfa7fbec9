"""Compare two runs of one suite: what changed, and what of it must not have.

In: an earlier run (often the accepted baseline), a later one, their suite. Out: a ``Comparison``: content changes
first, then the cases that newly fail with both texts, newly pass, other changed texts, and last the statistics.
Two runs without a model are exact, so their flips are the truth; statistics come after them, and block only when
cases were run several times. Only cases with the same id and the same hash are compared.
Knows nothing about gates or reports. ``comparison_lines`` gives it on for the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import CouldNotMeasure
from evals.aligned import Aligned, align
from evals.baselines import shown_text
from evals.case_types import AnyCase, CheckBackCase, RedactCase, VerifyCase
from evals.comparison_lines import comparison_lines, marked_words
from evals.content_record import ContentChange, content_changes
from evals.eval_types import Run
from evals.figures import BOTH, results_by_id
from evals.marked_text import parse
from evals.metric_changes import MetricChange, metric_changes, metrics_of_both, paired_scores
from evals.regressions import find_regressions
from evals.titles import title_of

if TYPE_CHECKING:
    from evals.read_suites import Suite

__all__ = [
    "Comparison", "Flip", "TextChange",
    "compare", "comparison_lines", "is_sampled", "marked_words", "what_was_said",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flip:
    """One metric of one case that went from passed to failed or back, with the words of both runs."""

    case_id: str
    metric: str
    before_text: str
    after_text: str
    before_why: str
    after_why: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A case whose words changed while every score kept its verdict."""

    case_id: str
    before_text: str
    after_text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two runs. ``blocks``: what must be mended or accepted, one sentence each.

    ``words``: the whole in a few sentences. ``same_cases``: how many cases could be compared.
    """

    before_run: str
    after_run: str
    content: tuple[ContentChange, ...]
    newly_failing: tuple[Flip, ...]
    newly_passing: tuple[Flip, ...]
    changed_text: tuple[TextChange, ...]
    same_cases: int
    new_cases: tuple[str, ...]
    removed_cases: tuple[str, ...]
    changed_cases: tuple[str, ...]
    not_run_cases: tuple[str, ...]
    broken_cases: tuple[str, ...]
    statistics: tuple[MetricChange, ...]
    words: tuple[str, ...]
    blocks: tuple[str, ...]


def compare(
    before: Run, after: Run, suite: Suite, cases: Sequence[AnyCase] = (), *, statistics: bool = True
) -> Comparison:
    """What differs from ``before`` to ``after``. ``cases`` tell what was said.

    Without ``statistics`` they are left out where they can not block. Raises CouldNotMeasure for runs of another
    suite or version.
    """
    _refuse_unlike(before, after, suite)
    aligned = align(before, after)
    content = content_changes(before.content, after.content)
    failing, passing = _flips(before, after, aligned, suite, cases)
    wants_statistics = statistics or is_sampled(before, after)
    changes = metric_changes(before, after, aligned.same, suite.regression.alpha) if wants_statistics else ()
    sampled_changes = changes if is_sampled(before, after) else ()
    texts = _changed_texts(before, after, aligned, {flip.case_id for flip in (*failing, *passing)})
    return Comparison(
        before_run=before.manifest.run_id,
        after_run=after.manifest.run_id,
        content=content,
        newly_failing=failing,
        newly_passing=passing,
        changed_text=texts,
        same_cases=len(aligned.same),
        new_cases=aligned.new,
        removed_cases=aligned.removed,
        changed_cases=aligned.changed,
        not_run_cases=aligned.not_run,
        broken_cases=aligned.broken,
        statistics=changes,
        words=tuple(_in_words(before, after, aligned, content, failing, passing, texts)),
        blocks=tuple(find_regressions(before, after, suite, aligned, content, failing, sampled_changes)),
    )


def is_sampled(before: Run, after: Run) -> bool:
    """Whether cases of either run were run more than once, so that chance may be in it."""
    return any(result.repeat != run.results[0].repeat for run in (before, after) for result in run.results)


def what_was_said(case: AnyCase | None) -> str:
    """What went in, as a person would read it; empty when the case is not at hand."""
    if case is None:
        return ""
    if isinstance(case, RedactCase):
        return parse(case.text)[0]
    if isinstance(case, VerifyCase):
        return f"Script of {case.topic}, " + (
            f"with one error: {case.kind}" if case.is_planted else "untouched"
        )
    if isinstance(case, CheckBackCase):
        return f"Script: {case.script}\nQuestion: {case.ask}"
    return case.ask


def _refuse_unlike(before: Run, after: Run, suite: Suite) -> None:
    for run in (before, after):
        if (run.manifest.suite, run.manifest.suite_version) != (suite.name, suite.version):
            raise CouldNotMeasure(
                f"The run {run.manifest.run_id} is of suite {run.manifest.suite}, version "
                f"{run.manifest.suite_version}; the suite is {suite.name}, version {suite.version}. "
                "Runs of another suite or version can not be compared. "
                f"Run it again: checkback eval run {suite.name}"
            )


def _flips(
    before: Run, after: Run, aligned: Aligned, suite: Suite, cases: Sequence[AnyCase]
) -> tuple[tuple[Flip, ...], tuple[Flip, ...]]:
    """Newly failing and newly passing; metrics that must never flip come first, then by case."""
    then, now = _texts(before), _texts(after)
    said = {case.id: what_was_said(case) for case in cases}
    failing: list[Flip] = []
    passing: list[Flip] = []
    for metric in metrics_of_both(before, after):
        for case_id, (old, new) in paired_scores(before, after, metric, aligned.same).items():
            if old.passed is None or new.passed is None or old.passed == new.passed:
                continue
            texts = (then[case_id], now[case_id], old.why, new.why, said.get(case_id, ""))
            (passing if new.passed else failing).append(Flip(case_id, metric, *texts))
    never = suite.regression.flips_block

    def grave_first(flip: Flip) -> tuple[bool, str, str]:
        return flip.metric not in never, flip.case_id, flip.metric

    return tuple(sorted(failing, key=grave_first)), tuple(sorted(passing, key=grave_first))


def _texts(run: Run) -> dict[str, str]:
    """The words of each case; of its first repeat, when there are several."""
    return {case_id: shown_text(results[0].output) for case_id, results in results_by_id(run, BOTH).items()}


def _changed_texts(before: Run, after: Run, aligned: Aligned, flipped: set[str]) -> tuple[TextChange, ...]:
    then, now = _texts(before), _texts(after)
    return tuple(
        TextChange(case_id, then[case_id], now[case_id])
        for case_id in aligned.same
        if case_id not in flipped and then[case_id] != now[case_id]
    )


def _in_words(
    before: Run,
    after: Run,
    aligned: Aligned,
    content: Sequence[ContentChange],
    failing: Sequence[Flip],
    passing: Sequence[Flip],
    texts: Sequence[TextChange],
) -> Iterator[str]:
    yield f"Compared: {_count(len(aligned.same), 'case')} that both runs hold unchanged."
    if not before.content:
        yield "The earlier run wrote down no content, so changes of content can not be shown."
    elif content:
        must = sum(change.blocks for change in content)
        yield f"Content: {_count(len(content), 'change')}, {must} of which must be accepted first."
    failed, better = {flip.case_id for flip in failing}, {flip.case_id for flip in passing}
    metrics = "; ".join(dict.fromkeys(title_of(flip.metric) for flip in failing))
    yield f"Newly failing: {_count(len(failed), 'case')}" + (f" ({metrics})." if failing else ".")
    yield f"Newly passing: {_count(len(better), 'case')}."
    if texts:
        yield f"Other words, same scores: {_count(len(texts), 'case')}."
    left_out = {
        "new": aligned.new,
        "gone": aligned.removed,
        "not run this time": aligned.not_run,
        "edited": aligned.changed,
        "broke off with an error": aligned.broken,
    }
    for why, ids in left_out.items():
        if ids:
            yield f"Left out ({why}): {_count(len(ids), 'case')}."
    yield from _other_settings(before.manifest.settings, after.manifest.settings)


def _other_settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What else was not the same, so that nobody takes a new package for a new topic."""
    from evals.run_config import differences

    told = differences(before.get("config", {}), after.get("config", {}))
    if told and before.get("config") and after.get("config"):
        yield f"Not the same in both runs: {'; '.join(told)}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
