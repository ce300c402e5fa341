"""The timeline: dated claims, narrowed by what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from made_stores import BROWSER, serve
from starlette.testclient import TestClient

EVIL = '"><script>alert(1)</script>'
RECORDS: list[dict[str, Any]] = [
    {"kind": "document", "id": "a", "text": f"Peru left. Chile wept. Fiji sang. {EVIL}", "title": "Leaving",
     "authors": [{"name": "Ann Lee"}]},
    {"kind": "event", "label": f"Peru left {EVIL}", "type": "REJECT", "quote": "Peru left", "date": "2001-05-04",
     "participants": [{"actor": "Peru", "role": "agent"}]},
    {"kind": "position", "holder": "Chile", "stance": "oppose", "issue": "Leaving", "quote": "Chile wept",
     "date": "2003"},
    {"kind": "position", "holder": "Fiji", "stance": "support", "issue": "Singing", "quote": "Fiji sang"},
]  # fmt: skip


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("leaving"), RECORDS) as opened:
        yield opened


def entries(text: str) -> list[tuple[str, ...]]:
    found = re.findall(r'data-first="([^"]*)" data-last="([^"]*)" data-row="([^"]*)"[^>]*>.*?<a [^>]*>([^<]*)<', text)
    return [tuple(map(unescape, each)) for each in found]


PERU = ("2001-05-04", "2001-05-04", "event", f"Peru left {EVIL}")
CHILE = ("2003-01-01", "2003-12-31", "position", "Chile opposes Leaving")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", [PERU, CHILE]),
        ("kind=position", [CHILE]),
        ("kind=position&kind=event", [PERU, CHILE]),
        ("since=2003-06", [CHILE]),
        ("until=2002", [PERU]),
        ("actors=Peru", [PERU]),
        ("issues=Leaving", [CHILE]),
        ("source=Leaving", [PERU, CHILE]),
        ("most=1&page=2", [PERU]),
        ("since=2010", []),
    ],
)
def test_dated_claims_stand_in_order(leaving: TestClient, asked: str, told: list[tuple[str, ...]]) -> None:
    assert entries(leaving.get(f"/timeline?{asked}", headers=BROWSER).text) == told


def test_the_next_page_keeps_every_kind_that_is_asked_for(leaving: TestClient) -> None:
    text = leaving.get("/timeline?kind=position&kind=event&most=1", headers=BROWSER).text
    following = re.findall(r'<a href="([^"]*)" rel="next">', text)
    assert following
    assert {unescape(href) for href in following} == {"/timeline?kind=position&kind=event&most=1&page=2"}


@pytest.mark.parametrize("asked", ["kind=vote", "since=then", "most=all", "actors=Atlantis"])
def test_what_does_not_fit_is_refused(leaving: TestClient, asked: str) -> None:
    assert leaving.get(f"/timeline?{asked}", headers=BROWSER).status_code == 422


def test_labels_never_run(leaving: TestClient) -> None:
    assert "<script>alert" not in leaving.get("/timeline", headers=BROWSER).text
