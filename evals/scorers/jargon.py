"""Score the words: none that a patient may not know, unless the script explains it.

In: the script. Out: whether it is free of jargon, how many terms are not explained, and how many hard words
there are; with the plainer words. Knows nothing about grades.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.plain_language import JargonHit, find_jargon
from assistant.plain_language.reading_level import find_hard_words
from assistant.plain_language.scoring_copy import read_sentences
from evals.case_types import ReplyCase
from evals.eval_types import Output, Value
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "jargon",
    [
        ("jargon_free", "yes/no", "up", "share of scripts without a term that is not explained"),
        ("jargon_count", "terms", "down", "terms in the script that it does not explain"),
        ("hard_words", "words", "down", "words that a fourth grader may not know (Dale-Chall list)"),
    ],
)
_SHOWN = 8


def score(_case: ReplyCase, output: Output, _world: World) -> dict[str, Value]:
    """The unexplained terms and hard words of the script."""
    script = output["reply"]["script"]
    hits = [hit for hit in find_jargon(script) if not hit.explained]
    terms = {hit.term: hit for hit in hits}
    spans = tuple(("script", hit.start, hit.end) for hit in hits)
    hard = list(dict.fromkeys(find_hard_words(read_sentences(script))))
    shown = f"Hard words: {', '.join(hard[:_SHOWN])}." if hard else "There are no hard words."
    why = _words(list(terms.values()))
    return {
        "jargon_free": yes_no(not terms, why, spans),
        "jargon_count": Value(len(terms), None, why, spans=spans),
        "hard_words": Value(len(hard), None, shown),
    }


def _words(hits: Sequence[JargonHit]) -> str:
    if not hits:
        return "Every term is plain or explained."
    advice = (
        f'"{hit.term}" (say or explain: {hit.plain})' if hit.plain else f'the letters "{hit.term}"'
        for hit in hits
    )
    return f"Not explained: {', '.join(advice)}."
