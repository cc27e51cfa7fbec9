"""All settings, in one frozen object.

In: defaults, then ``checkback.toml`` in the home folder, then ``CHECKBACK_*`` variables; the last one
wins. Out: one ``Settings``. An unknown key or a wrong value is an error that names the nearest key.
Knows nothing about what the settings are used for.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import SettingsWrong

PREFIX = "CHECKBACK_"
FILE_NAME = "checkback.toml"


class Settings(BaseModel):
    """What can be set. ``home`` holds the index and this file; two homes never meet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    public_host: str = ""
    idle_minutes: int = Field(default=30, ge=1)
    embedding_model: str = "all-MiniLM-L6-v2"
    names_model: str = ""
    search_threshold: float = Field(default=0.40, ge=0, le=1)
    organization: str = ""
    nurse_line_name: str = ""
    nurse_line_phone: str = ""
    state: str = Field(default="", pattern="^([A-Z]{2})?$")
    timezone: str = ""
    today: date | None = None

    def day(self) -> date:
        """The day facts and hours are judged by: the ``today`` setting, else the clock."""
        return self.today or date.today()  # noqa: DTZ011 - the care manager's own calendar day


def load_settings(environ: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Settings from file and environment, then ``overrides``; raises SettingsWrong with the key."""
    from_env = {
        name.removeprefix(PREFIX).lower(): value for name, value in environ.items() if name.startswith(PREFIX)
    }
    home = Path(str(overrides.get("home") or from_env.get("home") or _default_home())).expanduser()
    path = home / FILE_NAME
    values = _read_file(path)
    _refuse_unknown(values, f"the file {path}", "")
    _refuse_unknown(from_env, "the environment", PREFIX)
    merged = {**values, **from_env, **overrides, "home": home}
    try:
        return Settings(**merged)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsWrong(
            f"The setting {key} has a value that cannot be used: {first['msg']}. "
            f"Mend it in {path} or in {PREFIX}{key.upper()}."
        ) from None


def _default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("checkback", appauthor=False)


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsWrong(
            f"The file {path} is not valid TOML: {error}. Mend that line or move the file away."
        ) from None


def _refuse_unknown(values: Mapping[str, object], where: str, prefix: str) -> None:
    for key in values:
        if key not in Settings.model_fields:
            near = difflib.get_close_matches(key, Settings.model_fields, n=1)
            shown = prefix + (key.upper() if prefix else key)
            hint = f" Did you mean {prefix + near[0].upper() if prefix else near[0]}?" if near else ""
            raise SettingsWrong(f"Unknown setting {shown} in {where}.{hint} Remove it or correct its name.")
