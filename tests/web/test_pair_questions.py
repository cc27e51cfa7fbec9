"""Each check-back stands under the words it checks."""

from __future__ import annotations

import pytest

from assistant.call_types import CheckBack, Chunk
from assistant.web.pair_questions import pair_questions

FOOD = "You can get free food near you. Call the Hunger Hotline. Ask for a food pantry."
HOURS = "They are there Monday to Friday. At other times, call 211."
POWER = "Is your power off? Call the power company today. Ask for a payment plan."
SUGAR = "If your sugar is under 70, drink half a cup of juice."
WAIT = "Then wait 15 minutes. Check your sugar again."
NURSE = "Eat a small snack. Then call your nurse."

CASES = [
    ([FOOD, HOURS, POWER], ["What will you ask the pantry for?", "What will you ask the power company for?", "Who will you call first to get food?"], [[0], [], [1, 2]], "two needs, three chunks: the power question stands under the power words"),
    ([SUGAR, WAIT, NURSE], ["What will you drink?", "How long will you wait?", "Who will you call?"], [[0], [1], [2]], "one need: one question each"),
    ([SUGAR, WAIT], ["What will you drink?", "How many minutes will you wait?", "What will you do first?"], [[0], [1, 2]], "more questions than chunks"),
    ([SUGAR, WAIT, NURSE], ["What will you drink?", "Who will you call?"], [[0], [], [1]], "fewer questions than chunks"),
    ([SUGAR], ["What will you drink?", "How much?"], [[0, 1]], "one chunk takes all"),
    ([SUGAR, WAIT], [], [[], []], "no questions"),
    ([], ["What will you do first?"], [[0]], "no words, only a question"),
    ([SUGAR, WAIT, NURSE], ["A?", "B?", "C?"], [[0, 1], [], [2]], "nothing in common: the first chunk"),
]  # fmt: skip


@pytest.mark.parametrize(("chunks", "asks", "expected", "why"), CASES, ids=[row[3] for row in CASES])
def test_each_question_goes_to_its_words(
    chunks: list[str], asks: list[str], expected: list[list[int]], why: str
):
    said = [Chunk("need", "topic", text) for text in chunks]
    checks = [CheckBack(ask, (), "") for ask in asks]
    assert pair_questions(said, checks) == [[checks[number] for number in home] for home in expected]


def test_the_points_to_listen_for_help_to_find_the_words():
    checks = [
        CheckBack("One?", (), ""),
        CheckBack("What comes next?", ("15 minutes",), ""),
        CheckBack("Last?", (), ""),
    ]
    homes = pair_questions([Chunk("", "", text) for text in (SUGAR, NURSE, WAIT)], checks)
    assert homes[2] == [checks[1], checks[2]]
