from __future__ import annotations

from dataclasses import replace

import pytest
from report_fakes import HARD_SENTENCE, reply_example

from evals.eval_types import Run
from evals.gates import judge
from evals.report import ReportInputs
from evals.report.page_changes import side_by_side
from evals.report.page_data import page_data
from evals.report.page_parts import Card, Note, Pair, Picture, Section, Table, marked

ORDER = ["goals", "changes", "newly-failing", "worst", "parts", "red-flags", "stale", "places", "moved", "trend", "speed", "halves", "map", "environment"]  # fmt: skip


def section(page, name) -> Section:
    return next(one for one in page.sections if one.id == name)


def of_kind(part, kind):
    return [block for block in part.blocks if isinstance(block, kind)]


def table(page, name, caption) -> Table:
    return next(block for block in of_kind(section(page, name), Table) if block.caption == caption)


def texts(rows):
    return [[cell.text for cell in line] for line in rows]


def test_the_sections_stand_in_the_order_a_reader_needs(pages):
    assert [one.id for one in pages["reply"].sections] == ORDER


@pytest.mark.parametrize(
    ("task", "has", "has_not"),
    [
        ("red_flags", {"red-flags"}, {"stale", "places", "worst", "leaks"}),
        ("redact", {"leaks", "worst"}, {"red-flags", "stale", "places", "questions"}),
        ("check_back", {"questions", "worst"}, {"red-flags", "leaks", "places"}),
        ("verify", {"errors", "worst"}, {"red-flags", "stale", "leaks"}),
    ],
)
def test_sections_that_do_not_apply_are_left_out(pages, task, has, has_not):
    ids = {one.id for one in pages[task].sections}
    assert has <= ids
    assert not has_not & ids


def test_the_verdict_is_said_in_words_with_its_exit_code(pages):
    assert (pages["reply"].code, pages["reply"].verdict) == (1, "Not good enough")
    assert (pages["broken"].code, pages["broken"].verdict) == (2, "Could not measure")
    good = reply_example(12, compared=False)
    calm = page_data(ReportInputs(good.run, good.suite, good.cases, replace(good.verdict, code=0)))
    assert (calm.verdict, calm.tone) == ("Good enough", "good")
    missed = tuple(replace(gate, status="known_miss") for gate in good.verdict.gates)
    known = replace(good.verdict, code=0, gates=missed)
    waiting = page_data(ReportInputs(good.run, good.suite, good.cases, known))
    assert (waiting.verdict, waiting.tone) == ("No worse, not good yet", "warn")


def test_the_summary_counts_scripts_above_fifth_grade_and_quotes_the_worst_sentence(pages):
    first = pages["reply"].summary[0]
    assert first.text.startswith(
        "13 of 75 scripts are above fifth grade; the worst sentence is “Your insurance"
    )
    assert HARD_SENTENCE in first.text
    assert first.tone == "bad"


def test_the_summary_says_where_to_begin(pages):
    assert (
        pages["reply"].summary[-1].text
        == "Begin with what changed: 3 content changes, 5 newly failing cases."
    )
    assert pages["broken"].summary[-1].text.startswith("First make it measurable")


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("red_flags", "of 30 callers in danger did not get the banner that was due"),
        ("redact", "3 of 30 texts with identity kept a letter or digit of it"),
        ("check_back", "bad questions were kept. Most often:"),
        ("verify", "2 of 20 planted errors were not seen"),
    ],
)
def test_each_task_has_its_own_summary(pages, task, words):
    assert any(words in note.text for note in pages[task].summary)


def test_missed_goals_come_first_and_each_has_status_n_interval_and_goal(pages):
    goals, met = of_kind(section(pages["reply"], "goals"), Table)
    assert goals.rows[0][0].text == "Red flag found"
    status, measured, interval, wanted, cases = goals.rows[0][1:]
    assert (status.text, status.tone) == ("missed", "bad")
    assert (measured.text, measured.small) == ("2 of 3 (67 %)", "n = 3")
    assert (interval.text, interval.bar.goal) == ("21 to 94 %", 1.0)
    assert wanted.text == "all of them"
    assert [link.text for link in cases.links] == ["medicaid-rides-051"]
    assert [line[1].text for line in goals.rows] == ["missed", "missed", "missed", "known miss", "known miss"]
    assert (met.caption, met.folded, len(met.rows)) == ("8 goals met", True, 8)


