"""Imports go down only, and each third-party package has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kg"

# From the bottom up. A room may import the rows below its own, and nothing beside it.
ROWS = (
    ("errors", "jsonvalues", "version"),
    ("resources", "files", "packed", "edtf", "passages", "vocabulary"),
    ("iris", "records", "rows", "registry"),
    ("codebook", "jsonl", "things"),
    (
        "documents",
        "datasets",
        "extraction",
        "llm",
        "linking",
        "evaluation",
        "mapping",
        "stores",
        "queries",
        "validation",
        "export",
    ),
    ("formats", "pictures", "networks", "differences", "review"),
    ("reports",),
    ("pipeline",),
    ("cluster",),
    ("web",),
    ("mcp",),
    ("cli", "graph"),
)
# The same inside the reading of texts, which is the largest room.
EXTRACTION_ROWS = (
    *("tokens", "lexicons", "grammar", "text", "sentences", "frames", "contexts", "traces", "cast", "voices", "dates"),
    *("issues", "reading", "decisions", "positions", "events", "relations", "confidence", "explanations"),
    "extractor",
)
# Left of the mapping there is no RDF, right of it there are no records; the mapping is the one bridge.
TEXT_SIDE = {
    "records",
    "codebook",
    "rows",
    "registry",
    "datasets",
    "jsonl",
    "documents",
    "extraction",
    "llm",
    "linking",
    "evaluation",
}
RDF_SIDE = {
    *("vocabulary", "iris", "things", "stores", "queries", "validation", "export"),
    *("formats", "pictures", "networks", "differences", "reports"),
}

HOMES = {
    "anyio": {"mcp"},
    "SPARQLWrapper": {"stores"},
    "bs4": {"documents"},
    "docx": {"documents", "reports"},
    "h11": {"web"},
    "httpx": {"llm"},
    "fsspec": {"cluster"},
    "jinja2": {"web"},
    "keyring": {"stores"},
    "lxml": {"documents"},
    "markdown_it": {"documents"},
    "mcp": {"mcp"},
    "mcp_types": {"mcp"},
    "networkx": {"networks", "pictures"},
    "pandas": {"graph"},
    "polars": {"graph"},
    "pyarrow": {"datasets", "formats", "cluster"},
    "pydantic": {"records", "jsonl", "documents", "llm", "cluster", "review", "mcp"},
    "pyoxigraph": RDF_SIDE | {"mapping", "review", "pipeline", "web", "mcp", "cli", "graph"},
    "pypdf": {"documents"},
    "pyshacl": {"validation"},
    "python_calamine": {"datasets"},
    "rapidfuzz": {"codebook", "linking", "queries"},
    "ray": {"cluster"},
    "rdflib": {"validation", "export", "graph"},
    "rich": {"cli"},
    "spacy": {"extraction"},
    "starlette": {"web"},
    "thinc": {"extraction"},
    "threadpoolctl": {"extraction"},
    "trafilatura": {"documents"},
    "typer": {"cli"},
    "uvicorn": {"web"},
    "vl_convert": {"pictures"},
    "xlsxwriter": {"formats"},
    "yaml": {"queries"},
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(name for node in nodes for name in imported(node, path))


def imported(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{path}: relative import"
        assert node.module is not None
        folder = node.module in ("kg", "kg.extraction")
        yield from ([f"{node.module}.{alias.name}" for alias in node.names] if folder else [node.module])


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if room_of(path) not in ("__init__", "__main__", "data"))
LEVEL = {room: level for level, row in enumerate(ROWS) for room in row}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    room = room_of(path)
    assert room in LEVEL, f"{room} has no row: say in ROWS where it belongs"
    for name in imports_of(path):
        if not name.startswith("kg."):
            continue
        target = name.split(".")[1]
        if target == room:
            continue
        assert LEVEL[target] < LEVEL[room], f"{path}: {room} must not import {target}"
        assert not (room in TEXT_SIDE and target in RDF_SIDE), f"{path}: no RDF left of the mapping ({target})"
        assert not (room in RDF_SIDE and target in TEXT_SIDE), f"{path}: no records right of the mapping ({target})"


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if room_of(path) == "extraction" and path != PACKAGE / "extraction" / "__init__.py"],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_imports_of_extraction_go_down(path: Path) -> None:
    level = {room: number for number, room in enumerate(EXTRACTION_ROWS)}
    room = path.relative_to(PACKAGE / "extraction").parts[0].removesuffix(".py")
    for name in imports_of(path):
        target = name.removeprefix("kg.extraction.").split(".")[0]
        if name.startswith("kg.extraction.") and target != room:
            assert level[target] < level[room], f"{path}: {room} must not import {target}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_third_party_packages_stay_at_home(path: Path) -> None:
    for name in imports_of(path):
        package = name.split(".")[0]
        if package in sys.stdlib_module_names or package == "kg":
            continue
        assert package in HOMES, f"{path}: {package} has no home: say in HOMES where it belongs"
        assert room_of(path) in HOMES[package], f"{path}: {package} lives in {sorted(HOMES[package])}"


def test_rules_know_nothing_of_the_parser() -> None:
    users = {path.parent.name for path in MODULES if any(name.split(".")[0] == "spacy" for name in imports_of(path))}
    assert users == {"text"}, "rules read the tokens of kg.extraction.tokens"


def test_every_room_exists() -> None:
    assert set(LEVEL) == {room_of(path) for path in MODULES}
