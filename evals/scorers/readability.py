"""Score how hard a script is to hear, and name the sentence and the words that cost most.

In: the script and its questions. Out: grades, the gate "ready to read aloud", sentence lengths, and second
opinions by other published formulas, which only inform. One sentence or question is never gated by its grade.
Knows nothing about what the words are about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.errors import WrongUse
from assistant.plain_language import ReadingReport, explain_reading
from assistant.plain_language.easy_words import is_easy
from assistant.plain_language.reading_level import (
    MAX_FKGL,
    MAX_MEAN_WORDS,
    MAX_SENTENCE_WORDS,
    MAX_WORDS,
    MIN_WORDS,
    judge,
    measure,
)
from assistant.plain_language.scoring_copy import read_sentences
from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.heard import quoted, sentences
from evals.scorers.metric import Spans, metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "readability",
    [
        (
            "grade",
            "school grade",
            "down",
            "the whole grade that is shown, from Flesch-Kincaid and Dale-Chall",
        ),
        ("grade_le_5", "yes/no", "up", "share of scripts at fifth grade or below (Flesch-Kincaid)"),
        ("grade_le_6", "yes/no", "up", "share of scripts at sixth grade or below (Flesch-Kincaid)"),
        ("ready_to_read_aloud", "yes/no", "up", "share of scripts that pass every rule for reading aloud"),
        ("fkgl", "school grade", "down", "Flesch-Kincaid grade of the script"),
        ("dale_chall", "score", "down", "Dale-Chall score of the script: at most 5.9 is easy"),
        ("smog", "school grade", "down", "SMOG grade; a second opinion"),
        ("coleman_liau", "school grade", "down", "Coleman-Liau grade; a second opinion"),
        ("ari", "school grade", "down", "Automated Readability Index; a second opinion"),
        ("spache", "school grade", "down", "Spache grade, with our list of easy words; a second opinion"),
        ("longest_sentence", "words", "down", "words in the longest sentence: at most 20"),
        ("mean_sentence", "words", "down", "words in a sentence on average: at most 12"),
        ("words", "words", "down", "words in the script: 40 to 120"),
        ("read_seconds", "seconds", "down", "time to read the script aloud at 150 words a minute"),
        ("passive_sentences", "sentences", "down", "sentences that do not say who acts (it was sent)"),
        ("question_grade", "school grade", "down", "grade of the hardest check-back question"),
    ],
)
MAX_GRADE_6 = 6.0
WORDS_A_MINUTE = 150
_AIM_WORDS = 15
_SHORT_SWAP_WORDS = 3
_SHOWN_SWAPS = 2
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:not |being |also |often )?"
    r"(?!(?:tired|scared|worried|confused|married|retired|interested|allowed|supposed|covered)\b)"
    r"(?:\w{3,}ed|given|taken|sent|paid|made|told|seen|held|kept|lost|written|found)\b",
    re.IGNORECASE,
)


def score(_case: ReplyCase, output: Output, _world: World) -> dict[str, Value]:
    """All readings of the script; a reply without words to say fails the three gates."""
    reply = output["reply"]
    try:
        report = explain_reading(reply["script"])
    except WrongUse:
        missing = yes_no(ok=False, why="There is no script: nothing can be read aloud.")
        return dict.fromkeys(("grade_le_5", "grade_le_6", "ready_to_read_aloud"), missing)
    return {
        **_grades(report, reply["script"]),
        **_lengths(report, reply["script"]),
        **_second_opinions(reply["script"]),
        **_questions(reply["check_backs"]),
    }


def _grades(report: ReadingReport, script: str) -> dict[str, Value]:
    reading, why = report.reading, _words(report)
    spans = _place(script, report.costliest_sentence)
    ready = "Ready to read aloud." if reading.ready_to_read_aloud else " ".join(report.reasons)
    return {
        "grade": Value(reading.grade, None, why, spans=spans),
        "grade_le_5": yes_no(reading.fkgl <= MAX_FKGL, why, spans),
        "grade_le_6": yes_no(reading.fkgl <= MAX_GRADE_6, why, spans),
        "ready_to_read_aloud": yes_no(reading.ready_to_read_aloud, ready, spans),
        "fkgl": Value(reading.fkgl, None, f"Flesch-Kincaid grade {reading.fkgl:.1f}."),
        "dale_chall": Value(
            reading.dale_chall, None, f"Dale-Chall {reading.dale_chall:.1f}; at most 5.9 is easy."
        ),
        "smog": Value(reading.smog, None, f"SMOG grade {reading.smog:.1f}."),
    }


def _lengths(report: ReadingReport, script: str) -> dict[str, Value]:
    words, longest = report.reading.words, report.reading.longest_sentence
    mean = words / len(report.sentence_words)
    seconds = 60 * words / WORDS_A_MINUTE
    passive = [s for s in sentences(script) if _PASSIVE.search(s.text)]
    hidden = (
        f"Who acts is not said in: {quoted(passive[0].text)}" if passive else "Every sentence says who acts."
    )
    return {
        "longest_sentence": Value(
            longest,
            longest <= MAX_SENTENCE_WORDS,
            f"The longest sentence has {longest} words; at most {MAX_SENTENCE_WORDS}.",
        ),
        "mean_sentence": Value(
            mean, mean <= MAX_MEAN_WORDS, f"{mean:.1f} words in a sentence; at most {MAX_MEAN_WORDS:.0f}."
        ),
        "words": Value(
            words, MIN_WORDS <= words <= MAX_WORDS, f"{words} words; a script has {MIN_WORDS} to {MAX_WORDS}."
        ),
        "read_seconds": Value(seconds, None, f"About {seconds:.0f} seconds to read aloud."),
        "passive_sentences": Value(
            len(passive), None, hidden, spans=tuple(("script", s.start, s.end) for s in passive)
        ),
    }


def _second_opinions(script: str) -> dict[str, Value]:
    """Coleman-Liau 1975, ARI 1967 and Spache 1974, on the words and sentences of the scoring copy."""
    parts = [[word for piece in sentence for word in piece] for sentence in read_sentences(script)]
    words = [word for part in parts for word in part]
    letters, mean = sum(map(len, words)) / len(words), len(words) / len(parts)
    unfamiliar = len({word.lower() for word in words if not is_easy(word)})
    figures = {
        "coleman_liau": 5.88 * letters - 29.6 / mean - 15.8,
        "ari": 4.71 * letters + 0.5 * mean - 21.43,
        "spache": 0.121 * mean + 8.2 * unfamiliar / len(words) + 0.659,
    }
    return {name: Value(figure, None, f"{name}: grade {figure:.1f}.") for name, figure in figures.items()}


def _questions(checks: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    grades = {number: _grade(check["ask"]) for number, check in enumerate(checks, start=1)}
    if not grades:
        return {}
    number = max(grades, key=lambda each: grades[each])
    why = f"The hardest question is at grade {grades[number]}: {quoted(checks[number - 1]['ask'])}"
    return {"question_grade": Value(grades[number], None, why)}


def _grade(ask: str) -> int:
    try:
        return judge(measure(ask), ()).grade
    except WrongUse:
        return 0


def _words(report: ReadingReport) -> str:
    """The grade, the sentence that costs most, and what to change in it."""
    hardest = f"Grade {report.reading.grade}. The hardest sentence is {quoted(report.costliest_sentence)}."
    said = report.costliest_sentence.lower()
    inside = sorted(report.swaps, key=lambda swap: swap[0].lower() not in said)
    advice = [_swap(word, plain) for word, plain in inside if plain][:_SHOWN_SWAPS]
    if not advice and len(report.costliest_sentence.split()) > _AIM_WORDS:
        advice = ["make two sentences of it"]
    return f"{hardest} Try: {'; '.join(advice)}." if advice else hardest


def _swap(word: str, plain: str) -> str:
    is_short = len(plain.split()) <= _SHORT_SWAP_WORDS
    return f'swap "{word}" for "{plain}"' if is_short else f'explain "{word}" ({plain})'


def _place(script: str, sentence: str) -> Spans:
    start = script.find(sentence) if sentence else -1
    return (("script", start, start + len(sentence)),) if start >= 0 else ()
