"""The evaluation suite: QA staff prove what Checkback does, with cases they can read and write.

In: suites and cases (YAML, CSV). Out: a run: one result for each case, gates with n and an interval, a report, and
what changed since the accepted baseline. Works offline; every score says why in plain words.
``evals`` may use everything in ``assistant``; nothing in ``assistant`` but the pages and the commands uses it.
"""
