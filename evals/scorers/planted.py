"""Score the last check before reading aloud: it should see a planted error and stay silent on right words.

In: a script with one error planted in it, or untouched, and the findings. Out: caught or not, silent or not.
Knows nothing about how errors are planted or found.
"""

from __future__ import annotations

from assistant.errors import CouldNotMeasure
from evals.case_types import VerifyCase
from evals.eval_types import Output, Value
from evals.scorers.heard import quoted
from evals.scorers.metric import metrics_of, yes_no
from evals.world import World

METRICS = metrics_of(
    "planted",
    [
        ("error_caught", "yes/no", "up", "share of planted errors that the last check saw"),
        ("error_stopped", "yes/no", "up", "share of planted errors after which the script was not offered"),
        ("silent_on_untouched", "yes/no", "up", "share of right scripts that raised no alarm"),
    ],
)


def score(case: VerifyCase, output: Output, _world: World) -> dict[str, Value]:
    """Raises CouldNotMeasure when nothing was planted, since a check can not see what is not there."""
    kinds = ", ".join(dict.fromkeys(finding["kind"] for finding in output["findings"]))
    if not case.is_planted:
        why = f"An alarm on right words: {kinds}." if kinds else "No alarm on right words."
        return {"silent_on_untouched": yes_no(not kinds, why)}
    before, after = [*output["changed"], "", ""][:2]
    if before == after:
        raise CouldNotMeasure(f"The case {case.id} plants no error. Give it words that stand in the script.")
    change = f"{quoted(before)} became {quoted(after)}"
    if not (before and after):
        change = f"{quoted(after)} was added" if after else f"{quoted(before)} was left out"
    why = f"Seen: {change}; the check named {kinds}." if kinds else f"Not seen: {change}."
    start = output["script"].find(after) if after else -1
    spans = (("script", start, start + len(after)),) if start >= 0 else ()
    values = {"error_caught": yes_no(bool(kinds), why, spans)}
    if "offered" in output:
        offered = (
            "It would have been read aloud all the same."
            if output["offered"]
            else "It would not be read aloud."
        )
        values["error_stopped"] = yes_no(not output["offered"], f"{why} {offered}", spans)
    return values
