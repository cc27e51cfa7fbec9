"""The library as the rest of Checkback uses it: topics, facts, listings and search in one object.

In: settings. Out: ``Library`` with its contents and ``search``; ``build_library`` makes its index.
A LangChain retriever over the same search is one call away. Knows nothing about calls or drafts.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.call_types import Passage
from assistant.errors import FactNotCurrent
from assistant.knowledge.embedding import SentenceEncoder
from assistant.knowledge.facts import FactTable, load_facts
from assistant.knowledge.index import Progress, build_index, open_index
from assistant.knowledge.passages import Kind, all_rows
from assistant.knowledge.resources import ResourceTable, load_resources
from assistant.knowledge.search import Hit, Searcher
from assistant.knowledge.topics import Topic, fill_slots, load_topics
from assistant.package_data import knowledge_base_dir
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from assistant.knowledge.embedding import Encoder


class Contents:
    """Topics, facts and listings as they stand in the files."""

    def __init__(self, topics: dict[str, Topic], facts: FactTable, resources: ResourceTable) -> None:
        self.topics = topics
        self.facts = facts
        self.resources = resources

    @classmethod
    def read(cls, settings: Settings, root: Path | None = None) -> Contents:
        """Read the knowledge base, and the organization's own listings from the home folder.

        Raises KnowledgeBaseInvalid with file and field.
        """
        root = root or knowledge_base_dir()
        listings = sorted((root / "resources").glob("*.csv"))
        own = settings.home / "resources" / "local.csv"
        return cls(
            load_topics(root / "topics"),
            load_facts(root / "facts.csv"),
            load_resources([*listings, own] if own.is_file() else listings),
        )

    def words(self, text: str, day: date) -> str:
        """``text`` with its slots filled; raises FactNotCurrent when a fact may not be said."""
        return fill_slots(text, self.facts, self.resources, day)

    def sayable(self, texts: Sequence[str], day: date) -> tuple[str, ...]:
        """The texts that may be said on ``day``, filled; one whose fact is out of date is left out."""
        said = []
        for text in texts:
            try:
                said.append(self.words(text, day))
            except FactNotCurrent:
                continue
        return tuple(said)


class Library:
    """Search over the built index, with the contents behind it."""

    def __init__(self, contents: Contents, searcher: Searcher, day: date) -> None:
        self.contents = contents
        self._searcher = searcher
        self._day = day

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None) -> Library:
        """Open the live index; raises IndexMissing or IndexDamaged with the command to run."""
        open_index(settings.home)  # fail in a moment, before the model is loaded
        encoder = encoder or SentenceEncoder(settings.embedding_model)
        searcher = Searcher(open_index(settings.home, encoder), encoder)
        return cls(Contents.read(settings), searcher, settings.day())

    def hits(self, query: str, k: int = 5, kinds: Sequence[Kind] = ("topic",)) -> list[Hit]:
        """The best ``k`` ids of these kinds that still exist; ``query`` must be redacted."""
        known: dict[Kind, Container[str]] = {
            "topic": self.contents.topics,
            "resource": self.contents.resources,
            "document": (),
        }
        return [hit for hit in self._searcher.search(query, k, kinds) if hit.owner in known[hit.kind]]

    def search(self, query: str, k: int = 5, kinds: Sequence[Kind] = ("topic",)) -> tuple[Passage, ...]:
        """The best ``k`` documents with their words, one hit a document; ``query`` must be redacted."""
        return tuple(self._passage(hit) for hit in self.hits(query, k, kinds))

    def as_retriever(self, k: int = 5) -> BaseRetriever:
        """A LangChain retriever over topics; each Document carries id, title, score and source."""
        from assistant.knowledge.retriever import LibraryRetriever

        return LibraryRetriever(library=self, k=k)

    def _passage(self, hit: Hit) -> Passage:
        if hit.kind == "resource":
            listing = self.contents.resources.get(hit.owner)
            text = ". ".join(part for part in (listing.service, listing.phone, listing.eligibility) if part)
            return Passage(hit.owner, listing.service, text, hit.score, listing.website, "resource")
        topic = self.contents.topics[hit.owner]
        text = " ".join(self.contents.sayable(topic.say_it, self._day))
        return Passage(hit.owner, topic.title, text, hit.score, topic.sources[0].url, "topic")


def build_library(
    settings: Settings, encoder: Encoder | None = None, progress: Progress | None = None
) -> tuple[Path, int]:
    """Build the index of the knowledge base; returns its folder and the number of passages."""
    contents = Contents.read(settings)
    rows = all_rows(contents.topics.values(), contents.resources)
    encoder = encoder or SentenceEncoder(settings.embedding_model)
    return build_index(settings.home, rows, encoder, progress), len(rows)
