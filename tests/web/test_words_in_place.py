"""What stands around the words of claims, how they are cited, and words of texts on which no claim rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from made_stores import BROWSER, serve
from starlette.testclient import TestClient

TEXT = (
    "PORT LOUIS, 3 May 2021 (Reef Wire) - The talks on the reef began on Monday. "
    "Nobody had slept, a clerk said. Mauritius wants the reef closed to trawlers. “We’ll wait,” a captain said.\n\n"
    "A diplomat who asked not to be named said that the talks were dead - quite dead.\n\n"
    + "The sea was calm and the boats lay still in the harbour of the town. "
    * 12
)
CLAIM = "Mauritius wants the reef closed to trawlers"
RECORDS: list[dict[str, Any]] = [
    {"kind": "document", "id": "reef", "text": TEXT, "title": "Talks on the Reef", "published": "2021-05-03",
     "publisher": "Reef Wire", "source": "https://reef.example/talks",
     "authors": [{"name": "Ann Lee"}, {"name": "Bo Tan"}]},
    {"kind": "position", "holder": "Mauritius", "stance": "support", "issue": "Closing the reef", "quote": CLAIM,
     "date": "2021-04", "attribution": [{"sources": ["Ann Lee", "Bo Tan"], "manner": "own_voice"},
                                        {"sources": ["a clerk"], "manner": "indirect_speech", "cue": "said"}]},
    {"kind": "position", "holder": "Mauritius", "stance": "oppose", "issue": "Sleep", "quote": "Nobody had slept"},
    {"kind": "document", "id": "note", "text": "Malta rejects the reef. It does so gladly.", "title": "A Note"},
    {"kind": "position", "holder": "Malta", "stance": "oppose", "issue": "Reef", "quote": "Malta rejects the reef"},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reef")


@pytest.fixture(scope="module")
def reef(folder: Path) -> Iterator[TestClient]:
    with serve(folder, RECORDS) as opened:
        yield opened


def read(reef: TestClient, address: str) -> str:
    """The words of a page, without its marks."""
    page = reef.get(address, headers=BROWSER)
    assert page.status_code == 200, address
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def find_claim(reef: TestClient, actor: str, issue: str) -> str:
    page = reef.get(f"/id/actor/{actor}", headers=BROWSER).text
    return str(next(href for href in re.findall(r'href="(/id/doc/[^"#]+/position/[^"]+)"', page) if issue in href))


def test_whole_sentences_stand_around_the_words(reef: TestClient) -> None:
    told = read(reef, find_claim(reef, "mus", "reef"))
    assert f"Nobody had slept, a clerk said. {CLAIM} . “We’ll wait,” a captain said." in told


def test_a_text_that_is_gone_leaves_the_words_that_the_store_keeps(tmp_path: Path) -> None:
    with serve(tmp_path, RECORDS) as alone:
        (tmp_path / "made.jsonl").unlink()
        told = read(alone, find_claim(alone, "mus", "reef"))
    assert f"clerk said. {CLAIM} . “We’ll wait,” a …" in told


def test_a_claim_is_cited_with_who_says_it_through_whom_and_where(reef: TestClient) -> None:
    start = TEXT.index(CLAIM)
    cited = (
        f"“{CLAIM}” (a clerk, indirect speech), in: Ann Lee and Bo Tan, “Talks on the Reef”, Reef Wire, 3 May 2021, "
        f"characters {start}–{start + len(CLAIM)}, https://reef.example/talks."
    )
    page = reef.get(find_claim(reef, "mus", "reef"), headers=BROWSER).text
    assert f'data-copy="{cited}"' in unescape(page)


def test_what_was_said_earlier_than_published_says_both(reef: TestClient) -> None:
    told = read(reef, find_claim(reef, "mus", "reef"))
    assert "April 2021 published 3 May 2021" in told


def test_an_author_without_a_name_is_told_so_and_not_cited(reef: TestClient) -> None:
    address = find_claim(reef, "mlt", "reef")
    told = read(reef, address)
    assert "told by the unnamed author" in told
    assert "in: “A Note”, characters 0–22." in told
    assert "Author not named" in read(reef, address.partition("/position/")[0])


@pytest.mark.parametrize(
    ("words", "before", "found"),
    [
        ("asked not to be named", "A diplomat who", "asked not to be named"),
        ("named dead diplomat", "", "diplomat"),
        ('"we\'ll wait"', "", "We’ll wait"),
        ("HARBOUR OF THE TOWN", "in the", "harbour of the town"),
    ],
)
def test_words_of_texts_without_a_claim_are_found(reef: TestClient, words: str, before: str, found: str) -> None:
    page = reef.get("/search", params={"q": words, "from": "0"}, headers=BROWSER).text
    assert f"{before}</span><strong>{found}" in unescape(page).replace(" </span>", "</span>")
    assert "in all 2 texts" in page


def test_the_place_of_words_is_an_address(reef: TestClient) -> None:
    page = reef.get("/search", params={"q": "dead - quite", "from": "0"}, headers=BROWSER).text
    assert re.search(r'href="/id/doc/[^"#]+#:~:text=dead%20%2D%20quite"', page)


def test_texts_that_cannot_be_read_again_are_counted(tmp_path: Path) -> None:
    with serve(tmp_path, RECORDS) as alone:
        (tmp_path / "made.jsonl").unlink()
        told = read(alone, "/search?q=diplomat")
    assert "Nothing in all 2 texts" in told
    assert "2 could not be read again" in told


def test_texts_are_searched_on_from_where_a_page_ended(reef: TestClient) -> None:
    told = read(reef, "/search?q=reef&from=1")
    assert "texts 2–2 of 2" in told


@pytest.mark.parametrize(("words", "near"), [("Maurituis", "Mauritius"), ("Talks on the Reeef", "Talks on the Reef")])
def test_a_slip_is_answered_with_the_nearest_names(reef: TestClient, words: str, near: str) -> None:
    told = read(reef, f"/search?q={words}")
    assert "Did you mean one of these?" in told
    assert near in told


def test_words_that_nothing_has_together_are_offered_one_by_one(reef: TestClient) -> None:
    page = reef.get("/search?q=malta mauritius", headers=BROWSER).text
    assert 'href="/search?q=malta"' in page
    assert 'href="/search?q=mauritius"' in page
