"""The sentences named are those whose mending lowers the grade most."""

from __future__ import annotations

import pytest

from assistant.plain_language.costly_sentences import find_costliest
from assistant.plain_language.reading_level import measure

LONG = (
    "If you go to the store and see that the pills are not the same as the last time then call me at home "
    "so that we can talk."
)
HARD = "Utilization management necessitates authorization documentation."
EASY = "Call me. We can talk. I am at home. Rest now."


@pytest.mark.parametrize("costly", [LONG, HARD], ids=["long", "long words"])
def test_the_costliest_comes_first(costly):
    assert find_costliest(f"{EASY} {costly} {EASY}")[0].text == costly


def test_without_the_first_one_the_grade_falls_most():
    text = f"{EASY} {LONG} {HARD} We can help you with that."
    falls = {
        sentence.text: measure(text).fkgl - measure(text.replace(sentence.text, "")).fkgl
        for sentence in find_costliest(text)
    }
    assert max(falls, key=falls.get) == find_costliest(text)[0].text


def test_a_heading_of_two_hard_words_costs_less_than_a_long_sentence():
    text = f"Utilization Determination\n{LONG} {EASY}"
    assert find_costliest(text)[0].text == LONG


def test_it_says_words_and_own_grade():
    (sentence,) = find_costliest(HARD)
    assert (sentence.words, sentence.grade) == (5, round(measure(HARD).fkgl))


def test_a_sentence_that_stands_twice_is_named_once():
    assert [each.text for each in find_costliest(f"{HARD} {EASY} {HARD}")].count(HARD) == 1


def test_easy_sentences_are_not_named_beside_a_hard_one():
    assert [each.text for each in find_costliest(f"{EASY} {HARD}")] == [HARD]


def test_at_most_three_are_named():
    text = " ".join(f"{HARD[:-1]} number {n}." for n in range(5))
    assert len(find_costliest(text)) == 3
    assert len(find_costliest(text, most=5)) == 5


def test_no_words_no_sentence():
    assert find_costliest("... 	\n---") == ()
