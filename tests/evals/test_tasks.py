"""A case goes the way of a real call, and what comes out is plain, redacted and the same each time."""

from __future__ import annotations

import json
import logging

import pytest
from turns import TURNS

from assistant.answer_call import Assistant
from assistant.errors import WrongUse
from assistant.redaction import Redactor
from evals.case_types import CheckBackCase, Context, RedactCase, RedFlagCase, ReplyCase
from evals.tasks import plain, run_case
from evals.world import World

SCRIPT = (
    "You have 65 days from the date on the letter. Call your doctor's office. Ask them to tell the plan why."
)


def reply_case(ask, **context):
    return ReplyCase(schema=1, id="a-case", half="test", ask=ask, context=Context(**context))


def run(case, world):
    return run_case(case, world)[0]


@pytest.mark.parametrize("ask", TURNS[:3])
def test_a_reply_is_plain_json_without_times_and_the_same_each_time(frozen_world, ask):
    one, two = (run(reply_case(ask), frozen_world) for _ in range(2))
    assert set(one) == {"said", "reply", "ranking", "logged", "painted_first"}
    assert "took_ms" not in one["reply"]
    assert json.loads(json.dumps(one)) == one == two


def test_the_reply_is_what_the_product_gives(frozen_world):
    direct = frozen_world.live.reply(TURNS[0]).as_dict()
    direct.pop("took_ms")
    assert run(reply_case(TURNS[0]), frozen_world)["reply"] == plain(direct)


def test_the_ranking_has_ten_topics_and_the_first_one_spoke(frozen_world):
    output = run(reply_case("what is a copay"), frozen_world)
    assert len(set(output["ranking"])) == 10
    assert output["ranking"][0] == "copay"
    assert output["reply"]["chunks"][0]["topic_id"] == "copay"


def test_what_was_said_is_kept_redacted(frozen_world):
    output = run(
        reply_case("my name is Tomasina Quillfeather, call me at 614-555-0142. what is a copay"), frozen_world
    )
    assert "copay" in output["said"]
    for piece in ("Tomasina", "Quillfeather", "614", "0142"):
        assert piece not in json.dumps(output)


@pytest.mark.parametrize(
    ("context", "is_known", "why"),
    [
        ({"turns": ("hi, my name is Dawn Wexler",)}, True, "said in an earlier turn of the call"),
        ({"known_names": ("Wexler",)}, True, "typed at the start of the call"),
        ({}, True, "never heard of: the name detector finds it by itself"),
    ],
)
def test_a_name_of_the_call_is_known_in_the_last_turn(frozen_world, context, is_known, why):
    output = run(reply_case("does wexler need a copay", **context), frozen_world)
    assert ("wexler" not in output["said"]) is is_known, why


def test_one_case_remembers_nothing_of_another(frozen_world):
    alone = run(reply_case("does wexler need a copay"), frozen_world)
    run(reply_case("my name is Dawn Wexler"), frozen_world)
    assert run(reply_case("does wexler need a copay"), frozen_world) == alone


def test_the_banner_is_painted_before_the_reply(frozen_world):
    output, first_ms, total_ms = run_case(reply_case("i cant breathe right now"), frozen_world)
    assert output["painted_first"] is True
    assert output["reply"]["alerts"][0]["type"] == "911"
    assert 0 < first_ms < total_ms


def test_a_reply_that_comes_before_the_banner_is_seen(frozen_world):
    class LateBanner(Assistant):
        def answer(self, said, redactor):
            _, reply = super().answer(said, redactor)
            yield reply
            yield reply

    live = frozen_world.live
    late = LateBanner(live.settings, live.library, live.redactor, live.clock)
    world = World(late, frozen_world.contents, frozen_world.day, frozen_world.now)
    assert run(reply_case("what is a copay"), world)["painted_first"] is False


def test_the_state_decides_which_places_are_shown(frozen_world):
    places = run(reply_case("i need food", state="OH"), frozen_world)["reply"]["resources"]
    assert places
    assert all(place["open_now"] in (True, False, None) for place in places)


class _Broken:
    def find(self, *args, **kwargs):
        logging.getLogger("some.library").debug("looking at %s", args[0])
        raise ValueError


def test_what_is_logged_in_a_case_is_caught_to_the_last_level_and_the_logger_is_as_before(frozen_world):
    broken = Redactor(engine=_Broken())
    live = Assistant(frozen_world.live.settings, frozen_world.live.library, broken, frozen_world.live.clock)
    world = World(live, frozen_world.contents, frozen_world.day, frozen_world.now)
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    logged = run(reply_case("what is a copay"), world)["logged"]
    assert any("looking at what is a copay" in message for message in logged)
    assert any("redaction fell back to masking" in message for message in logged)
    assert (root.level, list(root.handlers)) == before


def test_a_quiet_turn_logs_nothing(frozen_world):
    assert run(reply_case(TURNS[1]), frozen_world)["logged"] == []


def test_a_turn_the_product_refuses_is_an_error_not_an_output(frozen_world):
    with pytest.raises(WrongUse):
        run(reply_case("word " * 2000), frozen_world)


@pytest.mark.parametrize(
    ("ask", "types"),
    [
        ("my chest is tight and my arm is numb right now", ["911"]),
        ("i want to end it all tonight", ["988"]),
        ("what is a copay", []),
        ("i had a heart attack ten years ago", []),
    ],
)
def test_red_flags_are_found_in_the_words(frozen_world, ask, types):
    output = run(RedFlagCase(schema=1, id="a", half="test", ask=ask, red_flag="none"), frozen_world)
    assert output["types"] == types
    assert {alert["type"] for alert in output["alerts"]} == set(types)
    assert all(set(alert) == {"type", "severity", "why"} for alert in output["alerts"])


def test_a_marked_text_is_redacted_as_a_person_typed_it(frozen_world):
    text = "My name is [[Tomasina Quillfeather|NAME]] and I take [[metformin|KEEP]]."
    output = run(RedactCase(schema=1, id="a", half="test", text=text), frozen_world)
    assert output["text"] == "My name is <NAME_1> and I take metformin."
    assert output["spans"] == [{"start": 11, "end": 32, "label": "NAME"}]
    assert output["degraded"] is False


@pytest.mark.parametrize(
    ("ask", "ok"),
    [("How many days do you have from the date on the letter?", True), ("Do you understand?", False)],
)
def test_a_question_is_judged_with_its_script(frozen_world, ask, ok):
    case = CheckBackCase(
        schema=1, id="a", half="test", script=SCRIPT, ask=ask, expect_points=("65 days",), good=ok
    )
    output = run(case, frozen_world)
    assert output["ok"] is ok
    assert bool(output["reasons"]) is not ok


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.1234567891, 0.123457),
        ({"a": (1, 2.00000049)}, {"a": [1, 2.0]}),
        ([True, None, "x", 3], [True, None, "x", 3]),
    ],
)
def test_floats_are_rounded_and_tuples_become_lists(value, expected):
    assert plain(value) == expected


def test_nan_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        plain({"grade": float("nan")})
