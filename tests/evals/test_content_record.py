"""The record sees every edit of a phone, a fact, a topic, a phrase or a guard, and nothing where nothing changed."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from assistant.knowledge.facts import load_facts
from assistant.knowledge.library import Contents
from assistant.knowledge.resources import load_resources
from assistant.knowledge.topics import load_topics, read_topic
from assistant.package_data import knowledge_base_dir
from assistant.settings import Settings
from evals import content_record as module
from evals.content_record import content_changes, record_content, seen_by

DAY = date(2026, 11, 24)
RED_FLAGS, SCOPE = "safety/red_flags.yaml", "safety/scope.yaml"
WORDS, ILLNESS = "safety/words.yaml", "safety/rules/911_illness.yaml"
DROOLS = "      [drool*] ...5 [side|corner] (of) (his|her|my) mouth\n"
NATIONAL, FACTS = "resources/national.csv", "facts.csv"
DEDUCTIBLE = "topics/insurance/deductible.md"


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(knowledge_base_dir(), tmp_path / "knowledge_base")


@pytest.fixture(scope="module")
def topics():
    return load_topics(knowledge_base_dir() / "topics")


@pytest.fixture(scope="module")
def record(topics):
    """The record of a folder; only the topic that these tests edit is read again."""

    def make(root, day=DAY):
        edited = root / DEDUCTIBLE
        rest = {topic: card for topic, card in topics.items() if topic != "deductible"}
        cards = {**rest, "deductible": read_topic(edited)} if edited.is_file() else rest
        listings = load_resources(sorted((root / "resources").glob("*.csv")))
        return record_content(Contents(cards, load_facts(root / FACTS), listings), day, root)

    return make


@pytest.fixture(scope="module")
def shipped(record):
    return record(knowledge_base_dir())


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} no longer stands in {path.name}: choose another edit"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


#: file, what stands there, what is put there, does it block, what a person is told
EDITS = [
    (NATIONAL, "1-800-222-1222", "1-800-222-1223", True, "The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223."),
    (NATIONAL, "1-877-486-2048", "1-877-486-2049", True, "The TTY of us-007 changed: 1-877-486-2048 is now 1-877-486-2049."),
    (NATIONAL, "24/7 except some federal holidays", "Mon-Fri 9-5", False, "The hours of us-007 changed: 24/7 except some federal holidays is now Mon-Fri 9-5."),
    (NATIONAL, "people with Medicare and families", "people with Medicare", False, "The eligibility of us-007 changed: people with Medicare and families is now people with Medicare."),
    (NATIONAL, "live chat medicare.gov", "live chat", False, "The listing us-007 changed."),
    (FACTS, "conditions.a1c.common_goal,7,percent,under 7", "conditions.a1c.common_goal,8,percent,under 7", True, "The fact conditions.a1c.common_goal changed: 7 | under 7 | confirmed | always to open is now 8 | under 7 | confirmed | always to open."),
    (FACTS, "conditions.a1c.common_goal,7,percent,under 7", "conditions.a1c.common_goal,7,percent,under 8", True, "The fact conditions.a1c.common_goal changed: 7 | under 7 | confirmed | always to open is now 7 | under 8 | confirmed | always to open."),
    (FACTS, "percent,under 7,,,", "percent,under 7,2026-01-01,,", False, "The dates or status of the fact conditions.a1c.common_goal changed: 7 | under 7 | confirmed | always to open is now 7 | under 7 | confirmed | 2026-01-01 to open."),
    (DEDUCTIBLE, "Many checkups cost you nothing, even before then.", "Many checkups are free, even before then.", False, "Topic deductible has new words; still grade "),
    (DEDUCTIBLE, "It starts over with each new plan year. That's often the start of the year.", "Recalculation of accumulated expenditures invariably recommences simultaneously with each subsequent contractual anniversary.", True, "Topic deductible: was grade "),
    (ILLNESS, DROOLS, "", True, "Red-flag phrase removed from 911/stroke/face_droops: '[drool*]"),
    (ILLNESS, DROOLS, DROOLS + "      head like thunder\n", False, "Red-flag phrase added to 911/stroke/face_droops: 'head like thunder'."),
    (ILLNESS, DROOLS, "      drooling\n", True, "Red-flag phrase removed from 911/stroke/face_droops: '[drool*]"),
    (RED_FLAGS, 'ask_first: "Is it hard to breathe right now?"', 'ask_first: "Is it hard to breathe?"', True, "The banner of 911/breathing changed: "),
    (RED_FLAGS, "I will call fo", "We will call fo", True, "The banner of 911/"),
    (RED_FLAGS, "    severity: red\n", "    severity: amber\n", True, "The banner of 911/"),
    (WORDS, "      negative for\n", "      negative for\n      tested for\n", True, "Guard words added to red_flags/negation phrases: 'tested for'."),
    (WORDS, "      negative for\n", "", True, "Guard words removed from red_flags/negation phrases: 'negative for'."),
    (WORDS, "      ever since i was\n    unless: |\n      {now_words}\n", "      ever since i was\n    unless: |\n", True, "Guard words removed from red_flags/past_after unless: '{now_words}'."),
    (WORDS, "    within: 14\n", "    within: 30\n", True, "The guard red_flags/past_"),
    (WORDS, "    not_kinds: stroke\n", "", True, "The guard red_flags/negation_after changed: "),
    (WORDS, "    long (long) time ago\n", "    long (long) time ago\n    this morning\n", True, "Rule words added to red_flags/long_ago: 'this morning'."),
    (WORDS, "    elaquis\n", "", True, "Rule words removed from red_flags/thinner: 'elaquis'."),
    (WORDS, "    elaquis\n", "    elaquis\n    eliquid\n", False, "Rule words added to red_flags/thinner: 'eliquid'."),
    (WORDS, "breath brethe breth", "breath brethe", True, "Spelling removed from red_flags/breathe: 'breth'."),
    (WORDS, "breath brethe breth", "breath brethe breth breeth", False, "Spelling added to red_flags/breathe: 'breeth'."),
    (WORDS, "unconscious unresponsive seizure", "unconscious seizure", True, "Spelling removed from red_flags/key_words: 'unresponsive'."),
    (WORDS, "  breather breeding", "  breather breathin breeding", True, "Guard words added to red_flags/real_words: 'breathin'."),
    (WORDS, "hoy except plus", "hoy except", True, "Guard words removed from red_flags/clause_words: 'plus'."),
    (SCOPE, "      me voy a morir\n", "", True, "Scope phrase removed from prognosis: 'me voy a morir'."),
    (SCOPE, "      me voy a morir\n", "      me voy a morir\n      voy a morir pronto\n", False, "Scope phrase added to prognosis: 'voy a morir pronto'."),
    (SCOPE, "      if i have\n", "      if i have\n      do i have\n", True, "Guard words added to scope/diagnosis not_when: 'do i have'."),
    (SCOPE, 'limit: "I can not tell you how much medicine to take."', 'limit: "I can not tell you how much to take."', False, "Scope rule dose has new words; still grade "),
    ("words/phrases.yaml", '"911": [call-911]', '"911": [stroke-signs]', True, "What is read under a 911 banner changed: call-911 is now stroke-signs."),
    ("words/phrases.yaml", "I want to check how clear I was.", "I want to see how clear I was.", False, "The words check_back_lead_in changed: 'I want to check how clear I was.' is now 'I want to see how clear I was.'."),
    ("words/phrases.yaml", "A wrong answer could hurt you.", "An inaccurate recommendation might inadvertently compromise individual well-being considerably.", True, "The words not_found: was grade "),
    ("words/openers.yaml", "cues: [died,", "cues: [died, dead,", False, "The opener 'I am so sorry. We can take this slow.' (said on) changed: "),
    ("words/openers.yaml", "I am so sorry. We can take this slow.", "I am very sorry. We can take this slow.", False, "The opener 'I am so sorry. We can take this slow.' (said on) is gone; it was "),
    ("words/easy_words.txt", "aboard\n", "", False, "The word table easy_words.txt changed."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "blocks", "words"), EDITS, ids=[f"{row[0]}: {row[4][:70]}" for row in EDITS]
)
def test_an_edit_is_seen_said_and_judged(root, record, shipped, file, old, new, blocks, words):
    edit(root / file, old, new)
    changes = content_changes(shipped, record(root))
    assert any(change.words.startswith(words) for change in changes), [change.words for change in changes]
    assert any(change.blocks for change in changes) is blocks


def test_the_same_content_gives_the_same_record(root, record, shipped):
    assert record(root) == shipped
    assert content_changes(shipped, shipped) == ()


def test_a_comment_or_the_order_of_phrases_changes_nothing(root, record, shipped):
    edit(root / RED_FLAGS, "# Kinds stand in order of urgency.", "# The kinds stand in order of urgency.")
    edit(root / ILLNESS, DROOLS, "")
    edit(
        root / ILLNESS,
        "    kind: stroke\n    phrases: |\n",
        f"    kind: stroke\n    phrases: |\n{DROOLS}",
    )
    assert content_changes(shipped, record(root)) == ()


def test_a_whole_kind_that_went_is_one_line(root, record, shipped):
    text = (root / RED_FLAGS).read_text(encoding="utf-8")
    begin = text.index("  - id: allergic\n")
    end = text.index("  - id: ", begin + 5)
    (root / RED_FLAGS).write_text(text[:begin] + text[end:], encoding="utf-8")
    rules = (root / ILLNESS).read_text(encoding="utf-8")
    kept = [part for part in rules.split("\n  - id: ") if "\n    kind: allergic\n" not in part]
    (root / ILLNESS).write_text("\n  - id: ".join(kept), encoding="utf-8")
    told = [change.words for change in content_changes(shipped, record(root))]
    assert any(words.startswith("Red-flag kind removed: 911/allergic") for words in told), told


def test_a_topic_that_went_blocks(root, record, shipped):
    (root / DEDUCTIBLE).unlink()
    (change,) = content_changes(shipped, record(root))
    assert (change.key, change.blocks, change.words) == (
        "topic:deductible",
        True,
        "Topic deductible is gone.",
    )


def test_a_fact_past_its_day_makes_its_topic_not_ready(root, record, shipped):
    today, years_on = shipped, record(root, date(2031, 1, 2))
    assert not [key for key, value in today.items() if "not ready" in value]
    stale = [change for change in content_changes(today, years_on) if change.blocks]
    assert stale
    assert all("not ready to read aloud" in change.words for change in stale)


def test_everything_that_could_hurt_has_a_row(tmp_path, shipped):
    contents = Contents.read(Settings(home=tmp_path))
    assert {f"topic:{topic}" for topic in contents.topics} <= shipped.keys()
    assert {f"fact:{fact.key}" for fact in contents.facts} <= shipped.keys()
    for listing in contents.resources:
        assert shipped.get(f"phone:{listing.id}", "") == listing.phone
        assert shipped.get(f"tty:{listing.id}", "") == listing.tty
    assert shipped[f"rule:911/stroke/face_droops: {DROOLS.strip()}"] == "phrase"


def test_values_are_short_so_that_a_baseline_can_be_reviewed(shipped):
    assert max(map(len, shipped.values())) < 500
    assert list(shipped) == sorted(shipped)


@pytest.mark.parametrize("part", range(8))
@pytest.mark.parametrize("file", [WORDS, ILLNESS, SCOPE])
def test_no_line_of_a_rule_file_can_be_lost_unseen(root, file, part):
    """Take out lines that are a phrase or a word of a block, one in fifty of them."""
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    make = module._scope if file == SCOPE else module._red_flags
    before = dict(make(root))
    rows = lines_of_rows(lines)
    block_lines = [
        n for n, line in enumerate(lines) if is_phrase(line) and n not in rows and lines.count(line) == 1
    ]
    for number in block_lines[part * 50 :: 400]:
        (root / file).write_text("\n".join([*lines[:number], *lines[number + 1 :]]), encoding="utf-8")
        assert dict(make(root)) != before, f"line {number + 1}: {lines[number]}"


def lines_of_rows(lines):
    """What the tests read and no rule does: the rows of rules and guards."""
    found, inside = set(), False
    for number, line in enumerate(lines):
        if line.rstrip().endswith(": |"):
            inside = line.split(":")[0].strip() in {"fires_on", "silent_on", "silences", "lets_through"}
        elif inside:
            found.add(number)
    return found


def is_phrase(line):
    """A line within a block: no key, no list item, no comment; not the only line of its block."""
    text = line.strip()
    return bool(text) and ":" not in text and not text.startswith(("-", "#"))


SEEN = [
    (
        "reply",
        {"topic:snap", "phone:us-001", "rule:911/chest: chest hurts", "table:easy_words.txt"},
        "a turn sees all",
    ),
    ("red_flags", {"rule:911/chest: chest hurts"}, "the banner sees its rules, no topic and no phone"),
    (
        "verify",
        {"topic:snap", "phone:us-001", "table:easy_words.txt"},
        "the last check sees no rule of the banner",
    ),
    ("check_back", {"table:easy_words.txt"}, "a question is judged by its words alone"),
]


@pytest.mark.parametrize(("task", "keys", "why"), SEEN, ids=[row[2] for row in SEEN])
def test_a_record_holds_what_its_task_can_see(task, keys, why):
    record = dict.fromkeys(SEEN[0][1], "as it stood")
    assert set(seen_by(task, record)) == keys
