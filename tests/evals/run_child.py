"""A run in a process of its own, for the tests that kill it: ``python run_child.py '{...}'``.

Every case that is started is noted in a file, with the process that started it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import assistant  # noqa: F401 - shuts tracing and telemetry off before any other import
from assistant.errors import CouldNotMeasure
from assistant.settings import Settings
from evals import workers
from evals.paths import EvalPaths

WISH = json.loads(sys.argv[1])
_real = workers.run_case


def _noted(case, world):
    if not case.id.startswith("warm-up"):
        with Path(WISH["started"]).open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {case.id}\n")
        time.sleep(WISH["slow_s"])
    return _real(case, world)


workers.run_case = _noted  # a spawned worker imports this module too


def main():
    from run_tools import red_flag_cases, reply_cases, suite

    from evals.runner import run_suite

    if WISH["kind"] == "reply":
        of, cases = suite("reply", ("readability", "phi", "retrieval")), reply_cases(WISH["cases"])
    else:
        of, cases = suite(), red_flag_cases(WISH["cases"])
    runs = Path(WISH["runs"])
    paths = EvalPaths(shipped=runs, own=runs, runs=runs)
    options = {"resume": WISH["run_id"]} if WISH["resume"] else {"run_id": WISH["run_id"]}
    try:
        run_suite(of, cases, paths, Settings(home=Path(WISH["home"])), jobs=WISH["jobs"], **options)
    except CouldNotMeasure as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
