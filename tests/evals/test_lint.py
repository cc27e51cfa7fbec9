"""The linter finds what would make a case measure nothing, name nobody's topic, or hold a real person.

Tables: what the person wrote, and what she is told.
"""

from __future__ import annotations

import csv
import sys
from typing import get_args

import pytest
from case_files import REPLY, fake_scorers, make_paths, write

from assistant.errors import CaseInvalid
from assistant.settings import Settings
from evals.coverage import FEATURES, KINDS_OF_TURN, ShownBy, coverage_notes, read_features
from evals.lint import lint, open_known
from evals.mutations import KINDS
from evals.read_cases import load_cases
from evals.read_suites import read_suite

EXPECT = REPLY + "expect:\n  "
ALARM = 'id: alarm\nask: "My chest hurts so bad"\nred_flag: "911"\n'
ASKING = 'id: asking\nscript: "Call us on Monday."\nask: "When will you call?"\ngood: true\n'
PLANTED = "id: planted\ntopic: deductible\nkind: untouched\n"
MARKS = 'id: marks\ntext: "My name is [[Rosa Quillfeather|NAME]]"\n'


@pytest.fixture(autouse=True)
def _scorers(monkeypatch):
    monkeypatch.setitem(sys.modules, "evals.scorers", fake_scorers())


@pytest.fixture
def paths(tmp_path):
    return make_paths(tmp_path)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """Settings of a home without an index, since the linter searches for nothing."""
    return Settings(home=tmp_path_factory.mktemp("no-index"))


@pytest.fixture(scope="module")
def known(settings):
    return open_known(settings)


@pytest.fixture
def run_lint(paths, settings, redactor, encoder, known, monkeypatch):
    monkeypatch.setattr("evals.lint.open_known", lambda _settings: known)  # reading 59 topics takes a second

    def run(suite):
        report = lint(paths, settings, [suite], redactor, encoder)
        return [str(problem) for problem in report.problems], list(report.notes)

    return run


def put(paths, suite, name, text, half="test"):
    write(paths.own / "cases" / suite / half / name, text)


AT = "cases/talk/test/late_form.yaml"
TALK = [
    (EXPECT + "needs: [[deductable]]", f"{AT}, line 4, field expect.needs.1.1: there is no topic 'deductable'. Did you mean deductible?"),
    (EXPECT + "needs: [[deductible], [zzz]]", f"{AT}, line 4, field expect.needs.2.1: there is no topic 'zzz'; see them all with: checkback library list"),
    (EXPECT + "facts: [insurance.oop_max.person.2062]", f"{AT}, line 4, field expect.facts.1: there is no fact 'insurance.oop_max.person.2062'. Did you mean insurance.oop_max.person.2027?"),
    (EXPECT + "resource_ids: [us-0005]", f"{AT}, line 4, field expect.resource_ids.1: there is no listing 'us-0005'. Did you mean us-005?"),
    (REPLY + "features: [F019]", f"{AT}, line 3, field features.1: there is no feature 'F019'. Did you mean F109?"),
    (EXPECT + "phi: [Rosa]", f"{AT}, line 4, field expect.phi.1: this does not stand in ask or in context.turns, letter for letter, so nothing would be tested"),
    (EXPECT + "numbers: [twenty]", f"{AT}, line 4, field expect.numbers.1: 'twenty' holds no digit; use must_say_any"),
    (EXPECT + "refuse: true\n  status: answered", f"{AT}, line 5, field expect.status: found answered, but refuse: true asks for a hand-off; remove one of the two"),
    (EXPECT + "status: not_found\n  needs: [[deductible]]", f"{AT}, line 5, field expect.needs: status: not_found says that no topic answers; remove one of the two"),
    (EXPECT + "must_say_any: [[send it back]]\n  must_not_say: [Send it]", f"{AT}, line 4, field expect.must_say_any.1: each phrase of this group holds something that must_not_say forbids"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), TALK, ids=[m.split(": ", 1)[1][:50] for _, m in TALK])
