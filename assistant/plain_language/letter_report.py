"""Say in plain words how hard a letter, leaflet or script is, and which sentence to mend first.

In: a name and a text of any length. Out: LetterFindings: reading level, jargon with plain words, the sentences
that cost most and a verdict in words; for many, one sentence over all and a table a spreadsheet opens safely.
Figures are those of ``explain_reading``. Keeps nothing of the text. Knows nothing about files or screens.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from assistant.errors import WrongUse
from assistant.plain_language.costly_sentences import CostlySentence, find_costliest
from assistant.plain_language.letter_text import letter_body
from assistant.plain_language.reading_level import (
    MAX_DALE_CHALL,
    MAX_FKGL,
    MAX_MEAN_WORDS,
    MAX_SENTENCE_WORDS,
    MAX_WORDS,
    measure,
)
from assistant.plain_language.reading_report import ReadingReport, explain_reading
from assistant.plain_language.scoring_copy import read_sentences

GATE_GRADE = int(MAX_FKGL)
WORDS_A_MINUTE = 150  # a calm reading voice
_SHOWN_WORDS = 12
_SHOWN_TERMS = 5
_COLLEGE = 13
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class HardTerm:
    """A word a patient may not know, and what to say instead or what it means; may be empty."""

    term: str
    plain: str


@dataclass(frozen=True, slots=True)
class LetterFindings:
    """What a person needs to mend one letter.

    All figures are those of the body. ``left_out_lines`` lines of address and signature are not counted, since
    they make a letter look easier; ``whole_grade`` is the grade with them. ``is_above_gate``: above fifth
    grade. ``is_plain``: as easy as what may be read aloud, however long. ``costliest``: mending these
    lowers the grade most, the worst first.
    """

    name: str
    grade: int
    whole_grade: int
    left_out_lines: int
    fkgl: float
    dale_chall: float
    smog: float
    words: int
    sentences: int
    longest_sentence: int
    mean_sentence: float
    minutes_aloud: float
    jargon: tuple[HardTerm, ...]
    hard_words: tuple[HardTerm, ...]
    costliest: tuple[CostlySentence, ...]
    is_above_gate: bool
    is_plain: bool
    verdict: str
    length_note: str


def score_letter(name: str, text: str) -> LetterFindings:
    """The findings on ``text``; raises WrongUse, with the name, when it holds no word."""
    body, left_out = letter_body(text)
    if not read_sentences(body):
        body, left_out = text, 0
    try:
        report = explain_reading(body)
    except WrongUse:
        raise WrongUse(f"{name} holds no words to grade.") from None
    reading = report.reading
    whole = reading.grade if body == text else max(0, math.floor(measure(text).headline + 0.5))
    costliest = find_costliest(body)
    return LetterFindings(
        name=name,
        grade=reading.grade,
        whole_grade=whole,
        left_out_lines=left_out,
        fkgl=round(reading.fkgl, 2),
        dale_chall=round(reading.dale_chall, 2),
        smog=round(reading.smog, 2),
        words=reading.words,
        sentences=len(report.sentence_words),
        longest_sentence=reading.longest_sentence,
        mean_sentence=round(_mean(report), 1),
        minutes_aloud=round(reading.words / WORDS_A_MINUTE, 1),
        jargon=_with_plain_words(reading.jargon, report),
        hard_words=_with_plain_words(_beside_jargon(report), report),
        costliest=costliest,
        is_above_gate=reading.grade > GATE_GRADE,
        is_plain=_is_plain(report),
        verdict=_verdict(report, costliest),
        length_note=_length_note(reading.grade, reading.words),
    )


def _mean(report: ReadingReport) -> float:
    return report.reading.words / len(report.sentence_words)


def _beside_jargon(report: ReadingReport) -> list[str]:
    """Hard words that are no part of a listed term."""
    parts = {part.lower() for term in report.reading.jargon for part in term.replace("-", " ").split()}
    return [word for word in report.hard_words if word.lower() not in parts]


def _with_plain_words(terms: Iterable[str], report: ReadingReport) -> tuple[HardTerm, ...]:
    """Terms with what to say instead; those whose plainer words are known come first."""
    plain = dict(report.swaps)
    return tuple(sorted((HardTerm(term, plain.get(term, "")) for term in terms), key=lambda t: not t.plain))


def _is_plain(report: ReadingReport) -> bool:
    """The gate of reading aloud without its number of words: that one is for scripts."""
    reading = report.reading
    return (
        reading.fkgl <= MAX_FKGL
        and reading.dale_chall <= MAX_DALE_CHALL
        and reading.longest_sentence <= MAX_SENTENCE_WORDS
        and _mean(report) <= MAX_MEAN_WORDS
        and not reading.jargon
    )


def grade_words(grade: int) -> str:
    """A grade as a person says it.

    >>> [grade_words(n) for n in (0, 1, 5, 12, 15)]
    ['below 1st grade', '1st grade', '5th grade', '12th grade', 'college level (grade 15)']
    """
    if grade < 1:
        return "below 1st grade"
    if grade >= _COLLEGE:
        return f"college level (grade {grade})"
    return f"{grade}{_ENDINGS.get(grade, 'th')} grade"


def _verdict(report: ReadingReport, costliest: Sequence[CostlySentence]) -> str:
    """Grade, gate and what to do first, in words."""
    said = grade_words(report.reading.grade)
    said = f"{said[0].upper()}{said[1:]}"
    start = f' Start with this sentence: "{costliest[0].text}"' if costliest else ""
    if report.reading.grade > GATE_GRADE:
        return f"{said}. The gate for reading aloud is grade {GATE_GRADE}.{start}"
    if _is_plain(report):
        return f"{said}. That is within the gate for reading aloud (grade {GATE_GRADE})."
    start = start if costliest and costliest[0].grade > GATE_GRADE else ""
    return f"{said}. The grade is fine, but {' and '.join(_other_faults(report))}.{start}"


def _other_faults(report: ReadingReport) -> list[str]:
    """What still stands against reading it aloud when the grade is low enough."""
    reading, faults = report.reading, []
    if reading.jargon:
        faults.append(f"it does not explain {_few(reading.jargon)}")
    if reading.longest_sentence > MAX_SENTENCE_WORDS:
        faults.append(f"one sentence has {reading.longest_sentence} words (at most {MAX_SENTENCE_WORDS})")
    if _mean(report) > MAX_MEAN_WORDS:
        faults.append(f"sentences have {_mean(report):.0f} words on average (at most {MAX_MEAN_WORDS:.0f})")
    if reading.dale_chall > MAX_DALE_CHALL or reading.fkgl > MAX_FKGL:
        faults.append(f"it has many hard words ({_few(report.hard_words)})")
    return faults


def _few(words: Sequence[str]) -> str:
    more = len(words) - _SHOWN_TERMS
    return ", ".join(words[:_SHOWN_TERMS]) + (f" and {more} more" if more > 0 else "")


def _length_note(grade: int, words: int) -> str:
    """How its length is to be read: the 40 to 120 words are a rule for scripts, not for letters."""
    if words > MAX_WORDS:
        return f"As a letter: grade {grade}; over {MAX_WORDS} words, so not one script."
    return f"{words} words: short enough for one script."


def summary_words(findings: Sequence[LetterFindings]) -> str:
    """All letters in a few sentences: how many are above fifth grade, and the sentence that is worst."""
    if not findings:
        return "No letter could be scored."
    above = sum(each.is_above_gate for each in findings)
    noun, verb = ("letter", "is") if len(findings) == 1 else ("letters", "is" if above == 1 else "are")
    grades = [each.grade for each in findings]
    parts = [f"{above} of {len(findings)} {noun} {verb} above fifth grade."]
    if len(findings) > 1:
        parts.append(
            f"Grades go from {min(grades)} to {max(grades)}; the middle one is {median(grades):.0f}."
        )
    if worst := _worst_sentence(findings):
        name, sentence = worst
        parts.append(
            f'The worst sentence is in {name} (grade {sentence.grade}, {sentence.words} words): "{sentence.text}"'
        )
    terms = Counter(term for each in findings for term in {hard.term for hard in each.jargon})
    common = [(term, count) for term, count in sorted(terms.items(), key=_often) if count > 1]
    if common:
        listed = ", ".join(f"{term} ({count})" for term, count in common[:_SHOWN_TERMS])
        parts.append(f"Unexplained terms in more than one letter: {listed}.")
    return " ".join(parts)


def _often(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _worst_sentence(findings: Sequence[LetterFindings]) -> tuple[str, CostlySentence] | None:
    named = [(each.name, sentence) for each in findings if each.is_above_gate for sentence in each.costliest]
    return max(named, key=lambda pair: pair[1].grade, default=None)


def as_row(findings: LetterFindings) -> dict[str, str | int | float]:
    """One line of the table; a text that a spreadsheet would run as a formula gets an apostrophe."""
    first = findings.costliest[0] if findings.costliest else CostlySentence("", 0, 0)
    row: dict[str, str | int | float] = {
        "name": findings.name,
        "grade": findings.grade,
        "grade_with_address": findings.whole_grade,
        "above_fifth_grade": "yes" if findings.is_above_gate else "no",
        "flesch_kincaid": findings.fkgl,
        "dale_chall": findings.dale_chall,
        "smog": findings.smog,
        "words": findings.words,
        "sentences": findings.sentences,
        "longest_sentence": findings.longest_sentence,
        "words_a_sentence": findings.mean_sentence,
        "minutes_aloud": findings.minutes_aloud,
        "start_with": first.text,
        "start_with_words": first.words,
        "start_with_grade": first.grade,
        "unexplained_terms": _terms(findings.jargon),
        "hard_words": _terms(findings.hard_words[:_SHOWN_WORDS]),
        "verdict": findings.verdict,
    }
    return {column: _guard(cell) for column, cell in row.items()}


def _terms(terms: Iterable[HardTerm]) -> str:
    return "; ".join(f"{hard.term} ({hard.plain})" if hard.plain else hard.term for hard in terms)


def _guard(cell: str | float) -> str | int | float:
    """Figures of ours stay figures; any text that begins like a formula (a phone with +, too) is held as text."""
    if isinstance(cell, str) and (
        cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS)
    ):
        return f"'{cell}"
    return cell


def letters_csv(findings: Iterable[LetterFindings]) -> str:
    """The table of all letters as CSV with a header. A file for a spreadsheet is best saved as "utf-8-sig"."""
    rows = [as_row(each) for each in findings]
    out = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()
