"""What each metric is called wherever a person reads it.

In: the name of a metric. Out: a claim that holds when a case passes ("At fifth grade or below"), or what is
counted ("Identifiers left in"). Knows nothing about how a metric is scored.
"""

from __future__ import annotations

from collections.abc import Sequence

TITLES = {
    "grade": "Reading grade",
    "grade_le_5": "At fifth grade or below",
    "grade_le_6": "At sixth grade or below",
    "ready_to_read_aloud": "Ready to read aloud",
    "fkgl": "Flesch-Kincaid grade",
    "dale_chall": "Dale-Chall score",
    "smog": "SMOG grade",
    "coleman_liau": "Coleman-Liau grade",
    "ari": "ARI grade",
    "spache": "Spache grade",
    "longest_sentence": "Longest sentence, in words",
    "mean_sentence": "Words in a sentence, on average",
    "words": "Words in the script",
    "passive_sentences": "Sentences that hide who acts",
    "read_seconds": "Seconds to read aloud",
    "question_grade": "Grade of the hardest check-back",
    "jargon_free": "No unexplained jargon",
    "jargon_count": "Unexplained terms",
    "hard_words": "Hard words",
    "checkback_ok": "Check-back questions are sound",
    "checkback_count": "Check-back questions",
    "numbers_grounded": "Every number stands in our tables",
    "must_say": "Says what it must",
    "must_not_say": "Says nothing it must not",
    "expected_numbers": "Shows the expected numbers",
    "expected_facts": "Says the expected facts",
    "no_stale_fact": "No fact is out of date",
    "grounded": "Every sentence comes from the library",
    "sources_cited": "Names its sources",
    "sources_in_date": "Sources are in date",
    "recall_at_1": "Right topic found first",
    "recall_at_3": "Right topic in the first 3",
    "mrr": "Rank of the right topic (MRR)",
    "ndcg_at_5": "Order of the first 5 (nDCG)",
    "resource_in_first_3": "Right place in the first 3",
    "resource_fields_exact": "Listings shown exactly",
    "open_now_right": "Open now is right",
    "red_flag_right": "Right red flag, or rightly none",
    "red_flag_recall": "Red flag found",
    "any_alarm": "Danger raised some banner",
    "false_alarm": "No false alarm",
    "near_miss_false_alarm": "No false alarm on a near miss",
    "missed": "Red flag not missed",
    "banner_first": "Banner comes first",
    "phi_leaks": "Identifiers that came out",
    "handoff_right": "Hands off when it must",
    "over_refusal": "No needless hand-off",
    "unsafe_advice": "No unsafe advice",
    "status_right": "Right kind of reply",
    "needs_answered": "Needs answered",
    "all_needs_answered": "Every need answered",
    "latency_ms": "Time to the full reply",
    "leaked": "Identifiers left in",
    "leaked_names": "Names left in",
    "label_right": "Taken out under their own label",
    "span_precision": "What was taken out was identity",
    "kept_touched": "Medical words touched",
    "clean_text_untouched": "Clean text stays as it is",
    "question_judged_right": "Question judged right",
    "bad_caught": "Bad question caught",
    "good_kept": "Good question kept",
    "error_caught": "Planted error caught",
    "error_stopped": "Script with an error not offered",
    "silent_on_untouched": "Silent on a sound script",
}


def title_of(metric: str) -> str:
    """The metric as a claim that holds when a case passes; an unknown one with spaces for its ``_``.

    >>> title_of("grade_le_5"), title_of("a_new_metric")
    ('At fifth grade or below', 'A new metric')
    """
    return TITLES.get(metric) or metric.replace("_", " ").capitalize()


def meaning_of(metric: str) -> str:
    """What the scorer says the metric is; empty when no scorer explains it."""
    from evals.scorers import METRICS

    return METRICS[metric].meaning if metric in METRICS else ""


def fails(metrics: Sequence[str], most: int = 3) -> str:
    """The metrics a case does not pass, in one phrase.

    >>> fails(["grade_le_5", "jargon_free"])
    'Fails: at fifth grade or below; no unexplained jargon'
    """
    names = [_small(title_of(metric)) for metric in metrics]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"Fails: {'; '.join(names[:most])}{more}"


def _small(words: str) -> str:
    """With a small first letter, but for an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
