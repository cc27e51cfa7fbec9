"""Run every recognizer over a folded text: Presidio's frame, a blank spaCy pipe, our own families.

In: folded text of one window. Out: hits with our labels. No model is downloaded and nothing is logged.
spaCy keeps each token for the life of a process, so every run stands in a memory zone under a lock.
Heavy imports stand in this module alone; ``redactor.py`` imports it when the first text comes.
"""

from __future__ import annotations

import logging
import threading
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import PhoneRecognizer
from spacy.language import Language
from spacy.tokens import Doc

from assistant.errors import InstallationIncomplete, RedactionFailed
from assistant.redaction.recognizers import FAMILIES, Family
from assistant.redaction.spans import LABELS
from assistant.redaction.turn import Hit, Turn

SCORE_THRESHOLD = 0.35
# What stays of Presidio's own list, and the label its entity becomes: a net under our own families.
PRESIDIO_LABELS = {
    "US_SSN": "SSN",
    "US_ITIN": "SSN",
    "US_PASSPORT": "OTHER_ID",
    "US_BANK_NUMBER": "ACCOUNT",
    "MEDICAL_LICENSE": "LICENSE",
    "CREDIT_CARD": "ACCOUNT",
    "IP_ADDRESS": "IP",
    "MAC_ADDRESS": "DEVICE",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
}
KEPT = (
    "UsSsnRecognizer",
    "UsItinRecognizer",
    "UsPassportRecognizer",
    "UsBankRecognizer",
    "MedicalLicenseRecognizer",
    "CreditCardRecognizer",
    "IpRecognizer",
    "MacAddressRecognizer",
    "EmailRecognizer",
)
RECOGNIZERS = frozenset({*KEPT, "PhoneRecognizer", *(family.name for family in FAMILIES)})
_PIPE = "checkback_lower_lemma"


def silence_presidio() -> None:
    """Stop Presidio's own log: at some levels its lines hold tokens of the text.

    The filter stays when somebody who looks for a fault sets every logger to DEBUG.
    """
    for name in ("presidio-analyzer", "decision_process"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
        logging.getLogger(name).addFilter(_no_record)


def _no_record(record: logging.LogRecord) -> bool:
    del record
    return False


@Language.component(_PIPE)  # type: ignore[untyped-decorator]  # spaCy is read as Any
def _lower_lemma(doc: Doc) -> Doc:
    # A blank pipe leaves lemmas empty, and then no context word of Presidio ever counts.
    for token in doc:
        token.lemma_ = token.lower_
    return doc


class BlankNlpEngine(SpacyNlpEngine):  # type: ignore[misc]  # Presidio is read as Any
    """A spaCy pipe without a model: words and lower-case lemmas, nothing to download."""

    def load(self) -> None:
        """Build the pipe."""
        nlp = spacy.blank("en")
        nlp.add_pipe(_PIPE)
        self.nlp = {"en": nlp}


class QuickContext(LemmaContextAwareEnhancer):  # type: ignore[misc]  # Presidio is read as Any
    """Presidio's context words, with the word of a hit looked up instead of walked to.

    The walk takes a third of a long text, and its error message holds the words of the hit.
    """

    @staticmethod
    def _find_index_of_match_token(word: str, start: int, tokens: Any, tokens_indices: list[int]) -> int:
        del word, tokens
        return max(0, bisect_right(tokens_indices, start) - 1)


class FamilyRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is read as Any
    """One of our families in Presidio's clothes."""

    def __init__(self, family: Family, turn_of: threading.local) -> None:
        self._family = family
        self._turn_of = turn_of
        super().__init__(supported_entities=list(family.labels), name=family.name)

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[Any]:
        """The hits of the family as Presidio results, with rule and firmness beside them."""
        del text, entities, nlp_artifacts
        return [
            RecognizerResult(
                hit.label,
                hit.start,
                hit.end,
                hit.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    "rule": hit.rule,
                    "firm": hit.firm,
                },
            )
            for hit in self._family.find(self._turn_of.turn)
        ]


class Engine:
    """All recognizers behind one call; safe to share between threads."""

    def __init__(self, learned_names: Sequence[EntityRecognizer] = ()) -> None:
        silence_presidio()
        self._lock = threading.Lock()
        self._local = threading.local()
        self._nlp = BlankNlpEngine()
        self._nlp.load()
        registry = RecognizerRegistry(supported_languages=["en"])
        registry.load_predefined_recognizers(languages=["en"], nlp_engine=self._nlp, countries=["us"])
        kept = [each for each in registry.recognizers if each.name in KEPT]
        registry.recognizers = [
            *kept,
            PhoneRecognizer(supported_regions=("US",)),
            *(FamilyRecognizer(family, self._local) for family in FAMILIES),
        ]
        self._check_list(registry)
        self._learned = tuple(learned_names)
        self._rules = self._analyzer_for(registry)
        everything = RecognizerRegistry(
            recognizers=[*registry.recognizers, *learned_names], supported_languages=["en"]
        )
        self._everything = self._analyzer_for(everything)

    def _analyzer_for(self, registry: RecognizerRegistry) -> AnalyzerEngine:
        return AnalyzerEngine(
            registry=registry,
            nlp_engine=self._nlp,
            default_score_threshold=SCORE_THRESHOLD,
            context_aware_enhancer=QuickContext(context_matching_mode="whole_word"),
        )

    @staticmethod
    def _check_list(registry: Any) -> None:
        # Presidio drops or renames recognizers without a word; a silent gap would be a leak.
        names = [each.name for each in registry.recognizers]
        if frozenset(names) != RECOGNIZERS or len(names) != len(RECOGNIZERS):
            differs = sorted(RECOGNIZERS.symmetric_difference(names)) or ["one is listed twice"]
            raise InstallationIncomplete(
                f"Redaction is not complete: recognizers differ ({', '.join(differs)}). "
                "Install the pinned packages again with: make setup"
            )

    @property
    def recognizer_names(self) -> tuple[str, ...]:
        """The names of all recognizers that run, sorted."""
        return tuple(sorted(each.name for each in self._everything.registry.recognizers))

    def prepare(self, texts: Sequence[str]) -> None:
        """Let the learned names read many texts at once, before each is looked at; empty forgets them."""
        for recognizer in self._learned:
            if hasattr(recognizer, "prepare"):
                recognizer.prepare(texts)

    def find(self, text: str, *, year: int, with_names: bool = True) -> list[Hit]:
        """All hits in one window of folded text; raises what a recognizer raises.

        Another reading of the same words needs no second look by the learned names.
        """
        analyzer = self._everything if with_names else self._rules
        nlp = self._nlp.nlp["en"]
        with self._lock, nlp.memory_zone():
            self._local.turn = Turn(text, year=year)
            try:
                return [_as_hit(result) for result in analyzer.analyze(text, language="en")]
            finally:
                del self._local.turn


def _as_hit(result: Any) -> Hit:
    label = PRESIDIO_LABELS.get(result.entity_type, result.entity_type)
    if label not in LABELS:
        raise RedactionFailed(
            f"Redaction met an unknown label ({label}). Add it to PRESIDIO_LABELS in engine.py."
        )
    metadata = result.recognition_metadata or {}
    name = metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, "presidio")
    return Hit(
        result.start,
        result.end,
        label,
        float(result.score),
        metadata.get("rule", name),
        metadata.get("firm", False),
    )
