"""Pages of documents: the text with its passages, what stands there without it, and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from made_stores import BROWSER, serve
from starlette.testclient import TestClient

from kg.records import Document
from kg.web.marking import Passage, mark

EVIL = "<script>alert(1)</script>"
TEXT = f"🕊 Peru backs the treaty {EVIL}\r\n\r\nShare this\n\nI doubt that Peru backs it."
RECORDS: list[dict[str, Any]] = [
    {"kind": "document", "id": "a", "text": TEXT, "title": f"On {EVIL}", "source": "javascript:alert(1)",
     "parts": [{"id": "comment-1", "start": TEXT.index("I doubt"), "end": len(TEXT),
                "authors": [{"name": f"Ann {EVIL}", "quote": "I doubt"}]}],
     "furniture": [{"start": TEXT.index("Share"), "end": TEXT.index("Share") + 10, "what": "share"}]},
    {"kind": "position", "holder": "Peru", "stance": "support", "issue": "The treaty", "quote": "Peru backs the treaty",
     "confidence": 0.5},
    {"kind": "event", "label": "Backing", "type": "SUPPORT", "quote": "backs the treaty <script>",
     "participants": [{"actor": "Peru", "role": "agent"}]},
    {"kind": "position", "holder": "Chile", "stance": "oppose", "issue": "The treaty", "quote": "I doubt that Peru"},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("treaty")


@pytest.fixture(scope="module")
def treaty(folder: Path) -> Iterator[TestClient]:
    with serve(folder, RECORDS) as opened:
        yield opened


@pytest.fixture
def address(treaty: TestClient) -> str:
    found = re.search(r'"(/id/doc/[^"#/]*)"', treaty.get("/", headers=BROWSER).text)
    assert found
    return found[1]


class _Texts(HTMLParser):
    """The words of a page's text, and the addresses of its fragments."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.ids = "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_text_is_shown_whole_with_its_passages(treaty: TestClient, address: str) -> None:
    page = treaty.get(address, headers=BROWSER).text
    section = page[page.index('<section class="text"') : page.index('<section class="beside"')]
    shown = _Texts()
    shown.feed(section)
    for paragraph in (f"🕊 Peru backs the treaty {EVIL}", "Share this", "I doubt that Peru backs it."):
        assert paragraph in shown.words
    for words in ("Peru backs the treaty", "backs the treaty <script>", "I doubt that Peru"):
        start = TEXT.index(words)
        assert f"char={start},{start + len(words)}" in shown.ids
    assert 'title="share: not read">Share this' in section


def test_passages_and_claims_lead_to_each_other(treaty: TestClient, address: str) -> None:
    page = treaty.get(address, headers=BROWSER).text
    overlap = re.search(
        r'<a class="passage is-actor is-event is-position" href="#(claim-\d+)"[^>]*>backs the treaty<', page
    )
    assert overlap
    assert f'id="{overlap[1]}"' in page
    assert f'<a href="{address}#char=2,23"' in unescape(page)


def test_a_part_has_a_page_with_its_own_claims(treaty: TestClient, address: str) -> None:
    page = treaty.get(f"{address}/part/comment-1", headers=BROWSER).text
    assert "I doubt that Peru" in page
    assert "Share this" not in page
    assert page.count('<article class="claim') == 1


def test_nothing_of_a_document_runs(treaty: TestClient, address: str) -> None:
    page = treaty.get(address, headers=BROWSER).text
    assert EVIL not in page
    assert 'href="javascript:' not in page


@pytest.mark.parametrize("rest", ["/part/comment-2", "x", "/part/%00"])
def test_what_is_not_there_is_not_found(treaty: TestClient, address: str, rest: str) -> None:
    assert treaty.get(address + rest, headers=BROWSER).status_code in (404, 422)


@pytest.mark.parametrize(
    ("change", "reason"), [("gone", "is not there any more"), ("other", "does not hold this text")]
)
def test_without_its_text_passages_are_shown_and_why(tmp_path: Path, change: str, reason: str) -> None:
    with serve(tmp_path, RECORDS) as opened:
        file = tmp_path / "made.jsonl"
        if change == "gone":
            file.unlink()
        else:
            file.write_text(file.read_text().replace("Share this", "Share that"))
        found = re.search(r'"(/id/doc/[^"#/]*)"', opened.get("/", headers=BROWSER).text)
        assert found
        page = opened.get(found[1], headers=BROWSER).text
    assert reason in page
    assert 'id="char=2,23"' in page
    assert ">Peru backs the treaty</a>" in page
    assert 'title="share' not in page


def test_stretches_make_up_their_text_and_know_their_passages() -> None:
    document = Document(id="d", text="abcdefghij")
    places = ((0, 4), (2, 6), (2, 3), (8, 10))
    passages = [Passage(n, *place, "", ("position",), (n,)) for n, place in enumerate(places)]
    [block] = mark(document, passages)
    [paragraph] = block.paragraphs
    assert "".join(stretch.text for stretch in paragraph) == document.text
    told = [(stretch.text, [passage.number for passage in stretch.passages]) for stretch in paragraph]
    assert told == [("ab", [0]), ("c", [0, 1, 2]), ("d", [0, 1]), ("ef", [1]), ("gh", []), ("ij", [3])]
    assert [stretch.claim for stretch in paragraph] == [0, 2, 0, 1, None, 3]
