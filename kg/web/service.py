"""What the endpoint says of itself: its service description, and the store as a data set.

In: the store's size and whether it takes updates. Out: RDF: SPARQL 1.1 Service Description at the endpoint where
nothing is asked, VoID at `/.well-known/void`. Nothing has a blank node.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.export import write
from kg.vocabulary import DCTERMS, ONTOLOGY, PREFIXES, RDF, XSD, Namespace
from kg.web.media import GRAPHS, Form, choose
from kg.web.pages import PAGES
from kg.web.problems import Refused

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
_FORMATS: Final = "http://www.w3.org/ns/formats/"
# https://www.w3.org/ns/formats/
_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
_PAGE: Final = Form("html", "text/html")
EDITOR: Final = "sparql"  # the page where people write queries, if there is one
WELL_KNOWN: Final = "/.well-known/void"


def routes() -> list[BaseRoute]:
    """The route of the data set's description."""
    return [Route(WELL_KNOWN, describe_service, methods=["GET"])]


async def describe_service(request: Request) -> Response:
    """The description of the endpoint and of its data, as RDF."""
    suffix = choose(request.headers.get("accept", ""), {**GRAPHS, "html": _PAGE})
    if suffix == "html":
        editor = next((place.path for place in PAGES if place.name == EDITOR), None)
        if editor is not None:
            return RedirectResponse(editor, 303)
        suffix = "ttl"
    if suffix is None:
        raise Refused(406, f"expected one of {', '.join(form.essence for form in GRAPHS.values())}")
    answer, _ = await request.app.state.desk.ask(request, {"kind": "state"})
    root = f"{request.url.scheme}://{request.headers['host']}"
    writes = request.app.state.settings.token is not None
    stream = io.BytesIO()
    triples = describe(root, answer.facts["base"], answer.facts["size"], writes)
    prefixes = {**PREFIXES, "sd": SD.base, "void": VOID.base}
    write(triples, GRAPHS[suffix].format, stream, prefixes)  # type: ignore[arg-type]
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(stream.getvalue(), headers=headers, media_type=GRAPHS[suffix].media_type)


def describe(root: str, base: str, size: int, writes: bool) -> Iterator[Triple]:
    """The triples; `root` is what the server is called by, `base` that of the data's IRIs."""
    endpoint = NamedNode(f"{root}/sparql")
    service, dataset, graph = (NamedNode(f"{root}/sparql#{name}") for name in ("service", "dataset", "default-graph"))
    count = Literal(str(size), datatype=XSD.integer)
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, endpoint)
    yield Triple(service, SD.supportedLanguage, SD.SPARQL11Query)
    if writes:
        yield Triple(service, SD.supportedLanguage, SD.SPARQL11Update)
    yield Triple(service, SD.feature, SD.UnionDefaultGraph)
    yield from (Triple(service, SD.resultFormat, NamedNode(_FORMATS + name)) for name in _NAMES.values())
    yield Triple(service, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, SD.defaultGraph, graph)
    yield Triple(graph, RDF.type, SD.Graph)
    yield Triple(graph, VOID.triples, count)
    data = NamedNode(f"{root}{WELL_KNOWN}#data")
    yield Triple(data, RDF.type, VOID.Dataset)
    yield Triple(data, DCTERMS.title, Literal("Who stands where on what, according to whom, in which words"))
    yield Triple(data, VOID.sparqlEndpoint, endpoint)
    yield Triple(data, VOID.triples, count)
    yield Triple(data, VOID.uriSpace, Literal(base))
    yield Triple(data, VOID.vocabulary, ONTOLOGY)
    yield from (Triple(data, VOID.feature, NamedNode(_FORMATS + _NAMES[form.essence])) for form in GRAPHS.values())
