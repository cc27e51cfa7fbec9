"""A person adds a case by form and in the terminal; what cannot be used is told, and then nothing is written."""

from __future__ import annotations

import sys

import pytest
from case_files import REPLY, fake_scorers, make_paths, write

from assistant.errors import CaseInvalid
from assistant.settings import Settings
from evals.case_questions import suggest_id
from evals.lint import open_known
from evals.new_case import ask_for_case, save_case
from evals.read_cases import load_cases
from evals.read_suites import read_suite


@pytest.fixture(autouse=True)
def _scorers(monkeypatch):
    monkeypatch.setitem(sys.modules, "evals.scorers", fake_scorers())


@pytest.fixture
def paths(tmp_path):
    return make_paths(tmp_path)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return open_known(Settings(home=tmp_path_factory.mktemp("no-index")))


@pytest.fixture
def save(paths, redactor, known):
    def run(suite, half, fields):
        return save_case(paths, suite, half, fields, redactor=redactor, known=known)

    return run


def written(paths):
    return sorted(path.name for path in (paths.own / "cases").rglob("*") if path.is_file())


TALK = {"id": "late-form", "ask": "She got a form and it is due this week"}


def test_a_form_becomes_a_file_a_person_can_read(paths, save):
    fields = {
        **TALK,
        "group": "insurance",
        "expect.red_flag": "988",
        "expect.refuse": "true",
        "expect.needs": "deductible | copay || out-of-pocket-maximum",
        "expect.must_not_say": "",
        "context.age": "71",
        "note": 'she said "soon" # 2',
    }
    path = save("talk", "dev", fields)
    assert path == paths.own / "cases/talk/dev/late_form.yaml"
    assert path.read_text(encoding="utf-8") == (
        "schema: 1\n"
        "# the file is called like this, with _ for -\n"
        'id: "late-form"\n'
        "# what was said, in invented words\n"
        'ask: "She got a form and it is due this week"\n'
        "# the group of topics it belongs to\n"
        'group: "insurance"\n'
        "# what was known before: earlier turns, names typed at the start, state, age\n"
        "context:\n"
        "  age: 71\n"
        "# what a good reply has\n"
        "expect:\n"
        "  # for each need, the topics that would answer it\n"
        '  needs: [["deductible", "copay"], ["out-of-pocket-maximum"]]\n'
        "  # the banner that must stand\n"
        '  red_flag: "988"\n'
        "  # true: hand off instead of answering\n"
        "  refuse: true\n"
        "# for the next person who reads this case\n"
        'note: "she said \\"soon\\" # 2"\n'
    )
    (case,) = load_cases(paths, read_suite(paths, "talk"))
    assert (case.half, case.context.age, case.note) == ("dev", 71, 'she said "soon" # 2')


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "988",
        "12:30",
        "true",
        "null",
        "a: b # c",
        "two\nlines\tand a tab",
        "'quotes' \"both\" \\n",
        "señora, ¿qué? \U0001f600",
        "hidden\u200b\u2028\x85\ufeff marks",
        "[[not a list]] {nor: fields}",
        "- dash",
        "@ home & *star",
        "= 1 + 1",
        "'+1 is what she typed",
    ],
)
def test_any_words_come_back_as_they_were_typed(paths, save, words):
    save("talk", "test", {**TALK, "ask": f"x {words}", "tags": (words,)})
    (case,) = load_cases(paths, read_suite(paths, "talk"))
    assert (case.ask, case.tags) == (f"x {words}", (words,))


def test_fields_may_be_nested_and_of_their_own_kind(paths, save):
    save(
        "talk",
        "test",
        {**TALK, "expect": {"refuse": True, "needs": [["deductible"]]}, "context": {"age": 71}},
    )
    (case,) = load_cases(paths, read_suite(paths, "talk"))
    assert (case.expect.refuse, case.expect.needs, case.context.age) == (True, (("deductible",),), 71)


