"""Where suites, cases, baselines and runs stand.

In: settings. Out: ``EvalPaths``. What ships stands in this package; what QA staff add (cases, accepted baselines)
goes beside it in a checkout, so that it can be reviewed like code, and into the home folder of an installed
Checkback. Runs always stand in the home folder. Knows nothing about what the files hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class EvalPaths:
    """``shipped`` is read only; ``own`` is where cases and baselines are added (the same folder in a checkout)."""

    shipped: Path
    own: Path
    runs: Path

    def folders(self, kind: str) -> tuple[Path, ...]:
        """The folders of ``kind`` ("suites", "cases", "baselines"), the user's own first, without doubles."""
        return tuple(dict.fromkeys((self.own / kind, self.shipped / kind)))


def eval_paths(settings: Settings) -> EvalPaths:
    """The folders for these settings; creates nothing."""
    is_checkout = (PACKAGE.parent / "pyproject.toml").is_file()
    home = settings.home / "evals"
    return EvalPaths(shipped=PACKAGE, own=PACKAGE if is_checkout else home, runs=home / "runs")
