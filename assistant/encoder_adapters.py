"""Small trained changes to the frozen encoder's layers, for one detector at a time.

In: the shared transformer, and a low-rank change (two thin matrices, Hu et al. 2021, "LoRA") for each of its
weights. Out: a copy of its layers with the changes in place; word embeddings stay shared, and the encoder that
search uses is never touched. Knows nothing about names, labels or texts.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

if TYPE_CHECKING:
    from collections.abc import Iterator

RANK = 8
LAYERS_CHANGED = 6
ENCODER_WIDTH = 384
INNER_WIDTH = 1536
_SHAPES = {
    "attention.self.query": (ENCODER_WIDTH, ENCODER_WIDTH),
    "attention.self.key": (ENCODER_WIDTH, ENCODER_WIDTH),
    "attention.self.value": (ENCODER_WIDTH, ENCODER_WIDTH),
    "attention.output.dense": (ENCODER_WIDTH, ENCODER_WIDTH),
    "intermediate.dense": (INNER_WIDTH, ENCODER_WIDTH),
    "output.dense": (ENCODER_WIDTH, INNER_WIDTH),
}
"""The weights of one layer that are changed, (out, in)."""


class LowRank(nn.Module):
    """A change of one weight: it starts at nothing and has at most ``RANK`` directions."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(RANK, columns) / columns**0.5)
        self.up = nn.Parameter(torch.zeros(rows, RANK))

    def forward(self, weight: Tensor) -> Tensor:
        """The weight with the change added."""
        return weight + self.up @ self.down


class Adapters(nn.Module):
    """All changes, one for each weight of each changed layer, last layer last."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            nn.ModuleDict({name.replace(".", "_"): LowRank(*shape) for name, shape in _SHAPES.items()})
            for _ in range(LAYERS_CHANGED)
        )

    def attach(self, transformer: Any) -> Any:
        """A copy that reads its weights through the changes, so that they can be trained."""
        changed = _copy(transformer)
        for layer, place, change in self._places(changed):
            parametrize.register_parametrization(layer.get_submodule(place), "weight", change)
        return changed

    def merge(self, transformer: Any) -> Any:
        """A copy with the changes added to its weights, as fast as the encoder itself."""
        changed = _copy(transformer)
        with torch.no_grad():
            for layer, place, change in self._places(changed):
                weight: Any = layer.get_submodule(place).weight
                weight.copy_(change(weight))
        return changed

    def _places(self, transformer: Any) -> Iterator[tuple[nn.Module, str, LowRank]]:
        layers = list(transformer.encoder.layer)[-LAYERS_CHANGED:]
        for layer, changes in zip(layers, self.layers, strict=True):
            of_place: Any = changes
            for place in _SHAPES:
                yield layer, place, of_place[place.replace(".", "_")]


def _copy(transformer: Any) -> Any:
    """The layers anew, the embeddings shared; nothing in it is trained."""
    shared = {id(transformer.embeddings): transformer.embeddings}
    changed = copy.deepcopy(transformer, shared)
    for parameter in changed.encoder.parameters():
        parameter.requires_grad_(requires_grad=False)
    return changed
