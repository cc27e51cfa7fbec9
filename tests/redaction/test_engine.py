"""The engine runs exactly the recognizers we chose, stays silent, and refuses a list that differs."""

from __future__ import annotations

import time

import pytest
import regex

from assistant.errors import InstallationIncomplete
from assistant.redaction import engine as engine_module
from assistant.redaction import names_recognizer
from assistant.redaction.engine import RECOGNIZERS
from assistant.redaction.recognizers import FAMILIES
from assistant.redaction.spans import LABELS
from assistant.redaction.turn import Rule


def test_the_final_list_is_the_one_we_chose(redactor):
    assert redactor.load().recognizer_names == tuple(sorted({*RECOGNIZERS, "Names"}))
    assert {
        "UsSsnRecognizer", "UsItinRecognizer", "UsPassportRecognizer", "UsBankRecognizer", "MedicalLicenseRecognizer",
        "CreditCardRecognizer", "IpRecognizer", "MacAddressRecognizer", "EmailRecognizer", "PhoneRecognizer",
        "Numbers", "Dates", "Ages", "Addresses", "Places", "Employers", "CuedIds", "Online", "NameCues", "OtherScripts",
    } == RECOGNIZERS  # fmt: skip


def test_a_recognizer_that_went_missing_stops_the_start(monkeypatch):
    monkeypatch.setattr(engine_module, "KEPT", engine_module.KEPT[1:])
    with pytest.raises(InstallationIncomplete, match="UsSsnRecognizer"):
        engine_module.Engine()


def test_every_label_has_a_family_that_finds_it():
    by_rules = {label for family in FAMILIES for label in family.labels}
    assert by_rules | set(names_recognizer.LABELS) == LABELS


def rules():
    from assistant.redaction.recognizers import (
        addresses,
        ages,
        cued_ids,
        cues,
        dates,
        name_cues,
        numbers,
        online,
        other_scripts,
        places,
    )

    for module in (addresses, ages, cued_ids, cues, dates, name_cues, numbers, online, other_scripts, places):
        for name, value in vars(module).items():
            if isinstance(value, regex.Pattern):
                yield f"{module.__name__}.{name}", value
            for each in value if isinstance(value, tuple) and value and isinstance(value[0], Rule) else ():
                yield each.id, each.pattern


RULES = list(rules())


@pytest.mark.parametrize(("rule_id", "pattern"), RULES, ids=[rule_id for rule_id, _ in RULES])
def test_each_pattern_is_linear_on_hostile_text(rule_id, pattern):
    """4,000 hostile characters (one window) in far less than the time after which a pattern is stopped."""
    pieces = (
        "1 ",
        "a ",
        "a. ",
        "one ",
        "Aa ",
        "1-",
        "a@b ",
        "x dot ",
        "the ",
        "Mr. ",
        "12/1 ",
        "a, ",
        "<NAME_1> ",
        "0:",
    )
    for piece in pieces:
        text = (piece * 4_000)[:4_000]
        began = time.process_time()
        list(pattern.finditer(text, timeout=2))
        assert time.process_time() - began < 0.05, piece
