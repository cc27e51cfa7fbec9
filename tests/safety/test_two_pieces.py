"""A red flag told in two pieces is seen, and what was over before is not raised again."""

from __future__ import annotations

import pytest

from assistant.calls.call import KEPT, Call
from assistant.safety import find_red_flags, find_red_flags_by_rules

PIECES = [
    ("i fell in the tub and hit my head", "oh and i am on eliquis", "911", "a hit head, then the thinner"),
    ("me pegué en la cabeza con la puerta", "tomo warfarina", "911", "the same in Spanish"),
    ("i am 30 weeks pregnant", "and now there is bleeding", "911", "pregnant, then bleeding"),
]
NOT_NOW = [
    (
        "my chest hurts so bad",
        "ok they are on the way, what is my copay for the ambulance",
        "the danger was said before",
    ),
    ("i hit my head last year on the door", "i take vitamins", "nothing that adds up"),
    ("i need a ride to the heart doctor", "on tuesday if they can", "two harmless pieces"),
    ("i take eliquis for my heart", "can you fix my ride for friday", "a thinner and no hit"),
]


@pytest.mark.parametrize(("earlier", "said", "kind", "why"), PIECES, ids=[row[-1] for row in PIECES])
def test_two_pieces_make_one_banner(earlier, said, kind, why):
    assert kind not in {alert.type for alert in find_red_flags_by_rules(said)}, why
    assert kind in {alert.type for alert in find_red_flags_by_rules(said, earlier)}, why
    assert kind in {alert.type for alert in find_red_flags(said, earlier)}, why


@pytest.mark.parametrize(("earlier", "said", "why"), NOT_NOW, ids=[row[-1] for row in NOT_NOW])
def test_what_was_said_before_does_not_fire_again(earlier, said, why):
    assert find_red_flags_by_rules(said, earlier) == (), why


class Listens:
    """An assistant that keeps what it was given."""

    class redactor:  # noqa: N801  # stands for an attribute
        @staticmethod
        def for_call(known_names):
            return Listens.Memory()

    class Memory:
        def clear(self):
            pass

    def __init__(self):
        self.heard = []

    def answer(self, said, redactor):
        self.heard.append(said)
        yield ()


def test_a_call_gives_the_turn_before_along_and_forgets_it_at_its_end():
    from assistant.call_types import Said

    assistant = Listens()
    call = Call(assistant)
    for words in ("first words", "second words", "x" * 2 * KEPT, "last"):
        list(call.stream(Said(words)))
    assert [said.earlier.strip() for said in assistant.heard[:2]] == ["", "first words"]
    assert len(assistant.heard[3].earlier) == KEPT
    call.end()
    assert "words" not in str(vars(call))
    assert not call._earlier
