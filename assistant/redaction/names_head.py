"""The trained head that reads names, places and organisations off the frozen sentence encoder.

In: the hidden states of all-MiniLM-L6-v2 (batch, layers, pieces, width), and the kind (batch, pieces) and the
spelling (batch, pieces, runs) of the word of each piece. Out: scores (batch, pieces, labels) for ``LABELS``.
Weights are safetensors with a JSON card beside them; a hash that differs raises InstallationIncomplete.
Knows nothing about texts, tokenizers or recognizers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from assistant.encoder_adapters import ENCODER_WIDTH, Adapters
from assistant.redaction.spelling import BUCKETS
from assistant.redaction.word_kinds import KINDS
from assistant.trained_weights import load_weights, save_weights

LABELS = ("O", "NAME", "LOC", "ORG")
LAYERS = 7
KIND_WIDTH = 12
SPELLING_WIDTH = 20
WIDTH = 160
COLUMNS = 1
WEIGHTS = Path(__file__).with_name("names_head.safetensors")
CARD = Path(__file__).with_name("names_head.json")
_MEND = "Install Checkback again, or train it again with: make names"


class Column(nn.Module):
    """A mix of the encoder's layers, the kind and spelling of each word, and three small convolutions."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        self.norm = nn.LayerNorm(ENCODER_WIDTH)
        self.kinds = nn.Embedding(len(KINDS), KIND_WIDTH)
        self.spellings = nn.Embedding(BUCKETS, SPELLING_WIDTH, padding_idx=0)
        self.narrow = nn.Linear(ENCODER_WIDTH + KIND_WIDTH + SPELLING_WIDTH, WIDTH)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, kernel_size=3, padding=dilation, dilation=dilation)
            for dilation in (1, 2, 1)
        )
        self.dropout = nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, len(LABELS))

    def forward(self, layers: Tensor, kinds: Tensor, spellings: Tensor, mask: Tensor) -> Tensor:
        """Scores before softmax; ``mask`` (batch, pieces) is 1 for a real piece, 0 for filling."""
        mixed = torch.einsum("l,blpw->bpw", torch.softmax(self.mix, 0), layers)
        runs = (spellings > 0).sum(dim=-1, keepdim=True).clamp(min=1)
        spelled = self.spellings(spellings).sum(dim=2) / runs
        hidden = self.narrow(torch.cat((self.norm(mixed), self.kinds(kinds), spelled), dim=-1))
        hidden = nn.functional.gelu(hidden) * mask.unsqueeze(-1)
        for convolution in self.convolutions:
            wider = convolution(self.dropout(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + nn.functional.gelu(wider)) * mask.unsqueeze(-1)
        scores: Tensor = self.out(self.dropout(hidden))
        return scores


class NamesHead(nn.Module):
    """The changes of the encoder's layers, and the columns that read them; columns are averaged."""

    def __init__(self) -> None:
        super().__init__()
        self.adapters = Adapters()
        self.columns = nn.ModuleList(Column() for _ in range(COLUMNS))

    def forward(self, layers: Tensor, kinds: Tensor, spellings: Tensor, mask: Tensor) -> Tensor:
        """Scores before softmax of every column, (columns, batch, pieces, labels)."""
        return torch.stack([column(layers, kinds, spellings, mask) for column in self.columns])

    def probabilities(self, layers: Tensor, kinds: Tensor, spellings: Tensor, mask: Tensor) -> Tensor:
        """What the columns say on average, (batch, pieces, labels)."""
        return torch.softmax(self(layers, kinds, spellings, mask), dim=-1).mean(dim=0)


def save_head(head: NamesHead, card: dict[str, Any], weights: Path = WEIGHTS, card_path: Path = CARD) -> str:
    """Write weights and card; gives back the SHA-256 of the weights."""
    return save_weights(head.state_dict(), card, weights, card_path)


def load_head(weights: Path = WEIGHTS, card_path: Path = CARD) -> tuple[NamesHead, dict[str, Any]]:
    """The head, ready to read, and its card; raises InstallationIncomplete for files that are not ours."""
    state, card = load_weights(weights, card_path, name="name detector", mend=_MEND)
    head = NamesHead()
    head.load_state_dict(state)
    head.eval()
    return head, card
