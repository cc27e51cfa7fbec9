"""A nurse who breaks her case is told the file, the line, the field and the nearest right word.

Tables: what the person wrote, and what she is told.
"""

from __future__ import annotations

import sys

import pytest
from case_files import REPLY, fake_scorers, make_paths, write

from assistant.errors import CaseInvalid
from evals.read_cases import find_case_problems, load_cases
from evals.read_suites import read_suite

ALARM = 'id: alarm\nask: "My chest hurts"\nred_flag: "911"\n'
ASKING = 'id: asking\nscript: "Call us."\nask: "Who will you call?"\ngood: true\n'


@pytest.fixture(autouse=True)
def _scorers(monkeypatch):
    monkeypatch.setitem(sys.modules, "evals.scorers", fake_scorers())


@pytest.fixture
def paths(tmp_path):
    return make_paths(tmp_path)


def put(paths, name, text, suite="talk", half="test"):
    return write(paths.own / "cases" / suite / half / name, text)


def told(paths, suite="talk"):
    """What the person is told about the files of a suite."""
    return [str(problem) for problem in find_case_problems(paths, read_suite(paths, suite))[1]]


def cases(paths, suite="talk"):
    return load_cases(paths, read_suite(paths, suite))


AT = "cases/talk/test/late_form.yaml"
EXPECT = REPLY + "expect:\n  "
YAML_SLIPS = [
    # a wrong name
    (REPLY.replace("ask:", "aks:"), f"{AT}, line 2, field aks: there is no field aks. Did you mean ask?"),
    (REPLY + "groups: insurance", f"{AT}, line 3, field groups: there is no field groups. Did you mean group?"),
    (EXPECT + 'redflag: "911"', f"{AT}, line 4, field expect.redflag: there is no field redflag. Did you mean red_flag?"),
    (REPLY + 'red_flag: "911"', f"{AT}, line 3, field red_flag: the field red_flag belongs under expect: expect.red_flag"),
    (REPLY + 'expect.red_flag: "911"', f"{AT}, line 3, field expect.red_flag: names with a dot are for tables; in this file write  red_flag  on an indented line under  expect:"),
    (EXPECT + "group: insurance", f"{AT}, line 4, field expect.group: the field group belongs on the first level: group"),
    (EXPECT + "colour: red", f"{AT}, line 4, field expect.colour: there is no field colour; allowed: status, needs, must_say_any, must_not_say, facts, numbers, resource_ids, red_flag, refuse, phi"),
    (REPLY + "half: dev", f"{AT}, line 3, field half: the half comes from the folder the file stands in; remove it here"),
    # a wrong word
    (EXPECT + 'red_flag: "912"', f"{AT}, line 4, field expect.red_flag: found '912'; allowed: none, 911, 988, poison, abuse, same_day. Did you mean 911?"),
    (EXPECT + "red_flag: same day", f"{AT}, line 4, field expect.red_flag: found 'same day'; allowed: none, 911, 988, poison, abuse, same_day. Did you mean same_day?"),
    (EXPECT + "red_flag: suicide", f"{AT}, line 4, field expect.red_flag: found 'suicide'; allowed: none, 911, 988, poison, abuse, same_day. Did you mean 988?"),
    (EXPECT + "red_flag: no", f"{AT}, line 4, field expect.red_flag: found 'no'; allowed: none, 911, 988, poison, abuse, same_day. Did you mean none?"),
    (REPLY + "language: Spanish", f"{AT}, line 3, field language: found 'Spanish'; allowed: en, es, mixed. Did you mean es?"),
    (REPLY + "stage: implementaion", f"{AT}, line 3, field stage: found 'implementaion'; allowed: engagement, assessment, planning, implementation, evaluation, transition, any. Did you mean implementation?"),
    (REPLY + "group: xylophone", f"{AT}, line 3, field group: found 'xylophone'; allowed: role, insurance, conditions, medicines, tests, transitions, sdoh, skills, safety, none."),
    # the traps of YAML
    (EXPECT + "red_flag: 988", f'{AT}, line 4, field expect.red_flag: found the number 988; put it in quotes: "988"'),
    (EXPECT + "red_flag: 912", f'{AT}, line 4, field expect.red_flag: found the number 912; allowed: none, 911, 988, poison, abuse, same_day. Did you mean "911", in quotes?'),
    (EXPECT + "refuse: no", f"{AT}, line 4, field expect.refuse: found 'no'; write true or false. Did you mean false?"),
    (EXPECT + "refuse: on", f"{AT}, line 4, field expect.refuse: found 'on'; write true or false. Did you mean true?"),
    (EXPECT + "refuse: True", f"{AT}, line 4, field expect.refuse: found 'True'; write it in small letters and without quotes: true"),
    (EXPECT + 'refuse: "true"', f"{AT}, line 4, field expect.refuse: found 'true'; write it in small letters and without quotes: true"),
    (EXPECT + "refuse: perhaps", f"{AT}, line 4, field expect.refuse: found 'perhaps'; write true or false."),
    (REPLY + "context:\n  age: '71'", f"{AT}, line 4, field context.age: found '71'; write the number without quotes: 71"),
    (REPLY + "context:\n  age: seventy", f"{AT}, line 4, field context.age: found 'seventy'; a whole number is needed, such as 1"),
    (REPLY + "context:\n  age: 171", f"{AT}, line 4, field context.age: found the number 171; it must be at most 130"),
    (EXPECT + "numbers: [2100]", f'{AT}, line 4, field expect.numbers.1: found the number 2100; put it in quotes: "2100"'),
    (EXPECT + "numbers:\n    - '$9'\n    - 9.50", f'{AT}, line 6, field expect.numbers.2: found the number 9.50; put it in quotes: "9.50"'),
    (REPLY + "note: 12", f'{AT}, line 3, field note: found the number 12; put it in quotes: "12"'),
    (REPLY + "note: true", f'{AT}, line 3, field note: found true; put it in quotes: "true"'),
    (REPLY + "note: room #5 upstairs", f"{AT}, line 3, field note: the text stops before the # (#5 upstairs); put quotes around the whole text"),
    (REPLY + "ask: twice", f"{AT}, line 3: the key 'ask' stands twice; keep one"),
    ("id: late-form\nask: She said: it is due\n", f"{AT}, line 2: a colon stands inside the text; put quotes around the whole text"),
    ('id: late-form\nask: "She got a form\n', f"{AT}, line 3: a quote is opened and not closed"),
    ("id: late-form\n\task: She got a form\n", f"{AT}, line 2: a tab stands here; indent with spaces"),
    (REPLY + "tags: [form, late\n", f"{AT}, line 4: a list that is opened with [ is not closed, or a comma is missing in it"),
    (REPLY + " note: here\n", f"{AT}, line 3: the line does not fit the ones above; check its indent and its quotes"),
    (REPLY + "just words\n", f"{AT}, line 4: this line has no colon, or it must be indented; write  name: value"),
    (REPLY + "note: @home\n", f"{AT}, line 3: the text begins with a special character; put quotes around the whole text"),
    (REPLY + 'note: "C:\\paper"\n', f"{AT}, line 3: a backslash stands inside double quotes; use single quotes"),
    (REPLY + "note: " + "9" * 5000 + "\n", f"{AT}: it holds a number that is far too long; put quotes around it"),
    (REPLY + "[a, b]: c\n", f"{AT}, line 3: a field name must be a plain word"),
    # lists and groups
    (REPLY + "tags: form", f'{AT}, line 3, field tags: found \'form\'; a list is needed: ["form"]'),
    (EXPECT + "needs: renewal", f'{AT}, line 4, field expect.needs: found \'renewal\'; a list of groups is needed, each a list of its own: [["renewal"]]'),
    (EXPECT + "needs: [renewal]", f'{AT}, line 4, field expect.needs.1: found \'renewal\'; each group is a list of its own: ["renewal"]'),
    (EXPECT + "needs: [[renewal, 12]]", f'{AT}, line 4, field expect.needs.1.2: found the number 12; put it in quotes: "12"'),
    (REPLY + "expect: refuse", f"{AT}, line 3, field expect: found 'refuse'; fields are needed here, each on a line of its own and indented"),
    (REPLY + "ask_: [a]", f"{AT}, line 3, field ask_: there is no field ask_. Did you mean ask?"),
    (REPLY.replace('"She got a form and it is due this week"', "[a, b]"), f"{AT}, line 2, field ask: found a list; one text is needed"),
    # nothing there
    (REPLY.split("ask")[0], f'{AT}, line 1, field ask: this field is missing; add a line such as  ask: "..."'),
    (REPLY + "expect:\n", f"{AT}, line 3, field expect: it is empty; write something, or remove it"),
    (REPLY + "note:\n", f"{AT}, line 3, field note: it is empty; write something, or remove it"),
    ('id: late-form\nask: ""\n', f"{AT}, line 2, field ask: it is empty; write something, or remove it"),
    (REPLY + "tags: ['']", f"{AT}, line 3, field tags.1: it is empty; write something, or remove it"),
    ("", f"{AT}: the file is empty; write fields such as  id: renewal-form-late"),
    ("# only a comment\n", f"{AT}: the file is empty; write fields such as  id: renewal-form-late"),
    ("- a\n- b\n", f"{AT}, line 1: the file must hold fields such as  id: renewal-form-late"),
    # forms
    (REPLY.replace("late-form", "Late Form"), f"{AT}, line 1, field id: found 'Late Form'; needed: small letters, digits and single hyphens, such as renewal-form-late. Did you mean late-form?"),
    (REPLY + "context: {state: ohio}", f"{AT}, line 3, field context.state: found 'ohio'; needed: two capital letters, such as OH, or nothing."),
    (REPLY + "context: {state: oh}", f"{AT}, line 3, field context.state: found 'oh'; needed: two capital letters, such as OH, or nothing. Did you mean OH?"),
    (REPLY + "features: [f80]", f"{AT}, line 3, field features.1: found 'f80'; needed: F and three digits, such as F080."),
    (REPLY + "schema: 2", f"{AT}, line 3, field schema: found the number 2; write 1, without quotes"),
    (REPLY.replace("late-form", "early-form"), f"{AT}, line 1, field id: found 'early-form', but the file is called late_form.yaml; call the file early_form.yaml, or write  id: late-form"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"), YAML_SLIPS, ids=[m.split(": ", 1)[1][:60] for _, m in YAML_SLIPS]
)
def test_a_slip_in_a_file_names_line_field_and_the_right_word(paths, text, message):
    put(paths, "late_form.yaml", text)
    assert told(paths) == [message]


@pytest.mark.parametrize(
    ("more", "field", "read_as"),
    [
        ("tags: [form, 'late']", "tags", ("form", "late")),
        ("expect: {refuse: true}", "expect.refuse", True),
        ('expect: {red_flag: "988"}', "expect.red_flag", "988"),
        ("expect: {needs: [[a, b], [c]]}", "expect.needs", (("a", "b"), ("c",))),
        ("expect: {must_say_any: []}", "expect.must_say_any", ()),
        ("context: {age: 71, state: OH}", "context.age", 71),
        ("note: 12:30 on no day", "note", "12:30 on no day"),
        ("note: 2026-11-24", "note", "2026-11-24"),
        ("note: 'room #5'", "note", "room #5"),
        ("note: room#5", "note", "room#5"),
        ("style: spoken # as on the phone", "style", "spoken"),
        ("note: >-\n  a long\n  note", "note", "a long note"),
    ],
)
def test_what_a_file_may_say(paths, more, field, read_as):
    put(paths, "late_form.yaml", REPLY + more + "\n")
    value = cases(paths)[0]
    for part in field.split("."):
        value = getattr(value, part)
    assert value == read_as


def test_all_slips_of_a_file_are_told_at_once_in_the_order_of_lines(paths):
    put(paths, "late_form.yaml", "group: xx\nid: late-form\nstage: soon\nexpect:\n  refuse: no\n")
    fields = [problem.field for problem in find_case_problems(paths, read_suite(paths, "talk"))[1]]
    assert fields == ["ask", "group", "stage", "expect.refuse"]


HEAD = "id,ask,group,tags,expect.red_flag,expect.refuse,expect.needs,context.age\n"
AT_ROW = "cases/talk/test/more.csv"
TABLE_SLIPS = [
    (HEAD.replace("group", "gruop"), "a,hello,role,,,,,\n", f"{AT_ROW}, line 1, field gruop: there is no such column. Did you mean group?"),
    (HEAD.replace("expect.red_flag", "red_flag"), "a,hello,role,,,,,\n", f"{AT_ROW}, line 1, field red_flag: there is no such column. Did you mean expect.red_flag?"),
    (HEAD.replace("tags", "half"), "a,hello,role,,,,,\n", f"{AT_ROW}, line 1, field half: the half comes from the folder the file stands in; remove this column"),
    (HEAD.replace("tags", "group"), "a,hello,role,,,,,\n", f"{AT_ROW}, line 1, field group: this column stands twice; keep one"),
    (HEAD, "a,hello,role\n", f"{AT_ROW}, line 2: this row has 3 cells, and the first line names 8 columns; put quotes around a cell that holds a comma or semicolon"),
    (HEAD, "a,well, hello,role,,,,,\n", f"{AT_ROW}, line 2, field group: found 'hello'; allowed: role, insurance, conditions, medicines, tests, transitions, sdoh, skills, safety, none."),
    (HEAD, "a,hello,role,,,,,,more\n", f"{AT_ROW}, line 2: this row has 9 cells, and the first line names 8 columns; put quotes around a cell that holds a comma or semicolon"),
    (HEAD, "\na,hello,role,,912,,,\n", f"{AT_ROW}, line 3, field expect.red_flag: found '912'; allowed: none, 911, 988, poison, abuse, same_day. Did you mean 911?"),
    (HEAD, "a,hello,role,,,no,,\n", f"{AT_ROW}, line 2, field expect.refuse: found 'no'; write true or false. Did you mean false?"),
    (HEAD, "a,hello,role,,,,," + "9" * 5000 + "\n", f"{AT_ROW}, line 2, field context.age: found '{'9' * 37}...'; a whole number is needed, such as 1"),
    (HEAD, "a,hello,role,,,,,old\n", f"{AT_ROW}, line 2, field context.age: found 'old'; a whole number is needed, such as 1"),
    (HEAD, "a,,role,,,,,\n", f"{AT_ROW}, line 2, field ask: it is missing or empty; every case needs ask"),
    (HEAD, "a,hello,role,x||y,,,,\n", f"{AT_ROW}, line 2, field tags.2: it is empty; write something, or remove it"),
    (HEAD, "a,hello,role,,,,one|two||,\n", f"{AT_ROW}, line 2, field expect.needs.2.1: it is empty; write something, or remove it"),
    (HEAD, 'a,"hello,role,,,,,\n', f"{AT_ROW}, line 2: in this row a quote is opened and not closed, or stands inside a cell; write two quotes for one"),
    (HEAD, 'a,"he said "go" now",role,,,,,\n', f"{AT_ROW}, line 2: in this row a quote is opened and not closed, or stands inside a cell; write two quotes for one"),
    (HEAD, "a,hello,role,,,,,\na,again,role,,,,,\n", f"{AT_ROW}, line 3, field id: the id 'a' stands twice, also in {AT_ROW}, line 2; change one"),
    (HEAD, "a,\x00hello,role,,,,,\n", f"{AT_ROW}: it is not plain text; save it as CSV UTF-8"),
    ("", "", f"{AT_ROW}: the file is empty; its first line names the columns"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "rows", "message"), TABLE_SLIPS, ids=[m.split(": ", 1)[1][:50] for *_, m in TABLE_SLIPS]
)
def test_a_slip_in_a_table_names_row_column_and_the_right_word(paths, head, rows, message):
    put(paths, "more.csv", head + rows)
    assert told(paths) == [message]


TABLE = HEAD + 'a,"well, hello",role,x|y,911,TRUE,one|two||three,71\nb,07 is my number,,,,,,\n'


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").replace('"well; hello"', '"well, hello"').encode(),
        TABLE.replace(",", "\t").replace('"well\t hello"', '"well, hello"').encode(),
        (TABLE.replace("\n", ",,\n") + ",,,,,,,,,\n\n").encode(),
    ],
    ids=["plain", "with BOM", "CRLF", "semicolons", "tabs", "empty columns and rows of a spreadsheet"],
)
def test_a_table_survives_what_spreadsheets_do_to_it(paths, content):
    put(paths, "more.csv", content)
    first, second = cases(paths)
    assert (first.ask, first.tags, first.context.age) == ("well, hello", ("x", "y"), 71)
    assert (first.expect.red_flag, first.expect.refuse) == ("911", True)
    assert first.expect.needs == (("one", "two"), ("three",))
    assert (second.ask, second.group, second.tags) == ("07 is my number", "none", ())


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("'+1 555 0142 is my phone", "+1 555 0142 is my phone"),
        ("'=no idea", "=no idea"),
        ("'-dizzy- she said", "-dizzy- she said"),
        ("'@home", "@home"),
        ("'tis the sugar", "'tis the sugar"),
        ("''=x", "''=x"),
        ("true", "true"),
        ("12", "12"),
    ],
)
def test_a_guard_before_a_formula_sign_is_taken_off_and_words_stay_words(paths, cell, read_as):
    put(paths, "more.csv", f"id,ask\na,{cell}\n")
    assert cases(paths)[0].ask == read_as


