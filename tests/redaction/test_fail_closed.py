"""When a part of redaction breaks, everything unknown is masked and the result says so."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeBaseInvalid, RedactionFailed
from assistant.redaction import Redactor, fail_closed
from assistant.redaction import redactor as redactor_module
from assistant.redaction.fail_closed import mask_unknown
from assistant.redaction.recognizers import Family

TEXT = (
    "My name is Thaddeus Quince, ssn 987-65-4320, born march fourth nineteen fifty one, I took forty pills."
)

ROWS = [
    ("Thaddeus is here", ["Thaddeus"], "a name"),
    ("call 555 0143 now", ["555 0143"], "digits share one span"),
    ("born march fourth", ["fourth"], "a number word"),
    ("rose fell again", ["rose"], "a word that is also a name"),
    ("b4 and x2", ["b4", "x2"], "letters and digits"),
    ("I take metformin", [], "a drug stays"),
    ("I can't breathe and my chest hurts", [], "a red flag stays whole"),
    ("i want to kill myself", [], "a red flag stays whole, lower case"),
    ("my baby drank bleach", [], "a poison red flag stays"),
    ("face drooping, slurred speech", [], "a stroke red flag stays"),
]


@pytest.mark.parametrize(("text", "masked", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_only_safe_words_stay(text, masked, why):
    assert [text[span.start : span.end] for span in mask_unknown(text)] == masked


def leaves_nothing(redacted):
    assert redacted.degraded
    lower = redacted.text.lower()
    return not any(
        word in lower for word in ("thaddeus", "quince", "987", "4320", "fourth", "nineteen", "forty")
    )


def test_without_the_word_lists_every_word_is_masked(monkeypatch):
    def gone():
        raise KnowledgeBaseInvalid("gone")

    monkeypatch.setattr(fail_closed, "plain_words", gone)
    assert [TEXT[s.start : s.end] for s in mask_unknown("one two.")] != []
    assert len(mask_unknown("the nurse said so")) == 1


class Raises:
    def find(self, text, *, year):
        raise RuntimeError(text)


def test_a_raising_engine_masks_everything():
    assert leaves_nothing(Redactor(engine=Raises()).redact(TEXT))


def test_an_engine_that_cannot_load_masks_everything(monkeypatch):
    shared = Redactor()
    monkeypatch.setattr(shared, "load", lambda: (_ for _ in ()).throw(ImportError("no spacy")))
    assert leaves_nothing(shared.redact(TEXT))


def raising_family(turn):
    raise ValueError(turn.text)
    yield


def slow_family(turn):
    raise RedactionFailed("Redaction rule slow.rule ran out of time on 10 characters.")
    yield


@pytest.mark.parametrize("broken", [raising_family, slow_family], ids=["a raising rule", "a timeout"])
def test_a_broken_family_masks_everything(redactor, monkeypatch, broken):
    engine = redactor.load()
    ours = next(each for each in engine._analyzer.registry.recognizers if each.name == "Dates")
    monkeypatch.setattr(ours, "_family", Family("Dates", ("DATE",), broken))
    assert leaves_nothing(redactor.redact(TEXT))
    monkeypatch.undo()
    assert not redactor.redact(TEXT).degraded, "the engine works again after a failure"


@pytest.mark.parametrize("step", ["fold", "unescape", "may_stay", "unite", "_windows", "_take_long_runs"])
def test_a_broken_step_masks_everything(redactor, monkeypatch, step):
    def broken(*args, **kwargs):
        raise LookupError("broken on purpose")

    # ``unite`` also joins the fallback's spans, so it breaks for the first call only.
    real, calls = getattr(redactor_module, step), []

    def once(*args, **kwargs):
        calls.append(1)
        return broken() if len(calls) == 1 else real(*args, **kwargs)

    monkeypatch.setattr(redactor_module, step, once)
    assert leaves_nothing(redactor.redact(TEXT))


def test_a_pattern_out_of_time_says_its_rule_and_no_text(monkeypatch):
    import regex

    from assistant.redaction import turn

    monkeypatch.setattr(turn, "PATTERN_TIMEOUT_S", 0.001)
    slow = regex.compile(r"(a+a+)+b")
    with pytest.raises(
        RedactionFailed, match=r"rule test\.slow ran out of time on 5000 characters"
    ) as caught:
        turn.matches("test.slow", slow, "a" * 5000)
    assert "aaaa" not in str(caught.value)
    assert caught.value.__cause__ is None
