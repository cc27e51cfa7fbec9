"""Our formulas equal those of textstat, and no layout makes a script look easier than it sounds."""

from __future__ import annotations

import importlib

import pytest
from check_back_cases import SCRIPTS

from assistant.plain_language import prepare
from assistant.plain_language.reading_level import measure
from assistant.plain_language.syllables import count_syllables

PLAIN = SCRIPTS["B"]
HARD = (
    "Beneficiaries' redetermination paperwork isn't optional: it's due by 5/31/2027, o'clock or not, at www.state.gov/x! "
    "We'll re-check your well-being; Dr. O'Neil's team (and y'all) can e-mail a.b@c.org. Metformin 5½ mg, 10² times? "
    "Él dijo «año nuevo» — naïve café. I'm sure they've 1,200.50 units at 8:30 a.m."
)
TEXTS = {
    **SCRIPTS,
    "hard words, marks, apostrophes": HARD,
    "one word": "Rest.",
    "capitals": "DON'T STOP YOUR PILLS. IT'S NOT SAFE TO STOP AT ONCE.",
    "bullets": "Bring:\n- your last bill\n- a photo ID\n* proof of pay\n1. Call first",
    "invented drug": "Take zorvaxitol and Blimprofen-XR with 8 oz. water. Then rest a bit.",
    "abbreviations": "See Dr. Lee at 5 St. Mark Ave. at 9 a.m. on Oct. 5. Then go to the U.S. Post Office.",
    "long": " ".join(SCRIPTS.values()) * 3,
}


@pytest.fixture(scope="module")
def textstat():
    """textstat 0.7.13 reading our syllable table, so that it asks no network; pinned to this module layout."""

    class Table:
        def __getitem__(self, word):
            return [["A0"] * count_syllables(word)]

    counting = importlib.import_module("textstat.backend.counts._count_syllables")
    before = counting.get_cmudict
    counting.get_cmudict = lambda lang: Table() if lang.startswith("en") else None
    yield importlib.import_module("textstat.textstat").textstat
    counting.get_cmudict = before


@pytest.mark.parametrize("name", TEXTS)
def test_flesch_kincaid_and_smog_equal_textstat(textstat, name):
    ours = measure(TEXTS[name])
    copy = prepare(TEXTS[name])
    assert ours.fkgl == pytest.approx(textstat.flesch_kincaid_grade(copy), abs=1e-6)
    assert ours.smog == pytest.approx(textstat.smog_index(copy), abs=1e-6)
    assert ours.words == textstat.lexicon_count(copy)


SENTENCES = [
    "Dr. Lee will see you at 9 a.m. on Monday",
    "Take 1.5 pills of the white kind each day",
    "Call 1-800-555-0100 if you feel sick or weak",
    "Bring your card and 2 bills that you paid",
    "Go to the clinic on Oak St. by the park",
]
FORMS = {
    "one line": ". ".join(SENTENCES) + ".",
    "one sentence a line": ".\n".join(SENTENCES) + ".",
    "bullets without stops": "\n".join(f"- {s}" for s in SENTENCES),
    "numbered": "\n".join(f"{n}. {s}" for n, s in enumerate(SENTENCES, 1)),
    "numbered in brackets": "\n".join(f"{n}) {s}." for n, s in enumerate(SENTENCES, 1)),
    "markdown": "\n".join(f"* **{s}**" for s in SENTENCES),
    "no space after a stop": ".".join(SENTENCES) + ".",
    "round bullets in a line": " ".join(f"\u2022 {s}" for s in SENTENCES),
    "blank lines": ".\n\n".join(SENTENCES) + ".",
    "a heading on top": "## What to do now\n\n" + ". ".join(SENTENCES) + ".",
    "other marks": "! ".join(SENTENCES).replace("a.m.", "am").replace("1-800-555-0100", "800.555.0100") + "!",
    "web page": "<p>" + "</p><p>".join(SENTENCES) + "</p>",
    "wrapped by a page": "Dr. Lee will see you at 9 a.m. on Monday. Take 1.5\npills of the white kind each day. Call 1-800-555-0100\nif you feel sick or weak. Bring your card and 2 bills\nthat you paid. Go to the clinic on Oak St. by the\npark.",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_layout_moves_the_grade_by_little(form):
    assert abs(measure(FORMS[form]).fkgl - measure(FORMS["one line"]).fkgl) <= 0.6


def test_there_are_twelve_forms_at_least():
    assert len(FORMS) >= 12
