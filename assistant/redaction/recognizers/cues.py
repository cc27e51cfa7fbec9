"""The words that say what a number is: "my fax", "date of birth", "member id", "serial".

In: a turn and where a number stands. Out: the label its nearest cue gives, before it or just after it.
Also the words that say a number is an amount and not an identifier.
Knows nothing about how numbers are found.
"""

from __future__ import annotations

import regex

from assistant.redaction.turn import Turn, matches

_CUES = {
    "SSN": r"ssn|s\.?s\.?\s?\#|itin|social(?!\s+(?:worker|work|services|needs))(?:\s+security)?"
    r"|soc\s+sec|seguro\s+social|last\s+(?:four|4)",
    "FAX": r"fax(?:ed)?(?:\s+(?:no|number|it|line|machine))?",
    "PHONE": r"phone|telephone|tel|cell|mobile|landline|call\s+(?:me|us|him|her|my)|reach\s+(?:me|us"
    r"|him|her)|text\s+(?:me|him|her)"
    r"|area\s+code|my\s+number|(?:his|her|their|our|work|home|phone|contact|own"
    r"|house)\s+number|ph|voicemail|beeper|pager|tel[eé]fono|celular",
    "DATE": r"dob|d\.o\.b\.?|d\s+o\s+b|date\s+of\s+(?:birth|death|service|visit|admission|discharge)"
    r"|birth\s?date|birth\s?day|born(?:\s+on)?"
    r"|fecha\s+de\s+nacimiento|cumplea[nñ]os|nac[ií]",
    "ZIP": r"zip(?:\s?code)?|zip's|postal\s+code|c[oó]digo\s+postal",
    "MRN": r"mrn|mr\s?\#|med(?:ical)?\s+rec(?:ord)?s?(?:\s+(?:no|number|num))?|chart(?:\s+(?:no"
    r"|number|num|id))?|record\s+(?:no|number)"
    r"|hospital\s+(?:number|id)|patient\s+(?:id|number|no)|wristband|encounter(?:\s+(?:no"
    r"|number|id))?|visit\s+(?:id|number)",
    "HEALTH_PLAN": r"member(?:ship)?(?:\s+(?:id|no|number|num))?|subscriber(?:\s+(?:id|no|number))?"
    r"|group\s+(?:no|number|num|id)|policy(?:\s+(?:no|number|num|id))?"
    r"|medicare\s+(?:no|number|num|id|card|\#|beneficiary|claim)|medicaid\s*(?:no|number|num"
    r"|id|card|\#)|medicaid(?=\s*\#)|mbi|hicn"
    r"|beneficiary(?:\s+(?:id|no|number))?|insurance\s+(?:id|no|number|card)|plan\s+(?:id"
    r"|number)|rx\s?(?:bin|grp|pcn)",
    "ACCOUNT": r"acc(?:oun)?t(?:\s+(?:no|number|num|id|ends|ending))?|meter(?:\s+(?:no|number))?"
    r"|routing(?:\s+(?:no|number))?|iban"
    r"|checking|savings|chk|debit|(?:credit|bank|ebt|my|the)\s+card(?:\s+number)?|card\s+(?:no"
    r"|number|ending)",
    "LICENSE": r"(?:driver'?s?|nurs(?:e|ing)|medical|rn|lpn|state)\s+(?:licen[cs]e|lic)"
    r"|licen[cs]e(?!\s+plate|\s+tag)(?:\s+(?:no|number|num))?|dl|dea(?:\s+(?:no|number|num))?"
    r"|npi"
    r"|certificate(?:\s+(?:no|number))?|certification\s+(?:no|number)|state\s+id",
    "VEHICLE": r"(?:licen[cs]e\s+)?plates?|(?:licen[cs]e\s+)?tags?|vin|registration(?:\s+(?:no|number))?",
    "DEVICE": r"serial(?:\s+(?:no|number|num))?|s/n|sn|device\s+(?:id|no|number|code)|udi|imei"
    r"|lot\s+(?:no|number)|model\s+and\s+serial",
    "BIOMETRIC": r"voice\s?-?print(?:\s+(?:id|code|number))?|finger\s?-?prints?(?:\s+(?:id|file|code"
    r"|number))?|(?:retina|iris|face|palm|voice)\s+(?:scan|id|code|template)(?:\s+(?:id|number"
    r"|code))?",
    "OTHER_ID": r"claim(?:\s+(?:no|number|num|id))?|case(?:\s+(?:no|number|num|id))?"
    r"|(?:prior\s+)?auth(?:orization)?(?:\s+(?:no|number|num|code))?"
    r"|ref(?:erence|erral)?(?:\s+(?:no|number|num|code))?|confirmation(?:\s+(?:no|number"
    r"|code))?|tracking(?:\s+(?:no|number))?|passport(?:\s+(?:no|number))?"
    r"|badge(?:\s+(?:no|number|id))?|ticket(?:\s+(?:no|number))?|inmate(?:\s+(?:no|number"
    r"|id))?|pin|passcode|(?:access|door|gate|entry|security|portal)\s+code"
    r"|employee\s+(?:id|no|number)|student\s+(?:id|no|number)|alien\s+(?:no|number)|a\s?\#"
    r"|prescription\s+(?:no|number)|rx\s*(?:no|number|\#)|order\s+(?:no|number)"
    r"|(?:id|i\.d\.)(?:\s+(?:no|number|num))?|number\s+is|user\s?name",
}  # fmt: skip
_PATTERN = regex.compile(
    r"(?<![\p{L}\d])(?:" + "|".join(f"(?P<{label}>{cue})" for label, cue in _CUES.items()) + r")(?![\p{L}])",
    regex.IGNORECASE,
)
_REACH_BEFORE = 70
_REACH_AFTER = 34
_SENTENCE = regex.compile(
    r"[?!;\n]|(?<!\bno)\.\s|,\s+(?:and\s+)?(?=my|the|her|his|it|and|but)", regex.IGNORECASE
)


