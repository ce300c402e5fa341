"""The labels and types of the things that sources share, derived from what all sources say of them.

In: a store with source graphs, the registry and time spans. Out: one SPARQL update that makes `graph/things` anew, so
that it does not matter in which order sources were loaded, and that what only a retracted source said is gone. An actor
has every type that some source gives it (sp:Actor only where none does better), the first of its names in the order of
code points as label, the others as other names; an issue has the label that a codebook gives it, else the first of its
wordings. What the registry describes is left out. A time span that no graph refers to any more is deleted.
"""

from __future__ import annotations

from string import Template
from typing import Final

from pyoxigraph import NamedNode, Store

from kg.vocabulary import RDF, RDFS, SKOS, SP

# By what sources name things in statements that derived ones follow from.
TELLING: Final = frozenset({SP.aboutActor, SP.aboutResolution, SP.place, SP.issue, SP.decides})
_UPDATE: Final = Template("""\
PREFIX sp: <$sp>
PREFIX rdf: <$rdf>
PREFIX rdfs: <$rdfs>
PREFIX skos: <$skos>
DELETE { GRAPH <${graph}things> { ?thing ?property ?value } } WHERE {
  $touched GRAPH <${graph}things> { ?thing ?property ?value }
  MINUS { SELECT ?thing (rdfs:label AS ?property) (MIN(STR(?symbol)) AS ?value) WHERE {
      $touched GRAPH ?source { ?vote sp:decides ?thing ; sp:symbol ?symbol } } GROUP BY ?thing }
  MINUS { SELECT DISTINCT ?thing (rdf:type AS ?property) (sp:Resolution AS ?value) WHERE {
      $touched GRAPH ?source { ?vote sp:decides ?thing } } }
} ;
INSERT { GRAPH <${graph}things> { ?thing a sp:Resolution ; rdfs:label ?label } } WHERE {
  { SELECT ?thing (MIN(STR(?symbol)) AS ?label) WHERE {
      $touched GRAPH ?source { ?vote sp:decides ?thing ; sp:symbol ?symbol } } GROUP BY ?thing }
  FILTER NOT EXISTS { GRAPH <${graph}things> { ?thing rdfs:label ?known } }
} ;
INSERT { GRAPH <${graph}things> { ?thing a ?type } } WHERE {
  { SELECT DISTINCT ?thing ?type WHERE {
      $touched GRAPH ?source { ?record sp:aboutActor ?thing ; sp:actorType ?type }
      FILTER($is_source && ?type != sp:Actor) } }
  FILTER NOT EXISTS { GRAPH <${graph}registry> { ?thing a ?known } }
} ;
INSERT { GRAPH <${graph}things> { ?thing a sp:Actor } } WHERE {
  { SELECT DISTINCT ?thing WHERE {
      $touched GRAPH ?source { ?record sp:aboutActor ?thing ; sp:actorType sp:Actor }
      FILTER($is_source) } }
  FILTER NOT EXISTS { GRAPH <${graph}registry> { ?thing a ?known } }
  FILTER NOT EXISTS { GRAPH <${graph}things> { ?thing a ?better } }
} ;
$named
INSERT { GRAPH <${graph}things> { ?thing skos:altLabel ?name } } WHERE {
  { SELECT DISTINCT ?thing ?name WHERE {
      $touched GRAPH ?source { ?record sp:aboutActor ?thing ; (sp:name|sp:alias) ?name }
      FILTER($is_source) } }
  GRAPH <${graph}things> { ?thing rdfs:label ?label }
  FILTER(?name != ?label)
} ;
DELETE { GRAPH <${graph}time> { ?span ?property ?value } } WHERE {
  GRAPH <${graph}time> { ?span a sp:TimeSpan }
  FILTER NOT EXISTS { GRAPH ?other { ?node ?refers ?span } }
  GRAPH <${graph}time> { ?span ?property ?value }
}
""")
# What names the things of one kind: `says` is the pattern that binds ?thing and ?name, `does` what is inserted,
# `only` which of them (asked once a thing: issues have up to a million positions).
_NAMED: Final = Template("""\
INSERT { GRAPH <${graph}things> { $does } } WHERE {
  { SELECT ?thing (MIN(STR(?name)) AS ?label) WHERE {
      $touched GRAPH ?source { $says }
      FILTER($is_source) } GROUP BY ?thing }
  $only
  FILTER NOT EXISTS { GRAPH <${graph}registry> { ?thing a ?known } }
  FILTER NOT EXISTS { GRAPH ?votes { ?vote sp:decides ?thing } }
} ;
""")


def derive_update(base: str, touched: NamedNode | None = None) -> str:
    """The SPARQL update that makes the derived graph of a store with this base anew.

    With `touched`, only what it says of the things that this graph describes as rdfs:Resource: where the rest is as it
    should be, and these are all the things that changed sources name by TELLING, in the old state or in the new one.
    """
    graph = f"{base}graph/"
    only_touched = f"GRAPH {touched} {{ ?thing a rdfs:Resource }}" if touched else ""
    is_source = f'(STRSTARTS(STR(?source), "{graph}doc/") || STRSTARTS(STR(?source), "{graph}dataset/"))'
    kinds = (
        ("?thing rdfs:label ?label", "?record sp:aboutActor ?thing ; sp:name ?name", ""),
        (
            "?thing a sp:Resolution ; rdfs:label ?label",
            "?record a sp:ResolutionRecord ; sp:aboutResolution ?thing ; sp:name ?name",
            "",
        ),
        ("?thing a sp:Place ; rdfs:label ?label", "?record sp:place ?thing ; sp:placeText ?name", ""),
        (
            "?thing a sp:Issue ; rdfs:label ?label",
            "?record sp:issue ?thing ; sp:issueLabel ?name",
            f'FILTER(STRSTARTS(STR(?thing), "{base}issue/"))',
        ),
        (
            "?thing a sp:Issue ; rdfs:label ?label",
            "?record sp:issue ?thing ; sp:issueText ?name",
            f'FILTER(STRSTARTS(STR(?thing), "{base}issue/"))'
            " FILTER NOT EXISTS { GRAPH ?coded { ?other sp:issue ?thing ; sp:issueLabel ?given } }",
        ),
    )
    named = "".join(
        _NAMED.substitute(graph=graph, touched=only_touched, is_source=is_source, does=does, says=says, only=only)
        for does, says, only in kinds
    )
    return _UPDATE.substitute(
        graph=graph,
        touched=only_touched,
        is_source=is_source,
        named=named,
        sp=SP.base,
        rdf=RDF.base,
        rdfs=RDFS.base,
        skos=SKOS.base,
    )


def touched_graph(base: str) -> NamedNode:
    """The graph that names the things to derive anew while that is done, and is gone afterwards."""
    return NamedNode(f"{base}graph/touched")


def derive(store: Store, base: str) -> None:
    """Make the derived graph of a store anew, in one transaction."""
    store.update(derive_update(base))