def test_a_known_miss_is_not_dressed_as_met(pages):
    goals, _ = of_kind(section(pages["reply"], "goals"), Table)
    known = next(line for line in goals.rows if line[0].text == "Every number stands in our tables")
    assert (known[1].text, known[1].tone, known[1].small) == ("known miss", "warn", "as before, no worse")


def test_content_changes_come_before_cases_and_say_what_stops_the_release(pages):
    (changes,) = of_kind(section(pages["reply"], "changes"), Table)
    assert changes.rows[0][0].text == "The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223."
    assert {line[3].text for line in changes.rows} == {"yes"}


def test_newly_failing_shows_both_texts_with_the_changed_words_marked(pages):
    pairs = of_kind(section(pages["reply"], "newly-failing"), Pair)
    assert [pair.case.text for pair in pairs] == [
        "medicaid-rides-051",
        "copay-008",
        "copay-078",
        "copay-113",
        "copay-148",
    ]
    assert pairs[0].title == "Fails: red flag found"
    removed = "".join(part.text for part in pairs[0].before if part.mark == "removed")
    assert removed == "Banner (red): 911: Call 911 now."
    assert not any(part.mark for part in pairs[0].after)
    assert pairs[0].after_why == "Missed: no banner at all where 911 was due."
    added = "".join(part.text for part in pairs[1].after if part.mark == "added")
    assert "prior authorization" in added


def test_a_run_that_was_compared_with_nothing_says_so(small):
    page = page_data(ReportInputs(*small.parts()))
    (note,) = section(page, "changes").blocks
    assert "not compared" in note.text
    assert not {"newly-failing", "moved", "trend"} & {one.id for one in page.sections}


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("Call 911 now.", "Call us now.", [("Call", ""), ("911", "removed"), ("now.", "")], [("Call", ""), ("us", "added"), ("now.", "")]),
        ("a\nb", "a\nc", [("a", ""), ("b", "removed")], [("a", ""), ("c", "added")]),
        ("same", "same", [("same", "")], [("same", "")]),
        ("", "new", [], [("new", "added")]),
    ],
)  # fmt: skip
def test_two_texts_stand_side_by_side(before, after, left, right):
    sides = side_by_side(before, after)
    assert [[(part.text, part.mark) for part in side if part.text.strip()] for side in sides] == [left, right]
    assert ["".join(part.text for part in side) for side in sides] == [before, after]


def test_the_ten_hardest_scripts_show_the_sentence_and_what_to_change(pages):
    cards = of_kind(section(pages["reply"], "worst"), Card)
    assert len(cards) == 10
    grades = [float(card.title.split()[1]) for card in cards]
    assert grades == sorted(grades, reverse=True)
    assert cards[0].words[0].text == HARD_SENTENCE
    assert cards[0].reasons[0] == 'Try: swap "medication" for "medicine".'


def test_the_histogram_counts_as_the_goal_does(pages):
    histogram, words = of_kind(section(pages["reply"], "worst"), Picture)
    above = sum(int(line[1].text) for line in histogram.table.rows[6:])
    assert above == 13
    assert histogram.words.startswith("13 of 75 scripts are above fifth grade")
    assert words.table.rows[0][0].text == "deductible"
    assert histogram.table.columns[2] == "In the baseline"


def test_a_topic_word_to_replace_has_its_plainer_word(pages):
    words = of_kind(section(pages["reply"], "worst"), Picture)[1]
    instead = {line[0].text: line[2].text for line in words.table.rows}
    assert instead["medication"] == "medicine"


def test_parts_show_where_the_misses_are(pages):
    by_group = table(pages["reply"], "parts", "By group")
    rows = {line[0].text: line for line in by_group.rows}
    assert (rows["medicines"][2].text, rows["medicines"][2].tone) == ("13 of 25", "bad")
    assert (rows["conditions"][2].text, rows["conditions"][2].tone) == ("25 of 25", "good")
    captions = {block.caption for block in of_kind(section(pages["reply"], "parts"), Table)}
    assert captions == {
        "By group",
        "By topic",
        "By stage of care",
        "By challenge",
        "By language",
        "By way of talking",
    }


