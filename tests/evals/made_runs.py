"""Small runs, suites and cases for the tests that judge and compare them."""

from __future__ import annotations

from evals.case_types import ReplyCase
from evals.eval_types import CaseResult, Gate, Manifest, Run, Timing, Value
from evals.read_suites import Regression, Suite
from evals.scorers.metric import Metric

METRICS = {
    "grade_le_5": Metric("share of scripts at grade 5 or below", "yes/no", True, "readability"),
    "grade": Metric("the grade that is shown", "school grade", False, "readability"),
    "red_flag_recall": Metric("share of dangers that raised a banner", "yes/no", True, "red_flags"),
    "false_alarm": Metric("harmless words that raised a banner", "alarms", False, "red_flags"),
    "phi_leaks": Metric("identifiers that came out", "identifiers", False, "phi"),
    "leaked": Metric("identifiers left in, of all marked", "identifiers", False, "redaction"),
    "recall_at_3": Metric("needs found in the first three", "share of needs", True, "retrieval"),
}


def know_metrics(monkeypatch):
    """The metrics of these tests instead of the shipped ones, whose wording may change."""
    monkeypatch.setattr("evals.scorers.METRICS", METRICS)


def value(plain):
    """True or False: a verdict; a number: informs; (number, verdict); (count, out of) as two whole numbers."""
    if isinstance(plain, Value):
        return plain
    if isinstance(plain, bool):
        return Value(float(plain), plain, "fine" if plain else "too hard")
    if isinstance(plain, tuple) and isinstance(plain[1], bool):
        return Value(float(plain[0]), plain[1], "fine" if plain[1] else "too hard")
    if isinstance(plain, tuple):
        return Value(float(plain[0]), None, f"{plain[0]} of {plain[1]}", n=plain[1])
    return Value(float(plain), None, "informs")


def result(case_id, scores, *, half="test", text="Say it.", cluster="", case_hash="h1", repeat=1, error=None):
    """One case of a run."""
    output = None if error else {"text": text, "spans": [], "degraded": False}
    made = {metric: value(plain) for metric, plain in scores.items()}
    return CaseResult(case_id, half, cluster, case_hash, "config", repeat, output, made, error)


def many(metric, verdicts, **fields):
    """One case for each verdict: c000, c001 ..."""
    return [result(f"c{number:03}", {metric: plain}, **fields) for number, plain in enumerate(verdicts)]


def shares(metric, good, n, **fields):
    """``good`` passing cases of ``n``."""
    return many(metric, [True] * good + [False] * (n - good), **fields)


def run(results, *, name="core", version=1, run_id="run-1", content=None, timings=(), **manifest):
    """A finished run of these results; every field of the manifest can be set."""
    results = tuple(sorted(results, key=lambda r: (r.id, r.repeat)))
    fields = {
        "status": "done",
        "started": "2026-11-24T15:00:00+00:00",
        "finished": "2026-11-24T15:01:00+00:00",
        "config_hash": "config",
        "case_hashes": {r.id: r.case_hash for r in results},
        "settings": {
            "wanted": {"repeat": 1},
            "config": {"code": "c1", "packages": "p1"},
            "clock": "2026-11-24T10:00:00-05:00",
            "pid": 7,
        },
        "environment": {"commit": "abc", "dirty": False, "platform": "a machine"},
        "counts": {"ok": len(results), "error": sum(r.error is not None for r in results)},
        "partial": "",
        **manifest,
    }
    told = Manifest(run_id=run_id, suite=name, suite_version=version, task="redact", **fields)
    return Run(
        told, results, tuple(timings), content if content is not None else {"phone:us-005": "1-800-222-1222"}
    )


def timing(case_id, total_ms, first_ms=1.0):
    """How long a case took."""
    return Timing(case_id, 1, first_ms, total_ms)


def suite(*gates, name="core", version=1, **regression):
    """A suite with these gates and regression rules."""
    return Suite(
        schema=1, name=name, version=version, task="reply", about="a suite of the tests", cases=("core",),
        scorers=("readability",), gates=gates, regression=Regression(**regression),
    )  # fmt: skip


def gate(metric="grade_le_5", agg="share", **fields):
    """A gate; a share of at least 95 % unless told otherwise."""
    if "min" not in fields and "max" not in fields:
        fields["min"] = 0.95
    return Gate(metric, agg, **fields)


def reply_case(case_id, **fields):
    """A case of a whole turn."""
    return ReplyCase(**{"id": case_id, "half": "test", "ask": "She got a form", **fields})
