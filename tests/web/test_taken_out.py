"""What was taken out: plain counts, and places without a word."""

from __future__ import annotations

import json

import pytest
from web_fakes import HOSTILE, a_reply

from assistant.call_types import Span, TakenOut
from assistant.redaction.spans import LABELS
from assistant.web.taken_out import KIND_WORDS, NOT_KNOWN, TAKEN_OUT, taken_out_part

TWO = TakenOut((Span(0, 16, "NAME", 1.0), Span(20, 28, "PHONE", 0.9)), 40)
SAFE = TakenOut((Span(0, 16, "OTHER_ID", 1.0),), 40, degraded=True)

SHOWN = [
    ({"NAME": 2, "PHONE": 1}, TWO, ": 2 names, 1 phone number</p>", "counts in plain words"),
    ({"NAME": 1}, TakenOut(), ": 1 name</p>", "one of a kind"),
    ({"OTHER_ID": 1, "SSN": 1}, TWO, ": 1 other ID number, 1 Social Security number</p>", "numbers"),
    ({"NEW_KIND": 2}, TWO, ": 2 new kinds</p>", "a label without words"),
    ({"NAME": 2, "PHONE": 1}, TWO, ">40;0,16,name;20,28,phone number</p>", "places for the browser"),
    (
        {"OTHER_ID": 4},
        SAFE,
        ": 4 words or numbers we do not know</p>",
        "safe mode does not call them ID numbers",
    ),
    ({"OTHER_ID": 4}, SAFE, ">40;0,16,not known</p>", "nor in the marks"),
]
NOT_SHOWN = [
    ({}, TakenOut(), TAKEN_OUT, "nothing taken out"),
    ({"NAME": 0}, TakenOut(), TAKEN_OUT, "nothing taken out, counted"),
    ({}, TakenOut((), 40, degraded=True), TAKEN_OUT, "safe mode with nothing to mask"),
    ({"NAME": 1}, TakenOut((), 40), "cb-where", "a count without places"),
    ({"NAME": 2, "PHONE": 0}, TWO, "phone numbers", "a kind that was not there"),
    ({"NAME": 2}, TWO, "0.9", "how sure the redactor was"),
    ({"OTHER_ID": 4}, SAFE, "ID number", "safe mode knows no kinds"),
]


@pytest.mark.parametrize(("counts", "taken_out", "words", "why"), SHOWN, ids=[row[3] for row in SHOWN])
def test_shown(counts: dict[str, int], taken_out: TakenOut, words: str, why: str):
    assert words in taken_out_part(counts, taken_out)


@pytest.mark.parametrize(
    ("counts", "taken_out", "words", "why"), NOT_SHOWN, ids=[row[3] for row in NOT_SHOWN]
)
def test_not_shown(counts: dict[str, int], taken_out: TakenOut, words: str, why: str):
    assert words not in taken_out_part(counts, taken_out)


def test_every_label_of_the_redactor_has_its_words():
    assert set(KIND_WORDS) == LABELS


def test_no_kind_can_break_the_list_of_places():
    assert [
        words
        for pair in (*KIND_WORDS.values(), (NOT_KNOWN,))
        for words in pair
        if set(words) & set(",;<>&\"'")
    ] == []


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_label_becomes_no_markup(payload: str):
    part = taken_out_part({payload: 2}, TakenOut((Span(0, 1, payload, 1.0),), 3))
    assert (
        part.count("<")
        == len('<div class="cb-taken"><p class="cb-removed"></p><p class="cb-where"></p></div>'.split("<"))
        - 1
    )
    assert len(part.splitlines()) == 1


def test_places_are_no_part_of_the_contract_and_of_no_log_line():
    reply = a_reply(taken_out=TWO)
    assert "taken_out" not in reply.as_dict()
    assert list(reply.as_dict()) == list(a_reply().as_dict())
    assert "spans" not in json.dumps(reply.as_dict())
    assert "Span(" not in repr(reply)