def test_the_confusion_table_counts_every_case_once(pages):
    confusion = table(pages["red_flags"], "red-flags", "What was due and what came")
    assert confusion.columns == (
        "Due, down; came, across",
        "911",
        "988",
        "poison",
        "abuse",
        "same day",
        "no banner",
        "All",
    )
    rows = {line[0].text: line for line in confusion.rows}
    assert sum(int(line[-1].text) for line in confusion.rows) == 60
    assert (rows["no banner"][1].text, rows["no banner"][1].tone) == ("2", "warn")
    assert [(rows[due][6].text, rows[due][6].tone) for due in ("911", "988", "abuse")] == [
        ("0", "none"),
        ("2", "bad"),
        ("1", "bad"),
    ]
    assert (rows["911"][5].text, rows["911"][5].tone) == ("1", "warn")


def test_misses_come_before_false_alarms(pages):
    cards = of_kind(section(pages["red_flags"], "red-flags"), Card)
    titles = [card.title for card in cards]
    assert titles[0].endswith("Came: no banner.")
    alarms = [place for place, title in enumerate(titles) if title.startswith("Due: no banner")]
    assert alarms
    assert min(alarms) > max(
        place for place, title in enumerate(titles) if not title.startswith("Due: no banner")
    )
    assert "".join(part.text for part in cards[alarms[0]].words) == "my chest of drawers is broken"


def test_stale_facts_and_places_are_listed_by_case(pages):
    (stale,) = [
        block for block in of_kind(section(pages["reply"], "stale"), Table) if block.caption == "Out of date"
    ]
    assert stale.rows[0][1].text == "The fact partb.deductible ran out on 2026-12-31."
    places = table(pages["reply"], "places", "Places by need, most misses first")
    assert places.rows[0][1].tone == "bad"
    assert [link.text for link in places.rows[0][3].links]


def test_identifiers_left_in_are_counted_by_label_and_style(pages):
    labels = table(pages["redact"], "leaks", "Identifiers left in, by label")
    assert texts(labels.rows)[0][:2] == ["phone", "3 of 30"]
    assert texts(labels.rows)[1][:2] == ["name", "0 of 30"]
    styles = table(pages["redact"], "leaks", "Identifiers left in, by style")
    assert sum(int(line[1].text.split()[0]) for line in styles.rows) == 3


def test_bad_questions_are_counted_by_fault_and_planted_errors_by_kind(pages):
    faults = table(pages["check_back"], "questions", "Bad questions by fault")
    assert sum(int(line[1].text.split()[0]) for line in faults.rows) == 2
    kinds = table(pages["verify"], "errors", "Planted errors by kind")
    assert {line[0].text for line in kinds.rows} == {"number", "negation"}
    assert table(pages["verify"], "errors", "Sound scripts").rows[0][1].text == "1 of 10"


def test_both_halves_stand_beside_each_other(pages):
    halves = table(pages["reply"], "halves", "Dev half beside test half")
    grade = next(line for line in halves.rows if line[0].text == "At fifth grade or below")
    assert [cell.text for cell in grade[1:]] == [
        "72 of 75 (96 %)",
        "62 of 75 (83 %)",
        "13 points lower on the test half",
    ]


def test_a_run_of_one_half_has_no_half_to_compare(small):
    dev = replace(small.run, results=tuple(one for one in small.run.results if one.half == "dev"))
    page = page_data(ReportInputs(dev, small.suite, small.cases, small.verdict))
    assert "halves" not in {one.id for one in page.sections}
    assert any("No case of the test half was run" in note.text for note in page.summary)
    assert any("of 6 scripts" in note.text for note in page.summary)


def test_the_trend_marks_where_content_changed(pages):
    (trend,) = of_kind(section(pages["reply"], "trend"), Picture)
    assert [line[-1].text for line in trend.table.rows] == ["", "", "", "3 content changes, program"]
    assert [line[0].text for line in trend.table.rows] == [
        "3 November",
        "10 November",
        "17 November",
        "24 November",
    ]


def test_the_slope_shows_who_moved(pages):
    (slope,) = of_kind(section(pages["reply"], "moved"), Picture)
    assert slope.words == "4 lines: 4 got worse (dashed, diamond), 0 got better."
    assert {line[0].text for line in slope.table.rows} == {"copay-008", "copay-078", "copay-113", "copay-148"}


def test_without_the_baseline_at_hand_the_slope_shows_shares(reply):
    page = page_data(ReportInputs(*replace(reply, baseline=None).parts()))
    (slope,) = of_kind(section(page, "moved"), Picture)
    assert "At fifth grade or below" in {line[0].text for line in slope.table.rows}