def test_a_cell_over_two_lines_keeps_the_line_of_its_row(paths):
    put(paths, "more.csv", 'id,ask,group\na,"hello\nthere",role\nb,hi,rolle\n')
    (message,) = told(paths)
    assert message.startswith(f"{AT_ROW}, line 4, field group: found 'rolle'; allowed: ")
    assert message.endswith("Did you mean role?")
    assert find_case_problems(paths, read_suite(paths, "talk"))[0][0].ask == "hello\nthere"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("late_form.yaml", "cases/talk/late_form.yaml: move this file into the folder dev or test"),
        (
            "tests/late_form.yaml",
            "cases/talk/tests: cases stand in dev/ or test/ only; this folder is not read. Did you mean test?",
        ),
        ("test/late_form.yml", "cases/talk/test/late_form.yml: this file is not read; end its name in .yaml"),
        ("test/table.xlsx", "cases/talk/test/table.xlsx: this file is not read; save the table as CSV UTF-8"),
        ("test/more/late_form.yaml", "cases/talk/test/more: a folder here is not read; move its files up"),
    ],
)
def test_a_file_that_would_be_passed_over_is_told(paths, place, message):
    write(paths.own / "cases" / "talk" / place, REPLY)
    assert told(paths) == [message]


@pytest.mark.parametrize("place", ["test/.late_form.yaml", "test/~$table.xlsx", "README.md", "dev/notes.md"])
def test_files_that_are_no_cases_are_left_alone(paths, place):
    write(paths.own / "cases" / "talk" / place, "words")
    assert told(paths) == []


