"""The scoring copy: the same words and sentences however they were typed, and never a changed dose."""

from __future__ import annotations

import pytest

from assistant.plain_language import prepare
from assistant.plain_language.scoring_copy import is_short_form, read_sentences

COPIES = [
    ("Take 5½ mg now please.", "Take 5 1/2 mg now please.", "a mixed fraction keeps its whole number"),
    ("Give it 10² times a day.", "Give it 10 2 times a day.", "a raised figure does not join its number"),
    ("Half is 1⁄2 of it all.", "Half is 1/2 of it all.", "a fraction slash is a slash"),
    ("Pay $1,200.50 by 8:30 today.", "Pay 120050 by 830 today.", "one number is one word"),
    ("Call 1-800-555-0100 now.", "Call phone now.", "a phone is one easy word"),
    ("Call (800) 555-0100 now.", "Call phone now.", "a phone with brackets"),
    ("Call 800.555.0100 now.", "Call phone now.", "a phone with dots"),
    ("Dial 1-800-MEDICARE now.", "Dial phone now.", "a phone in letters"),
    ("Go to https://www.medicare.gov/plans?x=1. Look it up.", "Go to page. Look it up.", "a web page"),
    ("See medicare.gov or write a@b.org today.", "See page or write mail today.", "a bare page and a mail"),
    ("See Dr. Lee at 9 a.m. Monday.", "See Dr Lee at 9 am Monday.", "short forms lose their dots"),
    (
        "Come at 9 a.m. Then we talk more.",
        "Come at 9 am. Then we talk more.",
        "unless a sentence really starts",
    ),
    ("He is in the U.S. You are not there.", "He is in the US. You are not there.", "the same for U.S."),
    ("Go to Oak Ave. by Oct. 5 please.", "Go to Oak Ave by Oct 5 please.", "streets and months"),
    ("Take 5 mg. of it each day.", "Take 5 mg of it each day.", "units"),
    ("It is well-known to all.", "It is well known to all.", "hyphen parts are counted apart"),
    ("Do it now.Then rest a bit.", "Do it now. Then rest a bit.", "no space after a stop"),
    ("Wait... then go on home.", "Wait then go on home.", "dots that lead on are no stop"),
    ("Sit. Rest for a while. Ok.", "Sit Rest for a while Ok.", "one or two words join their neighbour"),
    ("**Bold** and [a link](http://x.org/y) here.", "Bold and a link here.", "Markdown is off"),
    ("Call <NAME_1> at {fact:a.b.c} now.", "Call Name at 5 now.", "placeholders and slots are one easy word"),
    ("“Don’t stop,” she said.", "Don't stop she said.", "curly quotes"),
]


@pytest.mark.parametrize(("text", "copy", "why"), COPIES, ids=[row[2] for row in COPIES])
def test_the_copy_reads_as_it_sounds(text, copy, why):
    assert prepare(text) == copy


@pytest.mark.parametrize("text", ["", "   ", "...", "\n\n- \n", "**", "🙂"])
def test_no_words_give_no_sentences(text):
    assert read_sentences(text) == []


@pytest.mark.parametrize("text", [row[0] for row in COPIES])
def test_preparing_twice_changes_no_more(text):
    assert prepare(prepare(text)) == prepare(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("See Dr. Lee", True), ("at 9 a.m. on", True), ("It ends. Now", False), ("at 9 a.m. Then", False)],
)
def test_a_dot_of_a_short_form_is_known(text, expected):
    dot = text.rindex(".")
    assert is_short_form(text, dot) is expected
