"""How a check-back question may be worded: open, one idea, no blame; and which one opens or closes a set.

In: a question. Out: yes or no, or the words that sound like a test. All patterns for wording stand here.
Knows nothing about scripts, answers or facts.
"""

from __future__ import annotations

import re

_ASKING = r"(?:what|what's|how|when|where|who|who's|whom|whose|which|why)"
_INVITING = (
    r"(?:tell|show|walk|teach) me|describe(?= what| how| when| where)"
    r"|(?:can|could|would|will) you (?:please )?(?:tell|explain|show|walk|describe)"
)
_HELPING = r"(?:will|do|does|did|is|are|was|can|could|would|should|must|may|might|have|has)"
# What may stand before the question: "If the ride is late, ...", "At home, ...", "Just so I know, ...".
_LEAD = (
    rf"(?:(?:(?:when|once)(?! {_HELPING}\b)|(?:at|on|in|for|with|by|from|after|before)(?! {_ASKING}\b)"
    r"|if|while|next time"
    r"|each|every|this|next|okay|let's say|just so|to be sure|to make sure"
    r"|say|suppose|tonight|tomorrow|today|please)\b"
    r"[^?]{0,90}?[,:] |so,? |and |now,? |please |then )"
)
_PLACE = r"(?:at|on|in|to|for|with|by|from|under|over|about|until|up to|since|during)"
_OPEN = re.compile(
    rf"(?:{_LEAD}){{0,3}}(?:{_PLACE} )?(?:{_ASKING}\b|(?:please )?(?:{_INVITING})\b)", re.IGNORECASE
)
_LEAD_IN = re.compile(rf"(?:{_LEAD})+", re.IGNORECASE)
_INVITATION = re.compile(rf"(?:{_INVITING})(?: through)?", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"\b(?:any questions|makes? sense|got (?:it|that)|all set|is that clear|okay with (?:that|this))\b"
    r"|,\s*(?:right|okay|ok|correct|yes|yeah|huh"
    r"|(?:is|are|do|does|will|won't|can|can't|would|isn't|aren't|don't|doesn't)"
    r" (?:it|you|they|that))\s*[?.]?$"
    rf"|^(?:{_LEAD})?(?:{_INVITING})(?: us)? (?:if|whether|yes or no)\b"
    r"|^(?:do|does|did|is|are|was|were|will|have|has|had|would|should|am|isn't|aren't|don't)\b",
    re.IGNORECASE,
)
_SECOND_QUESTION = re.compile(rf"(?:\band |\bor |[,;] (?:and |or )?)(?:also )?{_ASKING}\b", re.IGNORECASE)
_BLAME = (
    r"listen(?:ed|ing)?", r"repeat(?:ed|ing)?", r"quiz(?:zed)?", r"prove", r"pay(?:ing)? attention",
    r"keep up", r"(?:already|just) (?:told|said|explained|went over)", r"as i said", r"like i said",
    r"i told you", r"simple", r"simply", r"easy", r"obvious(?:ly)?", r"of course", r"surely",
    r"no[- ]brainer", r"not (?:that )?hard", r"even (?:a|my|your) (?:child|kid)",
    r"any(?:one|body) (?:can|could|knows)", r"every(?:one|body) knows", r"should(?: you|n't)?",
    r"supposed to", r"(?:did|do|have|would|could)(?:n't| not) you", r"you (?:did|have)(?:n't| not)",
    r"you never", r"why\b[^?]{0,60}(?:\bnot|n't|\bnever|\bso late|\bso long)", r"come on", r"excuse",
    r"(?:did|what) (?:did )?i (?:just )?(?:say|tell|explain)", r"(?:do|can|did) you remember",
    r"remember what (?:i|we)", r"understand", r"understood", r"your fault", r"to blame", r"fail(?:ed)?",
    r"lazy", r"careless", r"silly", r"pass this", r"get (?:it|this|that|them) right", r"wrong with you",
    r"smart enough", r"correct answer", r"forg[eo]t(?:ten)?",
    # "test" is a word of care as well: a blood test, test strips
    r"a (?:little|small|short|quick|pop) test", r"test you", r"test time", r"tested on",
    r"(?:this is|not) a test",
)  # fmt: skip
_BLAME_WORDS = re.compile(rf"\b(?:{'|'.join(_BLAME)})\b", re.IGNORECASE)
_DUTY = (
    r"\b(?:how (?:clear|well) i|i (?:said|explained|told) (?:it|that|this|all) (?:well|clearly|right)"
    r"|i was clear"
    r"|i made (?:it|that|this) clear|my job)\b"
)
_TAKES_DUTY = re.compile(_DUTY, re.IGNORECASE)
_DUTY_SENTENCE = re.compile(rf"^[^.?!]*{_DUTY}[^.?!]*[.!]", re.IGNORECASE)
_CLOSING = re.compile(
    r"\b(?:what(?:'s)?\b.*\b(?:first|next|today|tonight|tomorrow|this week)"
    r"|(?:who|where|which|how)\b.*\b(?:first|today|tonight))\b",
    re.IGNORECASE,
)


def question_of(ask: str) -> str:
    """The question itself, without a lead-in sentence before it.

    >>> question_of("I want to check how clear I was. When is the form due?")
    'When is the form due?'
    """
    parts = re.split(r"(?<=[.!])\s+", ask.strip())
    return next((part for part in parts if part.endswith("?")), parts[-1])


def without_frame(ask: str) -> str:
    """The words of ``ask`` that name what is asked about: no "Tell me", no "Walk me through"."""
    return _INVITATION.sub("", ask, count=1)


def without_duty(ask: str) -> str:
    """``ask`` without the sentence in which the speaker takes the duty."""
    return _DUTY_SENTENCE.sub("", ask)


def is_open(ask: str) -> bool:
    """It can not be answered with yes or no; ``ask`` may hold a lead-in sentence.

    >>> [is_open(ask) for ask in ("If it is late, who will you call?", "You call today, right?")]
    [True, False]
    """
    question = question_of(ask)
    return bool(_OPEN.match(question)) and not any(
        _YES_OR_NO.search(part) for part in (question, without_duty(ask))
    )


def is_one_idea(ask: str) -> bool:
    """One question mark at most, and no second question hung on with "and"."""
    return ask.count("?") <= 1 and not _SECOND_QUESTION.search(_strip_lead(question_of(ask)))


def _strip_lead(question: str) -> str:
    lead = _LEAD_IN.match(question)
    return question[lead.end() :] if lead else question


def words_of_blame(ask: str) -> str:
    """The words that sound like a test or like blame, or nothing."""
    found = _BLAME_WORDS.search(ask)
    return found[0] if found else ""


def takes_duty(ask: str) -> bool:
    """The speaker says that her own words are checked, not the patient."""
    return bool(_TAKES_DUTY.search(ask))


def is_closing(ask: str) -> bool:
    """It asks for the patient's own summary: what comes first."""
    return bool(_CLOSING.search(question_of(ask)))
