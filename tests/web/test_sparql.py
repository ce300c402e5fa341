"""The SPARQL endpoint, by the rules of SPARQL 1.1 Protocol, and the Graph Store Protocol, with requests of our own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from live import TOKEN, open_client
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat
from starlette.testclient import TestClient

from kg.stores import open_store
from kg.web.settings import Settings

WRITER = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {"Content-Type": "text/turtle"}
DIRECT = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONE, TWO = "http://example.org/graph/one", "http://example.org/graph/two"
FACT = "<http://example.org/s> <http://example.org/p> 'a' ."


@pytest.fixture(scope="module")
def folder(store_with_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "store"
    shutil.copytree(store_with_records, path)
    return path


@pytest.fixture(scope="module")
def writer(folder: Path) -> Iterator[TestClient]:
    """A client of a server that may be written to, with two graphs beside the sources'."""
    with open_client(Settings(folder, token=TOKEN, workers=1, strangers=1)) as client:
        for name, fact in ((ONE, "'one'"), (TWO, "'two'")):
            text = f"<http://example.org/s> <http://example.org/p> {fact} ."
            assert put(client, name, text) == 201
        yield client


def put(client: TestClient, name: str, turtle: str) -> int:
    return client.put("/graphs", params={"graph": name}, content=turtle, headers=WRITER | TURTLE).status_code


def ask(client: TestClient, sparql: str, **more: list[str]) -> bool:
    response = client.get("/sparql", params={"query": sparql, **more})
    assert response.status_code == 200, response.text
    answer: bool = response.json()["boolean"]
    return answer


def update(client: TestClient, sparql: str, **more: str) -> int:
    return client.post("/sparql", params=more, data={"update": sparql}, headers=WRITER).status_code


ANY = "ASK { <http://example.org/s> <http://example.org/p> ?o }"
ANY_ONE = "ASK { <http://example.org/s> <http://example.org/p> 'one' }"
NAMED = "ASK { GRAPH ?g { <http://example.org/s> <http://example.org/p> 'one' } }"


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_query_comes_in_three_ways(client: TestClient, path: str) -> None:
    sparql = "ASK { ?s ?p 'Kenya' }"
    answers = [
        client.get(path, params={"query": sparql}),
        client.post(path, data={"query": sparql}),
        client.post(path, content=sparql, headers=DIRECT),
    ]
    assert [answer.json()["boolean"] for answer in answers] == [True, True, True]


RESULTS = [
    ("application/sparql-results+json", QueryResultsFormat.JSON),
    ("application/sparql-results+xml", QueryResultsFormat.XML),
    ("text/tab-separated-values", QueryResultsFormat.TSV),
]


@pytest.mark.parametrize(("media_type", "format"), RESULTS)
def test_solutions_in_each_form(client: TestClient, media_type: str, format: QueryResultsFormat) -> None:
    sparql = "SELECT ?name ?none WHERE { <https://w3id.org/standpoint/id/actor/ken> rdfs:label ?name }"
    sparql = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " + sparql
    response = client.get("/sparql", params={"query": sparql}, headers={"Accept": media_type})
    assert response.headers["content-type"].startswith(media_type)
    found = pyoxigraph.parse_query_results(response.content, format)
    assert isinstance(found, QuerySolutions)
    assert [row["name"].value for row in found] == ["Kenya"]


def test_solutions_as_csv(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "SELECT ('a,b' AS ?x) {}"}, headers={"Accept": "text/csv"})
    assert response.text == 'x\r\n"a,b"\r\n'


