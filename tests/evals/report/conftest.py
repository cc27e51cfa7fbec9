"""The examples are made once: no test changes them."""

from __future__ import annotations

import pytest
from report_fakes import EXAMPLES, broken_example, hostile_example, reply_example

from evals.report import ReportInputs, render_html
from evals.report.page_data import page_data


@pytest.fixture(scope="session")
def examples():
    return {task: make() for task, make in EXAMPLES.items()}


@pytest.fixture(scope="session")
def reply(examples):
    return examples["reply"]


@pytest.fixture(scope="session")
def broken():
    return broken_example()


@pytest.fixture(scope="session")
def hostile():
    return hostile_example()


@pytest.fixture(scope="session")
def small():
    """A short run that was compared with nothing."""
    return reply_example(12, compared=False)


@pytest.fixture(scope="session")
def pages(examples, broken):
    """The page of each task, and of a run in which a case broke, as plain text."""
    return {
        name: page_data(ReportInputs(*one.parts())) for name, one in {**examples, "broken": broken}.items()
    }


@pytest.fixture(scope="session")
def html(reply):
    return render_html(*reply.parts())
