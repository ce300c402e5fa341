"""The agreement matrix: the signs of its cells, what narrows it, and the claims behind a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from made_stores import BROWSER, serve
from starlette.testclient import TestClient

EVIL = "<script>alert(1)</script>"


def position(holder: str, stance: str, issue: str, date: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "position", "holder": holder, "stance": stance, "issue": issue, "quote": f"{holder} says so",
        "date": date, **more,
    }  # fmt: skip


RECORDS: list[dict[str, Any]] = [
    {
        "kind": "document",
        "id": "a",
        "text": "Peru says so. Chile says so.",
        "title": "First",
        "published": "2003-01-10",
    },
    position("Peru", "support", "Sharing the lake", "2003-01"),
    position("Peru", "support", "Sharing the lake", "2003-01", quote="says so. Chile"),
    position(
        "Chile", "oppose", "Sharing the lake", "2003-01", conditions=[{"type": "unless", "text": "Chile says so"}]
    ),
    {"kind": "document", "id": "b", "text": f"Peru says so, and {EVIL}.", "title": EVIL, "published": "2009-02-01"},
    position("Peru", "oppose", "Sharing the lake", "2009"),
    position("Peru", "support", f"Issue {EVIL}", "2009"),
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("lake"), RECORDS) as opened:
        yield opened


def cells(text: str) -> dict[str, str]:
    """The labels of the cells with their signs."""
    found = re.findall(r'<a class="cell[^"]*" href="[^"]*" aria-label="([^"]*)".*?<span class="sign">([^<]*)<', text)
    return {unescape(label): sign for label, sign in found}


def test_cells_tell_stance_condition_and_contest_by_signs(lake: TestClient) -> None:
    found = cells(lake.get("/matrix", headers=BROWSER).text)
    assert found["Peru on Sharing the lake: support (2), oppose (1), sources differ"] == "+/−"
    assert found["Chile on Sharing the lake: oppose (1), only on conditions"] == "−*"


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ("until=2003&issues=Sharing the lake&actors=Peru", ["Peru on Sharing the lake: support (2)"]),
        ("since=2004&actors=Peru&issues=Sharing the lake", ["Peru on Sharing the lake: oppose (1)"]),
        ("source=First&actors=Peru", ["Peru on Sharing the lake: support (2)"]),
        ("source=First&actors=Peru&once_per=document", ["Peru on Sharing the lake: support (1)"]),
        ("source=First&actors=Chile; Peru&columns=1", ["Peru on Sharing the lake: support (2)"]),
        ("since=2030", []),
    ],
)
def test_what_is_asked_narrows_the_matrix(lake: TestClient, asked: str, labels: list[str]) -> None:
    assert list(cells(lake.get(f"/matrix?{asked}", headers=BROWSER).text)) == labels


@pytest.mark.parametrize("asked", ["since=soon", "actors=Atlantis", "once_per=moon", "rows=many", "source=Nothing"])
def test_what_does_not_fit_is_refused(lake: TestClient, asked: str) -> None:
    assert lake.get(f"/matrix?{asked}", headers=BROWSER).status_code == 422


def test_a_cell_leads_to_its_claims_and_these_to_the_passage(lake: TestClient) -> None:
    page = lake.get("/matrix?source=First", headers=BROWSER).text
    found = re.search(r'href="([^"]*)" aria-label="Chile on', page)
    assert found
    claims = lake.get(unescape(found[1]), headers=BROWSER).text
    assert "</span>opposes</span>" in claims
    assert "Chile says so" in claims
    assert "unless Chile says so" in claims
    assert re.search(r'<blockquote><p dir="auto"><a href="/id/doc/[^"#]*#char=14,27"', claims)


@pytest.mark.parametrize("asked", ["", "actor=actor/per", "actor=actor/ per&issue=x"])
def test_a_cell_of_nothing_is_refused(lake: TestClient, asked: str) -> None:
    assert lake.get(f"/matrix/cell?{asked}", headers=BROWSER).status_code == 422


@pytest.mark.parametrize("path", ["/matrix", "/matrix/cell?actor=actor/per&issue=issue/script-alert-1", "/"])
def test_labels_are_shown_and_never_run(lake: TestClient, path: str) -> None:
    assert EVIL not in lake.get(path, headers=BROWSER).text


def test_the_form_keeps_what_was_asked(lake: TestClient) -> None:
    page = lake.get('/matrix?since=2003-01&actors="><b>;Peru', headers=BROWSER)
    assert page.status_code == 422
    assert "<b>" not in page.text
    assert 'value="2003-01"' in lake.get("/matrix?since=2003-01", headers=BROWSER).text
