"""Read the two word lists: which run of words is a listed term, and what would be plainer.

In: ``knowledge_base/words/plain_words.tsv`` and ``glossary.tsv``, read once. Out: terms with plain words,
found by their base form or a regular inflection. A broken line raises KnowledgeBaseInvalid with its number.
Knows nothing about texts, sentences or whether a term was explained.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.errors import InstallationIncomplete, KnowledgeBaseInvalid
from assistant.package_data import knowledge_base_dir

Use = Literal["swap", "gloss", "flag", "acronym", "name"]

_PLAIN_COLUMNS = ["term", "plain", "source", "licence", "use"]
_GLOSSARY_COLUMNS = ["term", "gloss", "forms", "kind"]
_GLOSSARY_USES: Mapping[str, Use] = {
    "insurance": "gloss", "care": "gloss", "medicine": "gloss", "acronym": "acronym", "name": "name",
}  # fmt: skip
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['\u2019][^\W_]+)*")
_CLOSED_SYLLABLE = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
_HISS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Term:
    """One listed term. ``plain`` is what to say instead (swap), or what it means (gloss)."""

    term: str
    plain: str
    use: Use
    from_glossary: bool


@dataclass(frozen=True, slots=True)
class TermIndex:
    """Terms by the first word of each form, longest first; acronyms and names only in their own capitals."""

    jargon: Mapping[str, Sequence[tuple[tuple[str, ...], Term]]]
    exact: Mapping[str, Term]
    advice: Mapping[str, Term]


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The words of ``text`` with their place; hyphens part words, "e.g." is one."""
    return _TOKEN.finditer(text)


@functools.cache
def term_index() -> TermIndex:
    """Both lists, ready to look up."""
    terms = [*_read_plain_words(), *_read_glossary()]
    jargon: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    exact: dict[str, Term] = {}
    advice: dict[str, Term] = {}
    for forms, term in terms:
        if term.use in {"acronym", "name"}:
            exact.update((form, term) for form in forms)
            continue
        for form in forms:
            for words in _inflect(tuple(match[0].lower() for match in tokens(form))):
                advice.setdefault(" ".join(words), term)
                if term.use != "flag":
                    jargon.setdefault(words[0], []).append((words, term))
    for found in jargon.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return TermIndex(jargon, exact, advice)


def plainer_words(word: str) -> str:
    """What to say instead of ``word``, or nothing when the lists do not know it.

    >>> plainer_words("Physicians")
    'doctor'
    """
    term = term_index().advice.get(word.lower())
    return "" if term is None else " or ".join(term.plain.replace("(omit)", "leave it out").split("; ")[:2])


def _read_plain_words() -> Iterator[tuple[list[str], Term]]:
    for place, (term, plain, _, _, use) in _rows("plain_words.tsv", _PLAIN_COLUMNS):
        if use not in {"swap", "gloss", "flag"}:
            raise KnowledgeBaseInvalid(f"{place}: use must be swap, gloss or flag.")
        yield [term], Term(term, plain, use, from_glossary=False)  # type: ignore[arg-type] # checked above


def _read_glossary() -> Iterator[tuple[list[str], Term]]:
    for place, (term, gloss, forms, kind) in _rows("glossary.tsv", _GLOSSARY_COLUMNS):
        if kind not in _GLOSSARY_USES:
            raise KnowledgeBaseInvalid(f"{place}: kind must be one of {', '.join(_GLOSSARY_USES)}.")
        listed = [term, *(form for form in forms.split(";") if form)]
        yield listed, Term(term, gloss, _GLOSSARY_USES[kind], from_glossary=True)


def _rows(name: str, columns: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Place and cells of each line; raises KnowledgeBaseInvalid for a line that does not fit ``columns``."""
    try:
        lines = (knowledge_base_dir() / "words" / name).read_text(encoding="utf-8").splitlines()
    except OSError as cause:
        raise InstallationIncomplete(
            f"The word list {name} is missing. Install Checkback again with: make setup"
        ) from cause
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        place = f"words/{name}, line {number}"
        if len(cells) != len(columns) or not (cells[0] and cells[1]) or (number == 1) != (cells == columns):
            raise KnowledgeBaseInvalid(
                f"{place}: must hold {', '.join(columns)}, parted by tabs; mend that line."
            )
        if number > 1:
            yield place, cells


def _inflect(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The term, and the term with its first or last word in each regular form ("complies with", "copays")."""
    forms = dict.fromkeys([words])
    for form in _forms_of(words[-1]):
        forms[(*words[:-1], form)] = None
    for form in _forms_of(words[0]) if len(words) > 1 else ():
        forms[(form, *words[1:])] = None
    return forms


def _forms_of(word: str) -> Iterator[str]:
    if not word.isalpha() or len(word) < 3:  # noqa: PLR2004 - "in", "of", "to" have no forms
        return
    stem = word
    if word.endswith("y") and word[-2] not in "aeiou":
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
        return
    yield word + ("es" if word.endswith(_HISS) else "s")
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
        return
    yield from (stem + "ed", stem + "ing")
    if _CLOSED_SYLLABLE.search(word):
        yield from (word + word[-1] + "ed", word + word[-1] + "ing")
