"""The words of a sentence that carry its meaning, cut down to a stem so that forms of one word meet.

In: a text. Out: stems ("checked", "checking" -> "check"). Good enough to see whether two short texts speak of
the same thing; no dictionary, no model. Knows nothing about questions, jargon or grades.
"""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_LITTLE = frozenset(
    "a an the this that these those it its he she they them their his her hers i me my mine we us our "
    "you your yours is are was were be been being am do does did done have has had having will would "
    "can could may might must shall not no and or but if then so than as of to in on at by for from "
    "with about into out up down off over under what when where who whom which why how there here all "
    "any each every some most more much many few other one's just only also too very still yet again "
    "once ever never own same such tell show say said let lets please get got gets getting keep want "
    "like know think make makes made thing things way first today now don't can't won't isn't it's i'm "
    "you're that's what's you'll we'll i'll they're there's let's cannot".split()
)
_ENDINGS = ("ingly", "edly", "ings", "ness", "ing", "ies", "ied", "est", "ers", "ed", "es", "er", "ly", "s")
_SHORTEST = 3
_IRREGULAR = {
    "took": "take", "taken": "take", "gave": "give", "given": "give", "went": "go", "gone": "go",
    "came": "come", "ate": "eat", "eaten": "eat", "drank": "drink", "felt": "feel", "got": "get",
    "brought": "bring", "sent": "send", "told": "tell", "paid": "pay", "kept": "keep", "left": "leave",
    "lost": "lose", "spoke": "speak", "wrote": "write", "written": "write", "feet": "foot",
    "children": "child", "people": "person", "teeth": "tooth", "medicines": "medicin", "meds": "medicin",
    "medication": "medicin", "worse": "bad", "fell": "fall", "fallen": "fall", "saw": "see",
}  # fmt: skip


# What a question may call a thing the script has named in another word. A word may stand in two groups.
_RELATED = (
    "bring take need carry pack", "paper form letter note bill notice card proof envelope document",
    "drink sip juice water", "eat food meal snack breakfast lunch dinner",
    "pill medicine dose drug tablet", "call phone number line reach contact",
    "doctor nurse clinic hospital office", "send mail envelope return", "sign symptom look feel",
    "ride drive car bus cab trip", "write note track record log", "pay cost price money charge",
    "start begin", "stop end quit", "wait long minute hour soon", "change new put", "hurt pain ache sore",
    "sick ill worse bad", "breath breathe air lung", "each every daily day often",
    "home house apartment rent", "plan insurance cover", "date due deadline late time", "help support",
    "morning breakfast wake", "night bed sleep", "check measure look",
    "step foot walk", "weight weigh pound scale",
)  # fmt: skip


def stem(word: str) -> str:
    """The stem of one word, in small letters.

    >>> [stem(word) for word in ("Checked", "pills", "carries", "stopping", "took")]
    ['check', 'pill', 'carri', 'stop', 'tak']
    """
    letters = word.lower().replace("\u2019", "'").removesuffix("'s")
    letters = _IRREGULAR.get(letters, letters)
    for ending in _ENDINGS:
        if letters.endswith(ending) and len(letters) - len(ending) >= _SHORTEST + (ending == "ly"):
            letters = letters[: -len(ending)] + ("i" if ending in {"ies", "ied"} else "")
            break
    if len(letters) > _SHORTEST and letters[-1] == letters[-2] and letters[-1] not in "lsz":
        letters = letters[:-1]
    return (
        letters[:-1] + "i"
        if letters.endswith("y") and len(letters) > _SHORTEST
        else letters.removesuffix("e")
    )


@functools.cache
def _groups() -> dict[str, frozenset[int]]:
    places: dict[str, set[int]] = {}
    for number, group in enumerate(_RELATED):
        for word in group.split():
            places.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in places.items()}


def speaks_of(stem_: str, said: frozenset[str]) -> bool:
    """Whether ``said`` holds this stem or one of its kind ("papers" where "a bill" was said)."""
    groups = _groups()
    mine = groups.get(stem_, frozenset())
    return stem_ in said or any(mine & groups.get(other, frozenset()) for other in said)


def meaning_stem(word: str) -> str:
    """The stem of ``word``, or nothing when it is only glue between words."""
    spelling = word.lower().replace("\u2019", "'")
    return "" if spelling in _LITTLE else stem(spelling)


def content_stems(text: str) -> frozenset[str]:
    """The stems of all words of ``text`` that are more than glue.

    >>> sorted(content_stems("What will you do with the pills?"))
    ['pill']
    """
    return frozenset(filter(None, (meaning_stem(match[0]) for match in _WORD.finditer(text))))