def test_a_file_of_another_encoding_says_how_to_save_it(paths):
    put(paths, "more.csv", "id,ask\na,señora\n".encode("latin-1"))
    assert told(paths) == [f"{AT_ROW}: it is not UTF-8 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"]


def test_an_id_stands_once_over_both_halves_and_both_forms(paths):
    put(paths, "late_form.yaml", REPLY, half="test")
    put(paths, "more.csv", "id,ask\nlate-form,hello\n", half="dev")
    where = "also in cases/talk/dev/more.csv, line 2; change one"
    assert told(paths) == [f"{AT}, line 1, field id: the id 'late-form' stands twice, {where}"]


def test_the_half_comes_from_the_folder_and_cases_from_both_homes_are_sorted(paths):
    put(paths, "late_form.yaml", REPLY, half="dev")
    write(paths.shipped / "cases" / "talk" / "test" / "a.yaml", REPLY.replace("late-form", "a"))
    assert [(case.id, case.half) for case in cases(paths)] == [("a", "test"), ("late-form", "dev")]


def test_yaml_and_table_give_the_same_case(paths):
    put(paths, "late_form.yaml", REPLY + 'group: insurance\nexpect:\n  red_flag: "988"\n  phi: [Rosa]\n')
    from_yaml = cases(paths)[0]
    (paths.own / "cases/talk/test/late_form.yaml").unlink()
    put(
        paths,
        "more.csv",
        f"id,ask,group,expect.red_flag,expect.phi\nlate-form,{from_yaml.ask},insurance,988,Rosa\n",
    )
    assert cases(paths)[0] == from_yaml
    assert cases(paths)[0].hash == from_yaml.hash


