"""Answers as pages: whole, escaped, and without anything that runs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from table_samples import EGYPT, TABLE, TYPED

from kg.formats.captions import Caption
from kg.formats.html import format_fragment, format_html
from kg.queries.results import Table

TAGS = set("html head meta title style body h1 div dl dt dd p table thead tbody tr th td a blockquote span br".split())


class Page(HTMLParser):
    """The tags of a page, their attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_has_the_question_its_arguments_and_the_number_of_rows() -> None:
    page = format_html(TYPED, Caption("stances", "Who <stands> where?", {"actor": "Egypt & co"}))
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Who &lt;stands&gt; where?</h1>" in page
    assert "<dt>actor</dt><dd>Egypt &amp; co</dd>" in page
    assert "2 rows; none has nothing" in page
    assert "prefers-color-scheme: dark" in page


def test_things_are_links_quotes_are_quoted_and_numbers_stand_to_the_right() -> None:
    page = format_html(Table(("who", "quote_a", "n"), ((EGYPT, Literal("no\n<war>"), Literal(3)),), {EGYPT: "Egypt"}))
    assert f'<td><a href="{EGYPT.value}">Egypt</a></td>' in page
    assert '<blockquote dir="auto">no<br>&lt;war&gt;</blockquote>' in page
    assert '<td class="number">3</td>' in page
    assert '<th scope="col">quote a</th>' in page


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "urn:x:1", "data:text/html,x"])
def test_other_addresses_are_no_links(iri: str) -> None:
    assert "<a " not in format_html(Table(("x",), ((NamedNode(iri),),)))


@given(st.text(), st.text(), st.sampled_from(["</title><script>", '"><img src=x onerror=y>', "]]>", "<!--", "&lt;"]))
def test_no_text_becomes_markup(text: str, label: str, start: str) -> None:
    table = Table(("x", "quote"), ((EGYPT, Literal(start + text)),), {EGYPT: start + label})
    page = Page(format_html(table, Caption(start, start + text, {"a": start + label})))
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} <= {
        *("lang", "charset", "name", "content", "http-equiv", "scope", "class", "href", "dir"),
        *("tabindex", "role", "aria-label"),
    }


def test_a_long_table_is_shown_in_part_in_a_notebook() -> None:
    table = Table(("x",), tuple((Literal(number),) for number in range(60)), truncated=True)
    fragment = format_fragment(table)
    assert fragment.count("<tr>") == 51
    assert "60 rows (truncated: there are more), the first 50 shown" in fragment
    assert '<td style="text-align: right; vertical-align: top">7</td>' in fragment


def test_a_page_of_no_rows_has_its_columns() -> None:
    assert "no rows" in format_html(Table(("a",), ()))
    assert ">a</th>" in format_html(Table(("a",), ()))


def test_every_cell_stands_in_the_page() -> None:
    text = Page(format_html(TABLE)).text
    assert all(cell in text for row in TABLE.texts() for cell in row if "\n" not in cell and "\r" not in cell)
