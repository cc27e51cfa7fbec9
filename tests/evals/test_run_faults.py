"""A run that is not whole shows nothing; a whole one has no fault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_runs import gate, many, result, run, suite

from evals.run_faults import run_faults

GOOD = many("grade_le_5", [True, False])


def hashes(*ids):
    return dict.fromkeys(ids, "h1")


def doubled():
    made = run(GOOD)
    return replace(made, results=(*made.results, made.results[0]))


FAULTS = [
    (run(GOOD, name="safety"), ["The run is of suite safety, version 1; the suite is core, version 1. Run it again: checkback eval run core"], "another suite"),
    (run(GOOD, version=2), ["The run is of suite core, version 2; the suite is core, version 1. Run it again: checkback eval run core"], "another version"),
    (run(GOOD, status="running"), ["The run did not finish (running). Go on with it: checkback eval run core --resume run-1"], "crashed"),
    (run(GOOD, status="interrupted"), ["The run did not finish (interrupted). Go on with it: checkback eval run core --resume run-1"], "stopped"),
    (run([]), ["No case was run. Look at the filter and at the cases: checkback eval lint core"], "empty"),
    (run([], status="interrupted"), ["The run did not finish (interrupted). Go on with it: checkback eval run core --resume run-1", "No case was run. Look at the filter and at the cases: checkback eval lint core"], "stopped before the first case"),
    (run([*GOOD, result("bad", {}, error="KeyError in score")]), ["1 case of 3 broke off with an error (first: bad, KeyError in score). See why: checkback eval explain run-1 bad; then: checkback eval run core --resume run-1"], "one case broke off"),
    (run(GOOD, counts={"error": 2}), ["The run counted 2 errors; its results show none. Run it again: checkback eval run core"], "errors that left no result"),
    (run(GOOD, case_hashes=hashes("c000", "c001", "c002", "c003")), ["2 cases without a result (c002, c003). Go on with the run: checkback eval run core --resume run-1"], "cases without a result"),
    (run(GOOD, case_hashes={"c000": "h1", "c001": "h2"}), ["1 case in the results, but not as the run began with (c001). Run it again: checkback eval run core"], "a case edited in between"),
    (run(GOOD, case_hashes=hashes("c000")), ["1 case in the results, but not as the run began with (c001). Run it again: checkback eval run core"], "a case nobody asked for"),
    (doubled(), ["Some cases were run more often than others, so they count for more. Run it again: checkback eval run core"], "a case run twice"),
    (run([*GOOD, result("c000", {}, repeat=2)]), ["Some cases were run more often than others, so they count for more. Run it again: checkback eval run core"], "repeats of one case only"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "expected", "why"), FAULTS, ids=[row[2] for row in FAULTS])
def test_faults(made, expected, why):
    assert list(run_faults(made, suite(gate()))) == expected


SOUND = [
    (run(GOOD), "a whole run, though a case fails"),
    (run(GOOD, partial="only tag=hf"), "a part of the suite is whole in itself"),
    (run([result(c, {"m": True}, repeat=r) for c in "ab" for r in (1, 2, 3)]), "every case three times"),
    (run([result("a", {"m": True}, half="dev")]), "the dev half alone"),
    (run(GOOD, counts={"ok": 2, "error": 0, "skipped": 0}), "counts that say nothing broke"),
]


@pytest.mark.parametrize(("made", "why"), SOUND, ids=[row[1] for row in SOUND])
def test_no_fault(made, why):
    assert list(run_faults(made, suite(gate()))) == []
