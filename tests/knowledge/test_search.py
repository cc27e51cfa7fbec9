"""Search finds the topic in patients' words, says nothing when nothing fits, and never changes its mind."""

from __future__ import annotations

import subprocess
import sys

import pytest
from assistant.errors import WrongUse

# written apart from the aliases of the topics; figures of the test half stand in docs/lab_notes.md
FINDS = [
    ("how much do i gotta pay before they start covering stuff", "deductible"),
    ("they charge me 20 bucks every visit whats that for", "copay"),
    ("insurance says my doctor has to ask first before the scan", "prior-authorization"),
    ("got a paper that says this is not a bill", "explanation-of-benefits"),
    ("sugar is 58 and im shaking", "low-blood-sugar"),
    ("my weight went up since yesterday and i got a bad heart", "heart-failure-weight"),
    ("forgot my morning pill", "missed-dose"),
    ("i got no way to get to dialysis", "medicaid-rides"),
    ("we run out of groceries before the month ends", "snap"),
    ("they are shutting off my lights", "heat-and-light-bills"),
    ("hospital is kicking me out and im not ready", "discharge-appeal"),
    ("who is this and what do you do for me", "what-a-care-manager-does"),
]
FINDS_NOTHING = ["who won the world cup", "what is the capital of france", "play me a song", "fix my car engine", "write me a poem"]


@pytest.mark.parametrize(("said", "topic"), FINDS, ids=[topic for _, topic in FINDS])
def test_the_topic_is_among_the_first_three(library, settings, said, topic):
    hits = library.hits(said, 3)
    assert topic in [hit.owner for hit in hits]
    assert hits[0].score >= settings.search_threshold


@pytest.mark.parametrize("said", FINDS_NOTHING)
def test_nothing_fits(library, settings, said):
    assert library.hits(said, 1)[0].score < settings.search_threshold


def test_a_medicare_letter_is_not_lost(library):
    assert library.hits("medicare part b", 1)[0].owner == "medicare-part-b"
    assert library.hits("medicare part a", 1)[0].owner == "medicare-part-a"


def test_an_empty_query_is_refused(library):
    with pytest.raises(WrongUse):
        library.search("  ")


def test_each_document_is_found_once_and_best_first(library):
    hits = library.hits("help with food", 10, ("topic", "resource"))
    assert len({(hit.kind, hit.owner) for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_resources_are_found_by_need(library):
    assert "us-052" in [hit.owner for hit in library.hits("help to pay my heating bill", 3, ("resource",))]


def test_the_langchain_retriever_gives_the_same_hits(library):
    documents = library.as_retriever(3).invoke("what is a deductible")
    assert [document.id for document in documents] == [hit.owner for hit in library.hits("what is a deductible", 3)]
    assert set(documents[0].metadata) == {"title", "score", "source"}


def test_two_processes_give_the_same_scores(built_home, library):
    code = (
        "from assistant import Settings\nfrom assistant.knowledge import Library\n"
        f"library = Library.open(Settings(home={str(built_home)!r}))\n"
        "print([tuple(hit) for hit in library.hits('my sugar is low', 5)])"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert other == str([tuple(hit) for hit in library.hits("my sugar is low", 5)])
