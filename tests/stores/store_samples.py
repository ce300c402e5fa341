"""Small sources for the tests of stores: entries, quads and the update that derives from them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Minter, digest
from kg.stores import SourceEntry
from kg.vocabulary import PROV, RDFS, SP

MINTER = Minter()
PROVENANCE = MINTER.graph("provenance")
TIME = MINTER.graph("time")
THINGS = MINTER.graph("things")

# One label a thing, over all sources; spans of time that nothing refers to go.
DERIVE = f"""
DROP SILENT GRAPH {THINGS} ;
INSERT {{ GRAPH {THINGS} {{ ?thing {RDFS.label} ?label }} }}
WHERE {{ SELECT ?thing (MIN(STR(?name)) AS ?label) WHERE {{
  GRAPH ?g {{ ?claim {SP.aboutActor} ?thing ; {SP.name} ?name }} }} GROUP BY ?thing }} ;
DELETE {{ GRAPH {TIME} {{ ?span ?p ?o }} }}
WHERE {{ GRAPH {TIME} {{ ?span ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?g {{ ?claim {SP.heldDuring} ?span }} }} }}
"""


def document(name: str) -> NamedNode:
    """The document of a sample."""
    return NamedNode(f"{MINTER.base}doc/{name}")


def graph(name: str) -> NamedNode:
    """The source graph of a sample."""
    return MINTER.source_graph(document(name))


def entry(name: str, version: str = "1", path: str | None = None) -> SourceEntry:
    """The entry of a sample; its hash depends on the version."""
    return SourceEntry(
        graph=graph(name),
        document=document(name),
        id=name,
        title=f"The talks of {name}",
        path=path or f"/reports/{name}.txt",
        input_sha256=digest(name + version),
        tool="sample 1",
        records={"actor": 1},
    )


def quads(name: str, version: str = "1", size: int = 40) -> list[Quad]:
    """About `size` quads in the source graph, all of them different in another version."""
    home, claim = graph(name), MINTER.local(document(name), "claim", version)
    facts = [
        Quad(claim, SP.aboutActor, MINTER.thing("actor", "freedonia"), home),
        Quad(claim, SP.name, Literal(f"Freedonia {name} {version}"), home),
        Quad(claim, SP.heldDuring, MINTER.time(f"19{len(name):02}"), home),
    ]
    return facts + [Quad(claim, SP.statement, Literal(f"{version}: sentence {i}"), home) for i in range(size - 3)]


def shared(name: str, version: str = "1") -> list[Quad]:
    """The span of time and the provenance of a sample."""
    load = MINTER.load(digest(name + version), "sample 1")
    return [
        Quad(MINTER.time(f"19{len(name):02}"), SP.edtf, Literal(f"19{len(name):02}"), TIME),
        Quad(graph(name), PROV.wasGeneratedBy, load, PROVENANCE),
        Quad(load, SP.inputSha256, Literal(digest(name + version)), PROVENANCE),
    ]
