"""Turn the spelling of a word into small numbers, so that the detector sees how names and drugs are built.

In: a lower-case word. Out: up to ``MOST`` numbers from 1 to ``BUCKETS`` - 1, one for each run of two to four
letters, ends marked. The same word gives the same numbers in every process; nothing is remembered.
"""

from __future__ import annotations

from zlib import crc32

BUCKETS = 8192
MOST = 32
_SIZES = (3, 4, 2)


def spelling(word: str) -> list[int]:
    """The numbers of one word.

    >>> len(spelling("ana")), spelling("ana") == spelling("ana")
    (9, True)
    """
    marked = f"^{word}$"
    runs = (marked[at : at + size] for size in _SIZES for at in range(len(marked) - size + 1))
    return [1 + crc32(run.encode()) % (BUCKETS - 1) for run in runs][:MOST]
