"""The run as JUnit XML, which CI servers show.

In: what a report is made from. Out: XML with one test case for each goal, and one for each case and metric that
has a goal. A case that fails a score is a failure, a case that broke is an error. Characters that XML does not
allow are taken out: ElementTree would write them, and no reader could open the file. Knows nothing about HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from evals.eval_types import CaseResult, GateResult
from evals.report.inputs import ReportInputs
from evals.report.words import clean, goal
from evals.titles import title_of

Kind = Literal["failure", "error", "skipped", ""]


@dataclass(frozen=True, slots=True)
class _Test:
    classname: str
    name: str
    kind: Kind = ""
    message: str = ""
    seconds: float = 0.0


def junit_xml(inputs: ReportInputs) -> str:
    """The whole file."""
    name = inputs.suite.name
    suites = {f"{name} goals": list(_goals(inputs)), f"{name} cases": list(_cases(inputs))}
    everything = [test for tests in suites.values() for test in tests]
    root = ET.Element("testsuites", {"name": clean(f"checkback {name}"), **_counts(everything)})
    for suite_name, tests in suites.items():
        about = {"name": clean(suite_name), "timestamp": clean(inputs.run.manifest.started)}
        suite = ET.SubElement(root, "testsuite", {**about, **_counts(tests)})
        for test in tests:
            _add(suite, test)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(tests: Iterable[_Test]) -> dict[str, str]:
    tests = list(tests)
    kinds = [test.kind for test in tests]
    counts = {
        "tests": len(kinds),
        "failures": kinds.count("failure"),
        "errors": kinds.count("error"),
        "skipped": kinds.count("skipped"),
    }
    return {name: str(count) for name, count in counts.items()} | {
        "time": f"{sum(test.seconds for test in tests):.3f}"
    }


def _add(suite: ET.Element, test: _Test) -> None:
    case = ET.SubElement(
        suite, "testcase", classname=clean(test.classname), name=clean(test.name), time=f"{test.seconds:.3f}"
    )
    if test.kind:
        ET.SubElement(case, test.kind, message=clean(test.message)).text = clean(test.message)


def _goals(inputs: ReportInputs) -> Iterator[_Test]:
    """Each goal, then what kept the run from being measured."""
    for result in inputs.verdict.gates:
        yield _Test(f"{inputs.suite.name}.goals", _goal_name(result), _kind(result), result.words)
    if inputs.verdict.code:
        kind: Kind = "error" if inputs.verdict.code == 2 else "failure"  # noqa: PLR2004 - the exit code
        reasons = "\n".join(inputs.verdict.reasons) or inputs.verdict.headline
        yield _Test(f"{inputs.suite.name}.verdict", f"exit code {inputs.verdict.code}", kind, reasons)


def _goal_name(result: GateResult) -> str:
    part = result.part or result.gate.only
    return (
        f"{title_of(result.gate.metric)}{f' ({part})' if part else ''}: {result.gate.agg} {goal(result.gate)}"
    )


def _kind(result: GateResult) -> Kind:
    kinds: dict[str, Kind] = {
        "missed": "failure",
        "known_miss": "skipped",
        "not_enough": "skipped",
        "warn": "skipped",
        "not_measured": "error",
    }
    return kinds.get(result.status, "")


def _cases(inputs: ReportInputs) -> Iterator[_Test]:
    """One test for each case and metric with a goal; a case that broke is one error."""
    seconds = {(timing.id, timing.repeat): timing.total_ms / 1000 for timing in inputs.run.timings}
    for result in inputs.run.results:
        name = f"{inputs.suite.name}.{result.half}.{result.id}" + (
            f".{result.repeat}" if result.repeat > 1 else ""
        )
        took = seconds.get((result.id, result.repeat), 0.0)
        if result.error is not None:
            yield _Test(name, "run", "error", result.error, took)
            continue
        for place, test in enumerate(_metric_tests(inputs, result, name)):
            yield test if place else _Test(test.classname, test.name, test.kind, test.message, took)


def _metric_tests(inputs: ReportInputs, result: CaseResult, name: str) -> Iterator[_Test]:
    for metric in inputs.gate_metrics:
        value = result.scores.get(metric)
        if value is not None and value.passed is not None:
            yield _Test(name, metric, "" if value.passed else "failure", value.why)
