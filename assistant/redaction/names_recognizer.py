"""The name detector as a Presidio recognizer, and other models that can stand beside it.

In: folded text. Out: Presidio results with our labels NAME, CITY, FACILITY and EMPLOYER.
``recognizers_for("spacy:FOLDER")`` or ``("transformers:FOLDER")`` adds a model of the owner's own; it is
read from this computer and works beside the built-in head, never in its place.
Knows nothing about rules, the veto list or the memory of a call.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, RecognizerResult

from assistant.errors import SettingsWrong
from assistant.redaction.name_detector import Found, NameDetector

LABELS = ("NAME", "CITY", "ADDRESS", "FACILITY", "EMPLOYER")
_CARE_WORD = regex.compile(
    r"\b(?:hospital|clinic|medical|health|care|nursing|rehab\w*|hospice|dialysis|pharmacy|manor|memorial|general"
    r"|regional|living|dental|surgery|center|doctors?|wellness|recovery|shelter)\b",
    regex.IGNORECASE,
)
_WORKS = regex.compile(
    r"\b(?:work\w*|job|employ\w*|hired?|fired|laid off|shift|boss|retired"
    r"|insurance (?:through|from))\b[^.?!]{0,40}$",
    regex.IGNORECASE,
)
_OTHER_LABELS = {
    "PER": "NAME", "PERSON": "NAME", "NAME": "NAME", "PATIENT": "NAME", "STAFF": "NAME",
    "GPE": "LOC", "LOC": "LOC", "LOCATION": "LOC",
    "ORG": "ORG", "FAC": "ORG", "ORGANIZATION": "ORG", "HOSPITAL": "ORG", "HOSP": "ORG",
}  # fmt: skip
_STREET = regex.compile(
    r"\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|way|circle|trail|pike|highway)\.?$",
    regex.IGNORECASE,
)
_KINDS = ("spacy", "transformers")


class NamesRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is read as Any
    """The trained head in Presidio's clothes."""

    def __init__(self, detector: NameDetector | None = None) -> None:
        self._detector = detector or NameDetector()
        self._ready = threading.local()
        super().__init__(supported_entities=list(LABELS), name="Names")

    def load(self) -> None:
        """Loaded with the detector."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Read many texts at once, for this thread; ``analyze`` then finds them ready. Empty forgets them."""
        fresh = list(dict.fromkeys(texts))
        self._ready.found = dict(zip(fresh, self._detector.find_many(fresh), strict=True)) if fresh else {}

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[Any]:
        """All names, places and organisations."""
        del entities, nlp_artifacts
        ready = getattr(self._ready, "found", {})
        found = ready[text] if text in ready else self._detector.find(text)
        return [_result(self, one, text) for one in found]


class OtherModel(EntityRecognizer):  # type: ignore[misc]  # Presidio is read as Any
    """A spaCy or transformers model of the owner's own, beside the head."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._kind = kind
        self._model = _load_other(kind, folder)
        super().__init__(supported_entities=list(LABELS), name=f"Names by {kind}")

    def load(self) -> None:
        """Loaded when it is made."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[Any]:
        """All names, places and organisations the model marks."""
        del entities, nlp_artifacts
        return [_result(self, one, text) for one in self._found(text)]

    def _found(self, text: str) -> Iterator[Found]:
        if self._kind == "spacy":
            with self._model.memory_zone():
                marked = [(ent.start_char, ent.end_char, ent.label_, 0.85) for ent in self._model(text).ents]
        else:
            marked = [(m["start"], m["end"], m["entity_group"], float(m["score"])) for m in self._model(text)]
        for start, end, label, score in marked:
            if label.upper() in _OTHER_LABELS and start < end:
                yield Found(int(start), int(end), _OTHER_LABELS[label.upper()], score)


def recognizers_for(setting: str) -> tuple[Any, ...]:
    """The head, and the model that ``setting`` names ("", "spacy:FOLDER", "transformers:FOLDER").

    Raises SettingsWrong when the setting has another form or there is no such folder on this computer.
    """
    head = NamesRecognizer()
    if not setting:
        return (head,)
    kind, _, folder = setting.partition(":")
    path = Path(folder).expanduser()
    if kind not in _KINDS or not folder or not path.is_dir():
        raise SettingsWrong(
            f"The setting names_model is {setting!r}. Write spacy:FOLDER or transformers:FOLDER, with a folder "
            "that is on this computer, or leave it empty."
        )
    return (head, OtherModel(kind, path))


def _load_other(kind: str, folder: Path) -> Any:
    if kind == "spacy":
        import spacy

        return spacy.load(folder)
    from transformers import pipeline

    return pipeline(
        "token-classification", model=str(folder), aggregation_strategy="simple", stride=32, device="cpu"
    )


def _result(recognizer: Any, found: Found, text: str) -> Any:
    return RecognizerResult(
        _label(found, text),
        found.start,
        found.end,
        max(found.score, 0.4),  # what passed its own bar is not judged again by Presidio's
        recognition_metadata={
            RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
            "rule": f"names.{found.label.lower()}",
            "firm": False,
        },
    )


def _label(found: Found, text: str) -> str:
    if found.label == "NAME":
        return "NAME"
    if found.label == "LOC":
        return "ADDRESS" if _STREET.search(text, found.start, found.end) else "CITY"
    if _CARE_WORD.search(text, found.start, found.end):
        return "FACILITY"
    return "EMPLOYER" if _WORKS.search(text[: found.start]) else "FACILITY"
