"""The library as a LangChain retriever, so that any chain can use it.

In: a redacted question. Out: LangChain documents with id, title, score and source.
Knows nothing about how search scores. Nothing is traced: see ``assistant.privacy_guard``.
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.knowledge.library import Library


class LibraryRetriever(BaseRetriever):
    """Topics that fit a question, best first."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [
            Document(
                id=passage.id,
                page_content=passage.text,
                metadata={"title": passage.title, "score": passage.score, "source": passage.source},
            )
            for passage in self.library.search(query, self.k)
        ]
