"""``checkback redact``: one text as before; many files, each into a new one, and no file lost to a bad one."""

from __future__ import annotations

import csv
import io
import json
import logging
import sys
from pathlib import Path

import pytest
from letter_files import docx_of, pdf_of, printed
from redact_fakes import BREAKS, DIES, FAILS, MARK, FakeRedactor, open_fake

from assistant import command_line
from assistant.knowledge.read_docx import read_docx
from assistant.terminal.redaction import files as redact_files
from assistant.terminal.redaction import lines as redact_lines
from assistant.terminal.redaction.files import is_plain_name

NOTE = f"Tomasina {MARK} called from 614-555-0142.\r\n{MARK} is well.\r\n"
CLEAN = "<NAME_1> called from <PHONE_1>.\r\n<NAME_1> is well.\r\n"


@pytest.fixture
def checkback(monkeypatch, capsys, tmp_path):
    """Run the command in this process, in a folder of its own, with the quick redactor."""
    monkeypatch.setattr("assistant.terminal.redaction.tool.Redactor", FakeRedactor)
    monkeypatch.chdir(tmp_path)

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["checkback", "redact", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as done:
            command_line.main()
        out, err = capsys.readouterr()
        return done.value.code, out, err

    return run


@pytest.fixture
def notes(tmp_path):
    """A folder with a file of each kind, and things that are none."""
    folder = tmp_path / "notes"
    (folder / "old").mkdir(parents=True)
    (folder / "a note.txt").write_bytes(NOTE.encode())
    (folder / f"{MARK}.md").write_bytes(b"\xef\xbb\xbf# " + NOTE.encode())
    (folder / "letter.docx").write_bytes(docx_of(f"Dear Tomasina {MARK},", "Call us."))
    (folder / "old" / "letter.pdf").write_bytes(pdf_of(printed(f"Dear Tomasina {MARK}, call us.")))
    (folder / "table.csv").write_text(f"note,who\nhome,{MARK}\n", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "~$letter.docx").write_bytes(b"lock")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# One text: as it always was.


def test_one_text_goes_to_standard_output(checkback, notes):
    for source, stdin in ((notes / "a note.txt", b""), ("-", NOTE.encode())):
        assert checkback(source, stdin=stdin) == (0, CLEAN.replace("\r\n", "\r\n"), "")


def test_json_gives_spans_into_the_input(checkback):
    code, out, _ = checkback("-", "--json", stdin=NOTE.encode())
    result = json.loads(out)
    assert code == 0
    assert set(result) == {"text", "spans"}
    assert set(result["spans"][0]) == {"start", "end", "label", "score"}
    assert NOTE[result["spans"][0]["start"] : result["spans"][0]["end"]] == f"Tomasina {MARK}"


def test_one_table_goes_to_standard_output_as_a_table(checkback, notes):
    assert checkback(notes / "table.csv")[1] == "note,who\nhome,<NAME_1>\n"


def test_a_text_that_was_masked_whole_is_told(checkback):
    code, out, err = checkback("-", "--json", stdin=FAILS.encode())
    assert code == 1
    assert json.loads(out)["degraded"] is True
    assert "every unknown word was masked" in err


# JSON lines.


def test_lines_come_back_in_order_and_a_bad_one_loses_no_other(checkback):
    lines = [
        json.dumps({"id": "a", "text": NOTE}).encode(),
        b'{"id": "b", "text": ',
        b'{"id": "c"}',
        b'{"id": "d", "text": "\xff"}',
        b"",
        json.dumps({"id": ["e"], "text": "well"}).encode(),
        b'{"id": "\\ud800", "text": "well"}\r',
    ]
    code, out, err = checkback("-", "--jsonl", stdin=b"\n".join(lines))
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert [row["id"] for row in rows] == ["a", None, "c", None, ["e"], "\ud800"]
    assert ["error" in row for row in rows] == [False, True, True, True, False, False]
    assert rows[0]["text"] == CLEAN


def test_many_lines_are_read_in_blocks_and_none_is_lost(checkback, tmp_path):
    texts = [{"id": n, "text": f"{MARK} {n} " + "word " * (n % 50)} for n in range(1000)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    code, out, _ = checkback("many.jsonl", "--jsonl", "--report", "counts.json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["id"] for row in rows] == list(range(1000))
    assert all(row["text"].startswith(f"<NAME_1> {row['id']} ") for row in rows)
    total = json.loads((tmp_path / "counts.json").read_text(encoding="utf-8"))["total"]
    assert total == {"lines": 1000, "failed": 0, "masked": 0, "removed": {"NAME": 1000}}


def test_lines_that_come_in_pieces_are_put_together():
    class Slow:
        def __init__(self):
            self.pieces = iter([b'{"a', b'": 1}', b"\n\n{}\n{", b"}", b""])

        def read1(self, _size):
            return next(self.pieces)

    assert list(redact_lines._blocks_of(Slow())) == [[b'{"a": 1}', b"{}"], [b"{}"]]


def test_a_masked_line_is_told_in_the_line_and_in_the_end(checkback):
    code, out, err = checkback("-", "--jsonl", stdin=json.dumps({"id": 1, "text": FAILS}).encode())
    assert code == 1
    assert json.loads(out)["degraded"] is True
    assert "1 line" in err


@pytest.mark.slow
def test_a_line_that_kills_its_worker_is_lost_alone(monkeypatch):
    monkeypatch.setattr(redact_lines, "open_redactor", open_fake)
    lines = [json.dumps({"id": n, "text": DIES if n == 1 else MARK}).encode() for n in range(3)]
    done = redact_lines._one_by_one(lines)
    assert [row.get("text", "lost") for row in done.rows] == ["<NAME_1>", "lost", "<NAME_1>"]
    assert done.rows[1]["id"] == 1
    assert (done.failed, done.counts) == (1, {"NAME": 2})


# Files and folders.


def test_each_file_becomes_a_new_one_of_its_kind(checkback, notes, tmp_path):
    before = {path: path.read_bytes() for path in notes.rglob("*") if path.is_file()}
    code, out, err = checkback("notes", "--to", "new/er")
    made = contents(tmp_path / "new" / "er")
    assert (code, out) == (0, "")
    assert made["a note.txt"].decode() == CLEAN
    assert made["redacted-0001.md"] == b"\xef\xbb\xbf# " + CLEAN.encode()
    assert made["letter.txt"].decode() == "Dear <NAME_1>, call us.\n"
    assert made["table.csv"].decode() == "note,who\nhome,<NAME_1>\n"
    assert read_docx("a.docx", made["letter.docx"]) == "Dear <NAME_1>,\n\nCall us."
    assert len(made) == 5
    assert "All 5 files: 9 taken out: NAME 7, PHONE 2" in err
    assert "letter.docx: 1 taken out: NAME 1" in err
    assert {path: path.read_bytes() for path in notes.rglob("*") if path.is_file()} == before


BAD_FILES = [
    ("no-such-file.txt", None, "There is no file"),
    ("empty.txt", b" \n", "is empty"),
    ("nul.txt", b"a\x00b", "NUL bytes"),
    ("latin.txt", b"caf\xe9", "not UTF-8"),
    ("packed.txt", b"PK\x03\x04" + MARK.encode(), "packed file"),
    ("letter.txt", b"%PDF-1.4", "a .pdf file inside"),
    ("word.docx", MARK.encode(), "is not a .docx file"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
    ("scan.pdf", pdf_of([]), "a scan"),
    ("broken.pdf", b"%PDF-1.4 nothing", "is damaged"),
    ("open.csv", b'a,b\n"x', "near line"),
    ("photo.png", b"\x89PNG", "of a kind that is not read"),
    ("breaks.txt", f"{BREAKS} {MARK}".encode(), "could not be redacted (ValueError)"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_one_plain_line_and_loses_no_other(checkback, notes, tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = checkback(name, notes / "a note.txt", "--to", "new")
    assert (code, out) == (1, "")
    assert [line for line in err.splitlines() if says in line]
    assert len(err.splitlines()) == 4
    assert "1 file could not be redacted" in err
    assert MARK not in err
    assert "Traceback" not in err
    assert list(contents(tmp_path / "new")) == ["a note.txt"]


def test_a_file_that_was_masked_whole_is_written_and_told(checkback, tmp_path):
    (tmp_path / "note.txt").write_text(FAILS, encoding="utf-8")
    code, _, err = checkback("note.txt", "--to", "new")
    assert code == 1
    assert "every unknown word was masked" in err
    assert (tmp_path / "new" / "note.txt").exists()


WRONG_USE = [
    ("notes", "needs --to"),
    ("notes/letter.docx", "needs --to"),
    ("a.txt b.txt", "needs --to"),
    ("notes --to notes", "Give another folder"),
    ("notes/table.csv --to notes/table.csv", "--to is a file"),
    ("- --to new", "without --json, --jsonl or standard input"),
    ("notes --to new --json", "without --json"),
    ("- --json --jsonl", "one of --json and --jsonl"),
    ("notes --to new --workers 0", "--workers"),
    ("notes --to new --report counts.txt", ".json or .csv"),
    ("notes --to new --report no/counts.csv", "no folder for --report"),
    ("notes/table.csv --report notes/table.csv --overwrite", "the file that is read"),
    ("notes --to new --report notes/table.csv --overwrite", "a file that is read"),
    ("notes/table.csv --report notes/table.csv", "already there"),
    ("notes/table.csv --keep-names", "--keep-names goes with --to"),
    ("notes/old --to new notes/empty", "no file to redact"),
    ("nothing.jsonl --jsonl", "cannot be read"),
]


@pytest.mark.parametrize(("typed", "says"), WRONG_USE, ids=[row[0] for row in WRONG_USE])
def test_wrong_use_is_one_line_and_nothing_is_written(checkback, notes, tmp_path, typed, says):
    (notes / "empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    code, out, err = checkback(*typed.split())
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_files_of_an_earlier_run_are_replaced_only_on_request(checkback, notes, tmp_path):
    assert checkback("notes", "--to", "new")[0] == 0
    (tmp_path / "new" / "a note.txt").write_text("mine", encoding="utf-8")
    code, _, err = checkback("notes", "--to", "new")
    assert code == 2
    assert "already in the folder" in err
    assert (tmp_path / "new" / "a note.txt").read_text(encoding="utf-8") == "mine"
    assert checkback("notes", "--to", "new", "--overwrite")[0] == 0
    assert contents(tmp_path / "new")["a note.txt"].decode() == CLEAN


def test_a_new_file_never_takes_the_place_of_one_that_is_read(checkback, notes):
    code, _, _ = checkback(notes / "a note.txt", "--to", "notes", "--overwrite")
    assert code == 0
    assert (notes / "a note.txt").read_bytes() == NOTE.encode()
    assert (notes / "redacted-0001.txt").read_bytes().decode() == CLEAN


def test_new_files_inside_the_folder_that_is_read_are_not_read_again(checkback, notes):
    for _ in range(2):
        code, _, err = checkback("notes", "--to", "notes/new", "--overwrite")
        assert code == 0
        assert "All 5 files" in err


def test_a_disk_that_does_not_take_a_file_loses_no_other(checkback, notes, monkeypatch):
    def write(path, content):
        if path.suffix == ".txt":
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(redact_files, "write_file", write)
    code, _, err = checkback("notes", "--to", "new")
    assert code == 1
    assert "No space left on device" in err
    assert "2 files could not be redacted" in err


# The name of a file can be a patient's.

NAMES = [
    ("discharge note", True),
    ("Discharge_Note 2", True),
    ("dischargeNote", True),
    (f"note {MARK}", False),
    ("tomasina", False),
    ("rose", False),
    ("note 614-555-0142", False),
    ("note 1951", False),
    ("12", False),
    ("", False),
    ("笔记", False),
]


@pytest.mark.parametrize(("stem", "plain"), NAMES)
def test_a_name_stays_only_when_it_is_made_of_plain_words(stem, plain):
    assert is_plain_name(stem) is plain


def test_the_name_of_a_file_is_shown_on_a_terminal_only(checkback, notes, monkeypatch):
    (notes / f"{MARK} 2.docx").write_bytes(b"no letter")
    code, _, err = checkback("notes", "--to", "new", "--report", "counts.json")
    assert code == 1
    assert MARK not in err + Path("counts.json").read_text(encoding="utf-8")
    assert "file 1.docx is not a .docx file" in err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    _, _, err = checkback("notes", "--to", "new", "--overwrite")
    assert MARK in err


def test_names_are_kept_on_request_and_two_files_of_one_name_both_stay(checkback, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{MARK}.txt").write_text("well", encoding="utf-8")
    assert checkback("one", "two", "--to", "new", "--keep-names")[0] == 0
    assert list(contents(tmp_path / "new")) == [f"{MARK}.txt", "redacted-0002.txt"]


# The report, and what must never be found again.


def test_the_report_is_counts_only(checkback, notes, tmp_path):
    checkback("notes", "--to", "new", "--report", "counts.json")
    report = json.loads((tmp_path / "counts.json").read_text(encoding="utf-8"))
    assert report["total"] == {"files": 5, "failed": 0, "masked": 0, "removed": {"NAME": 7, "PHONE": 2}}
    assert report["files"][1]["output"] == "a note.txt"
    assert report["files"][1]["removed"] == {"NAME": 2, "PHONE": 1}
    checkback("notes", "--to", "new", "--overwrite", "--report", "counts.csv")
    rows = list(csv.reader((tmp_path / "counts.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["number", "output", "status", "removed", "NAME", "PHONE"]
    assert rows[-1] == ["total", "", "0 failed, 0 masked of 5 files", "9", "7", "2"]


def test_a_marker_value_is_found_only_in_what_was_read(checkback, notes, tmp_path, monkeypatch, caplog):
    for name in ("temp", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    caplog.set_level(logging.DEBUG)
    (notes / "breaks.txt").write_text(f"{BREAKS} {MARK}", encoding="utf-8")
    (notes / "bad.pdf").write_bytes(b"%PDF-1.4 " + MARK.encode())
    code, out, err = checkback("notes", "--to", "new", "--report", "counts.json")
    assert code == 1
    assert MARK not in out + err + caplog.text
    found = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(notes)]
    assert len(found) == 6
    assert not [path for path in found if MARK.encode() in path.read_bytes() or MARK in path.name]
    assert not [path for path in found if path.name.endswith(".part")]


@pytest.mark.slow
def test_two_workers_give_the_same_bytes_as_one(checkback, notes, tmp_path, monkeypatch):
    monkeypatch.setattr(redact_files, "open_redactor", open_fake)
    (notes / "the end.txt").write_text(DIES, encoding="utf-8")
    code, _, err = checkback("notes", "--to", "two", "--workers", "2")
    assert code == 1
    assert "the end.txt: the process that read it died twice" in err
    (notes / "the end.txt").unlink()
    assert checkback("notes", "--to", "one")[0] == 0
    texts = [contents(tmp_path / each) for each in ("one", "two")]
    assert texts[0] == texts[1]


@pytest.mark.slow
def test_the_real_redactor_end_to_end(notes, tmp_path, monkeypatch, capsys):
    """The command as a person runs it, with real redaction in two processes."""
    line = "my name is Tomasina Quillfeather, dob 3/4/1951, ph 614-555-0142, i take metformin 500 mg"
    (notes / "real note.txt").write_text(line, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["checkback", "redact", "notes", "--to", "new", "--workers", "2"])
    with pytest.raises(SystemExit) as done:
        command_line.main()
    assert done.value.code == 0
    made = contents(tmp_path / "new")
    assert (
        made["real note.txt"].decode()
        == "my name is <NAME_1>, dob <DATE_1>, ph <PHONE_1>, i take metformin 500 mg"
    )
    letter = read_docx("a.docx", made["letter.docx"])
    assert MARK not in letter + "".join(made[name].decode() for name in made if not name.endswith(".docx"))
    assert "DATE 1" in capsys.readouterr().err
