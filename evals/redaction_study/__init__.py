"""Measure redaction on the marked cases and write the tables of ``docs/redaction.md``.

    python -m evals.redaction_study                 # the test half, printed
    python -m evals.redaction_study --write         # and written into docs/redaction.md

Our rules, our head, both, and stock Presidio side by side; by style, label and name community; copies in
other cases; evasions; time. Needs the development packages.
"""
