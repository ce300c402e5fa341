"""The network: who is tied to whom, by what, narrowed as the address says, and readable without its drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from made_stores import BROWSER, serve
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from kg.web.ties import Tie

EVIL = "<script>alert(1)</script>"


def position(holder: str, stance: str, issue: str, date: str = "2001") -> dict[str, object]:
    words = f"{holder} says so" if holder != EVIL else EVIL
    return {"kind": "position", "holder": holder, "stance": stance, "issue": issue, "quote": words, "date": date}


RECORDS: list[dict[str, object]] = [
    {
        "kind": "document",
        "id": "lake",
        "title": "On the lake",
        "text": f"Peru says so. Chile says so. Bolivia says so. Panama says so. {EVIL}",
        "published": "2001-02-01",
    },
    *(position(holder, "support", "Sharing the lake") for holder in ("Peru", "Chile")),
    position("Bolivia", "oppose", "Sharing the lake"),
    position("Peru", "support", "A fishing ban", "2009"),
    position("Chile", "oppose", "A fishing ban", "2009"),
    position("Bolivia", "mixed", "A fishing ban", "2009"),
    position("Panama", "uncertain", "A fishing ban", "2009"),
    position(EVIL, "support", "A new port"),
    position("Panama", "support", "A new port"),
    {"kind": "relation", "type": "ally", "a": "Peru", "b": "Panama", "quote": "Panama says so"},
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("network"), RECORDS) as opened:
        yield opened


def ties(page: str) -> dict[str, str]:
    """What the table says of each pair, by their names."""
    found = re.findall(r'<td><a href="([^"]*)" aria-label="([^":]*): ([^"]*)">', page)
    return {unescape(pair): words for _, pair, words in found}


def test_ties_count_issues_on_which_two_stand_alike_or_against_each_other(lake: TestClient) -> None:
    assert ties(lake.get("/network", headers=BROWSER).text) == {
        "Bolivia and Chile": "agree on 1, disagree on 2",
        "Bolivia and Peru": "agree on 1, disagree on 2",
        "Chile and Peru": "agree on 1, disagree on 1",
        f"Panama and {EVIL}": "agree on 1",
    }


@pytest.mark.parametrize(
    ("asked", "pairs"),
    [
        ("ties=disagree&until=2005", ["Bolivia and Chile", "Bolivia and Peru"]),
        ("ties=agree&until=2005&issues=Sharing the lake", ["Chile and Peru"]),
        ("actors=Peru&since=2008", ["Bolivia and Peru", "Chile and Peru"]),
        ("least=3", ["Bolivia and Chile", "Bolivia and Peru"]),
        ("each=1&least=2", ["Bolivia and Chile", "Bolivia and Peru"]),
        ("each=1&ties=agree&issues=A new port; Sharing the lake", ["Chile and Peru", f"Panama and {EVIL}"]),
        ("most=2", ["Bolivia and Chile"]),
        ("ties=relation", ["Peru and Panama"]),
        ("ties=relation&actors=Chile", []),
        ("source=On the lake&least=3", ["Bolivia and Chile", "Bolivia and Peru"]),
    ],
)
def test_what_is_asked_narrows_the_network(lake: TestClient, asked: str, pairs: list[str]) -> None:
    assert list(ties(lake.get(f"/network?{asked}", headers=BROWSER).text)) == pairs


def test_a_tie_leads_to_the_claims_behind_it(lake: TestClient) -> None:
    page = lake.get("/network?actors=Peru&until=2005", headers=BROWSER).text
    found = re.search(r'<a href="([^"]*)" aria-label="Chile and Peru', page)
    assert found
    answer = lake.get(unescape(found[1]), headers=BROWSER)
    assert answer.status_code == 200
    assert "Sharing the lake" in answer.text
    assert "A fishing ban" not in answer.text.partition('id="answer"')[2]


def test_each_actor_leads_to_its_own_network(lake: TestClient) -> None:
    page = lake.get("/network", headers=BROWSER).text
    found = re.search(r'data-label="Chile" data-ties="2">.*?<a class="note" href="([^"]*)"', page)
    assert found
    assert set(ties(lake.get(unescape(found[1]), headers=BROWSER).text)) == {"Bolivia and Chile", "Chile and Peru"}


@pytest.mark.parametrize("asked", ["ties=love", "least=x", "most=9999999", "actors=Atlantis", "since=soon"])
def test_what_does_not_fit_is_refused(lake: TestClient, asked: str) -> None:
    assert lake.get(f"/network?{asked}", headers=BROWSER).status_code == 422


def test_labels_are_shown_and_never_run(lake: TestClient) -> None:
    page = lake.get("/network", headers=BROWSER).text
    assert EVIL not in page
    assert "&lt;script&gt;" in page


def test_what_is_drawn_is_what_the_tables_hold(lake: TestClient) -> None:
    page = lake.get("/network", headers=BROWSER).text
    found = re.search(r'<figure class="network" data-net="([^"]*)"', page)
    assert found
    net = lake.get(unescape(found[1])).json()
    labels = [actor["label"] for actor in net["actors"]]
    drawn = {f"{labels[one]} and {labels[other]}": words for one, other, _, _, words in net["ties"]}
    assert drawn == ties(page)
    assert [str(actor["ties"]) for actor in net["actors"]] == re.findall(r'data-ties="(\d+)"', page)


def test_a_drawing_is_narrowed_as_its_page_is(lake: TestClient) -> None:
    page = lake.get("/network?actors=Peru&since=2008", headers=BROWSER).text
    found = re.search(r'data-net="([^"]*)"', page)
    assert found
    net = lake.get(unescape(found[1])).json()
    assert len(net["ties"]) == len(ties(page)) == 2
    assert net["claims"] == {"path": "/queries/agreements", "names": ["a", "b"], "given": {"since": "2008"}}


def test_the_drawing_of_no_ties_is_empty(lake: TestClient) -> None:
    assert lake.get("/network.json?ties=relation&actors=Chile").json()["ties"] == []


def test_tables_are_paged_and_keep_what_is_asked(lake: TestClient) -> None:
    page = lake.get("/network?least=1&page=2&members=3", headers=BROWSER).text
    assert ties(page) == ties(lake.get("/network", headers=BROWSER).text), "the last page is the first"


@pytest.mark.parametrize(
    ("tie", "lean"),
    [
        ((3, 0), "agree"),
        ((4, 2), "agree"),
        ((3, 2), "both"),
        ((1, 1), "both"),
        ((1, 2), "disagree"),
        ((0, 1), "disagree"),
    ],
)
def test_a_tie_leans_to_what_is_told_twice_as_often(tie: tuple[int, int], lean: str) -> None:
    ends = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
    assert Tie(*ends, *tie).lean == lean
