"""Open Checkback as it stands now, with a clock that stands still.

In: settings and a moment. Out: a ``World``: the real assistant, its contents, and the day all is judged by.
The content that is measured is the content in the files: when the built library is missing, damaged or older
than the files, a private one is built for this run and the user's own is left alone.
Knows nothing about cases or scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn, cast
from zoneinfo import ZoneInfo

from assistant.answer_call import Assistant
from assistant.encoder import check_weights
from assistant.errors import CouldNotMeasure, IndexMissing
from assistant.knowledge.embedding import SentenceEncoder
from assistant.knowledge.index import Index, build_index, open_index
from assistant.knowledge.library import Contents, Library
from assistant.knowledge.passages import all_rows
from assistant.knowledge.search import Searcher
from assistant.redaction import Redactor
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.knowledge.embedding import Encoder

ZONE = "America/New_York"
FROZEN_AT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo(ZONE))
"""A Tuesday morning with most lines open; amounts of 2026 are valid, those of 2027 are known."""


@dataclass(frozen=True, slots=True)
class World:
    """The opened assistant; every answer in it is given on ``day``, at ``now``."""

    live: Assistant
    contents: Contents
    day: date
    now: datetime


def open_world(settings: Settings, at: datetime = FROZEN_AT) -> World:
    """The whole assistant of ``settings`` with its clock standing at ``at``; raises what opening it raises."""
    with current_index_home(frozen_settings(settings, at)) as home:
        return open_with_index(settings, at, home)


def open_with_index(settings: Settings, at: datetime, index_home: Path | None) -> World:
    """As ``open_world``, with the index of a home that is known to be current.

    Without a home there is no search, and no model is loaded before it is used: enough for every task but "reply".
    """
    frozen = frozen_settings(settings, at)
    contents = Contents.read(frozen)
    redactor = Redactor(names_model=frozen.names_model, today=at.date())
    searcher: Searcher | _NoSearcher = _NoSearcher()
    if index_home is not None:
        encoder = SentenceEncoder(frozen.embedding_model)
        searcher = Searcher(open_index(index_home, encoder), encoder)
        redactor.load()
    library = Library(contents, cast("Searcher", searcher), at.date())
    return World(Assistant(frozen, library, redactor, clock=lambda: at), contents, at.date(), at)


def frozen_settings(settings: Settings, at: datetime) -> Settings:
    """``settings`` on the day and in the time zone of ``at``; raises CouldNotMeasure when it has no zone."""
    if at.tzinfo is None:
        raise CouldNotMeasure(
            "The moment of an evaluation needs a time zone, so that opening hours are the same each time."
        )
    return settings.model_copy(update={"today": at.date(), "timezone": getattr(at.tzinfo, "key", ZONE)})


@contextmanager
def current_index_home(settings: Settings) -> Iterator[Path]:
    """A home whose index holds the content as it stands in the files now.

    That is the user's own when it is current, else a private one that is gone when the context ends.
    """
    contents = Contents.read(settings)
    rows = all_rows(contents.topics.values(), contents.resources)
    built = _built_index(settings)
    if built is not None and built.rows == tuple(rows):
        yield settings.home
        return
    with TemporaryDirectory(prefix="checkback-eval-") as folder:
        build_index(Path(folder), rows, _ReusingEncoder(settings.embedding_model, built))
        yield Path(folder)


def _built_index(settings: Settings) -> Index | None:
    """The user's own index, or None when there is none, it is damaged, or another search model made it."""
    try:
        index = open_index(settings.home)
    except IndexMissing:
        return None
    _, weights_sha256 = check_weights(settings.embedding_model)
    return index if index.manifest["weights_sha256"] == weights_sha256 else None


class _NoSearcher:
    """Stands where no task searches, so that a search there is an error and not an empty answer."""

    def search(self, *_query: object) -> NoReturn:
        """Raises CouldNotMeasure."""
        raise CouldNotMeasure("Only the task reply searches the library. Give the suite that task.")


class _ReusingEncoder:
    """Encodes only what the built index does not hold: after one changed topic, seconds, not half a minute."""

    def __init__(self, name: str, built: Index | None) -> None:
        self._encoder: Encoder = SentenceEncoder(name)
        self.name, self.weights_sha256 = self._encoder.name, self._encoder.weights_sha256
        self._known = (
            {row.text: vector for row, vector in zip(built.rows, built.vectors, strict=True)} if built else {}
        )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors in the order of ``texts``."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])
