"""Cut texts into word pieces, and read an encoder's hidden states for them.

In: folded texts. Out: batches of word pieces, with the place of each piece in its text and the kind of its
word; then, for a batch, the hidden states of every layer. A text longer than one window is read in overlapping
windows, so nothing is left unread.
Windows filled with the same pieces are read once, and windows without a word worth reading not at all, so
that a long text of marks, or one that repeats itself, costs little.
Knows nothing about names; keeps no text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import regex
import torch

from assistant.encoder import check_weights, load_encoder
from assistant.redaction.spelling import MOST, spelling
from assistant.redaction.word_kinds import MARK, KindOfWord

if TYPE_CHECKING:
    from torch import Tensor

WINDOW = 256
STRIDE = 32
BATCH = 32
_LATIN = regex.compile(r"\p{Latin}")


class Batch(NamedTuple):
    """One padded batch of windows."""

    texts: tuple[int, ...]
    """Which text each window is from."""
    places: tuple[tuple[tuple[int, int], ...], ...]
    """Start and end in the text of each piece; (0, 0) for the marks the tokenizer adds."""
    ids: Tensor
    """(batch, pieces)"""
    kinds: Tensor
    """(batch, pieces)"""
    spellings: Tensor
    """(batch, pieces, MOST), filled up with 0"""
    mask: Tensor
    """(batch, pieces)"""


class PieceReader:
    """The shared encoder and its tokenizer."""

    def __init__(self) -> None:
        folder, self.encoder_sha256 = check_weights()
        model: Any = load_encoder(folder)
        self.transformer = model[0].auto_model
        self._tokenizer = model.tokenizer

    def read(
        self,
        texts: Sequence[str],
        words: Sequence[Sequence[KindOfWord]],
        *,
        batch: int = BATCH,
        quiet: frozenset[int] = frozenset(),
    ) -> Iterator[Batch]:
        """All windows of all texts with their words, short ones first, so that little is filled up.

        With ``quiet`` kinds of words, a window is left out when no other word in it has a Latin letter: what is
        in another script alone is masked by a rule, and the encoder cannot read it.
        """
        cut = self._tokenizer(
            list(texts),
            truncation=True,
            max_length=WINDOW,
            stride=STRIDE,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        of_text = cut["overflow_to_sample_mapping"]
        starts = [[word.start for word in each] for each in words]
        words_of = [
            [_word_at(words[text], starts[text], a, b) for a, b in offsets]
            for text, offsets in zip(of_text, cut["offset_mapping"], strict=True)
        ]
        kept = [
            row
            for row, text in enumerate(of_text)
            if not quiet or _is_worth_it(texts[text], words_of[row], quiet)
        ]
        order = sorted(kept, key=lambda i: (len(cut["input_ids"][i]), i))
        for first in range(0, len(order), batch):
            rows = order[first : first + batch]
            longest = max(len(cut["input_ids"][row]) for row in rows)
            ids = torch.zeros((len(rows), longest), dtype=torch.long)
            mask = torch.zeros((len(rows), longest), dtype=torch.long)
            kinds = torch.full((len(rows), longest), MARK, dtype=torch.long)
            spellings = torch.zeros((len(rows), longest, MOST), dtype=torch.long)
            places = []
            for line, row in enumerate(rows):
                size, text = len(cut["input_ids"][row]), of_text[row]
                ids[line, :size] = torch.tensor(cut["input_ids"][row])
                mask[line, :size] = 1
                offsets = tuple((a, b) for a, b in cut["offset_mapping"][row])
                places.append(offsets)
                at = words_of[row]
                kinds[line, :size] = torch.tensor([MARK if w is None else w.kind for w in at])
                spellings[line, :size] = torch.tensor(
                    [_NO_SPELLING if w is None else _spelling(texts[text], w) for w in at]
                )
            yield Batch(tuple(of_text[row] for row in rows), tuple(places), ids, kinds, spellings, mask)


def hidden_states(transformer: Any, ids: Tensor, mask: Tensor) -> Tensor:
    """What every layer makes of each piece, (batch, layers, pieces, width)."""
    hidden = transformer(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
    return torch.stack(hidden, dim=1)


def hidden_states_once(transformer: Any, ids: Tensor, mask: Tensor) -> Tensor:
    """The same, each distinct window read once; a long text may fill many windows with the same pieces."""
    if ids.shape[1] < WINDOW:
        return hidden_states(transformer, ids, mask)
    numbers: dict[tuple[int, ...], int] = {}
    number_of = [numbers.setdefault(tuple(line), len(numbers)) for line in ids.tolist()]
    firsts = [number_of.index(number) for number in range(len(numbers))]
    return hidden_states(transformer, ids[firsts], mask[firsts])[number_of]


def _word_at(words: Sequence[KindOfWord], starts: Sequence[int], start: int, end: int) -> KindOfWord | None:
    """The word that a piece belongs to."""
    at = bisect_right(starts, start) - 1
    return None if start == end or at < 0 or words[at].end <= start else words[at]


def _is_worth_it(text: str, words: Sequence[KindOfWord | None], quiet: frozenset[int]) -> bool:
    return any(
        word is not None and word.kind not in quiet and _LATIN.search(text, word.start, word.end)
        for word in words
    )


def _spelling(text: str, word: KindOfWord) -> list[int]:
    found = spelling(text[word.start : word.end].lower())
    return found + [0] * (MOST - len(found))


_NO_SPELLING = [0] * MOST
