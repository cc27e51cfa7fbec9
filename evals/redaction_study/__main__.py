"""Run the study; ``--write`` puts the tables between the marks in ``docs/redaction.md``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from assistant.settings import load_settings
from evals.case_types import RedactCase
from evals.intervals import percentile
from evals.marked_text import parse
from evals.paths import eval_paths
from evals.read_cases import load_cases
from evals.read_suites import read_suite
from evals.redaction_study import tables
from evals.redaction_study.figures import Text
from evals.redaction_study.systems import System, systems

BEGIN = "<!-- figures: written by python -m evals.redaction_study --write -->"
END = "<!-- end of figures -->"
DOC = Path(__file__).parents[2] / "docs" / "redaction.md"


def read_texts(half: str) -> list[Text]:
    """The marked texts of one half of the redaction suite."""
    paths = eval_paths(load_settings())
    cases = load_cases(paths, read_suite(paths, "redaction"))
    marked = [case for case in cases if isinstance(case, RedactCase) and case.half == half]
    return [Text(case.id, case.style, *parse(case.text)) for case in marked]


def times_ms(texts: list[Text], system: System) -> tuple[float, float]:
    """p50 and p95 of one system over all texts, in milliseconds, after one warm text."""
    system(texts[0].text)
    took = []
    for each in texts:
        started = time.perf_counter()
        system(each.text)
        took.append((time.perf_counter() - started) * 1000)
    return percentile(took, 50), percentile(took, 95)


def main() -> int:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser(description="Measure redaction on the marked cases.")
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {DOC.name}")
    chosen = parser.parse_args()
    texts = read_texts(chosen.half)
    everything = systems()
    both = everything["both"]
    parts = [
        f"{len(texts)} texts of the {chosen.half} half; counts, share, and the Wilson 95 % interval of the share.",
        tables.side_by_side(
            texts, everything, {name: times_ms(texts, one) for name, one in everything.items()}
        ),
        tables.by_group(texts, both),
        tables.by_case(texts, both),
        tables.by_evasion(texts, both),
    ]
    report = "\n\n".join(parts)
    print(report)  # noqa: T201
    if chosen.write:
        page = DOC.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        _, _, after = rest.partition(END)
        DOC.write_text(f"{before}{BEGIN}\n\n{report}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
