"""``checkback score``: one text as before, many letters with findings, a table, and no letter lost to a bad file."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import asdict

import pytest
from letter_files import docx_of, pdf_of, printed

from assistant import command_line
from assistant.plain_language import explain_reading

MARK = "Quillfeather"
EASY = "Call us at home today. We can help you with the form. It came in the mail last week."
HARD = "Utilization management necessitates authorization documentation."


@pytest.fixture
def score(monkeypatch, capsys):
    """Run the command in this process."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["checkback", "score", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as done:
            command_line.main()
        out, err = capsys.readouterr()
        return done.value.code, out, err

    return run


@pytest.fixture
def letters(tmp_path):
    """A folder with a letter of each kind, and things that are no letters."""
    folder = tmp_path / "letters"
    (folder / "old").mkdir(parents=True)
    (folder / "a.txt").write_text(EASY, encoding="utf-8")
    (folder / "b.docx").write_bytes(docx_of(HARD, EASY))
    (folder / "old" / "c.pdf").write_bytes(pdf_of(printed(EASY)))
    (folder / "d.csv").write_text(f"id,text\none,{EASY}\ntwo,{HARD}\n", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "~$b.docx").write_bytes(b"lock")
    return folder


NAMES = ["a.txt", "b.docx", "d.csv: one", "d.csv: two", "c.pdf"]


def test_json_of_one_text_is_what_it_always_was(score, letters):
    expected = json.loads(json.dumps(asdict(explain_reading(EASY))))
    for arguments, stdin in [([letters / "a.txt"], b""), (["-"], EASY.encode()), ([], EASY.encode())]:
        code, out, err = score(*arguments, "--json", stdin=stdin)
        assert (code, err) == (0, "")
        assert json.loads(out) == expected


def test_json_of_one_word_letter_has_the_same_form(score, letters):
    _, out, _ = score(letters / "b.docx", "--json")
    assert set(json.loads(out)) == set(asdict(explain_reading(EASY)))


def test_json_lines_are_what_they_always_were(score):
    lines = [json.dumps({"id": 1, "text": EASY}), "{", json.dumps({"id": 3, "text": HARD})]
    code, out, _ = score("-", "--jsonl", stdin="\n".join(lines).encode())
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [row["id"] for row in rows] == [1, None, 3]
    assert rows[0]["reading"] == json.loads(json.dumps(asdict(explain_reading(EASY).reading)))


def test_a_short_text_is_shown_as_a_script(score):
    code, out, _ = score("-", stdin=HARD.encode())
    assert code == 0
    assert "not ready to read aloud" in out
    assert "a script has 40 to 120" in out


def test_a_long_text_is_shown_as_a_letter(score, letters):
    (letters / "a.txt").write_text(
        f"Dear Ms. Ray,\n\n{HARD} {EASY * 8}\n\nSincerely,\nDana Lee", encoding="utf-8"
    )
    code, out, _ = score(letters / "a.txt")
    assert code == 0
    assert "over 120 words, so not one script" in out
    assert "a script has 40" not in out
    assert "address and signature not counted: 3" in out
    assert f'Start with this sentence: "{HARD}"' in " ".join(out.split())


def test_a_folder_gives_every_letter_in_it_and_nothing_else(score, letters):
    code, out, err = score(letters, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert [
        letter["name"].removeprefix(f"{letters}/").removeprefix("old/") for letter in found["letters"]
    ] == NAMES
    assert found["summary"].startswith("2 of 5 letters are above fifth grade.")
    assert found["not_read"] == []


def test_many_letters_are_shown_hardest_first_with_one_sentence_over_all(score, letters):
    code, out, _ = score(letters / "a.txt", letters / "b.docx")
    assert code == 0
    assert out.index("b.docx: grade") < out.index("a.txt: grade")
    assert out.splitlines()[-1].startswith("1 of 2 letters is above fifth grade.")


def test_a_table_of_one_letter_or_of_many_goes_to_standard_output(score, letters):
    for sources, count in [([letters / "a.txt"], 1), (["-"], 1), ([letters], 5)]:
        code, out, _ = score(*sources, "--csv", stdin=EASY.encode())
        rows = list(csv.DictReader(io.StringIO(out)))
        assert (code, len(rows)) == (0, count)
        assert all(row["grade"].isdigit() and row["verdict"] for row in rows)


def test_a_file_that_cannot_be_read_loses_no_other(score, letters):
    (letters / "b.docx").write_bytes(f"PK\x03\x04{MARK}".encode())
    (letters / "d.csv").write_text(f"id,text\n{MARK},\ntwo,{HARD}\n", encoding="utf-8")
    (letters / "old" / "scan.pdf").write_bytes(pdf_of([]))
    code, out, err = score(letters, letters / "no-such.txt", "--json")
    found = json.loads(out)
    assert code == 1
    assert [letter["name"].rsplit("/", 1)[1] for letter in found["letters"]] == [
        "a.txt",
        "d.csv: two",
        "c.pdf",
    ]
    assert len(found["not_read"]) == 4
    for told in ("b.docx", "row 1 holds no words", "scan.pdf has no words", "There is no file"):
        assert told in err
    assert MARK not in err + out


def test_a_note_on_how_a_file_was_read_is_told(score, letters):
    (letters / "a.txt").write_bytes("It\u2019s time. Call us at the caf\u00e9.".encode("cp1252"))
    for sources in ([letters / "a.txt"], [letters]):
        code, _, err = score(*sources)
        assert code == 0
        assert "Windows text" in err


WRONG_USE = [
    (["no-such.txt"], b"", "There is no file"),
    (["no-such.csv"], b"", "There is no file"),
    (["{empty}"], b"", "no letter in the folder"),
    (["{letters}/photo.png"], b"", "not text"),
    (["{letters}/~$b.docx"], b"", "not a .docx file"),
    (["-"], b"", "is empty"),
    (["-"], b"...", "no words"),
    (["-", "{letters}/a.txt"], b"", "take one source"),
    (["{letters}/a.txt", "{letters}/b.docx", "--jsonl"], b"", "take one source"),
    (["-", "--json", "--csv"], b"", "Choose one"),
    (["-", "--jsonl", "--csv"], b"", "Choose one"),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"), WRONG_USE, ids=[" ".join(row[0]) for row in WRONG_USE]
)
def test_wrong_use_is_one_line_that_says_what_to_do(score, letters, tmp_path, arguments, stdin, says):
    (tmp_path / "empty").mkdir()
    places = {"{letters}": str(letters), "{empty}": str(tmp_path / "empty")}
    for mark, place in places.items():
        arguments = [argument.replace(mark, place) for argument in arguments]
    code, out, err = score(*arguments, stdin=stdin)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_scoring_writes_no_file(score, letters):
    before = sorted(letters.parent.rglob("*"))
    for form in ("--json", "--csv"):
        score(letters, form)
    assert sorted(letters.parent.rglob("*")) == before
