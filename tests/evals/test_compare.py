"""Two runs side by side: content first, then what newly fails with both texts, and statistics last."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from made_runs import gate, know_metrics, many, reply_case, result, run, shares, suite

from assistant.errors import CouldNotMeasure
from evals.aligned import align
from evals.case_types import CheckBackCase, RedactCase, RedFlagCase, VerifyCase
from evals.compare import compare, comparison_lines, is_sampled, marked_words, what_was_said


@pytest.fixture(autouse=True)
def _metrics(monkeypatch):
    know_metrics(monkeypatch)


def two(before, after, wanted=None, cases=(), **options):
    return compare(
        run(before, run_id="before"), run(after, run_id="after"), wanted or suite(gate()), cases, **options
    )


def one(verdict, text="Say it.", **fields):
    return result("a", {"grade_le_5": verdict}, text=text, **fields)


FLIPS = [
    (one(True), one(False), ["a"], [], "newly failing"),
    (one(False), one(True), [], ["a"], "newly passing"),
    (one(True), one(True), [], [], "passes as before"),
    (one(False), one(False), [], [], "fails as before"),
    (one(True), one(4.0), [], [], "no longer judged is no flip"),
    (one(4.0), one(False), [], [], "not judged before is no flip"),
    (one(True), one(False, case_hash="h2"), [], [], "the case was edited"),
    (one(True), result("b", {"grade_le_5": False}), [], [], "another case"),
    (one(True), result("a", {}, error="KeyError"), [], [], "broke off: neither passed nor failed"),
    (one(True), one(False, half="dev"), ["a"], [], "the dev half, too"),
    (one(True), result("a", {"grade": 9.0}), [], [], "another metric"),
]


@pytest.mark.parametrize(
    ("before", "after", "failing", "passing", "why"), FLIPS, ids=[row[4] for row in FLIPS]
)
def test_flips(before, after, failing, passing, why):
    found = two([before], [after])
    assert [flip.case_id for flip in found.newly_failing] == failing
    assert [flip.case_id for flip in found.newly_passing] == passing


def test_a_flip_has_both_texts_both_reasons_and_what_was_said():
    found = two(
        [one(False, "Pay it first.")],
        [one(True, "You pay first.")],
        cases=[reply_case("a", ask="what is a deductible")],
    )
    (flip,) = found.newly_passing
    assert (flip.before_text, flip.after_text) == ("Pay it first.", "You pay first.")
    assert (flip.before_why, flip.after_why) == ("too hard", "fine")
    assert flip.said == "what is a deductible"


def test_metrics_that_must_never_flip_stand_first():
    before = [result(c, {"grade_le_5": True, "red_flag_recall": True}) for c in "abc"]
    after = [
        result("a", {"grade_le_5": False, "red_flag_recall": True}),
        result("b", {"grade_le_5": False, "red_flag_recall": False}),
        result("c", {"grade_le_5": True, "red_flag_recall": False}),
    ]
    found = two(before, after, suite(gate(), flips_block=("red_flag_recall",)))
    assert [(f.case_id, f.metric) for f in found.newly_failing] == [
        ("b", "red_flag_recall"),
        ("c", "red_flag_recall"),
        ("a", "grade_le_5"),
        ("b", "grade_le_5"),
    ]


def test_every_case_stands_in_one_kind():
    before = [result(c, {"m": True}) for c in ("same", "edited", "gone", "broken")]
    after = [
        result("same", {"m": True}),
        result("edited", {"m": True}, case_hash="h2"),
        result("new", {"m": True}),
        result("broken", {}, error="KeyError"),
    ]
    found = two(before, after)
    assert (found.same_cases, found.changed_cases, found.removed_cases) == (1, ("edited",), ("gone",))
    assert (found.new_cases, found.broken_cases, found.not_run_cases) == (("new",), ("broken",), ())


def test_what_a_part_did_not_run_is_not_removed():
    part = run([result("a", {"m": True})], partial="limit 1")
    aligned = align(run([result(c, {"m": True}) for c in "abc"]), part)
    assert (aligned.removed, aligned.not_run) == ((), ("b", "c"))


def test_edited_new_and_gone_cases_stay_out_of_the_figures():
    before = [
        *shares("grade_le_5", 10, 10),
        result("gone", {"grade_le_5": False}),
        result("edited", {"grade_le_5": True}),
    ]
    after = [
        *shares("grade_le_5", 10, 10),
        result("new", {"grade_le_5": False}),
        result("edited", {"grade_le_5": False}, case_hash="h2"),
    ]
    (change,) = two(before, after).statistics
    assert (change.n, change.before, change.after, change.words.endswith("No change.")) == (
        10,
        1.0,
        1.0,
        True,
    )


def test_other_words_with_the_same_scores_are_listed_apart():
    before = [
        result("a", {"m": True}, text="Pay first."),
        result("b", {"m": True}, text="Call."),
        result("c", {"m": True}, text="Go."),
    ]
    after = [
        result("a", {"m": True}, text="You pay first."),
        result("b", {"m": False}, text="Call us."),
        result("c", {"m": True}, text="Go."),
    ]
    found = two(before, after)
    assert [(t.case_id, t.before_text, t.after_text) for t in found.changed_text] == [
        ("a", "Pay first.", "You pay first.")
    ]


REFUSED = [
    (run([one(True)], name="safety"), run([one(True)]), "of suite safety", "another suite before"),
    (run([one(True)]), run([one(True)], name="safety"), "of suite safety", "another suite now"),
    (run([one(True)], version=2), run([one(True)]), "version 2", "another version before"),
    (
        run([one(True)], version=2),
        run([one(True)], version=2),
        "version 2",
        "both of another version than the suite",
    ),
]


@pytest.mark.parametrize(("before", "after", "words", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_runs_of_other_suites_or_versions_are_not_compared(before, after, words, why):
    with pytest.raises(CouldNotMeasure, match=words):
        compare(before, after, suite(gate()))


WORDS = [
    ({}, {}, "Compared: 2 cases that both runs hold unchanged.", "how many were compared"),
    (
        {},
        {"results": [one(False), result("b", {})]},
        "Newly failing: 1 case (At fifth grade or below).",
        "what newly fails",
    ),
    (
        {"content": {}},
        {},
        "The earlier run wrote down no content, so changes of content can not be shown.",
        "no record before",
    ),
    (
        {},
        {"content": {"phone:us-005": "988"}},
        "Content: 1 change, 1 of which must be accepted first.",
        "content",
    ),
    (
        {},
        {"settings": {"config": {"code": "c2", "packages": "p1"}}},
        "Not the same in both runs: the program was changed.",
        "another program",
    ),
    (
        {},
        {"results": [one(True)], "partial": "limit 1"},
        "Left out (not run this time): 1 case.",
        "a part",
    ),
]


@pytest.mark.parametrize(("before", "after", "words", "why"), WORDS, ids=[row[3] for row in WORDS])
def test_the_whole_in_a_few_words(before, after, words, why):
    both = [one(True), result("b", {"grade_le_5": True})]
    made = compare(run(**{"results": both, **before}), run(**{"results": both, **after}), suite(gate()))
    assert words in made.words


def test_the_same_run_twice_changes_nothing():
    found = two(many("grade_le_5", [True, False]), many("grade_le_5", [True, False]))
    assert (found.content, found.newly_failing, found.newly_passing, found.changed_text, found.blocks) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert found.words == (
        "Compared: 2 cases that both runs hold unchanged.",
        "Newly failing: 0 cases.",
        "Newly passing: 0 cases.",
    )


def test_repeats_of_a_case_make_a_sampled_run():
    once, thrice = run([one(True)]), run([one(True, repeat=n) for n in (1, 2, 3)])
    assert not is_sampled(once, once)
    assert is_sampled(once, thrice)
    assert is_sampled(thrice, once)


def test_statistics_can_be_left_out_for_exact_runs_and_never_for_sampled_ones():
    once, twice = run([one(True)]), run([one(True, repeat=n) for n in (1, 2)])
    assert compare(once, once, suite(gate()), statistics=False).statistics == ()
    assert compare(twice, twice, suite(gate()), statistics=False).statistics != ()


def test_a_comparison_is_plain_data():
    found = two([one(True)], [one(False, "No.")])
    assert json.loads(json.dumps(asdict(found)))["newly_failing"][0]["after_text"] == "No."
    assert replace(found, blocks=()).blocks == ()


MARKED = [
    ("Call 911 now.", "Call 911 now.", [("same", "Call 911 now.")], "nothing changed"),
    ("Call 911 now.", "Call your doctor now.", [("same", "Call"), ("removed", "911"), ("added", "your doctor"), ("same", "now.")], "one word became two"),
    ("at 1-800-222-1222.", "at 1-800-222-1223.", [("same", "at"), ("removed", "1-800-222-1222."), ("added", "1-800-222-1223.")], "one digit"),
    ("do not stop", "do stop", [("same", "do"), ("removed", "not"), ("same", "stop")], "a lost not"),
    ("", "Call.", [("added", "Call.")], "words where there were none"),
    ("Call.", "", [("removed", "Call.")], "no words any more"),
    ("", "", [], "no words at all"),
    ("Call\nnow.", "Call now.", [("same", "Call now.")], "another line end is no change of words"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "pieces", "why"), MARKED, ids=[row[3] for row in MARKED])
def test_marked_words(before, after, pieces, why):
    assert marked_words(before, after) == pieces


@pytest.mark.parametrize(
    ("before", "after"),
    [("a b c d", "x b d e"), ("one", "two three"), ("same", "same"), ("a a b", "a b b a")],
)
def test_marking_loses_and_adds_no_word(before, after):
    pieces = marked_words(before, after)
    assert " ".join(text for kind, text in pieces if kind != "added") == before
    assert " ".join(text for kind, text in pieces if kind != "removed") == after


SAID = [
    (None, "", "no case at hand"),
    (reply_case("a", ask="She got a form"), "She got a form", "a turn"),
    (
        RedFlagCase(id="r", half="test", ask="My chest hurts", red_flag="911"),
        "My chest hurts",
        "an utterance",
    ),
    (RedactCase(id="t", half="test", text="I am [[Rosa|NAME]]."), "I am Rosa.", "a text without its marks"),
    (
        CheckBackCase(id="q", half="test", script="Pay.", ask="Do you pay?", good=False),
        "Script: Pay.\nQuestion: Do you pay?",
        "a question",
    ),
    (
        VerifyCase(id="v", half="test", topic="copay", kind="phone"),
        "Script of copay, with one error: phone",
        "a planted error",
    ),
    (
        VerifyCase(id="v", half="test", topic="copay", kind="untouched"),
        "Script of copay, untouched",
        "an untouched script",
    ),
]


@pytest.mark.parametrize(("case", "words", "why"), SAID, ids=[row[2] for row in SAID])
def test_what_was_said(case, words, why):
    assert what_was_said(case) == words


def lines_of(before, after, wanted=None, cases=()):
    return list(comparison_lines(compare(before, after, wanted or suite(gate()), cases)))


def test_the_lines_stand_in_the_order_of_what_matters():
    before = run(
        [*shares("grade_le_5", 2, 3, text="Pay it first."), result("t", {"m": True}, text="Old words.")],
        run_id="base",
    )
    after = run(
        [result("c000", {"grade_le_5": False}, text="Pay the deductible first."), *shares("grade_le_5", 2, 3, text="Pay it first.")[1:2], result("c002", {"grade_le_5": True}, text="Pay it first."), result("t", {"m": True}, text="New words.")],
        content={"phone:us-005": "1-800-222-1223", "hours:us-005": "24/7"},
    )  # fmt: skip
    assert lines_of(
        before,
        after,
        suite(gate(), flips_block=("grade_le_5",)),
        [reply_case("c000", ask="what is\nmy bill")],
    ) == [
        "Compared with base:",
        "  Compared: 4 cases that both runs hold unchanged.",
        "  Content: 2 changes, 1 of which must be accepted first.",
        "  Newly failing: 1 case (At fifth grade or below).",
        "  Newly passing: 1 case.",
        "  Other words, same scores: 1 case.",
        "Must be mended, or accepted (checkback eval accept RUN):",
        "  The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223.",
        "  At fifth grade or below: 1 case fails now and passed before, and not one may. c000: too hard",
        "Content that changed (2; ! must be accepted):",
        "  ! The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223.",
        "    The hours of us-005 is new: 24/7.",
        "Newly failing (1):",
        "  c000",
        "    said:   what is my bill",
        "    At fifth grade or below: too hard",
        "    before: Pay [-it-] first.",
        "    now:    Pay [+the deductible+] first.",
        "Newly passing (1):",
        "  c002",
        "    At fifth grade or below: fine",
        "    the words are the same in both runs",
        "Other words, same scores (1):",
        "  t",
        "    before: [-Old-] words.",
        "    now:    [+New+] words.",
        "Figures that moved:",
        "  At fifth grade or below: was 67 %, is 67 % over 3 cases (change +0.0 points, 95 % interval -100.0 to +100.0). 1 better, 1 as before, 1 worse. Only 2 moved. Fewer than 6 can never be significant: read each one. p = 1.000 after Holm.",
    ]


def test_a_case_that_fails_twice_shows_its_texts_once():
    before = run([result("a", {"grade_le_5": True, "red_flag_recall": True}, text="Old.")])
    after = run([result("a", {"grade_le_5": False, "red_flag_recall": False}, text="New.")])
    lines = lines_of(before, after)
    assert "Newly failing (1):" in lines
    assert lines.count("    before: [-Old.-]") == 1
    assert "    Red flag found: too hard" in lines
    assert "    At fifth grade or below: too hard" in lines


def test_a_long_list_says_how_much_more_there_is():
    lines = lines_of(run(shares("grade_le_5", 14, 14)), run(shares("grade_le_5", 0, 14)))
    assert "Newly failing (14):" in lines
    assert "  ... and 4 more; all of them stand in the report" in lines


def test_nothing_to_tell_is_short():
    same = run(shares("grade_le_5", 3, 3))
    assert lines_of(same, same) == [
        "Compared with run-1:",
        "  Compared: 3 cases that both runs hold unchanged.",
        "  Newly failing: 0 cases.",
        "  Newly passing: 0 cases.",
    ]
