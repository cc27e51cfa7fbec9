"""Build the library index into a new folder, switch to it by a pointer, and open it only when it is whole.

    <home>/index/LOCK      one writer at a time; the lock is freed when the writer dies
    <home>/index/CURRENT   the name of the live version
    <home>/index/v-.../    MANIFEST.json  passages.jsonl  vectors.npy  chroma/

In: passages and an encoder. Out: an ``Index`` held in memory. Chroma is the store of record; serving reads
the files exported beside it, after checking their hashes, so a damaged or half-written build is never used.
Knows nothing about scoring.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexDamaged, IndexMissing, WrongUse
from assistant.knowledge.passages import PassageRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.knowledge.embedding import Encoder

BATCH = 250
KEPT_VERSIONS = 2
COLLECTION = "passages"
_SERVED = ("passages.jsonl", "vectors.npy")
_BUILD_AGAIN = "Build it again with: checkback library build"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Index:
    """A verified build: ``vectors`` has one row of length 1 for each of ``rows``."""

    rows: tuple[PassageRow, ...]
    vectors: NDArray[np.float32]
    manifest: dict[str, Any]


def build_index(
    home: Path, rows: Sequence[PassageRow], encoder: Encoder, progress: Progress | None = None
) -> Path:
    """Build a new version and make it the live one; returns its folder.

    An unchanged library with the same encoder is left as it is. Raises WrongUse when another build runs.
    """
    from filelock import FileLock, Timeout

    if not rows:
        raise WrongUse("There is nothing to index: the knowledge base holds no topic and no listing.")
    folder = home / "index"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / "LOCK", timeout=0)
    try:
        with lock:
            return _build_locked(folder, rows, encoder, progress)
    except Timeout:
        raise WrongUse("Another library build is running. Wait until it has ended, then try again.") from None


def open_index(home: Path, encoder: Encoder | None = None) -> Index:
    """The live version; raises IndexMissing, or IndexDamaged when a file differs from its manifest."""
    import numpy as np

    version = _live_version(home / "index")
    manifest = _read_manifest(version)
    for name in _SERVED:
        if not (version / name).is_file() or _sha256(version / name) != manifest["files"].get(name):
            raise IndexDamaged(f"The library file {name} is damaged. {_BUILD_AGAIN}")
    if encoder is not None and manifest["weights_sha256"] != encoder.weights_sha256:
        raise IndexMissing(f"The library was built with another search model. {_BUILD_AGAIN}")
    lines = (version / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    rows = tuple(PassageRow(*json.loads(line)) for line in lines)
    vectors = np.load(version / "vectors.npy", allow_pickle=False)
    return Index(rows, vectors, manifest)


def compare_with_store(home: Path) -> int:
    """Check the served files against the Chroma store; returns the count, raises IndexDamaged."""
    import tempfile

    import numpy as np

    version, index = _live_version(home / "index"), open_index(home)
    with tempfile.TemporaryDirectory() as copy:  # opening a store writes to it, so look at a private copy
        shutil.copytree(version / "chroma", Path(copy) / "chroma")
        collection = _open_store(Path(copy) / "chroma").get_collection(COLLECTION, embedding_function=None)
        stored = collection.get(include=["embeddings"])
    vectors = dict(zip(stored["ids"], np.asarray(stored["embeddings"], dtype=np.float32), strict=True))
    if set(vectors) != {row.id for row in index.rows}:
        raise IndexDamaged(f"The store and the served files hold different passages. {_BUILD_AGAIN}")
    cosines = [float(vectors[row.id] @ vector) for row, vector in zip(index.rows, index.vectors, strict=True)]
    if min(cosines) < 0.9999:  # noqa: PLR2004 - float32 rounding only
        raise IndexDamaged(f"A vector differs between the store and the served files. {_BUILD_AGAIN}")
    return len(cosines)


def _build_locked(
    folder: Path, rows: Sequence[PassageRow], encoder: Encoder, progress: Progress | None
) -> Path:
    content = _content_hash(rows, encoder)
    try:
        live = _live_version(folder)
        if live.name.endswith(content[:12]) and open_index(folder.parent, encoder):
            return live
    except IndexMissing:
        pass
    for stale in folder.glob(".build-*"):
        shutil.rmtree(stale, ignore_errors=True)
    build = folder / f".build-{os.getpid()}"
    build.mkdir(mode=0o700)
    vectors = _encode_all(rows, encoder, progress)
    _write_store(build / "chroma", rows, vectors)
    _write_served(build, rows, vectors)
    _write_manifest(build, rows, encoder, content)
    version = folder / f"v-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{content[:12]}"
    if version.exists():
        shutil.rmtree(version)
    build.rename(version)
    _point_to(folder, version.name)
    _drop_old(folder, version)
    return version


def _encode_all(
    rows: Sequence[PassageRow], encoder: Encoder, progress: Progress | None
) -> NDArray[np.float32]:
    import numpy as np

    parts = []
    for start in range(0, len(rows), BATCH):
        parts.append(encoder.encode([row.text for row in rows[start : start + BATCH]]))
        if progress:
            progress(min(start + BATCH, len(rows)), len(rows))
    return np.concatenate(parts)


def _open_store(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as StoreSettings

    settings = StoreSettings(_env_file=None, anonymized_telemetry=False, allow_reset=False)
    return chromadb.PersistentClient(path=str(path), settings=settings)


def _write_store(path: Path, rows: Sequence[PassageRow], vectors: NDArray[np.float32]) -> None:
    """Chroma, the store of record: own vectors only, so that it never fetches a model."""
    client = _open_store(path)
    collection = client.create_collection(
        COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        collection.upsert(
            ids=[row.id for row in batch],
            embeddings=vectors[start : start + BATCH],
            documents=[row.text for row in batch],
            metadatas=[{"kind": row.kind, "part": row.part, "owner": row.owner} for row in batch],
        )
    client.close()


def _write_served(build: Path, rows: Sequence[PassageRow], vectors: NDArray[np.float32]) -> None:
    import numpy as np

    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (build / "passages.jsonl").write_text(lines, encoding="utf-8")
    np.save(build / "vectors.npy", vectors, allow_pickle=False)


def _write_manifest(build: Path, rows: Sequence[PassageRow], encoder: Encoder, content: str) -> None:
    import chromadb

    files = {
        str(path.relative_to(build)): _sha256(path) for path in sorted(build.rglob("*")) if path.is_file()
    }
    manifest = {
        "passages": len(rows),
        "content": content,
        "encoder": encoder.name,
        "weights_sha256": encoder.weights_sha256,
        "chromadb": chromadb.__version__,
        "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "files": files,
    }
    for path in build.rglob("*"):
        if path.is_file():
            _fsync(path)
    _write_synced(build / "MANIFEST.json", json.dumps(manifest, indent=1))
    _fsync(build)


def _point_to(folder: Path, name: str) -> None:
    _write_synced(folder / "CURRENT.tmp", name + "\n")
    (folder / "CURRENT.tmp").replace(folder / "CURRENT")
    _fsync(folder)


def _drop_old(folder: Path, live: Path) -> None:
    versions = sorted((path for path in folder.glob("v-*") if path != live), reverse=True)
    for old in versions[KEPT_VERSIONS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _live_version(folder: Path) -> Path:
    pointer = folder / "CURRENT"
    if not pointer.is_file():
        raise IndexMissing("The library has not been built yet. Build it with: checkback library build")
    version = folder / pointer.read_text(encoding="utf-8").strip()
    if not version.name.startswith("v-") or not version.is_dir():
        raise IndexDamaged(f"The pointer to the live library is wrong. {_BUILD_AGAIN}")
    return version


def _read_manifest(version: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((version / "MANIFEST.json").read_text(encoding="utf-8"))
        if not isinstance(manifest["files"], dict) or not isinstance(manifest["weights_sha256"], str):
            raise IndexDamaged(f"The manifest of the library is damaged. {_BUILD_AGAIN}")
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexDamaged(f"The manifest of the library is damaged. {_BUILD_AGAIN}") from None
    return dict(manifest)


def _content_hash(rows: Iterable[PassageRow], encoder: Encoder) -> str:
    digest = hashlib.sha256(encoder.weights_sha256.encode())
    for row in rows:
        digest.update(row.id.encode())
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
