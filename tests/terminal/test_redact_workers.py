"""Work in several processes: results in order, a process that dies loses its own task and no other."""

from __future__ import annotations

import itertools

import pytest
from redact_fakes import MARK, break_on_three, die_on_three, double, lost, open_fake, open_nothing

from assistant.errors import InstallationIncomplete
from assistant.terminal.redaction.workers import Work, run_here, run_in_workers

pytestmark = pytest.mark.slow


def test_one_after_the_other_in_this_process():
    assert list(run_here(Work(open_fake, double, lost), None, range(4))) == [0, 2, 4, 6]


def test_results_come_in_the_order_of_the_tasks():
    assert list(run_in_workers(Work(open_fake, double, lost), range(50), 2)) == [n * 2 for n in range(50)]


def test_no_task_at_all_is_no_result():
    assert list(run_in_workers(Work(open_fake, double, lost), (), 2)) == []


@pytest.mark.parametrize("work", [die_on_three, break_on_three])
def test_a_process_that_dies_loses_its_own_task_and_no_other(work, capfd):
    results = list(run_in_workers(Work(open_fake, work, lost), range(6), 2))
    assert results == [0, 2, 4, "3 is lost", 8, 10]
    assert MARK not in "".join(capfd.readouterr())


def test_tasks_without_end_are_taken_only_as_far_as_they_are_needed():
    taken = itertools.count()
    results = run_in_workers(Work(open_fake, double, lost), taken, 1)
    assert list(itertools.islice(results, 3)) == [0, 2, 4]
    results.close()
    assert next(taken) < 20


def test_a_worker_that_cannot_start_says_why():
    with pytest.raises(InstallationIncomplete, match="weights are missing"):
        list(run_in_workers(Work(open_nothing, double, lost), range(3), 2))
