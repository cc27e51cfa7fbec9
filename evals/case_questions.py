"""The questions that make a case, in plain words, each asked until its answer can be used.

In: ``ask`` and ``tell`` of a terminal. Out: the half and the fields of a case. A wrong answer is told with the
nearest right word; "?" explains; an empty answer takes what stands in brackets.
Knows nothing about files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import CaseInvalid
from evals.case_fields import check_fields
from evals.case_file import COMMENTS
from evals.case_identity import CHECKED, find_identity
from evals.case_rules import Known
from evals.case_types import CASE_OF, HALVES, Half, Task
from evals.field_kinds import field_at
from evals.problems import hint
from evals.read_suites import Suite, list_suites, read_suite

if TYPE_CHECKING:
    from assistant.redaction import Redactor
    from evals.paths import EvalPaths

MOST_ID_WORDS = 4
_SMALL = frozenset(
    """
    a an and are at but for from had has have he her his i in is it its me my of on or she so that the they this to
    was we what when with you your
    """.split()
)
_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a case. ``default`` None: it must be answered. ``help``: shown for "?" and after a slip."""

    field: str
    words: str
    default: str | None = ""
    help: str = ""


_LIST = 'Put | between several, such as  "one | two".'
_GROUPS = (
    'Put | between words that would both do, and || between groups, such as  "renewal | medicaid || food".'
)
_COMMON = (
    Question("language", "Which language is it in?", "en"),
    Question("style", "How was it put?", "typed"),
)
_NOTE = Question("note", "A note for the next reader?")
_QUESTIONS: dict[Task, tuple[Question, ...]] = {
    "reply": (
        Question("group", "Which group of topics does it belong to?", "none"),
        Question("stage", "Which stage of care?", "any"),
        Question("challenge", "Which challenge does it show?", "none"),
        Question("expect.red_flag", "Which banner must stand?", "none"),
        Question("expect.refuse", "Must the reply hand off instead of answering? yes or no", "no"),
        Question("expect.needs", "Which topics would answer it?", "", f"Ids of topics. {_GROUPS}"),
        Question("expect.must_say_any", "What must be said?", "", _GROUPS),
        Question("expect.must_not_say", "What must not be said?", "", _LIST),
        Question("expect.numbers", "Which phone or amount must be shown, digit for digit?", "", _LIST),
        Question("expect.resource_ids", "Which listings fit? One of them must stand on top.", "", f"Ids. {_LIST}"),
        *_COMMON,
        _NOTE,
    ),
    "red_flags": (
        Question("red_flag", "Which banner must stand?", None),
        Question("looks_like", "If none: which danger could it be taken for?", "none"),
        Question("kind", "What kind of case is it, in a word?"),
        *_COMMON,
        _NOTE,
    ),
    "redact": (*_COMMON, _NOTE),
    "check_back": (
        Question("good", "Is it a good question? yes or no", None),
        Question("fault", "If not: what is wrong with it, in a word?", "", "Such as closed, leading or blaming."),
        Question("expect_points", "What would the patient say if it was clear?", "", _LIST),
        Question("reteach", "How would you say the same thing in other words?"),
        _NOTE,
    ),
    "verify": (
        Question("kind", "What kind of error is it?", "untouched"),
        Question("seed", "Which of the possible places? A number", "0"),
        _NOTE,
    ),
}  # fmt: skip
_WORDS: dict[Task, tuple[Question, ...]] = {
    "reply": (
        Question("ask", "What was said? Invented words, on one line", None),
        Question("expect.phi", "Which invented names, phones or dates stand in it?", "", _LIST),
    ),
    "red_flags": (Question("ask", "What was said? Invented words, on one line", None),),
    "redact": (Question("text", "The text, with marks such as [[Rosa|NAME]] and [[metformin|KEEP]]", None),),
    "check_back": (
        Question("script", "Which words were read aloud?", None),
        Question("ask", "Which question is asked then?", None),
    ),
    "verify": (
        Question("topic", "Whose script is it? The id of a topic", None),
        Question("find", "Which words of the script are changed? Empty: Checkback plants the error"),
        Question("put", "What stands there instead?"),
    ),
}


def choose_suite(
    paths: EvalPaths, name: str, ask: Callable[[str], str], tell: Callable[[str], None]
) -> Suite:
    """The suite of that name, asked for until there is one that takes new cases."""
    while True:
        try:
            suite = read_suite(paths, name)
        except CaseInvalid as error:
            tell(str(error))
        else:
            if not suite.only_ids:
                return suite
            tell(f"The suite {suite.name} takes single cases of other suites. Choose one of those.")
        for each in list_suites(paths):
            tell(f"  {each.name:<16} {each.about}")
        name = ask("Which suite? ").strip()


