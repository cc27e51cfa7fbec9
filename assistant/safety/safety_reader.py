"""Read what was said with the trained encoder: which danger it sounds like, and whether it is ours to answer.

In: a text. Out: for dangers, the kinds that pass the bar of their class, with the words and how sure; for scope,
the rule that passes its bar. Learned from sentences written for it, so it hears ideas that no phrase names.
It is the second layer: the rules stand alone when it is missing. Keeps nothing of what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import torch
from torch import Tensor

from assistant.encoder import check_weights, load_encoder
from assistant.errors import InstallationIncomplete
from assistant.safety.safety_head import CARD, WEIGHTS, load_head
from assistant.safety.windows import Place, windows

LONGEST_WINDOW: Final = 128
"""Word pieces; a window has at most 60 words."""
BATCH: Final = 32
_SUGAR_KINDS: Final = frozenset({"low_sugar_severe", "dka"})
_SUGAR_WORD: Final = re.compile(
    r"sugar|gluc|meter|diabet|insulin|azucar|azúcar|\blow?\b|\bb[gs]\b|\bhi\b|keto|dka|medidor|fruit",
    re.IGNORECASE,
)
"""A number alone ("its 38 out") is no sugar."""

_TAKES_SUGAR: Final = re.compile(
    r"\b(?:i|he|she|they) can (?:still )?(?:drink|eat|swallow|chew)\b|\bpuedo (?:tomar|comer|tragar)\b",
    re.IGNORECASE,
)
_LOW_NUMBER: Final = re.compile(r"\b(?:4\d|5\d|6\d)\b")


class Heard(NamedTuple):
    """A danger of a class: its likeliest kind, where the words stand, and how sure (0..1)."""

    type: str
    kind: str
    place: Place
    score: float


class Chances(NamedTuple):
    """How likely each kind of danger and each scope rule is, (texts, kinds) and (texts, rules)."""

    dangers: Tensor
    scope: Tensor


class SafetyReader:
    """The encoder with its changes and the head, loaded once; safe to share between threads."""

    def __init__(self, weights: Path = WEIGHTS, card: Path = CARD) -> None:
        """Raises InstallationIncomplete when weights, card and encoder do not belong together."""
        self._head, self.card = load_head(weights, card)
        folder, encoder_sha256 = check_weights()
        if self.card["encoder_sha256"] != encoder_sha256:
            raise InstallationIncomplete(
                "The safety reader was trained on other encoder weights. Install Checkback again."
            )
        model: Any = load_encoder(folder)
        self._tokenizer = model.tokenizer
        self._transformer = self._head.adapters.merge(model[0].auto_model)
        self._kinds: list[str] = self.card["kinds"]
        self._rules: list[str] = self.card["rules"]
        self._class_of: dict[str, str] = self.card["class_of_kind"]
        self._bars: dict[str, float] = self.card["bars"]
        self._part_bars: dict[str, float] = self.card["part_bars"]

    def dangers(self, text: str, earlier: str = "") -> list[Heard]:
        """The dangers heard in ``text``, surest first, at most one of each class.

        ``earlier`` is what was said just before: a window may begin there, but it ends in ``text``.
        """
        both = f"{earlier}\n{text}" if earlier.strip() else text
        start = len(both) - len(text)
        places = [place for place in windows(both) if place[1] > start]
        if not places:
            return []
        chances = self.chances([both[a:b] for a, b in places]).dangers
        surest: dict[str, Heard] = {}
        for place, row in zip(places, chances.tolist(), strict=True):
            is_whole = not both[: place[0]].strip() and not both[place[1] :].strip()
            heard = self._judge(place, row, self._bars if is_whole else self._part_bars)
            if heard and heard.kind in _SUGAR_KINDS and not _SUGAR_WORD.search(both, *place):
                continue
            if heard and heard.kind in _SUGAR_KINDS and _is_low_but_awake(both):
                continue
            if heard and (heard.type not in surest or heard.score > surest[heard.type].score):
                surest[heard.type] = heard._replace(place=(max(place[0], start) - start, place[1] - start))
        return sorted(surest.values(), key=lambda heard: -heard.score)

    def scope(self, text: str) -> tuple[str, float]:
        """The rule that ``text`` falls under, or an empty text, and how sure (0..1)."""
        places = windows(text)
        if not places:
            return "", 0.0
        chances = self.chances([text[a:b] for a, b in places]).scope
        best = int(chances[:, 0].argmin())
        score, name = float(1 - chances[best, 0]), self._rules[1 + int(chances[best, 1:].argmax())]
        bars = self._bars if best == 0 else self._part_bars
        return (name if score > bars.get(name, bars["scope"]) else ""), score

    def chances(self, texts: Sequence[str]) -> Chances:
        """What the head says of each text, read whole up to ``LONGEST_WINDOW`` pieces."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        dangers = torch.zeros(len(texts), len(self._kinds))
        scope = torch.zeros(len(texts), len(self._rules))
        with torch.inference_mode():
            for first in range(0, len(order), BATCH):
                rows = order[first : first + BATCH]
                cut = self._tokenizer(
                    [texts[row] for row in rows],
                    padding=True,
                    truncation=True,
                    max_length=LONGEST_WINDOW,
                    return_tensors="pt",
                )
                ids, mask = cut["input_ids"], cut["attention_mask"]
                hidden = self._transformer(input_ids=ids, attention_mask=mask).last_hidden_state
                outputs = self._head(hidden, mask)
                dangers[rows] = torch.softmax(outputs.dangers, dim=-1)
                scope[rows] = torch.softmax(outputs.scope, dim=-1)
        return Chances(dangers, scope)

    def _judge(self, place: Place, row: Sequence[float], bars: Mapping[str, float]) -> Heard | None:
        """The class that is likeliest in a window, when it passes its bar."""
        by_class: dict[str, float] = {}
        for kind, chance in zip(self._kinds[1:], row[1:], strict=True):
            by_class[self._class_of[kind]] = by_class.get(self._class_of[kind], 0.0) + chance
        likeliest = max(by_class, key=by_class.__getitem__)
        if by_class[likeliest] <= bars[likeliest]:
            return None
        own = [i for i, kind in enumerate(self._kinds) if self._class_of.get(kind) == likeliest]
        kind = self._kinds[max(own, key=row.__getitem__)]
        return Heard(likeliest, kind, place, by_class[likeliest])


def _is_low_but_awake(text: str) -> bool:
    """Whether sugar of 40 to 69 is told of by who can drink: then the low sugar card says what to do."""
    return _TAKES_SUGAR.search(text) is not None and _LOW_NUMBER.search(text) is not None
