"""The words people count with, in English and Spanish, and the words they put between two numbers.

Word lists only: no rules. ``spoken.py`` reads numbers with them, the other families lean on that.
Words of the text come lower case; accents are folded away before they get here.
"""

from __future__ import annotations

UNITS = {
    "zero": "0", "oh": "0", "nought": "0", "aught": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9", "fife": "5",
    "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7",
    "ocho": "8", "nueve": "9",
}  # fmt: skip
TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "diez": "10", "doce": "12", "trece": "13", "catorce": "14", "quince": "15", "dieciseis": "16",
    "diecisiete": "17", "dieciocho": "18", "diecinueve": "19",
    "veintiuno": "21", "veintiun": "21", "veintidos": "22", "veintitres": "23", "veinticuatro": "24",
    "veinticinco": "25", "veintiseis": "26", "veintisiete": "27", "veintiocho": "28", "veintinueve": "29",
}  # fmt: skip
TENS = {
    "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50", "sixty": "60",
    "seventy": "70", "eighty": "80", "ninety": "90", "ninty": "90", "veinte": "20", "treinta": "30",
    "cuarenta": "40", "cincuenta": "50", "sesenta": "60", "setenta": "70", "ochenta": "80", "noventa": "90",
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3, "doble": 2}
HOMOPHONES = {"to": "2", "too": "2", "for": "4", "fore": "4", "ate": "8", "won": "1", "o": "0", "tree": "3"}
SCALES = {"hundred": 100, "thousand": 1000, "mil": 1000}
HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
    "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "nineth": 9, "eigth": 8, "twelvth": 12, "primero": 1,
}  # fmt: skip
SPANISH = frozenset(
    (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince "
        "dieciseis diecisiete dieciocho diecinueve veintiuno veintidos veintitres veinticuatro "
        "veinticinco veintiseis veintisiete veintiocho veintinueve veinte treinta cuarenta "
        "cincuenta sesenta setenta ochenta noventa"
    ).split()
)
"""Beside one of these, "once" is the Spanish eleven and not the English word."""
NUMBER_WORDS = frozenset({*UNITS, *TEENS, *TENS, *TIMES, *SCALES, *HUNDREDS, *ORDINALS})
SUFFIXES = frozenset({"st", "nd", "rd", "th"})

CORRECTIONS = frozenset(
    (
        "no wait sorry actually correction scratch that mean i rather oops strike not nope "
        "perdon espera digo excuse me my bad make it it's its let see hang hold on"
    ).split()
)
FILLERS = CORRECTIONS | frozenset(
    (
        "um uh uhm uhh umm er erm ah eh hmm hm mm mhm mmhm huh like so okay ok k then dash hyphen space is "
        "please yes yeah yep yup right got go ahead a sec second moment minute uhhuh lemme now this "
        "well again i'm think repeat next after guion pues este bueno si ajá aja sure alright good "
        "thanks thank you that's thats gotcha y know the slash followed by what"
    ).split()
)
"""Words that may stand between two parts of one number."""
SPEAKERS = frozenset(
    (
        "cm pt nurse caller patient client member manager care agent rn cma daughter son wife husband mom "
        "mother father dad interpreter rep worker me him her she he c p n q a"
    ).split()
)
"""Who speaks, when a colon follows: another voice may say "ok" in the middle of a number."""
