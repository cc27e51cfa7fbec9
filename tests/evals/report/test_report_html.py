from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest
from report_fakes import HOSTILE, reply_example

from evals.report import render_html

VOID = {"meta", "link", "br", "img", "input", "hr"}
LOADS = {"src", "srcset", "poster", "action", "formaction", "data", "background", "xlink:href"}


class Reader(HTMLParser):
    """Collects what matters of a page and checks that every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.loads, self.handlers, self.words = (
            [],
            set(),
            [],
            [],
            [],
            [],
            [],
        )
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                self.links.append(value)
            elif name in LOADS and not (tag == "use" and value.startswith("#")):
                self.loads.append((tag, name, value))
            elif name.startswith("on"):
                self.handlers.append((tag, name))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def read(html):
    return Reader(html)


def test_nothing_in_it_runs_or_is_fetched(html, read):
    assert not read.tags & {"script", "iframe", "object", "embed", "form", "base", "img", "audio", "video"}
    assert read.handlers == []
    assert read.loads == []
    assert [link for link in read.links if not link.startswith("#")] == ["data:,"]
    assert "@import" not in html
    assert re.findall(r"url\((?!#)[^)]*\)", html) == []
    assert "default-src 'none'" in html


def test_it_is_well_formed_and_every_link_has_its_place(read):
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_a_script_inside_a_case_shows_as_text(hostile):
    page = render_html(*hostile.parts())
    read = Reader(page)
    assert HOSTILE in "".join(read.words)
    assert "<script" not in page.lower()
    assert not read.tags & {"script", "img"}
    assert read.handlers == []
    assert "\x0b" not in page


def test_every_status_has_a_sign_and_a_word(html):
    badges = re.findall(r'<span class="badge t-\w+"><span aria-hidden="true">(.)</span> ([^<]+)', html)
    assert {word.strip() for _, word in badges} >= {"missed", "known miss", "met", "yes"}
    assert all(sign in "✓✗!–" for sign, _ in badges)


def test_changed_words_are_marked_by_more_than_colour(html):
    assert "<del>Banner (red): 911: Call 911 now.</del>" in html
    assert re.search(r"<ins>[^<]*prior authorization", html)
    assert "line-through" in html


def test_each_picture_has_a_text_and_a_table(html, pages):
    assert html.count('role="img"') == html.count("<svg viewBox") > 6
    assert html.count("The figures as a table") == html.count('role="img"')
    for labels in re.findall(r'role="img" aria-labelledby="([^"]+)"', html):
        for name in labels.split():
            assert f'id="{name}"' in html


def test_tables_scroll_in_a_region_that_the_keyboard_reaches(html):
    regions = re.findall(r'<div class="scroll" role="region" tabindex="0" aria-labelledby="([^"]+)">', html)
    assert len(regions) == html.count("<table>")
    assert len(set(regions)) == len(regions)


def test_the_same_run_gives_the_same_bytes(small):
    assert render_html(*small.parts()) == render_html(*small.parts())


def test_without_matplotlib_there_are_tables_and_no_pictures(monkeypatch, reply, html):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    plain = render_html(*reply.parts())
    Reader(plain)
    assert 'role="img"' not in plain
    assert "<figure" not in plain
    assert plain.count("<table>") == html.count("<table>")
    assert "How hard the scripts are to hear" in plain
    folded = re.findall(r'<details class="fold"><summary>([^<]+)', plain)
    assert "Scripts by grade" not in folded


@pytest.mark.parametrize("task", ["red_flags", "redact", "check_back", "verify"])
def test_each_task_makes_a_well_formed_page(examples, task):
    read = Reader(render_html(*examples[task].parts()))
    assert read.open == []
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_a_report_of_230_cases_can_be_mailed():
    size = len(render_html(*reply_example(230).parts()).encode())
    assert size < 3_000_000


def test_the_title_says_the_verdict(html):
    assert "<title>Quality report: core: not good enough</title>" in html
