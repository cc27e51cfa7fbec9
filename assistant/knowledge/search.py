"""Find the topics and listings that fit a question, or say that nothing does.

In: redacted words. Out: hits with a score of 0..1, best first, the same every time.
The score adds cosines of document, best idea and title to a saturated BM25 score; adding scores keeps a
threshold meaningful, which voting by rank does not. Knows nothing about drafting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.knowledge.index import Index
from assistant.knowledge.passages import Kind, Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.knowledge.embedding import Encoder

#: weights of document, best idea, best title or alias cosine, and of BM25. Aliases are patients' own words,
#: so they weigh most; chosen on the dev half, figures in docs/lab_notes.md
WEIGHTS: dict[Part, float] = {"document": 0.2, "chunk": 0.3, "title": 0.5}
BM25_WEIGHT = 0.2
BM25_HALF = 10.0  # a BM25 score of 10 counts half
K1, B = 1.2, 0.75
TITLE_REPEATS = 3
_TOTAL = sum(WEIGHTS.values()) + BM25_WEIGHT
_WORD = re.compile(r"\b\w+\b")
_LETTERED = re.compile(r"\b(part|plan|section|hepatitis|vitamin) (\w)\b")
# "a", "no" and "not" stay: "part a" and "not covered" lose their point without them
STOP_WORDS = frozenset(
    """
    an and are as at be but by for if in into is it its of on or such that the their then there these they this
    to was will with i me my we you your he she his her have has had do does did am been so just
    """.split()
)


class Hit(NamedTuple):
    """One document found; ``score`` is 0..1 and ``owner`` the topic or listing id."""

    kind: Kind
    owner: str
    score: float


class Searcher:
    """Exact search over one verified index."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        import numpy as np

        self._vectors = index.vectors
        self._encoder = encoder
        self._owners = tuple(dict.fromkeys((row.kind, row.owner) for row in index.rows))
        place = {owner: number for number, owner in enumerate(self._owners)}
        self._owner_of = np.array([place[row.kind, row.owner] for row in index.rows])
        self._part_of = {part: np.array([row.part == part for row in index.rows]) for part in WEIGHTS}
        self._has_chunk = np.zeros(len(self._owners), dtype=bool)
        self._has_chunk[self._owner_of[self._part_of["chunk"]]] = True
        self._words = _WordIndex(index, place)

    def search(self, query: str, k: int = 5, kinds: Sequence[Kind] = ("topic",)) -> list[Hit]:
        """The best ``k`` documents of these kinds; ties go by id. An empty query raises WrongUse."""
        import numpy as np

        vector = self._encoder.encode([query])[0]
        scores = self._score(self._vectors @ vector, query)
        wanted = [number for number, (kind, _) in enumerate(self._owners) if kind in kinds]
        rounded = np.round(np.clip(scores, 0.0, 1.0), 6)
        best = sorted(wanted, key=lambda number: (-rounded[number], self._owners[number]))[:k]
        return [Hit(*self._owners[number], float(rounded[number])) for number in best]

    def _score(self, cosines: NDArray[np.float32], query: str) -> NDArray[np.float64]:
        import numpy as np

        count = len(self._owners)
        best = {part: np.full(count, -1.0) for part in WEIGHTS}
        for part, mask in self._part_of.items():
            np.maximum.at(best[part], self._owner_of[mask], cosines[mask].astype(np.float64))
        best["chunk"] = np.where(self._has_chunk, best["chunk"], best["document"])
        lexical = self._words.scores(query)
        total = sum(weight * best[part] for part, weight in WEIGHTS.items())
        return np.asarray((total + BM25_WEIGHT * lexical / (lexical + BM25_HALF)) / _TOTAL)


class _WordIndex:
    """BM25 over title, aliases and text of each document."""

    def __init__(self, index: Index, place: dict[tuple[Kind, str], int]) -> None:
        import bm25s
        import Stemmer

        self._stemmer = Stemmer.Stemmer("english")
        texts: list[list[str]] = [[] for _ in place]
        for row in index.rows:
            repeats = TITLE_REPEATS if row.part == "title" else 1
            texts[place[row.kind, row.owner]] += self.tokens(row.text) * repeats
        self._bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        self._bm25.index(texts, show_progress=False)
        self._count = len(place)

    def tokens(self, text: str) -> list[str]:
        joined = _LETTERED.sub(r"\1_\2", text.lower())
        return list(
            self._stemmer.stemWords([word for word in _WORD.findall(joined) if word not in STOP_WORDS])
        )

    def scores(self, query: str) -> NDArray[np.float64]:
        import numpy as np

        known = [token for token in self.tokens(query) if token in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._count)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float64)
