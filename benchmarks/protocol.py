"""The W3C's tests of the SPARQL 1.1 Protocol and of the Graph Store Protocol, against a server of our own.

    python benchmarks/protocol.py RDF-TESTS

RDF-TESTS is a checkout of https://github.com/w3c/rdf-tests. A server with an empty store is made for each manifest;
every request of a test is sent as the manifest writes it, with the token. Out: a line for each test that fails, and how
many passed. Exit code 1 where one failed that is not listed here with its reason.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from rdflib import Graph, Namespace, Node
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from kg.stores import open_store
from kg.web.app import make_app
from kg.web.settings import Settings

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
TOKEN: Final = "token-of-the-benchmark"
MANIFESTS: Final = (
    "protocol/manifest.ttl",
    "graph-store-protocol/manifest-direct.ttl",
    "graph-store-protocol/manifest-indirect.ttl",
)
_STATUS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "StatusCode2xx": tuple(range(200, 300)),
        "StatusCode3xx": tuple(range(300, 400)),
        "StatusCode4xx": tuple(range(400, 500)),
        "StatusCode5xx": tuple(range(500, 600)),
        "OK": (200,),
        "Created": (201,),
        "NoContent": (204,),
        "BadRequest": (400,),
        "NotFound": (404,),
    }
)
_FORMATS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
        "tabular": (
            *("application/sparql-results+json", "application/sparql-results+xml"),
            *("text/csv", "text/tab-separated-values"),
        ),
        "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
    }
)


@dataclass(frozen=True)
class Outcome:
    """How a test ended: its name, and what was wrong, if anything."""

    name: str
    problem: str = ""


def run_manifest(path: Path) -> Iterator[Outcome]:
    """Run the tests of one manifest, in its order, against one server."""
    manifest = Graph().parse(path, format="turtle")
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "store", write=True, create=True).close()
        settings = Settings(Path(folder) / "store", token=TOKEN, workers=1, strangers=1)
        with TestClient(make_app(settings), base_url="http://localhost", follow_redirects=False) as client:
            for test in _listed(manifest, next(manifest.objects(predicate=MF.entries))):
                yield Outcome(str(manifest.value(test, MF.name)), _run_test(manifest, test, path.parent, client))


def _run_test(manifest: Graph, test: Node, folder: Path, client: TestClient) -> str:
    """What is wrong with the answers to a test's requests; empty: nothing."""
    as_writer = {"Authorization": f"Bearer {TOKEN}"}
    client.post("/sparql", data={"update": "DROP ALL"}, headers=as_writer).raise_for_status()
    for data in manifest.objects(test, UT.graphData):
        source = str(manifest.value(data, UT.graph)).rpartition("/")[2]
        body = (folder / source).read_bytes()
        headers = {**as_writer, "Content-Type": "application/n-triples"}
        name = str(manifest.value(data, RDFS.label))
        client.put("/graphs", params={"graph": name}, content=body, headers=headers).raise_for_status()
    location = ""
    for number, request in enumerate(
        _listed(manifest, manifest.value(manifest.value(test, MF.action), HT.requests)), 1
    ):
        problem, location = _send(manifest, request, client, location)
        if problem:
            return f"request {number}: {problem}"
    return ""


def _send(manifest: Graph, request: Node, client: TestClient, location: str) -> tuple[str, str]:
    """What is wrong with the answer to one request, and where it says that something new is."""
    path = str(manifest.value(request, HT.absolutePath) or "").replace("/gsp", "/graphs", 1)
    path = path.replace("$LOCATION$", quote(location, safe=""))
    body = str(manifest.value(manifest.value(request, HT.body), CNT.chars) or "")
    headers = _headers(manifest, request) | {"Authorization": f"Bearer {TOKEN}"}
    method = str(manifest.value(request, HT.methodName))
    response = client.request(method, path, content=body.encode() or None, headers=headers)
    return _judge(manifest, manifest.value(request, HT.resp), response), response.headers.get("location", location)


def _headers(manifest: Graph, node: Node | None) -> dict[str, str]:
    pairs = _listed(manifest, manifest.value(node, HT.headers))
    return {str(manifest.value(pair, HT.fieldName)): str(manifest.value(pair, HT.fieldValue)) for pair in pairs}


def _listed(manifest: Graph, node: Node | None) -> list[Node]:
    """The members of a list; none where there is no list."""
    return [] if node is None else list(Collection(manifest, node))


def _judge(manifest: Graph, expected: Node | None, response: object) -> str:
    from httpx2 import Response

    assert isinstance(response, Response)
    names = [str(status).rpartition("#")[2] for status in manifest.objects(expected, MF.expectedStatus)]
    if names and response.status_code not in {code for name in names for code in _STATUS[name]}:
        return f"status {response.status_code} instead of {' or '.join(names)}: {response.text[:200]}"
    media_type = response.headers.get("content-type", "").partition(";")[0]
    format = manifest.value(expected, MF.expectedFormat)
    if format is not None and media_type not in _FORMATS[str(format)]:
        return f"{media_type} is not {format}"
    boolean = manifest.value(expected, MF.expectedBoolean)
    if boolean is not None and response.json()["boolean"] is not boolean.toPython():  # type: ignore[attr-defined]
        return f"the answer is not {boolean}"
    for name, value in _headers(manifest, expected).items():
        if name.casefold() == "content-type" and media_type != value.partition(";")[0]:
            return f"{media_type} is not {value}"
    body = manifest.value(manifest.value(expected, HT.body), CNT.chars)
    if body and not isomorphic(Graph().parse(data=response.text), Graph().parse(data=str(body))):
        return f"another graph: {response.text[:200]}"
    return ""


def main() -> None:
    """Run all manifests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the checkout of w3c/rdf-tests")
    folder = parser.parse_args().folder / "sparql" / "sparql11"
    failed = False
    for name in MANIFESTS:
        outcomes = list(run_manifest(folder / name))
        passed = sum(not outcome.problem for outcome in outcomes)
        print(f"{name}: {passed} of {len(outcomes)} pass")
        for outcome in outcomes:
            if outcome.problem:
                failed = True
                print(f"  {outcome.name}: {outcome.problem}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