def test_a_suite_may_take_single_cases(paths):
    text = (paths.shipped / "suites/talk.yaml").read_text() + "only_ids: [late-form, lte-form]\n"
    write(paths.shipped / "suites/talk.yaml", text)
    put(paths, "late_form.yaml", REPLY)
    put(paths, "other.yaml", REPLY.replace("late-form", "other"))
    read, problems = find_case_problems(paths, read_suite(paths, "talk"))
    assert [case.id for case in read] == ["late-form"]
    assert [str(problem) for problem in problems] == [
        "suites/talk.yaml, field only_ids: there is no case 'lte-form' in talk. Did you mean late-form?"
    ]


def test_a_folder_that_does_not_exist_names_the_nearest(paths):
    text = (paths.shipped / "suites/talk.yaml").read_text().replace("cases: talk", "cases: talks")
    write(paths.shipped / "suites/talk.yaml", text)
    assert told(paths) == [
        "suites/talk.yaml, field cases: there is no folder cases/talks. Did you mean talk?"
    ]


def test_an_empty_folder_is_no_problem_of_reading(paths):
    assert cases(paths) == ()


def test_loading_stops_at_the_first_problem_and_says_how_many_more(paths):
    put(paths, "a.yaml", ALARM.replace("911", "912").replace("id: alarm", "id: a"), "alarms")
    put(paths, "alarm.yaml", ALARM.replace("ask", "says"), "alarms")
    with pytest.raises(CaseInvalid) as error:
        cases(paths, "alarms")
    assert str(error.value).startswith("cases/alarms/test/a.yaml, line 3, field red_flag: found '912'")
    assert "(2 more; see them all with: checkback eval lint)" in str(error.value)


