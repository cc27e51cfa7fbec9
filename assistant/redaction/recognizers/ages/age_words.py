"""The words around an age: who is meant, "turned", "years old", and what says that it is no age.

Tables only; ``ages.py`` asks them.
"""

from __future__ import annotations

from assistant.redaction.recognizers.spoken.number_words import FILLERS

YEARS = frozenset({"years", "year", "yrs", "yr", "y", "años", "anos"})
OLD = frozenset({"old", "o", "of", "young", "and", "olds"})
MARKS = frozenset({"-", "/", "."})
SHORT = frozenset({"yo", "yof", "yom", "yrold", "yearold", "yrsold"})
SEX = frozenset({"m", "f", "male", "female", "woman", "man", "lady", "gentleman"})
MOVES = frozenset("walk walked walks ran run swam about to for every another".split())
TURNED = frozenset(
    (
        "turned turning turns turn turnin turnt turnd age aged ages hit hits pushing reached makes made cumplio "
        "cumple cumplir cumpli tiene tengo edad celebrated yo"
    ).split()
)
LIVED = frozenset(
    "died passed passing lived live lives still alone himself herself walks drives away".split()
)
IS = frozenset(
    {
        "is",
        "am",
        "i'm",
        "im",
        "he's",
        "hes",
        "she's",
        "shes",
        "was",
        "been",
        "i",
        "he",
        "she",
        "who's",
        "be",
        "are",
        "they're",
    }
)
PEOPLE = frozenset(
    (
        "i he she who you they we me him her mom mama daddy mommy gran nan mother mum momma dad father "
        "papa pop pops pawpaw mawmaw meemaw memaw pepaw grandma grandmother grandpa grandfather granny "
        "grandad granddad grandmama nana nanny nonna abuela abuelo madre padre mami papi senora senor "
        "wife husband spouse hubby aunt auntie tia tio uncle sister brother neighbor friend patient pt "
        "resident veteran vet member client caller lady man woman gentleman partner cousin law gma gpa "
        "mil fil parent roommate"
    ).split()
)
RELATIVES = PEOPLE - frozenset("i he she who you they we me him her".split())
PERSON_IS = frozenset({"i'm", "im", "he's", "hes", "she's", "shes", "she'll", "he'll", "youre"})
CAKE = frozenset({"cake", "years", "year", "month", "week", "and", "", "."})
NO_UNIT = frozenset({"in", "of", "people", "at", "y", "point"})
"""Units elsewhere (inches), plain words behind an age: "turned 92 in June"."""
JUST = FILLERS | {
    "just", "almost", "nearly", '"', "about", "already", ":", "over", "only", "still", "both", "now", "of",
    "going", "on", "be", "gonna", "to", "will", "ll", "age", "soon", "all", ",", "like", "is", "was",
}  # fmt: skip
AIR = frozenset("room ra oxygen o two three four".split())
NOT_NAMES = frozenset("disp qty sig refill refills egfr gfr map bs fsbs cbg spo ldl hdl bnp hgb plt".split())
ALMOST = frozenset("almost almst nearly about now abt".split())
SEASONS = frozenset("winters summers springs birthdays".split())
LASTING = frozenset("for in over after past last next within hace por ago later since every".split())
WHEN = frozenset("today now tomorrow next last this yesterday soon already".split())
