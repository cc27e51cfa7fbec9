"""The files of a run: the right ones, under a policy that lets a report do nothing."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from quality_fakes import NEW, FakeQuality

from assistant.web.response_headers import POLICY, REPORT_POLICY

ADDRESS = f"/quality/runs/{NEW}"


@pytest.fixture(autouse=True)
def _files(quality: FakeQuality):
    folder = quality.files / NEW
    folder.mkdir(exist_ok=True)
    for name in ("report.html", "cases.csv", "results.jsonl", "manifest.json"):
        (folder / name).write_text("<h1>Report</h1>", encoding="utf-8")


FILES = [
    ("report.html", 'inline; filename="{}-report.html"', "text/html"),
    ("report.html?save=1", 'attachment; filename="{}-report.html"', "text/html"),
    ("cases.csv?save=1", 'attachment; filename="{}-cases.csv"', "text/csv"),
    ("cases.csv", 'attachment; filename="{}-cases.csv"', "text/csv"),
    ("results.jsonl", 'attachment; filename="{}-results.jsonl"', "application/x-ndjson"),
]


@pytest.mark.parametrize(("name", "disposition", "kind"), FILES)
def test_a_file_comes_with_its_name_and_kind(client: TestClient, name: str, disposition: str, kind: str):
    answer = client.get(f"{ADDRESS}/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == disposition.format(NEW)
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["cache-control"] == "no-store"


def test_a_report_can_run_no_script_and_reach_no_host(client: TestClient):
    policy = client.get(f"{ADDRESS}/report.html").headers["content-security-policy"]
    assert policy == REPORT_POLICY
    assert "default-src 'none'" in policy
    assert "script-src" not in policy, "so default-src holds for scripts: none"
    assert "http" not in policy
    assert client.get("/quality").headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("name", ["report.md", "junit.xml", "manifest.json", "content.json", "report.json"])
def test_what_is_not_there_or_not_offered_is_not_found(client: TestClient, name: str):
    assert client.get(f"{ADDRESS}/{name}").status_code == 404


def test_another_run_has_no_files(client: TestClient):
    assert client.get(f"/quality/runs/{NEW[:-1]}f/report.html").status_code == 404


def test_nothing_is_written_to_a_file(client: TestClient):
    assert client.put(f"{ADDRESS}/report.html").status_code == 404
    assert client.delete(f"{ADDRESS}/report.html").status_code == 404
