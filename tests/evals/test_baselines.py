"""Only a whole run becomes a baseline; its file reads like code and gives the run back."""

from __future__ import annotations

import json

import pytest
from made_runs import gate, know_metrics, many, result, run, shares, suite

from assistant.errors import CouldNotMeasure, WrongUse
from evals.baselines import accept, read_baseline, shown_text
from evals.compare import compare
from evals.eval_types import CaseResult, Value
from evals.gates import judge
from evals.paths import EvalPaths

GOOD = [
    result("a", {"grade_le_5": True, "grade": 4.25, "leaked": (1, 3)}, text="Pay it first.", cluster="pay"),
    result(
        "b", {"grade_le_5": Value(0.0, False, "grade 9 – too hard")}, text="Say «sí».\nThen call.", half="dev"
    ),
]


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


@pytest.fixture
def paths(tmp_path):
    return EvalPaths(shipped=tmp_path / "shipped", own=tmp_path / "own", runs=tmp_path / "runs")


def write(paths, text, name="core"):
    path = paths.own / "baselines" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_accepted_run_reads_back_good_enough_to_judge_and_compare(paths):
    made, wanted = run(GOOD), suite(gate(min=0.5), max_drop={"grade_le_5": 0.02}, flips_block=("grade_le_5",))
    path = accept(paths, made, wanted)
    assert path == paths.own / "baselines" / "core.json"
    back = read_baseline(paths, "core")
    assert judge(made, wanted, (), back).code == judge(made, wanted, (), made).code == 0
    assert judge(back, wanted, (), back).gates == judge(made, wanted, (), made).gates
    same = compare(back, made, wanted)
    assert (same.newly_failing, same.newly_passing, same.changed_text, same.content, same.blocks) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert same.same_cases == 2


def test_what_is_kept_of_a_case(paths):
    accept(paths, run(GOOD), suite(gate()))
    first, second = read_baseline(paths, "core").results
    assert (first.id, first.half, first.cluster, first.case_hash, first.repeat) == (
        "a",
        "test",
        "pay",
        "h1",
        1,
    )
    assert first.config_hash == "config"
    assert first.scores == {
        "grade_le_5": Value(1.0, True, ""),
        "grade": Value(4.25, None, ""),
        "leaked": Value(1.0, None, "", n=3),
    }
    assert shown_text(second.output) == "Say «sí».\nThen call."
    assert second.scores["grade_le_5"].why == "grade 9 – too hard"  # of a failed case the reason is kept


def test_repeats_come_back_in_order(paths):
    accept(paths, run([result("a", {"m": n}, repeat=n) for n in range(1, 12)]), suite(gate()))
    assert [r.repeat for r in read_baseline(paths, "core").results] == list(range(1, 12))


def test_the_status_of_a_reply_is_kept(paths):
    output = {
        "said": "Hi",
        "reply": {
            "status": "handoff",
            "alerts": [],
            "script": "Call.",
            "questions": [],
            "handoff": None,
            "resources": [],
        },
    }
    accept(
        paths,
        run([CaseResult("a", "test", "", "h1", "c", 1, output, {"m": Value(1.0, True, "")})]),
        suite(gate()),
    )
    (back,) = read_baseline(paths, "core").results
    assert back.output["status"] == "handoff"
    assert shown_text(back.output) == shown_text(output) == "Say: Call."


def test_the_file_is_reviewable_like_code(paths):
    text = accept(paths, run(GOOD), suite(gate())).read_text(encoding="utf-8")
    assert '    "grade": {"passed": null, "value": 4.25},\n' in text  # one score, one line
    assert '    "grade_le_5": {"passed": false, "value": 0.0, "why": "grade 9 – too hard"}\n' in text
    assert '  "phone:us-005": "1-800-222-1222"\n' in text
    assert text.endswith("}\n")
    plain = json.loads(text)
    assert list(plain) == sorted(plain)
    assert "a machine" not in text  # where it was run is not for a file that is reviewed
    assert '"pid"' not in text


def test_the_same_run_gives_the_same_bytes(paths):
    first = accept(paths, run(GOOD), suite(gate())).read_bytes()
    assert accept(paths, run(list(reversed(GOOD))), suite(gate())).read_bytes() == first
    assert [p.name for p in (paths.own / "baselines").iterdir()] == [
        "core.json"
    ]  # nothing half-written stays


def test_one_changed_score_is_one_changed_line(paths):
    before = accept(paths, run(shares("grade_le_5", 3, 3)), suite(gate())).read_text().splitlines()
    after = accept(paths, run(shares("grade_le_5", 2, 3)), suite(gate())).read_text().splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


