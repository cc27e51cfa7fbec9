"""Turn text into unit vectors with one sentence encoder, from weights on this computer only.

In: texts. Out: float32 arrays of shape (n, width), each row of length 1. The default model comes from an
installed package and its weights are checked by SHA-256; any other sentence-transformers path can be set.
Knows nothing about topics; keeps no text and no vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from assistant.encoder import DEFAULT_MODEL, check_weights, load_encoder
from assistant.errors import WrongUse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 32


class Encoder(Protocol):
    """What search needs of an encoder."""

    name: str
    weights_sha256: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of shape (len(texts), width)."""


class SentenceEncoder:
    """A sentence-transformers model, one thread, loaded once."""

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        folder, self.weights_sha256 = check_weights(name)
        self.name = name
        self._model = load_encoder(folder)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors in the order of ``texts``; an empty text raises WrongUse."""
        import numpy as np

        if any(not text.strip() for text in texts):
            raise WrongUse("An empty text cannot be searched. Type what the patient said.")
        vectors = self._model.encode(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)
