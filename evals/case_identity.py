"""See to it that no case holds who a real person is: the redactor must find nothing that is not declared.

In: a case and a redactor. Out: how many identifiers of which kind stand in it undeclared, and in which
field; never the identifier itself. Declared is what ``expect.phi``, ``context.known_names`` or a mark names.
Knows nothing about whether redaction works well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.call_types import Span
from assistant.plain_language.easy_words import is_easy
from assistant.redaction import Redactor
from assistant.redaction.spans import LABELS
from assistant.strict_yaml import FieldPath
from evals.case_types import AnyCase, CheckBackCase, RedactCase, RedFlagCase, ReplyCase
from evals.marked_text import parse
from evals.problems import CaseProblem
from evals.read_cases import PlacedCase

IDENTIFYING = LABELS - {"CITY", "FACILITY", "EMPLOYER", "AGE_90"}
"""A town, a hospital, a firm or a high age is taken out of a real call, but alone it names nobody."""
CHECKED = "identity-checked"
"""The tag with which a person says that what the redactor takes for identity is none. Without it, cases would be
reworded until the redactor is content, and the words it gets wrong would be tested nowhere."""
_INVENTED_PHONE = re.compile(r"\D*(?:1\D*)?(?:\d{3}\D*)?555\D*01\d\d\D*")
_BIRTH = re.compile(r"\b(?:born|birth\w*|dob|d\.o\.b|naci\w*)\b", re.IGNORECASE)
_BIRTH_REACH = 40
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OLDEST_YEAR = 2024
"""A day in an earlier year is a birthday or a history; a day in a later one, or without a year, is a deadline."""
_WORD = re.compile(r"[^\W_]+")
_PUBLIC_SITE = re.compile(r"\bgov\b", re.IGNORECASE)


def identity_problems(placed: PlacedCase, redactor: Redactor) -> Iterator[CaseProblem]:
    """One problem for each field that holds undeclared identity, by kind and count."""
    for path, kinds in find_identity(placed.case, redactor).items():
        yield placed.form.problem(path, f"{_counted(kinds)}. {_advice(placed.case)}")


def find_identity(case: AnyCase, redactor: Redactor) -> dict[FieldPath, Counter[str]]:
    """Kinds and counts of undeclared identifiers by field."""
    texts = _texts(case)
    joined = "\n".join(texts.values())
    found: dict[FieldPath, Counter[str]] = {}
    for span in redactor.redact(joined).spans:
        if span.label in IDENTIFYING and not _is_declared(case, joined, span):
            found.setdefault(_field_of(span.start, texts), Counter())[span.label] += 1
    return found


def _texts(case: AnyCase) -> Mapping[FieldPath, str]:
    """The texts a person wrote. A planted error is left out: an invented name may be the error itself."""
    texts: dict[FieldPath, str] = {("note",): case.note}
    match case:
        case ReplyCase():
            texts |= {("context", "turns", n): turn for n, turn in enumerate(case.context.turns)}
            texts[("ask",)] = case.ask
        case RedFlagCase():
            texts[("ask",)] = case.ask
        case RedactCase():
            texts[("text",)] = parse(case.text)[0]
        case CheckBackCase():
            texts |= {("script",): case.script, ("ask",): case.ask, ("reteach",): case.reteach}
            texts |= {("expect_points", n): point for n, point in enumerate(case.expect_points)}
        case _:
            pass
    return {path: text for path, text in texts.items() if text.strip()}


def _field_of(start: int, texts: Mapping[FieldPath, str]) -> FieldPath:
    end = 0
    for path, text in texts.items():
        end += len(text) + 1
        if start < end:
            return path
    return ()


def _is_declared(case: AnyCase, text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    if span.label == "DATE" and not _is_personal_date(text, span):
        return True
    if (span.label == "URL" and _PUBLIC_SITE.search(words)) or (span.label == "NAME" and is_easy(words)):
        return True  # one everyday word alone ("mark", "Good") is nobody, even where it could be a first name
    if isinstance(case, ReplyCase):
        return _is_mostly_named(words, (*case.expect.phi, *case.context.known_names))
    if isinstance(case, RedactCase):
        marked, marks = parse(case.text)
        begins = text.rfind(marked)
        return any(mark.start + begins < span.end and span.start < mark.end + begins for mark in marks)
    return _INVENTED_PHONE.fullmatch(words) is not None


def _is_mostly_named(words: str, declared: Sequence[str]) -> bool:
    """Whether half of the letters are declared: a hit may hold a word beside the identifier ("MRN", "apt 3")."""
    known = set(_WORD.findall(" ".join(declared).casefold()))
    parts = _WORD.findall(words.casefold())
    return 2 * sum(len(part) for part in parts if part in known) >= sum(map(len, parts))


def _is_personal_date(text: str, span: Span) -> bool:
    if _BIRTH.search(text[max(0, span.start - _BIRTH_REACH) : span.end]):
        return True
    year = _YEAR.search(text[span.start : span.end])
    return year is not None and int(year[0]) < _OLDEST_YEAR


def _counted(kinds: Counter[str]) -> str:
    listed = " and ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"found {listed}; a case may not hold who a real person is"


def _advice(case: AnyCase) -> str:
    if isinstance(case, RedactCase):
        return "Mark an invented one as [[..|NAME]], or as [[..|KEEP]] when it must stay"
    mend = "Take it out, or write a role, such as my husband"
    if isinstance(case, ReplyCase):
        mend = "Use invented ones and list them under expect.phi, or take them out"
    return f"{mend}. If it is nobody's identity, add the tag {CHECKED}"
