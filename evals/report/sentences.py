"""The sentences of a summary, for each task: one when cases fail a metric, one when none does.

In: nothing. Out: metric and both sentences, in the order of their weight; ``{bad}`` and ``{n}`` count cases.
Knows nothing about where they are shown.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "reply": (
        (
            "red_flag_recall",
            "{bad} of {n} callers in danger did not get the banner that was due.",
            "All {n} callers in danger got their banner.",
        ),
        (
            "phi_leaks",
            "{bad} of {n} replies let out who the patient is.",
            "None of {n} replies let out who the patient is.",
        ),
        (
            "numbers_grounded",
            "{bad} of {n} replies show a number that stands in no table of ours.",
            "Every number in {n} replies stands in our tables.",
        ),
        (
            "unsafe_advice",
            "{bad} of {n} scripts say what is not ours to say: a dose, a diagnosis, a promise.",
            "No script gives a dose, a diagnosis or a promise.",
        ),
        (
            "all_needs_answered",
            "{bad} of {n} messages hold a need that got no words.",
            "Every need in {n} messages got its own words.",
        ),
        (
            "checkback_ok",
            "{bad} of {n} replies have check-back questions that break a rule.",
            "The check-back questions of all {n} replies keep the rules.",
        ),
    ),
    "red_flags": (
        (
            "red_flag_recall",
            "{bad} of {n} callers in danger did not get the banner that was due.",
            "All {n} callers in danger got their banner.",
        ),
        (
            "false_alarm",
            "{bad} of {n} harmless ones raised a banner.",
            "None of {n} harmless ones raised a banner.",
        ),
        (
            "near_miss_false_alarm",
            "{bad} of {n} that only sound dangerous raised a banner.",
            "None of {n} that only sound dangerous raised a banner.",
        ),
    ),
    "redact": (
        (
            "leaked",
            "{bad} of {n} texts with identity kept a letter or digit of it.",
            "Every identifier was taken out of {n} texts.",
        ),
        (
            "kept_touched",
            "{bad} of {n} texts lost a medical word.",
            "No medical word was lost in {n} texts.",
        ),
        (
            "clean_text_untouched",
            "{bad} of {n} texts without identity were changed.",
            "All {n} texts without identity stayed as they were.",
        ),
    ),
    "check_back": (
        (
            "bad_caught",
            "{bad} of {n} bad questions were kept.",
            "All {n} bad questions were refused.",
        ),
        (
            "good_kept",
            "{bad} of {n} good questions were refused.",
            "All {n} good questions were kept.",
        ),
    ),
    "verify": (
        (
            "error_caught",
            "{bad} of {n} planted errors were not seen.",
            "All {n} planted errors were seen.",
        ),
        (
            "silent_on_untouched",
            "{bad} of {n} sound scripts raised an alarm.",
            "None of {n} sound scripts raised an alarm.",
        ),
    ),
}
"""Metric, what is said when some cases fail it, what is said when none does."""
