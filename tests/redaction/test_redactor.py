"""The promises of redaction as a whole: right to the character, stable, silent, forgetful, closed on failure."""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redaction_cases import read_cases

from assistant.call_types import Redacted
from assistant.errors import RedactionFailed, WrongUse
from assistant.redaction import Redactor
from assistant.redaction.redactor import LONGEST_RUN, OVERLAP, WINDOW
from assistant.redaction.vault import PLACEHOLDER

LINES = [case.text for case in read_cases()]
NOTE = (
    "Patient Ruthie Anderssen, DOB 03/04/1951, phone 212-555-0143, lives at 418 Larkspur Lane, Apt 4B, "
    "MRN 00482913, SSN 987-65-4320, e-mail ruthie@example.org."
)
SLOW = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "derandomize": True,
}
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.text(max_size=20),
    st.sampled_from(
        ["<NAME_1>", "<PHONE_2>", "\u200b", "\ud800", "\x00", "&amp;", "555-0143", "Ruth", "\u0130", "½"]
    ),
)
TEXTS = st.lists(PIECES, max_size=4).map(" ".join)


def test_a_note_gives_spans_right_to_the_character(redactor):
    redacted = redactor.redact(NOTE)
    found = [(span.label, NOTE[span.start : span.end]) for span in redacted.spans]
    assert found == [
        ("NAME", "Ruthie Anderssen"),
        ("DATE", "03/04/1951"),
        ("PHONE", "212-555-0143"),
        ("ADDRESS", "418 Larkspur Lane, Apt 4B"),
        ("MRN", "00482913"),
        ("SSN", "987-65-4320"),
        ("EMAIL", "ruthie@example.org"),
    ]
    assert redacted.text == (
        "Patient <NAME_1>, DOB <DATE_1>, phone <PHONE_1>, lives at <ADDRESS_1>, MRN <MRN_1>, SSN <SSN_1>, "
        "e-mail <EMAIL_1>."
    )
    assert redacted.counts == dict.fromkeys(["ADDRESS", "DATE", "EMAIL", "MRN", "NAME", "PHONE", "SSN"], 1)
    assert redacted.degraded is False


@settings(max_examples=120, **SLOW)
@given(text=TEXTS)
def test_outside_the_spans_every_character_is_the_input_s_own(rules_only, text):
    call = rules_only.for_call()
    redacted = call.redact(text)
    whole = "".join("?" if "\ud800" <= char <= "\udfff" else char for char in text)
    last, kept = 0, []
    for span in redacted.spans:
        assert last <= span.start < span.end <= len(text)
        kept.append(whole[last : span.start])
        last = span.end
    kept.append(whole[last:])
    issued = [match[0] for match in PLACEHOLDER.finditer(redacted.text)]
    assert len(issued) == len(redacted.spans)
    assert PLACEHOLDER.sub("\0", redacted.text).split("\0") == "\0".join(kept).split("\0")
    assert call.restore(redacted.text) == whole


@settings(max_examples=120, **SLOW)
@given(text=TEXTS)
def test_a_redacted_text_does_not_change_again_in_its_call(rules_only, text):
    call = rules_only.for_call()
    once = call.redact(text).text
    again = call.redact(once)
    assert again == Redacted(once)


def test_placeholders_in_a_new_sentence_do_not_change(rules_only):
    call = rules_only.for_call()
    once = [call.redact(line).text for line in LINES]
    joined = " ".join(once[:60])
    call._given_out.clear()  # without the memory of what was given out
    assert [PLACEHOLDER.findall(call.redact(joined).text)] == [PLACEHOLDER.findall(joined)]


@settings(max_examples=80, **SLOW)
@given(line=st.sampled_from(LINES), data=st.data())
def test_a_zero_width_character_changes_no_covered_letter(rules_only, line, data):
    place = data.draw(st.integers(0, len(line)))
    plain = {i for span in rules_only.redact(line).spans for i in range(span.start, span.end)}
    hidden = line[:place] + "\u200b" + line[place:]
    spans = rules_only.redact(hidden).spans
    covered = {i - (i > place) for span in spans for i in range(span.start, span.end) if i != place}
    assert {i for i in plain ^ covered if line[i].isalnum()} == set()


