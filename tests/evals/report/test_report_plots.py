from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from evals.report import plots

NASTY = "<script>&\"' $x_1$ ]]>"
DRAWN = {
    "histogram": lambda: plots.histogram([0, 2, 2, 5, 6, 9], [1, 2, 2]),
    "histogram of one script": lambda: plots.histogram([3]),
    "boxes": lambda: plots.boxes({NASTY: [1.0, 2.0, 6.5], "one": [3.0], "same": [2.0, 2.0, 2.0]}),
    "slopes": lambda: plots.slopes([(NASTY, 3, 9), ("up", 5, 2)], "grade", higher_is_better=False),
    "slopes that end in one point": lambda: plots.slopes([("a", 1, 5), ("b", 2, 5), ("c", 3, 5)], "grade", higher_is_better=False),
    "slope of one flat line": lambda: plots.slopes([("a", 5, 5)], "grade", higher_is_better=True),
    "trend": lambda: plots.trend(["1 May", "2 May"], {NASTY: [0.9, 1.0], "new": [None, 0.5]}, {1: NASTY}),
    "trend of many runs": lambda: plots.trend([f"run {n}" for n in range(12)], {"a": [0.5] * 12}, {}),
    "bars": lambda: plots.bars([(NASTY, 4), ("copay", 1)]),
    "waiting": lambda: plots.waiting({"banner": [0.0, 1.0, 3.0], "full": [40.0, 900.0, 2500.0]}),
    "heat map": lambda: plots.heat_map([NASTY, "b"], ["One", NASTY], [[True, False], [None, None]]),
    "heat map of nothing judged": lambda: plots.heat_map(["a"], ["One"], [[None]]),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_well_formed_and_follows_the_page(name):
    svg = DRAWN[name]()
    root = ET.fromstring(svg.replace("xlink:href", "href"))
    assert root.tag == "svg"
    assert root.get("viewBox")
    assert "var(--" in svg
    assert "font-family" not in svg
    assert not any(stand_in in svg for stand_in in plots._COLOURS)
    assert "<style" not in svg


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_the_same_bytes_each_time_without_a_date(name):
    svg = DRAWN[name]()
    assert svg == DRAWN[name]()
    assert "<metadata" not in svg
    assert "<!--" not in svg


def test_a_label_is_text_and_never_markup_or_a_formula():
    svg = plots.bars([(NASTY, 4)])
    assert "<script" not in svg
    labels = [text.text for text in ET.fromstring(svg).iter("text")]
    assert NASTY in labels


def test_names_inside_two_pictures_never_meet():
    import re

    first, second = DRAWN["heat map"](), DRAWN["boxes"]()
    ids = [set(re.findall(r'id="([^"]+)"', svg)) for svg in (first, second)]
    assert not ids[0] & ids[1]
    assert all(name.startswith("heat-map-") for name in ids[0])
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', first))
    assert used <= ids[0]


def test_drawing_leaves_nothing_open():
    code = (
        "import sys; from evals.report import plots; plots.bars([('a', 1)]);"
        "print('matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_without_matplotlib_nothing_is_drawn(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert not plots.can_draw()
    assert plots.bars([("a", 1)]) == ""


@pytest.mark.parametrize("places", [[1.0, 1.0, 1.0], [1.0, 1.1, 9.0], [5.0], [3.0, 1.0, 2.0]])
def test_labels_stand_apart_and_keep_their_order(places):
    apart = plots._apart(places, 0.5)
    order = sorted(range(len(places)), key=lambda index: places[index])
    heights = [apart[index] for index in order]
    assert all(upper - lower >= 0.5 - 1e-9 for lower, upper in pairwise(heights))
    assert sum(apart) == pytest.approx(sum(places))
