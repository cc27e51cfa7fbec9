"""Which call a page is in."""

from __future__ import annotations

import pytest

from assistant.web.page_calls import PageCalls


@pytest.fixture
def calls():
    return PageCalls()


def test_a_page_stays_in_its_call(calls: PageCalls):
    assert calls.current("a") == calls.current("a")
    assert calls.is_current("a", calls.current("a"))


def test_another_page_is_in_another_call(calls: PageCalls):
    assert calls.current("a") != calls.current("b")
    assert not calls.is_current("b", calls.current("a"))


def test_after_leaving_the_next_call_is_a_new_one(calls: PageCalls):
    before = calls.current("a")
    assert calls.leave("a") == before
    assert not calls.is_current("a", before)
    assert calls.current("a") != before
    assert not calls.is_current("a", before)


def test_leaving_twice_or_a_page_without_a_call_is_fine(calls: PageCalls):
    assert calls.leave("a") is None


def test_the_id_of_a_call_does_not_hold_the_id_of_its_page(calls: PageCalls):
    assert "page-7" not in calls.current("page-7")