@pytest.mark.parametrize(
    ("suite", "fields"),
    [
        ("alarms", {"id": "a", "ask": "My chest hurts", "red_flag": "911"}),
        (
            "asking",
            {
                "id": "a",
                "script": "Call us.",
                "ask": "Who will you call?",
                "good": "false",
                "fault": "closed",
            },
        ),
        ("planted", {"id": "a", "topic": "deductible", "kind": "untouched"}),
        ("marks", {"id": "a", "text": "My name is [[Rosa Quillfeather|NAME]]"}),
    ],
)
def test_every_kind_of_case_can_be_saved(paths, save, suite, fields):
    save(suite, "test", fields)
    assert load_cases(paths, read_suite(paths, suite))[0].id == "a"


WHO = "My name is Rosa Quillfeather and my phone is 555-0142"
REFUSED = [
    ({"ask": ""}, "ask: it is missing or empty; every case needs ask"),
    ({"id": "Late Form"}, "id: found 'Late Form'; needed: small letters, digits and single hyphens, such as renewal-form-late. Did you mean late-form?"),
    ({"id": "../../etc/x"}, "id: found '../../etc/x'; needed: small letters, digits and single hyphens, such as renewal-form-late. Did you mean etc-x?"),
    ({"group": "insurence"}, "group: found 'insurence'; allowed: role, insurance, conditions, medicines, tests, transitions, sdoh, skills, safety, none. Did you mean insurance?"),
    ({"gruop": "role"}, "gruop: there is no field gruop. Did you mean group?"),
    ({"expect.refuse": "no"}, "expect.refuse: found 'no'; write true or false. Did you mean false?"),
    ({"context.age": "old"}, "context.age: found 'old'; a whole number is needed, such as 1"),
    ({"expect.needs": "deductable"}, "expect.needs.1.1: there is no topic 'deductable'. Did you mean deductible?"),
    ({"expect.phi": "Rosa"}, "expect.phi.1: this does not stand in ask or in context.turns, letter for letter, so nothing would be tested"),
    ({"group": "x", "stage": "y"}, "group: found 'x'; allowed: role, insurance, conditions, medicines, tests, transitions, sdoh, skills, safety, none.; stage: found 'y'; allowed: engagement, assessment, planning, implementation, evaluation, transition, any."),
    ({"ask": WHO}, "ask: found 1 NAME and 1 PHONE; a case may not hold who a real person is. Use invented ones and list them under expect.phi, or take them out. If it is nobody's identity, add the tag identity-checked"),
    ({"ask.more": "x"}, "ask: found a group of fields; one text is needed"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), REFUSED, ids=[m[:40] for _, m in REFUSED])
def test_what_cannot_be_used_is_told_and_nothing_is_written(paths, save, change, message):
    with pytest.raises(CaseInvalid) as error:
        save("talk", "test", {**TALK, **change})
    assert str(error.value) == message
    assert written(paths) == []


def test_identity_is_not_repeated_in_the_message(save):
    with pytest.raises(CaseInvalid) as error:
        save("talk", "test", {**TALK, "ask": WHO})
    assert not [word for word in ("Rosa", "Quillfeather", "0142") if word in str(error.value)]


def test_declared_identity_is_saved(paths, save):
    save("talk", "test", {**TALK, "ask": WHO, "expect.phi": "Rosa Quillfeather | 555-0142"})
    assert written(paths) == ["late_form.yaml"]


def test_an_unmarked_name_in_a_redaction_text_is_refused(paths, save):
    with pytest.raises(CaseInvalid, match=r"text: found 1 PHONE.*Mark an invented one"):
        save(
            "marks",
            "test",
            {"id": "a", "text": WHO.replace("Rosa Quillfeather", "[[Rosa Quillfeather|NAME]]")},
        )
    assert written(paths) == []


def test_an_existing_file_is_never_overwritten(paths, save):
    path = write(paths.own / "cases/talk/test/late_form.yaml", "not even a case: [")
    with pytest.raises(CaseInvalid, match="there is a case 'late-form' already, in late_form.yaml"):
        save("talk", "test", TALK)
    assert path.read_text() == "not even a case: ["


def test_an_id_that_stands_in_the_other_half_or_in_what_ships_is_taken(paths, save):
    write(paths.shipped / "cases/talk/dev/more.csv", "id,ask\nlate-form,hello\n")
    with pytest.raises(CaseInvalid, match="already, in cases/talk/dev/more.csv"):
        save("talk", "test", TALK)