@dataclass(slots=True)
class Interview:
    """One conversation. ``taken``: ids that are in use."""

    suite: Suite
    taken: Collection[str]
    redactor: Redactor
    known: Known
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    fields: dict[str, str] = field(default_factory=dict)

    def run(self) -> tuple[Half, dict[str, str]]:
        """The half and the fields."""
        self.tell(f"A new case for {self.suite.name}: {self.suite.about}.")
        self.tell("An empty answer takes what stands in [brackets]. Type ? for help.")
        half = self._half()
        while True:
            for question in _WORDS[self.suite.task]:
                if question.field != "put" or self.fields.get("find"):
                    self._put(question)
            if self._is_nobody():
                break
        self._put(self._id_question())
        for question in _QUESTIONS[self.suite.task]:
            if not self._is_needless(question.field):
                self._put(question)
        return half, self.fields

    def _half(self) -> Half:
        while True:
            words = "Which half? test: gates look at it. dev: to try things while you work. [test] "
            answer = self.ask(words).strip().lower() or "test"
            if answer in HALVES:
                return "dev" if answer == "dev" else "test"
            self.tell(f"Found '{answer}'; allowed: {', '.join(HALVES)}.{hint(answer, HALVES)}")

    def _put(self, question: Question) -> None:
        """Ask until the answer can be used, and keep it."""
        while True:
            answer = self.ask(self._prompt(question)).strip()
            if answer == "?":
                self.tell(question.help or COMMENTS.get(question.field, "Write it in your own words."))
                continue
            if not answer and question.default is None:
                self.tell("This one is needed.")
                continue
            self.fields[question.field] = self._plain(question, answer or question.default or "")
            wrong = list(self._wrong(question))
            if not wrong:
                return
            for what in wrong:
                self.tell(f"{what[:1].upper()}{what[1:]}")

    def _prompt(self, question: Question) -> str:
        kind = field_at(CASE_OF[self.suite.task], question.field.split("."))
        choices: Collection[str] = kind.choices if kind else ()
        if question.field == "kind" and self.suite.task == "verify":
            from evals.mutations import KINDS

            choices = KINDS
        allowed = f" ({', '.join(choices)})" if choices else ""
        default = f" [{question.default}]" if question.default else ""
        return f"{question.words}{allowed}{default} "

    def _plain(self, question: Question, answer: str) -> str:
        kind = field_at(CASE_OF[self.suite.task], question.field.split("."))
        if kind and kind.kind == "true or false" and answer.lower() in (*_YES, *_NO):
            return "true" if answer.lower() in _YES else "false"
        return answer

    def _wrong(self, question: Question) -> Iterator[str]:
        """What is wrong with the field just answered; fields still to come are filled with something right."""
        if question.field == "id" and self.fields["id"] in self.taken:
            yield f"there is a case '{self.fields['id']}' already; choose another id"
        problems, _ = check_fields(self.suite.task, "test", self._filled(), None, self.known)
        for problem in problems:
            if problem.field == question.field or problem.field.startswith(f"{question.field}."):
                yield problem.what

    def _filled(self) -> dict[str, str]:
        kind = "number" if self.fields.get("find") else "untouched"
        topic = next(iter(self.known.contents.topics), "")
        samples: dict[Task, dict[str, str]] = {
            "reply": {"ask": "-"},
            "red_flags": {"ask": "-", "red_flag": "none"},
            "redact": {"text": "-"},
            "check_back": {"script": "-", "ask": "-", "good": "true"},
            "verify": {"topic": topic, "kind": kind},
        }
        return {"id": "new-case", **samples[self.suite.task], **self.fields}

    def _is_nobody(self) -> bool:
        """Whether no identity is left undeclared in the words, or the person says that it is none."""
        _, placed = check_fields(self.suite.task, "test", self._filled(), None, self.known)
        found = find_identity(placed.case, self.redactor) if placed else {}
        if not found:
            return True
        kinds = ", ".join(sorted({kind for counts in found.values() for kind in counts}))
        self.tell(f"The redactor takes something in these words for identity that you did not name: {kinds}.")
        if self.suite.task == "redact":
            self.tell("Mark it, such as [[Rosa|NAME]]; or as KEEP when it must stay.")
            return False
        answer = self.ask("Is it sure that none of it is a name, number or date of a real person? yes or no ")
        if answer.strip().lower() in _YES:
            self.fields["tags"] = CHECKED
            return True
        self.tell("Then write the words again, with invented ones.")
        return False

    def _is_needless(self, name: str) -> bool:
        """A question that an earlier answer has settled."""
        return {
            "looks_like": self.fields.get("red_flag") != "none",
            "fault": self.fields.get("good") == "true",
            "seed": bool(self.fields.get("find")) or self.fields.get("kind") == "untouched",
        }.get(name, False)

    def _id_question(self) -> Question:
        words = next((self.fields[name] for name in ("ask", "text", "topic") if name in self.fields), "case")
        return Question("id", "A short name for the case?", suggest_id(words, self.taken))


def suggest_id(words: str, taken: Collection[str]) -> str:
    """An id from the first words that say something, and a number when it is taken.

    >>> suggest_id("She got a renewal letter, it is due this week", ["got-renewal-letter-due"])
    'got-renewal-letter-due-2'
    """
    known = [word for word in re.findall(r"[a-z0-9]+", words.casefold()) if word not in _SMALL]
    stem = "-".join(known[:MOST_ID_WORDS]) or "case"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)
