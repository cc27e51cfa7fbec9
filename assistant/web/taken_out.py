"""What was taken out of the typed words: counts for everybody, places for the browser that typed them.

In: the counts of a reply and where the spans stand. Out: one line of HTML with no word of what was typed.
The browser still has the words; static/shown.js marks the places in them when it is asked to.
Knows nothing about the rest of the card, and never sees the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.call_types import TakenOut
from assistant.web.markup import clean

KIND_WORDS = {
    "NAME": ("name", "names"),
    "DATE": ("date", "dates"),
    "AGE_90": ("age of 90 or more", "ages of 90 or more"),
    "PHONE": ("phone number", "phone numbers"),
    "FAX": ("fax number", "fax numbers"),
    "EMAIL": ("email address", "email addresses"),
    "ADDRESS": ("address", "addresses"),
    "CITY": ("town", "towns"),
    "ZIP": ("ZIP code", "ZIP codes"),
    "FACILITY": ("clinic or hospital", "clinics or hospitals"),
    "EMPLOYER": ("place of work", "places of work"),
    "SSN": ("Social Security number", "Social Security numbers"),
    "MRN": ("record number", "record numbers"),
    "HEALTH_PLAN": ("health plan number", "health plan numbers"),
    "ACCOUNT": ("account number", "account numbers"),
    "LICENSE": ("license number", "license numbers"),
    "VEHICLE": ("car number", "car numbers"),
    "DEVICE": ("device number", "device numbers"),
    "BIOMETRIC": ("body print", "body prints"),
    "PHOTO": ("photo", "photos"),
    "URL": ("web address", "web addresses"),
    "IP": ("computer address", "computer addresses"),
    "OTHER_ID": ("other ID number", "other ID numbers"),
}
UNKNOWN = ("word or number we do not know", "words or numbers we do not know")
NOT_KNOWN = "not known"
# The check for danger has to read the words as they were typed; it runs on this computer and keeps nothing.
TAKEN_OUT = "Taken out before anything but the danger check looked at it"
SAFE_MODE = (
    "Names could not be told from other words this time.",
    "So every word we do not know was masked. Nothing was sent to a model that writes. Nothing is stored.",
)


def taken_out_part(counts: Mapping[str, int], taken_out: TakenOut) -> str:
    """The counts in plain words, and for the browser where they stand; empty when nothing was taken out."""
    if taken_out.degraded:
        total = sum(number for number in counts.values() if number > 0)
        words = [_count(total, UNKNOWN)] if total else []
    else:
        words = [_count(number, _kind(label)) for label, number in counts.items() if number > 0]
    if not words:
        return ""
    said = f'<p class="cb-removed">{TAKEN_OUT}: {clean(", ".join(words))}</p>'
    return f'<div class="cb-taken">{said}{_places(taken_out)}</div>'


def _places(taken_out: TakenOut) -> str:
    """``length;start,end,kind;...`` in Python characters: text, because the sanitiser drops ``data-*``."""
    if not taken_out.spans:
        return ""
    places = [
        f"{span.start},{span.end},{NOT_KNOWN if taken_out.degraded else _kind(span.label)[0]}"
        for span in taken_out.spans
    ]
    return f'<p class="cb-where">{clean(";".join((str(taken_out.length), *places)))}</p>'


def _kind(label: str) -> tuple[str, str]:
    plain = label.lower().replace("_", " ")
    return KIND_WORDS.get(label.upper(), (plain, f"{plain}s"))


def _count(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[0] if number == 1 else words[1]}"
