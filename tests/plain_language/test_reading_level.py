"""Grade 5 or it is not offered: the gate, its edges, its speed, and that nothing of a text is kept."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from check_back_cases import SCRIPTS

from assistant.errors import WrongUse
from assistant.plain_language import explain_reading, reading_level
from assistant.plain_language.reading_level import grade_of_new_words, measure, scored_words

GUIDE_FKGL = [("A", -0.7), ("B", 1.1), ("C", 0.1)]
FORTY = "You can call me at home. We will talk of your plan. " * 4


@pytest.mark.parametrize(("key", "grade"), GUIDE_FKGL)
def test_the_guide_scripts_have_the_grades_the_guide_gives(key, grade):
    assert round(reading_level(SCRIPTS[key]).fkgl, 1) == grade


@pytest.mark.parametrize("key", SCRIPTS)
def test_scripts_meant_to_be_read_aloud_pass(key):
    assert reading_level(SCRIPTS[key]).ready_to_read_aloud


NOT_READY = [
    ("Call me if you feel sick.", "too short to be a script"),
    (FORTY * 4, "too long to hear at once"),
    (FORTY + "Ask your plan about the formulary.", "jargon without its meaning"),
    (
        FORTY
        + "If you go to the store and see that the pills are not the same as the last time then call me at home so we can talk.",
        "one sentence too long",
    ),
    (
        FORTY
        + "The individual's hospitalization necessitates considerable documentation, authorization and verification procedures.",
        "hard words",
    ),
    (
        "Beneficiaries experiencing deterioration of physiological function frequently necessitate comprehensive evaluation. "
        * 5,
        "all of it is hard",
    ),
]


@pytest.mark.parametrize(("text", "why"), NOT_READY, ids=[row[1] for row in NOT_READY])
def test_not_ready_to_read_aloud(text, why):
    assert not reading_level(text).ready_to_read_aloud


def test_a_script_just_long_enough_is_ready():
    assert reading_level(FORTY).ready_to_read_aloud


@pytest.mark.parametrize("text", ["", "  \n ", "...", "- \n-"])
def test_no_words_say_what_to_do(text):
    with pytest.raises(WrongUse, match="Give the words"):
        reading_level(text)


def test_the_grade_is_whole_and_never_below_zero():
    assert reading_level("Go on. Eat it. Sit up now.").grade == 0
    assert isinstance(reading_level(SCRIPTS["B"]).grade, int)


def test_names_inside_a_sentence_are_familiar_but_capitals_do_not_hide_hard_words():
    assert measure("Go with Esperanza to the store today.").hard_words == ()
    assert measure("Your Coinsurance Obligation Determination Letter Came.").hard_words != ()
    assert "FORMULARY" in measure("ASK THEM FOR THE FORMULARY TODAY.").hard_words


def test_a_name_that_must_be_said_counts_as_easy_only_when_asked():
    text = FORTY + "Ask about the Supplemental Nutrition Assistance Program."
    plain, adjusted = (
        reading_level(text),
        reading_level(text, must_say=("Supplemental Nutrition Assistance Program",)),
    )
    assert adjusted.fkgl < plain.fkgl


def test_one_more_hard_word_moves_the_grade_by_one_at_most():
    words = "we will go to the store and get it for you all now. " * 8
    grades = [reading_level(words.replace("store", "formulary", n)).grade for n in range(6)]
    assert all(abs(a - b) <= 1 for a, b in pairwise(grades))


def test_words_just_heard_make_no_question_hard():
    heard = "Your medication is metformin."
    assert grade_of_new_words("What is your medication metformin?", scored_words(heard)) < 1
    assert grade_of_new_words("What is your medication metformin?", scored_words("Hello there.")) > 5


def test_a_script_is_graded_in_under_five_milliseconds():
    reading_level(SCRIPTS["B"])
    times = []
    for _ in range(30):
        start = time.process_time()
        reading_level(SCRIPTS["B"])
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.005


BIG = {
    "plain words": "we go to the store. ",
    "no stop": "word ",
    "one run": "w",
    "bullets": "\n- a",
    "dots": "a.",
    "marks": "http://[a](x@",
    "wrapped": "this line goes on and on and never comes to a stop\n",
    "one term": "deductible ",
    "letters": "EOB (x) ",
}


@pytest.mark.parametrize("name", BIG)
def test_ten_times_the_text_takes_about_ten_times_as_long(name):
    def seconds(letters):
        text = "Go. " + BIG[name] * (letters // len(BIG[name]))
        start = time.process_time()
        reading_level(text)
        return time.process_time() - start

    seconds(20_000)
    small = max(0.01, *(seconds(20_000) for _ in range(2)))
    large = min(seconds(200_000) for _ in range(2))
    assert large < 30 * small  # a quadratic step would take 100 times as long


@pytest.mark.filterwarnings("ignore")  # walking every object wakes old names of other libraries
def test_nothing_of_a_scored_text_is_kept():
    marker = "Zorvaxitolin"
    reading_level(f"Take {marker} with food. Ask about your {marker} copay.")
    gc.collect()
    kept = [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, (dict, list, tuple, set))
        and type(thing) in (dict, list, tuple, set)
        and any(isinstance(item, str) and item.lower() == marker.lower() for item in thing)
    ]
    here = sys._getframe()
    assert [
        thing for thing in kept if thing is not here.f_locals and marker not in here.f_code.co_consts
    ] == []


def test_importing_is_quick_and_needs_no_network_and_no_textstat():
    code = (
        "import socket, sys, time\n"
        "def refuse(*a, **k): raise OSError('no network')\n"
        "socket.socket = refuse\n"
        "start = time.process_time()\n"
        "import assistant.plain_language as p\n"
        "took = time.process_time() - start\n"
        "p.reading_level('Take zorvaxitol with food. Call me if you feel sick.')\n"
        "assert not {'textstat', 'nltk', 'numpy', 'spacy'} & set(sys.modules), sorted(sys.modules)\n"
        "print(took)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.5  # goal .3 s on a quiet machine


@pytest.mark.parametrize("mark", ["!", ".", "?"])
def test_a_long_run_of_marks_takes_no_long_time(mark):
    started = time.perf_counter()
    explain_reading(f"Call us {mark * 20_000}x")
    assert time.perf_counter() - started < 2
