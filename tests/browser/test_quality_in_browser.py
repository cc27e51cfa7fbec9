"""The Quality page as QA staff meet it, in a real browser, against a stand-in for the evaluation suite."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_site import Site, open_page, watched
from playwright.sync_api import Page, expect
from quality_fakes import NEW, SUITES
from test_call_in_browser import OVERFLOW, STORAGE, say_and_wait

SECRET = "Quincy Adderbury"
HARD = (
    f"Dear {SECRET}, pursuant to the aforementioned utilization review, we are writing to notify you that your "
    "copayment for durable medical equipment will be modified."
)
TABS = ("Goals", "Cases", "Changes", "Add a case", "Score letters")
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
PARTS = "img, script, style, iframe, svg, object, form, [onerror], [onclick]"


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def letter(name: str, text: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def bring(page: Page, *letters: dict[str, object]) -> None:
    page.get_by_label("Choose files, or drop them here").set_input_files(files=list(letters))
    expect(page.get_by_text("What was found, hardest first")).to_be_visible()


def serious_problems(page: Page) -> list[tuple[str, object, str]]:
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"critical", "serious"}
        for node in one["nodes"]
    ]


def test_the_last_run_is_on_top_the_worst_first(quality_page: Page):
    expect(quality_page).to_have_title("Quality - Checkback")
    card = quality_page.locator(".cb-verdict")
    expect(card).to_contain_text("compared with the baseline of 20 November 2026")
    expect(card.get_by_role("listitem").first).to_contain_text("149 of 150")
    first = quality_page.get_by_role("row").nth(1)
    for words in (
        "Every number stands in our tables",
        "must never fail",
        "99.3 %",
        "96.3 to 99.9 %",
        "n = 150",
        "✗ missed",
    ):
        expect(first).to_contain_text(words)
    assert card.bounding_box()["y"] < 300


def test_both_pages_have_their_own_title_and_lead_to_each_other(quality_page: Page):
    quality_page.get_by_role("link", name="Call").click()
    quality_page.get_by_label("What did the patient say?").wait_for()
    expect(quality_page).to_have_title("Call - Checkback")
    quality_page.get_by_role("link", name="Quality").click()
    quality_page.get_by_role("heading", name="Not good enough").wait_for()
    expect(quality_page).to_have_title("Quality - Checkback")


def test_a_suite_is_run_with_progress_and_its_result_is_shown(quality_page: Page, site: Site):
    site.quality.step_s, site.quality.total = 0.2, 25
    quality_page.get_by_role("button", name="Run", exact=True).click()
    expect(quality_page.get_by_text("Running the cases")).to_be_visible()
    expect(quality_page.get_by_role("button", name="Run", exact=True)).to_be_disabled()
    seen = set()
    while quality_page.get_by_text("Running the cases").count():
        seen.update(quality_page.locator(".cb-count").all_inner_texts())
        time.sleep(0.1)
    assert len({words for words in seen if words.endswith("of 25")}) >= 2, seen
    expect(quality_page.get_by_text("Done. The result is shown below.")).to_be_visible()
    expect(quality_page.locator(".cb-when")).to_contain_text("just now")
    expect(quality_page.get_by_role("button", name="Run", exact=True)).to_be_enabled()


def test_a_run_goes_on_when_the_page_is_left_and_is_there_on_coming_back(quality_page: Page, site: Site):
    site.quality.step_s = 60
    quality_page.get_by_role("button", name="Run", exact=True).click()
    expect(quality_page.get_by_text("Running the cases")).to_be_visible()
    quality_page.goto("about:blank")
    assert [run.state for run in site.quality.progress()] == ["running"]
    quality_page.goto(f"{site.url}/quality")
    expect(quality_page.get_by_text("Running the cases")).to_be_visible()
    expect(quality_page.get_by_role("button", name="Stop core")).to_be_visible()


def test_stop_and_go_on(quality_page: Page, site: Site):
    site.quality.step_s = 60
    quality_page.get_by_role("button", name="Run", exact=True).click()
    quality_page.get_by_role("button", name="Stop core").click()
    expect(quality_page.get_by_text("Nothing is lost: press Go on")).to_be_visible()
    expect(quality_page.get_by_role("button", name="Stop core")).to_be_hidden()
    quality_page.get_by_label("Result of").click()
    quality_page.get_by_role("option", name="stopped").click()
    expect(quality_page.get_by_role("heading", name="Could not measure")).to_be_visible()
    site.quality.step_s = 0.05
    quality_page.get_by_role("button", name="Go on").click()
    expect(quality_page.get_by_text("Done. The result is shown below.")).to_be_visible()
    expect(quality_page.get_by_role("button", name="Go on")).to_be_hidden()


def test_another_suite_without_a_run_gives_the_command(quality_page: Page):
    quality_page.get_by_label("Suite").click()
    quality_page.get_by_role("option", name="safety").click()
    expect(quality_page.get_by_text(SUITES[1].about)).to_be_visible()
    expect(quality_page.get_by_role("heading", name="No run yet")).to_be_visible()
    expect(quality_page.get_by_text("checkback eval run safety")).to_be_visible()


def test_a_case_opens_in_place(quality_page: Page):
    open_tab(quality_page, "Cases")
    expect(quality_page.get_by_text("3 failing cases of 60, worst first.")).to_be_visible()
    case = quality_page.locator("#case-ride-never-came")
    expect(case.get_by_text("Words to say")).to_be_hidden()
    case.locator("summary").click()
    for words in (
        "Call your clinic now.",
        "Who will you call first?",
        "does not hold",
        "Every term is explained.",
    ):
        expect(case.get_by_text(words)).to_be_visible()


def test_cases_are_found_and_more_are_shown(quality_page: Page):
    open_tab(quality_page, "Cases")
    quality_page.get_by_label("All", exact=True).check()
    expect(quality_page.locator("details.cb-case")).to_have_count(40)
    quality_page.get_by_role("button", name="Show more").click()
    expect(quality_page.locator("details.cb-case")).to_have_count(60)
    expect(quality_page.get_by_role("button", name="Show more")).to_be_hidden()
    quality_page.get_by_label("Find a case").fill("renewal letter")
    expect(quality_page.locator("details.cb-case")).to_have_count(1)


def test_both_texts_stand_side_by_side_and_a_baseline_is_accepted_in_two_steps(
    quality_page: Page, site: Site
):
    open_tab(quality_page, "Changes")
    before, after = quality_page.locator(".cb-flip").first.locator(".cb-version").all()
    expect(before.locator("del")).to_have_text("free ride to your visit.")
    expect(after.locator("ins")).to_have_text("benefit that covers transportation.")
    assert before.bounding_box()["y"] == after.bounding_box()["y"]
    quality_page.get_by_role("button", name="Accept this run as the baseline").click()
    assert site.quality.accepted == []
    quality_page.get_by_role("button", name="No, keep the old one").click()
    quality_page.get_by_role("button", name="Accept this run as the baseline").click()
    quality_page.get_by_role("button", name="Yes, accept it").click()
    expect(quality_page.get_by_text("This run is now the baseline of core.")).to_be_visible()
    assert site.quality.accepted == [NEW]


def test_a_case_with_a_slip_is_told_mended_and_saved(quality_page: Page, site: Site):
    open_tab(quality_page, "Add a case")
    quality_page.get_by_label("What the patient said").fill("my ride never came")
    topics = quality_page.get_by_label("Topics that should answer")
    topics.fill("medical-ride\ndeductable")
    quality_page.get_by_label("Must say").fill("call them today")
    expect(quality_page.locator("#topic-help")).to_contain_text("A ride to a visit")
    quality_page.get_by_role("button", name="Save the case").click()
    problem = quality_page.get_by_role("alert")
    expect(problem).to_contain_text("Box “Topics that should answer”, line 2")
    expect(problem).to_contain_text("Did you mean deductible")
    expect(quality_page.get_by_label("What the patient said")).to_have_value("my ride never came")
    expect(topics).to_have_value("medical-ride\ndeductable")
    assert site.quality.saved == []
    topics.fill("medical-ride\ndeductible")
    quality_page.get_by_role("button", name="Save the case").click()
    expect(quality_page.get_by_text("It stands in core/test/my_ride_never_came.yaml.")).to_be_visible()
    expect(quality_page.get_by_label("What the patient said")).to_have_value("")
    ((_, half, fields),) = site.quality.saved
    assert (half, fields["expect"]["needs"]) == ("test", [["medical-ride"], ["deductible"]])


def test_letters_are_scored_and_saved_as_csv(quality_page: Page, site: Site, tmp_path: Path):
    open_tab(quality_page, "Score letters")
    bring(
        quality_page,
        letter("easy.txt", "Call your nurse today."),
        letter("march.txt", HARD),
        letter("x.exe", "MZ"),
    )
    expect(
        quality_page.get_by_text("1 of 2 texts can be read aloud as written. 1 could not be read.")
    ).to_be_visible()
    rows = quality_page.locator(".cb-letter-table tbody tr")
    assert [row.locator("th").inner_text() for row in rows.all()] == ["x.exe", "march.txt", "easy.txt"]
    for words in ("12th grade", "not yet", "pursuant to the aforementioned", "utilize → use"):
        expect(rows.nth(1)).to_contain_text(words)
    expect(rows.first).to_contain_text("Bring .txt, .md, .docx, .pdf or .csv.")
    with quality_page.expect_download() as saving:
        quality_page.get_by_role("button", name="Save as CSV").click()
    saving.value.save_as(tmp_path / "letters.csv")
    assert saving.value.suggested_filename == "letters.csv"
    assert (tmp_path / "letters.csv").read_bytes().decode("utf-8-sig").splitlines() == [
        "name,grade", "easy.txt,4th grade", "march.txt,12th grade",
    ]  # fmt: skip
    quality_page.get_by_role("button", name="Forget all").click()
    expect(rows).to_have_count(0)
    assert [name for name, _ in site.quality.letters] == ["easy.txt", "march.txt", "x.exe"]


def test_a_letter_is_dropped_on_the_zone(quality_page: Page):
    open_tab(quality_page, "Score letters")
    quality_page.locator(".cb-drop").wait_for()
    drop = """(zone, text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
        for (const kind of ["dragover", "drop"]) {
            zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
        }
    }"""
    quality_page.locator("#quality-tabs").evaluate(drop, "beside the zone")
    quality_page.locator(".cb-drop").evaluate(drop, HARD)
    expect(quality_page.locator(".cb-letter-table tbody tr")).to_have_count(1)
    expect(quality_page.locator(".cb-letter-table")).to_contain_text("dropped.txt")


def test_a_letter_too_large_is_not_sent(quality_page: Page, site: Site):
    open_tab(quality_page, "Score letters")
    bring(quality_page, letter("large.txt", "a" * 5_000_001))
    expect(quality_page.get_by_text("It is larger than 5 MB.")).to_be_visible()
    assert site.quality.letters == []


def test_no_letter_stays_in_the_browser_or_on_the_server(quality_page: Page, site: Site):
    open_tab(quality_page, "Score letters")
    bring(quality_page, letter("march.txt", HARD))
    open_tab(quality_page, "Goals")
    open_tab(quality_page, "Score letters")
    expect(quality_page.locator(".cb-letter-table")).to_contain_text("march.txt")
    assert quality_page.evaluate(STORAGE) == {
        "local": 0,
        "session": 0,
        "databases": [],
        "caches": [],
        "cookie": "",
    }
    kept = [state.config_values for state in list(site.sessions.values())]
    assert SECRET not in repr(kept)
    quality_page.reload()
    quality_page.get_by_role("heading", name="Not good enough").wait_for()
    assert SECRET not in quality_page.content()


def test_the_report_opens_in_a_tab_that_can_run_nothing(quality_page: Page, site: Site):
    folder = site.quality.files / NEW
    folder.mkdir(exist_ok=True)
    page = '<style>h1 {color: rgb(1, 2, 3)}</style><h1>Report</h1><script>document.title = "ran"</script>'
    (folder / "report.html").write_text(page, encoding="utf-8")
    with quality_page.context.expect_page() as opening:
        quality_page.get_by_role("link", name="Open the report").click()
    report = opening.value
    heading = report.get_by_role("heading", name="Report")
    expect(heading).to_be_visible()
    assert heading.evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"
    assert report.title() != "ran"
    quality_page.get_by_text("Save a file").click()
    (folder / "cases.csv").write_text("id\n", encoding="utf-8")
    with quality_page.context.expect_event("page"):
        quality_page.get_by_role("link", name="cases.csv").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(quality_page: Page, site: Site, scheme: str):
    quality_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(quality_page.locator("body.dark")).to_have_count(1 if scheme == "dark" else 0)
    for tab in TABS:
        open_tab(quality_page, tab)
        if tab == "Score letters":
            bring(quality_page, letter("march.txt", HARD), letter("x.exe", "MZ"))
        if tab == "Add a case":
            quality_page.get_by_label("Topics that should answer").fill("medical-ride\nzebra")
            quality_page.get_by_role("button", name="Save the case").click()
            expect(quality_page.get_by_role("alert")).to_be_visible()
        quality_page.evaluate(OPEN_ALL)
        assert serious_problems(quality_page) == [], tab
    site.quality.step_s = 60
    quality_page.get_by_role("button", name="Run", exact=True).click()
    expect(quality_page.get_by_text("Running the cases")).to_be_visible()
    assert serious_problems(quality_page) == []


def test_nothing_sticks_out_sideways_and_targets_are_big(quality_page: Page):
    for width, height in ((390, 844), (320, 640), (1280, 800)):
        quality_page.set_viewport_size({"width": width, "height": height})
        for tab in TABS:
            open_tab(quality_page, tab)
            if tab == "Score letters":
                bring(quality_page, letter("a-letter-with-a-very-long-name-indeed.txt", HARD))
            quality_page.evaluate(OPEN_ALL)
            assert quality_page.evaluate(OVERFLOW) == 0, (width, tab)
            for target in quality_page.locator("button:visible, .cb-open, .cb-drop label, nav a").all():
                box = target.bounding_box()
                assert box is None or box["height"] >= 44, (width, tab, target.inner_text())
            for target in quality_page.locator("summary:visible, .cb-files li a:visible").all():
                assert target.bounding_box()["height"] >= 24, (width, tab, target.inner_text())


def test_everything_works_with_the_keyboard_only(quality_page: Page, site: Site):
    site.quality.step_s = 60
    keys = quality_page.keyboard

    def go_to(name: str, most: int = 40) -> None:
        for _ in range(most):
            keys.press("Tab")
            here = quality_page.evaluate(
                "(document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()"
            )
            if here.startswith(name):
                return
        raise AssertionError(f"{name} is not reached with the Tab key")

    go_to("Run")
    keys.press("Enter")
    go_to("Stop core")
    keys.press("Enter")
    expect(quality_page.get_by_text("Nothing is lost: press Go on")).to_be_visible()
    go_to("Cases")
    keys.press("Enter")
    expect(quality_page.get_by_text("3 failing cases of 60")).to_be_visible()
    go_to("✗ broke")
    go_to("✗ fails")
    keys.press("Enter")
    expect(quality_page.get_by_text("Who will you call first?").first).to_be_visible()
    quality_page.get_by_role("tab", name="Goals").focus()
    go_to("Score letters")
    keys.press("Enter")
    go_to("Choose files, or drop them here")
    with quality_page.expect_file_chooser() as choosing:
        keys.press("Enter")
    choosing.value.set_files(files=[letter("march.txt", HARD)])
    expect(quality_page.locator(".cb-letter-table")).to_contain_text("march.txt")
    go_to("Save as CSV")
    with quality_page.expect_download():
        keys.press("Enter")


def test_quality_in_another_tab_ends_no_call(quality_page: Page, site: Site):
    with watched(quality_page.context.new_page()) as call:
        open_page(call, site.url)
        say_and_wait(call, "My sugar was low")
        (session,) = site.service.open_calls.open
        quality_page.get_by_role("button", name="Run", exact=True).click()
        expect(quality_page.get_by_text("Running the cases")).to_be_visible()
        quality_page.close()
        time.sleep(1.5)
        assert list(site.service.open_calls.open) == [session]
        say_and_wait(call, "and my leg hurts")
        expect(call.get_by_label("What did the patient say?")).to_have_value("")
        assert list(site.service.open_calls.open) == [session]
        assert len(site.service.open_calls.said) == 2


def test_no_value_of_a_run_comes_alive(page: Page, site: Site):
    from dataclasses import replace

    from quality_fakes import a_line, a_view, poisoned
    from web_fakes import HOSTILE

    site.quality.__init__(site.quality.files)
    for number, payload in enumerate(HOSTILE):
        run_id = f"{NEW[:-2]}{number:02x}"
        site.quality.views[run_id] = replace(
            poisoned(a_view(run_id), payload), run=a_line(run_id, when=f"run {number}")
        )
    with watched(page):
        page.goto(f"{site.url}/quality")
        for number, payload in enumerate(HOSTILE):
            if number:
                page.get_by_label("Result of").click()
                page.get_by_role("option", name=f"run {number} ", exact=False).first.click()
            expect(page.locator(".cb-when")).to_contain_text(f"run {number} ")
            for tab in ("Goals", "Cases", "Changes"):
                open_tab(page, tab)
                alive = ", ".join(
                    f"#{place} {part}"
                    for place in ("verdict", "gates", "cases", "changes", "files")
                    for part in PARTS.split(", ")
                )
                assert page.locator(alive).count() == 0, payload
            assert page.locator("#gates table, #gates .cb-quiet").count() <= 1