_SAYS_WHAT = regex.compile(
    r"[\s,(-]*(?:(?:is|was|that's|that\s+is|as|being|for|es)\s+)?(?:(?:my|the|her|his|our|their|a|mi|su)\s+)?(?:own\s+)?",
    regex.IGNORECASE,
)
"""What may stand between a number and a cue behind it: "555-0155 is my fax"."""


class Cue:
    """A cue in the text: where it stands and which label it gives."""

    __slots__ = ("end", "label", "start")

    def __init__(self, start: int, end: int, label: str) -> None:
        self.start = start
        self.end = end
        self.label = label


def find_cues(turn: Turn) -> tuple[Cue, ...]:
    """All cues of a turn, in order."""
    return tuple(Cue(m.start(), m.end(), m.lastgroup or "") for m in matches("cues", _PATTERN, turn.text))


def label_from_cue(turn: Turn, cues: tuple[Cue, ...], start: int, end: int) -> str | None:
    """The label of the nearest cue before a number in its sentence, else of one just after it."""
    best: Cue | None = None
    for cue in cues:
        if (
            cue.end <= start
            and start - cue.end <= _REACH_BEFORE
            and not _SENTENCE.search(turn.text, cue.end, start)
        ):
            best = cue
    if best is not None and best.label != "OTHER_ID":
        return best.label
    for cue in cues:
        if 0 <= cue.start - end <= _REACH_AFTER and _SAYS_WHAT.fullmatch(turn.text, end, cue.start):
            return cue.label
    return best.label if best is not None else None


QUANTITY_AFTER = frozenset(
    (
        "mg mcg ug g gm gram grams milligram milligrams microgram micrograms ml cc liter liters "
        "l milliliter milliliters unit units "
        "iu meq oz ounce ounces lb lbs pound pounds kg kilo kilos kilogram kilograms inch inches "
        "in ft foot feet cm mm mile miles "
        "km percent degree degrees dollar dollars buck bucks cent cents usd hour hours hr hrs "
        "minute minutes min mins second seconds "
        "day days week weeks wk wks month months mo year years yr yrs time times x pill pills "
        "tablet tablets tab tabs capsule capsules "
        "caps dose doses puff puffs drop drops spray sprays cup cups glass glasses step steps "
        "calorie calories cal kcal carb carbs "
        "sodium people kids children visits visit beats bpm mmhg point points am pm a.m p.m "
        "o'clock oclock block blocks bottles bottle "
        "patches patch liters refills refill of percentile gallons gallon quarts quart pints "
        "words cigarettes packs pack feet "
        "pesos minutos horas dias días años milligramos hundred thousand million grand k "
        "teaspoon teaspoons tablespoon tablespoons"
    ).split()
)
_AMOUNT_BEFORE = frozenset(
    (
        "rent bill bills owe owes owed owing pay pays paid paying cost costs price charge "
        "charges charged charging income make makes made "
        "premium premiums deductible copay balance worth earn earns earning gets get mortgage "
        "limit about around over under "
        "nearly almost roughly spend spent fine fee calories steps budget deposit salary month "
        "saved save loan debt short"
    ).split()
)
_VITALS_BEFORE = frozenset(
    (
        "sugar sugars glucose pressure bp pulse hr rate oxygen o2 sat sats weight weigh weighs "
        "weighed wt temp temperature a1c reading "
        "readings ran running top bottom systolic diastolic cholesterol ldl hdl "
        "gfr creatinine count platelets wbc "
        "ferritin triglycerides vision potassium sodium inr psa tsh level levels heart pain "
        "scale score scored phq gad"
    ).split()
)
_CODE_BEFORE = frozenset(
    "billed cpt icd hcpcs drg cdt code codes form section title chapter line article rule public pub".split()
)
_OWN_CODES = frozenset("zip area door gate access entry security pin postal bar portal".split())
_CLOCK_BEFORE = frozenset("at by until till around before after between from".split())


def is_quantity_after(word: str) -> bool:
    """Whether the word after a number makes it an amount."""
    return word in QUANTITY_AFTER


def is_amount_before(words: list[str]) -> bool:
    """Whether the words before a number make it money or a count; nearest first."""
    return any(word in _AMOUNT_BEFORE for word in words[:4])


def is_vital_before(words: list[str]) -> bool:
    """Whether the words before a number make it a reading of the body; nearest first."""
    return any(word in _VITALS_BEFORE for word in words[:8])


def is_code_before(words: list[str]) -> bool:
    """Whether the words before a number make it a billing or form code; nearest first."""
    near = words[:6]
    return any(word in _CODE_BEFORE for word in near) and not any(word in _OWN_CODES for word in near)


def is_clock_before(words: list[str]) -> bool:
    """Whether the word before a number makes it a time of day."""
    return bool(words) and words[0] in _CLOCK_BEFORE
