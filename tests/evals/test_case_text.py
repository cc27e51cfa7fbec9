"""What a person judges for one case, as plain lines."""

from __future__ import annotations

import pytest

from evals.case_text import NOTHING, text_of
from evals.case_types import CheckBackCase, RedactCase, RedFlagCase, ReplyCase, VerifyCase
from evals.tasks import run_case

SOME = {"schema": 1, "id": "a-case", "half": "test"}
OUTPUTS = [
    ("red_flags", {"alerts": [], "types": []}, "No banner"),
    (
        "red_flags",
        {"alerts": [{"type": "911", "severity": "red", "why": ["chest hurts"]}], "types": ["911"]},
        "Banner (red): 911",
    ),
    ("redact", {"text": "I am <NAME_1>.", "spans": [], "degraded": False}, "I am <NAME_1>."),
    ("redact", {"text": "<X>", "spans": [], "degraded": True},
     "<X>\n(redaction ran in safe mode: every word it does not know was masked)"),
    ("check_back", {"ok": True, "reasons": []}, "The question is fit to ask."),
    ("check_back", {"ok": False, "reasons": ["Ask one thing at a time."]},
     "The question is refused:\nAsk one thing at a time."),
    ("verify", {"script": "Wait 9 days.", "findings": [], "changed": ["Wait 7 days.", "Wait 9 days."]},
     "Script: Wait 9 days.\nPlanted: Wait 7 days. -> Wait 9 days.\nNothing found"),
    ("verify", {"script": "Wait.", "findings": [{"kind": "form", "where": "script", "fix": "Mend it."}], "changed": ["", ""]},
     "Script: Wait.\nFound in script: Mend it."),
    ("verify", {"script": "Wait.", "findings": [], "changed": ["Call us.", ""]},
     "Script: Wait.\nPlanted: Call us. -> (nothing)\nNothing found"),
]  # fmt: skip


@pytest.mark.parametrize(("task", "output", "text"), OUTPUTS)
def test_the_words_of_an_output(task, output, text):
    assert text_of(output, task) == text
    assert text_of(output) == text, "the output tells its task"


@pytest.mark.parametrize("output", [None, {}])
def test_no_output_has_words_of_its_own(output):
    assert text_of(output) == NOTHING


def test_a_reply_shows_all_that_is_said_and_shown(frozen_world):
    output, _, _ = run_case(ReplyCase(**SOME, ask="i need free food near me"), frozen_world)
    text, reply = text_of(output), output["reply"]
    assert f"Say: {reply['script']}" in text
    for number, question in enumerate(reply["questions"], start=1):
        assert f"Check-back {number}: {question}" in text
    assert all(place["name"] in text for place in reply["resources"])


def test_a_banner_and_a_hand_off_are_shown(frozen_world):
    banner, _, _ = run_case(
        ReplyCase(**SOME, ask="my chest is tight and my arm is numb right now"), frozen_world
    )
    assert text_of(banner).startswith(f"Banner (red): 911: {banner['reply']['alerts'][0]['text']}")
    dose, _, _ = run_case(ReplyCase(**SOME, ask="what dose of insulin should I take tonight"), frozen_world)
    assert dose["reply"]["handoff"]["phone"] in text_of(dose)


@pytest.mark.parametrize(
    "case",
    [
        RedFlagCase(**SOME, ask="i cant breathe", red_flag="911"),
        RedactCase(**SOME, text="hello"),
        CheckBackCase(**SOME, script="Rest.", ask="What will you do?", good=True),
        VerifyCase(**SOME, topic="copay", kind="untouched"),
    ],
    ids=lambda case: type(case).__name__,
)
def test_every_task_gives_words(frozen_world, case):
    output, _, _ = run_case(case, frozen_world)
    assert text_of(output) not in ("", NOTHING)
