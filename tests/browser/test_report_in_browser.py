"""The HTML report as a quality lead opens it from a mail: from a file, without anything beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

sys.path.append(str(Path(__file__).parents[1] / "evals" / "report"))

from report_fakes import EXAMPLES, HOSTILE, hostile_example, reply_example

from evals.report import render_html

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
OPEN_TABLES = (
    "document.querySelectorAll('details.fold, details.more').forEach((part) => { part.open = true; })"
)
OPEN_CASES = (
    "[...document.querySelectorAll('.case-row')].slice(0, 3).forEach((part) => { part.open = true; })"
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = {
        **{task: make() for task, make in EXAMPLES.items()},
        "hostile": hostile_example(),
        "short": reply_example(40),
    }
    for name, example in made.items():
        (folder / f"{name}.html").write_text(render_html(*example.parts()), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def show(page: Page, reports):
    """Opens a report; at the end nothing else was asked for and nothing was complained about."""
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console",
        lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: errors.append(str(error)))

    def open_report(name: str) -> Page:
        page.goto(reports[name].as_uri())
        return page

    yield open_report
    assert {address for address in asked if not address.startswith(("file://", "data:"))} == set()
    assert len([address for address in asked if address.startswith("file://")]) == 1
    assert errors == []


def serious(page: Page) -> list[tuple[str, object, str]]:
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"critical", "serious"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["short", "redact"])
def test_axe_finds_nothing_serious(show, name: str, scheme: str):
    page = show(name)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(OPEN_TABLES)
    page.evaluate(OPEN_CASES)
    assert serious(page) == []


@pytest.mark.parametrize("name", [*EXAMPLES, "hostile"])
def test_nothing_sticks_out_sideways(show, name: str):
    page = show(name)
    page.evaluate(OPEN_TABLES)
    page.evaluate(OPEN_CASES)
    for width in (390, 320, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(OVERFLOW) == 0, width


def test_the_verdict_is_the_first_thing_read(show):
    page = show("reply")
    expect(page.get_by_text("Not good enough", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("Exit code 1.")).to_be_in_viewport()
    expect(page.locator("#summary").get_by_text("13 of 75 scripts are above fifth grade")).to_be_visible()


def test_a_link_to_a_case_opens_it_in_place(show):
    page = show("reply")
    page.get_by_role("link", name="medicaid-rides-051").first.click()
    opened = page.locator("#case-medicaid-rides-051")
    expect(opened).to_be_visible()
    expect(opened.get_by_text("Words to read aloud")).to_be_in_viewport()
    expect(opened.get_by_text("Missed: no banner at all where 911 was due.")).to_be_visible()


def test_failing_cases_can_be_shown_alone_without_a_script(show):
    page = show("reply")
    rows = page.locator(".case-row")
    total = rows.count()
    page.get_by_label("failing", exact=True).check()
    failing = rows.locator("visible=true").count()
    page.get_by_label("passing", exact=True).check()
    passing = page.locator(".case-row:visible").count()
    assert total == 150
    assert 0 < passing < total
    assert page.locator(".case-row.t-bad:visible").count() == 0
    assert failing > 0
    page.get_by_label("all", exact=True).check()
    assert page.locator(".case-row:visible").count() == total


def test_tables_can_be_scrolled_with_the_keyboard(show):
    page = show("reply")
    page.set_viewport_size({"width": 390, "height": 844})
    region = page.get_by_role("region", name="Goals to look at")
    region.focus()
    expect(region).to_be_focused()
    page.keyboard.press("End")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_a_script_inside_a_case_shows_as_text(show):
    page = show("hostile")
    page.evaluate(OPEN_CASES)
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    assert page.locator("script, img, iframe").count() == 0


def test_it_prints_without_navigation_and_in_light_colours(show):
    page = show("reply")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation")).to_be_hidden()
    colour = page.evaluate("getComputedStyle(document.querySelector('section')).backgroundColor")
    assert colour == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
