"""The card: right parts, right order, and no value that can become markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from web_fakes import CHEST_PAIN, GOOD_READING, HOSTILE, RAN_OUT, a_place, a_reply, hostile_reply

from assistant.call_types import CallReply, CheckBack, Chunk, Handoff, Source, TakenOut
from assistant.web.card import banner, notice_card, reply_card
from assistant.web.markup import clean, phone_link, spoken, website

IN_ORDER = (
    "Start with",
    "That shaky feeling is scary.",
    "Say this",
    "15 grams of fast sugar",
    "What will you drink first?",
    "Then wait 15 minutes.",
    "How long will you wait",
    "When your sugar is back up",
    "Who will you call today?",
    "Ask next",
    "What did you eat before this happened?",
    "Places that can help",
    "Diabetes help line",
    "Who to call",
    "Your pharmacist",
    "Sources (not yet reviewed by a clinician)",
    "Taken out before anything but the danger check looked at it: 2 names, 1 phone number",
)


def text_of(markup: str) -> str:
    return re.sub(r"<[^>]+>", " ", markup)


def test_parts_stand_in_the_order_a_call_needs():
    card = text_of(reply_card(a_reply()))
    places = [card.find(part) for part in IN_ORDER]
    assert -1 not in places, dict(zip(IN_ORDER, places, strict=True))
    assert places == sorted(places)


NOTHING = a_reply(
    opener="", script="", chunks=(), check_backs=(), ask_next=(), resources=(), handoff=None, sources=(), removed={}
)  # fmt: skip
EMPTY_PARTS = [
    (replace(a_reply(), opener=""), "Start with", "no opener"),
    (replace(a_reply(), ask_next=()), "Ask next", "no next question"),
    (replace(a_reply(), ask_next=("  ",)), "Ask next", "a blank next question"),
    (replace(a_reply(), resources=()), "Places that can help", "no places"),
    (replace(a_reply(), handoff=None), "Who to call", "nobody to call"),
    (replace(a_reply(), sources=()), "Sources", "no sources"),
    (replace(a_reply(), removed={}), "Taken out", "nothing taken out"),
    (replace(a_reply(), removed={"NAME": 0}), "Taken out", "nothing taken out, counted"),
    (NOTHING, "Say this", "no words at all"),
]


@pytest.mark.parametrize(("reply", "label", "why"), EMPTY_PARTS, ids=[row[2] for row in EMPTY_PARTS])
def test_an_empty_part_is_left_out(reply: CallReply, label: str, why: str):
    assert label in text_of(reply_card(a_reply())), "the label must be there when the part is not empty"
    assert label not in text_of(reply_card(reply))


SHOWN = [
    (a_reply(), "Reading grade 3", "the grade stands beside the words"),
    (a_reply(reading=replace(GOOD_READING, grade=8, ready_to_read_aloud=False)), "Reading grade 8: say it in shorter words", "too hard to read aloud is said"),
    (a_reply(fallback_reason="numbers"), "our standard words", "a safer wording is said"),
    (a_reply(status="handoff"), "Hand this one on", "not ours to answer"),
    (a_reply(status="not_found"), "Not in our library", "nothing found"),
    (a_reply(chunks=()), "If your sugar is under 70", "a script without chunks is shown whole"),
    (a_reply(resources=(a_place(open_now=True),)), "Open now", "open"),
    (a_reply(resources=(a_place(open_now=False),)), "Closed now", "closed"),
    (a_reply(resources=(a_place(open_now=None, hours=""),)), "Hours not known", "hours not known"),
    (a_reply(resources=(a_place(open_now=None, hours="business hours"),)), "See the hours", "hours that can not be checked"),
    (a_reply(resources=(a_place(status="unconfirmed"),)), "2026-11-22 (not confirmed: check before you give it)", "an unconfirmed listing is marked"),
    (a_reply(sources=(Source("x", "Low sugar", "CDC", "", "2026-10-02"),)), "reviewed 2026-10-02", "a review date"),
    (a_reply(sources=(Source("x", "Low sugar", "CDC", "", ""),)), "not yet reviewed by a clinician", "no review date"),
    (a_reply(sources=(Source("x", "Low sugar", "CDC", "", "none"),)), "not yet reviewed by a clinician", "reviewer: none"),
    (a_reply(removed={"MEMBER_NUMBER": 1}), "1 member number", "a kind without a label"),
    (a_reply(handoff=replace(a_reply().handoff, phone="")), "Your pharmacist", "a hand-off without a number"),
    (a_reply(taken_out=TakenOut(degraded=True)), "Safe mode", "redaction fell back, at the top"),
    (a_reply(keep_out=("suicide", "abuse")), "Keep this out of texts, voicemail and notes: suicide, abuse.", "not to be written down"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "words", "why"), SHOWN, ids=[row[2] for row in SHOWN])
def test_shown(reply: CallReply, words: str, why: str):
    assert words in text_of(reply_card(reply))


NOT_SHOWN = [
    (a_reply(sources=(Source("x", "Low sugar", "CDC", "", "2026-10-02"),)), "not yet reviewed", "a reviewed source"),
    (a_reply(resources=(a_place(),)), "not confirmed", "a confirmed listing"),
    (a_reply(), "Safe mode", "redaction did its work"),
    (a_reply(), "Keep this out", "nothing that may not be written down"),
    (a_reply(keep_out=("suicide",)), "Copy", "what may not be written down is not offered to copy"),
    (a_reply(), "About", "one need: no heading over each chunk"),
    (a_reply(), "Hand this one on", "an answer is no hand-off"),
    (a_reply(opener="", chunks=(Chunk("a", "t", "Words."),), check_backs=()), "Then ask", "no question, no label"),
    (a_reply(check_backs=(CheckBack("How?", (), ""),)), "Listen for", "nothing to listen for"),
    (a_reply(check_backs=(CheckBack("How?", (), " "),)), "If it is not clear", "no other way to say it"),
    (a_reply(resources=tuple(a_place(name=f"Place {n}") for n in range(1, 9))), "Place 6", "five places at most"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "words", "why"), NOT_SHOWN, ids=[row[2] for row in NOT_SHOWN])
def test_not_shown(reply: CallReply, words: str, why: str):
    assert words not in text_of(reply_card(reply))


def test_each_chunk_is_followed_by_its_own_check_back():
    chunks = tuple(Chunk("need", "t", f"Chunk {n}.") for n in (1, 2))
    checks = tuple(CheckBack(f"Question {n}?", (), "") for n in (1, 2))
    seen = re.findall(
        r"Chunk \d|Question \d", text_of(reply_card(a_reply(chunks=chunks, check_backs=checks)))
    )
    assert seen == ["Chunk 1", "Question 1", "Chunk 2", "Question 2"]


def test_several_needs_are_named_over_their_words():
    card = text_of(reply_card(a_reply(chunks=(Chunk("a ride", "t", "One."), Chunk("the bill", "u", "Two.")))))
    assert card.index("a ride") < card.index("One.") < card.index("the bill") < card.index("Two.")


def test_a_need_with_two_ideas_is_named_once():
    chunks = (Chunk("a ride", "t", "One."), Chunk("a ride", "t", "Two."), Chunk("the bill", "u", "Three."))
    card = text_of(reply_card(a_reply(chunks=chunks)))
    assert card.count("a ride") == 1
    assert card.count("the bill") == 1


WORDINGS = [
    "Call 911 now.",
    "Say: Call 911 now. Do not drive.",
    "Ask: Where are you? Say: Call 911 now. Stay on the line.",
    "Ask: Are you safe? If no, say: Call 911. Say: I will stay. Say: You are not alone.",
]


@pytest.mark.parametrize("wording", WORDINGS)
def test_no_reviewed_word_of_a_banner_is_changed(wording: str):
    words = text_of(banner((replace(CHEST_PAIN, text=wording),))).split()
    assert " ".join(wording.split()) in " ".join(words)


def test_banner_shows_what_to_do_what_to_ask_and_why():
    shown = banner((CHEST_PAIN, RAN_OUT))
    assert shown.count('role="alert"') == 1
    text = text_of(shown)
    for alert in (CHEST_PAIN, RAN_OUT):
        assert alert.text in text
        assert alert.ask_first in text
        assert f"“{alert.why[0]}”" in text
    assert text.index(CHEST_PAIN.text) < text.index(RAN_OUT.text)


def test_no_alert_makes_no_banner():
    assert banner(()) == ""


PHONES = [
    ("911", "tel:911", "three digits"),
    ("988", "tel:988", "crisis line"),
    ("1-800-222-1222", "tel:+18002221222", "toll free"),
    ("(312) 555-0199", "tel:+13125550199", "ten digits"),
    ("1-800-555-0142 ext. 7", "tel:+18005550142", "an extension is not dialled"),
    ("1-800-555-0142 (TTY 711)", "tel:+18005550142", "the first number counts"),
    ("1-800-MEDICARE (1-800-633-4227)", "tel:+18006334227", "letters first, then the number"),
]


@pytest.mark.parametrize(("phone", "link", "why"), PHONES, ids=[row[2] for row in PHONES])
def test_a_phone_dials(phone: str, link: str, why: str):
    assert f'href="{link}"' in phone_link(phone)


@pytest.mark.parametrize("phone", ["", "   ", "see your card", "1-800-CALL-NOW", "24/7", "1234"])
def test_no_number_no_dialling(phone: str):
    assert "href" not in phone_link(phone)


def test_a_phone_to_read_aloud_is_not_broken_at_the_end_of_a_line():
    said = spoken("Call 1-866-348-6479 or 211. Take 15 grams <now>.")
    assert '<span class="cb-number">1-866-348-6479</span>' in said
    assert "&lt;now&gt;" in said
    assert (
        text_of(said.replace("&lt;now&gt;", "now")).split()
        == "Call 1-866-348-6479 or 211. Take 15 grams now.".split()
    )


@pytest.mark.parametrize("site", ["medicare.gov", "ssa.gov/extrahelp", "https://www.cdc.gov"])
def test_a_plain_address_is_a_link(site: str):
    assert f'href="https://{site.removeprefix("https://")}"' in website(site)


@pytest.mark.parametrize(
    "site",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        'a.gov"onclick="x',
        "//evil.example",
        "call us",
        "ftp://a.gov",
    ],
)
def test_anything_else_is_no_link(site: str):
    assert "href" not in website(site)


OUR_TAGS = {"div", "p", "h2", "h3", "span", "a", "ol", "ul", "li", "details", "summary", "dl", "dt", "dd"}


class Reader(HTMLParser):
    """Reads markup as a browser would, and notes what it finds."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name == "href"}


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_value_becomes_markup(payload: str):
    reply = hostile_reply(payload)
    shown = banner(reply.alerts) + reply_card(reply) + notice_card(payload, [payload])
    reader = Reader()
    reader.feed(shown)
    assert reader.tags <= OUR_TAGS
    assert reader.attributes <= {"class", "id", "role", "href", "open"}
    assert reader.links <= {"#words"}
    assert len(shown.splitlines()) == 1, "a line break inside a value can end the HTML block"


@pytest.mark.parametrize(
    "reply",
    [a_reply(), NOTHING, a_reply(status="handoff", chunks=()), a_reply(taken_out=TakenOut(degraded=True))],
)
def test_the_card_is_one_line_that_starts_an_html_block(reply: CallReply):
    card = reply_card(reply)
    assert card.startswith("<div ")
    assert len(card.splitlines()) == 1
    assert card.count("<div") == card.count("</div>")


def test_clean_keeps_plain_words_as_they_are():
    assert clean("Take 15 grams, then wait.") == "Take 15 grams, then wait."


def test_a_hand_off_gives_who_number_words_and_time():
    handoff = Handoff(
        "We can not say how much.", "Your pharmacist", "1-800-555-0142", "What should I change?", "Today"
    )
    text = text_of(reply_card(a_reply(handoff=handoff)))
    for part in (handoff.limit, handoff.who, handoff.phone, handoff.say, handoff.when):
        assert part in text