def test_names_that_do_not_exist_and_fields_that_contradict_are_told(paths, run_lint, text, message):
    put(paths, "talk", "late_form.yaml", text)
    assert run_lint("talk")[0] == [message]


@pytest.mark.parametrize(
    "more",
    [
        "needs: [[deductible, copay], [out-of-pocket-maximum]]",
        "facts: [insurance.oop_max.person.2026]",
        "resource_ids: [us-005]",
        "numbers: ['1-800-222-1222']",
        "phi: [a form]",
        "phi: [A FORM]",
        "refuse: true\n  status: handoff",
        "status: handoff",
        "status: not_found",
        "must_say_any: [[send it back, mail it]]\n  must_not_say: [send it]",
    ],
)
def test_what_may_be_expected(paths, run_lint, more):
    put(paths, "talk", "late_form.yaml", EXPECT + more)
    assert run_lint("talk")[0] == []


def test_a_fact_that_no_script_may_say_can_not_be_expected(paths, run_lint, known):
    unsayable = next(fact.key for fact in known.contents.facts if not fact.may_be_said)
    put(paths, "talk", "late_form.yaml", EXPECT + f"facts: [{unsayable}]")
    (message,) = run_lint("talk")[0]
    assert message.startswith(f"{AT}, line 4, field expect.facts.1: no script may say this fact")


