"""Settings: defaults, then the file, then the environment; a slip is an error that says what to do."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsWrong
from assistant.settings import Settings, load_settings


def test_defaults_listen_on_this_computer_only(tmp_path):
    settings = load_settings({"CHECKBACK_HOME": str(tmp_path)})
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)


@pytest.mark.parametrize(
    ("in_file", "in_environment", "expected"),
    [
        ("", {}, 7860),
        ("port = 8001", {}, 8001),
        ("port = 8001", {"CHECKBACK_PORT": "8002"}, 8002),
        ("", {"CHECKBACK_PORT": "8003"}, 8003),
    ],
    ids=["default", "file wins over default", "environment wins over file", "environment alone"],
)
def test_the_last_one_wins(tmp_path, in_file, in_environment, expected):
    (tmp_path / "checkback.toml").write_text(in_file, encoding="utf-8")
    assert load_settings({"CHECKBACK_HOME": str(tmp_path), **in_environment}).port == expected


@pytest.mark.parametrize(
    ("in_file", "in_environment", "says"),
    [
        ("prot = 1", {}, "Did you mean port?"),
        ("", {"CHECKBACK_PROT": "1"}, "Did you mean CHECKBACK_PORT?"),
        ("", {"CHECKBACK_ZZZ": "1"}, "Unknown setting CHECKBACK_ZZZ"),
        ("port = 99999", {}, "The setting port"),
        ("", {"CHECKBACK_PORT": "abc"}, "CHECKBACK_PORT"),
        ("", {"CHECKBACK_TODAY": "soon"}, "The setting today"),
        ("port = ", {}, "not valid TOML"),
    ],
    ids=[
        "unknown in file",
        "unknown in environment",
        "nothing near",
        "too large",
        "no number",
        "no date",
        "no TOML",
    ],
)
def test_a_slip_is_one_line_that_says_what_to_do(tmp_path, in_file, in_environment, says):
    (tmp_path / "checkback.toml").write_text(in_file, encoding="utf-8")
    with pytest.raises(SettingsWrong) as error:
        load_settings({"CHECKBACK_HOME": str(tmp_path), **in_environment})
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_settings_cannot_be_changed_later(tmp_path):
    with pytest.raises(ValidationError):
        Settings(home=tmp_path).port = 1  # type: ignore[misc]


def test_other_programs_variables_are_left_alone(tmp_path):
    assert load_settings({"CHECKBACK_HOME": str(tmp_path), "GRADIO_PORT": "1", "PORT": "2"}).port == 7860
