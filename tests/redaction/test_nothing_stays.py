"""A made-up name and number go through every door; afterwards nothing on this computer holds them.

The markers are made at run time and kept back to front, so that the tests themselves leave no copy to be found.
What the browser keeps is looked at in ``tests/browser``.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import random
import sys
from pathlib import Path

import pytest

from assistant import command_line
from assistant.answer_call import Assistant
from assistant.call_types import CallReply, Said
from assistant.calls.call import Call
from assistant.errors import WrongUse
from assistant.input_gate import MAX_CHARACTERS
from assistant.redaction import Redactor

pytestmark = pytest.mark.slow

_RNG = random.Random()


class Markers:
    """A name no list holds and a number, written backwards wherever they are kept."""

    def __init__(self):
        self._eman = "".join(_RNG.choices("qzxvkwj", k=9))
        self._rebmun = "".join(_RNG.choices("23456789", k=4)) + "56789"

    def text(self) -> str:
        name, number = self._eman[::-1].capitalize(), self._rebmun[::-1]
        ssn = f"{number[:3]}-{number[3:5]}-{number[5:]}"
        return (
            f"my name is {name} and my ssn is {ssn}, mail {name}@example.org, i have chest pain, "
            f"what is a copay. my sister {name} has {number} too"
        )

    def known(self) -> tuple[str, str]:
        return self._eman[::-1].capitalize(), self._rebmun[::-1]

    def found_in(self, text: str) -> bool:
        digits = text.replace("-", "").replace(" ", "").replace(r"[\s().,/]{0,3}", "")
        return self._eman[::-1] in text.lower() or self._rebmun[::-1] in digits

    def found_in_bytes(self, content: bytes) -> bool:
        return any(self.found_in(content.decode(code, "ignore")) for code in ("utf-8", "utf-16-le"))


@pytest.fixture
def markers():
    return Markers()


@pytest.fixture
def all_logs():
    """Every line of every logger, with no logger too quiet to be heard."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(f"{record.name} {self.format(record)} {record.args!r} {vars(record)!r}")

    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    before = [(each, each.level, each.propagate, each.disabled) for each in loggers]
    handler = Keep()
    loggers[0].addHandler(handler)
    for each in loggers:
        each.setLevel(logging.DEBUG)
        each.propagate, each.disabled = True, False
    yield lines
    loggers[0].removeHandler(handler)
    for each, level, propagate, disabled in before:
        each.setLevel(level)
        each.propagate, each.disabled = propagate, disabled


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Home, cache, temporary and working folder of this test alone, with what each holds afterwards."""
    for name, variables in (
        ("user", ("HOME", "USERPROFILE")),
        ("cache", ("XDG_CACHE_HOME", "HF_HOME", "TORCH_HOME")),
        ("temp", ("TMPDIR", "TEMP", "TMP")),
        ("here", ()),
    ):
        (tmp_path / name).mkdir()
        for variable in variables:
            monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def files_with(markers: Markers, *folders: Path) -> list[str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [
        path.name
        for path in files
        if markers.found_in(path.name) or markers.found_in_bytes(path.read_bytes())
    ]


def texts_in_memory() -> list[str]:
    """Every text that any object of this process still holds, but not those of the code that runs now."""
    gc.collect()
    seen: set[int] = set()
    texts: list[str] = []
    todo = [
        each for each in gc.get_objects() if type(each).__name__ not in {"frame", "coroutine", "generator"}
    ]
    while todo:
        each = todo.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        kind = type(each)  # not isinstance: some objects do things when they are asked for their class
        if issubclass(kind, str):
            texts.append(each)
        elif issubclass(kind, bytes | bytearray):
            texts.append(bytes(each[:100_000]).decode("utf-8", "ignore"))
        elif kind.__name__ != "frame" and each is not texts and each is not todo:
            todo.extend(gc.get_referents(each))
    return texts


def in_memory(markers: Markers) -> list[str]:
    """What is left, as the kinds of places and lengths: the words themselves are never shown."""
    return [f"a text of {len(text)} characters" for text in texts_in_memory() if markers.found_in(text)]


def spacy_strings(redactor: Redactor) -> list[str]:
    return list(redactor.load()._nlp.nlp["en"].vocab.strings)


def check_nothing_stays(markers, redactor, all_logs, *folders):
    assert not any(markers.found_in(line) for line in all_logs)
    assert files_with(markers, *folders) == []
    assert not any(markers.found_in(text) for text in spacy_strings(redactor))
    assert in_memory(markers) == []


def test_the_search_finds_what_is_there(markers, tmp_path):
    (tmp_path / "note.txt").write_text(markers.text(), encoding="utf-8")
    assert files_with(markers, tmp_path) == ["note.txt"]
    held = {"a": [("b", markers.text())]}
    assert in_memory(markers)
    del held
    assert in_memory(markers) == []


def take_calls(live: Assistant, markers: Markers) -> None:
    """Turns of no call, and a call with a known name that ends."""
    replies = [live.reply(markers.text()), live.reply(markers.text(), known_names=markers.known())]
    call = Call(live, markers.known())
    for _ in range(2):
        replies += [step for step in call.stream(Said(markers.text())) if isinstance(step, CallReply)]
    assert "Markers" not in repr(call)
    call.end()
    for reply in replies:
        assert reply.removed["NAME"] >= 1
        assert not reply.taken_out.degraded
        assert not markers.found_in(json.dumps(reply.as_dict() | {"alerts": []}) + repr(reply.taken_out))


def test_nothing_of_a_call_stays(live, redactor, markers, all_logs, places, settings):
    take_calls(live, markers)
    check_nothing_stays(markers, redactor, all_logs, places, settings.home)


def refuse_turns(live: Assistant, markers: Markers) -> None:
    """Turns that are refused, and one in which redaction fails."""
    for text in (f"{markers.text()} \x00", markers.text() + " " * MAX_CHARACTERS):
        with pytest.raises(WrongUse) as refused:
            live.reply(text)
        assert not markers.found_in(str(refused.value))

    class Breaks:
        def find(self, text, *, year, with_names=True):
            raise ValueError(text)

    broken = Assistant(live.settings, live.library, Redactor(engine=Breaks()))
    assert broken.reply(markers.text(), known_names=markers.known()).taken_out.degraded


def test_nothing_of_a_refused_or_failed_turn_stays(live, redactor, markers, all_logs, places, settings):
    refuse_turns(live, markers)
    check_nothing_stays(markers, redactor, all_logs, places, settings.home)


def use_the_engine(redactor: Redactor, markers: Markers) -> None:
    engine = redactor.load()
    assert engine.find(markers.text(), year=2026)
    engine.prepare([markers.text()])
    engine.prepare(())
    assert [each.degraded for each in redactor.redact_many([markers.text()] * 3)] == [False] * 3
    call = redactor.for_call(markers.known())
    assert markers.found_in(call.restore(call.redact(markers.text()).text))
    call.clear()


def test_nothing_stays_in_the_engine(redactor, markers, all_logs, places):
    use_the_engine(redactor, markers)
    check_nothing_stays(markers, redactor, all_logs, places)


def run_commands(markers: Markers, capsys, folder: Path) -> None:
    """``ask`` and ``redact`` in each way they take words; the files that were read are deleted at the end."""
    note, lines, notes = folder / "note.txt", folder / "lines.jsonl", folder / "notes"
    line = json.dumps({"id": 1, "text": markers.text()})
    notes.mkdir()
    for path, content in (
        (note, markers.text()),
        (lines, line),
        (notes / "note.txt", markers.text()),
        (notes / "table.csv", f'who,note\nshe,"{markers.text()}"\n'),
    ):
        path.write_text(content, encoding="utf-8")
    rows = [
        (["ask", markers.text()], ""),
        (["ask", "-", "--json"], markers.text()),
        (["ask", "-", "--jsonl"], line),
        (["redact", "-"], markers.text()),
        (["redact", str(note), "--json"], ""),
        (["redact", str(lines), "--jsonl"], ""),
        (["redact", str(notes), "--to", str(folder / "clean"), "--report", str(folder / "counts.json")], ""),
    ]
    argv, stdin = sys.argv, sys.stdin
    try:
        for arguments, typed in rows:
            sys.argv, sys.stdin = ["checkback", *arguments], io.TextIOWrapper(io.BytesIO(typed.encode()))
            with pytest.raises(SystemExit) as done:
                command_line.main()
            out, err = capsys.readouterr()
            assert done.value.code == 0, err if not markers.found_in(err) else "failed"
            assert not markers.found_in(without_alerts(out) + err), arguments[:1]
    finally:
        sys.argv, sys.stdin = argv, stdin
    for path in (note, lines, *notes.iterdir()):
        path.unlink()


def without_alerts(out: str) -> str:
    """Output without the words of a red flag, which the screen of the care manager may show."""
    return "\n".join(line for line in out.splitlines() if "why" not in line)


def test_nothing_stays_of_what_a_command_read(
    live, redactor, markers, all_logs, places, settings, monkeypatch, capsys
):
    monkeypatch.setenv("CHECKBACK_HOME", str(settings.home))
    monkeypatch.setattr("assistant.answer_call.Assistant.open", classmethod(lambda cls, settings=None: live))
    run_commands(markers, capsys, places / "here")
    assert sorted(path.name for path in (places / "here" / "clean").iterdir()) == ["note.txt", "table.csv"]
    check_nothing_stays(markers, redactor, all_logs, places, settings.home)
