"""The four systems that are compared: stock Presidio, our rules, our head, and all of it.

In: a text. Out: the (start, end) of what each would take out. Knows nothing about cases or figures.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from assistant.redaction import Redactor

Place = tuple[int, int]
System = Callable[[str], list[Place]]


def systems() -> dict[str, System]:
    """Each system by the name it has in the table."""
    from assistant.redaction.name_detector import NameDetector

    rules = Redactor(learned_names=())
    both = Redactor()
    detector = NameDetector()
    return {
        "stock Presidio, blank engine": _stock_presidio(),
        "our rules alone": partial(_redact, rules),
        "our head alone": lambda text: [(one.start, one.end) for one in detector.find(text)],
        "both": partial(_redact, both),
    }


def _redact(redactor: Redactor, text: str) -> list[Place]:
    return [(span.start, span.end) for span in redactor.redact(text).spans]


def _stock_presidio() -> System:
    """Presidio as it comes: its own list, its own settings, a spaCy pipe without a model."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)

    class Blank(SpacyNlpEngine):  # type: ignore[misc]  # Presidio is read as Any
        def load(self) -> None:
            self.nlp = {"en": spacy.blank("en")}

    engine = Blank()
    engine.load()
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine)
    return lambda text: _places(analyzer.analyze(text, language="en", score_threshold=0.35))


def _places(results: Iterable[Any]) -> list[Place]:
    return [(result.start, result.end) for result in results]
