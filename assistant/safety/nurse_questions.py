"""Read a nurse's question together with the answer: denied it says nothing, affirmed it is as good as said.

In: a text with the turns of a call. Out: a text of the same length, so that places stay right.
"CM: Any chest pain? Pt: No" loses the question; "CM: Any chest pain? Pt: Yes" loses only what makes it a question.
A question that is answered in any other way is left as it stands. Knows nothing about dangers.
"""

from __future__ import annotations

import regex

_NURSE = r"(?<!\p{L})(?:CM|RN|LPN|SW|Nurse|Enf|Enfermer[ao]|Care\ manager|Aide|Student)\s?:\s*"
_WHO = (
    r"(?:Pt|Pte|Paciente|Patient|Caller|Wife|Husband|Son|Dtr|Daughter|Mom|Dad|Mother|Father"
    r"|Caregiver|Teen|Int)\s?:\s*[¿¡\"“]?"
)
_OH = r"(?:(?:oh|well|uh|um|ay|ah|sí|si)[,\ ]+)?"
_NO = (
    r"(?:no|nope|nah|none|never|zero|neither|nada|nunca|jam[aá]s|ning[uú]n[oa]?|not\ (?:a|one|any)|ni\ uno)\b"
)
_NOT_REALLY_NO = r"(?![,\ ]{0,2}(?:but|just|only|sé|se\b|doubt|idea|one\ (?:knows|is|helps)|m[aá]s))"
_YES = (
    r"(?:yes|yeah|yep|yup|yea|uh\ ?huh|mm-?hm+|s[ií]|claro|some|a\ (?:little|bit|lot)|kinda|sort\ of|right\ now"
    r"|i\ (?:do|am|have)|un\ poco)\b"
)
_NO_IS_WORSE = (
    r"(?![^?:]{0,200}\b(?:safe|awake|breathing|wak\w+|respond\w*|mov\w+|talk\w*|speak\w*|able|can|okay|ok|alright"
    r"|better|food|eat\w*|working|answer\w*|segur[oa]|despiert\w+|respira\w*|puede\w*)\b)"
)
"""Questions like "Is she breathing?", where no is the danger."""
_DENIED = regex.compile(
    rf"{_NURSE}{_NO_IS_WORSE}[^?:]{{0,200}}\?(?=\s*{_WHO}{_OH}{_NO}{_NOT_REALLY_NO})", regex.IGNORECASE
)
_AFFIRMED = regex.compile(
    rf"(?P<ask>{_NURSE}¿?(?:(?:do|does|are|is|have|has|did|can|so|and|any|anything|still|tiene|ha|est[aá]|siente"
    rf"|alg[uú]n)\ (?:you|he|she|there|it|your\ \p{{L}}+|usted)?\ ?(?:having|had|have|feel|feeling|get|getting"
    rf"|any|some|been|tenido|sentido|alg[uú]n)?\ ?)?)"
    rf"(?P<what>[^?:]{{3,200}})\?(?=\s*{_WHO}{_OH}{_YES})",
    regex.IGNORECASE,
)


def as_said(text: str) -> str:
    """``text`` with denied questions blanked and affirmed ones turned into what they ask; of the same length.

    >>> as_said("CM: Chest pain? Pt: No. My arm hurts.")
    '                Pt: No. My arm hurts.'
    >>> as_said("CM: Any chest pain now? Pt: Yes.")
    '        chest pain now  Pt: Yes.'
    """
    if "?" not in text:
        return text
    text = _DENIED.sub(lambda match: " " * len(match[0]), text)
    return _AFFIRMED.sub(lambda match: " " * len(match["ask"]) + match["what"] + " ", text)
