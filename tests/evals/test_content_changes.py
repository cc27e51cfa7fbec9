"""Which changes of content a person must accept first, and what she is told about each."""

from __future__ import annotations

import pytest

from evals.content_changes import GUARD_WORD, content_changes

FACT = "20 | $20 in 2026 | confirmed | 2026-01-01 to 2026-12-31"
#: key, before, after, blocks, words
CHANGES = [
    ("phone:us-005", "1-800-222-1222", "1-800-222-1223", True, "The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223."),
    ("phone:us-005", "1-800-222-1222", "", True, "The phone of us-005 is gone; it was 1-800-222-1222."),
    ("phone:us-200", "", "988", False, "The phone of us-200 is new: 988."),
    ("tty:us-007", "711", "", True, "The TTY of us-007 is gone; it was 711."),
    ("hours:us-007", "24/7", "Mon-Fri 9-5", False, "The hours of us-007 changed: 24/7 is now Mon-Fri 9-5."),
    ("fact:copay.amount", FACT, FACT.replace("$20", "$25"), True, f"The fact copay.amount changed: {FACT} is now {FACT.replace('$20', '$25')}."),
    ("fact:copay.amount", FACT, "", True, f"The fact copay.amount is gone; it was {FACT}."),
    ("fact:copay.amount", "", FACT, False, f"The fact copay.amount is new: {FACT}."),
    ("fact:copay.amount", FACT, FACT.replace("12-31", "12-30"), False, f"The dates or status of the fact copay.amount changed: {FACT} is now {FACT.replace('12-31', '12-30')}."),
    ("topic:deductible", "aa grade 2 ready", "bb grade 9 not ready", True, "Topic deductible: was grade 2 and ready, is now grade 9 and not ready to read aloud."),
    ("topic:deductible", "aa grade 2 ready", "bb grade 2 ready", False, "Topic deductible has new words; still grade 2 and ready to read aloud."),
    ("topic:deductible", "aa grade 2 ready", "bb grade 4 ready", False, "Topic deductible: was grade 2 and ready, is now grade 4 and ready to read aloud."),
    ("topic:deductible", "aa grade 6 ready", "bb grade 7 ready", True, "Topic deductible: was grade 6 and ready, is now grade 7 and ready to read aloud."),
    ("topic:deductible", "aa grade 9 not ready", "bb grade 5 ready", False, "Topic deductible: was grade 9 and not ready, is now grade 5 and ready to read aloud."),
    ("topic:deductible", "aa grade 9 not ready", "bb grade 8 not ready", False, "Topic deductible: was grade 9 and not ready, is now grade 8 and not ready to read aloud."),
    ("topic:deductible", "aa grade 8 not ready", "bb grade 9 not ready", True, "Topic deductible: was grade 8 and not ready, is now grade 9 and not ready to read aloud."),
    ("topic:deductible", "aa grade 2 ready", "", True, "Topic deductible is gone."),
    ("topic:new-one", "", "bb grade 2 ready", False, "Topic new-one is new: grade 2 and ready to read aloud."),
    ("topic:new-one", "", "bb grade 9 not ready", True, "Topic new-one is new: grade 9 and not ready to read aloud."),
    ("rule:911/chest: chest hurts", "phrase", "", True, "Red-flag phrase removed from 911/chest: 'chest hurts'."),
    ("rule:911/chest: {chest} aches", "", "phrase", False, "Red-flag phrase added to 911/chest: '{chest} aches'."),
    ("rule:911/chest", "red: Is it now? Call 911.", "red: Is it now? Call us.", True, "The banner of 911/chest changed: 'red: Is it now? Call 911.' is now 'red: Is it now? Call us.'."),
    ("rule:911/chest", "red: Is it now? Call 911.", "", True, "Red-flag kind removed: 911/chest."),
    ("rule:911/new", "", "red: Is it now? Call 911.", False, "Red-flag kind added: 911/new."),
    ("guard:red_flags/past phrases: ago", "", "phrase", True, "Guard words added to red_flags/past phrases: 'ago'."),
    ("guard:red_flags/past phrases: ago", "phrase", "", True, "Guard words removed from red_flags/past phrases: 'ago'."),
    ("guard:red_flags/past", "within 3", "within 9", True, "The guard red_flags/past changed: within 3 is now within 9."),
    ("scope:dose: how much", "phrase", "", True, "Scope phrase removed from dose: 'how much'."),
    ("scope:dose: how much", "", "phrase", False, "Scope phrase added to dose: 'how much'."),
    ("scope:dose", "aa grade 2 ready", "bb grade 9 not ready", True, "Scope rule dose: was grade 2 and ready, is now grade 9 and not ready to read aloud."),
    ("scope:dose", "aa grade 2 ready", "", True, "Scope rule dose is gone."),
    ("words:red_flags/thinner: eliquis", "phrase", "", True, "Rule words removed from red_flags/thinner: 'eliquis'."),
    ("words:red_flags/thinner: eliquid", "", "phrase", False, "Rule words added to red_flags/thinner: 'eliquid'."),
    ("words:red_flags/long_ago: today", "", GUARD_WORD, True, "Rule words added to red_flags/long_ago: 'today'."),
    ("words:red_flags/long_ago: today", "phrase", GUARD_WORD, True, "Rule words 'today' of red_flags/long_ago now works in a guard, which takes banners away."),
    ("spelling:red_flags/breathe: breth", "word", "", True, "Spelling removed from red_flags/breathe: 'breth'."),
    ("spelling:red_flags/breathe: breeth", "", "word", False, "Spelling added to red_flags/breathe: 'breeth'."),
    ("banner_topic:911", "call-911", "stroke-signs", True, "What is read under a 911 banner changed: call-911 is now stroke-signs."),
    ("phrase:more_needs", "We will talk.", "We can talk.", False, "The words more_needs changed: 'We will talk.' is now 'We can talk.'."),
    ("phrase:not_found", "aa grade 2 ready", "bb grade 9 not ready", True, "The words not_found: was grade 2 and ready, is now grade 9 and not ready to read aloud."),
    ("opener:I hear you.", "angry", "angry, mad", False, "The opener 'I hear you.' (said on) changed: angry is now angry, mad."),
    ("order:scope", "dose diagnosis", "diagnosis dose", False, "The order of the scope rules (the first that fits wins) changed: dose diagnosis is now diagnosis dose."),
    ("table:easy_words.txt", "aa", "bb", False, "The word table easy_words.txt changed."),
    ("listing:us-005", "aa", "bb", False, "The listing us-005 changed."),
    ("listing:us-200", "", "bb", False, "The listing us-200 is new."),
    ("music:waltz", "aa", "", False, "The music waltz is gone."),
]  # fmt: skip


