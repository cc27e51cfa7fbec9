"""Shut every door through which a library could send or keep the words of a call.

Runs when ``assistant`` is imported, before any other library of ours. Tracing is removed from the
environment and switched off inside langsmith; telemetry, model hub access and the public suffix list
fetch are switched off for Gradio, Chroma, Hugging Face and tldextract.
Knows nothing about calls, and needs no other module of ours.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import MutableMapping, Sequence
from types import ModuleType

TRACING_PREFIXES = ("LANGSMITH_", "LANGCHAIN_")
SWITCHES = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS": "",
    "TOKENIZERS_PARALLELISM": "false",
    # read with int() when Presidio is imported; our own patterns carry a shorter limit
    "REGEX_TIMEOUT_SECONDS": "1",
}
_TRACER_MODULE = "langsmith.run_trees"


class _TracingOffLoader(importlib.abc.Loader):
    """Loads langsmith's tracer, then switches it off for the whole process, threads included."""

    def __init__(self, inner: importlib.abc.Loader) -> None:
        self._inner = inner

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return self._inner.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._inner.exec_module(module)
        module.configure(enabled=False)


class _TracingOffFinder(importlib.abc.MetaPathFinder):
    """Catches the first import of the tracer: importing it here would cost every start 0.6 s."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != _TRACER_MODULE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _TracingOffLoader(spec.loader)
        return spec


def close_doors(environ: MutableMapping[str, str] = os.environ) -> None:
    """Remove tracing variables, set the offline switches and keep langsmith's tracer off.

    Safe to call twice. Holds in every thread, and when a variable is set again later.
    """
    for name in [name for name in environ if name.startswith(TRACING_PREFIXES)]:
        del environ[name]
    environ.update(SWITCHES)
    if _TRACER_MODULE in sys.modules:
        sys.modules[_TRACER_MODULE].configure(enabled=False)
    elif not any(isinstance(finder, _TracingOffFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _TracingOffFinder())


close_doors()
