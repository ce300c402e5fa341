"""What readers do, step by step, in a real browser: from an overview to the sentence that says so."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from live import PATIENCE
from playwright.sync_api import Browser, expect

from browser.watching import PHONE, Watched, watching

WORDS = "Uganda rejects the dam unless Kenya pays"
PREFIX = "PREFIX sp: <https://w3id.org/standpoint/ontology#>"
CELL = 'a.cell[aria-label*="Uganda on "]'


@pytest.fixture(autouse=True)
def patience() -> None:
    """A slow machine may take its time for whatever is expected."""
    expect.set_options(timeout=1000 * PATIENCE)


def test_from_the_overview_by_search_to_an_actor(desk: Watched) -> None:
    page = desk.page
    desk.open("/")
    expect(page.get_by_role("link", name="Talks on the Nile").first).to_be_visible()
    page.get_by_role("searchbox", name="Search actors").fill("Uganda")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Uganda")
    page.get_by_role("main").get_by_role("link", name="Uganda", exact=True).first.click()
    page.wait_for_url("**/id/actor/uga")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uganda")
    expect(page.get_by_text(WORDS).first).to_be_visible()


def test_from_a_cell_to_the_sentence_in_the_document(desk: Watched) -> None:
    page = desk.page
    desk.open("/matrix?actors=Uganda%3B+Kenya")
    page.locator(CELL).click()
    panel = page.locator("#panel")
    expect(panel).to_be_focused()
    expect(panel.locator("blockquote")).to_contain_text(WORDS)
    assert page.url.endswith("/matrix?actors=Uganda%3B+Kenya")
    panel.locator("blockquote a").click()
    page.wait_for_url("**/id/doc/**")
    lit = page.locator(".text .passage.lit")
    assert "".join(lit.all_inner_texts()) == WORDS
    expect(lit.first).to_be_in_viewport()
    expect(page.locator(".record.lit", has_text=WORDS).first).to_be_in_viewport()


def test_text_and_claims_point_at_each_other(desk: Watched) -> None:
    page = desk.page
    desk.open("/id/actor/uga")
    page.locator("blockquote a", has_text=WORDS).first.click()
    record = page.locator(".record", has_text="Kenya wants the dam to be built").first
    record.hover()
    expect(page.locator(".text .passage.lit")).to_have_text("Kenya wants the dam to be built")
    page.locator(".text .passage", has_text="rejects").first.hover()
    expect(page.locator(".record.lit", has_text=WORDS).first).to_be_visible()
    page.get_by_role("checkbox", name="position").uncheck()
    expect(page.locator('.record[data-kind="position"]').first).to_be_hidden()


def test_the_matrix_is_walked_by_keys(desk: Watched) -> None:
    page = desk.page
    desk.open("/matrix?actors=Uganda%3B+Kenya")
    cells = page.locator(".matrix tbody tr", has_text="dam").locator("a.cell")
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cells.first).to_be_focused()


def test_filters_are_kept_in_the_address(desk: Watched) -> None:
    page = desk.page
    desk.open("/matrix")
    page.locator("summary", has_text="Filters").click()
    actors = page.get_by_label("Actors", exact=True)
    actors.press_sequentially("Ugan")
    expect(page.locator('datalist option[value="Uganda"]')).to_have_count(1)
    actors.fill("Uganda")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/matrix?*actors=Uganda*")
    expect(page.locator(".matrix thead th.actor")).to_have_text(["Uganda"])
    page.reload()
    expect(page.get_by_label("Actors", exact=True)).to_have_value("Uganda")
    expect(page.locator(CELL)).to_be_visible()


def test_the_colours_that_a_reader_chose_stay(desk: Watched) -> None:
    page = desk.page
    desk.open("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(ground)
    assert dark != light
    desk.open("/matrix")
    assert page.evaluate(ground) == dark
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(ground) == light


def test_a_question_is_asked_by_a_form_and_taken_home(desk: Watched, tmp_path: Path) -> None:
    page = desk.page
    desk.open("/queries")
    page.locator('a[href="/queries/positions"]').click()
    page.locator("#field-actor").fill("Uganda")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/queries/positions?actor=Uganda")
    expect(page.locator(".answers")).to_contain_text(WORDS)
    with page.expect_download() as coming:
        page.locator(".files a", has_text=re.compile("^csv$")).click()
    coming.value.save_as(tmp_path / "positions.csv")
    with (tmp_path / "positions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["quote"] for row in rows] == [WORDS]
    assert coming.value.suggested_filename == "positions.csv"


def test_a_question_that_lacks_a_name_says_which(desk: Watched) -> None:
    page = desk.page
    desk.open("/queries/positions?actor=Ugandaa")
    desk.expect_refusal()
    expect(page.locator("#field-actor")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("alert").get_by_role("link", name="Uganda", exact=True).click()
    expect(page.locator(".answers")).to_contain_text(WORDS)


def test_sparql_is_run_and_its_mistakes_are_shown(desk: Watched) -> None:
    page = desk.page
    desk.open("/editor")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f"{PREFIX}\nSELECT ?who WHERE {{\n  ?who a sp:State .\n  ?claim sp:holder ?who\n}}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".result .told")).to_contain_text("row")
    expect(page.locator(".result a", has_text="uga").first).to_have_attribute("href", "/id/actor/uga")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f"{PREFIX}\nSELECT ?who WHERE {{\n  ?who a state:State .\n}}")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("line 3")
    desk.expect_refusal("/sparql")


def test_the_network_is_drawn_and_listed(desk: Watched) -> None:
    page = desk.page
    desk.open("/network")
    expect(page.locator(".stage canvas")).to_be_visible()
    expect(page.locator("figure.network")).to_have_attribute("data-drawn", str(page.locator(".members li").count()))
    member = page.locator(".members li").first
    name = member.locator("a").first.inner_text()
    member.locator("a").first.focus()
    expect(page.locator("figcaption.told strong")).to_have_text(name)
    expect(page.locator("figcaption.told li").first).to_be_visible()
    assert page.locator(".ties tbody tr, .ties tr").count() > 0


def test_a_mark_of_the_timeline_leads_to_its_claim(desk: Watched) -> None:
    page = desk.page
    desk.open("/timeline?actors=Kenya")
    mark = page.locator(".chronicle svg a.item").first
    expect(mark).to_be_visible()
    page.get_by_role("button", name="Zoom in").first.click()
    page.get_by_role("button", name="All of the time").first.click()
    mark.click()
    page.wait_for_url("**/id/doc/**")
    expect(page.locator("blockquote").first).to_be_visible()


def test_a_wrong_address_offers_near_ones(desk: Watched) -> None:
    page = desk.page
    desk.open("/id/actor/ugan")
    desk.expect_refusal()
    page.get_by_role("main").locator('a[href="/id/actor/uga"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uganda")


def test_a_phone_shows_the_words_behind_a_cell(browser: Browser, origin: str) -> None:
    with watching(browser, origin, size=PHONE, has_touch=True, is_mobile=True) as watched:
        page = watched.page
        watched.open("/matrix?actors=Uganda%3B+Kenya")
        page.locator(CELL).tap()
        expect(page.locator("#panel blockquote")).to_contain_text(WORDS)
        expect(page.locator("#panel")).to_be_in_viewport()
        page.get_by_role("button", name="Close the claims").tap()
        expect(page.locator("#panel")).to_be_hidden()
        assert not (wide := watched.find_overflow()), wide
