"""The vault gives the same placeholder for the same value, shows counts only, and forgets when told."""

from __future__ import annotations

import copy
import pickle

import pytest

from assistant.errors import RedactionFailed
from assistant.redaction.vault import Vault

ROWS = [
    (
        [("NAME", "Ruth Anderssen"), ("NAME", "ruth  anderssen")],
        ["<NAME_1>", "<NAME_1>"],
        "case and spaces do not count",
    ),
    (
        [("NAME", "Ruth Anderssen"), ("NAME", "Anderssen")],
        ["<NAME_1>", "<NAME_1>"],
        "a surname alone is that person",
    ),
    (
        [("NAME", "Ruth Ames"), ("NAME", "Joe Ames"), ("NAME", "Ames")],
        ["<NAME_1>", "<NAME_2>", "<NAME_3>"],
        "a surname of two people is a new number",
    ),
    (
        [("PHONE", "212-555-0143"), ("PHONE", "(212) 5550143")],
        ["<PHONE_1>", "<PHONE_1>"],
        "separators do not count",
    ),
    ([("PHONE", "555-0143"), ("FAX", "555-0143")], ["<PHONE_1>", "<FAX_1>"], "labels count on their own"),
    ([("CITY", "Yakima"), ("CITY", "Elko")], ["<CITY_1>", "<CITY_2>"], "other values get other numbers"),
]


@pytest.mark.parametrize(("values", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_the_same_value_keeps_its_placeholder(values, expected, why):
    vault = Vault()
    assert [vault.placeholder(label, value) for label, value in values] == expected


def test_a_skipped_number_is_never_given_out():
    vault = Vault()
    vault.skip("<NAME_1>")
    assert vault.placeholder("NAME", "Ruth") == "<NAME_2>"
    assert not vault.issued("<NAME_1>")


def test_restore_leaves_what_it_does_not_know():
    vault = Vault()
    vault.placeholder("NAME", "Ruth")
    assert vault.restore("<NAME_1> <NAME_2> <b>") == "Ruth <NAME_2> <b>"


def test_a_value_that_looks_like_a_placeholder_is_not_restored_twice():
    vault = Vault()
    vault.placeholder("NAME", "Ruth")
    vault.placeholder("OTHER_ID", "<NAME_1>")
    assert vault.restore("<OTHER_ID_1>") == "<NAME_1>"


def test_a_vault_shows_counts_only():
    vault = Vault()
    vault.placeholder("NAME", "Ruth")
    vault.placeholder("AGE_90", "93")
    assert repr(vault) == "Vault({'AGE_90': 1, 'NAME': 1})"
    assert "Ruth" not in f"{vault} {vault!r}"


@pytest.mark.parametrize("leave", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_vault_does_not_leave_its_call(leave):
    with pytest.raises(RedactionFailed, match="cannot be pickled"):
        leave(Vault())


def test_a_cleared_vault_is_empty():
    vault = Vault()
    vault.placeholder("NAME", "Ruth")
    vault.clear()
    assert len(vault) == 0
    assert vault.__dict__ == Vault().__dict__
