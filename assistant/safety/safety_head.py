"""The trained part of the safety reader: small changes to the encoder's layers, and one output for each question.

In: the hidden states of the changed encoder (batch, pieces, width) and their mask. Out: an embedding of each text
(batch, width), and from it scores for each kind of danger (none first) and for each scope rule (ours first).
Weights are safetensors with a JSON card beside them; a hash that differs raises InstallationIncomplete.
Knows nothing about texts, tokenizers or banners.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from torch import Tensor, nn

from assistant.encoder_adapters import ENCODER_WIDTH, Adapters
from assistant.trained_weights import load_weights, save_weights

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


def save_head(head: SafetyHead, card: dict[str, Any], weights: Path = WEIGHTS, card_path: Path = CARD) -> str:
    """Write weights and card; gives back the SHA-256 of the weights."""
    return save_weights(head.state_dict(), card, weights, card_path)


def load_head(weights: Path = WEIGHTS, card_path: Path = CARD) -> tuple[SafetyHead, dict[str, Any]]:
    """The head, ready to read, and its card; raises InstallationIncomplete for files that are not ours."""
    state, card = load_weights(weights, card_path, name="safety reader", mend=_MEND)
    head = SafetyHead(len(card["kinds"]), len(card["rules"]))
    head.load_state_dict(state)
    head.eval()
    return head, card
