"""The real service: everything that takes time in processes of their own, and no way out of a run's folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from quality_fakes import NEW, FakeQuality

from assistant.errors import CheckbackError, WrongUse
from assistant.settings import Settings
from assistant.web import quality_service
from assistant.web.quality_service import Quality, QualityService, open_quality

ROOT = Path(__file__).parents[2]


@pytest.fixture
def quality(tmp_path: Path):
    made = open_quality(Settings(home=tmp_path / "home"))
    yield made
    made.close()


def test_opening_starts_nothing_and_creates_nothing(quality: Quality, tmp_path: Path):
    assert quality.progress() == ()
    assert quality.reader._process is None
    assert quality.letters._process is None
    assert list(tmp_path.iterdir()) == []


def test_the_stand_in_has_every_method_of_the_real_one():
    wanted = {name for name in vars(QualityService) if not name.startswith("_")}
    assert wanted <= set(dir(FakeQuality))
    assert wanted <= set(dir(Quality))


def test_suites_topics_and_an_empty_list_of_runs_come_from_the_reader(quality: Quality):
    overview = quality.overview()
    assert "core" in {suite.name for suite in overview.suites}
    assert overview.runs == ()
    assert "deductible" in {topic.id for topic in quality.topics()}


def test_an_unknown_run_is_one_plain_line(quality: Quality):
    with pytest.raises(CheckbackError, match="no run"):
        quality.show(NEW)


@pytest.mark.parametrize("run_id", ["", "..", "last", "../../etc", "x" * 200, NEW + "/..", NEW.upper()])
def test_an_odd_run_is_refused_before_anything_is_asked(quality: Quality, run_id: str):
    for ask in (quality.show, quality.accept, quality.go_on):
        with pytest.raises(WrongUse, match="Pick one"):
            ask(run_id)
    assert quality.reader._process is None


def test_a_run_is_read_once_until_it_is_asked_for_anew(quality: Quality, monkeypatch: pytest.MonkeyPatch):
    from dataclasses import asdict

    from quality_fakes import a_view

    asked: list[str] = []

    def ask(what: str, **fields: object) -> object:
        asked.append(what)
        return asdict(a_view()) if what == "show" else "done"

    monkeypatch.setattr(quality.reader, "ask", ask)
    assert quality.show(NEW) == a_view()
    quality.show(NEW)
    assert asked == ["show"]
    quality.show(NEW, fresh=True)
    assert asked == ["show", "show"]
    quality.accept(NEW)
    quality.show(NEW)
    assert asked == ["show", "show", "accept", "show"], "another baseline, another verdict"


def test_going_on_names_the_suite_of_the_run(quality: Quality, monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        quality_service.RunQueue, "go_on", lambda _self, run_id, suite: asked.append((run_id, suite))
    )
    quality.go_on("2026-11-24T100000Z_planted_errors_00aa22")
    assert asked == [("2026-11-24T100000Z_planted_errors_00aa22", "planted_errors")]


def test_only_known_files_of_a_run_are_given_out(quality: Quality, tmp_path: Path):
    folder = tmp_path / "home" / "evals" / "runs" / NEW
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("x")
    (folder / "manifest.json").write_text("x")
    (folder / "cases.csv").symlink_to("/etc/passwd")
    assert quality.file(NEW, "report.html") == folder / "report.html"
    assert quality.file(NEW, "manifest.json") is None
    assert quality.file(NEW, "cases.csv") is None, "a link may lead anywhere"
    assert quality.file(NEW, "report.md") is None
    assert quality.file("..", "report.html") is None
    assert quality.file(NEW, "../" + NEW + "/report.html") is None


def test_the_app_itself_loads_nothing_of_the_evaluation_suite():
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from assistant.settings import Settings\n"
        "import assistant.web.server\n"
        "from assistant.web.quality_service import open_quality\n"
        "open_quality(Settings(home=Path('not-used'))).progress()\n"
        "heavy = {'evals', 'scipy', 'matplotlib', 'docx', 'pypdf'} & {name.split('.')[0] for name in sys.modules}\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60)
