"""One turn on the page: what is painted when, and what an error may show."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from web_fakes import FakeCalls, FakeService

from assistant.call_types import Alert, CallReply, Said
from assistant.errors import RedactionFailed, WrongUse
from assistant.web.turn import Painted, Typed, read_fields, take_turn

SECRET = "Quincy Adderbury"


def paint(text: str, service: FakeService | None = None) -> list[Painted]:
    return list(take_turn(service or FakeService(), Typed(text), "call-1"))


def test_parts_are_cleared_then_the_banner_then_the_card():
    cleared, alarm, done = paint("I have chest pain")
    assert cleared == Painted(None, "", "", welcome=False)
    assert "911" in alarm.banner
    assert alarm.card == ""
    assert alarm.box is None
    assert "Say this" in done.card
    assert done.banner == alarm.banner
    assert done.box == ""


def test_a_turn_without_danger_paints_no_banner():
    assert [painted.banner for painted in paint("my sugar was low")] == ["", "", ""]


def test_the_banner_is_there_before_the_reply_is_made():
    turn = take_turn(FakeService(FakeCalls(slow_s=99)), Typed("slow, chest pain"), "call-1")
    next(turn)
    assert "911" in next(turn).banner
    turn.close()


def test_a_failure_keeps_the_typed_words_and_says_what_to_do():
    last = paint("please break")[-1]
    assert last.box is None
    assert "Press Enter to try again" in last.card
    assert "call 911" in last.card


def test_a_failure_does_not_take_back_the_banner_of_this_turn():
    last = paint("chest pain, break")[-1]
    assert "No reply was made" in last.card
    assert "911" in last.banner


def test_a_failure_logs_step_class_and_number_but_no_words(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        last = paint(f"break {SECRET}")[-1]
    (record,) = caplog.records
    assert record.getMessage().endswith("MadeUpError in step write the reply")
    assert record.exc_info is None
    assert SECRET not in caplog.text
    assert SECRET not in last.card
    number = record.getMessage().split()[1].rstrip(":")
    assert number in last.card


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_typed_asks_for_words_and_calls_nobody(text: str):
    service = FakeService()
    last = paint(text, service)[-1]
    assert "Type what the patient said" in last.card
    assert service.open_calls.said == []


class RefusingCalls(FakeCalls):
    """Stands for a pipeline that refuses after its alerts."""

    error: Exception = WrongUse("One turn takes less. Paste only what the patient just said.")

    def call(self, call_id: str, known_names: tuple[str, ...] = ()) -> RefusingCalls:  # type: ignore[override]
        return self

    def stream(self, said: Said) -> Iterator[tuple[Alert, ...] | CallReply]:
        yield ()
        raise self.error


def test_a_refusal_shows_its_own_advice_without_an_incident(caplog: pytest.LogCaptureFixture):
    last = paint("too long", FakeService(RefusingCalls()))[-1]
    assert "Paste only what the patient just said." in last.card
    assert "give this number" not in last.card
    assert last.box is None
    assert caplog.records == []


def test_one_of_our_errors_adds_its_advice_to_the_error_card():
    calls = RefusingCalls()
    calls.error = RedactionFailed("Names could not be taken out. Run checkback doctor.")
    assert "Run checkback doctor." in paint("anything", FakeService(calls))[-1].card


FIELDS = [
    (Typed("x", names="Ada Lane, Bo Lane"), {"known_names": ("Ada Lane", "Bo Lane")}, "names by comma"),
    (Typed("x", names=" ;Ada\nBo, "), {"known_names": ("Ada", "Bo")}, "odd separators"),
    (Typed("x", state="ca"), {"state": "CA"}, "state in small letters"),
    (Typed("x", zip_code=" 60601 "), {"zip_code": "60601"}, "ZIP with spaces"),
    (Typed("x", age="72"), {"age": 72}, "age"),
    (Typed("x", age="0"), {"age": 0}, "a newborn"),
]
NOT_USED = [
    (Typed("x", state="Calif"), {"state": None}, "State: two letters", "state spelled out"),
    (Typed("x", state="C1"), {"state": None}, "State: two letters", "state with a digit"),
    (Typed("x", zip_code="6060"), {"zip_code": None}, "ZIP: five digits", "short ZIP"),
    (Typed("x", zip_code="６０６０１"), {"zip_code": None}, "ZIP: five digits", "digits of another script"),
    (Typed("x", age="old"), {"age": None}, "Age: whole years", "age in words"),
    (Typed("x", age="150"), {"age": None}, "Age: whole years", "nobody is 150"),
]


@pytest.mark.parametrize(("typed", "expected", "why"), FIELDS, ids=[row[2] for row in FIELDS])
def test_small_fields_reach_the_call(typed: Typed, expected: dict[str, object], why: str):
    said, note = read_fields(typed)
    assert {name: getattr(said, name) for name in expected} == expected
    assert note == ""


@pytest.mark.parametrize(("typed", "expected", "advice", "why"), NOT_USED, ids=[row[3] for row in NOT_USED])
def test_a_field_that_can_not_be_used_is_left_out_and_said(
    typed: Typed, expected: dict[str, object], advice: str, why: str
):
    said, note = read_fields(typed)
    assert {name: getattr(said, name) for name in expected} == expected
    assert advice in note
