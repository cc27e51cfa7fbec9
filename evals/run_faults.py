"""Why a run shows nothing: every reason for "could not measure" that lies in the run itself.

In: a run and its suite. Out: one sentence for each fault, with what to do next; none when the run is sound.
A run with an error, a missing case or none at all never passes. Knows nothing about gates or baselines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from evals.eval_types import Run

if TYPE_CHECKING:
    from evals.read_suites import Suite

_SHOWN = 3


def run_faults(run: Run, suite: Suite) -> Iterator[str]:
    """The faults, the gravest first."""
    name, manifest = suite.name, run.manifest
    if (manifest.suite, manifest.suite_version) != (suite.name, suite.version):
        yield (
            f"The run is of suite {manifest.suite}, version {manifest.suite_version}; "
            f"the suite is {name}, version {suite.version}. Run it again: checkback eval run {name}"
        )
    if manifest.status != "done":
        yield (
            f"The run did not finish ({manifest.status}). "
            f"Go on with it: checkback eval run {name} --resume {manifest.run_id}"
        )
    if not run.results:
        yield f"No case was run. Look at the filter and at the cases: checkback eval lint {name}"
        return
    yield from _broken_cases(run, name)
    yield from _missing_cases(run, name)


def _broken_cases(run: Run, name: str) -> Iterator[str]:
    broken = {result.id: result.error for result in run.results if result.error is not None}
    told = run.manifest.counts.get("error", 0)
    if broken:
        first, error = next(iter(sorted(broken.items())))
        yield (
            f"{_cases(len(broken))} of {len({result.id for result in run.results})} broke off with an error "
            f"(first: {first}, {error}). See why: checkback eval explain {run.manifest.run_id} {first}; "
            f"then: checkback eval run {name} --resume {run.manifest.run_id}"
        )
    elif told:
        yield f"The run counted {told} errors; its results show none. Run it again: checkback eval run {name}"


def _missing_cases(run: Run, name: str) -> Iterator[str]:
    """Cases without a result, with another hash than the run began with, or run more often than others."""
    found = Counter(result.id for result in run.results)
    hashes = {result.id: result.case_hash for result in run.results}
    missing = sorted(run.manifest.case_hashes.keys() - found.keys())
    again = f"Run it again: checkback eval run {name}"
    if missing:
        yield (
            f"{_cases(len(missing))} without a result ({_some(missing)}). "
            f"Go on with the run: checkback eval run {name} --resume {run.manifest.run_id}"
        )
    odd = sorted(i for i, told in run.manifest.case_hashes.items() if i in hashes and hashes[i] != told)
    odd += sorted(found.keys() - run.manifest.case_hashes.keys())
    if odd:
        yield f"{_cases(len(odd))} in the results, but not as the run began with ({_some(odd)}). {again}"
    doubled = {(result.id, result.repeat) for result in run.results}
    if len(doubled) != len(run.results) or len(set(found.values())) > 1:
        yield f"Some cases were run more often than others, so they count for more. {again}"


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (" ..." if len(ids) > _SHOWN else "")
