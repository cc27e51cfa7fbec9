"""Remember, for one call and in memory only, which placeholder stands for which value.

In: a label and the words it hides. Out: a placeholder such as ``<NAME_1>``, the same for the same value.
Printing a vault shows counts; it cannot be pickled; ``clear()`` forgets all of it.
Knows nothing about how identifiers are found, and writes nothing anywhere.
"""

from __future__ import annotations

from collections import Counter
from typing import NoReturn

import regex

from assistant.errors import RedactionFailed

PLACEHOLDER = regex.compile(r"<([A-Z]+(?:_[A-Z0-9]+)*)_(\d{1,9})>")
_POSSESSIVE = regex.compile(r"['\u2019]s$")
_WORDS = regex.compile(r"[\p{L}\p{N}]+")
_NUMBER_LABELS = frozenset({"PHONE", "FAX", "SSN", "ZIP", "ACCOUNT"})


class Vault:
    """Placeholders of one call and what they hide."""

    def __init__(self) -> None:
        self._placeholder_of: dict[tuple[str, str], str] = {}
        self._value_of: dict[str, str] = {}
        self._last_number: Counter[str] = Counter()
        self._skipped: set[str] = set()

    def __repr__(self) -> str:
        counts = Counter(PLACEHOLDER.sub(r"\1", name) for name in self._value_of)
        return f"Vault({dict(sorted(counts.items()))})"

    def __reduce__(self) -> NoReturn:
        raise RedactionFailed(
            "A vault holds identity and stays in memory: it cannot be pickled or copied to a file."
        )

    def __len__(self) -> int:
        return len(self._value_of)

    def placeholder(self, label: str, value: str) -> str:
        """The placeholder for ``value``: the one it already has in this call, else a new number."""
        key = (label, _fold_value(label, value))
        known = self._placeholder_of.get(key) or self._full_name_of(key)
        if known is None:
            known = self._next_name(label)
            self._value_of[known] = value
        self._placeholder_of[key] = known
        return known

    def issued(self, placeholder: str) -> bool:
        """Whether this call gave out ``placeholder``."""
        return placeholder in self._value_of

    def skip(self, placeholder: str) -> None:
        """Never give out ``placeholder``: somebody typed it, so it must not come to mean a real value."""
        self._skipped.add(placeholder)

    def restore(self, text: str) -> str:
        """The text with the real values back in place; for the local screen only."""
        return PLACEHOLDER.sub(lambda match: self._value_of.get(match[0], match[0]), text)

    def clear(self) -> None:
        """Forget every value of this call."""
        self._placeholder_of.clear()
        self._value_of.clear()
        self._last_number.clear()
        self._skipped.clear()

    def _next_name(self, label: str) -> str:
        while True:
            self._last_number[label] += 1
            name = f"<{label}_{self._last_number[label]}>"
            if name not in self._skipped:
                return name

    def _full_name_of(self, key: tuple[str, str]) -> str | None:
        # A surname alone is the person of the one full name that holds it; with two such people it is new.
        label, value = key
        if label != "NAME" or " " in value:
            return None
        holders = {
            name
            for (other, full), name in self._placeholder_of.items()
            if other == label and value in full.split()
        }
        return holders.pop() if len(holders) == 1 else None


def _fold_value(label: str, value: str) -> str:
    words = _WORDS.findall(_POSSESSIVE.sub("", value.casefold()))
    if label in _NUMBER_LABELS and any(word.isdigit() for word in words):
        return "".join(words)
    return " ".join(words) or value
