"""An identifier hidden on purpose or by accident is found as well as the plain one.

Every row of the table of evasions (redaction guide, 4a) and the 14 variants of the input gate (reliability guide,
4.3), for a Social Security number, a phone, a date and an e-mail address; and plain text with the same marks.
"""

from __future__ import annotations

import pytest
from redaction_cases import uncovered

from assistant.redaction import Redactor

ZERO_WIDTH, JOINER, SOFT_HYPHEN, NO_BREAK = "\u200b", "\u2060", "\u00ad", "\u00a0"


@pytest.fixture(scope="module")
def rules():
    """The rules alone: no learned name detector may help."""
    return Redactor(learned_names=[])


def between(mark):
    return lambda value: mark.join(value)


def full_width(value):
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in value)


def digits_as(zero):
    return lambda value: "".join(chr(zero + int(char)) if char.isdecimal() else char for char in value)


def entities(value):
    return "".join(f"&#{ord(char)};" if char.isalnum() else char for char in value)


def letters_for_digits(value):
    return value.replace("0", "O").replace("1", "l").replace("5", "S")


def override(value):
    return f"\u202e{value[::-1]}\u202c"


def middle(mark):
    return lambda value: value[: len(value) // 2] + mark + value[len(value) // 2 :]


def dashes_as(mark):
    return lambda value: value.replace("-", mark).replace("/", mark)


NUMBERS = ["987-65-4320", "614-555-0143"]
ANY = [*NUMBERS, "03/04/1951", "ruth@example.org"]
CHANGES = [
    (ANY, str, "plain"),
    (ANY, between(ZERO_WIDTH), "zero-width space between all characters"),
    (ANY, middle(JOINER), "word joiner in the middle"),
    (ANY, middle(SOFT_HYPHEN), "soft hyphen in the middle"),
    (ANY, middle("\x00"), "NUL in the middle"),
    (ANY, middle("\ufe0f"), "variation selector in the middle"),
    (ANY, middle("\u202a"), "a direction mark in the middle"),
    (ANY, full_width, "full-width"),
    (ANY, entities, "HTML entities"),
    (ANY, lambda value: entities(value).replace(";", ""), "HTML entities without their end"),
    (ANY, lambda value: entities(value).replace("&", "&amp;"), "HTML entities twice"),
    (ANY, override, "right-to-left override"),
    (["987-65-4320", "614-555-0143", "03/04/1951"], digits_as(0x660), "Arabic digits"),
    (["987-65-4320", "614-555-0143", "03/04/1951"], digits_as(0x1D7D8), "mathematical digits"),
    (
        ["987-65-4320", "614-555-0143", "03/04/1951"],
        lambda v: "".join(f"{c}\u0336" for c in v),
        "struck through",
    ),
    (NUMBERS, dashes_as("\u2013"), "en dashes"),
    (NUMBERS, dashes_as("\u2014"), "em dashes"),
    (NUMBERS, dashes_as("\u2212"), "minus signs"),
    (NUMBERS, dashes_as(NO_BREAK), "no-break spaces"),
    (NUMBERS, dashes_as("\u2009"), "thin spaces"),
    (NUMBERS, dashes_as(""), "no separators"),
    (NUMBERS, dashes_as("."), "dots"),
    (NUMBERS, dashes_as("/"), "slashes"),
    (NUMBERS, dashes_as("_"), "underscores"),
    (NUMBERS, dashes_as(" - "), "dashes with spaces"),
    (NUMBERS, dashes_as("\n"), "line breaks between groups"),
    (NUMBERS, middle("\n"), "a line break inside a group"),
    (NUMBERS, middle("\r\n"), "a Windows line break inside a group"),
    (NUMBERS, lambda value: " ".join(value.replace("-", "")), "digits spaced apart"),
    (NUMBERS, lambda value: ".".join(value.replace("-", "")), "digits dotted apart"),
    (NUMBERS, lambda value: "-".join(value.replace("-", "")), "digits dashed apart"),
    (NUMBERS, letters_for_digits, "letters for digits"),
    (NUMBERS, lambda value: " ".join(value.replace("-", "").replace("0", "O")), "letters for digits, spaced"),
    (["987-65-4320"], lambda _: "nine eight seven six five four three two oh", "spoken"),
    (["614-555-0143"], lambda _: "six one four five five five oh one four three", "spoken phone"),
    (
        ["614-555-0143"],
        lambda _: full_width("six one four five five five oh one four three"),
        "spoken, full-width",
    ),
]
ROWS = [
    pytest.param(change(value), id=f"{why}: {value}") for values, change, why in CHANGES for value in values
]
STAY = [
    "is 99213 the code &amp; is it covered?",
    "SOS so lol 12 of us",
    "I took 1O of them",
    "Z59.0 and S72.001A are codes",
    "I'll see 5 or so",
    "wt 1S4 lb",
    "\u202b ok \u202c then",
    "120\n118\n125",
    "½ cup, 5\u2009mg and ９８．６",
]


@pytest.mark.parametrize("hidden", ROWS)
def test_a_hidden_identifier_is_covered_like_the_plain_one(rules, hidden):
    text = f"ok it is {hidden} thanks"
    redacted = rules.redact(text)
    assert not redacted.degraded
    start = len("ok it is ")
    assert uncovered(text, [(start, start + len(hidden), "")], redacted.spans) == []
    assert redacted.text.startswith("ok it is ")
    assert redacted.text.endswith("thanks")


@pytest.mark.parametrize("text", STAY)
def test_marks_without_an_identifier_stay(rules, text):
    assert rules.redact(text).text == text
