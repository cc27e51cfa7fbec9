"""Import Gradio once for all tests, with its own start-up warnings let through and a folder of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings

# Read when a component is made, so it has to be there before the first page.
FOLDER = tempfile.mkdtemp(prefix="checkback-test-")
os.environ["GRADIO_TEMP_DIR"] = FOLDER
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # gradio 6.31 warns about pandas 4 while it is imported
    import gradio  # noqa: F401
