"""Write the dev half of each suite from the templates in ``dev_templates``.

In: YAML templates and the topics. Out: one CSV a suite under ``cases/<suite>/dev``, the same bytes each time.
The test halves are written by hand, by other people, from no template; so a rule that fits these sentences only
shows itself as a gap between the two halves. Run: ``python -m evals.make_dev_cases``.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.drafting.compose import Writer
from assistant.drafting.phrases import load_phrases
from assistant.knowledge.library import Contents
from assistant.package_data import knowledge_base_dir
from assistant.settings import load_settings
from assistant.strict_yaml import read_yaml
from evals.mutations import find_edits
from evals.paths import PACKAGE
from evals.planted import topic_draft
from evals.world import FROZEN_AT, frozen_settings

FILE_NAME = "from_templates.csv"
TEMPLATES = PACKAGE / "dev_templates"
_SLOT = re.compile(r"\{([A-Z_]+)\}")
_LABELS = {"FIRST": "NAME", "SPOKEN_PHONE": "PHONE", "SPOKEN_DATE": "DATE"}
Row = dict[str, str]


def core_rows() -> Iterator[Row]:
    """One sentence a topic inside a frame, then questions that are not ours, not in the library, or urgent."""
    data = _read("core")
    frames = itertools.cycle(data["frames"])
    for seed in data["seeds"]:
        yield _core(f"dev-{seed['topic']}", next(frames), seed["says"]) | {
            "group": seed["group"],
            "expect.needs": seed["topic"],
            "expect.status": "answered",
        }
    for number, says in enumerate(data["refuse"], start=1):
        yield _core(f"dev-not-ours-{number}", next(frames), says) | {"expect.refuse": "true"}
    for number, says in enumerate(data["not_found"], start=1):
        yield _core(f"dev-not-here-{number}", next(frames), says) | {"expect.status": "not_found"}
    for seed in data["red_flags"]:
        name = f"dev-red-flag-{seed['red_flag'].replace('_', '-')}"
        yield _core(name, next(frames), seed["says"]) | {"expect.red_flag": seed["red_flag"]}


def _core(case_id: str, frame: dict[str, str], says: str) -> Row:
    return {"id": case_id, "ask": frame["text"].replace("{s}", says), "style": frame["style"]}


def safety_rows() -> Iterator[Row]:
    """Each seed said in each of its ways; the frames turn."""
    data = _read("safety")
    frames = {language: itertools.cycle(frames) for language, frames in data["frames"].items()}
    for seed in data["seeds"]:
        language = seed.get("language", "en")
        for number, says in enumerate(seed["says"], start=1):
            frame = next(frames[language])
            yield {
                "id": f"dev-{seed['id']}-{number}",
                "ask": frame["text"].replace("{s}", says),
                "red_flag": seed.get("red_flag", "none"),
                "looks_like": seed.get("looks_like", "none"),
                "tags": seed.get("tags", ""),
                "cluster": seed["id"],
                "style": frame["style"],
                "language": language,
            }


def redaction_rows() -> Iterator[Row]:
    """Each frame filled anew in each round; texts without identity stand once."""
    data = _read("redaction")
    values = {label: itertools.cycle(list_) for label, list_ in data["values"].items()}

    def fill(match: re.Match[str]) -> str:
        label = match[1]
        return f"[[{next(values[label])}|{_LABELS.get(label, label)}]]"

    for round_, (number, frame) in itertools.product(
        range(1, data["rounds"] + 1), enumerate(data["frames"], start=1)
    ):
        yield {
            "id": f"dev-frame-{number}-{round_}",
            "text": _SLOT.sub(fill, frame["text"]),
            "style": frame["style"],
            "cluster": f"frame-{number}",
        }
    for number, frame in enumerate(data["clean"], start=1):
        yield {"id": f"dev-clean-{number}", "text": frame["text"], "style": frame["style"], "cluster": ""}


def checkback_rows(writer: Writer) -> Iterator[Row]:
    """Good questions of topics, and the same scripts with a question spoilt in each way."""
    data = _read("checkback")
    spoils = itertools.cycle(data["spoil"])
    words, day = writer.contents.words, writer.day
    for topic_id in data["topics"]:
        topic = writer.contents.topics[topic_id]
        script = topic_draft(topic, writer).script
        for number, check in enumerate(topic.check_backs, start=1):
            points = [words(point, day) for point in check.expect]
            good, spoil = words(check.ask, day), next(spoils)
            bad = spoil["ask"].replace("{q}", good).replace("{point}", points[0])
            for name, ask, fault in (("good", good, ""), ("bad", bad, spoil["fault"])):
                yield {
                    "id": f"dev-{topic_id}-{name}-{number}",
                    "script": script,
                    "ask": ask,
                    "expect_points": "|".join(points),
                    "reteach": words(check.reteach, day),
                    "good": str(name == "good").lower(),
                    "fault": fault,
                    "cluster": topic_id,
                }


def planted_rows(writer: Writer) -> Iterator[Row]:
    """Each kind of error on the first topics it fits, and each topic once untouched."""
    data = _read("planted_errors")
    topics = writer.contents.topics
    scripts = {topic_id: topic_draft(topics[topic_id], writer).script for topic_id in data["topics"]}
    for kind in data["kinds"]:
        fits = (name for name, script in scripts.items() if find_edits(kind, script, topics[name]))
        for seed, topic_id in enumerate(itertools.islice(fits, data["each"]), start=1):
            yield _planted(f"dev-{kind.replace('_', '-')}-{topic_id}", topic_id, kind, seed)
    for topic_id in scripts:
        yield _planted(f"dev-untouched-{topic_id}", topic_id, "untouched", 0)


def _planted(case_id: str, topic_id: str, kind: str, seed: int) -> Row:
    return {"id": case_id, "topic": topic_id, "kind": kind, "seed": str(seed), "cluster": topic_id}


def all_files() -> dict[Path, str]:
    """Every file this module writes, with its text."""
    settings = frozen_settings(load_settings(), FROZEN_AT)
    phrases = load_phrases(knowledge_base_dir() / "words")
    writer = Writer(Contents.read(settings), phrases, settings, FROZEN_AT)
    rows = {
        "core": core_rows(),
        "safety": safety_rows(),
        "redaction": redaction_rows(),
        "checkback": checkback_rows(writer),
        "planted_errors": planted_rows(writer),
    }
    return {
        PACKAGE / "cases" / suite / "dev" / FILE_NAME: _as_csv(list(lines)) for suite, lines in rows.items()
    }


def _as_csv(rows: list[Row]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _read(name: str) -> Any:
    path = TEMPLATES / f"{name}.yaml"
    return read_yaml(path.read_text(encoding="utf-8"), f"dev_templates/{path.name}")


def main() -> None:
    """Write all files."""
    for path, text in all_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
