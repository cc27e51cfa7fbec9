"""The markup of a judged run: what is said, in which order, and that no value comes alive."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from quality_fakes import NEW, SUITES, a_line, a_view, poisoned, the_gates
from web_fakes import HOSTILE

from assistant.web.quality_types import Bar, GateRow, Progress, RunView
from assistant.web.quality_view import (
    FILE_WORDS,
    MOST_REASONS,
    SYMBOLS,
    downloads,
    gates_table,
    no_run,
    no_suite,
    pill,
    progress_bar,
    progress_words,
    runs_to_tell,
    suite_about,
    verdict_card,
)

TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>")
ALLOWED = {
    "a", "caption", "code", "del", "details", "div", "h2", "h3", "h4", "ins", "li", "p", "progress", "span", "strong",
    "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def assert_safe(markup: str) -> None:
    """One line, only our own tags, every tag closed, no handler and no address but our own."""
    assert "\n" not in markup
    open_tags: list[str] = []
    for closing, name, attributes in TAG.findall(markup):
        assert name in ALLOWED, name
        assert not re.search(r"\son\w+=", attributes)
        if closing:
            assert open_tags.pop() == name
        else:
            open_tags.append(name)
    assert open_tags == []
    assert "<" not in TAG.sub("", markup), "a < that is no tag of ours"
    assert all(address.startswith("/quality/runs/") for address in re.findall(r'href="([^"]*)"', markup))


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_value_of_a_run_comes_alive(payload: str):
    view: RunView = poisoned(a_view(), payload)
    for markup in (
        verdict_card(view),
        gates_table(view.gates),
        downloads(NEW, view.files),
        no_run(payload),
        suite_about([replace(SUITES[0], name="core", about=payload)], "core"),
        progress_words([Progress(NEW, payload, "failed", 1, 2, payload)]),
    ):
        assert_safe(markup)


def test_the_verdict_says_how_it_ended_when_and_against_what():
    card = verdict_card(a_view())
    assert "✗</span> Not good enough" in card
    assert (
        "core · 24 November 2026, 10:00 UTC · 150 cases · compared with the baseline of 20 November" in card
    )
    assert card.index("Worst first") < card.index("149 of 150") < card.index("138 of 150")


def test_a_verdict_without_a_baseline_says_so():
    assert "no baseline to compare with" in verdict_card(
        a_view(changes=None, no_changes_why="no baseline to compare with")
    )


def test_a_part_of_a_suite_is_told():
    assert "only tag=hf" in verdict_card(a_view(run=a_line(only="tag=hf", cases=1)))
    assert "1 case ·" in verdict_card(a_view(run=a_line(cases=1)))


def test_many_reasons_are_cut_and_counted():
    card = verdict_card(a_view(reasons=tuple(f"reason {n}" for n in range(MOST_REASONS + 3))))
    assert "reason 7" in card
    assert "reason 8" not in card
    assert "and 3 more, in the goals below" in card


def test_no_reason_no_heading():
    assert "Worst first" not in verdict_card(a_view(reasons=()))


def test_an_empty_page_gives_the_one_command_that_makes_a_run():
    assert "No run yet" in no_run("safety")
    assert "<code>checkback eval run safety</code>" in no_run("safety")
    assert "<code>checkback eval list</code>" in no_suite()


@pytest.mark.parametrize("tone", list(SYMBOLS))
def test_a_state_is_never_colour_alone(tone: str):
    markup = pill(tone, "some words")
    assert SYMBOLS[tone] in markup
    assert "some words" in markup


def test_a_goal_shows_figure_n_interval_and_what_was_asked():
    row = gates_table([the_gates()[1]])
    for words in (
        "At fifth grade or below",
        "138 of 150 (92 %)",
        "87 to 95 %",
        "n = 150",
        "at least 95 %",
        "✗</span> missed",
    ):
        assert words in row
    assert "Cases: ride-never-came, renewal-late" in row


def test_goals_keep_the_order_they_come_in():
    table = gates_table(the_gates())
    titles = [table.index(gate.title) for gate in the_gates()]
    assert titles == sorted(titles)


def test_what_must_never_fail_is_marked_and_a_part_is_named():
    table = gates_table(the_gates())
    assert table.count("must never fail") == 2
    assert '<span class="cb-part">insurance</span>' in table


def test_cases_are_not_named_for_a_goal_that_is_met():
    assert "Cases:" not in gates_table([replace(the_gates()[2], failing=("copay-what",))])


def test_many_failing_cases_are_cut_and_counted():
    gate = replace(the_gates()[0], failing=tuple(f"case-{n}" for n in range(9)))
    assert "case-5 and 3 more" in gates_table([gate])


@pytest.mark.parametrize(
    ("bar", "where"),
    [
        (Bar(0.92, 0.87, 0.95, 0.95), ("left:87.0%;width:8.0%", "left:92.0%", "left:95.0%")),
        (Bar(1.5, -1, 2, 7), ("left:0.0%;width:100.0%", "left:100.0%", "left:100.0%")),
        (Bar(0.5, 0.5, 0.5), ("left:50.0%;width:0.0%", "left:50.0%")),
    ],
)
def test_the_bar_stays_inside_its_cell(bar: Bar, where: tuple[str, ...]):
    table = gates_table([replace(the_gates()[0], bar=bar)])
    assert [table.count(f'style="{place}"') > 0 for place in where] == [True] * len(where)
    assert table.count("cb-bar-goal") == (bar.goal is not None)


def test_no_bar_without_an_interval():
    assert "cb-bar" not in gates_table([the_gates()[3]])


def test_a_run_without_goals_says_so():
    assert "not judged" in gates_table([])


STATES = [
    ("waiting", 0, 0, "another run goes on", False),
    ("starting", 0, 150, "Opening the library", True),
    ("running", 42, 150, "Running the cases", True),
    ("stopping", 42, 150, "Stopping", True),
    ("finishing", 150, 150, "writing the reports", True),
    ("ended", 150, 150, "Done", False),
    ("stopped", 42, 150, "Go on", False),
    ("failed", 3, 150, "broke off", False),
]


@pytest.mark.parametrize(
    ("state", "done", "total", "words", "has_bar"), STATES, ids=[row[0] for row in STATES]
)
def test_progress(state: str, done: int, total: int, words: str, has_bar: bool):
    runs = [Progress(NEW, "core", state, done, total)]
    assert words in progress_words(runs)
    assert '<p role="status">' in progress_words(runs)
    bar = progress_bar(runs)
    assert (f'value="{done}" max="{total}"' in bar) is has_bar
    assert (f"{done} of {total}" in bar) is has_bar
    assert_safe(bar + progress_words(runs))


def test_what_a_screen_reader_speaks_does_not_change_with_each_case():
    first, second = (progress_words([Progress(NEW, "core", "running", done, 150)]) for done in (41, 42))
    assert first == second
    assert "4" not in first


def test_what_ended_is_told_only_when_nothing_goes_on():
    ended, alive = Progress(NEW, "core", "ended", 9, 9), Progress("x", "safety", "running", 1, 9)
    assert runs_to_tell([alive, ended]) == [alive]
    assert runs_to_tell([ended]) == [ended]
    assert runs_to_tell([ended], tell_ended=False) == []
    assert progress_words([]) == progress_bar([]) == ""


def test_every_run_that_waits_is_told_and_the_first_one_is_counted():
    runs = [
        Progress("a", "core", "running", 1, 9),
        Progress("b", "safety", "waiting"),
        Progress("c", "smoke", "waiting"),
    ]
    assert progress_words(runs).count("another run goes on") == 2
    assert "1 of 9" in progress_bar(runs)


def test_what_is_left_of_a_run_that_ended_early_is_said():
    assert "42 of 150 cases are done." in progress_words([Progress(NEW, "core", "stopped", 42, 150)])
    assert "cases are done" not in progress_words([Progress(NEW, "core", "stopped")])


def test_why_a_run_broke_off_is_said():
    words = progress_words([Progress(NEW, "core", "failed", said="the program was changed")])
    assert "the program was changed" in words


def test_only_known_files_that_are_there_are_offered():
    links = downloads(NEW, ("report.html", "cases.csv", "manifest.json", "../../etc/passwd"))
    assert f'href="/quality/runs/{NEW}/report.html">Open the report</a>' in links
    assert f'href="/quality/runs/{NEW}/cases.csv?save=1"' in links
    assert "manifest" not in links
    assert "passwd" not in links
    assert_safe(links)


def test_without_a_report_there_is_nothing_to_open():
    assert "Open the report" not in downloads(NEW, ("cases.csv",))
    assert "no files yet" in downloads(NEW, ("manifest.json",))


def test_the_page_offers_just_what_the_service_gives_out():
    from assistant.web.quality_service import FILES

    assert set(FILE_WORDS) == set(FILES)


def test_the_type_of_a_goal_needs_no_case():
    assert_safe(gates_table([GateRow("a", "", "", "1", 1, "–", "at most 1", "good", "met")]))
