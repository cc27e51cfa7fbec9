"""One turn with the real assistant in a real browser: what a care manager does first."""

from __future__ import annotations

from browser_site import open_page, running_site, watched
from playwright.sync_api import Page, expect
from turns import TURNS

from assistant.calls.open_calls import OpenCalls
from assistant.web.service import Service


def test_a_real_turn_and_a_real_banner(page: Page, live):
    with running_site(Service(OpenCalls(live))) as site, watched(page):
        open_page(page, site.url)
        box = page.get_by_label("What did the patient say?")
        box.fill(TURNS[0])
        box.press("Enter")
        expect(page.get_by_text("Your deductible is what you pay first each year.")).to_be_visible()
        expect(page.get_by_text("not yet reviewed by a clinician").first).to_be_attached()
        box.fill("my chest is tight and my arm is numb right now")
        box.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Call 911 now")
