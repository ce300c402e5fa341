"""Markdown files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.markdown import read_markdown

HERE = Path("report.md")
TEXT = """---
title: "Who wants what"
author: [Jane Q. Doe, 'John Roe']
date: 2015-11-02
publisher: Example Review
url: https://review.example/1
lang: en-GB
---

# Something *else*

![map 🕊](map.png)
[![logo](logo.png)](https://review.example)

<!-- hidden -->

Russia wants **talks** 🕊. ![small](x.png) The United States does not.

## What next
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_and_furniture(end: str) -> None:
    text = TEXT.replace("\n", end)
    reading = read_markdown(text.encode(), HERE)
    assert reading.text == text
    facts = reading.facts
    assert (facts.title, facts.publisher, facts.published) == ("Who wants what", "Example Review", "2015-11-02")
    assert (facts.source, facts.language) == ("https://review.example/1", "en")
    assert [author.name for author in facts.authors] == ["Jane Q. Doe", "John Roe"]
    found = [(f.what, text[f.start : f.end].replace(end, "\n")) for f in reading.furniture]
    assert found[0][1].endswith("---")
    assert sorted(found[1:]) == [
        ("credit", "![map 🕊](map.png)\n[![logo](logo.png)](https://review.example)"),
        ("other", "# "),
        ("other", "## "),
        ("other", "<!-- hidden -->"),
    ]


def test_the_first_heading_is_the_title_and_lists_of_authors_may_be_written_below_each_other() -> None:
    reading = read_markdown(b"Peace *now*\n===\n\nRussia wants talks.\n", HERE)
    assert (reading.facts.title, reading.furniture) == ("Peace now", ())
    listed = read_markdown(b"---\nauthors:\n  - Jane Doe\n  - John Roe\n---\n# Peace\n", HERE).facts
    assert ([author.name for author in listed.authors], listed.title) == (["Jane Doe", "John Roe"], "Peace")


def test_a_rule_is_no_front_matter() -> None:
    reading = read_markdown(b"Peace\n\n---\n\nWar\n\n---\n", HERE)
    assert (reading.facts.title, reading.furniture) == (None, ())