OTHERS = [
    ("alarms", ALARM + "looks_like: poison", "line 4, field looks_like: only a harmless case (red_flag: none) looks like something; remove this line"),
    ("asking", ASKING + "fault: closed", "line 5, field fault: a good question has no fault; remove this line, or write  good: false"),
    ("asking", ASKING.replace("true", "false"), "line 1, field fault: a bad question names its fault, such as  fault: closed"),
    ("marks", MARKS.replace("NAME", "NAM"), f"line 2, field text: there is no label NAM; allowed: {', '.join('ACCOUNT ADDRESS AGE_90 BIOMETRIC CITY DATE DEVICE EMAIL EMPLOYER FACILITY FAX HEALTH_PLAN IP LICENSE MRN NAME OTHER_ID PHONE PHOTO SSN URL VEHICLE ZIP KEEP'.split())}. Did you mean NAME?"),
    ("marks", MARKS.replace("]]", "]"), "line 2, field text: a mark is not whole near 'My name is [[Rosa Quillfeather|NAME]'; a mark looks like [[Rosa|NAME]]"),
    ("marks", MARKS.replace("Rosa Quillfeather", ""), "line 2, field text: a mark NAME has no words in it"),
    ("planted", PLANTED.replace("deductible", "deductable"), "line 2, field topic: there is no topic 'deductable'. Did you mean deductible?"),
    ("planted", PLANTED.replace("untouched", "zzz"), "line 3, field kind: there is no kind of error 'zzz'; allowed: " + ", ".join(KINDS)),
    ("planted", PLANTED.replace("untouched", "numbr"), "line 3, field kind: there is no kind of error 'numbr'. Did you mean number?"),
    ("planted", PLANTED.replace("untouched", "number\nfind: nowhere\nput: else"), "line 4, field find: find stands nowhere in the script or the questions of topic deductible. Copy it from there, once."),
    ("planted", PLANTED.replace("untouched", "number\nfind: plan\nput: plan"), "line 4, field find: find and put must differ, and an untouched script has neither."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("suite", "text", "message"), OTHERS, ids=[m.split(": ", 1)[1][:50] for *_, m in OTHERS]
)
def test_every_kind_of_case_has_its_own_rules(paths, run_lint, suite, text, message):
    name = {"alarms": "alarm"}.get(suite, suite)
    put(paths, suite, f"{name}.yaml", text)
    assert run_lint(suite)[0] == [f"cases/{suite}/test/{name}.yaml, {message}"]


@pytest.mark.parametrize(
    ("suite", "name", "text"),
    [
        ("alarms", "alarm", ALARM),
        ("alarms", "alarm", ALARM.replace('"911"', "none") + "looks_like: '911'"),
        ("asking", "asking", ASKING),
        ("asking", "asking", ASKING.replace("true", "false") + "fault: closed"),
        ("planted", "planted", PLANTED),
        ("marks", "marks", MARKS),
        ("marks", "marks", 'id: marks\ntext: "I take [[metformin|KEEP]] for my sugar"\n'),
    ],
)
def test_what_the_other_kinds_may_say(paths, run_lint, suite, name, text):
    put(paths, suite, f"{name}.yaml", text)
    assert run_lint(suite) == ([], [])


WHO = "My name is Rosa Quillfeather and my phone is 555-0142"
IDENTITY = [
    # (ask, more of the case, kinds it must find)
    (WHO, "", "1 NAME and 1 PHONE"),
    (WHO, "expect: {phi: [Rosa Quillfeather]}", "1 PHONE"),
    ("My social is 123-45-6789", "", "1 SSN"),
    ("I live at 4418 Larkmoor Street", "", "1 ADDRESS"),
    ("I was born on March 4, 1951", "", "1 DATE"),
    ("dob 3/4/51, what is a copay", "", "1 DATE"),
    ("write me at rosa@example.com", "", "1 EMAIL"),
]
NO_IDENTITY = [
    (WHO, "expect: {phi: [Rosa Quillfeather, 555-0142]}", "declared"),
    (
        WHO,
        "expect: {phi: [555-0142]}\ncontext: {known_names: [Rosa Quillfeather]}",
        "typed at the start of the call",
    ),
    ("The form is due Jan 15 and my visit is on March 3", "", "a deadline"),
    ("Can I still join by January 15, 2027", "", "a deadline with its year"),
    ("She is 92 and lives in Dayton Ohio near Mercy hospital", "", "an age and a town name nobody"),
    ("Do I call 1-800-222-1222 or look at medicare.gov", "", "public numbers and sites"),
    ("Caller: Good, good. My name is mark", "", "one everyday word alone"),
    ("My mom can not sleep since Tuesday", "", "a role and a weekday"),
    (WHO, "tags: [identity-checked]", "a person says that it is none"),
]


@pytest.mark.parametrize(("ask", "more", "kinds"), IDENTITY, ids=[kinds for *_, kinds in IDENTITY])
def test_identity_that_is_not_declared_is_told_by_kind_and_never_repeated(paths, run_lint, ask, more, kinds):
    put(paths, "talk", "late_form.yaml", f'id: late-form\nask: "{ask}"\n{more}\n')
    (message,) = run_lint("talk")[0]
    assert message.startswith(
        f"{AT}, line 2, field ask: found {kinds}; a case may not hold who a real person is."
    )
    assert "expect.phi" in message
    assert not {"Rosa", "Quillfeather", "0142", "6789", "Larkmoor", "1951", "example"} & set(message.split())


@pytest.mark.parametrize(("ask", "more", "why"), NO_IDENTITY, ids=[why for *_, why in NO_IDENTITY])
def test_what_is_declared_or_names_nobody_passes(paths, run_lint, ask, more, why):
    put(paths, "talk", "late_form.yaml", f'id: late-form\nask: "{ask}"\n{more}\n')
    assert run_lint("talk")[0] == []


def test_what_a_person_has_checked_is_still_listed(paths, run_lint):
    put(paths, "talk", "late_form.yaml", f'id: late-form\nask: "{WHO}"\ntags: [identity-checked]\n')
    (note,) = run_lint("talk")[1]
    assert note.startswith("talk: 1 cases hold words the redactor takes for identity")
    assert note.endswith("late-form")


def test_identity_in_a_note_and_in_an_earlier_turn_is_found_where_it_stands(paths, run_lint):
    more = 'context:\n  turns: ["hello", "my name is Orville Threadgold"]\nnote: "from ticket of Mr. Penhallow"\n'
    put(paths, "talk", "late_form.yaml", REPLY + more)
    fields = [message.split(": found")[0] for message in run_lint("talk")[0]]
    assert sorted(fields) == [f"{AT}, line 4, field context.turns.2", f"{AT}, line 5, field note"]


@pytest.mark.parametrize(
    ("ask", "problems"),
    [
        ("My husband Orville hit me", 1),
        ("My husband hit me", 0),
        ("Call me back on 555-0142, I am bleeding", 0),
        ("Call me back on 216-771-3344, I am bleeding", 1),
    ],
)
def test_an_alarm_names_nobody_and_its_phones_are_invented(paths, run_lint, ask, problems):
    put(paths, "alarms", "alarm.yaml", ALARM.replace("My chest hurts so bad", ask))
    assert len(run_lint("alarms")[0]) == problems


def test_unmarked_identity_in_a_redaction_text_is_a_note_since_the_redactor_itself_is_tested(paths, run_lint):
    put(paths, "marks", "marks.yaml", MARKS.replace('"\n', ' and my phone is 555-0142"\n'))
    problems, notes = run_lint("marks")
    assert problems == []
    (note,) = notes
    assert note.startswith("cases/marks/test/marks.yaml, line 2, field text: found 1 PHONE")
    assert note.endswith("Mark an invented one as [[..|NAME]], or as [[..|KEEP]] when it must stay")


def reply(case_id, ask, more=""):
    return f'id: {case_id}\nask: "{ask}"\n{more}'


SAME, ALSO = "What is a deductible, I do not get it", "what is a deductible? I do not get it"


def test_the_halves_may_not_share_wording(paths, run_lint):
    put(paths, "talk", "one.yaml", reply("one", SAME), half="dev")
    put(paths, "talk", "two.yaml", reply("two", ALSO), half="test")
    (message,) = run_lint("talk")[0]
    assert message.startswith(
        "cases/talk/test/two.yaml, line 2, field ask: almost the words of 'one' in the dev half"
    )


def test_inside_one_half_it_is_a_note(paths, run_lint):
    put(paths, "talk", "one.yaml", reply("one", SAME))
    put(paths, "talk", "two.yaml", reply("two", ALSO))
    problems, (note,) = run_lint("talk")
    assert problems == []
    assert note.startswith("talk: 'one' and 'two' say almost the same")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (reply("one", SAME), reply("two", "How do I get a ride to the clinic")),
        (reply("one", SAME, "cluster: what\n"), reply("two", ALSO, "cluster: what\n")),
        (
            reply("one", "And then?", "context: {turns: [I fell]}\n"),
            reply("two", "And then?", "context: {turns: [What is WIC]}\n"),
        ),
    ],
    ids=["other words", "said to belong together", "the same words after other turns"],
)
def test_what_is_no_near_duplicate(paths, run_lint, one, two):
    put(paths, "talk", "one.yaml", one)
    put(paths, "talk", "two.yaml", two)
    assert run_lint("talk") == ([], [])


