"""Pictures as files: readable text, words of each mark, the same bytes again, nothing from elsewhere, refusals."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from made_tables import MAKERS, QUOTE, make_bars, make_matrix, make_timeline
from pyoxigraph import Literal

from kg.errors import UsageError
from kg.pictures import draw, draw_svg
from kg.queries.plots import Plot
from kg.queries.results import Table
from kg.vocabulary import SP, XSD

pytest.importorskip("vl_convert")
pytest.importorskip("networkx")

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = tuple(MAKERS)


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts_of(svg: str) -> list[str]:
    """Each line of text; a text of several lines has one element for each."""
    return [part for element in parse(svg).iter(f"{SVG}text") for part in element.itertext()]


def told_by(svg: str) -> list[str]:
    titles = [element.text or "" for element in parse(svg).iter(f"{SVG}title")]
    return titles[1:]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [5, 200])
def test_svg_has_title_text_and_words_of_its_marks(view: str, size: int) -> None:
    table, _, plot = MAKERS[view](size)
    svg = draw_svg(table, view, "Who stands where?", plot=plot)
    root = parse(svg)
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Who stands where?"
    assert root.get("role") == "img"
    assert "Who stands where?" in texts_of(svg)
    assert len(told_by(svg)) >= min(size, 5)
    if view != "bar":
        assert any(f"quote: {QUOTE}" in told for told in told_by(svg))


@pytest.mark.parametrize("view", VIEWS)
def test_two_hundred_are_cut_with_an_honest_note(view: str) -> None:
    table, _, plot = MAKERS[view](200)
    words = " ".join(texts_of(draw_svg(table, view, "t", plot=plot)))
    assert re.search(r"showing [456]\d of \d{2,3} ", words)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("suffix", [".svg", ".png", ".html"])
def test_same_answer_gives_the_same_bytes(view: str, suffix: str, tmp_path: Path) -> None:
    table, _, plot = MAKERS[view](12)
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    draw(table, view, first, "t", plot=plot)
    draw(table, view, second, "t", plot=plot)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith({".svg": b"<?xml", ".png": b"\x89PNG", ".html": b"<!DOCTYPE"}[suffix])


@pytest.mark.parametrize("view", VIEWS)
def test_page_needs_nothing_from_elsewhere(view: str, tmp_path: Path) -> None:
    table, _, plot = MAKERS[view](12)
    draw(table, view, tmp_path / "p.html", "A & <b>", plot=plot)
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    namespaces = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"https?://[^\"'\s<)]+", page)) <= namespaces
    assert not re.search(r"\b(src|href)\s*=\s*[\"']?(https?:)?//|@import|url\(", page)
    assert "default-src 'none'" in page
    assert "<title>A &amp; &lt;b&gt;</title>" in page
    assert "<never>" not in page
    assert page.count("<tr>") == len(table.rows) + 1


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    bad = "</script><script>alert(1)</script>\x00\u2029\u2028]]>"
    rows = ((Literal(bad), Literal("3", datatype=XSD.integer), Literal(bad)),)
    table = Table(("name", "many", "quote"), rows)
    draw(table, "bar", tmp_path / "p.html", bad, plot=Plot(rows=("name",), value=("many",), hover=("quote",)))
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    assert "\x00" not in page


def test_stance_is_told_by_sign_as_well_as_colour() -> None:
    table, view, plot = make_matrix(8)
    words = texts_of(draw_svg(table, view, "t", plot=plot))
    assert {"+ support", "− oppose", "± mixed", "? uncertain", "* on conditions"} <= set(words)
    assert {"+", "−", "±", "?"} <= {word.rstrip("*") for word in words}


def test_sources_that_differ_are_shown_as_such() -> None:
    table, view, plot = make_matrix(4)
    who, what, _, condition, quote = table.rows[0]
    both = tuple((who, what, stance, condition, quote) for stance in (SP.support, SP.oppose))
    words = texts_of(draw_svg(replace(table, rows=both), view, "t", plot=plot))
    assert "+/− sources differ" in words
    assert "+/−*" in words


def test_two_things_of_one_label_stay_two() -> None:
    table, view, plot = make_bars(2)
    labels = dict.fromkeys(table.labels, "Georgia")
    words = texts_of(draw_svg(replace(table, labels=labels), view, "t", plot=plot))
    assert {"Georgia (actor/a0)", "Georgia (actor/a1)"} <= set(words)


def test_columns_of_an_argument_are_named_after_it() -> None:
    row = (Literal("Dams"), SP.support, SP.oppose)
    plot = Plot(rows=("issue",), value=("stance_a", "stance_b"))
    table = Table(("issue", "stance_a", "stance_b"), (row,))
    words = texts_of(draw_svg(table, "matrix", "t", plot=plot, arguments={"a": "Chad", "b": "Mali"}))
    assert {"a: Chad · b: Mali", "stance: Chad", "stance: Mali"} <= set(words)


def test_dates_are_as_honest_as_their_sources() -> None:
    table, view, plot = make_timeline(7)
    svg = draw_svg(table, view, "t", plot=plot)
    words = texts_of(svg)
    assert "1 row has no date and cannot be placed" in words
    assert "light bar, hollow sign: some time in it, the source is no more exact" in words
    # The open end and the century go on at the edge; the century does not stretch the axis.
    assert words.count("▸") == 2
    assert words.count("◂") == 1
    assert "2050" not in words


def test_truncated_answer_says_so() -> None:
    table, view, plot = make_bars(5)
    words = texts_of(draw_svg(replace(table, truncated=True), view, "t", plot=plot))
    assert "only the first 5 rows of the answer" in words


@pytest.mark.parametrize("view", VIEWS)
def test_without_a_header_the_columns_are_chosen_by_what_they_hold(view: str) -> None:
    table = MAKERS[view](5)[0]
    assert len(told_by(draw_svg(table, view, "t"))) > 3


def test_answer_without_rows_is_nothing_to_draw(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="nothing to draw: the answer has no rows"):
        draw(Table(("a",), ()), "bar", path, "t")
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("view", "name", "message"),
    [
        ("bar", "a.pdf", r"a picture's name ends in .svg, .png or .html"),
        ("bar", "a", r"a picture's name ends in"),
        ("table", "a.svg", r"the view of this query is a table.*view: bar"),
        ("pie", "a.svg", r"'pie' is no view, only matrix"),
        ("network", "a.svg", r"a network needs two columns of things; the answer has other, shared, opposed"),
        ("timeline", "a.svg", r"a timeline needs a column of things and one of dates"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(view: str, name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        draw(make_bars(3)[0], view, tmp_path / name, "t")
    assert not list(tmp_path.iterdir())


def test_column_that_the_answer_lacks_is_named() -> None:
    with pytest.raises(UsageError, match="made of 'missing', but the answer has other, shared, opposed"):
        draw_svg(make_bars(3)[0], "bar", "t", plot=Plot(rows=("missing",), value=("shared",)))


def test_timeline_without_any_date_is_nothing_to_draw() -> None:
    table = Table(("what", "date"), ((Literal("a"), Literal("XXXX")),))
    with pytest.raises(UsageError, match="no row of the answer has a date"):
        draw_svg(table, "timeline", "t", plot=Plot(rows=("what",), date=("date",)))


def test_missing_extra_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UsageError, match=r"needs vl-convert: pip install 'standpoint-kg\[plot\]'"):
        draw_svg(make_bars(3)[0], "bar", "t")


def test_bars_along_time_leave_room_for_years_without_one() -> None:
    counts = {"2016": "2", "2012": "3", "2013": "1"}
    rows = tuple((Literal(year), Literal(many, datatype=XSD.integer)) for year, many in counts.items())
    svg = draw_svg(Table(("year", "records"), rows), "bar", "t", plot=Plot(date=("year",), value=("records",)))
    assert {told.split("\n")[0] for told in told_by(svg)} == set(counts)
    assert [text for text in texts_of(svg) if text.startswith("20")] == ["2012", "2014", "2016"]
