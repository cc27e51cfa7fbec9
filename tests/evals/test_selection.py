"""Which cases a run takes: the half, the field, the first so many; and the words that say so."""

from __future__ import annotations

import pytest
from run_tools import red_flag_cases

from assistant.errors import CouldNotMeasure
from evals.case_types import Expect, ReplyCase
from evals.selection import Wanted, fits, select

CASE = ReplyCase(
    schema=1,
    id="a-case",
    half="test",
    ask="hello",
    tags=("hf", "late"),
    group="insurance",
    features=("F001",),
    expect=Expect(red_flag="911", refuse=True),
)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ("", True),
        ("tag=hf", True),
        ("tags=late", True),
        ("tag=h", False),
        ("group=insurance", True),
        (" group = insurance ", True),
        ("group=sdoh", False),
        ("id=a-case", True),
        ("half=test", True),
        ("feature=F001", True),
        ("expect.red_flag=911", True),
        ("expect.red_flag=988", False),
        ("expect.refuse=true", True),
        ("expect.refuse=false", False),
        ("cluster=a", False),
    ],
)
def test_a_case_fits_when_the_field_has_the_value(only, expected):
    assert fits(CASE, only) is expected


@pytest.mark.parametrize(
    ("only", "says"),
    [
        ("groups=insurance", "Did you mean group"),
        ("expect.redflag=911", "Did you mean red_flag"),
        ("tag.x=1", "no field"),
        ("insurance", "Write it like tag=hf"),
        ("group=", "Write it like tag=hf"),
    ],
)
def test_what_is_no_field_and_value_says_so(only, says):
    with pytest.raises(CouldNotMeasure, match=says):
        fits(CASE, only)


@pytest.mark.parametrize(
    ("wanted", "count", "words"),
    [
        (Wanted(), 12, ""),
        (Wanted(half="dev"), 6, "dev half"),
        (Wanted(limit=3), 3, "the first 3"),
        (Wanted(only="tag=odd", limit=2, half="test"), 2, "only tag=odd, the first 2, test half"),
    ],
)
def test_the_cases_that_fit_and_the_choice_in_words(wanted, count, words):
    chosen = select(red_flag_cases(), wanted)
    assert len(chosen) == count
    assert list(chosen) == [case for case in red_flag_cases() if case in chosen]
    assert wanted.words == words


@pytest.mark.parametrize(
    ("cases", "wanted"),
    [((), Wanted()), (red_flag_cases(), Wanted(only="tag=none")), (red_flag_cases(), Wanted(half="neither"))],
)
def test_nothing_to_run_is_an_error(cases, wanted):
    with pytest.raises(CouldNotMeasure):
        select(cases, wanted)
