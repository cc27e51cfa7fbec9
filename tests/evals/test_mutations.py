"""One error of a known kind is planted, the same one each time; where there is none to plant, that is said."""

from __future__ import annotations

import pytest

from assistant.drafting.compose import Writer
from assistant.errors import CaseInvalid
from assistant.knowledge.topics import MustKeep
from evals.mutations import KINDS, UNTOUCHED, find_edits, mutate, sentences
from evals.planted import _filled, topic_draft

APPEAL = (
    "You have 65 days from the date on the letter. The plan must answer in 72 hours. Call 1-877-839-2675."
)

#: kind, script, seed, what must come out
PLANTED = [
    ("untouched", APPEAL, 0, APPEAL),
    ("number", "You have 65 days.", 0, "You have 66 days."),
    ("number", "You have 65 days.", 1, "You have 15 days."),
    ("number", "It is $2,100 in 2026.", 0, "It is $2,101 in 2026."),
    ("number", "It is $2,100 in 2026.", 1, "It is $2,100 in 2027."),
    ("number", "Press 9.", 0, "Press 1."),
    ("number", "A fever of 100.4 or more.", 0, "A fever of 100.5 or more."),
    ("phone_digit", "Call 1-877-839-2675.", 0, "Call 1-877-839-2676."),
    ("phone_digit", "Call 1-877-839-2675.", 1, "Call 1-877-839-6675."),
    ("phone_digit", "Call 988 now.", 0, "Call 989 now."),
    ("phone_digit", "Call 911, or 1-800-222-1222.", 0, "Call 911, or 1-800-222-1223."),
    ("invented_name", "Ask your doctor today.", 0, "Ask Dr. Velmar today."),
    ("invented_name", "Your plan pays.", 1, "Brightwell Fund pays."),
    ("invented_name", "If you have Medicare, ask.", 0, "If you have Corvane Health, ask."),
    ("negation", "Do not skip it.", 0, "Skip it."),
    ("negation", "Please do not drive.", 0, "Please drive."),
    ("negation", "Don't pay yet.", 0, "Pay yet."),
    ("negation", "You can not wait.", 0, "You can wait."),
    ("negation", "It can't be over $9,250.", 0, "It can be over $9,250."),
    ("negation", "Part A does not pay for it.", 0, "Part A does pay for it."),
    ("negation", "That's not a bill.", 0, "That's a bill."),
    ("negation", "You can ask again.", 0, "You can not ask again."),
    ("unit", "You have 65 days.", 0, "You have 65 weeks."),
    ("unit", "Wait 1 minute.", 0, "Wait 1 hour."),
    ("unit", "Within 2 business days.", 0, "Within 2 weeks."),
    ("unit", "Your share is 20%.", 0, "Your share is $20."),
    ("unit", "About 30 percent of what you earn.", 0, "About 30 dollars of what you earn."),
    ("unit", "It is $202.90 a month.", 0, "It is $202.90 a year."),
    ("dropped_fact", "Weigh each day. Call if you gain 5 pounds. Rest.", 0, "Weigh each day. Rest."),
    ("month_or_weekday", "Up to December 7.", 0, "Up to January 7."),
    ("month_or_weekday", "By May 3.", 0, "By June 3."),
    ("month_or_weekday", "Monday to Friday.", 1, "Monday to Saturday."),
    ("am_pm", "Open from 8 a.m. each day.", 0, "Open from 8 p.m. each day."),
    ("am_pm", "Weigh each morning.", 0, "Weigh each evening."),
    ("am_pm", "Call by noon.", 0, "Call by midnight."),
    ("am_pm", "Take one at night.", 0, "Take one in the morning."),
    (
        "two_amounts",
        "It's $2,100 in 2026. It's $2,400 in 2027.",
        0,
        "It's $2,400 in 2026. It's $2,100 in 2027.",
    ),
    ("two_amounts", "7 days or within 14 days.", 0, "14 days or within 7 days."),
    ("at_least_at_most", "Wait at least 1 minute.", 0, "Wait at most 1 minute."),
    ("at_least_at_most", "For 12 months or more.", 0, "For 12 months or less."),
    ("at_least_at_most", "Under 120 is normal.", 0, "Over 120 is normal."),
    ("before_after", "Ask before you stop.", 0, "Ask after you stop."),
    ("before_after", "After that, you pay.", 0, "Before that, you pay."),
    ("before_after", "It is within 7 days.", 0, "It is after 7 days."),
    ("added_claim", "Rest.", 0, "Rest. It will cure you for good."),
    ("added_claim", "Rest. Drink.", 1, "Rest. You do not need to see a doctor for this. Drink."),
]

