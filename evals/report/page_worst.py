"""The worst cases of a run, with the words that cost most and what to change.

In: what a report is made from. Out: sections for replies (grades, words to replace) and for the other tasks.
Knows nothing about HTML.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from evals.eval_types import CaseResult, Value
from evals.report import plots
from evals.report.inputs import ReportInputs, failed_metrics, failing, first_topic, reply_of, values_of
from evals.report.page_cases import case_view
from evals.report.page_parts import Card, Link, Note, Picture, Section, Segment, Table, row
from evals.report.words import anchor, counted
from evals.titles import fails

WORST = 10
FIFTH_GRADE = 5
_HARD_WORDS = 20
_GROUPS = 14
_MOST_REASONS = 4
_HARDEST = re.compile(r'^Grade \d+\. The hardest sentence is ".*?"\.\s*(?=Try: |$)', re.DOTALL)


def worst_section(inputs: ReportInputs) -> Section | None:
    """The worst ten of the task."""
    return _worst_scripts(inputs) if inputs.suite.task == "reply" else _worst_others(inputs)


def hardest(inputs: ReportInputs) -> list[tuple[CaseResult, Value]]:
    """Judged scripts by their exact grade, hardest first; each case once."""
    grades = sorted(
        values_of(inputs.judged, "fkgl") or values_of(inputs.judged, "grade"),
        key=lambda pair: (-pair[1].value, pair[0].id, pair[0].repeat),
    )
    return list({result.id: (result, value) for result, value in reversed(grades)}.values())[::-1]


def costliest(result: CaseResult) -> str:
    """The sentence that costs most, as the readability scorer found it; empty when it found none."""
    script = str(reply_of(result).get("script", ""))
    grade = result.scores.get("grade")
    spans = [(start, end) for part, start, end in grade.spans if part == "script"] if grade else []
    return script[spans[0][0] : spans[0][1]] if spans else ""


def _worst_scripts(inputs: ReportInputs) -> Section | None:
    worst = hardest(inputs)[:WORST]
    if not worst:
        return None
    above = failing(inputs.judged, "grade_le_5")
    lead = Note(
        "The hardest scripts first, each with the sentence that costs most and what to change in it."
        if above
        else "Every script is at fifth grade or below. These are the hardest of them.",
        "none" if above else "good",
    )
    cards = [_script_card(result, value) for result, value in worst]
    pictures = [picture for picture in (_histogram(inputs), _hard_words(inputs)) if picture]
    return Section("worst", f"The {len(cards)} hardest scripts", (lead, *cards, *pictures))


def _script_card(result: CaseResult, value: Value) -> Card:
    grade = result.scores.get("grade", value)
    sentence = costliest(result)
    others = [metric for metric in failed_metrics(result) if not metric.startswith("grade")]
    change = _change(grade.why) if sentence else grade.why
    if change:  # why it is not ready to read aloud says the same at more length
        others = [metric for metric in others if metric != "ready_to_read_aloud"]
    reasons = [
        change,
        *(result.scores[metric].why for metric in others),
    ]
    return Card(
        case=Link(result.id, anchor(result.id, result.repeat)),
        title=f"Grade {value.value:.1f}" + (f" · {topic}" if (topic := first_topic(result)) else ""),
        words=(Segment(sentence, "costly"),) if sentence else (),
        reasons=tuple(filter(None, dict.fromkeys(reasons)))[:_MOST_REASONS],
    )


def _change(why: str) -> str:
    """What to change: the reason without the sentence, which stands above it."""
    return _HARDEST.sub("", why)


def _worst_others(inputs: ReportInputs) -> Section | None:
    worst = sorted(
        (result for result in inputs.judged if failed_metrics(result)),
        key=lambda result: (-_weight(inputs, result), result.id, result.repeat),
    )
    if not worst:
        return None
    left = len(worst) - WORST
    more = [Note(f"{counted(left, 'more case')} below, under All cases.")] if left > 0 else []
    cards = [_other_card(inputs, result) for result in worst[:WORST]]
    return Section(
        "worst", f"The {len(cards)} worst cases" if len(cards) > 1 else "The worst case", (*cards, *more)
    )


def _weight(inputs: ReportInputs, result: CaseResult) -> float:
    """What is left in counts as often as it is there; a goal counts more than what only informs."""
    failed = [(metric, result.scores[metric]) for metric in failed_metrics(result)]
    return sum(
        (2 if metric in inputs.gate_metrics else 1) * max(1.0, value.value) for metric, value in failed
    )


def _other_card(inputs: ReportInputs, result: CaseResult) -> Card:
    view = case_view(inputs, result)
    failed = failed_metrics(result)
    words = view.parts[0].lines[0] if view.parts else ()
    return Card(
        case=Link(result.id, anchor(result.id, result.repeat)),
        title=fails(failed),
        words=words,
        reasons=tuple(dict.fromkeys(result.scores[metric].why for metric in failed))[:_MOST_REASONS],
    )


def _histogram(inputs: ReportInputs) -> Picture | None:
    after = _whole_grades(values_of(inputs.judged, "fkgl"))
    if not after:
        return None
    before = _whole_grades(values_of(_same_half(inputs), "fkgl"))
    counts, earlier = Counter(after), Counter(before)
    columns = ("Grade", "Scripts in this run", *(("In the baseline",) if before else ()))
    rows = tuple(
        row(_grade_words(grade), f"{counts[grade]}", *((f"{earlier[grade]}",) if before else ()))
        for grade in range(max([*after, *before]) + 1)
    )
    above = sum(grade > FIFTH_GRADE for grade in after)
    are = "is" if above == 1 else "are"
    middle = sorted(after)[len(after) // 2]
    scripts = counted(len(after), "script")
    words = f"{above} of {scripts} {are} above fifth grade; half are at grade {middle} or below."
    table = Table("Scripts by grade", columns, rows, frozenset(range(1, len(columns))), folded=True)
    svg = plots.histogram(after, before, FIFTH_GRADE)
    return Picture("histogram", "How hard the scripts are to hear", words, svg, table)


def _grade_words(grade: int) -> str:
    return f"above {grade - 1}, up to {grade}" if grade else "0 or below"


def _same_half(inputs: ReportInputs) -> Sequence[CaseResult]:
    results = inputs.baseline.results if inputs.baseline else ()
    return [result for result in results if inputs.half in {"both", result.half}]


def _whole_grades(found: Sequence[tuple[CaseResult, Value]]) -> list[int]:
    """Each grade rounded up, so that "above fifth grade" counts the same scripts as the goal does."""
    return [max(0, math.ceil(value.value)) for _, value in found]


def grades_by(inputs: ReportInputs, field: str) -> Picture | None:
    """The spread of grades for each value of ``field``, hardest first; None when there is nothing to compare."""
    grades = {
        part: [value.value for _, value in values_of(results, "fkgl")]
        for part, results in inputs.by_field(field).items()
    }
    known = {part: sorted(values) for part, values in grades.items() if values}
    if len(known) < 2:  # noqa: PLR2004 - one group is no comparison
        return None
    order = sorted(known, key=lambda part: (-known[part][-1], part))
    chosen = {part: known[part] for part in order[:_GROUPS]}
    rows = tuple(
        row(
            part, f"{len(values)}", f"{values[0]:.1f}", f"{values[len(values) // 2]:.1f}", f"{values[-1]:.1f}"
        )
        for part, values in ((part, known[part]) for part in order)
    )
    table = Table(
        f"Flesch-Kincaid grade by {field}",
        (field.capitalize(), "Scripts", "Easiest", "Middle", "Hardest"),
        rows,
        frozenset({1, 2, 3, 4}),
        folded=True,
    )
    cut = f" The {_GROUPS} hardest of {len(known)}." if len(known) > _GROUPS else ""
    words = (
        f"The hardest script stands in {order[0]} (grade {known[order[0]][-1]:.1f}).{cut} "
        "A diamond is a script above fifth grade."
    )
    return Picture(
        f"grades-{field}",
        f"Grade by {field}: where to write simpler words",
        words,
        plots.boxes(chosen, FIFTH_GRADE, f"boxes-{field}"),
        table,
    )


def _hard_words(inputs: ReportInputs) -> Picture | None:
    scripts = {result.id: str(reply_of(result).get("script", "")) for result in inputs.judged}
    found = words_to_replace(list(scripts.values()))
    if not found:
        return None
    rows = tuple(row(word, f"{count}", plainer or "use a plainer word") for word, count, plainer in found)
    table = Table(
        "Words to replace",
        ("Word", "Scripts", "Say instead, or explain as"),
        rows,
        frozenset({1}),
        folded=True,
    )
    word, count, plainer = found[0]
    words = f'Most often: "{word}" in {counted(count, "script")}.' + (
        f' Say: "{plainer}".' if plainer else ""
    )
    bars = [(word, count) for word, count, _ in found]
    return Picture("words", f"The {len(found)} words to replace first", words, plots.bars(bars), table)


def words_to_replace(scripts: Sequence[str], most: int = _HARD_WORDS) -> list[tuple[str, int, str]]:
    """Unexplained terms and hard words, in how many scripts each stands, and what to say instead."""
    in_scripts: dict[str, int] = defaultdict(int)
    plainer: dict[str, str] = {}
    for script in scripts:
        for word, instead in _costly_words(script).items():
            in_scripts[word] += 1
            plainer.setdefault(word, instead)
    order = sorted(in_scripts, key=lambda word: (-in_scripts[word], word))[:most]
    return [(word, in_scripts[word], plainer[word]) for word in order]


def _costly_words(script: str) -> Mapping[str, str]:
    from assistant.plain_language import find_jargon
    from assistant.plain_language.reading_level import find_hard_words
    from assistant.plain_language.scoring_copy import read_sentences
    from assistant.plain_language.word_tables import plainer_words

    terms = {hit.term.lower(): hit.plain for hit in find_jargon(script) if not hit.explained}
    hard = {word.lower(): plainer_words(word) for word in find_hard_words(read_sentences(script))}
    return hard | terms
