"""Take patient identity out of a text, on this computer, before anything else touches the words.

In: what the care manager typed. Out: ``Redacted`` text with placeholders. Importing this package loads
nothing heavy; the engine comes with the first text or with ``Redactor.load()``.
Knows nothing about red flags, topics, models or the screen.
"""

from assistant.redaction.redactor import CallRedactor, Redactor

__all__ = ["CallRedactor", "Redactor"]