#: kind and a script that gives it nothing to change
NOTHING_TO_CHANGE = [
    ("number", "Call 911, 988 or 1-877-839-2675.", "phones are no numbers"),
    ("number", "You have two days.", "a number in letters"),
    ("phone_digit", "You have 65 days, $1,736 and 2026.", "no phone"),
    ("invented_name", "You pay a part of it.", "nobody to rename"),
    ("negation", "You may pay more.", "may leaves both open"),
    ("negation", "What will it cost?", "a question"),
    ("unit", "You have 2 kinds of inhaler.", "kinds are no unit"),
    ("dropped_fact", "Call if you gain 5 pounds.", "the only sentence"),
    ("dropped_fact", "You gain 5 pounds. Yes, gain 5 pounds.", "said twice, so it is not lost"),
    ("dropped_fact", "Rest. Drink.", "no fact of the topic"),
    ("month_or_weekday", "You may march on.", "no month"),
    ("am_pm", "Call day or night. I am here.", "not a time"),
    ("two_amounts", "We can take 2 or 3 points.", "2 or 3 is 3 or 2"),
    ("two_amounts", "It's $2,100 in 2026.", "money and a year are not exchanged"),
    ("two_amounts", "3 days, then 3 days.", "the same number"),
    ("at_least_at_most", "It starts over. Go over your pills.", "no bound"),
    ("before_after", "Seek after-hours care.", "a part of a word"),
]


@pytest.fixture(scope="module")
def topic(library):
    kept = (MustKeep(type="number", text="gain 5 pounds"),)
    return library.contents.topics["copay"].model_copy(update={"must_keep": kept})


@pytest.fixture(scope="module")
def scripts(frozen_world):
    """Every topic of the library with its composed script."""
    live = frozen_world.live
    writer = Writer(frozen_world.contents, live.phrases, live.settings, frozen_world.now)
    topics = frozen_world.contents.topics.values()
    return [(_filled(topic, writer), topic_draft(topic, writer).script) for topic in topics]


@pytest.mark.parametrize(("kind", "script", "seed", "expected"), PLANTED)
def test_the_error_is_planted(topic, kind, script, seed, expected):
    assert mutate(kind, script, topic, seed) == expected


@pytest.mark.parametrize(("kind", "script", "why"), NOTHING_TO_CHANGE)
def test_a_script_that_gives_nothing_to_change_is_refused(topic, kind, script, why):
    with pytest.raises(CaseInvalid, match=f"topic copay .* kind {kind} "):
        mutate(kind, script, topic, 0)


def test_an_unknown_kind_names_the_nearest(topic):
    with pytest.raises(CaseInvalid, match="Did you mean phone_digit"):
        mutate("phone_digits", APPEAL, topic, 0)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != UNTOUCHED])
def test_every_edit_of_every_topic_changes_the_script_and_is_the_same_each_time(scripts, kind):
    for topic, script in scripts:
        edits = find_edits(kind, script, topic)
        for seed in range(len(edits)):
            changed = mutate(kind, script, topic, seed)
            assert changed != script, (topic.id, seed)
            assert changed == mutate(kind, script, topic, seed + len(edits))


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in (UNTOUCHED, "dropped_fact", "added_claim")]
)
def test_only_one_place_changes(scripts, kind):
    for topic, script in scripts:
        for edit in find_edits(kind, script, topic):
            assert 0 <= edit.start < edit.end <= len(script)
            assert script[edit.start : edit.end] != edit.put


@pytest.mark.parametrize(
    ("kind", "topics"),
    [("number", 30), ("phone_digit", 30), ("invented_name", 50), ("negation", 50), ("unit", 15), ("dropped_fact", 50),
     ("month_or_weekday", 5), ("am_pm", 4), ("two_amounts", 20), ("at_least_at_most", 10), ("before_after", 20),
     ("added_claim", 59), ("untouched", 59)],
)  # fmt: skip
def test_there_are_topics_enough_for_a_suite(scripts, kind, topics):
    assert sum(bool(find_edits(kind, script, topic)) for topic, script in scripts) >= topics


def test_a_dropped_fact_is_nowhere_in_what_is_left(scripts):
    for topic, script in scripts:
        for seed in range(len(find_edits("dropped_fact", script, topic))):
            left = mutate("dropped_fact", script, topic, seed).lower()
            lost = [fact for fact in topic.must_keep if fact.text.lower() in script.lower()]
            assert any(fact.text.lower() not in left for fact in lost)


@pytest.mark.parametrize("text", ["", "One.", "One. Two? Three!", 'Ask, "Is it open?" Then go.', "No end"])
def test_sentences_cover_the_whole_text(text):
    assert "".join(text[start:end] for start, end in sentences(text)) == text