REFUSED = [
    (run(GOOD, status="running"), "did not finish", "not finished"),
    (run(GOOD, status="interrupted"), "did not finish", "stopped"),
    (run([]), "No case was run", "empty"),
    (run([*GOOD, result("c", {}, error="KeyError")]), "broke off with an error", "one case broke off"),
    (run(GOOD, partial="only tag=hf"), "only a part of the suite (only tag=hf)", "a part"),
    (run(GOOD, version=2), "version 2; the suite is core, version 1", "another version"),
    (run(GOOD, name="safety"), "of suite safety", "another suite"),
    (
        run(GOOD, case_hashes={"a": "h1", "b": "h1", "c": "h1"}),
        "1 case without a result (c)",
        "a case got lost",
    ),
    (run(GOOD, counts={"phi_in_store": 1}), "holds an identifier", "identity in its stored text"),
]


@pytest.mark.parametrize(("made", "words", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_not_whole_is_not_accepted(paths, made, words, why):
    accept(paths, run(GOOD), suite(gate()))
    before = (paths.own / "baselines" / "core.json").read_bytes()
    with pytest.raises(CouldNotMeasure, match="This run can not be the baseline") as told:
        accept(paths, made, suite(gate()))
    assert words in str(told.value)
    assert (paths.own / "baselines" / "core.json").read_bytes() == before  # the old one stays


ACCEPTED = [
    (run(many("grade_le_5", [False])), "a run that misses its goals"),
    (run(GOOD, environment={"dirty": True, "commit": "abc"}), "a working copy with changes"),
    (run(GOOD, content={}), "a run without a content record"),
]


@pytest.mark.parametrize(("made", "why"), ACCEPTED, ids=[row[1] for row in ACCEPTED])
def test_what_is_accepted_all_the_same(paths, made, why):
    accept(paths, made, suite(gate()))
    assert read_baseline(paths, "core").manifest.run_id == "run-1"


@pytest.mark.parametrize(
    ("dirty", "note"), [(True, "Run on a working copy with changes that are not committed."), (False, "")]
)
def test_changes_that_are_not_committed_are_noted(paths, dirty, note):
    path = accept(paths, run(GOOD, environment={"dirty": dirty}), suite(gate()))
    assert json.loads(path.read_text(encoding="utf-8"))["note"] == note


def test_a_baseline_of_another_name(paths):
    accept(paths, run(GOOD), suite(gate()), "core-july")
    assert read_baseline(paths, "core") is None
    assert read_baseline(paths, "core-july").manifest.suite == "core"


def test_ones_own_baseline_stands_before_the_shipped_one(paths):
    shipped = EvalPaths(paths.shipped, paths.shipped, paths.runs)
    accept(shipped, run(GOOD, run_id="shipped"), suite(gate()))
    assert read_baseline(paths, "core").manifest.run_id == "shipped"
    accept(paths, run(GOOD, run_id="own"), suite(gate()))
    assert read_baseline(paths, "core").manifest.run_id == "own"


@pytest.mark.parametrize("name", ["../core", "a/b", "Core", ".hidden", "core.json", "-x"])
def test_a_name_can_not_leave_the_folder(paths, name):
    with pytest.raises(WrongUse, match="can not be called"):
        read_baseline(paths, name)
    with pytest.raises(WrongUse, match="can not be called"):
        accept(paths, run(GOOD), suite(gate()), name)


DAMAGED = [
    ("", "line 1", "empty"),
    ('{\n "schema": 1,\n "cases": {,\n', "line 3", "cut off in the middle"),
    ("<<<<<<< mine\n{}", "line 1", "a merge that was not finished"),
    ("[]", "it has not the form of a baseline", "not an object"),
    ("{}", "it has not the form of a baseline", "without its fields"),
    ('{"schema": 2}', "it has not the form of a baseline", "another form"),
    (
        '{"schema": 1, "cases": {"a": {}}, "manifest": {}, "content": {}}',
        "it has not the form of a baseline",
        "a case without a repeat",
    ),
    (b"\xff\xfe", "it has not the form of a baseline", "not UTF-8"),
]


@pytest.mark.parametrize(("text", "words", "why"), DAMAGED, ids=[row[2] for row in DAMAGED])
def test_a_damaged_file_is_named(paths, text, words, why):
    write(paths, text)
    with pytest.raises(CouldNotMeasure) as told:
        read_baseline(paths, "core")
    assert str(told.value).startswith("baselines/core.json: ")
    assert words in str(told.value)
    assert "checkback eval accept RUN" in str(told.value)


def test_a_field_that_was_taken_out_by_hand_is_named(paths):
    path = accept(paths, run(GOOD), suite(gate()))
    plain = json.loads(path.read_text(encoding="utf-8"))
    del plain["cases"]["a#1"]["text"]
    write(paths, json.dumps(plain))
    with pytest.raises(CouldNotMeasure, match="baselines/core.json"):
        read_baseline(paths, "core")


TEXTS = [
    (None, "", "a case that broke off"),
    ({"shortened": True, "text": "Pay it first.", "status": ""}, "Pay it first.", "of a baseline"),
    ({"text": "I am <NAME_1>.", "spans": [], "degraded": False}, "I am <NAME_1>.", "of a run"),
]


@pytest.mark.parametrize(("output", "text", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_the_words_a_person_judges(output, text, why):
    assert shown_text(output) == text
