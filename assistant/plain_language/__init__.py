"""Plain language: how hard a script is to hear, which words are jargon, which questions check it well."""

from __future__ import annotations

from assistant.plain_language.check_back import QuestionVerdict, check_question_set, check_questions
from assistant.plain_language.jargon import JargonHit, find_jargon
from assistant.plain_language.reading_level import ReadingReport, explain_reading, prepare, reading_level

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
