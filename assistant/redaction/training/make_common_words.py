"""Write ``knowledge_base/words/common_words.txt.gz`` from the SCOWL word lists.

In: a folder of SCOWL lists (``english-words.10`` and so on). Out: lower-case English words up to size 60,
one a line, sorted. Run it again only for a new release of SCOWL; the licence stands in ``words/NOTICE.md``.

    python -m assistant.redaction.training.make_common_words FOLDER
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import regex

from assistant.package_data import knowledge_base_dir

SIZES = (10, 20, 35, 40, 50, 55, 60)
_WORD = regex.compile(r"[a-z]{2,}")


def common_words(folder: Path) -> list[str]:
    """All lower-case words of the common lists, sorted."""
    found: set[str] = set()
    for size in SIZES:
        for part in ("english", "american"):
            path = folder / f"{part}-words.{size}"
            if path.is_file():
                lines = path.read_text(encoding="latin-1").splitlines()
                found.update(line for line in lines if _WORD.fullmatch(line))
    return sorted(found)


def main(folder: str) -> None:
    """Write the file."""
    words = "\n".join(common_words(Path(folder))) + "\n"
    target = knowledge_base_dir() / "words" / "common_words.txt.gz"
    target.write_bytes(gzip.compress(words.encode("ascii"), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1])
