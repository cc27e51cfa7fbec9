"""Letters: from our own page only, in memory only, with words that say what to do, and nothing left behind."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from quality_fakes import FakeQuality

from assistant.web.letter_reader import score
from assistant.web.quality_service import open_quality
from assistant.web.request_gate import MOST_LETTER_BYTES

BASE = "http://127.0.0.1:7860"
LETTERS = "/quality/letters"
BYTES = {"content-type": "application/octet-stream"}
SECRET = "Quincy Adderbury"
HARD = (
    f"Dear {SECRET},\n\nPursuant to the aforementioned utilization review, we are writing to notify you that your "
    "copayment for durable medical equipment will be modified effective January 1, 2026.\n\nSincerely,\nThe plan\n"
)
EASY = "Call your nurse today. She can help you get your pills. You do not have to pay.\n"


def send(client: TestClient, name: str = "a.txt", content: bytes = b"Call your nurse.", **headers: str):
    return client.post(LETTERS, params={"name": name}, content=content, headers=BYTES | headers)


def test_a_letter_comes_back_as_rows_and_csv(client: TestClient):
    found = send(client, "good.txt").json()
    assert found["rows"][0]["name"] == "good.txt"
    assert found["csv"].startswith("name,grade\r\n")


def test_a_letter_that_cannot_be_read_says_what_to_do(client: TestClient):
    assert send(client, "setup.exe").json() == {
        "wrong": "setup.exe is no letter. Bring .txt, .md, .docx, .pdf or .csv."
    }
    assert "Choose another" in send(client, content=b"").json()["wrong"]


def test_a_bug_shows_a_number_and_no_words(client: TestClient, caplog: pytest.LogCaptureFixture, capfd):
    with caplog.at_level(logging.DEBUG):
        answer = send(client, f"{SECRET}.txt", f"break {SECRET}".encode())
    assert answer.status_code == 500
    assert "Incident" in answer.json()["wrong"]
    out, err = capfd.readouterr()
    assert SECRET not in answer.text + caplog.text + out + err


REFUSED = [
    ({"origin": "http://evil.example"}, 403, "another site"),
    ({"sec-fetch-site": "cross-site"}, 403, "across sites"),
    ({"content-type": "application/json"}, 415, "as JSON"),
    (
        {"content-type": "multipart/form-data; boundary=x"},
        415,
        "as a form, which a page elsewhere could send",
    ),
    ({"content-type": "text/plain"}, 415, "as text, which a page elsewhere could send"),
    ({"host": "evil.example"}, 400, "by another name"),
]


@pytest.mark.parametrize(("headers", "status", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_refused(
    client: TestClient, quality: FakeQuality, headers: dict[str, str], status: int, why: str
):
    before = len(quality.letters)
    assert send(client, **headers).status_code == status
    assert len(quality.letters) == before, "nothing was read"


def test_without_our_cookie_nothing_is_read(app, quality: FakeQuality):
    before = len(quality.letters)
    assert send(TestClient(app, base_url=BASE)).status_code == 401
    assert len(quality.letters) == before


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS", "DELETE"])
def test_no_other_way_of_asking(client: TestClient, method: str):
    assert client.request(method, LETTERS).status_code in {404, 405}


def test_five_megabytes_are_taken_and_no_more(client: TestClient):
    assert send(client, content=b"a" * MOST_LETTER_BYTES).status_code == 200
    assert send(client, content=b"a" * (MOST_LETTER_BYTES + 1)).status_code == 413


def test_only_letters_may_be_so_long(client: TestClient):
    body = b'{"session_hash": "x", "data": "' + b"a" * 70_000 + b'"}'
    answer = client.post("/gradio_api/queue/join", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\letters\\march.txt", "march.txt"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("", "letter.txt"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_a_name_is_a_name_and_no_path(client: TestClient, quality: FakeQuality, name: str, kept: str):
    send(client, name)
    assert quality.letters[-1][0] == kept


def test_the_answer_is_not_to_be_kept(client: TestClient):
    assert send(client).headers["cache-control"] == "no-store"


def test_a_real_letter_is_scored_with_sentence_and_swaps():
    (row,) = score("march.txt", HARD.encode())["rows"]
    assert row["ready"] is False
    assert "grade" in row["grade"] or "college" in row["grade"]
    assert row["sentences"][0]["text"].startswith("Pursuant to the aforementioned")
    assert row["verdict"]
    assert any(swap["plain"] for swap in row["swaps"])


def test_an_easy_letter_is_ready():
    (row,) = score("easy.txt", EASY.encode())["rows"]
    assert row["ready"] is True


def test_a_table_of_letters_gives_a_row_each_and_one_csv():
    found = score("many.csv", f"name,text\nA,{EASY.strip()}\nB,{EASY.strip()}\n".encode())
    assert len(found["rows"]) == 2
    assert len(found["csv"].splitlines()) == 3


def test_the_real_process_reads_a_word_file_and_leaves_nothing_on_the_disk(
    settings, tmp_path: Path, monkeypatch
):
    import docx

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    letter = docx.Document()
    letter.add_paragraph(HARD)
    content = io.BytesIO()
    letter.save(content)
    home = tmp_path / "home"
    quality = open_quality(settings.model_copy(update={"home": home}))
    try:
        (row,) = quality.score_letter("march.docx", content.getvalue())["rows"]
        assert row["name"] == "march.docx"
        assert list(tmp_path.rglob("*")) == []
    finally:
        quality.close()


def test_a_file_that_unpacks_to_far_too_much_is_refused_and_the_next_is_read(settings):
    """A small .docx that would fill the memory."""
    import zipfile

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b"a" * 1_000_000)
    quality = open_quality(settings)
    try:
        with pytest.raises(Exception, match=r"\w") as caught:
            quality.score_letter("bomb.docx", bomb.getvalue())
        assert type(caught.value).__name__ in {"CheckbackError", "CouldNotMeasure"}
        assert quality.score_letter("easy.txt", EASY.encode())["rows"][0]["ready"] is True
    finally:
        quality.close()
