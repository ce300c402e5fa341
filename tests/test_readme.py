"""What the README promises exists, and what exists stands in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli.app import COMMANDS
from kg.queries.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CATALOGUE = (ROOT / "queries" / "README.md").read_text(encoding="utf-8")
QUERIES = load_catalogue([ROOT / "queries"])


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert f"| `kg {command}" in README


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"\bkg ([a-z]+)\b", README)) <= set(COMMANDS)


@pytest.mark.parametrize("name", QUERIES.names)
def test_every_query_is_documented_with_its_summary(name: str) -> None:
    assert f"## {name}\n" in CATALOGUE
    assert QUERIES.get(name).summary in CATALOGUE


def test_the_queries_asked_in_the_readme_exist() -> None:
    examples = README.partition("## Questions")[2].partition("## Read on")[0]
    asked = {*re.findall(r"kg query ([a-z][a-z-]+)", README), *re.findall(r"`([a-z][a-z-]+)`(?=[, ]+[`|])", examples)}
    assert asked
    assert asked <= set(QUERIES.names)


def test_there_are_exactly_two_set_up_commands() -> None:
    commands = re.findall(r"<!-- command: ([a-z-]+) -->\n```\n(.+)\n```", README)
    assert [name for name, _ in commands] == ["main-job", "tests"]
    assert all("-c constraints.txt" in command for _, command in commands)


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "ontology").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = set(re.findall(r"\]\(((?!https?:)[A-Za-z.][^)#:]*)", text))
    assert {link for link in links if not (page.parent / link).exists()} == set()
    anchors = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert anchors <= set(re.findall(r'<a id="([^"]+)"', text)) | {slug(head) for head in HEADING.findall(text)}


HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_version_stands_in_the_changelog() -> None:
    from kg import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_constraints_pin_versions_and_name_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+!-]+", pin) for pin in pins)


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_the_places_that_the_maps_name_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:kg|tests|queries|ontology|benchmarks|docs)/[\w./-]+)`", text))
    named |= set(re.findall(r"^((?:kg|ontology|queries|training|benchmarks)/[\w./]*) {2,}", text, re.MULTILINE))
    assert named
    assert {place for place in named if "NAME" not in place and not (ROOT / place).exists()} == set()