@pytest.mark.parametrize(("half", "meant"), [("tests", "test"), ("Dev", "dev"), ("both", "")])
def test_an_unknown_half_is_told(save, half, meant):
    with pytest.raises(CaseInvalid) as error:
        save("talk", half, TALK)
    hint = f" Did you mean {meant}?" if meant else ""
    assert str(error.value) == f"half: found '{half}'; allowed: dev, test.{hint}"


def test_a_suite_of_single_cases_takes_no_new_one(paths, save):
    text = (paths.shipped / "suites/talk.yaml").read_text() + "only_ids: [a]\n"
    write(paths.shipped / "suites/talk.yaml", text)
    with pytest.raises(CaseInvalid, match="Add the case to one of those, then its id to only_ids"):
        save("talk", "test", TALK)


def test_a_folder_that_cannot_be_written_is_told(paths, save):
    write(paths.own / "cases", "a file where the folder should be")
    with pytest.raises(CaseInvalid, match="The case could not be written to"):
        save("talk", "test", TALK)


class Terminal:
    """A person who answers from a list; an answer too few is an error of the test."""

    def __init__(self, *answers):
        self.answers, self.asked, self.told = list(answers), [], []

    def ask(self, question):
        self.asked.append(question)
        assert self.answers, f"no answer is left for: {question} {self.told}"
        return self.answers.pop(0)


@pytest.fixture
def talk_with(paths, redactor, known):
    def run(suite, *answers):
        terminal = Terminal(*answers)
        path = ask_for_case(paths, suite, terminal.ask, terminal.told.append, redactor=redactor, known=known)
        assert terminal.answers == []
        return path, terminal

    return run


DEFAULTS = [""] * 13


def test_a_reply_case_is_asked_for_in_plain_words(paths, talk_with):
    path, terminal = talk_with(
        "talk",
        "",
        TALK["ask"],
        "",
        "",
        "insurance",
        "",
        "",
        "",
        "no",
        "deductible",
        "",
        "",
        "",
        "",
        "",
        "",
        "soon",
    )
    assert path == paths.own / "cases/talk/test/got-form-due-week.yaml".replace("-", "_")
    (case,) = load_cases(paths, read_suite(paths, "talk"))
    assert (case.id, case.group, case.expect.needs) == ("got-form-due-week", "insurance", (("deductible",),))
    assert (case.expect.refuse, case.expect.red_flag, case.note) == (False, "none", "soon")
    assert terminal.asked[3] == "A short name for the case? [got-form-due-week] "
    assert terminal.asked[4] == (
        "Which group of topics does it belong to? "
        "(role, insurance, conditions, medicines, tests, transitions, sdoh, skills, safety, none) [none] "
    )


def test_a_wrong_answer_is_told_with_the_nearest_word_and_asked_again(talk_with):
    path, terminal = talk_with(
        "talk", "tst", "test", "", TALK["ask"], "", "Late Form", "late-form", "insurence", "insurance",
        "", "", "same day", "same_day", "perhaps", "yes", "deductable", "?", "deductible", "", "", "", "", "", "", "",
    )  # fmt: skip
    assert path.name == "late_form.yaml"
    assert terminal.told[2:] == [
        "Found 'tst'; allowed: dev, test. Did you mean test?",
        "This one is needed.",
        "Found 'Late Form'; needed: small letters, digits and single hyphens, such as renewal-form-late. Did you mean late-form?",
        "Found 'insurence'; allowed: role, insurance, conditions, medicines, tests, transitions, sdoh, skills, safety, none. Did you mean insurance?",
        "Found 'same day'; allowed: none, 911, 988, poison, abuse, same_day. Did you mean same_day?",
        "Found 'perhaps'; write true or false.",
        "There is no topic 'deductable'. Did you mean deductible?",
        'Ids of topics. Put | between words that would both do, and || between groups, such as  "renewal | medicaid || food".',
    ]


def test_a_name_in_use_is_asked_again(paths, talk_with):
    write(paths.own / "cases/talk/dev/late_form.yaml", REPLY)
    path, terminal = talk_with("talk", "", "What is a copay", "", "late-form", "copay-one", *DEFAULTS)
    assert path.name == "copay_one.yaml"
    assert "There is a case 'late-form' already; choose another id" in terminal.told


