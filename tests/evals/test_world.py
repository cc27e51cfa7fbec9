"""The clock stands still, and what is measured is the content as it stands in the files now."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from assistant.answer_call import Assistant
from assistant.errors import CouldNotMeasure
from assistant.knowledge import library as library_module
from assistant.knowledge.index import open_index
from assistant.package_data import knowledge_base_dir
from assistant.settings import Settings
from evals.world import FROZEN_AT, current_index_home, frozen_settings, open_with_index, open_world

FEW = ("copay", "deductible", "call-911")


@pytest.fixture
def few_topics(tmp_path, monkeypatch):
    """A small library that may be changed: three topics of the real one."""
    root = shutil.copytree(knowledge_base_dir(), tmp_path / "kb")
    for path in (root / "topics").glob("*/*.md"):
        if path.stem not in FEW:
            path.unlink()
    monkeypatch.setattr(library_module, "knowledge_base_dir", lambda: root)
    return root


def change(root, before, after):
    path = root / "topics" / "insurance" / "copay.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_world_stands_still_at_its_moment(frozen_world):
    assert frozen_world.now == FROZEN_AT
    assert frozen_world.day.isoformat() == "2026-11-24"
    assert frozen_world.live.clock() == FROZEN_AT
    assert frozen_world.live.settings.day() == frozen_world.day
    assert frozen_world.live.settings.timezone == "America/New_York"


def open_lines(world, moment):
    """The places that a reply given at ``moment`` calls open."""
    live = Assistant(world.live.settings, world.live.library, world.live.redactor, clock=lambda: moment)
    return {place.id for place in live.reply("i need free food near me").resources if place.open_now}


def test_lines_are_open_by_the_frozen_clock_and_not_by_the_real_one(frozen_world):
    by_day, by_night = (open_lines(frozen_world, FROZEN_AT.replace(hour=hour)) for hour in (10, 23))
    assert by_night < by_day
    frozen = frozen_world.live.reply("i need free food near me").resources
    assert {place.id for place in frozen if place.open_now} == by_day


def test_a_moment_without_a_zone_is_refused(settings):
    with pytest.raises(CouldNotMeasure, match="time zone"):
        frozen_settings(settings, datetime(2026, 11, 24, 10, 0))  # noqa: DTZ001


def test_a_moment_in_another_zone_keeps_its_day(settings):
    assert frozen_settings(settings, datetime(2027, 1, 2, 3, tzinfo=UTC)).day().isoformat() == "2027-01-02"


def test_a_current_library_is_used_as_it_is(settings):
    with current_index_home(settings) as home:
        assert home == settings.home


def test_the_real_library_opens_and_answers(settings):
    world = open_world(settings)
    assert world.live.reply("what is a copay").chunks[0].topic_id == "copay"


@pytest.mark.slow
def test_without_a_library_a_private_one_is_built_and_gone_afterwards(few_topics, tmp_path):
    home = tmp_path / "empty-home"
    with current_index_home(Settings(home=home)) as private:
        assert private != home
        assert {row.owner for row in open_index(private).rows if row.kind == "topic"} == set(FEW)
    assert not private.exists()
    assert not home.exists()


def test_a_changed_topic_is_measured_and_the_users_own_library_is_left_alone(few_topics, settings):
    before = open_index(settings.home).rows
    change(few_topics, "A copay is a set amount", "A copay is a fixed fee")
    change(few_topics, "aliases: [", 'aliases: ["trampoline ticket price", ')
    world = open_world(settings)
    reply = world.live.reply("trampoline ticket price")
    assert reply.chunks[0].topic_id == "copay"
    assert "A copay is a fixed fee" in reply.script
    assert open_index(settings.home).rows == before


@pytest.mark.faults
def test_a_damaged_library_is_built_privately(few_topics, tmp_path):
    home = tmp_path / "home"
    (home / "index").mkdir(parents=True)
    (home / "index" / "CURRENT").write_text("v-gone", encoding="utf-8")
    with current_index_home(Settings(home=home)) as private:
        assert private != home
        assert open_index(private).rows


def test_a_world_without_search_says_so_instead_of_finding_nothing(settings):
    world = open_with_index(settings, FROZEN_AT, None)
    assert world.contents.topics
    assert world.live.redactor._engine is None, "no model is loaded before it is used"
    with pytest.raises(CouldNotMeasure, match="Only the task reply"):
        world.live.library.hits("what is a copay")
