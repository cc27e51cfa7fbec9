"""The gate at the door: what no step can work on is refused with a line that says what to do.

In: one turn as typed. Out: nothing, or WrongUse. The text itself stays where the user typed it.
Knows nothing about what the words mean; red flags have been looked for before this gate.
"""

from __future__ import annotations

from assistant.errors import WrongUse

MAX_CHARACTERS = 8_000


def refuse_unusable(text: str) -> None:
    """Raise WrongUse, with what to do, for a turn no step can work on."""
    if not text.strip():
        raise WrongUse(
            'Nothing was said. Type what the patient said, for example: checkback ask "what is a copay"'
        )
    if "\x00" in text:
        raise WrongUse(
            "The text holds NUL bytes, so it is not plain text. Save it as UTF-8 text and try again."
        )
    if len(text) > MAX_CHARACTERS:
        raise WrongUse(
            f"The text has {len(text):,} characters; one turn takes at most {MAX_CHARACTERS:,}. "
            "Paste only what the patient just said."
        )