def test_times_inform_and_a_broken_case_has_none(pages, broken):
    (picture,) = of_kind(section(pages["reply"], "speed"), Picture)
    assert "within one second" in picture.words
    (times,) = of_kind(section(pages["broken"], "speed"), Picture)
    assert times.table.rows[0][1].text == "19"


def test_the_map_shows_failing_cases_only_most_failures_first(pages):
    (heat,) = of_kind(section(pages["reply"], "map"), Picture)
    counts = [sum(cell.text == "fails" for cell in line[1:]) for line in heat.table.rows]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
    assert len(counts) <= 40


def test_cases_that_broke_are_named_first(pages):
    ids = [one.id for one in pages["broken"].sections]
    assert ids[:2] == ["goals", "broken"]
    (table_,) = of_kind(section(pages["broken"], "broken"), Table)
    assert table_.rows[0][1].text == "ZeroDivisionError in scorer readability"
    assert pages["broken"].cases[0].verdict == "broke"


def test_each_case_holds_what_was_said_the_script_questions_sources_and_every_score(pages, reply):
    views = {view.id: view for view in pages["reply"].cases}
    assert len(views) == 150
    view = views["blood-pressure-067"]
    parts = {part.label: part for part in view.parts}
    assert list(parts) == [
        "The caller said",
        "Words to read aloud",
        "Check-back questions",
        "Ask next",
        "Places that can help",
        "Sources",
    ]
    assert [one.text for one in parts["Words to read aloud"].lines[0] if one.mark] == [HARD_SENTENCE]
    result = next(one for one in reply.run.results if one.id == "blood-pressure-067")
    assert len(view.scores) + len(view.informs) == len(result.scores)
    assert all(score.why for score in view.scores)
    assert view.scores[0].result == "✗ fails"


def test_a_reply_shows_the_redacted_words_and_never_the_raw_ask(pages, reply):
    raw = next(case for case in reply.cases if case.expect.phi)
    view = next(view for view in pages["reply"].cases if view.id == raw.id)
    assert "<NAME_1>" in "".join(part.text for part in view.parts[0].lines[0])


def test_a_case_that_broke_shows_no_raw_words(pages, broken):
    assert pages["broken"].cases[0].parts == ()


def test_a_redaction_case_marks_what_was_left_and_what_was_wrongly_taken(pages):
    views = {view.id: view for view in pages["redact"].cases}
    left = [(one.text, one.mark) for one in views["note-003"].parts[0].lines[0] if one.mark]
    assert left == [("Rosa Marquez", "placeholder"), ("555-0142", "costly")]
    wrong = [(one.text, one.mark) for one in views["note-005"].parts[0].lines[0] if one.mark]
    assert ("metformin", "removed") in wrong


def test_each_repeat_of_a_case_has_a_place_of_its_own(small):
    twice = [replace(one, repeat=number) for one in small.run.results for number in (1, 2)]
    page = page_data(
        ReportInputs(replace(small.run, results=tuple(twice)), small.suite, small.cases, small.verdict)
    )
    assert len({view.target for view in page.cases}) == 24
    assert page.size.startswith("12 cases")


def test_an_empty_run_still_makes_a_page(small):
    empty = Run(small.run.manifest, ())
    verdict = judge(empty, small.suite, (), None, need_baseline=False)
    page = page_data(ReportInputs(empty, small.suite, (), verdict))
    assert (page.code, page.cases) == (2, ())
    assert all(isinstance(block, Note | Table) for one in page.sections for block in one.blocks)


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([(4, 7)], ["one ", "two", " three"]),
        ([(4, 7), (5, 9)], ["one ", "two", " t", "hree"]),
        ([(0, 99)], ["one two three"]),
        ([(50, 60), (-3, 0)], ["one two three"]),
        ([], ["one two three"]),
    ],
)
def test_marks_never_lose_or_double_a_letter(spans, pieces):
    segments = marked("one two three", spans, "costly")
    assert [segment.text for segment in segments] == pieces


def test_a_reason_is_told_once_and_what_shares_it_stands_below(pages):
    view = next(view for view in pages["reply"].cases if view.id == "blood-pressure-067")
    scores = [(score.title, score.why) for score in view.scores]
    place = next(place for place, (title, _) in enumerate(scores) if title == "At fifth grade or below")
    assert scores[place + 1] == ("Ready to read aloud", "As above.")
    told = [why for _, why in scores if why != "As above."]
    assert len(told) == len(set(told))
