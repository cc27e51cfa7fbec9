"""Train the safety reader on the example sentences and write its weights and card.

    python -m assistant.safety.train_safety --seed 7

In: a seed, and ``knowledge_base/safety/examples``. Out: ``safety_head.safetensors`` and ``safety_head.json`` here.
The encoder stays frozen; what is trained are small changes to its layers and two outputs. The same seed gives the
same bytes on the same machine. Knows nothing about any evaluation set; bars are chosen on the development half.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from assistant.encoder import check_weights, load_encoder
from assistant.package_data import knowledge_base_dir
from assistant.safety.examples import OURS, Example, read_dangers, read_scope
from assistant.safety.red_flags import TYPES, red_flag_kinds
from assistant.safety.safety_head import CARD, WEIGHTS, SafetyHead, save_head
from assistant.safety.scope import SCOPE_RULES
from assistant.safety.windows import windows

EPOCHS = 7
BATCH = 32
LONGEST = 128
HEAD_RATE = 5e-3
ADAPTER_RATE = 2e-3
SMOOTHING = 0.02
THREADS = 2
JOINED = 0.3
"""Share of short examples that are put among everyday talk, as on a call."""
CUT = 0.3
"""Share of harmless texts of which one window is read, as of a long call; a piece of them is harmless too."""
WITHOUT_MARKS = 0.3
SLIPS = 0.04
"""Share of words that get a typing slip."""
BARS = {
    "911": 0.7,
    "988": 0.6,
    "poison": 0.6,
    "abuse": 0.75,
    "same_day": 0.4,
    "scope": 0.8,
    "start_or_stop": 0.97,
    "eligibility_promise": 0.98,
}
"""How sure the reader must be of a text read whole, by class or scope rule; chosen on the development half."""
PART_BARS = {"911": 0.9, "988": 0.9, "poison": 0.9, "abuse": 0.9, "same_day": 0.9, "scope": 1.0}
"""The same for one sentence or slice of a longer text: out of its company it proves less."""
_SHORT = 35
_BUCKET = 640
_IGNORED = -100
_JOINTS = (" ", ". ", ", ", " and ", "\n")


class Row(NamedTuple):
    """One text with the number of its kind of danger and of its scope rule; a question not asked is ignored."""

    text: str
    danger: int
    scope: int


class Labels(NamedTuple):
    """The names that the outputs stand for, and (kinds, classes) which kind belongs to which class."""

    kinds: list[str]
    rules: list[str]
    classes: Tensor


def train(seed: int, labels: Labels, rows: Sequence[Row], *, epochs: int = EPOCHS) -> SafetyHead:
    """A head trained on ``rows``, each read ``epochs`` times in changing company."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  # order and noise of training text
    folder, _ = check_weights()
    model: Any = load_encoder(folder)
    torch.set_num_threads(THREADS)  # after the encoder, which asks for one
    head = SafetyHead(len(labels.kinds), len(labels.rules))
    transformer = head.adapters.attach(model[0].auto_model)
    outputs = [*head.dangers.parameters(), *head.scope.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": outputs, "lr": HEAD_RATE},
            {"params": head.adapters.parameters(), "lr": ADAPTER_RATE},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (len(rows) // BATCH + len(rows) // _BUCKET + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [HEAD_RATE, ADAPTER_RATE], total_steps=steps)
    head.train()
    transformer.train()
    talk = [row.text for row in rows if _is_harmless(row) and len(row.text.split()) <= _SHORT]
    for number in range(epochs):
        started, total, count = time.monotonic(), 0.0, 0
        for batch in batches(rows, talk, rng):
            cut = model.tokenizer(
                [row.text for row in batch],
                padding=True,
                truncation=True,
                max_length=LONGEST,
                return_tensors="pt",
            )
            hidden = transformer(**cut).last_hidden_state
            loss = loss_of(head(hidden, cut["attention_mask"]), batch, labels)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
        print(  # noqa: T201
            f"epoch {number + 1}/{epochs}: loss {total / count:.4f}, {time.monotonic() - started:.0f} s",
            flush=True,
        )
    head.eval()
    return head


def loss_of(outputs: Any, batch: Sequence[Row], labels: Labels) -> Tensor:
    """How wrong the kind is, the class (which matters more), and the scope rule where one was asked for."""
    dangers = torch.tensor([row.danger for row in batch])
    scope = torch.tensor([row.scope for row in batch])
    loss = 0.5 * nn.functional.cross_entropy(outputs.dangers, dangers, label_smoothing=SMOOTHING)
    by_class = (torch.softmax(outputs.dangers, dim=-1) @ labels.classes).clamp(min=1e-6).log()
    loss = loss + nn.functional.nll_loss(by_class, labels.classes[dangers].argmax(dim=1))
    asked = int((scope != _IGNORED).sum())
    if asked:
        wrong = nn.functional.cross_entropy(
            outputs.scope, scope, ignore_index=_IGNORED, label_smoothing=SMOOTHING, reduction="sum"
        )
        loss = loss + wrong / len(batch)
    return loss


def batches(rows: Sequence[Row], talk: Sequence[str], rng: random.Random) -> list[list[Row]]:
    """All rows once, noised, in batches of like length and in chance order."""
    order = list(rows)
    rng.shuffle(order)
    noised = [row._replace(text=noise(row, talk, rng)) for row in order]
    buckets = [noised[at : at + _BUCKET] for at in range(0, len(noised), _BUCKET)]
    cut = [
        sorted(bucket, key=lambda row: len(row.text))[at : at + BATCH]
        for bucket in buckets
        for at in range(0, len(bucket), BATCH)
    ]
    rng.shuffle(cut)
    return cut


def noise(row: Row, talk: Sequence[str], rng: random.Random) -> str:
    """The words as another caller or another typist would give them: among other talk, unmarked, with slips."""
    text = row.text
    if _is_harmless(row) and rng.random() < CUT:
        start, end = rng.choice(windows(text))
        text = text[start:end]
    if len(text.split()) < _SHORT and rng.random() < JOINED:
        parts = [*(rng.choice(talk) for _ in range(rng.choice((1, 1, 2)))), text]
        rng.shuffle(parts)
        text = rng.choice(_JOINTS).join(parts)
    if rng.random() < WITHOUT_MARKS:
        text = "".join(char for char in text if char.isalnum() or char in " '\n")
    return " ".join(_slip(word, rng) if rng.random() < SLIPS else word for word in text.split(" "))


def _is_harmless(row: Row) -> bool:
    return row.danger == 0 and row.scope in (0, _IGNORED)


def _slip(word: str, rng: random.Random) -> str:
    least = 5
    if len(word) < least or not word.isalpha():
        return word
    at = rng.randrange(1, len(word) - 1)
    swapped = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return rng.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped))