TRIPLES = [
    ("text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
    ("application/ld+json", RdfFormat.JSON_LD),
]


@pytest.mark.parametrize(("media_type", "format"), TRIPLES)
@pytest.mark.parametrize("sparql", ["DESCRIBE <{0}>", "CONSTRUCT {{ <{0}> ?p ?o }} WHERE {{ <{0}> ?p ?o }}"])
def test_graphs_in_each_form(client: TestClient, media_type: str, format: RdfFormat, sparql: str) -> None:
    query = sparql.format("https://w3id.org/standpoint/id/actor/ken")
    response = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert response.headers["content-type"].startswith(media_type)
    assert len(list(pyoxigraph.parse(response.content, format))) > 3


@pytest.mark.parametrize(
    ("sparql", "accept", "media_type"),
    [
        ("ASK {}", "text/csv, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        ("ASK {}", "application/json", "application/json"),
        ("ASK {}", "application/xml", "application/xml"),
        ("SELECT * {}", "", "application/sparql-results+json"),
        ("DESCRIBE <http://x>", "application/sparql-results+json, */*;q=0.1", "text/turtle; charset=utf-8"),
    ],
)
def test_accept_decides(client: TestClient, sparql: str, accept: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": sparql}, headers={"Accept": accept})
    assert response.headers["content-type"] == media_type
    if media_type.endswith("xml"):
        assert ElementTree.fromstring(response.text).tag.endswith("sparql")


@pytest.mark.parametrize(
    ("sparql", "accept"), [("ASK {}", "text/csv"), ("SELECT * {}", "text/turtle"), ("ASK {}", "a/b")]
)
def test_a_form_that_a_result_cannot_have(client: TestClient, sparql: str, accept: str) -> None:
    response = client.get("/sparql", params={"query": sparql}, headers={"Accept": accept})
    assert response.status_code == 406
    assert "expected" in response.json()["detail"]


def test_a_syntax_error_has_line_and_column(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "SELECT *\n  WERE { ?s ?p ?o }"})
    assert response.status_code == 400
    assert "line 2, column 8" in response.json()["detail"]


@pytest.mark.parametrize(
    ("method", "request_", "status"),
    [
        ("GET", {"params": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ("GET", {"params": {"query": ""}}, 400),
        ("GET", {"params": {"query": "ASK {}", "default-graph-uri": "no-iri"}}, 400),
        ("GET", {"params": {"query": "ASK {}", "named-graph-uri": "http://a> <b"}}, 400),
        ("PUT", {"params": {"query": "ASK {}"}}, 405),
        ("DELETE", {}, 405),
        ("POST", {}, 415),
        ("POST", {"content": "ASK {}"}, 415),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"data": {"query": "ASK {}", "update": "CLEAR ALL"}}, 400),
        ("POST", {"data": {"other": "1"}}, 400),
        ("POST", {"content": "query=ASK%20%7B%FF", "headers": FORM}, 400),
        ("POST", {"content": b"ASK { ?s ?p '\xff' }", "headers": DIRECT}, 400),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"}}, 415),
        ("POST", {"content": "ASK {}", "headers": DIRECT | {"Content-Encoding": "gzip"}}, 415),
    ],
)  # fmt: skip
def test_a_request_that_is_none(client: TestClient, method: str, request_: dict[str, object], status: int) -> None:
    response = client.request(method, "/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == status, response.text
    assert response.json()["detail"]


def test_the_request_names_the_graphs(writer: TestClient) -> None:
    assert ask(writer, ANY_ONE)
    assert ask(writer, ANY_ONE, **{"default-graph-uri": [ONE]})
    assert ask(writer, ANY_ONE, **{"default-graph-uri": [TWO, ONE]})
    assert not ask(writer, ANY_ONE, **{"default-graph-uri": [TWO]})
    assert not ask(writer, ANY_ONE, **{"named-graph-uri": [ONE]})
    assert ask(writer, NAMED, **{"named-graph-uri": [ONE]})
    assert not ask(writer, NAMED, **{"named-graph-uri": [TWO]})
    assert not ask(writer, NAMED, **{"default-graph-uri": [ONE]})
    assert not ask(writer, ANY, **{"default-graph-uri": ["http://example.org/graph/none"]})


def test_the_query_names_the_graphs(writer: TestClient) -> None:
    assert ask(writer, ANY_ONE.replace("ASK", f"ASK FROM <{ONE}>"))
    assert not ask(writer, ANY_ONE.replace("ASK", f"ASK FROM <{TWO}>"))
    assert ask(writer, NAMED.replace("ASK", f"ASK FROM NAMED <{ONE}>"))
    assert not ask(writer, NAMED.replace("ASK", f"ASK FROM NAMED <{TWO}>"))


def test_the_request_counts_more_than_the_query(writer: TestClient) -> None:
    assert not ask(writer, ANY_ONE.replace("ASK", f"ASK FROM <{ONE}>"), **{"default-graph-uri": [TWO]})
    assert ask(
        writer, ANY_ONE.replace("ASK", "ASK FROM <http://example.org/elsewhere>"), **{"default-graph-uri": [ONE]}
    )


def test_an_update_changes_a_graph_beside_the_sources(writer: TestClient, folder: Path) -> None:
    name = "http://example.org/graph/updated"
    assert update(writer, f"INSERT DATA {{ GRAPH <{name}> {{ {FACT} }} }}") == 204
    assert ask(writer, f"ASK {{ GRAPH <{name}> {{ {FACT} }} }}")
    with open_store(folder) as store:
        assert store.verify() == []
    assert update(writer, f"DROP GRAPH <{name}>") == 204
    assert not ask(writer, f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"using-graph-uri": ONE}, ["one"]),
        ({"using-graph-uri": TWO}, ["two"]),
        ({"using-named-graph-uri": ONE}, []),
    ],
)
def test_the_request_of_an_update_names_the_graphs(writer: TestClient, more: dict[str, str], found: list[str]) -> None:
    insert = "INSERT { GRAPH <http://example.org/graph/found> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert update(writer, f"DROP SILENT GRAPH <http://example.org/graph/found> ; {insert}", **more) == 204
    query = "SELECT ?o WHERE { GRAPH <http://example.org/graph/found> { ?s ?p ?o } }"
    rows = writer.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == found


