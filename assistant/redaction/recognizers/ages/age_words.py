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
        "cumple cumplir cumpli tiene tengo edad celebrated yo pushin nearing hitting becomes "
        "became celebrates celebrating"
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
        "mil fil parent roommate g'ma g'pa gramma grampa gran'ma pap paps pappy papaw mamaw "
        "mimi gigi oma opa lola lolo "
        "bubbe zayde yiayia halmoni bisabuela bisabuelo pop-pop great-grandma great-grandpa"
    ).split()
)
RELATIVES = PEOPLE - frozenset("i he she who you they we me him her".split())
PERSON_IS = frozenset({"i'm", "im", "he's", "hes", "she's", "shes", "she'll", "he'll", "youre"})
CAKE = frozenset({"cake", "years", "year", "month", "week", "and", "", "."})
NO_UNIT = frozenset({"in", "of", "people", "at", "y", "point"})
"""Units elsewhere (inches), plain words behind an age: "turned 92 in June"."""
JUST = FILLERS | {
    "just", "almost", "nearly", '"', "about", "already", ":", "over", "only", "still", "both", "now", "of",
    "going", "on", "be", "gonna", "to", "will", "ll", "age", "soon", "all", ",", "like", "is", "was", "maybe",
    "probably", "prolly", "bout", "abt", "must",
}  # fmt: skip
AIR = frozenset("room ra oxygen o two three four".split())
AIR_THINGS = frozenset("oxygen o monitor meter machine oximeter ox scale pulse finger concentrator".split())
MEALS = frozenset("breakfast lunch dinner supper meal meals eating".split())
COUNTED = frozenset(
    "pastillas tabletas unidades libras kilos tiras grados puntos dolares dólares pesos agujas".split()
)
"""What one has, in Spanish: "tengo noventa pastillas" is no age."""
NOT_NAMES = frozenset("disp qty sig refill refills egfr gfr map bs fsbs cbg spo ldl hdl bnp hgb plt".split())
ALMOST = frozenset("almost almst nearly about now abt".split())
SEASONS = frozenset("winters summers springs birthdays".split())
LASTING = frozenset("for in over after past last next within hace por ago later since every".split())
WHEN = frozenset("today now tomorrow next last this yesterday soon already".split())
FUTURE = frozenset(
    (
        "will gonna going to ll both just ' have would wld wud shld should gon finna fixin "
        "fixing finta goin bout about "
        "must might may could"
    ).split()
)
"""Words between a person and "be": "she wld be 94", "I'm fixing to be ninety one"."""
GUESSES = frozenset(
    (
        "maybe about abt bout around like i think guess must be or so probably prolly roughly "
        "we us don't dont dunno "
        "know no idea is was he she now here there at least close near almost who's not sure could , - ..."
    ).split()
)
ELDER_TITLES = frozenset(
    (
        "ol old ole olde elder elderly big miz mz mr mrs ms miss sister brother uncle aunt "
        "auntie mother pastor deacon "
        "reverend rev don dona grandma grandpa granny gramma grampa gma gpa papa mama nana lola lolo cousin"
    ).split()
)
TOO_OLD_FOR = frozenset(
    (
        "hip knee surgery surgeries operate operation operating bypass valve chemo transplant "
        "anesthesia colonoscopy "
        "mammogram replacement driving drive dating marry married remarried working retire "
        "retired cooking gardening "
        "dancing smoking widowed pacemaker dialysis"
    ).split()
)
PERSON_VERBS = frozenset(
    (
        "dont don't doesnt doesn't wont won't wants refuses lives cant can't walks drives cooks "
        "wanting says sez livin "
        "living didnt didn't aint ain't"
    ).split()
)
FEVER = frozenset(
    "pulse hr bpm fever fevers temp temps hot degrees sugar sugars weighs weight weighing".split()
)
HEDGED = frozenset("something somethin somethings some odd ish sumthin smthng sumn what".split())
"""Behind "ninety": no exact age, so it stays."""
