"""Reading ease: an easy script passes, a hard one fails and says which sentence and word to change."""

from __future__ import annotations

import pytest
from scorer_samples import MISSED_DOSE, check, said, turn

from evals.scorers.readability import METRICS, score

EASY = (
    f"{MISSED_DOSE} For many pills, you take it when you think of it. Then wait and take just the next one."
)
HARD = (
    "Notify your physician prior to discontinuation of anticoagulation therapy, since abrupt termination of "
    "medication administration may precipitate considerable thromboembolic complications. "
) * 3
ONE_LONG = EASY + (
    " If you feel bad you can call us on the phone and we will find a time for you to come in and see the nurse."
)


def scores(script, *asks):
    return score(turn(), said(script, check_backs=[check(ask) for ask in asks]), None)


@pytest.mark.parametrize(
    ("script", "metric", "passed", "why"),
    [
        (EASY, "grade_le_5", True, "short words"),
        (EASY, "grade_le_6", True, "short words"),
        (EASY, "ready_to_read_aloud", True, "all rules hold"),
        (EASY, "longest_sentence", True, "no long sentence"),
        (EASY, "mean_sentence", True, "short on average"),
        (EASY, "words", True, "between 40 and 120"),
        (HARD, "grade_le_5", False, "long words"),
        (HARD, "grade_le_6", False, "long words"),
        (HARD, "ready_to_read_aloud", False, "too hard"),
        (HARD, "mean_sentence", False, "20 words each"),
        (ONE_LONG, "longest_sentence", False, "one sentence of 24 words"),
        (ONE_LONG, "ready_to_read_aloud", False, "easy, but one sentence is too long to hear"),
        ("Call your doctor today.", "words", False, "4 words"),
        ("Call your doctor today.", "ready_to_read_aloud", False, "too short"),
        ("", "grade_le_5", False, "no script"),
        ("", "ready_to_read_aloud", False, "no script"),
    ],
)
def test_each_rule_passes_and_fails(script, metric, passed, why):
    assert scores(script)[metric].passed is passed


def test_the_reason_names_the_hardest_sentence_and_the_swap():
    script = f"{EASY} Your physician may change the administration of your anticoagulation medication."
    value = scores(script)["grade"]
    assert 'The hardest sentence is "Your physician may change' in value.why
    assert 'swap "physician" for "doctor"' in value.why
    part, start, end = value.spans[0]
    assert (part, script[start:end]) == (
        "script",
        "Your physician may change the administration of your anticoagulation medication.",
    )


def test_the_reason_is_one_line():
    assert all("\n" not in value.why for value in scores(HARD + "\n" + EASY, "What will you do?").values())


@pytest.mark.parametrize("metric", ["smog", "coleman_liau", "ari", "spache", "fkgl", "dale_chall", "grade"])
def test_an_opinion_is_higher_for_the_hard_script_and_never_gates(metric):
    easy, hard = scores(EASY)[metric], scores(HARD)[metric]
    assert hard.value > easy.value
    assert easy.passed is None
    assert hard.passed is None


def test_published_formulas_on_words_one_can_count():
    values = scores("The cat sat. The dog ran.")  # 6 words, 2 sentences, 18 letters
    assert values["ari"].value == pytest.approx(4.71 * 3 + 0.5 * 3 - 21.43)
    assert values["coleman_liau"].value == pytest.approx(5.88 * 3 - 29.6 / 3 - 15.8)
    assert values["spache"].value == pytest.approx(0.121 * 3 + 0.659)


def test_a_second_opinion_agrees_with_textstat():
    import textstat

    script = EASY.replace("2", "two")
    values = scores(script)
    assert values["coleman_liau"].value == pytest.approx(textstat.coleman_liau_index(script), abs=0.3)


def test_reading_aloud_takes_as_long_as_its_words():
    values = scores(EASY)
    assert values["read_seconds"].value == pytest.approx(values["words"].value * 60 / 150)


@pytest.mark.parametrize(
    ("script", "count", "why"),
    [
        ("The form was sent to you. Call us.", 1, "nobody sent it"),
        ("Your claim is denied. It was written down.", 2, "two of them"),
        ("We sent the form to you. Call us.", 0, "we sent it"),
        ("You are tired. It is red.", 0, "no deed at all"),
        ("If you need help, call us. It is free.", 0, "need is a deed of yours"),
    ],
)
def test_sentences_that_hide_who_acts_are_counted(script, count, why):
    assert scores(script)["passive_sentences"].value == count


def test_the_hardest_question_is_named():
    values = scores(EASY, "What will you do?", "Describe anticoagulation administration alternatives?")
    assert values["question_grade"].value > 6
    assert "Describe anticoagulation" in values["question_grade"].why
    assert "question_grade" not in scores(EASY)


def test_only_known_metrics_come_out():
    assert set(scores(EASY, "What will you do?")) == set(METRICS)