@pytest.mark.parametrize(
    "sparql",
    [
        f"WITH <{ONE}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT {{ ?s ?p ?o }} USING <{ONE}> WHERE {{ ?s ?p ?o }}",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_only_one_of_request_and_update_names_graphs(writer: TestClient, sparql: str) -> None:
    assert update(writer, sparql, **{"using-graph-uri": ONE}) == 400


def test_a_wrong_update_has_line_and_column(writer: TestClient) -> None:
    response = writer.post("/sparql", data={"update": "CLEAR XYZ"}, headers=WRITER)
    assert response.status_code == 400
    assert "the update is not SPARQL: line 1" in response.json()["detail"]


# As many triples as before, and yet others.
RENAME = "DELETE { GRAPH ?g { ?s ?p 'Kenya' } } INSERT { GRAPH ?g { ?s ?p 'NEW' } } WHERE { GRAPH ?g { ?s ?p 'Kenya' }}"
OWN = "https://w3id.org/standpoint/id/graph/"


@pytest.mark.parametrize(
    "sparql",
    [
        "DROP ALL",
        "CLEAR NAMED",
        f"DROP GRAPH <{OWN}registry>",
        f"INSERT DATA {{ GRAPH <{OWN}things> {{ {FACT} }} }}",
        f"INSERT DATA {{ GRAPH <{OWN}mine> {{ {FACT} }} }}",
        RENAME.replace("NEW", "Qenya"),
        f"MOVE <{ONE}> TO <{OWN}ontology>",
    ],
)  # fmt: skip
def test_graphs_of_sources_are_not_changed(writer: TestClient, folder: Path, sparql: str) -> None:
    before = writer.get("/healthz").json()["state"]
    response = writer.post("/sparql", data={"update": sparql}, headers=WRITER)
    assert response.status_code == 400
    assert "belong to the sources" in response.json()["detail"]
    assert writer.get("/healthz").json()["state"] == before
    with open_store(folder) as store:
        assert store.verify() == []


def test_an_update_may_leave_graphs_of_sources_as_they_are(writer: TestClient) -> None:
    assert update(writer, RENAME.replace("NEW", "Kenya")) == 204


def test_a_graph_is_read_by_all(writer: TestClient) -> None:
    response = writer.get("/graphs", params={"graph": ONE}, headers={"Accept": "application/n-triples"})
    assert response.text == '<http://example.org/s> <http://example.org/p> "one" .\n'
    head = writer.head("/graphs", params={"graph": ONE})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/turtle")
    source = writer.get("/graphs", params={"graph": f"{OWN}registry"})
    assert "Kenya" in source.text
    assert writer.get("/graphs", params={"graph": "http://example.org/none"}).status_code == 404


def test_a_graph_is_put_added_to_and_dropped(writer: TestClient) -> None:
    name = "http://example.org/graph/three"
    assert put(writer, name, FACT) == 201
    assert put(writer, name, FACT.replace("'a'", "'b'")) == 204
    posted = writer.post("/graphs", params={"graph": name}, content=FACT, headers=WRITER | TURTLE)
    assert posted.status_code == 204
    found = writer.get("/graphs", params={"graph": name}, headers={"Accept": "application/n-triples"}).text
    assert sorted(line.split()[2] for line in found.splitlines()) == ['"a"', '"b"']
    assert writer.delete("/graphs", params={"graph": name}, headers=WRITER).status_code == 204
    assert writer.delete("/graphs", params={"graph": name}, headers=WRITER).status_code == 404


def test_a_graph_below_the_graph_store_is_named_by_its_address(writer: TestClient) -> None:
    response = writer.put("/graphs/of/mine", content=FACT, headers=WRITER | TURTLE)
    assert response.status_code == 201
    assert response.headers["location"] == "http://localhost:8000/graphs/of/mine"
    assert writer.get("/graphs/of/mine").status_code == 200
    assert ask(writer, f"ASK {{ GRAPH <http://localhost:8000/graphs/of/mine> {{ {FACT} }} }}")
    assert writer.delete("/graphs/of/mine", headers=WRITER).status_code == 204


def test_a_graph_without_a_name_gets_one(writer: TestClient) -> None:
    response = writer.post("/graphs", content=FACT, headers=WRITER | TURTLE)
    assert response.status_code == 201
    name = response.headers["location"]
    assert writer.get("/graphs", params={"graph": name}).status_code == 200
    assert writer.delete("/graphs", params={"graph": name}, headers=WRITER).status_code == 204


def test_the_default_graph_is_the_one_without_a_name(writer: TestClient, folder: Path) -> None:
    assert writer.put("/graphs?default", content=FACT, headers=WRITER | TURTLE).status_code == 204
    found = writer.get("/graphs?default", headers={"Accept": "application/n-triples"}).text
    assert found == '<http://example.org/s> <http://example.org/p> "a" .\n'
    with open_store(folder) as store:
        assert store.verify() == []
    assert writer.delete("/graphs?default", headers=WRITER).status_code == 204
    assert writer.get("/graphs?default").text.strip() == "" or "@prefix" in writer.get("/graphs?default").text


@pytest.mark.parametrize(
    ("query", "content", "media_type", "status"),
    [
        ("", FACT, "text/turtle", 400),
        ("?graph=no-iri", FACT, "text/turtle", 400),
        (f"?graph={ONE}&default", FACT, "text/turtle", 400),
        (f"?graph={ONE}&graph={TWO}", FACT, "text/turtle", 400),
        (f"?graph={ONE}", "this is no Turtle", "text/turtle", 400),
        (f"?graph={ONE}", FACT, "text/csv", 415),
        (f"?graph={ONE}", FACT, "text/turtle; charset=latin-1", 415),
        (f"?graph={ONE}", f"GRAPH <{TWO}> {{ {FACT} }}", "application/trig", 415),
        (f"?graph={ONE}", '{"@id": "http://g", "@graph": [{"@id": "a:b", "a:c": "d"}]}', "application/ld+json", 400),
        (f"?graph={ONE}", b"<a:b> <a:b> '\xff' .", "text/turtle", 400),
        (f"?graph={OWN}registry", FACT, "text/turtle", 400),
    ],
)
def test_what_is_not_written(
    writer: TestClient, query: str, content: str | bytes, media_type: str, status: int
) -> None:
    response = writer.put(f"/graphs{query}", content=content, headers=WRITER | {"Content-Type": media_type})
    assert response.status_code == status, response.text
    assert ask(writer, ANY_ONE, **{"default-graph-uri": [ONE]})


def test_a_graph_may_be_put_empty(writer: TestClient) -> None:
    assert put(writer, ONE, FACT) in (201, 204)
    assert put(writer, ONE, "") == 204
    assert not ask(writer, ANY_ONE, **{"default-graph-uri": [ONE]})


def test_a_form_holds_several_files(writer: TestClient) -> None:
    name = "http://example.org/graph/form"
    files = [("a", ("a.ttl", FACT, "text/turtle")), ("b", ("b.nt", "<a:b> <a:c> <a:d> .", "application/n-triples"))]
    response = writer.post("/graphs", params={"graph": name}, files=files, headers=WRITER)
    assert response.status_code == 201, response.text
    found = writer.get("/graphs", params={"graph": name}, headers={"Accept": "application/n-triples"}).text
    assert len(found.splitlines()) == 2
    cut = {"Content-Type": "multipart/form-data; boundary=x"} | WRITER
    for body in ("", "--x\r\n", "--x\r\nContent-Type: text/turtle\r\n\r\n<a:b> <a:b> <a:b> ."):
        assert writer.post("/graphs", params={"graph": name}, content=body, headers=cut).status_code == 400


def test_the_service_describes_itself(client: TestClient, writer: TestClient) -> None:
    described = list(pyoxigraph.parse(client.get("/sparql").content, RdfFormat.TURTLE))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    facts = {(str(quad.predicate)[1:-1].removeprefix(sd), str(quad.object)[1:-1]) for quad in described}
    assert ("endpoint", "http://localhost:8000/sparql") in facts
    assert ("feature", f"{sd}UnionDefaultGraph") in facts
    assert ("supportedLanguage", f"{sd}SPARQL11Update") not in facts
    assert ("feature", f"{sd}BasicFederatedQuery") not in facts
    assert "SPARQL11Update" in writer.get("/sparql").text
    void = client.get("/.well-known/void", headers={"Accept": "application/n-triples"}).text
    assert "<http://rdfs.org/ns/void#sparqlEndpoint> <http://localhost:8000/sparql>" in void
    assert NamedNode("http://rdfs.org/ns/void#Dataset").value in void
