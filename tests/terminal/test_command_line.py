"""The command line: each command works, and bad input is one plain line that says what to do."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from turns import TURNS

from assistant import command_line

MARK = "Quillfeather"


@pytest.fixture
def checkback(monkeypatch, capsys, settings, live):
    """Run the command in this process with the library that is already built."""
    monkeypatch.setenv("CHECKBACK_HOME", str(settings.home))
    monkeypatch.setenv("CHECKBACK_TODAY", "2026-11-23")
    from assistant.knowledge import library as library_module

    monkeypatch.setattr("assistant.answer_call.Assistant.open", classmethod(lambda cls, settings=None: live))
    monkeypatch.setattr(
        library_module.Library, "open", classmethod(lambda cls, settings, encoder=None: live.library)
    )

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["checkback", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as done:
            command_line.main()
        out, err = capsys.readouterr()
        return done.value.code, out, err

    return run


COMMANDS = ["ask", "chat", "redact", "search", "score", "serve", "doctor", "library build", "library list", "library check",
            "library stats", "resources find"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(checkback, command):
    code, out, _ = checkback(*command.split(), "--help")
    assert code == 0
    assert "Example: checkback" in out


def test_ask_prints_the_words_and_the_questions(checkback):
    code, out, err = checkback("ask", "-", stdin=TURNS[0].encode())
    assert (code, err) == (0, "")
    assert "SAY THIS" in out
    assert "CHECK BACK" in out
    assert "not yet reviewed by a clinician" in " ".join(out.split())


def test_ask_json_is_the_contract(checkback):
    code, out, _ = checkback("ask", TURNS[0], "--json")
    assert code == 0
    assert json.loads(out)["status"] == "answered"


def test_the_banner_is_printed_before_the_words(checkback):
    _, out, _ = checkback("ask", "my chest is tight and my arm is numb right now")
    assert out.index("!!! 911") < out.index("SAY THIS")


def test_a_broken_line_loses_no_other_line(checkback):
    lines = [
        json.dumps({"id": "a", "text": "what is a copay"}).encode(),
        b'{"id": "b", "text": ',
        b'{"id": "c"}',
        b'{"id": "d", "text": "\xff"}',
        b'{"id": "e", "text": ""}',
        b"",
        json.dumps({"id": "f", "text": "what is a deductible"}).encode(),
    ]
    code, out, err = checkback("ask", "-", "--jsonl", stdin=b"\n".join(lines))
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert err == ""
    assert [row["id"] for row in rows] == ["a", None, "c", None, "e", "f"]
    assert [row.get("status") for row in rows] == ["answered", None, None, None, None, "answered"]
    assert all("error" in rows[place] for place in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        (["ask", "-"], b"", "Nothing was said"),
        (["ask", "-"], b"word " * 210_000, "at most 8,000"),
        (["ask", "-"], b"a\x00b", "NUL bytes"),
        (["ask", "-"], b"caf\xe9", "not UTF-8"),
        (["ask", "hi", "--state", "Ohio"], b"", "two letters"),
        (["ask", "hi", "--zip", "12"], b"", "five digits"),
        (["ask", "hi", "--age", "-3"], b"", "age"),
        (["redact", "-"], b"", "is empty"),
        (["redact", "-"], b"\xff\xfe", "not UTF-8"),
        (["redact", "no-such-file.txt"], b"", "There is no file"),
        (["score", "-"], b"", "is empty"),
        (["score", "-"], b"a\x00", "NUL bytes"),
        (["search", ""], b"", "query is empty"),
        (["search", "x", "--in", "books"], b"", "--in does not know books"),
        (["search", "x", "-k", "0"], b"", "-k"),
        (["library", "check", "no-such.md"], b"", "There is no file"),
        (["bogus"], b"", "No such command"),
        (["ask", "hi", "--bogus"], b"", "--bogus"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else None,
)
def test_bad_input_is_one_line_that_says_what_to_do(checkback, arguments, stdin, says):
    code, out, err = checkback(*arguments, stdin=stdin)
    assert code == 2
    assert out == ""
    assert says in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_red_flags_in_a_text_that_is_too_long_are_still_shown(checkback):
    code, _, err = checkback("ask", "-", stdin=b"filler words. " * 1000 + b"i cant breathe right now")
    assert code == 2
    assert "911" in err
    assert "at most 8,000" in err


def test_an_unknown_setting_is_one_line(checkback, monkeypatch):
    monkeypatch.setenv("CHECKBACK_PROT", "1")
    code, _, err = checkback("library", "stats")
    assert code == 2
    assert "Did you mean CHECKBACK_PORT" in err


def test_a_missing_index_is_one_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("CHECKBACK_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["checkback", "ask", "what is a copay"])
    with pytest.raises(SystemExit) as done:
        command_line.main()
    assert done.value.code == 2
    assert "checkback library build" in capsys.readouterr().err


def test_a_topic_with_a_missing_field_is_named(checkback, tmp_path):
    from assistant.package_data import knowledge_base_dir

    broken = tmp_path / "insurance" / "copay.md"
    broken.parent.mkdir()
    good = (knowledge_base_dir() / "topics" / "insurance" / "copay.md").read_text(encoding="utf-8")
    broken.write_text(good.replace("\ntitle:", "\n# title:", 1), encoding="utf-8")
    code, out, _ = checkback("library", "check", str(broken))
    assert code == 1
    assert "the field title is missing" in out


def test_redact_gives_spans_into_the_input(checkback):
    note = f"pt maria {MARK.lower()}, my name is Tomasina {MARK}, dob 3/4/1951, ph 614-555-0142, ssn 219-09-9999, t.q@example.org"
    code, out, _ = checkback("redact", "-", "--json", stdin=note.encode())
    result = json.loads(out)
    assert code == 0
    found = {note[span["start"] : span["end"]] for span in result["spans"]}
    assert {"3/4/1951", "614-555-0142", "219-09-9999", "t.q@example.org"} <= found
    assert "219-09-9999" not in result["text"]


def test_search_gives_one_hit_a_document(checkback):
    code, out, _ = checkback("search", "help with food", "-k", "4", "--in", "topics,resources", "--json")
    hits = json.loads(out)["hits"]
    assert code == 0
    assert len(hits) == 4
    assert set(hits[0]) == {"id", "title", "score", "text", "source"}


def test_search_reads_json_lines(checkback):
    stdin = b'{"id": 1, "text": "copay"}\n{"id": 2, "text": "ride to the doctor"}\n'
    code, out, _ = checkback("search", "-", "--jsonl", stdin=stdin)
    assert code == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1, 2]


def test_score_names_what_costs_most(checkback):
    code, out, _ = checkback(
        "score", "-", stdin=b"Utilization management necessitates authorization documentation."
    )
    assert code == 0
    assert "not ready to read aloud" in out


def test_resources_find_gives_places_with_numbers(checkback):
    code, out, _ = checkback("resources", "find", "heating", "bill", "--json")
    assert code == 0
    assert "1-866-674-6327" in out


@pytest.mark.parametrize("command", [["library", "list"], ["library", "stats"], ["library", "check"]])
def test_the_library_commands_print_json_too(checkback, command):
    code, out, _ = checkback(*command, "--json")
    assert code == 0
    assert json.loads(out)


def test_chat_is_one_call_and_is_forgotten(checkback, live):
    code, out, _ = checkback("chat", stdin=b"what is a copay\n\n")
    assert code == 0
    assert "SAY THIS" in out


def test_an_unexpected_failure_shows_no_words_of_the_call(checkback, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ValueError(f"my name is {MARK}")

    monkeypatch.setattr("assistant.terminal.commands.ask_once", fail)
    code, out, err = checkback("ask", "hi")
    assert code == 2
    assert MARK not in out + err
    assert "checkback doctor" in err


def test_doctor_says_what_is_wrong_and_how_to_mend_it(checkback, monkeypatch, tmp_path):
    # in a process of its own: it looks at the environment, which other tests of this process may have changed
    code = "import sys; sys.argv = ['checkback', 'doctor']; from assistant.command_line import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    monkeypatch.setenv("CHECKBACK_HOME", str(tmp_path))
    code, out, _ = checkback("doctor")
    assert code == 1
    assert "checkback library build" in out
