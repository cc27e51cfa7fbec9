"""What may not be read aloud is found: a wrong number, a hard text, a left-over placeholder, a bad question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.call_types import CheckBack, Chunk
from assistant.drafting.offer import offer_first_good
from assistant.drafting.verify import verify


@pytest.fixture(scope="module")
def good(live):
    """A real draft that passes."""
    reply = live.reply("what is my copay")
    from assistant.call_types import Draft

    return Draft(status="answered", opener=reply.opener, chunks=reply.chunks, check_backs=reply.check_backs)


def kinds(draft, live):
    return {finding.kind for finding in verify(draft, live.library.contents)}


def with_words(draft, words):
    return replace(
        draft, chunks=(*draft.chunks[:-1], replace(draft.chunks[-1], text=f"{draft.chunks[-1].text} {words}"))
    )


def test_the_untouched_draft_raises_no_alarm(good, live):
    assert kinds(good, live) == set()


@pytest.mark.parametrize(
    ("words", "kind", "why"),
    [
        ("It is $77.", "numbers", "an amount of nobody's"),
        ("Call 1-800-222-1223.", "numbers", "one digit of a phone changed"),
        ("Call 1-800-555-0100.", "numbers", "an invented phone"),
        ("Wait 9 days.", "numbers", "an invented number of days"),
        ("Ask <NAME_1>.", "form", "a placeholder"),
        ("Pay {fact:x.y}.", "form", "an unfilled slot"),
        (
            "Utilization management necessitates prospective authorization documentation from participating practitioners.",
            "reading",
            "hard",
        ),
        ("You can call me. " * 30, "reading", "too long to read on a call"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_fault_is_found(good, live, words, kind, why):
    assert kind in kinds(with_words(good, words), live), why


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        ("Do you understand?", "yes or no"),
        ("You will pay it, right?", "a leading tag"),
        ("Which pill lowers it the most?", "not in the script"),
    ],
)
def test_a_bad_question_is_found(good, live, ask, why):
    bad = replace(good, check_backs=(replace(good.check_backs[0], ask=ask), *good.check_backs[1:]))
    assert "check_backs" in kinds(bad, live), why


def test_one_question_is_too_few(good, live):
    assert "check_backs" in kinds(replace(good, check_backs=good.check_backs[:1]), live)


def test_the_first_good_draft_is_offered_and_a_refusal_names_its_rule(good, live):
    contents = live.library.contents
    bad = with_words(good, "It is $77.")
    assert offer_first_good([bad, good], good, contents) == (good, None)
    last = replace(good, opener="")
    draft, reason = offer_first_good([bad], last, contents)
    assert draft is last
    assert "numbers" in reason


def test_a_question_the_script_cannot_answer_is_dropped_not_shown(good, live):
    extra = CheckBack("What shoes will you wear on the moon?", ("boots",), "Boots.")
    draft, _ = offer_first_good(
        [replace(good, check_backs=(*good.check_backs[:2], extra))], good, live.library.contents
    )
    assert extra not in draft.check_backs
    assert len(draft.check_backs) == 2
    assert isinstance(draft.chunks[0], Chunk)
