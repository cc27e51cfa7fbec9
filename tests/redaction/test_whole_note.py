"""A note as it is pasted into a call: every identifier covered, right to the character, and nothing else."""

from __future__ import annotations

NOTE = (
    "Patient: Tomasina Quillfeather, DOB 03/04/1951, MRN 00482913, SSN 219-09-9999\n"
    "Phone 614-555-0142, e-mail t.quill@example.org. Lives at 12 Oak Street Apt 3, Dayton OH 45402.\n"
    "Takes metformin 500 mg twice a day. BP 130 over 85.\n"
)
IDENTIFIERS = [
    ("Tomasina Quillfeather", "NAME"),
    ("03/04/1951", "DATE"),
    ("00482913", "MRN"),
    ("219-09-9999", "SSN"),
    ("614-555-0142", "PHONE"),
    ("t.quill@example.org", "EMAIL"),
    ("12 Oak Street Apt 3", "ADDRESS"),
    ("Dayton", "CITY"),
    ("45402", "ZIP"),
]


def test_the_spans_are_right_to_the_character(redactor):
    spans = redactor.redact(NOTE).spans
    assert [(NOTE[span.start : span.end], span.label) for span in spans] == IDENTIFIERS


def test_the_medical_words_stay(redactor):
    assert "Takes metformin 500 mg twice a day. BP 130 over 85." in redactor.redact(NOTE).text
