"""Named strings of 8,000 characters that no patient says: what a stuck key, a paste or an attacker sends.

In: nothing. Out: ``HOSTILE``, each at most a second to read, and ``DENSE``, texts without any repeat that hold
a word piece every second character, where the time is that of the name detector alone.
"""

from __future__ import annotations

import base64
import json
import random

SIZE = 8_000
_RNG = random.Random(11)


def _again(piece: str) -> str:
    return (piece * SIZE)[:SIZE]


def _any_of(words: list[str]) -> str:
    return " ".join(_RNG.choice(words) for _ in range(SIZE))[:SIZE]


_NUMBERS = "zero one two three four five six ten eleven twelve thirty forty hundred oh double triple and dash"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NONSENSE = ["".join(_RNG.choices(_LETTERS, k=_RNG.randint(2, 9))) for _ in range(600)]

HOSTILE = {
    "dollars": _again("$"),
    "dollars apart": _again("$ "),
    "emoji": _again("😀"),
    "emoji apart": _again("😀 "),
    "emoji held by joiners": _again("👩\u200d👩\u200d👧 "),
    "a dot": _again("a."),
    "a dot apart": _again("a. "),
    "digit dash": _again("1-"),
    "digit dash apart": _again("1- "),
    "digit colon": _again("1:"),
    "han": _again("漢"),
    "han apart": _again("漢 "),
    "hangul": _again("한국 "),
    "hangul in parts": _again("\u1112\u1161\u11ab"),
    "arabic": _again("محمد "),
    "open brackets": _again("("),
    "brackets apart": _again("( ) "),
    "digit in a bracket": _again("(1"),
    "combining marks": _again("e\u0301"),
    "one letter and many marks": "e" + "\u0301" * (SIZE - 1),
    "marks in words": _again("e\u0301a\u0308 "),
    "digits": _again("1"),
    "digits apart": _again("1 "),
    "full-width digits": _again("９ "),
    "digit and letter": _again("1a "),
    "number words": _any_of(_NUMBERS.split()),
    "one two three": _again("one two three "),
    "hundred": _again("hundred "),
    "double": _again("double "),
    "to for": _again("to for "),
    "my name is": _again("my name is "),
    "b as in boy": _again("b as in boy "),
    "cue words": _again("mrn ssn dob phone fax account license plate "),
    "mrn is the": _again("mrn is the "),
    "member id": _again("member id is the "),
    "dots": _again("."),
    "dots apart": _again(". "),
    "at signs": _again("@ "),
    "a at b": _again("a@b "),
    "a at": _again("a@"),
    "slashes": _again("/"),
    "digits and slashes": _again("1/ "),
    "at dot": _again("at dot "),
    "x dot": _again("x dot "),
    "www": _again("www. "),
    "zero width": _again("\u200b"),
    "zero width in words": _again("n\u200ba\u200bm\u200be "),
    "right to left": _again("\u202e12 "),
    "cyrillic in latin words": _again("Вruthа "),
    "entities": _again("&#49; "),
    "nested entities": _again("&amp;#49;"),
    "newlines": _again("\n"),
    "tabs": _again("\t"),
    "one letter a line": _again("a\n"),
    "one huge word": _again("a"),
    "hyphens": _again("a-b-"),
    "hyphens apart": _again("- "),
    "underscores": _again("_a_ "),
    "dates": _again("3/4/1951 "),
    "dates in words": _again("march fourth nineteen fifty one "),
    "months": _again("march "),
    "times": _again("0:0:0 "),
    "addresses of computers": _again("1.2.3.4 "),
    "phones": _again("555-0143 "),
    "o and l": _again("O l 0 1 "),
    "doctors": _again("dr. "),
    "misters": _again("Mr. "),
    "single quotes": _again("' "),
    "possessives": _again("a's "),
    "apostrophes": _again("a'"),
    "double quotes": _again('" '),
    "placeholders": _again("<NAME_1>"),
    "base64 in one run": base64.b64encode(_RNG.randbytes(6_000)).decode()[:SIZE],
    "open json": _again('{"a":['),
    "surrogates": _again("\ud800"),
    "surrogates apart": _again("\ud83d \ude00 "),
    "streets": _again("1 st "),
    "counties": _again("county "),
    "hospitals": _again("hospital "),
    "initials": _again("A. B "),
    "capitals": _again("Aa "),
    "letters apart": _again("a b c "),
    "a spelled name": _again("j o h n "),
    "styled letters": _again("𝓡𝓾𝓽𝓱 "),
    "random marks": "".join(_RNG.choices("!#$%&()*+,-./:;<=>?@[]^_{|}~ ", k=SIZE)),
    "any character": "".join(_RNG.choices([chr(_RNG.randint(32, 0x2FFF)) for _ in range(500)], k=SIZE)),
    "plain talk": _again("the nurse said to rest and drink water and i still feel dizzy when i stand up. "),
}
DENSE = {
    "base64 in lines": "\n".join(base64.b64encode(_RNG.randbytes(45)).decode() for _ in range(140))[:SIZE],
    "json": json.dumps([{"k": i, "v": [None, True, {"a": "b"}]} for i in range(400)])[:SIZE],
    "placeholders, each another": " ".join(f"<NAME_{i}>" for i in range(2_000))[:SIZE],
    "placeholders apart": _again("<NAME_1> "),
    "hex pairs": _again("0a:0b:0c "),
    "named entities": _again("&amp;nbsp; "),
    "words of 63 letters": _again("a" * 63 + " "),
    "mixed scripts": _again("aЖ漢ع1 "),
    "random letters": _any_of(list(_LETTERS)),
    "random words": _any_of(_NONSENSE),
    "names": _any_of("Ruthie Okonkwo Xiong Thaddeus Maribel Quince".split()),
}
