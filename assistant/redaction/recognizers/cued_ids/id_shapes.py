"""Codes known by their shape alone: a Medicare number, a vehicle number, a DEA number, a claim prefix.

In: nothing. Out: rules for ``scan``, and ``is_public_code`` for billing, form and lab codes, which stay.
A mistyped code is still that person's, so no check digit decides.
"""

from __future__ import annotations

import regex

from assistant.redaction.turn import rule as make_rule

_MBI_LETTER = "[ac-hj-km-np-rt-y]"
_MBI_ANY = "[ac-hj-km-np-rt-y0-9]"
_PREFIXES = (
    r"clm|ref|conf|auth|inv|case|rx|tkt|vp|fp|id|mrn|acct|pa|wo|app|file|sn|mbr|mem|sub|grp|pol|dl|lic|emp"
)
_TOLL_FREE = r"1?-?8(?:00|33|44|55|66|77|88)-"

SHAPES = (
    make_rule(
        "id.mbi",
        "HEALTH_PLAN",
        rf"(?<![\w-])[1-9]{_MBI_LETTER}{_MBI_ANY}\d[- ]?{_MBI_LETTER}{_MBI_ANY}\d[- ]?{_MBI_LETTER}{{2}}"
        rf"[- ]?\d{{2}}(?![\w-])",
        score=0.9,
    ),
    make_rule(
        "id.vin",
        "VEHICLE",
        r"(?<![\w-])(?=[a-hj-npr-z]*\d[a-hj-npr-z]*\d[a-hj-npr-z]*\d)"
        r"(?=\d*[a-hj-npr-z])[a-hj-npr-z0-9]{17}(?![\w-])",
        score=0.9,
    ),
    make_rule("id.dea", "LICENSE", r"(?<![\w-])[a-z][a-z9]\d{7}(?![\w-])", score=0.7),
    make_rule(
        "id.mixed",
        "OTHER_ID",
        rf"(?<![\w/.@-])(?!{_TOLL_FREE})(?=[a-z0-9_-]{{7,60}}(?![\w-]))(?=(?:[a-z_-]*\d){{4}})"
        rf"(?=[\d_-]*[a-z])"
        rf"[a-z0-9]+(?:[-_][a-z0-9]+)*+(?![\w-])",
        score=0.5,
    ),
    make_rule("id.prefix", "OTHER_ID", rf"(?<![\w-])(?:{_PREFIXES})[-#_]\d[\w-]{{2,40}}", score=0.7),
    # "FPT/66-1932", "NB/FT/0339", "PF/7730/B": capitals, a slash and a number of the record
    make_rule(
        "id.slashed",
        "OTHER_ID",
        r"(?-i:(?<![\w/.-])(?!(?:BP|HR|RR|BS|WT|HT|DOB|CMS|SSA|AM|PM)/)[A-Z]{2,4}/"
        r"(?:\d{2,4}-\d{3,6}|[A-Z]{2}/\d{3,6}|\d{4,6}/[A-Z]{1,2})(?![\w/-]))",
        score=0.7,
    ),
    make_rule(
        "id.alien",
        "OTHER_ID",
        r"\b(?:a|alien|uscis)[ -]?(?:number|no\.?|\#)[ ]{0,2}(?:is"
        r"|:)?[ ]?(?P<id>a?[ -]?\d{3}[ -]?\d{3}[ -]?\d{2,3})\b"
        r"|(?-i:(?<![\w-])(?P<id>A[ -]\d{3}[ -]\d{3}[ -]\d{3}))\b",
    ),
    make_rule(
        "id.inmate",
        "OTHER_ID",
        r"\b(?:doc|inmate|jail|prison|bop|cdcr|tdcj)[ ]?(?:number|no\.?|id|\#)[ ]?(?:is"
        r"|:)?[ ]?(?P<id>[a-z]{0,2}-?\d{4,8})\b",
    ),
    make_rule(
        "id.unit_number",
        "MRN",
        r"\bunit[ ](?:number|no\b\.?|\#)[.?:]?[ ](?:(?:is|it's)[ ]|\p{L}{1,12}:[ ])?(?P<id>[a-z]-?\d{5,9})\b",
    ),
    make_rule("id.mr", "MRN", r"\bmr[ ]?\#?[ ]?(?:\d{2,5}-\d{4,5}|\d{4,5}-\d{3}|\d{6,9})\b(?![-.]\d)"),
    make_rule("id.uuid", "OTHER_ID", r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])"),
    # "the tan Buick, BHX-2209": three capitals and three or four digits are a plate, wherever they stand
    make_rule(
        "id.plate",
        "VEHICLE",
        r"(?-i:(?<![\w-])(?!(?:SSA|CMS|IRS|HUD|FDA|USDA|ICD|CPT|DRG|PHQ|GAD|ISO|VA|PUB|FORM|WIC|CFR|USC|HIV"
        r"|HPV|SARS|IL)"
        r"[ -])[A-Z]{3}-\d{3,4}(?![\w-]))",
        score=0.6,
    ),
)
_PUBLIC = regex.compile(
    r"[a-v]\d{4}|[a-tv-z]\d[0-9a-z](?:\.[0-9a-z]{1,4}|\d)?|\d{4}[ft]|99\d{3}|"
    r"(?:ssa|cms|irs|hud|fda|va|ds|i|w|hcfa|phq|gad|icd|cpt|drg|usda|form|sf|dd|da|hipaa|covid|sars|h|n|mmse"
    r"|moca|audit|"
    r"cage|cha2ds2|mln)[- ]?(?:l|r)?\d{1,7}(?:-?[a-z]{1,3})?|\d{1,2}(?::?\d\d)?(?:am|pm)?-\d{1,2}(?::?\d\d)?"
    r"(?:am|pm)|a1c\w*|b12|cha2ds2\w*|sars\w*|\d{1,3}(?:mg|mcg|ml|u|g|k|am|pm)",
    regex.IGNORECASE,
)


def is_public_code(value: str) -> bool:
    """Whether a typed value has the shape of a billing, diagnosis, form or lab code.

    >>> is_public_code("J1885"), is_public_code("SSA-1696"), is_public_code("W4420917")
    (True, True, False)
    """
    return _PUBLIC.fullmatch(value) is not None
