"""Find what names a body print: templates, hashes and scans of a finger, palm, face, iris, foot or voice.

In: nothing. Out: rules for ``scan``. A print that is said, described or written with colons counts too.
Knows nothing about codes of other kinds; ``cued_ids`` takes those.
"""

from __future__ import annotations

from assistant.redaction.turn import rule as make_rule

_BODY = (
    r"(?:(?:finger|f?ngr|thumb|palm|foot|hand|face|voice)[ -]?pr?i?nts?|prints?|iris|retina|palm[ ]vein"
    r"|face[ ]id|biometrics?)"
)
_DIGIT = r"(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)"
RULES = (
    make_rule(
        "print.joined",
        "BIOMETRIC",
        rf"\b{_BODY}\b[^.?!;\n]{{0,32}}?[ ](?P<id>(?=[\w:/-]{{0,30}}\d[\w:/-]{{0,30}}\d)(?=[\w:/-]{{0,30}}[a-z])"
        r"(?!\d{1,2}:\d\d)[a-z\d]{2,6}(?:[:/-][a-z\d]{2,8}){1,4})(?![\w:/-])",
    ),
    make_rule(
        "print.apart",
        "BIOMETRIC",
        rf"\b{_BODY}[ ](?:(?:ref|card|crd|id|no|number|record|rec|template|file|\#)[ .:]{{0,2}}){{0,2}}"
        r"(?P<id>(?!(?:at|in|on|by|or|and|the|for|is|was|of|to|out|all|up"
        r"|form)\b)[a-z]{2,4}[ ]\d[\d-]{2,9}\d)\b(?![ ]?(?:mg|times|%))",
    ),
    make_rule(
        "print.said",
        "BIOMETRIC",
        rf"\b(?:(?:gate[ ])?face|palm|thumb|gait|voice)[ ]{_DIGIT}(?:[ ](?:{_DIGIT}|[b-hj-z]\b)){{3,7}}",
    ),
    make_rule(
        "print.described",
        "BIOMETRIC",
        r"\b(?:(?:right|left|ulnar|radial|plain|tented)[ ])?(?:loop|whorl|arch)[ ][rl]\d\b"
        r"(?:[ ,]{1,2}(?:(?:right|left|ulnar|radial)[ ])?(?:loop|whorl"
        r"|arch)[ ][rl]\d\b){0,9}(?:[ ](?:bridged|scarred|missing))?",
    ),
)
