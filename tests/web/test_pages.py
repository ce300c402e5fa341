"""Pages: each has its shell, and nothing in it that a policy would have to forbid."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from kg.web.pages import PAGES

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


class _Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("path", [*(place.path for place in PAGES if place.menu), "/id/actor/ken"])
def test_a_page_has_its_shell_and_nothing_inline(client: TestClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    found = elements(response.text)
    assert [attributes.get("lang") for tag, attributes in found if tag == "html"] == ["en"]
    assert sum(tag == "h1" for tag, _ in found) == 1
    assert not any(name.startswith("on") or name == "style" for _, attributes in found for name in attributes)
    assert not any(tag == "style" or (tag == "script" and not attributes.get("src")) for tag, attributes in found)
    addresses = [attributes.get("href") or attributes.get("src") or "" for tag, attributes in found if tag != "a"]
    assert all(address.startswith("/") for address in addresses if address)


def test_what_is_loaded_is_on_the_overview(client: TestClient) -> None:
    assert "Talks on the Nile" in client.get("/", headers=BROWSER).text


def test_a_page_that_is_not_there_is_told_to_people_as_a_page(client: TestClient) -> None:
    response = client.get("/nowhere", headers=BROWSER)
    assert response.status_code == 404
    assert "<h1" in response.text


def test_a_thing_that_is_not_there_has_near_ones(client: TestClient) -> None:
    response = client.get("/id/actor/kenn", headers=BROWSER)
    assert response.status_code == 404
    assert 'href="/id/actor/ken"' in response.text
