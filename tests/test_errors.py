"""The tree of errors drawn in the module is the tree that exists."""

from __future__ import annotations

import re

from assistant import errors
from assistant.errors import CheckbackError


def subclasses(cls: type) -> set[type]:
    return {cls} | {
        inner
        for sub in cls.__subclasses__()
        if sub.__module__ == errors.__name__
        for inner in subclasses(sub)
    }


def test_every_error_stands_in_the_drawing_and_nothing_else():
    drawn = set(re.findall(r"^\s*[│├└─ ]*([A-Z]\w+)(?= |$)", errors.__doc__.split("\n\n")[1], re.MULTILINE))
    assert drawn == {cls.__name__ for cls in subclasses(CheckbackError)}


def test_every_error_says_in_its_docstring_when_it_is_met():
    assert all(cls.__doc__ and cls.__doc__.endswith(".") for cls in subclasses(CheckbackError))