EVASIONS = [
    ("my ssn is 987\u200b-65-4\u200b320", "SSN", "zero-width inside a number"),
    ("mail ruth\u00ad@exam\u00adple.org", "EMAIL", "soft hyphen inside an e-mail"),
    ("ssn ９８７-６５-４３２０", "SSN", "full-width digits"),
    ("ruth＠example.org", "EMAIL", "full-width at sign"),
    ("my name is 𝓡𝓾𝓽𝓱𝓲𝓮 𝓐𝓷𝓭𝓮𝓻𝓼𝓮𝓷", "NAME", "styled letters"),
    ("call me at 212-555-\n0143 ok", "PHONE", "line break inside a phone"),
    ("ssn 987-65\n-4320", "SSN", "line break inside an SSN"),
    ("call 2l2-555-Ol43", "PHONE", "letters typed for digits"),
    ("ssn 9B7-65-432O", "SSN", "B for 8 and O for 0"),
    ("my name is Вruthа Аnderssen", "NAME", "Cyrillic letters in a Latin word"),
    ("my name is 李小龙", "NAME", "another script"),
    ("phone 2 1 2 5 5 5 0 1 4 3", "PHONE", "digits spaced apart"),
    ("2.1.2.5.5.5.0.1.4.3", "PHONE", "digits dotted apart"),
    ("2/1/2/5/5/5/0/1/4/3", "PHONE", "digits slashed apart"),
    ("ssn 987–65–4320", "SSN", "en dash"),
    ("ssn 987\u00a065\u00a04320", "SSN", "no-break space"),
    ("ssn 98\x007-65-4320", "SSN", "NUL inside"),
    ("ssn &#57;87-65-4320", "SSN", "HTML entity"),
    ("bad \ud800 phone 555-0143", "PHONE", "lone surrogate"),
    ("ssn 987654320", "SSN", "no separators"),
    ("ssn nine eight seven six five four three two oh", "SSN", "spoken"),
]


@pytest.mark.parametrize(("text", "label", "why"), EVASIONS, ids=[row[2] for row in EVASIONS])
def test_hidden_characters_do_not_hide_an_identifier(redactor, text, label, why):
    redacted = redactor.redact(text)
    assert [span.label for span in redacted.spans] == [label]
    assert not redacted.degraded


def test_a_right_to_left_override_hides_no_number(redactor):
    """The words behind it read backwards and may be masked too; the number must be."""
    redacted = redactor.redact("\u202e0234-56-789 is my ssn")
    assert redacted.spans[0].label == "SSN"
    assert not any(char.isdigit() for char in redacted.text.replace("_1>", ""))


def test_a_typed_placeholder_is_never_restored_to_a_real_value(redactor):
    call = redactor.for_call()
    redacted = call.redact("<NAME_1> says my name is Ruthie")
    assert redacted.text == "<OTHER_ID_1> says my name is <NAME_2>"
    assert call.restore("<NAME_1> and <NAME_2>") == "<NAME_1> and Ruthie"
    assert call.redact("so <NAME_2> called, not <NAME_1>").text == "so <NAME_2> called, not <OTHER_ID_1>"


def test_the_same_person_keeps_the_same_placeholder(rules_only):
    call = rules_only.for_call(known=("Ruth Anderssen", "212-555-0143"))
    assert call.redact("ruth anderssen is tired").text == "<NAME_1> is tired"
    assert call.redact("anderssen's sugar is 312, RUTH said").text == "<NAME_1> sugar is 312, <NAME_1> said"
    assert call.redact("she is andersen on the card").text == "she is <NAME_2> on the card"
    assert call.redact("try 2125550143").text == "try <PHONE_1>"


