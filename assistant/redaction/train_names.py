"""Train the name detector on made-up sentences and write its weights and card.

    python -m assistant.redaction.train_names --seed 7 --blocks 12

In: a seed and how many blocks of fresh sentences to read. Out: ``names_head.safetensors`` and its card
``names_head.json`` in this folder. The encoder stays frozen; what is trained are small changes to its
layers and a head. The same seed gives the same bytes.
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
from assistant.redaction.piece_reader import Batch, PieceReader, hidden_states
from assistant.redaction.training.name_lists import DATA
from assistant.redaction.training.sentences import Sentence, sentences
from assistant.redaction.word_kinds import COMMON, UNKNOWN, words_with_kinds

BLOCK = 4_000
BLOCKS = 17
BATCH = 32
LEARNING_RATE = 2e-3
ADAPTER_RATE = 1e-3
THREADS = 2
CLASS_WEIGHTS = (1.0, 1.5, 1.5, 1.2)
KIND_DROPOUT = 0.08
"""Share of pieces whose word kind is hidden, so that an unknown word alone makes no name."""
_BARS = {
    "mark": 1.0,
    "number": 0.6,
    "letter": 0.5,
    "plain": 0.6,
    "also_name": 0.4,
    "common": 0.6,
    "listed": 0.8,
    "near_plain": 0.5,
    "unknown": 0.2,
}
THRESHOLDS = {"NAME": _BARS, "LOC": _BARS, "ORG": _BARS}
"""How sure the head must be that a word of a kind is no plain talk; chosen on the development rows."""
WORD_FILES = (
    "common_words.txt.gz",
    "everyday_words.txt",
    "home_language_words.txt",
    "medical_words.txt",
    "safe_words.tsv",
    "spanish_words.txt",
    "veto.tsv",
)
"""The lists the kinds of words are read from; another list may need another training."""
_IGNORED = -100


class Example(NamedTuple):
    """One padded batch with the label of each piece."""

    batch: Batch
    labels: Tensor


def train(seed: int, blocks: int, *, block: int = BLOCK) -> NamesHead:
    """A head trained on ``blocks`` x ``block`` sentences, each read once."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  # order of batches
    reader, head = PieceReader(), NamesHead()
    torch.set_num_threads(THREADS)  # after the encoder, which asks for one
    transformer = head.adapters.attach(reader.transformer)
    head.train()
    optimizer = torch.optim.AdamW(
        [
            {"params": head.columns.parameters(), "lr": LEARNING_RATE},
            {"params": head.adapters.parameters(), "lr": ADAPTER_RATE},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [LEARNING_RATE, ADAPTER_RATE], total_steps=blocks * (block // BATCH + 1)
    )
    loss_of = nn.CrossEntropyLoss(weight=torch.tensor(CLASS_WEIGHTS), ignore_index=_IGNORED)
    source = sentences(seed)
    for number in range(blocks):
        started, total = time.monotonic(), 0.0
        examples = list(read_examples(reader, list(islice(source, block))))
        rng.shuffle(examples)
        for batch, labels in examples:
            kinds = hide_kinds(batch.kinds, labels)
            layers = hidden_states(transformer, batch.ids, batch.mask)
            scores = head(layers, kinds, batch.spellings, batch.mask)
            loss = loss_of(scores.flatten(0, 2), labels.flatten().repeat(len(scores)))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        mean = total / len(examples)
        print(f"block {number + 1}/{blocks}: loss {mean:.4f}, {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
    head.eval()
    return head


def read_examples(reader: PieceReader, found: list[Sentence]) -> Iterator[Example]:
    """The sentences as labelled batches."""
    texts = [each.text for each in found]
    for batch in reader.read(texts, [words_with_kinds(text) for text in texts], batch=BATCH):
        yield Example(batch, labels_of(batch, found))


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
