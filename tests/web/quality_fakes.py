"""A small stand-in for the Quality service: same methods, invented cases, a run that takes a second."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import CaseInvalid, WrongUse
from assistant.web.quality_service import FILES
from assistant.web.quality_types import (
    Bar,
    CaseRow,
    Changes,
    ContentRow,
    FlipRow,
    GateRow,
    Marked,
    Overview,
    Part,
    Progress,
    RunLine,
    RunView,
    ScoreRow,
    SuiteChoice,
    TopicName,
)

OLD, STOPPED, NEW = (
    "2026-11-23T090000Z_core_00aa11",
    "2026-11-24T080000Z_core_0bad0b",
    "2026-11-24T100000Z_core_00aa22",
)
TOPICS = (
    TopicName("deductible", "What a deductible is"),
    TopicName("extra-help", "Extra Help with drug costs"),
    TopicName("medical-ride", "A ride to a visit"),
)
SUITES = (
    SuiteChoice("core", "Whole turns of real-sounding calls: words to say, questions, places, hand-offs"),
    SuiteChoice("safety", "Does the banner stand when a life is at risk, and stay away when it is not"),
)


def a_line(run_id: str = NEW, **changes: object) -> RunLine:
    line = RunLine(run_id, "core", "24 November 2026, 10:00 UTC", "done", 150)
    return replace(line, **changes)  # type: ignore[arg-type]


def the_gates() -> tuple[GateRow, ...]:
    return (
        GateRow("Every number stands in our tables", "a wrong number read to a patient is our worst bug", "", "149 of 150 (99.3 %)", 150, "96.3 to 99.9 %", "all of them", "bad", "missed", is_fatal=True, failing=("ride-never-came",), bar=Bar(0.993, 0.963, 0.999, 1.0)),
        GateRow("At fifth grade or below", "words to read aloud are at fifth grade", "", "138 of 150 (92 %)", 150, "87 to 95 %", "at least 95 %", "bad", "missed", failing=("ride-never-came", "renewal-late"), bar=Bar(0.92, 0.87, 0.95, 0.95)),
        GateRow("Right topic in the first 3", "the right topic is among the first three", "insurance", "0.91", 40, "–", "at least 0.90", "good", "met"),
        GateRow("No identifier comes out", "who the patient is never leaves this computer", "", "0", 150, "–", "at most 0", "good", "met", is_fatal=True),
    )  # fmt: skip


def a_case(case_id: str = "ride-never-came", **changes: object) -> CaseRow:
    case = CaseRow(
        id=case_id,
        half="test",
        said="my ride to dialysis never showed up again and i missed my chair",
        parts=(
            Part("The patient said", ("my ride to dialysis never showed up again and i missed my chair",)),
            Part("Banner", ("same_day: Call the clinic today. Ask for a make-up chair.",)),
            Part("Words to say", ("Missing a treatment is hard on you. Call your clinic now. Ask for the next open chair.",)),
            Part("Check-back questions", ("Who will you call first?", "What will you ask for?")),
        ),
        scores=(
            ScoreRow("At fifth grade or below", "does not hold", "bad", "It reads at grade 7. The sentence that costs most has 24 words: “Transportation is a benefit that you can arrange”."),
            ScoreRow("No unexplained jargon", "holds", "good", "Every term is explained."),
            ScoreRow("Words in the script", "61", "none", "61 words, about 24 seconds."),
        ),
        failing=("At fifth grade or below",),
        worst="It reads at grade 7. The sentence that costs most has 24 words: “Transportation is a benefit that you can arrange”.",
        note="from the notes of a transport coordinator",
    )  # fmt: skip
    return replace(case, **changes)  # type: ignore[arg-type]


def the_cases() -> tuple[CaseRow, ...]:
    good = a_case("copay-what", said="whats a copay", failing=(), worst="", scores=a_case().scores[1:])
    return (
        a_case("broke-off", error="This case broke off: KeyError in step retrieval", parts=(), scores=(), failing=(), worst=""),
        a_case(),
        a_case("renewal-late", said="She got a renewal letter, it is due this week"),
        *(replace(good, id=f"copay-what-{number}") for number in range(57)),
    )  # fmt: skip


def the_changes() -> Changes:
    return Changes(
        baseline="20 November 2026, 09:00 UTC",
        content=(
            ContentRow("The phone of us-005 changed: 1-800-222-1222 is now 1-800-222-1223.", blocks=True),
            ContentRow("Topic copay has new words; still grade 3 and ready to read aloud.", blocks=False),
        ),
        newly_failing=(
            FlipRow(
                "ride-never-came",
                "At fifth grade or below",
                (Marked("same", "You can get a"), Marked("removed", "free ride to your visit.")),
                (Marked("same", "You can get a"), Marked("added", "benefit that covers transportation.")),
                "It reads at grade 4.",
                "It reads at grade 7.",
            ),
        ),
        newly_passing=(
            FlipRow("copay-what-3", "Says what it must", (Marked("same", "A copay"),), (Marked("same", "A copay"),), "It does not say “each visit”.", "It says “each visit”."),
        ),
        figures=("At fifth grade or below: 96 % before, 92 % now. 1 case is worse, none is better.",),
        notes=("2 cases are new.",),
    )  # fmt: skip


def a_view(run_id: str = NEW, **changes: object) -> RunView:
    view = RunView(
        run=a_line(run_id),
        tone="bad",
        verdict="Not good enough",
        headline="12 of 150 scripts are above fifth grade; the worst sentence is “Transportation is a benefit that you can arrange”.",
        reasons=(
            "Every number stands in our tables: 149 of 150. Goal: all of them. It must never fail.",
            "At fifth grade or below: 138 of 150 (92 %). Goal: at least 95 %.",
            "1 case newly fails: ride-never-came.",
        ),
        gates=the_gates(),
        cases=the_cases(),
        changes=the_changes(),
        files=("manifest.json", "report.html", "cases.csv", "results.jsonl"),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def poisoned(value: Any, payload: str) -> Any:
    """The same record with every text in it replaced by the payload, but for ids and words the page itself sets."""
    if isinstance(value, str):
        return payload
    if isinstance(value, tuple):
        return tuple(poisoned(part, payload) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"tone", "state", "kind", "run_id", "files"}
        return replace(
            value,
            **{
                f.name: poisoned(getattr(value, f.name), payload) for f in fields(value) if f.name not in kept
            },
        )
    return value


@dataclass
class FakeQuality:
    """``files`` is where the reports stand; ``runs`` may be emptied to show an empty page."""

    files: Path = Path("not-used")
    suites: tuple[SuiteChoice, ...] = SUITES
    views: dict[str, RunView] = field(default_factory=dict)
    going: list[Progress] = field(default_factory=list)
    step_s: float = 0.05
    total: int = 20
    began: float = 0.0
    accepted: list[str] = field(default_factory=list)
    saved: list[tuple[str, str, Mapping[str, object]]] = field(default_factory=list)
    letters: list[tuple[str, int]] = field(default_factory=list)
    breaks: bool = False
    is_closed: bool = False

    def with_runs(self) -> FakeQuality:
        stopped = a_line(STOPPED, state="stopped", when="24 November 2026, 08:00 UTC")
        self.views = {
            NEW: a_view(),
            STOPPED: a_view(STOPPED, run=stopped, verdict="Could not measure", headline="The run was stopped after 61 of 150 cases.", reasons=(), changes=None, no_changes_why="no baseline to compare with", files=()),
            OLD: a_view(OLD, run=a_line(OLD, when="23 November 2026, 09:00 UTC"), tone="good", verdict="Good enough", headline="Every goal was met and nothing got worse.", reasons=(), cases=the_cases()[3:], gates=the_gates()[2:]),
        }  # fmt: skip
        return self

    def overview(self) -> Overview:
        if self.breaks:
            raise RuntimeError("a bug")
        return Overview(self.suites, tuple(view.run for view in self.views.values()))

    def show(self, run_id: str, *, fresh: bool = False) -> RunView:
        if run_id not in self.views:
            raise WrongUse("There is no such run. Pick one from the list.")
        return self.views[run_id]

    def progress(self) -> tuple[Progress, ...]:
        done = int((time.monotonic() - self.began) / self.step_s)
        return tuple(self._moved(run, done) for run in self.going)

    def _moved(self, run: Progress, done: int) -> Progress:
        if run.state != "running":
            return run
        if done >= self.total:
            self.going = [replace(run, state="ended", done=self.total, total=self.total)]
            self.views.pop(run.run_id, None)
            self.views = {
                run.run_id: a_view(run.run_id, run=a_line(run.run_id, when="just now"))
            } | self.views
            return self.going[0]
        return replace(run, done=done, total=self.total)

    def start(self, suite: str) -> str:
        run_id = f"2026-11-24T120000Z_{suite}_{len(self.going):06x}"
        state = "waiting" if any(not run.is_over for run in self.going) else "running"
        self.going = [*[run for run in self.going if not run.is_over], Progress(run_id, suite, state)]
        self.began = time.monotonic()
        return run_id

    def go_on(self, run_id: str) -> None:
        self.going = [Progress(run_id, "core", "running")]
        self.began = time.monotonic() - self.step_s * self.total / 2

    def stop(self, run_id: str) -> None:
        self.going = [
            replace(run, state="stopped") if run.run_id == run_id else run for run in self.progress()
        ]

    def accept(self, run_id: str) -> str:
        self.accepted.append(run_id)
        return "This run is now the baseline of core."

    def topics(self) -> tuple[TopicName, ...]:
        return TOPICS

    def add_case(self, suite: str, half: str, fields: Mapping[str, object]) -> str:
        if "912" in str(fields["expect"]):
            raise CaseInvalid(
                "cases/core/test/x.yaml, line 7, field expect.numbers.1: found '912'; did you mean 911?"
            )
        self.saved.append((suite, half, fields))
        return f"core/{half}/{str(fields['id']).replace('-', '_')}.yaml"

    def file(self, run_id: str, name: str) -> Path | None:
        known = name in FILES and run_id in self.views and name in self.views[run_id].files
        path = self.files / run_id / name
        return path if known and path.is_file() else None

    def score_letter(self, name: str, content: bytes) -> dict[str, Any]:
        self.letters.append((name, len(content)))
        if name.endswith(".exe"):
            raise WrongUse(f"{name} is no letter. Bring .txt, .md, .docx, .pdf or .csv.")
        if b"break" in content:
            raise RuntimeError(content.decode())
        text = content.decode()
        words = len(re.findall(r"\w+", text))
        ready = words < 12
        row = {
            "name": name,
            "grade": "4th grade" if ready else "12th grade",
            "ready": ready,
            "verdict": "That is within the gate." if ready else "The gate for reading aloud is grade 5.",
            "sentences": [] if ready else [{"text": text[:80], "words": words, "grade": 12}],
            "swaps": []
            if ready
            else [{"hard": "utilize", "plain": "use"}, {"hard": "copayment", "plain": ""}],
            "note": "",
        }
        return {"rows": [row], "csv": f"name,grade\r\n{name},{row['grade']}\r\n"}

    def close(self) -> None:
        self.is_closed = True
