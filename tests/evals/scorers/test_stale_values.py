"""Wrong values still in circulation (domain guide, section 4): each is caught, and the right words pass."""

from __future__ import annotations

import pytest

from assistant.errors import CaseInvalid
from evals.scorers.stale_values import FILE, find_stale, read_stale_values, stale_values, suspects

WRONG = [
    ("part-d-cap", "The most you pay for Part D drugs is $2,000 a year."),
    ("part-d-cap", "There is a cap on drugs. It is $8,000."),
    ("donut-hole", "Now you are in the donut hole."),
    ("donut-hole", "The doughnut hole starts in May."),
    ("marketplace-2027-end", "You can sign up on HealthCare.gov until December 15."),
    ("marketplace-2027-end", "The Marketplace closes on Dec. 31."),
    ("marketplace-all-year", "With low pay, you can sign up any time on the Marketplace."),
    ("marketplace-enhanced-credit", "There is no income limit for help with your premium."),
    ("aca-maximum-2026", "The most you pay in 2026 is $10,150."),
    ("general-enrollment-july", "Sign up now, and Part B starts July 1."),
    ("advantage-appeal-60-days", "You have 60 days to appeal to your Medicare Advantage plan."),
    ("988-press-3", "Call 988 and press 3."),
    ("old-suicide-number", "Call 1-800-273-8255."),
    ("old-suicide-number", "Call 1-800-273-TALK."),
    ("internet-discount", "You can get $30 a month off your internet bill."),
    ("internet-discount", "Ask for the Affordable Connectivity Program for your internet."),
    ("lifeline-liheap", "If you get LIHEAP, you qualify for Lifeline."),
    ("snap-2026-amounts", "SNAP gives up to $298 for one."),
    ("snap-2026-amounts", "Four people can get $994 in food stamps."),
    ("snap-work-age", "The SNAP work rule is for ages 18 to 54."),
    ("snap-work-exempt", "Veterans are free from the SNAP work rule."),
    ("poverty-2025", "The limit is an income of $15,650."),
    ("telehealth-ends-2026", "Medicare telehealth at home ended January 30, 2026."),
    ("glp-1-never-covered", "Medicare never pays for weight loss shots."),
    ("glp-1-bridge-2026", "The GLP-1 Bridge ends December 31, 2026."),
    ("screening-from-50", "Get a mammogram from age 50."),
    ("screening-from-50", "Get your colon checked at 50."),
    ("no-surprises-phone", "Call 1-800-982-3059."),
    ("gambling-phone", "Call 1-800-522-4700."),
    ("gambling-phone", "Call 1-800-697-3735."),
    ("ada-tty", "The TTY is 1-800-514-0383."),
]
RIGHT = [
    ("It's $2,100 in 2026. It's $2,400 in 2027.", "the cap of this year and next"),
    ("The SSI limit is $2,000 for one person.", "another limit of the same size"),
    ("The donut hole is over.", "it says that it is over"),
    ("There is no more coverage gap.", "it says that it is over"),
    ("Sign up on HealthCare.gov by December 15 for a January 1 start.", "right for that start"),
    ("Sign up on HealthCare.gov until January 15.", "the right end"),
    ("Medicare open enrollment ends December 7.", "another enrollment"),
    ("You can sign up for Medicaid any time.", "Medicaid has no season"),
    ("You have 65 days to appeal to your Medicare Advantage plan.", "the right limit"),
    ("Your Part D plan has 60 days to answer your appeal.", "the plan's own time"),
    ("Call 988. Press 1 if you are a veteran. Press 2 for Spanish.", "the choices there are"),
    ("The old $30 internet discount is over. Lifeline is $9.25.", "it says that it is over"),
    ("LIHEAP does not let you qualify for Lifeline.", "right"),
    ("LIHEAP helps with your heat bill.", "nothing about Lifeline"),
    ("SNAP gives up to $306 for one.", "this year's"),
    ("The SNAP work rule is for ages 18 to 64.", "right"),
    ("Veterans can call the VA.", "nothing about the work rule"),
    ("The limit is an income of $15,960.", "this year's"),
    ("Medicare telehealth at home goes on until December 31, 2027.", "right"),
    ("The GLP-1 Bridge is $50 a month until December 31, 2027.", "right"),
    ("Get a mammogram from age 40 to 74.", "right"),
    ("Get a shingles shot from age 50.", "another age"),
    ("Call 1-800-985-3059, or 1-800-697-3738, or TTY 1-833-610-1264.", "the right numbers"),
]


def found_in(text):
    return [row.id for row, _, _ in find_stale(text, suspects(text))]


@pytest.mark.parametrize(("stale_id", "text"), WRONG, ids=[row[1] for row in WRONG])
def test_the_wrong_value_is_caught(stale_id, text):
    assert stale_id in found_in(text)


@pytest.mark.parametrize(("text", "why"), RIGHT, ids=[row[1] + ": " + row[0] for row in RIGHT])
def test_right_words_pass(text, why):
    assert found_in(text) == []


def test_every_row_of_the_file_has_a_text_here():
    assert {row.id for row in stale_values()} == {stale_id for stale_id, _ in WRONG}


def test_what_it_is_about_may_stand_in_the_sentence_before():
    assert found_in("Your drugs have a cap. It is $2,000.") == ["part-d-cap"]
    assert found_in("Your drugs have a cap. Call us. We can help. You get $2,000.") == []


def test_the_whole_library_says_nothing_stale(desk):
    texts = [
        (topic.id, text)
        for topic in desk.contents.topics.values()
        for text in desk.contents.sayable([*topic.say_it, *(c.reteach for c in topic.check_backs)], desk.day)
    ]
    assert [(topic, found) for topic, text in texts if (found := found_in(text))] == []


@pytest.mark.parametrize(
    ("line", "says", "why"),
    [
        ('x,"(unclosed",,,right,why', "line 2, field pattern", "a pattern that can not be read"),
        ("x,,,,right,why", "line 2", "no pattern"),
        ("x,a{1,2},,,right,why", "line 2", "a comma without quotes"),
    ],
)
def test_a_broken_row_is_named_by_file_line_and_field(tmp_path, line, says, why):
    path = tmp_path / "stale_values.csv"
    path.write_text(f"{FILE.read_text(encoding='utf-8').splitlines()[0]}\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseInvalid, match=says):
        read_stale_values(path)
