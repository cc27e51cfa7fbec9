"""Find names by the words around them: "my name is", titles, relatives, greetings, spelled letters, forms.

In: a turn. Out: NAME hits; those behind "my name is" are firm, so that no veto takes them back.
Names in lower case count. A word that is also a name (rose, mark) counts where a person is meant.
Knows nothing about names without a cue; the learned detector is to find those.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.word_lists import is_plain, veto_terms, words_that_are_names_too

LABELS = ("NAME",)
_IGNORE = regex.IGNORECASE | regex.VERBOSE
# What follows is a name unless it is one of the small words below.
_STRONG = regex.compile(
    r"(?<![\p{L}])(?:my\ name(?:'s|\ is|s)?|(?:his|her|their|the|patient'?s?|pt'?s?|husband'?s"
    r"|wife'?s|son'?s|daughter'?s|mother'?s|father'?s"
    r"|brother'?s|sister'?s|whose|caller'?s|child'?s|kid'?s|friend'?s|doctor'?s|nurse'?s)\ "
    r"name(?:'s|\ is|\ was)?|(?<=^|\n)name(?:\ is|:)?|(?<=[.;,]\s?)name(?:\ is|:)"
    r"|(?:first|last|middle|maiden|family|full|given|legal|preferred)\ name(?:'s|\ is|:|\ "
    r"was)?|surname(?:\ is|:)?|nickname(?:'s|\ is|:)?"
    r"|goes\ by|go\ by|known\ as|a\.?k\.?a\.?|is\ named|was\ named|named|attn:?|attention:"
    r"|patient:|pt:|member:|client:|caller:|contact:|guarantor:|spouse:"
    r"|me\ llamo|mi\ nombre\ es|se\ llama|speaking\ with|speaking\ to|you're\ "
    r"talking\ to|signed,?|sincerely,?|mr\.?|mrs\.?|sra\.|sr\.|se[nñ]ora|se[nñ]or)"
    r"(?:\s|:|-|,(?=\s))+",
    _IGNORE,
)
# What follows is a name when it is capitalised or no plain word.
_MEDIUM = regex.compile(
    r"(?<![\p{L}])(?:this\ is|it's|it\ is|its|i'm|i\ am|im|call\ me|calls\ me|ask\ for|asked\ for"
    r"|(?:spoke|spk|talked|d/w|discussed)\ w/|d/w|tell|told|remind|text(?:ed)?|phone[sd]?|dtr"
    r"|dau|gf|bf|sis|bro|poa|emergency\ contact|guardian"
    r"|spoke\ (?:with|to)|spoken\ (?:with|to)|talk(?:ed|ing)?\ (?:to|with)"
    r"|caller|patient|pt|client|member|contact|thanks|thank\ you|hi|hello|hey|dear|good\ "
    r"morning|good\ afternoon|good\ evening|morning|hola|buenos\ d[ií]as|soy"
    r"|saw|seen\ by|see|signed\ by|per|from:|to:|re:|cc:|regards|dr\.?|doctor|ms\.?|miss"
    r"|prof\.?|professor|rev\.?|reverend|pastor|father|nurse|aide|coach|judge|officer"
    r"|social\ worker|case\ manager|care\ manager|caseworker|landlord|neighbor|roommate|friend"
    r"|boyfriend|girlfriend|caregiver|friend's|named"
    r"|mom|mommy|mama|mum|mother|dad|daddy|papa|father|son|sons|daughter|daughters|child|kid"
    r"|baby|brother|sister|husband|wife|spouse|partner|fianc[eé]e?|ex"
    r"|aunt|auntie|uncle|cousin|niece|nephew|grandma|grandmother|granny|nana|grandpa"
    r"|grandfather|grandson|granddaughter|stepson|stepdaughter|stepmom|stepdad"
    r"|son\ in\ law|daughter\ in\ law|mother\ in\ law|father\ in\ law|brother\ in\ law"
    r"|sister\ in\ law|in-law|hijo|hija|madre|padre|hermano|hermana|esposo|esposa)"
    r"(?:\s|,(?=\s)|:|-(?=\s))+",
    _IGNORE,
)
_SPELLED = regex.compile(
    r"(?<![\p{L}\d'/])\p{L}(?:(?:[ ]|[ ]?[-.,][ ]?)\p{L}(?![\p{L}\d'])){2,40}+", regex.IGNORECASE
)
_SURNAME_FIRST = regex.compile(
    r"(?<=(?:patient|pt|name|member|client|subscriber|guarantor)\s?:\s?)"
    r"(?P<id>[\p{L}'-]{2,30}+(?:\ [\p{L}'-]{2,30}+)?,\ ?"
    r"(?!(?:dob|mrn|ssn|age|aged|sex|id|member|medicare|medicaid|phone|ph|tel|cell|born|date|acct|account|address"
    r"|addr|male|female|email|e-mail|insurance|plan)\b)[\p{L}'-]{2,30}+(?:\ "
    r"\p{L}\.?(?![\p{L}]))?)",
    _IGNORE,
)
_ACRONYMS = frozenset(
    (
        "dob mrn ssn www pobox usa dnr cpr abc abcd ekg mri tid bid iud adl acl hiv std ppo hmo "
        "er icu ada va aa gps rsvp ok pcp phq gad sob ced efg"
    ).split()
)
_STOP = frozenset(
    (
        "god lord despues antes que cuando up out over not on in at to of off for from by with and or but "
        "so if the a an this that these those "
        "my his her their our your its i i'm im you he she it we "
        "they me him them us is are was were be been am do does did don't dont didn't have has "
        "had haven't can can't cant could couldn't would "
        "wouldn't will won't wont should shouldn't may might must shall no yes ok okay um uh er "
        "like just also too very really again still already "
        "never always who what when where why how which there here then than as because about "
        "before after wrong spelled spelt misspelled "
        "too long short hard said says same different different than one all some any each every "
        "another other please thanks thank sorry hello "
        "hi calling called call speaking needs need wants want help y necesito tengo que en con "
        "por para el la los las un una de del no si "
        "number on list id date birth dob phone address not: what's missing blank field required "
        "listed unknown"
    ).split()
)
_PARTICLES = frozenset(
    "de la del da dos van von der den di bin ibn al el st san santa o mac mc le du ter ten abu".split()
)
_FILLERS = frozenset({"um", "uh", "uhm", "er", "ah", "like", "well", "so", ","})
_TITLES = frozenset("dr doctor mr mrs ms miss prof professor rev reverend pastor nurse sr sra".split())
_AFTER_NAME = frozenset("from calling speaking here again with and , . ! ? ; - ( and's".split())
_MONTH_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday april may june august".split()
)
_MAX_WORDS = 4
_MAX_TITLES = 3
_MAX_FILLERS = 5
_MIN_SPELLED = 3


def find(turn: Turn) -> Iterator[Hit]:
    """All names that a cue gives away."""
    for match in matches("name.strong", _STRONG, turn.text):
        yield from _after_strong(turn, match.end())
    # Cues overlap ("thanks, this is"), so each is tried where it stands.
    for match in matches("name.medium", _MEDIUM, turn.text, overlapped=True):
        yield from _after_medium(turn, match.end(), match[0].lower().strip(" ,:-.\n\t"))
    for match in matches("name.spelled", _SPELLED, turn.text):
        yield from _spelled(match)
    for match in matches("name.surname_first", _SURNAME_FIRST, turn.text):
        yield Hit(match.start("id"), match.end("id"), "NAME", 0.9, "name.surname_first", firm=True)


def _index(turn: Turn, start: int) -> int | None:
    index = turn.index_at.get(start)
    for _ in range(_MAX_FILLERS):
        if index is None or turn.word(index) not in _FILLERS:
            break
        index = index + 1 if index + 1 < len(turn.words) else None
    for _ in range(_MAX_TITLES):
        if index is None or turn.word(index) not in _TITLES:
            break
        index += 2 if turn.word(index + 1) == "." else 1
        index = index if index < len(turn.words) else None
    return index


def _after_strong(turn: Turn, start: int) -> Iterator[Hit]:
    index = _index(turn, start)
    if index is None:
        return
    word = turn.words[index]
    if not word.is_letters or (word.text in _STOP and not _is_name_capital(turn, index)):
        return
    if word.is_capital and word.text in _STOP and len(word.text) == 1:
        return
    last = _last_name_word(turn, index, sure=True)
    yield Hit(word.start, turn.words[last].end, "NAME", 0.9, "name.strong", firm=True)


def _is_name_capital(turn: Turn, index: int) -> bool:
    word = turn.words[index]
    return (
        word.is_capital
        and not word.raw.isupper()
        and word.text not in {"i", "i'm", "the", "my", "what", "not"}
    )


def _after_medium(turn: Turn, start: int, cue: str) -> Iterator[Hit]:
    index = _index(turn, start)
    if index is None:
        return
    word = turn.words[index]
    if not word.is_letters or word.text in _STOP or len(word.text) == 1 or not _may_be_name(turn, index, cue):
        return
    known_word = is_plain(word.text) or word.text in words_that_are_names_too()
    last = _last_name_word(turn, index, sure=not known_word)
    firm = cue.rstrip(".") in _TITLES
    yield Hit(
        word.start,
        turn.words[last].end,
        "NAME",
        0.7,
        "name.medium",
        firm=firm and not _all_veto(turn, index, last),
    )


def _all_veto(turn: Turn, first: int, last: int) -> bool:
    return (
        all(turn.words[i].text in veto_terms() for i in range(first, last + 1))
        and not turn.words[first].is_capital
    )


def _may_be_name(turn: Turn, index: int, cue: str) -> bool:
    word = turn.words[index]
    if word.text in _MONTH_DAYS or _unhyphenated_plain(turn, index):
        return False
    if not is_plain(word.text) and word.text not in words_that_are_names_too():
        return True
    capital = word.is_capital and not word.raw.isupper()
    if word.text in words_that_are_names_too():
        if capital:
            return True
        follows = turn.word(index + 1)
        return cue not in {"im", "i'm", "i am", "its", "it's", "it is", "see", "saw"} and (
            not follows or follows in _AFTER_NAME or cue not in {"this is", "per", "thanks", "hi", "hello"}
        )
    return capital and cue not in {
        "im",
        "i'm",
        "i am",
        "it's",
        "its",
        "it is",
        "this is",
        "see",
        "per",
        "saw",
        "to:",
        "from:",
        "re:",
    }


def _unhyphenated_plain(turn: Turn, index: int) -> bool:
    # "no-show", "mother-in-law": the plain half of a joined word is no name.
    return turn.word(index + 1) == "-" and is_plain(turn.word(index + 2)) and is_plain(turn.words[index].text)


def _last_name_word(turn: Turn, first: int, *, sure: bool) -> int:
    """The last word of the name that starts at ``first``: surname, initials, particles, joined halves."""
    last, count, at = first, 1, first + 1
    while at < len(turn.words) and count < _MAX_WORDS + 2:
        word = turn.words[at]
        gap = turn.gap(at - 1, at)
        if "\n" in gap:
            break
        if word.text in {"-", "'"} and gap == "" and at + 1 < len(turn.words) and turn.gap(at, at + 1) == "":
            if turn.words[at + 1].is_letters and turn.words[at + 1].text != "s":
                last, at = at + 1, at + 2
                continue
            break
        if word.text == "." and gap == "" and len(turn.words[at - 1].text) == 1:
            last, at = at, at + 1
            continue
        if not word.is_letters or not _extends(turn, first, at, sure=sure, count=count):
            break
        if word.text in _PARTICLES and not (
            at + 1 < len(turn.words) and _extends(turn, first, at + 1, sure=sure, count=count)
        ):
            break
        last, count, at = at, count + 1, at + 1
    return last


def _extends(turn: Turn, first: int, at: int, *, sure: bool, count: int) -> bool:  # noqa: PLR0911  # one line for each rule
    word = turn.words[at]
    if not word.is_letters:
        return False
    if len(word.text) == 1:
        return (word.is_capital and word.text not in {"i", "a"}) or (
            turn.word(at + 1) == "." and word.text != "i"
        )
    if word.text in _PARTICLES and word.text not in _STOP:
        return True
    if word.text in _PARTICLES and turn.words[first].is_capital and at + 1 < len(turn.words):
        return turn.words[at + 1].is_capital
    named_after = sure and word.text in words_that_are_names_too()
    if word.text in _STOP or (word.text in veto_terms() and not named_after):
        return False
    if turn.words[first].is_capital and word.is_capital:
        return True
    if not is_plain(word.text) and word.text not in words_that_are_names_too():
        return not turn.words[first].is_capital or (count == 1 and sure)
    lower_too = sure and not turn.words[first].is_capital and count < _MAX_WORDS - 1
    return lower_too and word.text in words_that_are_names_too()


def _spelled(match: regex.Match[str]) -> Iterator[Hit]:
    letters = "".join(char for char in match[0].lower() if char.isalpha())
    if len(letters) < _MIN_SPELLED or letters in _ACRONYMS or set(letters) == {"w"}:
        return
    yield Hit(match.start(), match.end(), "NAME", 0.75, "name.spelled", firm=True)