def told(key, value):
    """A record with one more row, so that it is never empty."""
    return {"table:same.txt": "00", **({key: value} if value else {})}


@pytest.mark.parametrize(
    ("key", "before", "after", "blocks", "words"), CHANGES, ids=[row[4][:80] for row in CHANGES]
)
def test_changes(key, before, after, blocks, words):
    (change,) = content_changes(told(key, before), told(key, after))
    assert (change.key, change.before, change.after) == (key, before, after)
    assert change.words == words
    assert change.blocks is blocks


SILENT = [
    ({"phone:a": "988"}, {"phone:a": "988"}, "nothing changed"),
    ({}, {"phone:a": "988"}, "the earlier run wrote nothing down"),
    ({}, {}, "neither run wrote anything down"),
    ({"order:scope": "a b"}, {"order:scope": "a x b"}, "a rule came in between; the others stand as before"),
    ({"order:scope": "a b c"}, {"order:scope": "a c"}, "a rule went; the others stand as before"),
]


@pytest.mark.parametrize(("before", "after", "why"), SILENT, ids=[row[2] for row in SILENT])
def test_no_change(before, after, why):
    assert content_changes(before, after) == ()


def test_a_run_without_a_record_blocks_since_it_shows_nothing():
    (change,) = content_changes({"phone:a": "988"}, {})
    assert change.blocks
    assert (
        change.words
        == "This run wrote down no content, so no change of content can be seen. Run the suite again."
    )


def test_what_blocks_stands_first_and_phones_before_topics():
    before = {"hours:a": "24/7", "topic:t": "aa grade 2 ready", "phone:b": "988", "phone:a": "911"}
    after = {"hours:a": "9-5", "topic:t": "bb grade 9 not ready", "phone:b": "989", "phone:a": "912"}
    assert [change.key for change in content_changes(before, after)] == [
        "phone:a",
        "phone:b",
        "topic:t",
        "hours:a",
    ]


def test_a_rule_that_comes_or_goes_is_told_once_with_its_phrases():
    rule = {"rule:911/x": "red: Call.", "rule:911/x: one": "phrase", "rule:911/x: two": "phrase"}
    rest = {"table:same.txt": "00"}
    gone, new = content_changes(rest | rule, rest), content_changes(rest, rest | rule)
    assert [change.words for change in gone] == ["Red-flag kind removed: 911/x, with 2 phrases."]
    assert [change.words for change in new] == ["Red-flag kind added: 911/x, with 2 phrases."]


def test_a_guard_that_goes_is_told_once_with_its_phrases():
    guard = {
        "guard:red_flags/past": "within 3",
        "guard:red_flags/past phrases: ago": "phrase",
        "guard:red_flags/past stops: now": "phrase",
    }
    (change,) = content_changes({"table:x": "0", **guard}, {"table:x": "0"})
    assert (change.words, change.blocks) == (
        "The guard red_flags/past is gone; it was within 3, with 2 phrases.",
        True,
    )
