"""Reports as HTML, Markdown and Word: well formed, linked both ways, the same each time, and safe."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from report_samples import report_on

from kg.errors import UsageError
from kg.queries.results import Table
from kg.reports.drawing import Drawn, draw_as_svg
from kg.reports.html import format_html
from kg.reports.markdown import format_markdown
from kg.reports.model import Cite, Grid, Listing, Picture, Reference, Report, Section, Words, text_of
from kg.reports.word import format_word
from kg.reports.writing import guess_report_format

VOID = {"meta", "br", "hr", "img", "link"}
NASTY = '<script>alert("1")</script> & *stars* _under_ | pipe\n# head'
SAMPLE = Report(
    NASTY, "Dossier on an actor", (),
    (Section("Positions", 2, (
        Listing((text_of("A ", Words(NASTY, "issue"), ": ", Words(NASTY, "quote"), " ", Cite(1), "."),)),
        Grid("Votes", ("Resolution", "Record"), ((text_of(NASTY), text_of(Cite(1))),)),
        Picture("Bars", Table((), ()), "bar", None),
    )),),
    (Reference(1, NASTY, "", "undated", "characters 1–9", NASTY, "javascript:alert(1)", "https://example.org/p"),),
)  # fmt: skip


def no_picture(_: Picture) -> Drawn:
    return Drawn(note="The picture is left out.")


class Page(HTMLParser):
    """Checks that tags are closed in order; collects ids, links, and headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_is_linked_both_ways() -> None:
    page = Page(format_html(report_on("Sudan"), no_picture))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    cited = [name for name in page.ids if name.startswith("citation-")]
    assert cited
    assert set(cited) <= inner
    assert {name for name in page.ids if name.startswith("reference-")} <= inner


def test_page_needs_nothing_from_elsewhere() -> None:
    text = format_html(report_on("Sudan"), no_picture)
    assert "script" not in Page(text).tags
    assert not re.search(r"@import|url\(|src=", text)
    assert '<html lang="en">' in text
    assert '<th scope="col">' in text


def test_words_of_sources_are_no_markup() -> None:
    page = format_html(SAMPLE, no_picture)
    assert "<script>" not in page
    assert "javascript:" not in page
    text = format_markdown(SAMPLE)
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\*stars|^# head", text, re.MULTILINE)
    (row,) = [line for line in text.splitlines() if line.startswith("| ") and "stars" in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 3


def test_picture_that_cannot_be_drawn_is_a_note() -> None:
    assert "The picture is left out." in format_html(SAMPLE, no_picture)
    assert draw_as_svg(Picture("Bars", Table((), ()), "bar", None)).note.startswith("The picture “Bars” is left out")


def test_word_file_holds_headings_texts_and_references() -> None:
    report = report_on("Sudan")
    document = docx.Document(io.BytesIO(format_word(report, no_picture)))
    headings = [
        p.text for p in document.paragraphs if p.style is not None and (p.style.name or "").startswith("Heading")
    ]
    assert headings == [section.title for section in report.sections] + ["References"]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "“Until 2020 Sudan could live with the filling.” [5]." in text
    assert "[1] “Talks on the dam resume”, Horn Review, 10 July 2020, characters 216–294" in text
    xml = document.element.xml
    anchors = set(re.findall(r'w:anchor="(reference_\d+)"', xml))
    assert anchors == set(re.findall(r'w:name="(reference_\d+)"', xml))
    assert len(anchors) == len(report.references)


def test_word_file_is_the_same_each_time() -> None:
    report = report_on("Sudan")
    assert format_word(report, no_picture) == format_word(report, no_picture)


@pytest.mark.parametrize(("name", "format"), [("a.html", "html"), ("b.MD", "markdown"), ("c.docx", "docx")])
def test_suffix_names_the_format(name: str, format: str) -> None:
    assert guess_report_format(Path(name)) == format


def test_other_suffix_is_refused() -> None:
    with pytest.raises(UsageError, match=r"expected one of \.html"):
        guess_report_format(Path("a.pdf"))
