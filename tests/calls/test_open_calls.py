"""Open calls are kept apart, and an abandoned call is forgotten."""

from __future__ import annotations

import pytest

from assistant.call_types import Said
from assistant.calls.open_calls import OpenCalls
from assistant.errors import WrongUse


class FakeMemory:
    def __init__(self, known):
        self.known, self.cleared = known, False

    def clear(self):
        self.cleared = True


class FakeAssistant:
    def __init__(self):
        self.redactor = self
        self.memories = []

    def for_call(self, known=()):
        self.memories.append(FakeMemory(known))
        return self.memories[-1]

    def answer(self, said, redactor):
        yield ()


@pytest.fixture
def clock():
    return [0.0]


@pytest.fixture
def calls(clock):
    return OpenCalls(FakeAssistant(), idle_minutes=30, clock=lambda: clock[0])


def test_the_same_id_is_the_same_call(calls):
    assert calls.call("a") is calls.call("a")


def test_another_id_is_another_call(calls):
    assert calls.call("a") is not calls.call("b")


def test_new_names_to_hide_start_a_new_memory_and_forget_the_old(calls):
    first = calls.call("a")
    assert calls.call("a", ("Ana",)) is not first
    assert calls._assistant.memories[0].cleared


def test_an_ended_call_forgets_and_takes_no_more_turns(calls):
    call = calls.call("a")
    calls.end("a")
    assert calls._assistant.memories[0].cleared
    with pytest.raises(WrongUse, match="has ended"):
        list(call.stream(Said("hello")))


def test_ending_an_unknown_call_is_fine(calls):
    calls.end("nobody")


def test_the_sweep_forgets_idle_calls_and_keeps_used_ones(calls, clock):
    calls.call("old")
    clock[0] = 20 * 60
    calls.call("used")
    clock[0] = 31 * 60
    assert calls.sweep() == 1
    assert len(calls) == 1
    assert calls._assistant.memories[0].cleared
    assert not calls._assistant.memories[1].cleared


def test_more_calls_than_the_limit_end_the_oldest(calls, clock):
    for number in range(502):
        clock[0] = float(number)
        calls.call(str(number))
    assert len(calls) == 500
    assert calls._assistant.memories[0].cleared
