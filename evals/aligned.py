"""Put two runs side by side: which cases both hold unchanged, and which are new, gone, edited or broken off.

In: an earlier and a later run. Out: ``Aligned``: ids of each kind. Only cases with the same id AND the same hash
are ever compared, so an edited case can make nothing look better or worse.
Knows nothing about scores.
"""

from __future__ import annotations

from dataclasses import dataclass

from evals.eval_types import Run
from evals.figures import TEST


@dataclass(frozen=True, slots=True)
class Aligned:
    """Ids, each in order. ``same`` can be compared; ``test`` are those of them in the test half.

    ``not_run`` stand in the earlier run, and the later one was only a part; ``removed`` are gone for good.
    """

    same: tuple[str, ...]
    test: tuple[str, ...]
    new: tuple[str, ...]
    removed: tuple[str, ...]
    not_run: tuple[str, ...]
    changed: tuple[str, ...]
    broken: tuple[str, ...]


def align(before: Run, after: Run) -> Aligned:
    """Every case of both runs, in exactly one of the kinds (``test`` apart)."""
    then, now = _hashes(before), _hashes(after)
    broken = {result.id for run in (before, after) for result in run.results if result.error is not None}
    both = sorted(then.keys() & now.keys())
    same = tuple(i for i in both if then[i] == now[i] and i not in broken)
    gone = tuple(sorted(then.keys() - now.keys()))
    in_test = {result.id for result in after.results if result.half == TEST}
    return Aligned(
        same=same,
        test=tuple(i for i in same if i in in_test),
        new=tuple(sorted(now.keys() - then.keys())),
        removed=() if after.manifest.partial else gone,
        not_run=gone if after.manifest.partial else (),
        changed=tuple(i for i in both if then[i] != now[i]),
        broken=tuple(i for i in both if then[i] == now[i] and i in broken),
    )


def _hashes(run: Run) -> dict[str, str]:
    return {result.id: result.case_hash for result in run.results}
