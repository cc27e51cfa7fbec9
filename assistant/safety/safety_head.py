"""The trained part of the safety reader: small changes to the encoder's layers, and one output for each question.

In: the hidden states of the changed encoder (batch, pieces, width) and their mask. Out: an embedding of each text
(batch, width), and from it scores for each kind of danger (none first) and for each scope rule (ours first).
Weights are safetensors with a JSON card beside them; a hash that differs raises InstallationIncomplete.
Knows nothing about texts, tokenizers or banners.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

import torch
from safetensors.torch import load, save
from torch import Tensor, nn

from assistant.encoder_adapters import ENCODER_WIDTH, Adapters
from assistant.errors import InstallationIncomplete

WEIGHTS: Final = Path(__file__).with_name("safety_head.safetensors")
CARD: Final = Path(__file__).with_name("safety_head.json")
_SPREAD: Final = 10.0
"""An embedding has length 1; scores read it this much larger, or they could not be sure of anything."""
_MEND = "Install Checkback again, or train it again with: make safety"


class Outputs(NamedTuple):
    """Scores before softmax, (batch, kinds) and (batch, rules), and the embedding they were read from."""

    dangers: Tensor
    scope: Tensor
    embedding: Tensor


class SafetyHead(nn.Module):
    """What is trained; the encoder itself stays frozen."""

    def __init__(self, kinds: int, rules: int) -> None:
        super().__init__()
        self.adapters = Adapters()
        self.dropout = nn.Dropout(0.1)
        self.dangers = nn.Linear(ENCODER_WIDTH, kinds)
        self.scope = nn.Linear(ENCODER_WIDTH, rules)

    def forward(self, hidden: Tensor, mask: Tensor) -> Outputs:
        """``mask`` (batch, pieces) is 1 for a real piece, 0 for filling."""
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        embedding = nn.functional.normalize(mean, dim=-1)
        read = self.dropout(embedding * _SPREAD)
        return Outputs(self.dangers(read), self.scope(read), embedding)


def save_head(
    head: SafetyHead, tensors: dict[str, Tensor], card: dict[str, Any], weights: Path, card_path: Path
) -> str:
    """Write weights and example embeddings in half the space, and the card with their SHA-256, given back."""
    state = {name: value.half().contiguous() for name, value in sorted(head.state_dict().items())}
    data = save({**state, **{name: value.contiguous() for name, value in tensors.items()}})
    weights.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    text = json.dumps({**card, "weights_sha256": sha256}, indent=2, ensure_ascii=False)
    card_path.write_text(text + "\n", encoding="utf-8")
    return sha256


def load_head(
    weights: Path = WEIGHTS, card_path: Path = CARD
) -> tuple[SafetyHead, dict[str, Tensor], dict[str, Any]]:
    """The head ready to read, the tensors saved beside it, and the card; raises InstallationIncomplete."""
    try:
        data = weights.read_bytes()
        card: dict[str, Any] = json.loads(card_path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InstallationIncomplete(f"The safety reader is missing or unreadable. {_MEND}") from None
    if hashlib.sha256(data).hexdigest() != card.get("weights_sha256"):
        raise InstallationIncomplete(f"The weights of the safety reader are not the ones we trained. {_MEND}")
    saved = load(data)
    head = SafetyHead(len(card["kinds"]), len(card["rules"]))
    names = set(head.state_dict())
    head.load_state_dict({name: saved[name].float() for name in names})
    head.eval()
    return head, {name: value for name, value in saved.items() if name not in names}, card


def use_half(tensor: Tensor) -> Tensor:
    """Embeddings in half the space."""
    return tensor.to(torch.float16)
