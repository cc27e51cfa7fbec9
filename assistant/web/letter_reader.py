"""The process that reads and scores letters: ``python -m assistant.web.letter_reader``.

In: the bytes of a file on standard input. Out: its findings as JSON on standard output. A letter may name a
patient, so nothing is written, logged or kept, and a file that eats up memory ends this process and no other.
Knows nothing about pages.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from assistant.errors import WrongUse
from assistant.web.low_priority import answer_questions

MOST_MEMORY = 3 * 1024**3
MOST_SWAPS = 12


def score(name: str, body: bytes = b"") -> dict[str, Any]:
    """Rows for the table, and the same as CSV with a header."""
    from assistant.knowledge.documents import read_documents
    from assistant.plain_language.letter_report import letters_csv, score_letter

    try:
        documents = read_documents(name, body)
        findings = [score_letter(document.name, document.text) for document in documents]
    except MemoryError:
        raise WrongUse(
            f"{name} is too large to read here. Save it as plain text (.txt) and try again."
        ) from None
    rows = [row_of(found, document.note) for found, document in zip(findings, documents, strict=True)]
    return {"rows": rows, "csv": letters_csv(findings)}


def row_of(found: Any, note: str = "") -> dict[str, Any]:
    """What one line of the table shows."""
    from assistant.plain_language.letter_report import grade_words

    terms = [*found.jargon, *(hard for hard in found.hard_words if hard.plain)][:MOST_SWAPS]
    return {
        "name": found.name,
        "grade": grade_words(found.grade),
        "ready": found.is_plain,
        "verdict": found.verdict.partition(" Start with this sentence")[0],  # it has a column of its own
        "sentences": [
            {"text": each.text, "words": each.words, "grade": each.grade} for each in found.costliest
        ],
        "swaps": [{"hard": hard.term, "plain": hard.plain} for hard in terms],
        "note": note,
    }


def _limit_memory() -> None:
    """A small file can unpack to a huge one; better that this process fails than that the computer does."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    answer_questions({"score": score})
