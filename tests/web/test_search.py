"""The first page and the search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from made_stores import BROWSER, serve
from starlette.testclient import TestClient

EVIL = "<script>alert(1)</script>"
RECORDS: list[dict[str, Any]] = [
    {"kind": "document", "id": "a", "text": f"Peru backs the canal. Chile shuns it. {EVIL}", "title":
     f"Tarnhole {EVIL}", "published": "2003-01-10",
     "authors": [{"name": "Ann Lee"}]},
    {"kind": "position", "holder": "Peru", "stance": "support", "issue": "Digging the tarnhole", "quote": "Peru backs"},
    {"kind": "position", "holder": "Chile", "stance": "oppose", "issue": "Digging the tarnhole",
     "quote": "Chile shuns"},
    {"kind": "position", "holder": "Chile", "stance": "oppose", "issue": f"Rule {EVIL}", "quote": EVIL},
    {"kind": "resolution", "label": "Tarnhole treaty", "symbol": "C/9", "type": "treaty", "quote": "the canal"},
    {"kind": "event", "label": f"Walkout {EVIL}", "type": "REJECT", "quote": "shuns it",
     "participants": [{"actor": "Chile", "role": "agent"}]},
]  # fmt: skip


@pytest.fixture(scope="module")
def canal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("canal"), RECORDS) as opened:
        yield opened


def test_the_first_page_tells_what_there_is(canal: TestClient) -> None:
    text = canal.get("/", headers=BROWSER).text
    assert "<strong>3</strong>positions" in text
    assert text.index("Digging the tarnhole") < text.index("Rule &lt;script&gt;")
    assert "1 for" in text
    assert text.count('<article class="claim') == 3
    assert EVIL not in text


@pytest.mark.parametrize(
    ("words", "headings"),
    [
        ("peru", ["Actors"]),
        ("TARNHOLE", ["Issues", "Resolutions", "Documents"]),
        ("tarnhole digging", ["Issues"]),
        ("C/9", ["Resolutions"]),
        ("walkout", ["Events"]),
        ("zebra", []),
        ("script", ["Issues", "Documents", "Events"]),
    ],
)
def test_names_are_found_with_all_their_words(canal: TestClient, words: str, headings: list[str]) -> None:
    text = canal.get("/search", params={"q": words}, headers=BROWSER).text
    assert [
        heading for heading in ("Actors", "Issues", "Resolutions", "Documents", "Events") if f"<h2>{heading}" in text
    ] == headings
    assert EVIL not in text


def test_words_of_sources_are_found(canal: TestClient) -> None:
    text = canal.get("/search?q=shuns", headers=BROWSER).text
    assert "In the words of the sources" in text
    assert "“Chile shuns”" in text


@pytest.mark.parametrize("words", ["", "   ", '"', "\\", "%00", "%F0%9F%95%8A", "a" * 5000, "$word", "(.*"])
def test_odd_words_are_searched_for_too(canal: TestClient, words: str) -> None:
    assert canal.get(f"/search?q={words}", headers=BROWSER).status_code == 200


def test_the_nearest_name_comes_first(canal: TestClient) -> None:
    text = canal.get("/search?q=chile", headers=BROWSER).text
    assert text.index('href="/id/actor/chl"') < text.index("<h2>Actors") + 200
