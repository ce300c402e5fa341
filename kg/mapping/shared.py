"""The quads of the graphs that all sources share: the registry of actors, time spans, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.edtf import Span, parse_edtf
from kg.iris import Minter
from kg.mapping.codes import ACTOR_TYPES, PRECISIONS
from kg.mapping.statements import Statements
from kg.registry import Entry, Registry
from kg.vocabulary import EDTF_DATATYPE, PREFIXES, PROV, RDF, RDFS, SKOS, SP, XSD


def registry_quads(registry: Registry, minter: Minter) -> list[Quad]:
    """Describe every entry of the registry, in the graph `graph/registry`.

    Metonyms count as other names here, so that people find Russia by "the Kremlin".
    """
    statements = Statements(minter.graph("registry"))
    for entry in registry.entries:
        _describe_entry(entry, statements, minter)
    return list(statements.quads())


def _describe_entry(entry: Entry, statements: Statements, minter: Minter) -> None:
    actor = minter.thing("actor", entry.id)
    others = (*entry.aliases, *entry.shared, *entry.metonyms)
    statements.say(actor, RDF.type, ACTOR_TYPES[entry.type])
    statements.say(actor, RDFS.label, entry.name)
    statements.say(actor, SKOS.altLabel, *(name for name in others if name != entry.name))
    statements.say(actor, SP.demonym, *entry.adjectives, *entry.people)
    statements.say(actor, SP.iso2, entry.iso2)
    statements.say(actor, SP.iso3, entry.iso3)
    statements.say(actor, SP.capital, entry.capital)
    statements.say(actor, SP.wikidata, NamedNode(PREFIXES["wd"] + entry.wikidata) if entry.wikidata else None)
    statements.say(actor, SP.partOf, *(minter.thing("actor", id) for id in entry.part_of))


def time_quads(dates: Iterable[str], minter: Minter) -> tuple[Quad, ...]:
    """Describe the time spans of EDTF dates, in the graph `graph/time`."""
    statements = Statements(minter.graph("time"))
    for date in dates:
        span = parse_edtf(date)
        node = minter.time(date)
        statements.say(node, RDF.type, SP.TimeSpan)
        statements.say(node, SP.edtf, Literal(date, datatype=EDTF_DATATYPE))
        statements.say(node, SP.precision, PRECISIONS[span.precision])
        for property, day in _bounds(span):
            statements.say(node, property, Literal(day, datatype=XSD.date))
    return statements.quads()


def _bounds(span: Span) -> Iterator[tuple[NamedNode, str]]:
    if span.earliest:
        yield SP.earliest, span.earliest.isoformat()
    if span.latest:
        yield SP.latest, span.latest.isoformat()


def provenance_quads(graph: NamedNode, input_sha256: str, tool: str, minter: Minter) -> list[Quad]:
    """Say which input and which tool made a source graph, in the graph `graph/provenance`. No clock."""
    statements = Statements(minter.graph("provenance"))
    load = minter.load(input_sha256, tool)
    statements.say(graph, RDF.type, SP.SourceGraph)
    statements.say(graph, PROV.wasGeneratedBy, load)
    statements.say(load, RDF.type, SP.LoadActivity)
    statements.say(load, SP.inputSha256, input_sha256)
    statements.say(load, SP.toolVersion, tool)
    return list(statements.quads())
