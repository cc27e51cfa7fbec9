"""A nurse's question with a plain no behind it raises nothing; with a yes it is as good as said."""

from __future__ import annotations

import pytest

from assistant.safety.nurse_questions import as_said
from assistant.safety.red_flags import find_red_flags, find_red_flags_by_rules

DENIED = [
    "CM: Any chest pain right now? Pt: No ma'am, just here about my ride.",
    "Nurse: Are you thinking about killing yourself? Patient: Never. I have grandbabies.",
    "Enf: ¿Tiene dolor de pecho? Pte: No, gracias a Dios.",
    "RN: Is anybody hitting you at home? Caller: Oh no. He is a lamb.",
]
STANDS = [
    "CM: Any chest pain right now? Pt: Yes, like a weight on it.",
    "CM: Any chest pain right now? Pt: Some.",
    "CM: Are you having chest pain? Pt: No but my chest feels like it's being crushed right now.",
    "CM: Any fever? Pt: No. I have chest pain right now though.",
    "My chest hurts right now. CM: Anything else? Pt: No.",
]


NO_IS_WORSE = [
    "CM: Is she breathing? Pt: No.",
    "CM: Do you feel safe at home? Pt: No.",
    "RN: Can he move his arm? Wife: No.",
    "Enf: ¿Está despierto? Pte: No.",
]


@pytest.mark.parametrize("text", NO_IS_WORSE)
def test_a_question_where_no_is_the_danger_is_left_as_it_stands(text):
    assert as_said(text) == text


@pytest.mark.parametrize("text", DENIED)
def test_a_denied_question_raises_nothing(text):
    assert find_red_flags_by_rules(text) == ()


@pytest.mark.parametrize("text", STANDS)
def test_any_other_answer_raises_the_banner(text):
    assert find_red_flags(text)


@pytest.mark.parametrize("text", DENIED + STANDS)
def test_places_stay_right(text):
    assert len(as_said(text)) == len(text)
