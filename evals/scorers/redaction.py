"""Score redaction: who the patient is must be taken out, and what must stay must be left in.

In: a text with marked identifiers and marked words to keep, and the spans that were taken out. Out:
identifiers that left a letter or digit behind, kept words that were touched, and how many spans were identity.
Whether a label is right only informs: a name taken out as an address is taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from evals.case_types import RedactCase
from evals.eval_types import Output, Value
from evals.marked_text import KEEP, Mark, parse
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "redaction",
    [
        ("leaked", "identifiers", "down", "identifiers that left a letter or digit behind, of all marked"),
        ("leaked_names", "identifiers", "down", "names that left a letter behind, of all names marked"),
        ("label_right", "spans", "up", "identifiers taken out under their own label; only informs"),
        ("kept_touched", "words", "down", "words to keep that were taken out, of all to keep"),
        ("span_precision", "spans", "up", "parts taken out that were identity, of all taken out"),
        ("clean_text_untouched", "yes/no", "up", "share of texts without identity that stayed as they were"),
    ],
)
Spans = Sequence[Mapping[str, Any]]


def score(case: RedactCase, output: Output, _world: World) -> dict[str, Value]:
    """Leaks, touched words and precision for this text; what does not apply is left out."""
    text, marks = parse(case.text)
    spans: Spans = output["spans"]
    covered = {place for span in spans for place in range(span["start"], span["end"])}
    identity = [mark for mark in marks if mark.label != KEEP]
    values = (
        _leaks(text, identity, covered) if identity else {"clean_text_untouched": _untouched(text, spans)}
    )
    if names := [mark for mark in identity if mark.label == "NAME"]:
        values["leaked_names"] = _leaks(text, names, covered)["leaked"]
    if identity:
        values["label_right"] = _labels(identity, spans)
    if keep := [mark for mark in marks if mark.label == KEEP]:
        values["kept_touched"] = _touched(text, keep, covered)
    if spans:
        values["span_precision"] = _precision(text, identity, spans)
    return values


def _leaks(text: str, marks: Sequence[Mark], covered: AbstractSet[int]) -> dict[str, Value]:
    """Marked identifiers with a letter or digit outside all spans."""
    left = [mark for mark in marks if _bare(text, mark, covered)]
    why = (
        f"All {len(marks)} identifiers were taken out." if len(marks) > 1 else "The identifier was taken out."
    )
    if left:
        counts = Counter(mark.label.lower() for mark in left)
        labels = ", ".join(f"{count} {label}" for label, count in sorted(counts.items()))
        shown = _bare(text, left[0], covered)
        why = f'{len(left)} of {len(marks)} identifiers left something behind ({labels}): "{shown}".'
    return {"leaked": Value(len(left), not left, why, n=len(marks), spans=_as_spans(left))}


def _bare(text: str, mark: Mark, covered: AbstractSet[int]) -> str:
    """The letters and digits of a marked part that no span covers."""
    return "".join(
        text[place] for place in range(mark.start, mark.end) if text[place].isalnum() and place not in covered
    )


def _labels(marks: Sequence[Mark], spans: Spans) -> Value:
    right = sum(any(_touches(mark, span) and span["label"] == mark.label for span in spans) for mark in marks)
    return Value(right, None, f"{right} of {len(marks)} were taken out under their own label.", n=len(marks))


def _touched(text: str, keep: Sequence[Mark], covered: AbstractSet[int]) -> Value:
    touched = [mark for mark in keep if not covered.isdisjoint(range(mark.start, mark.end))]
    why = "Every word to keep is still there."
    if touched:
        words = ", ".join(f'"{text[mark.start : mark.end]}"' for mark in touched)
        why = f"{len(touched)} of {len(keep)} words to keep were taken out: {words}."
    return Value(len(touched), not touched, why, n=len(keep), spans=_as_spans(touched))


def _precision(text: str, identity: Sequence[Mark], spans: Spans) -> Value:
    wrong = [span for span in spans if not any(_touches(mark, span) for mark in identity)]
    why = "Everything taken out was identity."
    if wrong:
        words = ", ".join(f'"{text[span["start"] : span["end"]]}"' for span in wrong)
        why = f"{len(wrong)} of {len(spans)} parts taken out were not identity: {words}."
    places = tuple(("text", span["start"], span["end"]) for span in wrong)
    return Value(len(spans) - len(wrong), not wrong, why, n=len(spans), spans=places)


def _untouched(text: str, spans: Spans) -> Value:
    if not spans:
        return yes_no(ok=True, why="No identity here, and nothing was taken out.")
    words = ", ".join(f'"{text[span["start"] : span["end"]]}"' for span in spans)
    places = tuple(("text", span["start"], span["end"]) for span in spans)
    return yes_no(ok=False, why=f"No identity here, but this was taken out: {words}.", spans=places)


def _touches(mark: Mark, span: Mapping[str, Any]) -> bool:
    return bool(span["start"] < mark.end and mark.start < span["end"])


def _as_spans(marks: Sequence[Mark]) -> tuple[tuple[str, int, int], ...]:
    return tuple(("text", mark.start, mark.end) for mark in marks)
