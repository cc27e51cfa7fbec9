"""Redaction: what is left behind, what was taken without need, and what is just right."""

from __future__ import annotations

import pytest
from scorer_samples import marked

from evals.marked_text import parse
from evals.scorers.redaction import score

TEXT = "I am [[Maribel Okonjo|NAME]], call [[555-0142|PHONE]], I take [[metformin|KEEP]]."
PLAIN, MARKS = parse(TEXT)


def span(words, label="NAME"):
    start = PLAIN.index(words)
    return {"start": start, "end": start + len(words), "label": label}


ALL = (span("Maribel Okonjo"), span("555-0142", "PHONE"))


def scores(*spans, text=TEXT):
    return score(marked(text), {"text": "", "spans": list(spans), "degraded": False}, None)


@pytest.mark.parametrize(
    ("spans", "leaked", "names", "touched", "precise", "why"),
    [
        (ALL, 0, 0, 0, 2, "just right"),
        ((), 2, 1, 0, None, "nothing taken out"),
        ((ALL[1],), 1, 1, 0, 1, "the name left"),
        ((ALL[0],), 1, 0, 0, 1, "the phone left"),
        ((span("Maribel"), ALL[1]), 1, 1, 0, 2, "half a name left"),
        ((span("Maribel"), span("Okonjo"), ALL[1]), 0, 0, 0, 3, "in two parts, the blank may stay"),
        ((span("555"), span("0142"), ALL[0]), 0, 0, 0, 3, "the hyphen may stay"),
        ((*ALL, span("metformin")), 0, 0, 1, 2, "a word to keep taken out"),
        ((*ALL, span("take met")), 0, 0, 1, 2, "a part of a word to keep taken out"),
        ((*ALL, span("call")), 0, 0, 0, 2, "too much taken out"),
        ((span("am Maribel Okonjo"), ALL[1]), 0, 0, 0, 2, "a little wide, but it is identity"),
    ],
)
def test_leaks_kept_words_and_precision(spans, leaked, names, touched, precise, why):
    values = scores(*spans)
    assert (values["leaked"].value, values["leaked"].n, values["leaked"].passed) == (leaked, 2, leaked == 0)
    assert (values["leaked_names"].value, values["leaked_names"].n) == (names, 1)
    assert (values["kept_touched"].value, values["kept_touched"].passed) == (touched, touched == 0)
    if precise is None:
        assert "span_precision" not in values
    else:
        assert (values["span_precision"].value, values["span_precision"].n) == (precise, len(spans))
        assert values["span_precision"].passed is (precise == len(spans))


def test_the_reason_counts_labels_and_shows_what_is_left():
    value = scores(span("Maribel"))["leaked"]
    assert value.why == '2 of 2 identifiers left something behind (1 name, 1 phone): "Okonjo".'
    assert [PLAIN[start:end] for _, start, end in value.spans] == ["Maribel Okonjo", "555-0142"]


def test_a_wrong_label_only_informs():
    values = scores(span("Maribel Okonjo", "ADDRESS"), ALL[1])
    assert values["leaked"].passed
    assert (values["label_right"].value, values["label_right"].passed) == (1, None)
    assert scores(*ALL)["label_right"].value == 2


@pytest.mark.parametrize(
    ("spans", "passed", "why"), [((), True, "as it was"), ((span("call"),), False, "something was taken out")]
)
def test_a_text_without_identity_stays_as_it_was(spans, passed, why):
    values = scores(*spans, text="I take [[metformin|KEEP]]. Please call me.")
    assert values["clean_text_untouched"].passed is passed
    assert "leaked" not in values
    assert "clean_text_untouched" not in scores(*ALL)
