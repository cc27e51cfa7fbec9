"""Whatever could make a case come out otherwise is another configuration; what could not is the same one."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from run_tools import suite

from assistant.package_data import content_dir
from evals import run_config
from evals.run_config import config_hash, config_of, content_hash, differences, environment
from evals.world import FROZEN_AT


@pytest.fixture(autouse=True)
def _weights_known(monkeypatch):
    monkeypatch.setattr(run_config, "check_weights", lambda name: (None, name))


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A copy of the content that may be changed."""
    folders = {
        name: shutil.copytree(content_dir(name), tmp_path / name) for name in ("knowledge_base", "prompts")
    }
    monkeypatch.setattr(run_config, "content_dir", folders.__getitem__)
    return folders


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"of": suite(only_ids=("a",))}, "the suite file was changed"),
        ({"at": FROZEN_AT + timedelta(hours=1)}, "the frozen clock is another one"),
        ({"embedding_model": "/other"}, "another search model is set"),
        ({"nurse_line_phone": "1-555-555-0123"}, "the settings were changed"),
        ({"search_threshold": 0.5}, "the settings were changed"),
    ],
)
def test_a_change_is_another_configuration_and_is_named(settings, change, part):
    before = config_of(suite(), settings, FROZEN_AT)
    change = dict(change)
    of, at = change.pop("of", suite()), change.pop("at", FROZEN_AT)
    after = config_of(of, settings.model_copy(update=change), at)
    assert part in differences(before, after)
    assert config_hash(before) != config_hash(after)


@pytest.mark.parametrize("change", [{"port": 7999}, {"idle_minutes": 5}, {"public_host": "x.example"}, {}])
def test_what_changes_no_answer_is_the_same_configuration(settings, change):
    before = config_of(suite(), settings, FROZEN_AT)
    after = config_of(suite(), settings.model_copy(update=change), FROZEN_AT)
    assert differences(before, after) == ()
    assert config_hash(before) == config_hash(after)


@pytest.mark.parametrize(
    "path",
    ["facts.csv", "resources/national.csv", "safety/red_flags.yaml", "safety/scope.yaml", "words/openers.yaml",
     "words/plain_words.tsv", "topics/insurance/copay.md"],
)  # fmt: skip
def test_any_file_of_the_library_counts(settings, content, path):
    before = content_hash(settings)
    file = content["knowledge_base"] / path
    file.write_bytes(file.read_bytes() + b"\n")
    assert content_hash(settings) != before


def test_a_file_that_is_moved_counts(settings, content):
    before = content_hash(settings)
    topic = content["knowledge_base"] / "topics" / "insurance" / "copay.md"
    topic.rename(topic.with_name("copays.md"))
    assert content_hash(settings) != before


def test_the_organizations_own_listings_count(settings, tmp_path):
    own = settings.model_copy(update={"home": tmp_path})
    before = content_hash(own)
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "local.csv").write_text("id\n", encoding="utf-8")
    assert content_hash(own) != before == content_hash(settings)


def test_the_code_that_measures_counts_and_the_pages_do_not():
    names = {path.relative_to(run_config.PACKAGE.parent).as_posix() for path in run_config._code_files()}
    for name in (
        "assistant/answer_call.py",
        "assistant/safety/red_flags.py",
        "evals/scorers/phi.py",
        "evals/tasks.py",
        "evals/store_sweep.py",
        "evals/unsafe_advice.yaml",
        "evals/stale_values.csv",
    ):
        assert name in names
    assert not {
        name for name in names if name.startswith(("assistant/web/", "assistant/terminal/", "evals/report/"))
    }


def test_without_git_the_environment_still_stands(monkeypatch):
    monkeypatch.setattr(run_config.shutil, "which", lambda name: None)
    found = environment()
    assert found["commit"] == ""
    assert found["dirty"] is False


def test_a_git_that_fails_is_no_error(monkeypatch):
    monkeypatch.setattr(run_config.shutil, "which", lambda name: "/bin/false")
    assert environment()["commit"] == ""
