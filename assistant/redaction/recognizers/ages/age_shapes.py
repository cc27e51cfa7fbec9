"""Ages of 90 and more that their own words give away, whatever stands around them.

Out: rules for ``ages``. Knows nothing about who the age is said of.
"""

from __future__ import annotations

from assistant.redaction.turn import rule as make_rule

_SAID_AGE = (
    r"(?:9\d|1[01]\d|ninety(?:[ -]?(?:one|two|three|four|five|six|seven|eight|nine|\d))?"
    r"|(?:a|one)[ ]hundred(?:[ ](?:and[ ])?(?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)
_MONTHS_AND_SEASONS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|fall"
    r"|winter|christmas|easter|birthday)"
)
_NO_AMOUNT = (
    r"(?![ ]?(?:%|/|\.\d|percent|pounds?|lbs?|kilos?|kg|degrees|mg|units?|over|days?|minutes"
    r"|on[ ](?:room|the|\d)|fasting))"
)
RULES = (
    make_rule(
        "age.pair",
        "AGE_90",
        r"\b(?:ages?|aged|turned|(?:folks|parents|they|grandparents)[ ]are)[ ]"
        rf"(?P<id>{_SAID_AGE}[ ](?:and|or|&)[ ]{_SAID_AGE})\b"
        r"(?![ ]?(?:mg|units|over|%|/))",
    ),
    make_rule(
        "age.pair_of_years",
        "AGE_90",
        rf"(?<![\d/])\b(?P<id>{_SAID_AGE}[ ](?:and|or|&|to)[ ]{_SAID_AGE}"
        r"[ ]?(?:years?[ ]olds?|yrs?[ ]olds?|yo|y/o))\b",
    ),
    make_rule(
        "age.glued",
        "AGE_90",
        r"(?<![\d/.-])(?P<id>(?:(?:9\d|1[01]\d)(?:yrs?|yo|y/o)|ninety[ -]?\d[ ]?(?:yo|y/o|yrs?|years?)))\b",
    ),
    make_rule(
        "age.past", "AGE_90", rf"\b(?:she|he|mom|dad|mama|papa)'?s[ ](?:well[ ])?past[ ](?P<id>{_SAID_AGE})\b"
    ),
    make_rule(
        "age.nth",
        "AGE_90",
        r"\b(?:his|her|my|their|your)[ ](?P<id>(?:9\d|1[01]\d)(?:st|nd|rd|th))\b"
        r"(?![ ](?:percentile|floor|day|visit|street|st|ave|place|grade|time|week|dose))",
    ),
    make_rule(
        "age.by_month",
        "AGE_90",
        rf"(?:^|[,.;][ ]|\b(?:be|turn|turns|turned|hit|hits)[ ])(?P<id>{_SAID_AGE})"
        rf"[ ](?:last|this|next|come|this[ ]coming|in)[ ](?:the[ ])?{_MONTHS_AND_SEASONS}\b",
    ),
    make_rule(
        "age.spanish_one",
        "AGE_90",
        r"\b(?P<id>noventa[ ]y[ ]un[oa]?(?:[ ]a[ñn]os)?)\b(?![ ]?(?:mg|por|dolares|pesos))",
    ),
    make_rule("age.decades", "AGE_90", r"\b(?:nine|9)[ ]decades[ ]old\b"),
    make_rule(
        "age.birthday",
        "AGE_90",
        r"(?<!\d)(?P<id>(?:9\d|1[01]\d)[ ]?(?:st|nd|rd|th))\s+(?:birthday|year|b-?day|cumplea)",
    ),
    make_rule(
        "age.birthday_spoken",
        "AGE_90",
        r"\b(?P<id>(?:ninet(?:ieth|y[ -]?\p{L}{5,7})|(?:(?:one|a)[ ])?hundred(?:th|[ ](?:and[ ])?\p{L}{4,8}))"
        r")[ ](?:birthday|year|b-?day)\b",
    ),
    make_rule(
        "age.nineties",
        "AGE_90",
        r"\bin[ ](?:his|her|my|their)[ ](?P<id>(?:early[ ]|mid[ -]?|late[ ])?(?:nineties|90'?s))\b",
    ),
    make_rule(
        "age.decades_of_person",
        "AGE_90",
        r"\b(?:s?he'?s|s?he[ ]is|i'm|mom's|dad's|(?:mom|dad|grand(?:ma|pa)|g'?ma|g'?pa|pt"
        r"|patient)[ ]is)[ ](?:in[ ]the[ ])?"
        r"(?P<id>(?:early|mid|middle|late|upper)[ -](?:nineties|90'?s)|ninety[ ]and[ ]change)\b",
    ),
    make_rule("age.and_change", "AGE_90", r"\b\p{L}{2,12}'s[ ](?P<id>ninety[ ](?:and|n)[ ]change)\b"),
    make_rule(
        "age.of_sex",
        "AGE_90",
        r"(?<![\d/.-])(?P<id>(?:9\d|10\d|11\d)[ ]?/[ ]?[mf]|(?:9\d|10\d)[ ]?(?:wf|wm|bf))\b",
    ),
    make_rule("age.big", "AGE_90", r"\bbig[ ](?P<id>(?:nine|9)[ -]?(?:oh|o|zero|0)|hundred|one[ ]hundred)\b"),
    make_rule(
        "age.word",
        "AGE_90",
        r"\b(?:nonagenarian|centenarian)s?\b|\b\w{1,9}[ ]years?[ ]shy[ ]of[ ](?:a[ ])?hundred\b",
    ),
    # "the age field says 96", "my age shows as 94"
    make_rule(
        "age.field",
        "AGE_90",
        r"\bage[ ](?:(?:field|box|line|column|part|spot|slot)[ ])?(?:(?:on|in)[ ](?:the|my|her|his"
        r"|your)[ ]\p{L}{3,9}[ ])?"
        rf"(?:says?|shows?|reads?|lists?|has)[ ](?:(?:as|like|i'm|she's|he's|me|her|him"
        rf"|at)[ ]){{0,2}}(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    # "you're 89? no hon, ninety one": a younger age asked back and put right
    make_rule(
        "age.put_right",
        "AGE_90",
        r"\b(?:you're|you[ ]are|youre|s?he'?s|s?he[ ]is|ur)[ ](?:about[ ]|like[ ])?(?:[5-9]\d"
        r"|(?:fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight"
        r"|nine))?)[ ]?\?"
        rf"(?:[^\d?]{{0,30}}?[ ,])(?P<id>{_SAID_AGE})(?=[ ]*(?:[.,!?;]|$)){_NO_AMOUNT}",
    ),
    make_rule(
        "age.get_to_be",
        "AGE_90",
        r"\b(?:you|they|we|people|folks|i|she|he)[ ](?:gets?|got|lives?|lived)[ ]to[ ]be[ ]"
        rf"(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    make_rule(
        "age.behind_decades",
        "AGE_90",
        rf"\bin[ ](?:his|her|my|their)[ ](?:early[ ]|mid[ -]?|late[ ])?(?:nineties|90'?s)[ ,]{{1,2}}"
        rf"(?:(?:hm+|um|uh|like|maybe|about|i|think|say|so"
        rf"|,)[ ,]{{1,2}}){{0,3}}(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    make_rule(
        "age.behind_word",
        "AGE_90",
        rf"\b(?:nonagenarian|centenarian)[ ]?[,(:][ ]?(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    # "ninety uh four", "ninety, um, two"
    make_rule(
        "age.stammered",
        "AGE_90",
        r"\b(?:s?he'?s|s?he[ ]is|i'?m|i[ ]am|you're)[ ](?:um[ ]|uh[ ]|like[ ]|about[ ]|she's[ ]"
        r"|he's[ ]|i'm[ ]){0,3}"
        r"(?P<id>ninety,?[ ](?:(?:uh|um|er|hm|erm),?[ ](?:ninety[ -])?|ninety[ -])(?:one|two|three"
        r"|four|five|six|seven|eight|nine))\b"
        rf"{_NO_AMOUNT}",
    ),
    make_rule(
        "age.for_age", "AGE_90", rf"\b(?P<id>{_SAID_AGE})[ ](?:for|as)[ ](?:my|her|his|the|your)[ ]age\b"
    ),
    make_rule(
        "age.shy_of",
        "AGE_90",
        rf"\b(?:days?|weeks?|months?|years?)[ ](?:shy|short)[ ]of[ ](?:turning[ ]"
        rf"|being[ ])?(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    make_rule(
        "age.oldest_at",
        "AGE_90",
        rf"\boldest\b[^.?!\d]{{0,30}}[ ]at[ ](?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    make_rule(
        "age.and_still",
        "AGE_90",
        rf"(?:^|(?<=[.;!?][ ]))(?P<id>{_SAID_AGE})[ ]and[ ](?:never[ ]been|still[ ](?:mows?|drives?"
        rf"|drivin|driving|cooks?|cookin"
        r"|lives?|livin|living|walks?|gardens?|works?|working|sharp|kicking|kickin|here|alone|independent))\b",
    ),
    # "94, frail, lives alone", "105 and sharp as a tack": the age opens the note
    make_rule(
        "age.opens",
        "AGE_90",
        rf"^(?P<id>{_SAID_AGE})(?:,[ ]|[ ]and[ ])(?:frail|feeble|spry|sharp(?![ ]pain)|alone|lives"
        r"|widow(?:ed|er)?|bedbound|blind|deaf|hoh|wheelchair|demented|homebound|independent|ambulatory|hospice)\b",
    ),
    make_rule(
        "age.spanish_kin",
        "AGE_90",
        r"\b(?:abuelit[oa]|abuel[oa]|bisabuel[oa]|mam[aá]|pap[aá]|madre|padre|suegr[oa]|se[ñn]or[a]?|viejit[oa]"
        r"|t[ií][oa]|ancian[oa])[ ]de[ ](?P<id>9\d|1[01]\d|noventa(?:[ ]y[ ]\p{L}{2,6})?|cien)\b"
        r"(?![ ]?(?:kilos|libras|mg|d[oó]lares|pesos|%))",
    ),
    make_rule(
        "age.spanish_has",
        "AGE_90",
        r"\b(?P<id>noventa(?:[ ]y[ ]\p{L}{2,6})?)[ ](?:tiene|cumple|cumpli[oó])[ ](?:mi|la|el|ella|su|ya)\b",
    ),
    make_rule(
        "age.such_a",
        "AGE_90",
        rf"\b(?:a|the)[ ](?:spry|feisty|frail|sharp|young|healthy|tough|stubborn|lively)[ ](?P<id>{_SAID_AGE})\b"
        rf"{_NO_AMOUNT}",
    ),
    make_rule(
        "age.good_for",
        "AGE_90",
        r"\b(?:not[ ](?:too[ ])?bad|(?:pretty[ ]|doing[ ])?good|fine|(?:doing[ ])?great|strong|sharp)[ ]for[ ]"
        rf"(?:a[ ])?(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}(?![ ]?(?:dollars|bucks|people|in\b))",
    ),
    make_rule(
        "age.glued_sex",
        "AGE_90",
        r"\b(?:an?|pt|this|the)[ ](?P<id>(?:9\d|10\d)[ ]?[mf])\b(?![ ]?(?:/|temp|fever))",
    ),
    make_rule("age.spanish_mixed", "AGE_90", r"\b(?P<id>noventa[ ]y[ ]\d(?:[ ]a[ñn]os)?)\b"),
    make_rule(
        "age.says",
        "AGE_90",
        r"\b(?:dtr|daughter|son|wife|husband|mom|she|he|pt|jst|just)[ ]says[ ](?:s?he'?s[ ])?"
        r"(?P<id>(?:a[ ]hundred|ninety[ -](?:\d|one|two|three|four|five|six|seven|eight|nine)))\b"
        rf"{_NO_AMOUNT}(?![ ]?(?:dollars|bucks|times|percent|people))",
    ),
    make_rule(
        "age.doing_at",
        "AGE_90",
        rf"\bhow(?:'s|[ ]is)[ ](?:s?he|mom|dad|grand\p{{L}}+)[ ]doing[ ]at[ ](?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    make_rule(
        "age.hundred_n",
        "AGE_90",
        r"\bturn(?:e?d|s)?[ ](?P<id>a[ ]hundr?e?d[ ](?:n|an|and)[ ](?:one|two|three|four|five|six|seven|eight))\b",
    ),
    make_rule("age.half", "AGE_90", r"\b(?:i'?m|s?he'?s)[ ](?P<id>ninety[ ](?:n|an|and)[ ]a[ ]half)\b"),
    make_rule("age.too_old", "AGE_90", rf"\btoo[ ]old,[ ](?P<id>{_SAID_AGE})\b{_NO_AMOUNT}"),
    make_rule("age.sex_first", "AGE_90", r"(?<![\w/])[mf][ ]?/[ ]?(?P<id>9\d|10\d)\b(?![/.\d])"),
    make_rule(
        "age.birthday_of",
        "AGE_90",
        rf"\bbirthday[ ](?:girl|boy|lady|gal|queen|king),?[ ](?:is[ ])?(?P<id>{_SAID_AGE})\b{_NO_AMOUNT}",
    ),
    make_rule(
        "age.made_it",
        "AGE_90",
        rf"\bmade[ ]it[ ](?:all[ ]the[ ]way[ ])?to[ ](?P<id>one[ ](?:oh|o|hundred)[ ]\p{{L}}{{3,5}}|{_SAID_AGE})\b"
        rf"{_NO_AMOUNT}(?![ ]?(?:street|st|main|oh|and|in\b))",
    ),
    make_rule(
        "age.over_it",
        "AGE_90",
        r"(?:^|\b(?:s?he'?s|s?he[ ]is|i'?m|mom'?s|dad'?s|mama'?s|papa'?s)[ ](?:already[ ]|way[ ])?)over[ ]"
        rf"(?P<id>{_SAID_AGE})(?=[ ](?:now|already|years)\b|[ ]*(?:[.,!;]|$)){_NO_AMOUNT}",
    ),
    make_rule("age.hundred_years", "AGE_90", r"\b(?P<id>(?:a|one)[ ]hundred)[ -]years?[ -]old\b"),
)
