"""A case from a form: its fields, the nearest right word, and nothing typed is lost."""

from __future__ import annotations

from typing import Any, get_args

import gradio as gr
import pytest
from quality_fakes import TOPICS, FakeQuality

from assistant.errors import CaseInvalid, CheckbackError
from assistant.web.case_form import (
    BOXES,
    CaseForm,
    case_name,
    fields_of_case,
    in_box_names,
    name_topics,
    topic_help,
)
from assistant.web.quality_form import GROUPS, HALVES, RED_FLAGS, save_typed

ASK = "my ride to dialysis never came and now i am late"


def test_every_box_becomes_its_field():
    form = CaseForm(
        ask=f" {ASK} ",
        name="Ride Never Came",
        group="sdoh",
        topics="medical-ride\nextra-help | What a deductible is\n",
        must_say="call them | call today\nask for a ride",
        must_not_say="transportation\n",
        numbers="1-800-555-0142\n\n911",
        red_flag="same_day",
        refuse=True,
        note="a hard week",
    )
    assert fields_of_case(form, TOPICS) == {
        "id": "ride-never-came",
        "ask": ASK,
        "group": "sdoh",
        "expect": {
            "needs": [["medical-ride"], ["extra-help", "deductible"]],
            "must_say_any": [["call them", "call today"], ["ask for a ride"]],
            "must_not_say": ["transportation"],
            "numbers": ["1-800-555-0142", "911"],
            "red_flag": "same_day",
            "refuse": True,
        },
        "note": "a hard week",
    }


def test_an_empty_box_is_no_field():
    fields = fields_of_case(CaseForm(ask=ASK), TOPICS)
    assert fields["expect"] == {"red_flag": "none", "refuse": False}
    assert "note" not in fields


def test_no_words_no_case():
    with pytest.raises(CaseInvalid, match="What the patient said.*Type what"):
        fields_of_case(CaseForm(ask="  "), TOPICS)


TYPED = [
    ("deductible", "deductible", "", "by id"),
    ("What a deductible is", "deductible", "", "by title"),
    ("EXTRA-HELP", "extra-help", "", "in capitals"),
    ("deductable", "", "deductible", "a slip in the id"),
    ("extra help", "", "extra-help", "a space for the hyphen"),
    ("a ride to the visit", "", "medical-ride", "a slip in the title"),
    ("zebra", "", "", "nothing like it"),
]


@pytest.mark.parametrize(("typed", "topic", "near", "why"), TYPED, ids=[row[3] for row in TYPED])
def test_the_nearest_topic(typed: str, topic: str, near: str, why: str):
    (found,) = name_topics(typed, TOPICS)
    assert (found.topic.id if found.topic else "") == topic
    if not topic:
        assert (found.near.id if found.near else "") == near


def test_an_unknown_topic_names_box_line_and_nearest_word():
    with pytest.raises(CaseInvalid) as caught:
        fields_of_case(CaseForm(ask=ASK, topics="medical-ride\n\ndeductable"), TOPICS)
    assert str(caught.value) == (
        "Box “Topics that should answer”, line 3: the library has no topic “deductable”. "
        "Did you mean deductible (What a deductible is)?"
    )


def test_a_topic_is_never_guessed():
    with pytest.raises(CaseInvalid, match="checkback library list"):
        fields_of_case(CaseForm(ask=ASK, topics="zebra"), TOPICS)


def test_the_help_shows_what_each_name_was_taken_for():
    markup = topic_help("medical-ride\ndeductable<script>", TOPICS)
    assert "A ride to a visit" in markup
    assert "Did you mean deductible" in markup
    assert "<script>" not in markup
    assert topic_help(" \n", TOPICS) == ""


NAMES = [
    ("", "What's a co-pay, anyway?", "what-s-a-co-pay-anyway"),
    ("", "one two three four five six seven eight nine", "one-two-three-four-five-six-seven"),
    ("Ride, never came!", ASK, "ride-never-came"),
    ("x" * 90, ASK, "x" * 60),
    ("", "¿Dónde está?", "d-nde-est"),
]


@pytest.mark.parametrize(("name", "ask", "expected"), NAMES)
def test_the_name_of_a_case(name: str, ask: str, expected: str):
    assert case_name(CaseForm(ask=ask, name=name)) == expected


MESSAGES = [
    ("expect.red_flag: found '912'; allowed: none, 911. Did you mean 911?", "Box “Red flag”: found '912'; allowed: none, 911. Did you mean 911?"),
    ("ask: it may hold a name; expect.must_say_any.2.1: it is empty", "Box “What the patient said”: it may hold a name; Box “Must say”, entry 2: it is empty"),
    ("id: there is a case 'x' already. Choose another id.", "Box “Short name, if you like”: there is a case 'x' already. Choose another id."),
    ("Something else: task: no field of the form", "Something else: task: no field of the form"),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "words"), MESSAGES)
def test_a_problem_names_the_box(problem: str, words: str):
    assert in_box_names(problem) == words


def test_a_saved_case_empties_the_form_and_says_where_it_stands():
    quality = FakeQuality()
    outcome, help_, *boxes = save_typed(quality, CaseForm(ask=ASK, topics="medical-ride", half="dev"))
    assert "Saved" in outcome
    assert "core/dev/my_ride_to_dialysis_never_came_and.yaml" in outcome
    assert help_ == ""
    assert boxes == list(CaseForm())
    ((suite, half, fields),) = quality.saved
    assert (suite, half, fields["expect"]["needs"]) == ("core", "dev", [["medical-ride"]])


WRONG = [
    (CaseForm(ask=""), "What the patient said", "an empty box"),
    (CaseForm(ask=ASK, topics="deductable"), "Did you mean deductible", "an unknown topic"),
    (CaseForm(ask=ASK, numbers="912"), "did you mean 911?", "what the suite refuses"),
]


@pytest.mark.parametrize(("form", "words", "why"), WRONG, ids=[row[2] for row in WRONG])
def test_a_case_that_cannot_be_used_keeps_every_box(form: CaseForm, words: str, why: str):
    quality = FakeQuality()
    outcome, _, *boxes = save_typed(quality, form)
    assert "Not saved yet" in outcome
    assert words in outcome
    assert all(box == gr.skip() for box in boxes)
    assert quality.saved == []


@pytest.mark.parametrize("error", [RuntimeError("Quincy Adderbury"), CheckbackError("the reader stopped")])
def test_a_failure_keeps_every_box_and_shows_no_words(error: Exception, caplog: pytest.LogCaptureFixture):
    class Broken(FakeQuality):
        def add_case(self, *_: Any) -> str:
            raise error

    outcome, _, *boxes = save_typed(Broken(), CaseForm(ask=ASK))
    assert "Not saved yet" in outcome
    assert "Quincy" not in outcome + caplog.text
    assert all(box == gr.skip() for box in boxes)


def test_the_form_offers_just_what_a_case_takes():
    from evals.case_types import HALVES as KNOWN_HALVES
    from evals.case_types import Expect, Group, RedFlag, ReplyCase

    assert set(GROUPS) == set(get_args(Group))
    assert [value for _, value in RED_FLAGS] == list(get_args(RedFlag))
    assert {value for _, value in HALVES} == set(KNOWN_HALVES)
    for field in BOXES:
        name = field.removeprefix("expect.")
        assert name in (Expect if field.startswith("expect.") else ReplyCase).model_fields