def read_labels() -> Labels:
    """The kinds and rules of this installation: no danger and ours first."""
    kinds = red_flag_kinds()
    names = ["none", *kinds]
    classes = torch.zeros(len(names), 1 + len(TYPES))
    classes[0, 0] = 1
    for number, kind in enumerate(kinds.values(), 1):
        classes[number, 1 + TYPES.index(kind.type)] = 1
    return Labels(names, [OURS, *SCOPE_RULES], classes)


def read_rows(labels: Labels) -> list[Row]:
    """Every example with the numbers of its labels."""
    folder = knowledge_base_dir() / "safety" / "examples"

    def danger(example: Example) -> Row:
        number = 0 if example.is_harmless else labels.kinds.index(example.kind)
        return Row(example.text, number, 0 if example.kind == "none:talk" else _IGNORED)

    rows = [danger(example) for example in read_dangers(folder, labels.kinds)]
    return rows + [
        Row(example.text, 0, labels.rules.index(example.kind)) for example in read_scope(folder, labels.rules)
    ]


def card_of(seed: int, epochs: int, labels: Labels, examples: int) -> dict[str, Any]:
    """What somebody must know to trust the weights or to make them again."""
    data = hashlib.sha256()
    for path in sorted((knowledge_base_dir() / "safety" / "examples").glob("*.tsv")):
        data.update(path.read_bytes())
    kinds = red_flag_kinds()
    return {
        "purpose": "hear dangers and questions that are not ours in what a caller says, beside written rules",
        "not_for": "deciding that there is no danger; a person listens",
        "kinds": labels.kinds,
        "class_of_kind": {name: kind.type for name, kind in kinds.items()},
        "rules": labels.rules,
        "bars": BARS,
        "part_bars": PART_BARS,
        "seed": seed,
        "epochs": epochs,
        "examples": examples,
        "training_text": "knowledge_base/safety/examples, written for this; no patient text",
        "training_data_sha256": data.hexdigest(),
        "encoder": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), frozen",
        "encoder_sha256": check_weights()[1],
        "versions": {name: version(name) for name in ("torch", "transformers")},
        "licence": "Apache-2.0",
        "make_again": f"python -m assistant.safety.train_safety --seed {seed} --epochs {epochs}",
    }


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description="Train the safety reader.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--to", type=Path, default=WEIGHTS.parent, help="the folder to write to")
    chosen = parser.parse_args()
    labels = read_labels()
    rows = read_rows(labels)
    head = train(chosen.seed, labels, rows, epochs=chosen.epochs)
    card = card_of(chosen.seed, chosen.epochs, labels, len(rows))
    sha256 = save_head(head, card, chosen.to / WEIGHTS.name, chosen.to / CARD.name)
    print(f"written, SHA-256 {sha256}")  # noqa: T201


if __name__ == "__main__":
    main()