def test_identity_is_asked_about_until_it_is_declared(paths, talk_with):
    _, terminal = talk_with(
        "talk", "", WHO, "Rosa Quillfeather", "no", WHO, "Rosa Quillfeather | 555-0142", "who", *DEFAULTS
    )
    assert (
        "The redactor takes something in these words for identity that you did not name: PHONE."
        in terminal.told
    )
    assert "Then write the words again, with invented ones." in terminal.told
    assert load_cases(paths, read_suite(paths, "talk"))[0].expect.phi == ("Rosa Quillfeather", "555-0142")


def test_a_person_may_say_that_it_is_nobody(paths, talk_with):
    talk_with("talk", "", WHO, "Rosa Quillfeather", "yes", "who", *DEFAULTS)
    assert load_cases(paths, read_suite(paths, "talk"))[0].tags == ("identity-checked",)


def test_needless_questions_are_not_asked(paths, talk_with):
    _, hit = talk_with("alarms", "", "My chest hurts so bad", "", "911", "", "", "", "")
    assert not [question for question in hit.asked if "taken for" in question]
    _, harmless = talk_with("alarms", "", "It is to die for", "", "none", "988", "", "", "", "")
    assert [question for question in harmless.asked if "taken for" in question]
    cases = load_cases(paths, read_suite(paths, "alarms"))
    assert {case.red_flag: case.looks_like for case in cases} == {"911": "none", "none": "988"}


def test_a_question_a_text_and_a_planted_error_can_be_asked_for(paths, talk_with):
    talk_with("asking", "", "Call us on Monday.", "When will you call?", "", "yes", "Monday", "", "")
    talk_with(
        "marks",
        "dev",
        "My name is Rosa Quillfeather",
        "My name is [[Rosa Quillfeather|NAME]]",
        "a",
        "",
        "spoken",
        "",
    )
    talk_with("planted", "", "deductable", "deductible", "", "b", "aded_claim", "added_claim", "1", "")
    (question,) = load_cases(paths, read_suite(paths, "asking"))
    (text,) = load_cases(paths, read_suite(paths, "marks"))
    (plant,) = load_cases(paths, read_suite(paths, "planted"))
    assert (question.good, question.expect_points) == (True, ("Monday",))
    assert (text.half, text.style, text.text) == ("dev", "spoken", "My name is [[Rosa Quillfeather|NAME]]")
    assert (plant.topic, plant.kind, plant.seed) == ("deductible", "added_claim", 1)


def test_an_error_may_be_written_out(paths, talk_with, known):
    words = known.contents.sayable(known.contents.topics["deductible"].say_it, known.writer.day)[0].split(
        "."
    )[0]
    talk_with("planted", "", "deductible", "no such words", words, "Nothing is so", "a", "added_claim", "")
    (plant,) = load_cases(paths, read_suite(paths, "planted"))
    assert (plant.find, plant.put, plant.kind) == (words, "Nothing is so", "added_claim")


def test_an_unknown_suite_is_asked_again(talk_with):
    path, terminal = talk_with("tlak", "talk", "", "What is a copay", "", "", *DEFAULTS)
    assert path.parent.parent.name == "talk"
    assert terminal.told[0].endswith("Did you mean talk?")
    assert "  alarms           a suite of the tests" in terminal.told


def test_when_the_person_leaves_nothing_is_written(paths, redactor, known):
    def leave(_question):
        raise EOFError

    with pytest.raises(EOFError):
        ask_for_case(paths, "talk", leave, lambda _line: None, redactor=redactor, known=known)
    assert written(paths) == []


@pytest.mark.parametrize(
    ("words", "taken", "suggested"),
    [
        ("She got a renewal letter, it is due this week", (), "got-renewal-letter-due"),
        ("what is it", (), "case"),
        ("¿Qué es?", (), "qu-es"),
        ("What is a copay", ("copay",), "copay-2"),
        ("What is a copay", ("copay", "copay-2"), "copay-3"),
    ],
)
def test_a_name_is_suggested_from_the_words(words, taken, suggested):
    assert suggest_id(words, taken) == suggested
