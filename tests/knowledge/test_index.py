"""The index is built beside the live one, switched by a pointer, and never used when damaged."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from assistant.errors import IndexDamaged, IndexMissing, WrongUse
from assistant.knowledge.index import build_index, compare_with_store, open_index
from assistant.knowledge.passages import PassageRow

ROWS = [PassageRow("topic", "document", f"t{number}", f"text {number}") for number in range(6)]


class FakeEncoder:
    name = "fake"
    weights_sha256 = "0" * 64

    def encode(self, texts):
        rows = [
            np.frombuffer(hashlib.sha256(text.encode()).digest(), dtype=np.uint8).astype(np.float32)
            for text in texts
        ]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


@pytest.fixture
def home(tmp_path):
    build_index(tmp_path, ROWS, FakeEncoder())
    return tmp_path


def live(home):
    return home / "index" / (home / "index" / "CURRENT").read_text().strip()


def test_what_was_built_is_what_is_opened(home):
    index = open_index(home, FakeEncoder())
    assert index.rows == tuple(ROWS)
    assert np.allclose(np.linalg.norm(index.vectors, axis=1), 1.0)


def test_the_store_of_record_holds_the_same_vectors(home):
    assert compare_with_store(home) == len(ROWS)


def test_an_unchanged_library_is_not_built_again(home):
    before = live(home)
    assert build_index(home, ROWS, FakeEncoder()) == before


def test_a_changed_library_is_a_new_folder_and_the_last_two_stay(home):
    first = live(home)
    for extra in range(1, 4):
        rows = [*ROWS, PassageRow("topic", "document", f"new{extra}", f"new {extra}")]
        version = build_index(home, rows, FakeEncoder())
        assert live(home) == version != first
    assert len(list((home / "index").glob("v-*"))) == 2


def test_only_this_user_can_read_the_index(home):
    assert live(home).stat().st_mode & 0o077 == 0


def test_no_index_says_how_to_build_it(tmp_path):
    with pytest.raises(IndexMissing, match="checkback library build"):
        open_index(tmp_path)


def test_nothing_to_index_is_refused(tmp_path):
    with pytest.raises(WrongUse, match="nothing to index"):
        build_index(tmp_path, [], FakeEncoder())


def test_another_search_model_asks_for_a_new_build(home):
    other = FakeEncoder()
    other.weights_sha256 = "1" * 64
    with pytest.raises(IndexMissing, match="another search model"):
        open_index(home, other)


@pytest.mark.faults
@pytest.mark.parametrize(
    "damage",
    [
        lambda v: (v / "vectors.npy").write_bytes(b"x"),
        lambda v: (v / "vectors.npy").unlink(),
        lambda v: (v / "passages.jsonl").write_text("", encoding="utf-8"),
        lambda v: (v / "passages.jsonl").unlink(),
        lambda v: (v / "MANIFEST.json").write_text("{", encoding="utf-8"),
        lambda v: (v / "MANIFEST.json").write_text("[]", encoding="utf-8"),
        lambda v: (v / "MANIFEST.json").unlink(),
        lambda v: (v.parent / "CURRENT").write_text("v-gone", encoding="utf-8"),
        lambda v: (v.parent / "CURRENT").write_text("../..", encoding="utf-8"),
        lambda v: shutil.rmtree(v),
    ],
    ids=["short vectors", "no vectors", "empty passages", "no passages", "torn manifest", "wrong manifest", "no manifest",
         "pointer to nothing", "pointer elsewhere", "version gone"],
)  # fmt: skip
def test_a_damaged_index_is_an_error_that_says_what_to_do_and_can_be_built_again(home, damage):
    damage(live(home))
    with pytest.raises(IndexDamaged, match="checkback library build"):
        open_index(home)
    build_index(home, ROWS, FakeEncoder())
    assert open_index(home).rows == tuple(ROWS)


@pytest.mark.faults
def test_two_builds_at_once_end_with_one_plain_error(home):
    from filelock import FileLock

    with FileLock(home / "index" / "LOCK"), pytest.raises(WrongUse, match="Another library build"):
        build_index(home, [*ROWS, PassageRow("topic", "document", "z", "z")], FakeEncoder())


@pytest.mark.faults
def test_a_build_killed_half_way_leaves_the_old_library_in_use(home):
    before = live(home)
    code = (
        "import os, sys, assistant\n"
        "sys.path.insert(0, 'tests/knowledge')\n"
        "from test_index import FakeEncoder, ROWS\n"
        "from assistant.knowledge import index\n"
        "from assistant.knowledge.passages import PassageRow\n"
        "index._write_manifest = lambda *a: os._exit(9)\n"
        f"index.build_index(__import__('pathlib').Path({str(home)!r}), [*ROWS, PassageRow('topic','document','n','n')], FakeEncoder())\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert live(home) == before
    assert open_index(home).rows == tuple(ROWS)
    build_index(home, [*ROWS, PassageRow("topic", "document", "n", "n")], FakeEncoder())
    assert not list((home / "index").glob(".build-*"))


def test_the_manifest_names_what_the_index_was_made_with(home):
    manifest = json.loads((live(home) / "MANIFEST.json").read_text())
    assert {"passages", "encoder", "weights_sha256", "chromadb", "built", "files"} <= set(manifest)
