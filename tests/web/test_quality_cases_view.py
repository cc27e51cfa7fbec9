"""Cases that open in place, and both texts side by side: what is found, in which order, and that nothing comes alive."""

from __future__ import annotations

import pytest
from quality_fakes import a_case, poisoned, the_cases, the_changes
from test_quality_view import assert_safe
from web_fakes import HOSTILE

from assistant.web.quality_cases_view import MOST_CASES, MOST_FLIPS, case_list, changes_part
from assistant.web.quality_types import Changes, Marked


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_value_of_a_case_comes_alive(payload: str):
    assert_safe(case_list([poisoned(a_case(), payload)], only_failing=False))
    assert_safe(changes_part(poisoned(the_changes(), payload)))
    assert_safe(changes_part(None, payload))


FOUND = [
    (True, "", 3, "only what fails"),
    (False, "", MOST_CASES, "all, as many as fit"),
    (False, "copay-what-56", 1, "by its name"),
    (True, "copay-what-56", 0, "one that passes is not among the failing"),
    (True, "RENEWAL letter", 1, "every word, in any case, in any order"),
    (True, "letter ride", 0, "both words must be there"),
    (True, "fifth grade", 2, "by what fails"),
    (False, "nothing like this", 0, "no such words"),
]


@pytest.mark.parametrize(("only_failing", "words", "count", "why"), FOUND, ids=[row[3] for row in FOUND])
def test_finding_cases(only_failing: bool, words: str, count: int, why: str):
    assert case_list(the_cases(), only_failing=only_failing, words=words).count("<details") == count


def test_the_list_says_how_many_and_how_many_more():
    assert "3 failing cases of 60, worst first." in case_list(the_cases(), only_failing=True)
    assert "The first 40 are shown." in case_list(the_cases(), only_failing=False)
    assert "shown" not in case_list(the_cases(), only_failing=False, most=60)


def test_an_empty_list_says_what_to_do():
    assert "Pick All" in case_list([a_case(failing=(), worst="")], only_failing=True)
    assert "no case to show" in case_list([], only_failing=True)
    assert "No case has these words" in case_list(the_cases(), only_failing=True, words="zebra")


def test_a_closed_case_says_what_was_said_and_why_it_fails():
    summary = case_list([a_case()], only_failing=True).partition("</summary>")[0]
    for words in ("fails", "“my ride to dialysis", "It reads at grade 7.", "ride-never-came · test half"):
        assert words in summary


def test_an_open_case_shows_words_questions_scores_and_reasons_in_this_order():
    body = case_list([a_case()], only_failing=True).partition("</summary>")[2]
    order = ["The patient said", "Banner", "Words to say", "Check-back questions", "Who will you call first?", "Scores, and why", "does not hold", "Every term is explained.", "Note"]  # fmt: skip
    places = [body.index(words) for words in order]
    assert places == sorted(places)


def test_a_case_that_broke_says_what_broke():
    assert "KeyError in step retrieval" in case_list([the_cases()[0]], only_failing=True)


def test_a_part_without_words_is_left_out():
    case = a_case(
        parts=(a_case().parts[0], *[part.__class__(part.label, ("", " ")) for part in a_case().parts[1:]])
    )
    assert "Banner" not in case_list([case], only_failing=True)


def test_changes_come_content_first_then_newly_failing():
    markup = changes_part(the_changes())
    order = ["Changed content", "1-800-222-1223", "Newly failing (1)", "Newly passing (1)", "Figures", "Also"]
    places = [markup.index(words) for words in order]
    assert places == sorted(places)


def test_what_blocks_is_told_from_what_only_changed():
    content = changes_part(Changes("x", content=the_changes().content))
    assert content.index("look at this") < content.index("1-800-222-1223") < content.index("changed</span>")


def test_both_texts_stand_side_by_side_with_changed_words_marked():
    markup = changes_part(the_changes())
    assert "Before</p>" in markup
    assert "<span>You can get a</span> <del>free ride to your visit.</del>" in markup
    assert "<span>You can get a</span> <ins>benefit that covers transportation.</ins>" in markup
    assert "It reads at grade 4." in markup
    assert "It reads at grade 7." in markup


def test_no_change_and_no_baseline_are_different_things():
    assert "Nothing changed" in changes_part(Changes("x"))
    assert "no baseline" in changes_part(None)
    assert "why not" in changes_part(None, "why not")


def test_very_many_flips_are_cut_and_counted():
    flip = the_changes().newly_failing[0]
    markup = changes_part(Changes("x", newly_failing=(flip,) * (MOST_FLIPS + 4)))
    assert f"Newly failing ({MOST_FLIPS + 4})" in markup
    assert "And 4 more" in markup


def test_every_kind_of_mark_has_a_tag():
    pieces = (Marked("same", "a"), Marked("removed", "b"), Marked("added", "c"))
    flip = the_changes().newly_failing[0].__class__("x", "t", pieces, pieces, "", "")
    assert_safe(changes_part(Changes("x", newly_failing=(flip,))))