def test_a_name_found_late_is_taken_out_earlier_too(redactor):
    redacted = redactor.redact(
        "Thaddeus fell. i gave thaddeus juice. My name is Ona, my brother Thaddeus lives here."
    )
    assert "haddeus" not in redacted.text
    assert redacted.counts["NAME"] == 4


def test_calls_do_not_know_one_another(rules_only):
    first, second = rules_only.for_call(), rules_only.for_call()
    first.redact("my name is Ottoline")
    assert second.redact("ottoline is fine").text == "ottoline is fine"
    assert second.restore("<NAME_1>") == "<NAME_1>"


def test_a_cleared_call_has_forgotten_everything(rules_only):
    call = rules_only.for_call(known=("Ruth Anderssen",))
    call.redact("my number is 555-0143 and ruth is here")
    call.clear()
    assert repr(call) == "CallRedactor(Vault({}))"
    assert call.restore("<NAME_1> <PHONE_1>") == "<NAME_1> <PHONE_1>"
    assert call.redact("ruth anderssen").text == "ruth anderssen"


def test_a_call_shows_counts_and_cannot_be_pickled(redactor):
    call = redactor.for_call(known=("Ruth Anderssen",))
    call.redact("ruth anderssen, 555-0143")
    assert repr(call) == "CallRedactor(Vault({'NAME': 1, 'PHONE': 1}))"
    with pytest.raises(RedactionFailed, match="stays in memory"):
        pickle.dumps(call)


def test_nothing_is_logged_and_no_word_stays_in_spacy(redactor, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
    marked = "Zqxwvarnish"
    redactor.redact(
        f"my name is {marked}, mail {marked}@example.org, IBAN GB29NWBK60161331926819, ssn 987-65-4320"
    )
    assert marked.lower() not in caplog.text.lower()
    assert "987-65" not in caplog.text
    strings = redactor.load()._nlp.nlp["en"].vocab.strings
    assert not [word for word in strings if marked.lower() in word.lower() or "4320" in word]


def test_a_failure_is_logged_without_the_words(caplog):
    caplog.set_level(logging.DEBUG)

    class Broken:
        def find(self, text, *, year, with_names=True):
            raise ValueError(f"no idea what {text} is, {year}")

    redacted = Redactor(engine=Broken()).redact("my name is Zqxwvarnish")
    assert redacted.degraded
    assert "ValueError" in caplog.text
    assert "Zqxwvarnish" not in caplog.text


def test_a_long_text_is_read_in_windows_and_loses_nothing(rules_only):
    filler = "the nurse said to rest and drink water every day "
    for place in range(WINDOW - OVERLAP - 60, WINDOW + 60, 7):
        text = (filler * 200)[:place].rsplit(" ", 1)[0] + " my number is (212) 555-0143 ok " + filler * 4
        redacted = rules_only.redact(text)
        assert "555" not in redacted.text
        assert redacted.counts == {"PHONE": 1}


def test_a_run_without_a_space_is_masked_whole(redactor):
    run = "a1" * LONGEST_RUN
    assert redactor.redact(f"look {run} now").text == "look <OTHER_ID_1> now"
    assert redactor.redact(f"look https://example.org/{run} now").text == "look <URL_1> now"
    assert redactor.redact("-" * 200).text == "-" * 200


@pytest.mark.parametrize("value", [None, 7, b"words"])
def test_what_is_not_text_is_refused(redactor, value):
    with pytest.raises(WrongUse, match="takes text"):
        redactor.redact(value)


def test_empty_text_stays_empty(redactor):
    assert redactor.redact("") == Redacted("")


def test_importing_redaction_loads_nothing_heavy():
    code = (
        "import sys, assistant.redaction; "
        "print([m for m in ('spacy', 'presidio_analyzer', 'torch', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_threads_share_one_redactor(redactor):
    lines = LINES[:40]
    alone = [redactor.redact(line).text for line in lines]
    results = {}

    def work(number):
        results[number] = [redactor.redact(line).text for line in lines]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found == alone for found in results.values())
    assert len(results) == 4