@pytest.mark.parametrize(
    ("suite", "name", "text", "message"),
    [
        ("asking", "asking.yaml", ASKING.replace("true", "yes"), "line 4, field good: found 'yes'; write true or false. Did you mean true?"),
        ("asking", "asking.yaml", ASKING.replace("good: true\n", ""), "line 1, field good: this field is missing; add a line such as  good: true"),
        ("alarms", "alarm.yaml", ALARM.replace('red_flag: "911"\n', ""), "line 1, field red_flag: this field is missing; add a line such as  red_flag: none; allowed: none, 911, 988, poison, abuse, same_day"),
        ("alarms", "alarm.yaml", ALARM + "expect: {}\n", "line 4, field expect: there is no field expect; allowed: schema, id, tags, cluster, style, language, note, ask, red_flag, kind, looks_like"),
        ("planted", "p.yaml", "id: p\ntopic: Deductible\nkind: number\n", "line 2, field topic: found 'Deductible'; needed: small letters, digits and single hyphens, such as renewal-form-late. Did you mean deductible?"),
        ("planted", "p.yaml", "id: p\ntopic: deductible\nkind: number\nseed: x\n", "line 4, field seed: found 'x'; a whole number is needed, such as 1"),
        ("marks", "m.yaml", "id: m\ntxt: hello\n", "line 2, field txt: there is no field txt. Did you mean text?"),
    ],
)  # fmt: skip
def test_every_kind_of_case_has_its_own_fields(paths, suite, name, text, message):
    put(paths, name, text, suite)
    assert told(paths, suite) == [f"cases/{suite}/test/{name}, {message}"]
