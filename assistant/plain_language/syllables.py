"""Count the syllables of a word as a careful speaker of English says it.

In: one word, in any case. Out: a whole number, at least 1.
Looks the word up in a table made from the CMU Pronouncing Dictionary; a word that is not there
("metformin", "copays") is taken apart into a known word and its ending, and only then guessed.
Reads one file of ours, once; never the network. Knows nothing about sentences or grades.
"""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
from collections.abc import Mapping

from assistant.errors import InstallationIncomplete
from assistant.package_data import knowledge_base_dir

# An apostrophe stays only before these endings; the formulas we compare with do the same.
_LOOSE_APOSTROPHE = re.compile(r"'(?!t|s|d|ve|ll|re)")
_NOT_IN_A_WORD = re.compile(r"[^\w']")
_DIGITS_OR_LETTERS = re.compile(r"\d+|\D+")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels here are two syllables: "idea", "diet", "video", "fluid" is one of the exceptions we accept.
_SPLIT_VOWELS = re.compile(r"i[ao](?!u)|[eu]o(?!u)|uou|ism$|ua[lt]|iu|(?<!q)ui[nt]|eou|ying$")
_SILENT_END = re.compile(r"(?:[^aeiouytdl]ed|[^aeiouyl]e|[^aeiouyscgzx]es|[aeiouy]le|[aeiou][rnw]e)$")
_HISS = ("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze")
# Ending, what may stand in its place in the known word, and the syllables the ending adds.
_ENDINGS = (
    ("'s", ("",), 0), ("'", ("",), 0), ("ies", ("y",), 0), ("ied", ("y",), 0), ("es", ("", "e"), 0),
    ("s", ("",), 0), ("ed", ("", "e"), 0), ("ing", ("", "e"), 1), ("er", ("", "e"), 1), ("est", ("", "e"), 1),
    ("ily", ("y",), 1), ("ly", ("", "le"), 1), ("ness", ("",), 1), ("less", ("",), 1), ("ment", ("",), 1),
    ("able", ("", "e"), 2), ("ful", ("",), 1),
)  # fmt: skip
_BEGINNINGS = ("non", "un", "re", "pre", "over", "under", "anti", "self", "co", "mis")


@functools.cache
def syllable_table() -> Mapping[str, int]:
    """Syllables of each known word; raises InstallationIncomplete when the file is missing or broken."""
    path = knowledge_base_dir() / "words" / "syllables.tsv.gz"
    try:
        cells = gzip.decompress(path.read_bytes()).decode("ascii").split()
        return dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
    except (OSError, EOFError, ValueError) as cause:
        raise InstallationIncomplete(
            f"The syllable table {path.name} is missing or damaged. Install Checkback again with: make setup"
        ) from cause


def count_syllables(word: str) -> int:
    """Syllables of ``word``; a number is one.

    >>> [count_syllables(word) for word in ("doctor", "metformin", "copays", "1,200", "A1C")]
    [2, 3, 2, 1, 3]
    """
    spelling = _NOT_IN_A_WORD.sub("", _LOOSE_APOSTROPHE.sub("", word)).lower()
    known = syllable_table().get(spelling)
    if known:
        return known
    if any(character.isdigit() for character in spelling):
        return _count_mixed(spelling)
    return _count_unknown(spelling)


def _count_mixed(spelling: str) -> int:
    """Numbers are one syllable ("3rd" too); in "a1c" or "b12" each group of letters is said as well."""
    if spelling[0].isdigit():
        return 1
    return sum(1 if group.isdigit() else _guess(group) for group in _DIGITS_OR_LETTERS.findall(spelling))


def _count_unknown(spelling: str) -> int:
    """Known word plus ending, or beginning plus known word, or a guess from the spelling."""
    table = syllable_table()
    letters = "".join(c for c in unicodedata.normalize("NFD", spelling) if not unicodedata.combining(c))
    for ending, stands_for, added in _ENDINGS:
        if letters.endswith(ending):
            for last in stands_for:
                base = letters[: -len(ending)] + last
                known = table.get(base) or (table.get(base[:-1]) if base[-2:-1] == base[-1:] else None)
                if known and len(base) > 2:  # noqa: PLR2004 - "as" is not "a" plus an ending
                    return known + added + _spoken_ending(ending, base)
    for beginning in _BEGINNINGS:
        known = table.get(letters.removeprefix(beginning)) if letters.startswith(beginning) else None
        if known and len(letters) > len(beginning) + 2:
            return known + len(_VOWELS.findall(beginning))
    return _guess(letters)


def _spoken_ending(ending: str, base: str) -> int:
    """The forms "boxes" and "wanted" gain a syllable, "pills" and "called" do not."""
    if ending in {"s", "es", "'s", "'"}:
        return int(base.endswith(_HISS))
    return int(ending == "ed" and base.endswith(("t", "d", "te", "de")))


def _guess(letters: str) -> int:
    """Groups of vowels, with the usual silent endings; at least one."""
    groups = len(_VOWELS.findall(letters)) + len(_SPLIT_VOWELS.findall(letters))
    if groups > 1 and _SILENT_END.search(letters):
        groups -= 1
    return max(1, groups)
