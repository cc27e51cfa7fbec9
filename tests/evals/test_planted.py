"""A right script stays right; one error is planted where the case says; the last check is asked what it sees."""

from __future__ import annotations

import pytest

from assistant.drafting.compose import Writer
from assistant.drafting.verify import verify
from assistant.errors import CaseInvalid
from evals.case_types import VerifyCase
from evals.planted import plant, topic_draft, verify_planted


@pytest.fixture(scope="module")
def writer(frozen_world):
    live = frozen_world.live
    return Writer(frozen_world.contents, live.phrases, live.settings, frozen_world.now)


def case(topic="appeal-advantage-or-part-d", kind="number", find="", put="", seed=0):
    return VerifyCase(
        schema=1, id="a-case", half="test", topic=topic, kind=kind, find=find, put=put, seed=seed
    )


def test_the_draft_has_no_opener_and_only_questions_that_fit(writer, frozen_world):
    for topic in frozen_world.contents.topics.values():
        draft = topic_draft(topic, writer)
        assert draft.opener == ""
        assert {chunk.topic_id for chunk in draft.chunks} == {topic.id}
        assert verify(draft, frozen_world.contents) == ()


def test_an_untouched_script_is_what_the_product_says(frozen_world, writer):
    output = verify_planted(case(kind="untouched"), frozen_world)
    draft = topic_draft(frozen_world.contents.topics["appeal-advantage-or-part-d"], writer)
    assert output["script"] == draft.script
    assert output["findings"] == []
    assert output["changed"] == ["", ""]
    assert output["offered"] is True


@pytest.mark.parametrize(
    ("find", "put", "before", "after"),
    [
        ("65 days", "56 days", "You have 65 days from the date on the letter.",
         "You have 56 days from the date on the letter."),
        ("1-877-839-2675", "1-877-839-2676", "For free help, call 1-877-839-2675.", "For free help, call 1-877-839-2676."),
        ("Keep a copy of all you send. ", "", "Keep a copy of all you send.", ""),
        ("Write down", "It is free. Write down", "", "It is free."),
    ],
)  # fmt: skip
def test_find_is_replaced_and_the_sentences_that_differ_are_told(writer, find, put, before, after):
    planted = plant(case(find=find, put=put), writer)
    assert (planted.before, planted.after) == (before, after)
    assert put in planted.draft.script


@pytest.mark.parametrize("find", ["Look at the date on the letter", "How long do you have"])
def test_a_question_can_be_changed_when_the_words_stand_only_there(writer, find):
    draft = topic_draft(writer.contents.topics["appeal-advantage-or-part-d"], writer)
    planted = plant(case(find=find, put="Look at the moon"), writer)
    assert planted.draft.script == draft.script
    assert planted.draft.check_backs != draft.check_backs
    assert find in planted.before
    assert "Look at the moon" in planted.after


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"find": "You have 99 days", "put": "x"}, "nowhere in the script or the questions"),
        ({"find": "the", "put": "a"}, "times in the script"),
        ({"find": "65 days", "put": "65 days"}, "must differ"),
        ({"find": "65 days", "put": "66 days", "kind": "untouched"}, "must differ"),
        ({"topic": "appeal-advantage"}, "Did you mean appeal-advantage-or-part-d"),
        ({"kind": "month_or_weekday"}, "nothing that an error of kind month_or_weekday"),
        ({"kind": "numbers"}, "Did you mean number"),
    ],
)
def test_what_can_not_be_planted_says_why(writer, change, says):
    with pytest.raises(CaseInvalid, match=says):
        plant(case(**change), writer)


@pytest.mark.parametrize(
    ("find", "put", "is_found"),
    [
        ("65 days", "77 days", True),
        ("1-877-839-2675", "1-877-839-2676", True),
        ("You can ask your plan", "You can not ask your plan", False),
    ],
    ids=["a number", "a phone", "a lost or added not: no check looks for it yet"],
)
def test_the_findings_are_those_of_the_last_check(frozen_world, find, put, is_found):
    output = verify_planted(case(find=find, put=put), frozen_world)
    assert bool(output["findings"]) is is_found
    assert output["offered"] is not is_found
    assert all(set(finding) == {"kind", "where", "fix"} for finding in output["findings"])


def test_an_error_that_only_upsets_a_question_is_found_but_still_offered(frozen_world):
    dropped = [
        verify_planted(case(topic, "dropped_fact"), frozen_world) for topic in frozen_world.contents.topics
    ]
    assert any(output["findings"] and output["offered"] for output in dropped)
    assert not any(output["offered"] is False and not output["findings"] for output in dropped)


def test_a_seed_gives_the_same_error_each_time(frozen_world):
    one, two = (verify_planted(case(seed=3), frozen_world) for _ in range(2))
    assert one == two
    assert one["changed"][0] != one["changed"][1]
