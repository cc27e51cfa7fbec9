"""Topic cards: their slots are filled with the words of the tables, and a sentence begins with a capital."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.knowledge.facts import load_facts
from assistant.knowledge.resources import load_resources
from assistant.knowledge.topics import fill_slots, load_topics
from assistant.package_data import knowledge_base_dir

DAY = date(2026, 12, 1)
FACTS = load_facts(knowledge_base_dir() / "facts.csv")
LISTINGS = load_resources(sorted((knowledge_base_dir() / "resources").glob("*.csv")))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{fact:tests.stress_test.walking_shoes}.", "Wear walking shoes."),
        ("That day, {fact:tests.stress_test.walking_shoes}.", "That day, wear walking shoes."),
        ("Rest first. {fact:tests.stress_test.walking_shoes}.", "Rest first. Wear walking shoes."),
        ("Ready? {fact:tests.stress_test.walking_shoes}.", "Ready? Wear walking shoes."),
        ("Call {resource:us-002.phone}.", "Call 988."),
        ("It costs {fact:insurance.insulin_vaccines.insulin_month}.", "It costs $35 a month."),
    ],
)
def test_slots_are_filled_with_the_words_of_the_tables(text, filled):
    assert fill_slots(text, FACTS, LISTINGS, DAY) == filled


def test_no_script_begins_a_sentence_in_lower_case():
    for topic in (
        *load_topics(knowledge_base_dir() / "topics").values(),
        *load_topics(knowledge_base_dir() / "topics_next").values(),
    ):
        for chunk in topic.say_it:
            assert fill_slots(chunk, FACTS, LISTINGS, DAY)[0] not in "abcdefghijklmnopqrstuvwxyz", topic.id
