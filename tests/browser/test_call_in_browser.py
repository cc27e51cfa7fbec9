"""The Call page as a care manager meets it, in a real browser, against a stand-in for the service."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_site import Site, open_page, watched
from playwright.sync_api import Browser, Page, expect
from web_fakes import HOSTILE

SECRET = "Quincy Adderbury"
STORAGE = """async () => ({
    local: localStorage.length, session: sessionStorage.length,
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: await caches.keys(), cookie: document.cookie })"""
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
PARTS = "img, script, style, iframe, svg, table, h1, strong, input, form, object, a:not(#copy-words)"
ALIVE = ", ".join(f"#{place} {part}" for place in ("card", "banner") for part in PARTS.split(", "))
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def say(page: Page, text: str) -> None:
    box = page.get_by_label("What did the patient say?")
    box.fill(text)
    box.press("Enter")


def say_and_wait(page: Page, text: str) -> None:
    say(page, text)
    expect(page.locator(".cb-card, .cb-problem")).to_be_visible()


def test_a_reply_appears_and_the_box_is_empty_and_ready(call_page: Page):
    say(call_page, "My sugar was low")
    expect(call_page.get_by_role("heading", name="Say this")).to_be_visible()
    expect(call_page.get_by_text("If your sugar is under 70")).to_be_visible()
    expect(call_page.get_by_text("What will you drink first?")).to_be_visible()
    expect(call_page.get_by_role("link", name="1-800-342-2383")).to_have_attribute("href", "tel:+18003422383")
    box = call_page.get_by_label("What did the patient say?")
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_a_red_flag_shows_first_and_is_an_alert(call_page: Page, site: Site):
    start = time.monotonic()
    say(call_page, "slow, I have chest pain")
    alert = call_page.get_by_role("alert")
    expect(alert).to_contain_text("Have them call 911 now", timeout=site.service.open_calls.slow_s * 1000)
    assert time.monotonic() - start < site.service.open_calls.slow_s
    expect(alert).to_contain_text("chest pain")
    assert call_page.locator(".cb-card").count() == 0
    expect(call_page.locator(".cb-card")).to_be_visible()
    expect(alert).to_be_visible()
    assert alert.bounding_box()["y"] < call_page.locator(".cb-card").bounding_box()["y"]


def test_a_failure_keeps_the_text_and_clears_the_old_banner(call_page: Page):
    say_and_wait(call_page, "I have chest pain")
    say(call_page, f"break {SECRET}")
    expect(call_page.get_by_role("heading", name="No reply was made")).to_be_visible()
    expect(call_page.get_by_label("What did the patient say?")).to_have_value(f"break {SECRET}")
    expect(call_page.locator(".cb-banner")).to_have_count(0)
    expect(call_page.locator(".cb-card")).to_have_count(0)
    assert SECRET not in call_page.locator("#card").inner_text()


def test_nothing_stays_in_the_browser(call_page: Page, site: Site):
    say_and_wait(call_page, f"chest pain, {SECRET}")
    kept = call_page.evaluate(STORAGE)
    assert kept == {"local": 0, "session": 0, "databases": [], "caches": [], "cookie": ""}
    call_page.goto("about:blank")
    open_page(call_page, site.url)
    assert call_page.evaluate(STORAGE)["local"] == 0
    assert SECRET not in call_page.content()


def test_nothing_stays_on_the_server_after_a_turn_or_after_closing(call_page: Page, site: Site):
    call_page.get_by_role("button", name="About this patient").click()
    call_page.get_by_label("Names to hide").fill(SECRET)
    say_and_wait(call_page, f"chest pain, {SECRET}")
    assert [said.known_names for said in site.service.open_calls.said] == [(SECRET,)]
    wait_until(call_page, lambda: SECRET not in kept_on_server(site))
    (session,) = site.service.open_calls.open
    call_page.close()
    wait_until(call_page, lambda: not site.service.open_calls.open and session not in site.sessions)
    assert SECRET not in kept_on_server(site)


def test_no_other_host_is_asked_for_anything(page: Page, site: Site):
    asked: set[str | None] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
    with watched(page):
        open_page(page, site.url)
        say_and_wait(page, "I have chest pain")
        page.get_by_role("button", name="New call").click()
        expect(page.get_by_role("heading", name="Type what the patient said")).to_be_visible()
    assert asked == {"127.0.0.1"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(call_page: Page, scheme: str):
    call_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(call_page.locator("body.dark")).to_have_count(1 if scheme == "dark" else 0)
    call_page.get_by_role("button", name="About this patient").click()
    assert serious_problems(call_page) == []
    for text in ("I have chest pain", f"{SECRET} has chest pain", f"safe mode, {SECRET}"):
        say_and_wait(call_page, text)
        call_page.evaluate(OPEN_ALL)
        if SECRET in text:
            call_page.get_by_role("button", name="Show me").click()
            expect(call_page.locator("mark")).to_be_visible()
        assert serious_problems(call_page) == []
    say(call_page, "break")
    expect(call_page.locator(".cb-problem")).to_be_visible()
    assert serious_problems(call_page) == []


def serious_problems(page: Page) -> list[tuple[str, object, str]]:
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"critical", "serious"}
        for node in one["nodes"]
    ]


def test_nothing_sticks_out_sideways_and_targets_are_big(call_page: Page):
    sizes = ((390, 844), (320, 640), (1280, 800))
    call_page.get_by_role("button", name="About this patient").click()
    for text in ("", f"{SECRET} has chest pain. {'x' * 900}"):
        if text:
            say_and_wait(call_page, text)
            call_page.evaluate(OPEN_ALL)
            call_page.get_by_role("button", name="Show me").click()
        for width, height in sizes:
            call_page.set_viewport_size({"width": width, "height": height})
            assert call_page.evaluate(OVERFLOW) == 0, width
            for target in call_page.locator("button:visible, .cb-phone a, .cb-copy").all():
                assert target.bounding_box()["height"] >= 44, target.inner_text()
            for target in call_page.locator("summary:visible").all():
                assert target.bounding_box()["height"] >= 24, target.inner_text()


def test_the_words_to_say_are_the_largest_and_in_view(call_page: Page):
    say_and_wait(call_page, "I have chest pain")
    sizes = call_page.evaluate(
        """() => [...document.querySelectorAll("#card *, #title *, #said *")]
            .filter((part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
            .map((part) => [part.className, parseFloat(getComputedStyle(part).fontSize)])"""
    )
    largest = max(size for _, size in sizes)
    assert {name for name, size in sizes if size == largest} == {"cb-say"}
    assert largest >= 1.35 * 16
    first = call_page.locator("ol .cb-say").first.bounding_box()
    assert first["y"] + first["height"] <= 800, "the first words are on screen without scrolling"


def test_everything_works_with_the_keyboard_only(call_page: Page):
    call_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys = call_page.keyboard
    keys.press("Tab")
    keys.press("Alt+s")
    expect(call_page.get_by_label("What did the patient say?")).to_be_focused()
    keys.type("My sugar")
    keys.press("Shift+Enter")
    keys.type("was low")
    expect(call_page.get_by_label("What did the patient say?")).to_have_value("My sugar\nwas low")
    keys.press("Enter")
    expect(call_page.locator(".cb-card")).to_be_visible()
    seen = []
    for _ in range(9):
        keys.press("Tab")
        seen.append(call_page.evaluate("document.activeElement.innerText.trim()"))
    assert [words for words in seen if words in {"Find the words", "New call", "Copy", "If it is not clear, say", "1-800-342-2383"}][:5] == [
        "Find the words", "New call", "Copy", "If it is not clear, say", "If it is not clear, say",
    ]  # fmt: skip
    keys.press("Alt+c")
    expect(call_page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = call_page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "That shaky feeling is scary. I am glad you told me.\n\nIf your sugar is under 70"
    )
    assert "What will you drink" not in copied
    keys.press("Alt+k")
    expect(call_page.get_by_text("Copy the words to say")).to_be_hidden()
    keys.press("Alt+k")
    expect(call_page.get_by_text("Copy the words to say")).to_be_visible()
    keys.press("Alt+n")
    expect(call_page.locator(".cb-card")).to_have_count(0)
    expect(call_page.get_by_label("What did the patient say?")).to_be_focused()


def test_two_people_at_once_do_not_wait_for_each_other(call_page: Page, browser: Browser, site: Site):
    site.service.open_calls.slow_s = 4
    other = browser.new_context()
    with watched(other.new_page()) as second:
        open_page(second, site.url)
        say(call_page, "slow")
        start = time.monotonic()
        say_and_wait(second, "My sugar was low")
        assert time.monotonic() - start < 3
        assert call_page.locator(".cb-card").count() == 0
        expect(call_page.locator(".cb-card")).to_be_visible()
        assert len(site.service.open_calls.open) == 2
    other.close()


LATE = {
    "the reply is made after it": 0,
    "the browser is so busy that it takes everything late": 8,
}


@pytest.mark.parametrize("slower", LATE.values(), ids=LATE)
def test_new_call_clears_the_screen_and_drops_a_reply_on_its_way(call_page: Page, site: Site, slower: int):
    """The reply is held until the screen is clear, so it comes late whatever the computer does."""
    calls = site.service.open_calls
    if slower:
        call_page.context.new_cdp_session(call_page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    # A stop that the browser asks for would come too late; nothing may hang on one.
    call_page.route("**/gradio_api/cancel", lambda route: (time.sleep(2), route.continue_()))
    say(call_page, f"held, chest pain, {SECRET}")
    expect(call_page.locator(".cb-banner")).to_be_visible()
    call_page.get_by_role("button", name="New call").click()
    expect(call_page.get_by_role("heading", name="Type what the patient said")).to_be_visible()
    assert calls.open == {}
    calls.let_go.set()
    wait_until(call_page, lambda: not site.app.state.demo._queue.event_ids_to_events)
    call_page.wait_for_timeout(1500)
    assert call_page.locator(".cb-card, .cb-banner, .cb-show").count() == 0
    assert call_page.get_by_role("heading", name="Type what the patient said").is_visible()
    assert call_page.get_by_label("What did the patient say?").input_value() == ""
    assert calls.open == {}
    wait_until(call_page, lambda: SECRET not in kept_on_server(site))


def test_the_next_call_need_not_wait_for_the_reply_that_was_dropped(call_page: Page, site: Site):
    calls = site.service.open_calls
    say(call_page, f"held, chest pain, {SECRET}")
    expect(call_page.locator(".cb-banner")).to_be_visible()
    call_page.get_by_role("button", name="New call").click()
    expect(call_page.get_by_role("heading", name="Type what the patient said")).to_be_visible()
    say_and_wait(call_page, "Ruthie Vance has low sugar")
    calls.let_go.set()
    wait_until(call_page, lambda: not site.app.state.demo._queue.event_ids_to_events)
    call_page.wait_for_timeout(500)
    assert call_page.locator(".cb-banner").count() == 0, "the banner of the call before"
    assert call_page.locator(".cb-card").count() == 1
    assert len(calls.open) == 1, "the call on screen, and no other"
    call_page.get_by_role("button", name="Show me").click()
    assert marks(call_page) == [("Ruthie Vance", "name")]


def marks(page: Page) -> list[tuple[str, str]]:
    """The marked words and their kinds, as they stand on screen."""
    return [
        (mark.locator("bdi").inner_text(), mark.locator(".cb-kind").inner_text().strip(" ()"))
        for mark in page.locator("mark").all()
    ]


WORDS_ON_SCREEN = """() => [...document.querySelector(".cb-typed-words").childNodes]
    .map((part) => part.nodeType === 3 ? part.data : part.querySelector("bdi").textContent).join("")"""
TYPED = [
    (f"{SECRET} has low sugar", [(SECRET, "name")], "a name at the start"),
    (f"low sugar, says {SECRET}", [(SECRET, "name")], "a name at the end"),
    (f"{SECRET}555-0142Elmford", [(SECRET, "name"), ("555-0142", "phone number"), ("Elmford", "town")], "no gap"),
    (f"\U0001f622\U0001f468\u200d\U0001f469\u200d\U0001f467 {SECRET} \U0001f44d 555-0142", [(SECRET, "name"), ("555-0142", "phone number")], "emoji before and between"),
    (f"Jose\u0301 and \U00020bb7 know {SECRET}", [(SECRET, "name")], "letters of two parts"),
    (f"  low sugar\n\n{SECRET}\n  555-0142  ", [(SECRET, "name"), ("555-0142", "phone number")], "lines and spaces"),
    (f"\u202ehidden {SECRET} \u05d0\u05d1", [(SECRET, "name")], "another direction"),
    (f"<b>{SECRET}</b> &amp; <img src=x onerror=alert(1)>", [(SECRET, "name")], "markup stays text"),
    (f"![x](http://evil.example) **{SECRET}** \n\n# x", [(SECRET, "name")], "Markdown stays text"),
    (f"safe mode, {SECRET}", [(SECRET, "not known")], "redaction fell back"),
]  # fmt: skip


def test_show_me_marks_what_was_taken_out_of_the_words_as_typed(call_page: Page):
    for text, expected, why in TYPED:
        say_and_wait(call_page, text)
        call_page.get_by_role("button", name="Show me").click()
        assert marks(call_page) == expected, why
        assert call_page.evaluate(WORDS_ON_SCREEN) == text, why
        assert not call_page.locator(".cb-where").is_visible(), why
        assert call_page.locator(".cb-typed :is(b, img, strong, h1, a)").count() == 0, why
        assert call_page.locator(".cb-notice").count() == ("safe mode" in text), why
        call_page.get_by_role("button", name="New call").click()
        expect(call_page.locator(".cb-card")).to_have_count(0)


def shown_with(page: Page) -> None:
    say_and_wait(page, f"low sugar, {SECRET}")
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("mark")).to_have_count(1)


NOT_ON_SCREEN = [
    ("before it is asked for", lambda page: say_and_wait(page, f"low sugar, {SECRET}")),
    ("closed again", lambda page: (shown_with(page), page.get_by_role("button", name="Show me").click())),
    ("the next turn", lambda page: (shown_with(page), say_and_wait(page, "low sugar again"))),
    ("while the next turn is on its way", lambda page: (shown_with(page), say(page, "held"))),
    ("New call", lambda page: (shown_with(page), page.get_by_role("button", name="New call").click())),
    ("New call by key", lambda page: (shown_with(page), page.keyboard.press("Alt+n"))),
    (
        "another page and back",
        lambda page: (shown_with(page), page.goto(f"{page.url}quality"), page.go_back()),
    ),
    ("loaded again", lambda page: (shown_with(page), page.reload())),
]


@pytest.mark.parametrize(("why", "do"), NOT_ON_SCREEN, ids=[row[0] for row in NOT_ON_SCREEN])
def test_the_typed_words_are_not_on_screen(call_page: Page, site: Site, why: str, do):
    do(call_page)
    expect(call_page.locator("mark, .cb-typed:visible")).to_have_count(0)
    assert SECRET not in call_page.content(), why
    site.service.open_calls.let_go.set()


NO_OFFER = [
    ("nothing was taken out", "low sugar"),
    ("no reply was made", f"break {SECRET}"),
]


@pytest.mark.parametrize(("why", "text"), NO_OFFER, ids=[row[0] for row in NO_OFFER])
def test_show_me_is_not_offered(call_page: Page, why: str, text: str):
    say_and_wait(call_page, text)
    expect(call_page.get_by_role("button", name="Show me")).to_have_count(0)


def test_the_marks_are_on_the_words_that_were_sent_not_on_those_in_the_box(call_page: Page, site: Site):
    say(call_page, f"held, chest pain, {SECRET}")
    expect(call_page.locator(".cb-banner")).to_be_visible()
    say(call_page, f"held, chest pain, {SECRET} and more that is not sent")
    site.service.open_calls.let_go.set()
    call_page.get_by_role("button", name="Show me").click()
    assert call_page.evaluate(WORDS_ON_SCREEN) == f"held, chest pain, {SECRET}"
    assert len(site.service.open_calls.said) == 1


def test_show_me_works_with_the_keyboard_and_says_whether_it_is_open(call_page: Page):
    say_and_wait(call_page, f"low sugar, {SECRET}")
    button = call_page.get_by_role("button", name="Show me")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    for key, is_open in (("Enter", "true"), ("Space", "false"), ("Space", "true"), ("Enter", "false")):
        call_page.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", is_open)
        assert call_page.locator("mark:visible").count() == (is_open == "true")
        expect(button).to_be_focused()
    call_page.keyboard.press("Enter")
    panel = call_page.get_by_role("group", name="What you typed, with each part that was taken out marked")
    expect(panel).to_contain_text(f"{SECRET} (name)")
    assert button.get_attribute("aria-controls") == panel.get_attribute("id")


def test_what_show_me_shows_is_stored_nowhere(call_page: Page, site: Site, caplog: pytest.LogCaptureFixture):
    sent: list[str] = []
    call_page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    entries = call_page.evaluate("history.length")
    say_and_wait(call_page, f"low sugar, {SECRET}")
    wait_until(call_page, lambda: SECRET not in kept_on_server(site))
    sent.clear()
    call_page.get_by_role("button", name="Show me").click()
    expect(call_page.locator("mark")).to_have_text(f"{SECRET} (name)")
    assert call_page.evaluate(STORAGE) == {
        "local": 0,
        "session": 0,
        "databases": [],
        "caches": [],
        "cookie": "",
    }
    assert call_page.evaluate("history.length") == entries
    assert SECRET not in call_page.url + call_page.title()
    assert [request for request in sent if SECRET in request] == []
    assert SECRET not in kept_on_server(site) + caplog.text


def test_safe_mode_is_said_plainly(call_page: Page):
    say_and_wait(call_page, f"safe mode, {SECRET}")
    note = call_page.get_by_role("status").filter(has_text="Safe mode")
    for words in ("every word we do not know was masked", "Nothing was sent to a model", "Nothing is stored"):
        expect(note).to_contain_text(words)
    assert note.bounding_box()["y"] < call_page.locator(".cb-card").bounding_box()["y"]


def test_no_value_of_a_reply_comes_alive(call_page: Page):
    for number in range(len(HOSTILE)):
        say(call_page, f"hostile {number}")
        expect(call_page.locator(".cb-card")).to_be_visible()
        expect(call_page.get_by_label("What did the patient say?")).to_have_value("")
        assert call_page.locator(ALIVE).count() == 0, HOSTILE[number]
        assert call_page.locator(".cb-card").count() == 1
        assert call_page.locator("#card .cb-side, #card .cb-words").count() == 2, HOSTILE[number]


def test_an_example_fills_the_box_and_waits_for_enter(call_page: Page, site: Site):
    call_page.get_by_role("button", name="My sugar was 58").click()
    box = call_page.get_by_label("What did the patient say?")
    expect(box).to_have_value("My sugar was 58 this morning and I feel shaky.")
    expect(box).to_be_focused()
    assert site.service.open_calls.said == []
    box.press("Enter")
    expect(call_page.locator(".cb-card")).to_be_visible()


def kept_on_server(site: Site) -> str:
    """All that Gradio holds of open pages and of events."""
    queue = site.app.state.demo._queue
    kept = [
        [state.config_values for state in list(site.sessions.values())],
        queue.event_ids_to_events,
        list(queue.pending_messages_per_session.items()),
    ]
    return repr(kept)


def wait_until(page: Page, holds, seconds: float = 20) -> None:
    """Wait for something the server does by itself; the browser's requests pass through this thread meanwhile."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        if page.is_closed():
            time.sleep(0.05)
        else:
            page.wait_for_timeout(50)