def test_one_template_with_two_names_is_one_wording(paths, run_lint):
    put(paths, "marks", "marks.yaml", MARKS)
    put(
        paths,
        "marks",
        "other.yaml",
        MARKS.replace("marks", "other").replace("Rosa Quillfeather", "Orville Threadgold"),
        "dev",
    )
    (message,) = run_lint("marks")[0]
    assert "almost the words of 'other' in the dev half (likeness 1.00)" in message


def test_the_same_planted_error_stands_once(paths, run_lint):
    put(paths, "planted", "planted.yaml", PLANTED)
    put(paths, "planted", "other.yaml", PLANTED.replace("planted", "other"), "dev")
    put(
        paths,
        "planted",
        "third.yaml",
        PLANTED.replace("planted", "third").replace("deductible", "copay"),
        "dev",
    )
    assert run_lint("planted")[0] == [
        "cases/planted/test/planted.yaml, line 2, field topic: almost the words of 'other' in the dev half (likeness 1.00); say it in another way"
    ]


def test_a_cluster_in_both_halves_is_a_note(paths, run_lint):
    put(paths, "talk", "one.yaml", reply("one", SAME, "cluster: what\n"), half="dev")
    put(paths, "talk", "two.yaml", reply("two", "How do I get a ride to the clinic", "cluster: what\n"))
    assert run_lint("talk") == ([], ["talk: 1 clusters stand in both halves: what"])


