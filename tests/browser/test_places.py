"""Each page in a real browser: it opens without a complaint, asks nobody else, keeps nobody out and fits a phone."""

from __future__ import annotations

from functools import cache

import pytest
from live import PATIENCE, Server
from playwright.sync_api import Browser

from browser.watching import PHONE, Watched, watching
from kg.web.claims import KINDS
from kg.web.pages import PAGES

# Pages of things: the class and what is asked of the thing, so that there is much to see on its page.
THINGS = {
    "actor": "?x a sp:State . ?y sp:holder ?x",
    "issue": "?x a sp:Issue . ?y sp:issue ?x",
    "resolution": "?x a sp:Resolution . ?y ?p ?x",
    "document": "?x a sp:Document . ?y sp:statedIn ?x",
    **{kind: f"?x a sp:{name} . ?x ?p ?y" for name, kind in KINDS.items() if kind != "vote"},
    "passage": "?x a sp:Passage . ?x ?p ?y",
}
WRONG = {"no thing": "/id/actor/kenn", "no page": "/nowhere", "no date": "/matrix?since=soon"}
MORE = {
    "search": "/search?q=Russia",
    "query": "/queries/positions?actor=Russia",
    "query with a picture": "/queries/stances",
    "query without its name": "/queries/coalitions",
}
MENU = {place.name: place.path for place in PAGES if place.menu}


@cache
def address_of(server: Server, kind: str) -> str:
    """The address of the thing of that kind of which most is said."""
    prefix = "PREFIX sp: <https://w3id.org/standpoint/ontology#>"
    query = f"{prefix} SELECT ?x WHERE {{ {THINGS[kind]} }} GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1"
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": "application/json"}).json()
    iri: str = answer["results"]["bindings"][0]["x"]["value"]
    return iri.removeprefix("https://w3id.org/standpoint")


def examine(watched: Watched) -> None:
    """What holds of every page: light on a desk, dark on a phone."""
    page = watched.page
    assert page.title().endswith(" · Standpoint")
    assert page.locator("h1:visible").count() == 1
    assert page.locator("h1:visible").inner_text().strip()
    assert not (wide := watched.find_overflow()), wide
    assert not (found := watched.find_barriers()), found
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert not (wide := watched.find_overflow()), wide
    assert not (found := watched.find_barriers()), found


@pytest.mark.parametrize("name", MENU)
def test_a_page_of_the_menu_opens_for_everybody(desk: Watched, name: str) -> None:
    desk.open(MENU[name])
    assert desk.page.locator("nav a[aria-current=page]").count() >= 1
    examine(desk)


@pytest.mark.parametrize("name", MORE)
def test_what_the_menu_does_not_name_opens_for_everybody(desk: Watched, name: str) -> None:
    desk.open(MORE[name])
    examine(desk)


def test_the_claims_behind_a_cell_open_for_everybody(desk: Watched) -> None:
    desk.open("/matrix?actors=Uganda")
    desk.open(desk.page.locator("a.cell").first.get_attribute("href") or "")
    assert desk.page.locator("blockquote").count() > 0
    examine(desk)


def test_no_page_is_left_out() -> None:
    assert {place.name for place in PAGES} == {*MENU, "search", "query", "cell", "thing"}


@pytest.mark.parametrize("kind", THINGS)
def test_the_page_of_a_thing_opens_for_everybody(desk: Watched, server: Server, kind: str) -> None:
    desk.open(address_of(server, kind))
    examine(desk)


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_address_is_told_to_everybody(desk: Watched, what: str) -> None:
    desk.open(WRONG[what])
    desk.expect_refusal()
    examine(desk)


def test_the_panel_of_the_matrix_keeps_nobody_out(desk: Watched) -> None:
    desk.open("/matrix")
    desk.page.locator("a.cell").first.click()
    desk.page.locator("#panel blockquote").first.wait_for()
    assert not (found := desk.find_barriers()), found
    desk.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert not (wide := desk.find_overflow()), wide


def test_pages_tell_what_they_hold_without_scripts(browser: Browser, origin: str) -> None:
    with watching(browser, origin, java_script_enabled=False) as watched:
        watched.page.set_default_timeout(1000 * PATIENCE)
        watched.open("/matrix?actors=Uganda")
        watched.page.locator("a.cell").first.click()
        watched.page.get_by_text("Uganda rejects the dam unless Kenya pays").first.wait_for()


@pytest.mark.parametrize(
    ("free", "words"), [(False, "Content Security Policy"), (True, "request to http://example.org/")]
)
def test_what_reaches_out_would_be_noticed(browser: Browser, origin: str, free: bool, words: str) -> None:
    with watching(browser, origin, bypass_csp=free) as watched:
        watched.open("/")
        assert watched.page.evaluate("fetch('http://example.org/').catch(() => 'unreachable')") == "unreachable"
        assert any(words in problem for problem in watched.problems), watched.problems
        watched.problems.clear()
