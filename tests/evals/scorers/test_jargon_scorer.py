"""Words: jargon is counted unless the script explains it; each comes with plainer words."""

from __future__ import annotations

import pytest
from scorer_samples import said, turn

from evals.scorers.jargon import score


@pytest.mark.parametrize(
    ("script", "terms", "why"),
    [
        ("Call your doctor today.", 0, "plain"),
        ("Your copay is a set price for each visit.", 0, "explained"),
        ("Medicare can help you.", 0, "a name people know"),
        ("You have hypertension.", 1, "not explained"),
        ("Ask about the formulary and the coinsurance.", 2, "two of them"),
        ("Ask for a PCORI form.", 1, "letters nobody knows"),
    ],
)
def test_terms_that_are_not_explained_are_counted(script, terms, why):
    values = score(turn(), said(script), None)
    assert values["jargon_count"].value == terms
    assert values["jargon_free"].passed is (terms == 0)
    assert len(values["jargon_free"].spans) == terms


def test_the_reason_names_the_term_and_plainer_words():
    script = "You have hypertension."
    value = score(turn(), said(script), None)["jargon_free"]
    assert '"hypertension" (say or explain: high blood pressure)' in value.why
    assert [script[start:end] for _, start, end in value.spans] == ["hypertension"]


def test_hard_words_only_inform():
    values = score(turn(), said("The coordinator will reimburse the coordinator."), None)
    assert values["hard_words"].value == 2
    assert values["hard_words"].passed is None
    assert score(turn(), said("Call your doctor."), None)["hard_words"].value == 0
