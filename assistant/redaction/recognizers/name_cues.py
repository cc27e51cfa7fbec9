"""Find names that the words around them leave no doubt about: "my name is", "Mrs.", spelled letters.

In: a turn. Out: NAME hits; they are firm, so that no veto takes them back ("my name is Parkinson").
Names without such a cue, beside a relative or in a greeting, are for the trained head (``names_recognizer``).
Knows nothing about what the head finds.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.redaction.turn import Hit, Turn, matches
from assistant.redaction.word_kinds import ALSO_NAME, COMMON, LISTED, NEAR_PLAIN, UNKNOWN, kind_of
from assistant.redaction.word_lists import veto_kinds

LABELS = ("NAME",)
_IGNORE = regex.IGNORECASE | regex.VERBOSE
_SAID = regex.compile(
    r"(?<![\p{L}])(?:(?:my|his|her|their|whose|(?:patient|pt|husband|wife|son|daughter|mother|father|brother"
    r"|sister|caller|child|kid|baby|friend|doctor|nurse|aide)'?s?)\ name(?:\ is|'s|s|\ was)"
    r"|(?:first|last|middle|maiden|family|full|given|legal|preferred|married)\ name(?:\ is|'s|\ was|:)?"
    r"|surname(?:\ is|:)?"
    r"|nickname(?:\ is|'s|:)?|name:|goes\ by|go\ by|known\ as|a\.?k\.?a\.?|(?:is|was|baby)\ named"
    r"|me\ llamo|mi\ nombre\ es|se\ llama|mi\ apellido\ es|apellido|nombre:"
    r"|attn:?|attention:)(?:\s|,(?=\s)|-(?=\s))+",
    _IGNORE,
)
_TITLED = regex.compile(
    r"(?<![\p{L}])(?P<title>mr|mrs|ms|dr|doctor|prof|professor|rev|reverend|sra|sr|se[nñ]ora|se[nñ]or|miss)"
    r"(?:\.\ ?|\ )(?=\p{L}{2})",
    _IGNORE,
)
_SPELLED = regex.compile(
    r"(?<![\p{L}\d'/])\p{L}(?:(?:[ ]|[ ]?[-.,][ ]?)\p{L}(?![\p{L}\d'])){2,40}+", regex.IGNORECASE
)
_ACRONYMS = frozenset(
    "dob mrn ssn www pobox usa dnr cpr abc abcd ekg mri tid bid iud adl acl hiv std ppo hmo er icu ada "
    "va aa gps rsvp "
    "ok pcp phq gad sob ced efg itin gfr cdl npi dea vin mbi snap wic ssi ssdi irs dmv tv atm gi uti "
    "cbc bmp inr psa "
    "tsh ldl hdl copd chf tia ems emt pta ptsd adhd cna lpn rn md dme eob qmb slmb cms hha pca otc iv "
    "im prn qid bmi "
    "ct pt ot st rx hx dx tx fx sx".split()
)
_NOT_A_NAME = frozenset(
    "the a an this that these those my his her their our your its i i'm im you he she it we they me "
    "him them us is are "
    "was were be been am do does did don't dont have has had can can't could would will won't should "
    "may might must no "
    "not yes ok okay um uh er like just also too very really still already never always who what when "
    "where why how "
    "which there here then than as because about on in at to of off for from by with and or but so if "
    "spelled spelt "
    "misspelled wrong long short hard says said same different and required blank missing unknown "
    "listed number el la "
    "los las un una de del que y en con por para it's that's there's going gonna calling called first "
    "last middle name "
    "office visit appointment appt said says told wants gave put wrote took up out over again".split()
)
_PARTICLES = frozenset(
    "de la del da dos van von der den di bin ibn al el st san santa o mac mc le du ter ten abu".split()
)
_FILLERS = frozenset({"um", "uh", "uhm", "er", "ah", "like", "well", "so", ",", "is", "it's"})
_TITLES = frozenset("dr doctor mr mrs ms miss prof professor rev reverend pastor nurse sr sra".split())
_ALWAYS_A_PERSON = frozenset({"mr", "mrs", "sra", "señora", "senora"})
_NAME_KINDS = frozenset({UNKNOWN, NEAR_PLAIN, ALSO_NAME})
_MAX_WORDS = 4
_MAX_SKIPPED = 5
_MIN_SPELLED = 3
_SAYS_IT = ("is", "'s", "was", "named", "llamo", "llama", "es", "by", "as", "aka", "name:")


def find(turn: Turn) -> Iterator[Hit]:
    """All names that a cue gives away."""
    for match in matches("name.said", _SAID, turn.text):
        says_it = match[0].rstrip(" ,-:\n\t").lower().endswith(_SAYS_IT)
        yield from _name_at(turn, _skip(turn, match.end()), "name.said", sure=says_it)
    for match in matches("name.titled", _TITLED, turn.text):
        index = turn.index_at.get(match.end())
        if index is not None and turn.word(index) not in _NOT_A_NAME:
            always = match["title"].lower() in _ALWAYS_A_PERSON
            yield from _name_at(turn, index, "name.titled", sure=always)
    for match in matches("name.spelled", _SPELLED, turn.text):
        yield from _spelled(match)


def _skip(turn: Turn, start: int) -> int | None:
    """The first word at or behind ``start`` that is neither a pause nor a title."""
    index = turn.index_at.get(start)
    for _ in range(_MAX_SKIPPED):
        if index is None or turn.word(index) not in _FILLERS | _TITLES | {"."}:
            break
        index = index + 1 if index + 1 < len(turn.words) else None
    return index


def _name_at(turn: Turn, index: int | None, rule: str, *, sure: bool) -> Iterator[Hit]:
    """The name that starts at a word, if it may be one."""
    if index is None or index >= len(turn.words) or not _opens_name(turn, index, sure=sure):
        return
    last = _last_word(turn, index)
    yield Hit(turn.words[index].start, turn.words[last].end, "NAME", 0.9, rule, firm=True)


def _opens_name(turn: Turn, index: int, *, sure: bool) -> bool:
    """Whether the word may open a name; ``sure``: what stands before leaves hardly anything else."""
    word = turn.words[index]
    if not word.is_letters or len(word.text) == 1:
        return False
    kind = kind_of(word.text)
    if sure and kind == ALSO_NAME:
        return True  # "my name is Will"
    if word.text in _NOT_A_NAME:
        return False
    if kind in _NAME_KINDS or veto_kinds().get(word.text) == "eponym":
        return True
    capital = word.is_capital and not word.raw.isupper() and not turn.starts_sentence(index)
    titled = turn.word(index - 1).rstrip(".") in _ALWAYS_A_PERSON or turn.word(index - 2) in _ALWAYS_A_PERSON
    return sure and (capital or titled or kind in {COMMON, LISTED})


def _last_word(turn: Turn, first: int) -> int:
    """The last word of the name that starts at ``first``: surname, initials, particles, joined halves."""
    last, at, count = first, first + 1, 1
    while at < len(turn.words) and count < _MAX_WORDS:
        word, gap = turn.words[at], turn.gap(at - 1, at)
        if "\n" in gap:
            break
        glued = gap == "" and at + 1 < len(turn.words) and turn.gap(at, at + 1) == ""
        if word.text in {"-", "'"} and glued and turn.words[at + 1].is_letters:
            last, at = at + 1, at + 2
        elif word.text == "." and gap == "" and len(turn.words[at - 1].text) == 1:
            last, at = at, at + 1
        elif word.text in _PARTICLES and at + 1 < len(turn.words) and _goes_on(turn, first, at + 1):
            at += 1
        elif _goes_on(turn, first, at):
            last, at, count = at, at + 1, count + 1
        else:
            break
    return last


def _goes_on(turn: Turn, first: int, at: int) -> bool:
    word = turn.words[at]
    if not word.is_letters or word.text in _NOT_A_NAME:
        return False
    if len(word.text) == 1:
        return word.is_capital and turn.words[first].is_capital
    kind = kind_of(word.text)
    if turn.words[first].is_capital and word.is_capital and not turn.words[first].raw.isupper():
        return kind != LISTED
    return kind in _NAME_KINDS


def _spelled(match: regex.Match[str]) -> Iterator[Hit]:
    letters = "".join(char for char in match[0].lower() if char.isalpha())
    if len(letters) < _MIN_SPELLED or letters in _ACRONYMS or set(letters) == {"w"}:
        return
    yield Hit(match.start(), match.end(), "NAME", 0.75, "name.spelled", firm=True)
