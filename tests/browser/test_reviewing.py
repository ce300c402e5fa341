"""The review in a real browser: a claim is rejected and corrected, and each decision withdrawn."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from live import PATIENCE, TOKEN, Server
from playwright.sync_api import Locator, expect

from browser.watching import Watched

WORDS = "Uganda rejects the dam unless Kenya pays"


@pytest.fixture
def reviewer(desk: Watched, server: Server) -> Watched:
    """The review of the claim of Uganda, signed with a name and the token."""
    expect.set_options(timeout=1000 * PATIENCE)
    desk.open(f"/review?claim={quote(find_claim(server), safe='')}")
    desk.page.get_by_label("Your name").fill("Ada")
    desk.page.get_by_label("Token of this server").fill(TOKEN)
    return desk


def find_claim(server: Server) -> str:
    """The IRI of the position of Uganda."""
    query = "SELECT ?x { ?x a sp:Position ; sp:holder <https://w3id.org/standpoint/id/actor/uga> }"
    prefix = "PREFIX sp: <https://w3id.org/standpoint/ontology#>"
    answer = server.client.get("/sparql", params={"query": prefix + query}, headers={"Accept": "application/json"})
    iri: str = answer.json()["results"]["bindings"][0]["x"]["value"]
    return iri


def card(watched: Watched) -> Locator:
    """The claim of Uganda where it waits to be judged."""
    return watched.page.locator(".judged", has_text=WORDS)


def look_at_cell(watched: Watched) -> Locator:
    """The cell of Uganda on the dam, which is there or not."""
    watched.open("/matrix?actors=Uganda%3B+Kenya&issues=Construction+of+the+dam")
    return watched.page.locator('a.cell[aria-label*="Uganda on "]')


def withdraw(watched: Watched) -> None:
    """Withdraw the newest decision that stands."""
    watched.open("/review")
    watched.page.get_by_role("button", name="Withdraw decision").first.click()
    expect(watched.page.get_by_role("status").first).to_contain_text("withdraw")


def test_a_rejected_claim_leaves_the_matrix_until_it_is_withdrawn(reviewer: Watched) -> None:
    page = reviewer.page
    card(reviewer).get_by_label("Reason").fill("That was <i>last</i> year")
    card(reviewer).get_by_role("button", name="Reject").click()
    expect(page.locator(".outcome")).to_contain_text("reject")
    expect(card(reviewer)).to_have_count(0)
    expect(page.get_by_text("This claim is withheld")).to_be_visible()
    expect(page.locator(".decisions")).to_contain_text("That was <i>last</i> year")
    expect(look_at_cell(reviewer)).to_have_count(0)
    withdraw(reviewer)
    expect(look_at_cell(reviewer)).to_have_count(1)


def test_a_stance_is_corrected_and_the_correction_withdrawn(reviewer: Watched) -> None:
    page = reviewer.page
    card(reviewer).locator("summary").click()
    card(reviewer).get_by_label("stance").select_option("support")
    card(reviewer).get_by_role("button", name="Correct").click()
    expect(page.locator(".outcome")).to_contain_text("correct")
    expect(look_at_cell(reviewer)).to_have_class("cell is-support conditional")
    withdraw(reviewer)
    expect(look_at_cell(reviewer)).to_have_class("cell is-oppose conditional")


def test_who_has_no_token_is_told(reviewer: Watched) -> None:
    page = reviewer.page
    page.get_by_label("Token of this server").fill("a guess of somebody")
    card(reviewer).get_by_role("button", name="Accept").click()
    expect(page.locator(".outcome")).to_contain_text("not the token")
    expect(page.locator(".outcome")).to_be_focused()
    expect(card(reviewer).get_by_role("button", name="Accept")).to_be_enabled()
    reviewer.expect_refusal("/review/decisions")
