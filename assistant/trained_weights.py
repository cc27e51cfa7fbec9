"""Keep trained weights: safetensors in half the space, with a JSON card that holds their SHA-256.

In: the state of a head and its card. Out: two files; then both again, or InstallationIncomplete
when a file is missing or not the one that was trained. Knows nothing about what a head reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors.torch import load, save
from torch import Tensor

from assistant.errors import InstallationIncomplete


def save_weights(state: Mapping[str, Tensor], card: dict[str, Any], weights: Path, card_path: Path) -> str:
    """Write both files; gives back the SHA-256 of the weights."""
    data = save({name: value.half().contiguous() for name, value in sorted(state.items())})
    weights.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    text = json.dumps({**card, "weights_sha256": sha256}, indent=2, ensure_ascii=False)
    card_path.write_text(text + "\n", encoding="utf-8")
    return sha256


def load_weights(
    weights: Path, card_path: Path, *, name: str, mend: str
) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The tensors in full precision, and the card; ``name`` and ``mend`` stand in the error's message."""
    try:
        data = weights.read_bytes()
        card: dict[str, Any] = json.loads(card_path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InstallationIncomplete(f"The {name} is missing or unreadable. {mend}") from None
    if hashlib.sha256(data).hexdigest() != card.get("weights_sha256"):
        raise InstallationIncomplete(f"The weights of the {name} are not the ones we trained. {mend}")
    return {key: value.float() for key, value in load(data).items()}, card
