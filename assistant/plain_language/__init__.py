"""Plain language: how hard a script is to hear, which words are jargon, which questions check it well.

In: words that may be read to a patient. Out: a reading grade and gate, jargon with its plain words, verdicts
on check-back questions. Works offline on our own word tables, loaded at first use; keeps no scored text.
Knows nothing about topics, facts or the person on the phone.
"""

from __future__ import annotations

from assistant.plain_language.check_back import QuestionVerdict, check_question_set, check_questions
from assistant.plain_language.jargon import JargonHit, find_jargon
from assistant.plain_language.reading_level import prepare, reading_level
from assistant.plain_language.reading_report import ReadingReport, explain_reading

__all__ = [
    "JargonHit",
    "QuestionVerdict",
    "ReadingReport",
    "check_question_set",
    "check_questions",
    "explain_reading",
    "find_jargon",
    "prepare",
    "reading_level",
]
