"""Write a new file whole or not at all, and never over the file it was made from.

In: a path and bytes that hold no identity any more. Out: the file. Knows nothing about what is in it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path`` first, then give it its name; raises OSError."""
    part = path.with_name(f".{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
