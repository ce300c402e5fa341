"""Pages of actors, issues, resolutions and claims, at their own addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from made_stores import BROWSER, serve
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from kg.web.differing import find_differences
from kg.web.standing import Stand

EVIL = "<script>alert(1)</script>"
TEXT = "Peru backs S/RES/7. Chile fought Peru. Chile left. Peru, says Ann, no longer backs it."


def claim(kind: str, quote: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "quote": quote, **more}


RECORDS: list[dict[str, Any]] = [
    {"kind": "document", "id": "a", "text": TEXT, "title": f"On {EVIL}", "published": "2003-01-10"},
    claim("actor", "Peru", name="Peru", type="state"),
    claim("position", "Peru backs S/RES/7", id="p", holder="Peru", stance="support", issue="S/RES/7", date="2003"),
    claim("position", "no longer backs it", holder="Peru", stance="oppose", issue="S/RES/7", revises=["p"],
          attribution=[{"sources": ["The paper"], "manner": "own_voice"},
                       {"sources": [f"Ann {EVIL}"], "manner": "indirect_speech", "cue": "says"}]),
    claim("position", "Chile fought", holder="Chile", stance="mixed", issue=f"War {EVIL}"),
    claim("event", "Chile fought Peru", label=f"Fight {EVIL}", type="ASSAULT", date="2002-11",
          participants=[{"actor": "Chile", "role": "agent"}, {"actor": "Peru", "role": "recipient"}]),
    claim("relation", "Chile fought Peru", type="rival", a="Chile", b="Peru"),
    claim("resolution", "S/RES/7", label="Resolution 7", symbol="S/RES/7", type="resolution", status="adopted",
          body="United Nations Security Council", votes_for=15),
]  # fmt: skip


@pytest.fixture(scope="module")
def peru(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("peru"), RECORDS) as opened:
        yield opened


def page(client: TestClient, path: str) -> str:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    return response.text


def test_an_actor_stands_somewhere_according_to_somebody(peru: TestClient) -> None:
    text = page(peru, "/id/actor/per")
    assert re.search(r'href="/matrix/cell\?actor=actor%2Fper&amp;issue=[^"]*" aria-label="[^"]*: oppose \(1\)"', text)
    for heading in ("Where it stands", "Over time", "Given up", "Who says so", "Events", "Relations"):
        assert heading in text
    assert "is a rival of" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/id/resolution/s-res-7", ['<p class="lead">Resolution</p>', "Oppose", "What is told of it", "15 for"]),
        ("/id/actor/chl", ["is of two minds on", "War"]),
        ("/id/actor/bra", ["No source on record speaks of it"]),
        ("/id/issue/script-alert-1-script-war", ["Mixed", "Chile"]),
    ],
)
def test_pages_say_what_is_on_record(peru: TestClient, path: str, words: list[str]) -> None:
    found = peru.get(path, headers=BROWSER)
    if found.status_code == 404 and path.startswith("/id/issue"):
        near = re.search(r'href="(/id/issue/[^"]*)"', page(peru, "/matrix"))
        assert near
        found = peru.get(near[1], headers=BROWSER)
    for word in words:
        assert word in found.text


@pytest.mark.parametrize(
    ("path", "asked", "never"),
    [
        ("/id/actor/per", ["positions?actor=", "gaps?actor=", "events?a="], ["agreements", "ballots"]),
        ("/id/resolution/s-res-7", ["ballots?resolution=", "referring?resolution=", "issue?issue="], ["coalitions"]),
    ],
)
def test_questions_about_a_thing_need_nothing_else(
    peru: TestClient, path: str, asked: list[str], never: list[str]
) -> None:
    text = page(peru, path)
    links = re.findall(r'href="(/queries/[^"]*)"', text)
    for start in asked:
        assert any(link.startswith(f"/queries/{start}https%3A%2F%2F") for link in links), start
    assert not [link for link in links for name in never if link.startswith(f"/queries/{name}?")]
    assert all(peru.get(unescape(link), headers=BROWSER).status_code == 200 for link in links[:3])


def claims_of(client: TestClient, path: str) -> list[str]:
    found = re.findall(r'class="more" href="([^"]*)"', page(client, path))
    return [unescape(href) for href in dict.fromkeys(found) if href.startswith("/id/")]


def test_an_event_has_a_page_with_its_words_in_their_place(peru: TestClient) -> None:
    [event] = [href for href in claims_of(peru, "/id/actor/per") if "/event-record/" in href]
    text = page(peru, event)
    assert "<strong>Chile fought Peru</strong>" in text
    assert "Other claims on the same words" in text
    assert re.search(r'<dt>Who</dt><dd dir="auto"><a href="/id/actor/chl"', text)
    assert re.search(r'<dt>To whom</dt><dd dir="auto"><a href="/id/actor/per"', text)
    assert re.search(r"<dt>When</dt><dd[^>]*>November 2002<", text)
    assert "as one source tells it" in text


def fight(words: str, **more: Any) -> dict[str, Any]:
    roles = [{"actor": "Chile", "role": "agent"}, {"actor": "Peru", "role": "recipient"}]
    return claim("event", words, label=words, type="ASSAULT", participants=roles, **more)


FIGHTS: list[dict[str, Any]] = [
    {
        "kind": "document",
        "id": "b",
        "text": "It shot. It fired. It burnt.",
        "title": "Fights",
        "published": "2003-01-10",
    },
    fight("It shot", date="2002-11-05", place="Arica"),
    fight("It fired", date="2002"),
    fight("It burnt", date="1999-01-01"),
]


def test_tellings_of_what_may_be_one_event_stand_side_by_side(tmp_path: Path) -> None:
    with serve(tmp_path, FIGHTS) as client:
        events = [href for href in claims_of(client, "/id/actor/chl") if "/event-record/" in href]
        texts = {re.findall(r"<h1[^>]*>([^<]*)", text)[0]: text for text in (page(client, href) for href in events)}
    shot, burnt = texts["It shot"], texts["It burnt"]
    table = shot.partition('<table class="tellings">')[2].partition("</table>")[0]
    assert "5 November 2002" in table
    assert re.search(r"<td[^>]*>2002<", table)
    assert "Arica" in table
    assert "It burnt" not in table
    assert "It burnt" in shot.partition("at other times")[2]
    assert '<table class="tellings">' not in burnt


def test_an_address_without_a_thing_leads_to_things_by_their_names(peru: TestClient) -> None:
    response = peru.get("/id/actor/perr", headers=BROWSER)
    assert response.status_code == 404
    assert re.search(r'<a href="/id/actor/per"[^>]*>Peru</a>', response.text)
    assert "/search?q=perr" in response.text


@pytest.mark.parametrize("place", ["/network", "/timeline", "/matrix"])
def test_a_wrong_name_is_answered_with_the_address_of_the_right_one(peru: TestClient, place: str) -> None:
    response = peru.get(f"{place}?since=2001&actors=Peruu;+Chile", headers=BROWSER)
    assert response.status_code == 422
    links = [unescape(link) for link in re.findall(r'<a href="([^"]*)"[^>]*>Peru</a>', response.text)]
    assert links == [f"{place}?since=2001&actors=Peru%3B+Chile"]
    assert peru.get(links[0], headers=BROWSER).status_code == 200


def test_a_position_that_was_given_up_says_so(peru: TestClient) -> None:
    positions = [href for href in claims_of(peru, "/id/actor/per") if "/position/" in href]
    told = [page(peru, href) for href in positions]
    assert ["was given up" in text for text in told].count(True) == 1
    assert any("citing" in text and "(indirect speech)" in text for text in told)


def test_labels_never_run(peru: TestClient) -> None:
    paths = {"/id/actor/per", "/id/actor/chl", "/id/resolution/s-res-7", *claims_of(peru, "/id/actor/chl")}
    for path in sorted(paths):
        assert EVIL not in page(peru, path)


def at(stance: str, first: str, last: str) -> Stand:
    node = NamedNode(f"x:{stance}{first}{last}")
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    return Stand(node, NamedNode("x:who"), NamedNode("x:issue"), NamedNode("x:doc"), stance, days[0], days[1], False)


@pytest.mark.parametrize(
    ("stands", "told"),
    [
        ([at("support", "2001-01-01", "2001-12-31"), at("oppose", "2002-01-01", "2002-01-01")], ("support", False)),
        ([at("support", "2003-01-01", "2003-01-01"), at("oppose", "2002-01-01", "2002-01-01")], ("oppose", False)),
        ([at("support", "2001-01-01", "2002-12-31"), at("oppose", "2002-01-01", "2002-01-01")], ("support", True)),
        ([at("support", "", ""), at("oppose", "2002-01-01", "2002-01-01")], ("oppose", True)),
        ([at("support", "2001-01-01", ""), at("oppose", "2002-01-01", "2002-01-01")], ("oppose", True)),
    ],
)
def test_both_sides_are_told_together_or_one_after_the_other(stands: list[Stand], told: tuple[str, bool]) -> None:
    [found] = find_differences([*stands, at("mixed", "2002-01-01", "2002-01-01")])
    assert (found.before.stance, found.together) == told


def test_one_side_makes_no_difference() -> None:
    assert not find_differences([at("support", "2001-01-01", "2001-01-01"), at("mixed", "", "")])
