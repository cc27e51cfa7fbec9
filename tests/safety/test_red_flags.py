"""Red flags: what must raise the banner, what must not, and how often unseen words do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.plain_language import explain_reading
from assistant.safety import find_red_flags
from assistant.safety.red_flags import TYPES, red_flag_kinds

#: what two layers must find of the first development table, by class, and the false alarms they may raise
FOUND = {"911": 62, "988": 22, "poison": 17, "abuse": 19, "same_day": 14}
FALSE_ALARMS = 4

MUST = [
    ("my chest is tight and my arm is numb right now", "911", "the plain case"),
    ("I cant breathe", "911", "no apostrophe"),
    ("I can’t breathe", "911", "curly apostrophe"),
    ("ｃａｎｔ ｂｒｅａｔｈｅ", "911", "full-width letters"),
    ("her face is drooping on one side", "911", "stroke sign"),
    ("he wont wake up", "911", "not awake"),
    ("she is having a seizure", "911", "seizure"),
    ("it wont stop bleeding", "911", "bleeding"),
    ("i hit my head and im on eliquis", "911", "head and thinner"),
    ("his tongue is swelling up", "911", "allergy"),
    ("the house smells like gas", "911", "gas"),
    ("he has a gun", "911", "weapon"),
    ("me duele mucho el pecho", "911", "Spanish"),
    ("i want to die", "988", "plain words"),
    ("i dont want to live anymore", "988", "passive"),
    ("she says she is going to kill herself", "988", "somebody near"),
    ("quiero morirme", "988", "Spanish"),
    ("my grandson ate my pills", "poison", "child and pills"),
    ("i took my metformin twice", "poison", "double dose"),
    ("my husband keeps hitting me", "abuse", "partner"),
    ("he locks me in the room", "abuse", "locked in"),
    ("i gained 4 pounds since monday", "same_day", "heart failure weight"),
    ("my sugar is 340", "same_day", "high sugar"),
    ("i missed dialysis", "same_day", "dialysis"),
    (
        "my mom died of a stroke 10 years ago but my chest hurts right now",
        "911",
        "one clause never silences another",
    ),
]
MUST_NOT = [
    ("my mom died of a stroke 10 years ago", "somebody else, long ago"),
    ("i had a heart attack in 2015", "past event"),
    ("denies chest pain", "denial"),
    ("no chest pain, no trouble breathing", "denials in a row"),
    ("this bill is killing me", "figure of speech"),
    ("i almost had a heart attack when i saw the bill", "figure of speech with money"),
    ("when should i call 911", "a question to learn"),
    ("what are the signs of a stroke", "a question to learn"),
    ("where is the stroke support group", "a service with a scary word"),
    ("what is a deductible", "nothing to it"),
    ("i need a ride to dialysis", "a need, not a flag"),
    ("who won the world cup", "off topic"),
    ("my ride fell through", "fell is not a fall"),
    ("i take metformin twice a day", "as ordered"),
    ("is there a suicide prevention class", "a service"),
    ("my sugar was 110 this morning", "a plain number"),
    ("", "nothing said"),
    ("<NAME_1>", "only a placeholder"),
]


@pytest.mark.parametrize(("said", "kind", "why"), MUST, ids=[why for _, _, why in MUST])
def test_the_banner_comes(said, kind, why):
    assert kind in [alert.type for alert in find_red_flags(said)], why


@pytest.mark.parametrize(("said", "why"), MUST_NOT, ids=[why for _, why in MUST_NOT])
def test_no_banner(said, why):
    assert find_red_flags(said) == (), why


def test_words_of_the_first_writers_are_found():
    """Written before the phrases by another hand; a development set by now."""
    with (Path(__file__).parent / "red_flags_test.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = dict.fromkeys(FOUND, 0)
    for row in rows:
        types = [alert.type for alert in find_red_flags(row["said"])]
        if row["type"] in types:
            found[row["type"]] += 1
    false_alarms = sum(bool(find_red_flags(row["said"])) for row in rows if row["type"] == "none")
    assert all(found[kind] >= least for kind, least in FOUND.items()), found
    assert false_alarms <= FALSE_ALARMS


def test_the_most_urgent_comes_first_and_three_at_most():
    alerts = find_red_flags(
        "i missed dialysis. i want to die. my chest hurts and i cant breathe and my face is drooping"
    )
    assert len(alerts) == 3
    ranks = [TYPES.index(alert.type) for alert in alerts]
    assert ranks == sorted(ranks)


def test_why_holds_the_words_as_typed():
    (alert,) = find_red_flags("My CHEST really HURTS")
    assert "CHEST" in alert.why[0]


@pytest.mark.parametrize("kind", red_flag_kinds().values(), ids=lambda kind: kind.id)
def test_the_wording_is_plain_enough_to_read_in_a_fright(kind):
    report = explain_reading(kind.text)
    assert report.reading.fkgl <= 5
    assert report.reading.longest_sentence <= 20
    assert "{" not in kind.text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text):
    find_red_flags(text)