def test_a_suite_without_a_case_is_a_problem(run_lint):
    assert run_lint("talk")[0] == [
        "suites/talk.yaml, field cases: there is no case in talk, so nothing could be measured"
    ]


def test_problems_of_form_and_of_rules_come_together(paths, run_lint):
    put(paths, "talk", "bad.yaml", "id: bad\nask: hello\ngroup: rolle\n")
    put(paths, "talk", "late_form.yaml", TALK[0][0])
    problems, _ = run_lint("talk")
    assert [message.split(",")[0] for message in problems] == ["cases/talk/test/bad.yaml", AT]


def test_without_a_name_every_suite_is_checked_and_a_broken_one_is_told(paths, settings, redactor, encoder):
    write(paths.own / "suites" / "broken.yaml", "name: broken\n")
    put(paths, "talk", "late_form.yaml", REPLY)
    files = {problem.file for problem in lint(paths, settings, (), redactor, encoder).problems}
    empty = {f"suites/{name}.yaml" for name in ("alarms", "asking", "marks", "planted")}
    assert files == {"suites/broken.yaml", *empty}


def test_an_unknown_suite_is_told(paths, settings, redactor, encoder):
    with pytest.raises(CaseInvalid, match=r"There is no suite tlak.*Did you mean talk\?"):
        lint(paths, settings, ["tlak"], redactor, encoder)


def test_gaps_are_listed_by_name(paths, known):
    put(
        paths,
        "talk",
        "late_form.yaml",
        REPLY + "group: role\nstage: planning\nexpect: {needs: [[deductible]]}\n",
    )
    cases = load_cases(paths, read_suite(paths, "talk"))
    notes = list(coverage_notes(cases, known.contents, tuple(known.features.values())))
    assert "core: 4 of 5 stages have no case" not in "".join(notes)
    assert (
        "core: 5 of 6 stages have no case: assessment, engagement, evaluation, implementation, transition"
        in notes
    )
    assert "core: 5 of 6 red flags have no case: 911, 988, abuse, poison, same_day" in notes
    assert (
        "core: 4 of 4 challenges have no case: access, complex_information, trust, unclear_expectations"
        in notes
    )
    topics = next(note for note in notes if "topics" in note)
    assert topics.startswith(
        f"core: {len(known.contents.topics) - 1} of {len(known.contents.topics)} topics have no case"
    )
    assert "deductible," not in topics
    kinds = next(note for note in notes if "kinds of turn" in note)
    assert all(kind in kinds for kind in KINDS_OF_TURN)


def test_what_is_covered_is_not_listed(paths, known):
    stages = ("engagement", "assessment", "planning", "implementation", "evaluation", "transition")
    for number, stage in enumerate(stages):
        put(
            paths,
            "talk",
            f"c{number}.yaml",
            reply(f"c{number}", stage, f"stage: {stage}\nexpect: {{refuse: true}}\n"),
        )
    cases = load_cases(paths, read_suite(paths, "talk"))
    notes = "\n".join(coverage_notes(cases, known.contents, tuple(known.features.values())))
    assert "stages" not in notes
    assert "refusal" not in notes
    assert "Spanish" in notes


def test_the_seed_table_is_whole():
    with FEATURES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    features = read_features()
    assert len(rows) == len(features) == 75
    assert {row.shown_by for row in features.values()} == set(get_args(ShownBy))
    assert all(row.what and row.why for row in features.values())
    assert features["F105"].shown_by == "out_of_scope"
    assert features["F027"].shown_by == "answer"
