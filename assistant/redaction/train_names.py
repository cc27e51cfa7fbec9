"""Train the name detector on made-up sentences and write its weights and card.

    python -m assistant.redaction.train_names --seed 7 --blocks 12

In: a seed and how many blocks of fresh sentences to read. Out: ``names_head.safetensors`` and its card
``names_head.json`` in this folder. The encoder stays frozen. The same seed gives the same bytes.
Needs the development packages (Faker). Knows nothing about any evaluation set.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from assistant.package_data import knowledge_base_dir
from assistant.redaction.names_head import CARD, LABELS, WEIGHTS, NamesHead, save_head
from assistant.redaction.piece_reader import Batch, PieceReader
from assistant.redaction.training.name_lists import DATA
from assistant.redaction.training.sentences import Sentence, sentences
from assistant.redaction.word_kinds import COMMON, UNKNOWN, words_with_kinds

BLOCK = 4_000
BLOCKS = 22
PASSES = 2
BATCH = 32
LEARNING_RATE = 2e-3
CLASS_WEIGHTS = (1.0, 1.5, 1.5, 1.2)
KIND_DROPOUT = 0.08
"""Share of pieces whose word kind is hidden, so that an unknown word alone makes no name."""
_BARS = {
    "mark": 1.0,
    "number": 0.6,
    "letter": 0.5,
    "plain": 0.6,
    "also_name": 0.5,
    "common": 0.65,
    "listed": 0.8,
    "near_plain": 0.6,
    "unknown": 0.25,
}
THRESHOLDS = {"NAME": _BARS, "LOC": _BARS, "ORG": _BARS}
"""How sure the head must be that a word of a kind is no plain talk; chosen on the development rows."""
WORD_FILES = (
    "common_words.txt.gz",
    "everyday_words.txt",
    "medical_words.txt",
    "safe_words.tsv",
    "spanish_words.txt",
    "veto.tsv",
)
"""The lists the kinds of words are read from; another list may need another training."""
_IGNORED = -100


class Example(NamedTuple):
    """One padded batch with the label of each piece."""

    layers: Tensor
    kinds: Tensor
    spellings: Tensor
    mask: Tensor
    labels: Tensor


def train(seed: int, blocks: int, *, block: int = BLOCK, passes: int = PASSES) -> NamesHead:
    """A head trained on ``blocks`` x ``block`` sentences, each read ``passes`` times."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)  # noqa: S311  # order of batches
    reader, head = PieceReader(), NamesHead()
    head.train()
    steps = blocks * passes * (block // BATCH)
    optimizer = torch.optim.AdamW(head.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, LEARNING_RATE, total_steps=steps + blocks * passes
    )
    loss_of = nn.CrossEntropyLoss(weight=torch.tensor(CLASS_WEIGHTS), ignore_index=_IGNORED)
    source = sentences(seed)
    for number in range(blocks):
        started, total = time.monotonic(), 0.0
        examples = list(read_examples(reader, list(islice(source, block))))
        for _ in range(passes):
            rng.shuffle(examples)
            for example in examples:
                kinds = hide_kinds(example.kinds, example.labels)
                scores = head(example.layers.float(), kinds, example.spellings, example.mask)
                labels = example.labels.flatten().repeat(len(scores))
                loss = loss_of(scores.flatten(0, 2), labels)
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(head.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += float(loss.detach())
        mean = total / (passes * len(examples))
        print(f"block {number + 1}/{blocks}: loss {mean:.4f}, {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
    head.eval()
    return head


def read_examples(reader: PieceReader, found: list[Sentence]) -> Iterator[Example]:
    """The sentences as labelled batches; the hidden states in half the space."""
    texts = [each.text for each in found]
    for batch in reader.read(texts, [words_with_kinds(text) for text in texts], batch=BATCH):
        # a copy: what the encoder gives out cannot be trained on
        layers = batch.layers.half().clone()
        yield Example(layers, batch.kinds, batch.spellings, batch.mask, labels_of(batch, found))


def labels_of(batch: Batch, found: list[Sentence]) -> Tensor:
    """The label of each piece, (batch, pieces); marks of the tokenizer and filling are ignored."""
    labels = torch.full(batch.kinds.shape, _IGNORED, dtype=torch.long)
    for row, (text, places) in enumerate(zip(batch.texts, batch.places, strict=True)):
        spans = found[text].spans
        for piece, (start, end) in enumerate(places):
            if start == end:
                continue
            inside = [label for a, b, label in spans if a < end and start < b]
            labels[row, piece] = LABELS.index(inside[0]) if inside else 0
    return labels


def hide_kinds(kinds: Tensor, labels: Tensor) -> Tensor:
    """Some kinds changed: plain words to unknown, names to common, so that the words around count too."""
    hidden = torch.rand(kinds.shape) < KIND_DROPOUT
    changed = torch.where(labels > 0, torch.full_like(kinds, COMMON), torch.full_like(kinds, UNKNOWN))
    return torch.where(hidden, changed, kinds)


def card_of(seed: int, blocks: int, encoder_sha256: str) -> dict[str, Any]:
    """What somebody must know to trust the weights or to make them again."""
    data = hashlib.sha256()
    for path in [
        *sorted(DATA.glob("*.txt")),
        *(knowledge_base_dir() / "words" / name for name in WORD_FILES),
    ]:
        data.update(path.read_bytes())
    return {
        "purpose": "find names, places and organisations in what is said in a care call, on this computer",
        "not_for": "legal de-identification of records without a second reading",
        "labels": list(LABELS),
        "thresholds": THRESHOLDS,
        "seed": seed,
        "blocks": blocks,
        "sentences": blocks * BLOCK,
        "training_text": "made up by assistant/redaction/training; no patient text",
        "training_data_sha256": data.hexdigest(),
        "encoder": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), frozen",
        "encoder_sha256": encoder_sha256,
        "versions": {name: version(name) for name in ("torch", "transformers", "faker")},
        "licence": "Apache-2.0",
        "make_again": f"python -m assistant.redaction.train_names --seed {seed} --blocks {blocks}",
    }


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description="Train the name detector.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--blocks", type=int, default=BLOCKS, help=f"blocks of {BLOCK} fresh sentences")
    parser.add_argument("--to", type=Path, default=WEIGHTS.parent, help="the folder to write to")
    chosen = parser.parse_args()
    head = train(chosen.seed, chosen.blocks)
    card = card_of(chosen.seed, chosen.blocks, PieceReader().encoder_sha256)
    sha256 = save_head(head, card, chosen.to / WEIGHTS.name, chosen.to / CARD.name)
    print(f"written, SHA-256 {sha256}")  # noqa: T201


if __name__ == "__main__":
    main()
