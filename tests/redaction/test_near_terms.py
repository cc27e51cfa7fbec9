"""A misspelled drug is known, and no name is taken for one."""

from __future__ import annotations

import pytest

from assistant.redaction.near_terms import NEAR_A_NAME, is_near_drug
from assistant.redaction.training.name_lists import faker_names, lines
from assistant.redaction.word_lists import bare_letters, veto_terms

SLIPS = (
    "ozempc lisinipril metforman gabapentine atorvastain losarten amlodopine jardience humalogg "
    "prednizone albuteral metoprolal clopidogril sertralin trazadone eliquiss xareltoo "
    "levothyroxin simvastain furosimide"
).split()
NAMES = (
    "camilla marcelino valentina catalina rosalina benedicta celestine carlene concetta corentin florine florence "
    "marisol marino valeria valerie ventura vieira saxena messina nicolette lisette lunetta sabella durant crispin "
    "augusta augustine clementine josephine ernestine maximilian constantin cristobal altagracia yolanda melinda "
    "miranda rosalind lorraine germaine jermaine lamontagne pravinder norberto eliseo everardo leticia"
).split()
NO_DRUG = ("metfin", "walking", "mañana", "losing", "lantuss", "lasixx", "ozempic2", "x", "")


@pytest.mark.parametrize("word", SLIPS)
def test_a_drug_with_one_slip_is_known(word):
    assert is_near_drug(word)


@pytest.mark.parametrize("word", [*NAMES, *NO_DRUG])
def test_names_and_other_words_are_no_drugs(word):
    assert not is_near_drug(word)


def test_no_name_of_the_lists_is_near_a_drug():
    given = (*lines("given_names"), *lines("family_names"), *lines("full_names"), *lines("towns"))
    names = {
        bare_letters(part)
        for name in (*given, *faker_names("first_names"), *faker_names("last_names"))
        for part in name.replace("-", " ").split()
    }
    assert [name for name in sorted(names) if is_near_drug(name)] == []


def test_what_is_left_out_is_listed():
    assert veto_terms() >= NEAR_A_NAME
